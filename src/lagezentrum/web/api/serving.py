"""From a function that answers to an answer on the wire: known parameters only, ETag, HEAD, CORS."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.urls.resolvers import URLResolver

from lagezentrum.law.model import Text
from lagezentrum.web.api.conditional import conditional, open_to_all
from lagezentrum.web.api.kept import Body
from lagezentrum.web.api.parameters import names_of, require_known
from lagezentrum.web.api.problems import Refused, problem_response
from lagezentrum.web.api.record import rests_on
from lagezentrum.web.api.shapes.envelope import Answer

_ALLOWED = "GET, HEAD, OPTIONS"
_ASKED_IN_BODY = frozenset({"access"})
"""Addresses at which a question is put into the body, because addresses are noted in many places: it only reads."""
_BY_POST = "POST, OPTIONS"
_TOO_MANY = Refused(
    "too-many-parameters",
    Text(
        de="So viele Parameter gibt es hier nicht. Welche es gibt, steht unter /api/v1/docs.",
        en="There are not that many parameters here. Those there are stand at /api/v1/docs.",
    ),
)


def answered(view: Callable[..., Answer | Body]) -> Callable[..., HttpResponse]:
    """Decorator of an operation: checks the parameters, and forms the answer only if the asker does not have it."""
    known = names_of(view)

    @functools.wraps(view)
    def operation(request: HttpRequest, **given: Any) -> HttpResponse:
        require_known(request, known)
        return conditional(request, rests_on(), lambda: _body(view(**given)))

    taken = inspect.signature(view)
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
    operation.__signature__ = taken.replace(  # type: ignore[attr-defined]  # what the framework reads
        parameters=[request, *taken.parameters.values()]
    )
    return operation


def _body(answer: Answer | Body) -> Body:
    if isinstance(answer, Body):
        return answer
    return Body(answer.model_dump_json(by_alias=True).encode(), "application/json")


def read_only(view: Callable[..., HttpResponse], *, by_post: bool = False) -> Callable[..., HttpResponse]:
    """Wrap a view of a public address: HEAD as GET, OPTIONS answered, other methods refused as a problem.

    `by_post`: the question comes in the body of a POST; nothing else is answered then.
    """
    allowed, methods = (_BY_POST, ("POST",)) if by_post else (_ALLOWED, ("GET", "HEAD"))

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = allowed
            response["Access-Control-Allow-Headers"] = "Content-Type" if by_post else "If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
            response["Allow"] = allowed
            return open_to_all(response)
        asked = request.method
        if asked not in methods:
            return open_to_all(_not_allowed(request, allowed))
        try:
            request.GET  # noqa: B018 - read here, so that both the interface and the feeds can rely on it
        except TooManyFieldsSent:
            return open_to_all(problem_response(request, _TOO_MANY))
        if asked == "HEAD":
            request.method = "GET"  # the server leaves out the body
        response = view(request, *args, **kwargs)
        request.method = asked
        return open_to_all(response)

    wrapped.csrf_exempt = True  # type: ignore[attr-defined]  # nothing here changes anything
    return wrapped


def _not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    way = allowed.partition(",")[0]
    response = problem_response(
        request,
        Refused(
            "method-not-allowed",
            Text(
                de=f"{request.method} geht hier nicht: die Schnittstelle ist nur zum Lesen da ({way}).",
                en=f"{request.method} is not possible here: the interface is for reading only ({way}).",
            ),
        ),
    )
    response["Allow"] = allowed
    return response


def all_read_only(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same patterns, each view wrapped by `read_only`."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = read_only(pattern.callback, by_post=str(pattern.pattern) in _ASKED_IN_BODY)
        else:
            all_read_only(pattern.url_patterns)
    return patterns
