"""The OpenAPI document, completed by what the framework does not say: problems, ETag, limits, known words."""

from typing import Any

from django.conf import settings
from ninja.openapi.schema import OpenAPISchema

from lagezentrum.engine.proof.schema import told_once
from lagezentrum.web import doors
from lagezentrum.web.api.conditional import MAX_AGE
from lagezentrum.web.api.parameters import LONGEST_SPAN
from lagezentrum.web.api.places import areas_covered
from lagezentrum.web.api.problems import MEDIA_TYPE, Problem

DESCRIPTION = f"""
Which warning level holds where, since when, why, what may come next, and who may enter. Read only, no sign-in, open to
pages of other hosts.

- **Two days in every question**: `on` (or `from` and `to`) says which day is asked about, `as_of` what may be known.
- **Every day asked for is answered.** Where nothing can be said, a `state` says why. Missing is never zero.
- **Three things are kept apart**: *met* (what the figures say), *determined* (what orders say), *in force*.
- Keys are text with their leading zero: AGS (5 digits), ARS (12 digits), or 03 for the Land. Figures are text, too, so
  that they keep their digits.
- One answer covers at most {LONGEST_SPAN} days. Answers carry an `ETag`; ask again with `If-None-Match`.
- Errors are problems (RFC 9457, `{MEDIA_TYPE}`), told in German and English.
- While `meta.exercise` is true, nothing here is a live warning.
"""

TAGS = [
    {"name": "levels", "description": "what holds in an area, on a day or over time, and why"},
    {"name": "findings", "description": "what the rule found in the figures"},
    {"name": "determinations", "description": "what authorities ordered and published"},
    {"name": "figures", "description": "published figures in a reading that has to be named"},
    {"name": "access", "description": "who may enter, and what a door demands; no question about a person is kept"},
    {"name": "map", "description": "the map of one day"},
    {"name": "law", "description": "regulations as data"},
    {"name": "about", "description": "the interface itself"},
]

_PROBLEMS = {
    "400": "the parameters are unknown, stand twice or contradict each other",
    "404": "there is no such thing; the nearest is suggested",
    "422": "a parameter can not be read",
    "429": "too many requests; `Retry-After` says when to ask again",
}
_HEADERS = {
    "ETag": {"description": "key of this answer, for `If-None-Match`", "schema": {"type": "string"}},
    "Cache-Control": {"description": f"public, max-age={MAX_AGE}", "schema": {"type": "string"}},
}
_NEVER_KEPT = {"Cache-Control": {"description": "no-store", "schema": {"type": "string"}}}


def finished(document: OpenAPISchema) -> OpenAPISchema:
    """The document, as the framework writes it, with everything an asker has to reckon with; changed in place."""
    schemas = document["components"]["schemas"]
    schemas.update(_definitions())
    asked = schemas["AccessQuestion"]["properties"]
    asked["area"]["enum"] = list(areas_covered())
    asked["place"]["enum"] = list(doors.kinds(settings.REGULATION))
    told_once(schemas["Proof"], schemas, "#/components/schemas/")
    if not document["servers"]:
        del document["servers"]
    for operations in document["paths"].values():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", ()):
                _finish_parameter(parameter)
            _finish_responses(operation, kept=method == "get")
    return document


def _definitions() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    inner: dict[str, Any] = schema.pop("$defs")
    return {**inner, "Problem": schema}


def _finish_parameter(parameter: dict[str, Any]) -> None:
    """A parameter that may be left out is not one that may be null."""
    schema = parameter["schema"]
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del schema["anyOf"]
        schema.update(choices[0])
    elif choices:
        schema["anyOf"] = choices
    schema.pop("example", None)


def _finish_responses(operation: dict[str, Any], *, kept: bool) -> None:
    """`kept`: the answer may be kept and asked for again; one about a person may not."""
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses = {str(status): details for status, details in operation["responses"].items()}
    responses["200"]["headers"] = _HEADERS if kept else _NEVER_KEPT
    if kept:
        responses["304"] = {"description": "the asker has this answer already (`If-None-Match`)"}
    parameters = operation.setdefault("parameters", [])
    takes_path = not kept or any(parameter["in"] == "path" for parameter in parameters)
    for status, description in _PROBLEMS.items():
        if status != "404" or takes_path or parameters:
            responses[status] = {"description": description, "content": problem}
    responses["default"] = {"description": "any other problem", "content": problem}
    operation["responses"] = responses
