"""Headers that every answer carries: only our own files, no frame, no sensors, one language per address."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


class SecurityHeaders:
    """Middleware that adds the content security policy and the permissions policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with the headers."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class AddressLanguage(LocaleMiddleware):
    """Django's middleware without its `Vary: Accept-Language`: the address alone says which language is spoken.

    So proxies need not keep a copy for every browser.
    """

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        """The answer, marked with its language."""
        answer = super().process_response(request, response)
        varies = [name.strip() for name in answer.headers.get("Vary", "").split(",")]
        kept = ", ".join(name for name in varies if name and name.lower() != "accept-language")
        if kept:
            answer.headers["Vary"] = kept
        else:
            answer.headers.pop("Vary", None)
        return answer
