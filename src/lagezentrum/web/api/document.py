"""The OpenAPI document on the wire: formed once, and not sent to whoever has it."""

import hashlib
import json
from functools import cache

from django.http import HttpRequest, HttpResponse

from lagezentrum.web.api.conditional import conditional
from lagezentrum.web.api.kept import Body
from lagezentrum.web.api.parameters import require_known
from lagezentrum.web.api.problems import Refused, problem_response
from lagezentrum.web.api.v1 import api


def document(request: HttpRequest) -> HttpResponse:
    """The document; it changes with the program alone."""
    try:
        require_known(request, frozenset())
    except Refused as refused:
        return problem_response(request, refused)
    return conditional(request, _mark(), lambda: Body(_content(), "application/json"))


@cache
def _content() -> bytes:
    return json.dumps(api.get_openapi_schema(path_params={}), ensure_ascii=False).encode()


@cache
def _mark() -> str:
    return hashlib.sha256(_content()).hexdigest()
