"""/access and /districts/{ags}/door: who may enter, and what a door demands."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from lagezentrum.access import (
    Answer,
    Door,
    DoorRule,
    LevelUsed,
    Person,
    Place,
    Statement,
    Test,
    answer,
    contradictions,
)
from lagezentrum.access.wording import change_line, headline, sentence
from lagezentrum.access.wording.rendering import case_line
from lagezentrum.engine.wording.phrases import LANGUAGES
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.words import Setting
from lagezentrum.law.model import Text
from lagezentrum.law.problems import nearest
from lagezentrum.web import doors
from lagezentrum.web.api.operations.districts import short
from lagezentrum.web.api.parameters import AreaKey, On, require_known
from lagezentrum.web.api.places import area_of
from lagezentrum.web.api.problems import Refused, Suggestion
from lagezentrum.web.api.record import meta
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes.access import (
    AccessAnswer,
    AccessGiven,
    AccessQuestion,
    CaseOfAnswer,
    Cited,
    DoorAnswer,
    DoorDemand,
    DoorOfPlace,
    DoorsOnDay,
    LevelBehind,
    Sentence,
)
from lagezentrum.web.ledger import law
from lagezentrum.web.public.language import names
from lagezentrum.web.public.proofs import norms
from lagezentrum.web.today import BERLIN, today

router = Router(tags=["access"], by_alias=True)

SomePlace = Annotated[str | None, Query(None, description="kind of place; without it: all", example="restaurant")]
SomeSetting = Annotated[Setting | None, Query(None, description="indoors or outdoors; without it: both")]
_EXAMPLE = {
    "area": "03241",
    "on": "2021-12-06T12:00",
    "place": "restaurant",
    "setting": "indoors",
    "vaccinated": "2021-06-01",
    "tests": [{"kind": "antigen", "taken": "2021-12-06T08:00"}],
}


@router.post(
    "/access",
    response=AccessAnswer,
    operation_id="access",
    summary="May this person come in?",
    openapi_extra={"requestBody": {"content": {"application/json": {"example": _EXAMPLE}}}},
)
def access(request: HttpRequest, question: Annotated[AccessQuestion, Body()]) -> HttpResponse:
    """Whether a person may come in, why, and what would change it. Nothing of the question is stored or logged.

    The question goes into the body, for addresses are noted in many places. Nobody may keep the answer.
    """
    require_known(request, frozenset())
    area = area_of(question.area)
    kind = _kind(question.place)
    day = question.on.astimezone(BERLIN).date()
    seen = doors.seen_for(day)
    level = doors.level_on(seen, area.ags, day)
    rules = doors.rules(seen.regulation.id).get(level.version or "")
    if rules is not None and _day(question.on, rules) != day:
        level = doors.level_on(seen, area.ags, _day(question.on, rules))
    person = _person(question)
    for wrong in contradictions(person, question.on.astimezone(BERLIN)):
        raise Refused(
            "invalid-parameter", Text(de=f"{wrong.field}: {wrong.says.de}", en=f"{wrong.field}: {wrong.says.en}")
        )
    given = answer(rules, _place(question, kind), person, question.on, level)
    response = HttpResponse(
        AccessAnswer(data=_given(given), meta=meta()).model_dump_json(by_alias=True), content_type="application/json"
    )
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@router.get("/districts/{ags}/door", response=DoorAnswer, operation_id="door", summary="What a door demands")
@answered
def door(ags: AreaKey, on: On = None, place: SomePlace = None, setting: SomeSetting = None) -> DoorAnswer:
    """What has to be checked at the doors of an area on a day, by kind of place, indoors and outdoors."""
    area, day = area_of(ags), on or today()
    kind = None if place is None else _kind(place)
    seen = doors.seen_for(day)
    level = doors.level_on(seen, area.ags, day)
    rules = doors.rules(seen.regulation.id).get(level.version or "")
    found = tuple(
        _door(rules, of, where, shown)
        for of, where, shown in doors.doors_at(seen, level)
        if rules is not None and kind in (None, of) and setting in (None, where)
    )
    return DoorAnswer(
        data=DoorsOnDay(
            area=short(area), day=day, level=_level(level), doors=found, not_encoded=_why_none(level, rules)
        ),
        meta=meta(),
    )


def _kind(asked: str) -> str:
    known = doors.kinds(settings.REGULATION)
    if asked in known:
        return asked
    close = nearest(asked[:100], known)
    listed = ", ".join(known)
    raise Refused(
        "unknown-place",
        Text(
            de=f"Diese Art von Ort gibt es hier nicht. Bekannt: {listed}.",
            en=f"No such kind of place. Known: {listed}.",
        ),
        suggestions=[Suggestion(value=close, title=known[close].de)] if close else [],
    )


def _day(moment: datetime, rules: AccessRules) -> date:
    return moment.astimezone(ZoneInfo(rules.time_zone)).date()


def _place(question: AccessQuestion, kind: str) -> Place:
    used = question.capacity_used
    return Place(
        kind=kind,
        setting=question.setting,
        people=question.people,
        capacity_used=None if used is None else Decimal(str(used)),
        operator=question.operator,
    )


def _person(question: AccessQuestion) -> Person:
    return Person(
        vaccinated=question.vaccinated,
        boosted=question.boosted,
        recovered=question.recovered,
        tests=tuple(Test(test.kind, test.taken) for test in question.tests),
        age=question.age,
        pupil_tested_at_school=question.pupil_tested_at_school,
        medical_certificate=question.medical_certificate,
        study_participant=question.study_participant,
        role=question.role,
        close_contact=question.close_contact,
        mask=question.mask,
    )


def _given(given: Answer) -> AccessGiven:
    version = given.level.version

    return AccessGiven(
        answer=given.outcome,
        says=Text(**{code: headline(given, code) for code in LANGUAGES}),
        depends_on=given.depends_on,
        requirement=given.requirement,
        level=_level(given.level),
        reasons=_told(given.reasons, version),
        duties=_told(given.duties, version),
        would_change=tuple(
            Text(**{code: change_line(change, code) for code in LANGUAGES}) for change in given.would_change
        ),
        cases=tuple(
            CaseOfAnswer(
                says=Text(**{code: case_line(case, code) for code in LANGUAGES}),
                answer=case.outcome,
                requirement=case.requirement,
            )
            for case in given.cases
        ),
        notes=_told(given.notes, version),
    )


def _told(statements: Iterable[Statement], version: str | None) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            kind=found.kind,
            says=Text(**{code: sentence(found, code, names()) for code in LANGUAGES}),
            cite=_cited(version, found.cite),
        )
        for found in statements
    )


def _level(level: LevelUsed) -> LevelBehind:
    return LevelBehind(
        area=level.area,
        day=level.day,
        version=level.version,
        step=level.step,
        basis=level.basis,
        since=level.since,
        open=level.open,
    )


def _cited(version: str | None, anchors: Iterable[str]) -> tuple[Cited, ...]:
    provisions = norms(law.on_file().id).get(version or "", {})
    return tuple(Cited(provision=a, title=provisions[a].title) for a in anchors if a in provisions)


def _door(rules: AccessRules, kind: str, setting: Setting, found: Door) -> DoorOfPlace:
    return DoorOfPlace(
        place=kind,
        title=rules.places[kind].title,
        setting=setting,
        demands=tuple(_demand(rule, rules.version) for rule in found.rules),
        cap=found.cap,
        besides=_told(found.besides, rules.version),
    )


def _demand(rule: DoorRule, version: str) -> DoorDemand:
    return DoorDemand(
        people=None if rule.people is None else int(rule.people.number),
        word=None if rule.people is None else rule.people.word,
        requirement=rule.requirement,
        not_encoded=rule.not_encoded,
        tests=rule.tests,
        mask=rule.mask,
        contact_data=rule.contact_data,
        repeats_test=rule.repeats_test,
        cite=_cited(version, rule.cite),
        source_class=rule.source_class,
        uncertain=rule.uncertain,
    )


def _why_none(level: LevelUsed, rules: AccessRules | None) -> Text | None:
    if level.version is None:
        return Text(de="An diesem Tag ist hier keine Fassung in Kraft.", en="No version is in force here on this day.")
    if rules is None:
        return Text(
            de="Die Zutrittsregeln dieser Fassung sind hier nicht hinterlegt.",
            en="The access rules of this version are not encoded.",
        )
    return rules.not_encoded
