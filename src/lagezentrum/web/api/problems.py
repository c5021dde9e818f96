"""Errors as RFC 9457 problems: one shape for all, in German and English, with what can be done."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from pydantic import BaseModel, Field

from lagezentrum.law.model import Text

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the status it carries and what it is called."""

    status: int
    title: Text


def _kind(status: int, de: str, en: str) -> Kind:
    return Kind(status, Text(de=de, en=en))


KINDS: Mapping[str, Kind] = {
    "unknown-area": _kind(404, "Diesen Ort kennen wir nicht", "No such area"),
    "unknown-regulation": _kind(404, "Diese Verordnung kennen wir nicht", "No such regulation"),
    "unknown-place": _kind(404, "Diese Art von Ort kennen wir nicht", "No such kind of place"),
    "unknown-determination": _kind(404, "Diese Feststellung gibt es nicht", "No such determination"),
    "unknown-path": _kind(404, "Unter dieser Adresse liegt nichts", "Nothing lies at this address"),
    "invalid-parameter": _kind(422, "Ein Parameter ist nicht lesbar", "A parameter can not be read"),
    "unknown-parameter": _kind(400, "Ein Parameter ist unbekannt", "A parameter is unknown"),
    "repeated-parameter": _kind(400, "Ein Parameter steht mehrfach da", "A parameter stands twice"),
    "too-many-parameters": _kind(400, "Zu viele Parameter", "Too many parameters"),
    "reversed-range": _kind(400, "Der Zeitraum endet vor seinem Anfang", "The range ends before it begins"),
    "range-too-long": _kind(400, "Der Zeitraum ist zu lang", "The range is too long"),
    "contradicting-parameters": _kind(400, "Zwei Parameter widersprechen sich", "Two parameters contradict each other"),
    "method-not-allowed": _kind(405, "Hier kann nur gelesen werden", "Read only"),
    "too-many-requests": _kind(429, "Zu viele Anfragen", "Too many requests"),
    "unexpected": _kind(500, "Hier ist etwas schiefgegangen", "Something went wrong here"),
}


class Suggestion(BaseModel):
    """Something that may have been meant: the value to use, and what it is."""

    value: str
    title: str


class Complaint(BaseModel):
    """What is wrong with one parameter."""

    parameter: str
    message: str = Field(description="in German")
    message_en: str = Field(description="in English")


class Problem(BaseModel):
    """An error (RFC 9457). `title` and `detail` are German, `title_en` and `detail_en` say the same in English."""

    type: str = Field(description="a reference to the kind of problem; all kinds are listed at /api/v1/problems")
    title: str
    title_en: str
    status: int
    detail: str
    detail_en: str
    instance: str = Field(description="the path that was asked for")
    suggestions: tuple[Suggestion, ...] = Field((), description="what may have been meant")
    errors: tuple[Complaint, ...] = Field((), description="what is wrong with which parameter")


class Refused(Exception):
    """A request that can not be answered; becomes a problem of the kind named."""

    def __init__(
        self,
        kind: str,
        detail: Text,
        *,
        suggestions: Sequence[Suggestion] = (),
        errors: Sequence[Complaint] = (),
    ) -> None:
        super().__init__(detail.en)
        self.kind, self.detail = kind, detail
        self.suggestions, self.errors = tuple(suggestions), tuple(errors)


