"""Answers that need not be formed or sent again: kept, ETag, 304, Cache-Control, and open to pages of other hosts."""

import hashlib
import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from lagezentrum.web.api.kept import Body, Kept, Packed, packed

MAX_AGE = 60
"""Seconds for which anybody may keep an answer without asking again."""

KEPT = Kept()


def conditional(request: HttpRequest, rests_on: str, build: Callable[[], Body]) -> HttpResponse:
    """The answer, or 304 where the asker has it already; `build` is called only if it is needed.

    Args:
        request: what was asked; its path and parameters are part of the key.
        rests_on: a text that changes whenever an answer could.
        build: forms the answer.
    """
    key = _key(request, rests_on)
    held = _held(request)
    if key in held:
        return _labelled(HttpResponseNotModified(), key, request)
    answer = KEPT.get(key)
    if answer is None:
        answer = packed(build())
        KEPT.put(key, answer)
    # "*" means whatever there is; that there is anything is sure only now.
    response = HttpResponseNotModified() if "*" in held else _sent(request, answer)
    return _labelled(response, key, request)


def _key(request: HttpRequest, rests_on: str) -> str:
    """The key of an answer: what it rests on, the path, and the parameters in any order."""
    asked = json.dumps([rests_on, request.path, sorted(request.GET.lists())])
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def _held(request: HttpRequest) -> set[str]:
    """The keys of the answers that the asker has."""
    named = request.headers.get("If-None-Match", "")
    return {part.strip().removeprefix("W/").strip('"') for part in named.split(",")}


def _sent(request: HttpRequest, answer: Packed) -> HttpResponse:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(answer.content, content_type=answer.media_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(answer.unpacked(), content_type=answer.media_type)
    if answer.file_name is not None:
        response["Content-Disposition"] = f'attachment; filename="{answer.file_name}"'
    return response


def _labelled(response: HttpResponse, key: str, request: HttpRequest) -> HttpResponse:
    """The mark is weak: packed and unpacked are the same answer, but not the same bytes.

    The language is that of the address, never that of the asker: proxies keep one copy for all.
    """
    response["ETag"] = f'W/"{key}"'
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Vary"] = "Accept-Encoding"
    response["Content-Language"] = "en" if request.GET.get("language") == "en" else "de, en"
    return response


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let pages of any host read the answer; there are no cookies and no sign-ins to protect."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    return response
