"""Pages for everybody are built once for each state of archive and ledger, and need not be sent again."""

import functools
import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.views.decorators.csrf import csrf_exempt

from lagezentrum import __version__
from lagezentrum.web.archive import readings
from lagezentrum.web.ledger import chain
from lagezentrum.web.public import language
from lagezentrum.web.today import BERLIN, now

MAX_AGE = 60
"""Seconds for which anybody may keep a page without asking again."""
PARAMETERS = ("tag", "ort", "fassung", "art", "wo")
"""What the addresses of these pages may ask for."""
_KEPT_FOR = 3600


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator of a view that shows the same to everybody: no session, no cookie, ETag, kept until heads change.

    It accepts nothing that changes anything, so a forged form can do no harm: whoever sends one is told that it is not
    taken (405), not that a token is missing.
    """

    @csrf_exempt
    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            refused = HttpResponse(status=405)
            refused["Allow"] = "GET, HEAD"
            return refused
        _leave_out_unknown(request)
        key = _key(request)
        etag = f'W/"{key}"'
        if etag in _held(request):
            return _labelled(HttpResponseNotModified(), etag)
        cache = caches["pages"]
        found = cache.get(key)
        if found is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            found = (response["Content-Type"], response.get("Content-Disposition"), gzip.compress(response.content, 6))
            cache.set(key, found, _KEPT_FOR)
        return _labelled(_sent(request, *found), etag)

    return kept


def rests_on() -> tuple[str, ...]:
    """What changes whenever a page could: the program, figures, decisions, the hour, how the service is configured."""
    head = chain.head()
    return (
        __version__,
        readings.head(),
        head.hash if head else "",
        now().astimezone(BERLIN).strftime("%Y-%m-%d %H"),
        settings.REGULATION,
        settings.AUTHORITY,
        str(settings.EXERCISE),
    )


def _leave_out_unknown(request: HttpRequest) -> None:
    """Drop parameters that no page asks for, so that they can neither fill the store nor get into a kept page."""
    query = urlencode([(name, request.GET[name]) for name in PARAMETERS if name in request.GET])
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)


def _key(request: HttpRequest) -> str:
    asked = json.dumps([rests_on(), language.current(), request.path, sorted(request.GET.items())])
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def _held(request: HttpRequest) -> set[str]:
    return {part.strip() for part in request.headers.get("If-None-Match", "").split(",")}


def _sent(request: HttpRequest, media_type: str, disposition: str | None, packed: bytes) -> HttpResponse:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(packed, content_type=media_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(packed), content_type=media_type)
    if disposition:
        response["Content-Disposition"] = disposition
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _labelled(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Vary"] = "Accept-Encoding"
    return response