def problem_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The problem as an answer that nobody keeps."""
    kind = KINDS[refused.kind]
    problem = Problem(
        type=f"/api/v1/problems#{refused.kind}",
        title=kind.title.de,
        title_en=kind.title.en,
        status=kind.status,
        detail=refused.detail.de,
        detail_en=refused.detail.en,
        instance=request.path,
        suggestions=refused.suggestions,
        errors=refused.errors,
    )
    response = HttpResponse(problem.model_dump_json(), status=kind.status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def unknown_path(request: HttpRequest) -> HttpResponse:
    """The problem for an address below the API at which nothing lies."""
    return problem_response(
        request,
        Refused(
            "unknown-path",
            Text(
                de=f"Unter {request.path} liegt nichts. Alle Adressen stehen unter /api/v1/docs.",
                en=f"Nothing lies at {request.path}. All addresses are listed at /api/v1/docs.",
            ),
        ),
    )


def handle_all(api: NinjaAPI) -> None:
    """Turn everything that can go wrong below `api` into problems."""
    api.add_exception_handler(Refused, problem_response)  # type: ignore[arg-type]
    api.add_exception_handler(ValidationError, _invalid)  # type: ignore[arg-type]
    api.add_exception_handler(Throttled, _throttled)  # type: ignore[arg-type]
    api.add_exception_handler(HttpError, _http_error)  # type: ignore[arg-type]
    api.add_exception_handler(Http404, lambda request, _: unknown_path(request))
    api.add_exception_handler(Exception, _unexpected)  # type: ignore[arg-type]


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    complaints = tuple(_complaint(found) for found in error.errors)
    return problem_response(
        request,
        Refused(
            "invalid-parameter",
            Text(
                de=" ".join(f"{c.parameter}: {c.message}" for c in complaints),
                en=" ".join(f"{c.parameter}: {c.message_en}" for c in complaints),
            ),
            errors=complaints,
        ),
    )


_EXPECTED: Mapping[str, Text] = {
    "missing": Text(de="Dieser Parameter wird gebraucht.", en="This parameter is needed."),
    "day": Text(de="Bitte ein Datum als JJJJ-MM-TT schreiben.", en="Write a date as YYYY-MM-DD."),
    "moment": Text(
        de="Bitte einen Zeitpunkt als JJJJ-MM-TT oder JJJJ-MM-TTThh:mm (Ortszeit oder mit Zeitzone) schreiben.",
        en="Write a moment as YYYY-MM-DD or YYYY-MM-DDThh:mm (local time, or with an offset).",
    ),
    "extra_forbidden": Text(de="Das gibt es hier nicht.", en="There is no such field here."),
    "bool_parsing": Text(de="Bitte true oder false schreiben.", en="Write true or false."),
    "literal_error": Text(de="Dieser Wert ist nicht vorgesehen.", en="This value is not provided for."),
}
_NO_JSON = Text(
    de="Was gesendet wurde, ist kein lesbares JSON. Ein Beispiel steht unter /api/v1/docs.",
    en="What was sent can not be read as JSON. /api/v1/docs has an example.",
)
_OTHERWISE = Text(de="Dieser Wert ist nicht lesbar.", en="This value can not be read.")


def _complaint(found: Mapping[str, Any]) -> Complaint:
    said = _EXPECTED.get(str(found.get("type")), _OTHERWISE)
    expected = found.get("ctx", {}).get("expected")
    known = f" ({expected})" if expected else ""
    name = str(found["loc"][-1])
    return Complaint(parameter=name, message=said.de + known, message_en=said.en + known)


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    seconds = max(1, round(error.wait or 1))
    return problem_response(
        request,
        Refused(
            "too-many-requests",
            Text(
                de=f"Bitte in {seconds} Sekunden wieder fragen; alle Daten gibt es unter /feeds/data-package.zip.",
                en=f"Ask again in {seconds} seconds; all data lie at /feeds/data-package.zip.",
            ),
        ),
    )


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses: above all a question in a body that is not JSON."""
    if error.status_code == 404:
        return unknown_path(request)
    return problem_response(request, Refused("invalid-parameter", _NO_JSON if request.method == "POST" else _OTHERWISE))


def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("unexpected error at %s", request.path, exc_info=error)
    return problem_response(
        request,
        Refused(
            "unexpected",
            Text(
                de="Die Antwort konnte nicht gebildet werden; der Vorfall ist vermerkt. Bitte später wieder fragen.",
                en="The answer could not be formed; the incident is on record. Please ask again later.",
            ),
        ),
    )
