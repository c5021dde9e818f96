"""Playing an access scenario: every case is answered by both evaluations, and every difference is told."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from lagezentrum.access.answer import Answer, answer
from lagezentrum.access.evidence import status
from lagezentrum.access.level import LevelUsed
from lagezentrum.access.person import Person, Test
from lagezentrum.access.place import Place
from lagezentrum.access.reference import may_enter, what_counts
from lagezentrum.access.statements import Change, Statement
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.scenarios import AccessCase, AccessScenario
from lagezentrum.law.text import Text


def rehearse_access(scenario: AccessScenario, rules: AccessRules) -> tuple[Text, ...]:
    """Play a scenario and tell every difference from what it expects; empty if it passes."""
    return tuple(
        Text(de=f"Fall {number}: {difference.de}", en=f"case {number}: {difference.en}")
        for number, case in enumerate(scenario.cases, start=1)
        for difference in _differences(case, rules)
    )


def answer_case(case: AccessCase, rules: AccessRules) -> Answer:
    """The answer to one case."""
    moment = _in_zone(case.at, rules)
    level = LevelUsed(
        "", moment.astimezone(ZoneInfo(rules.time_zone)).date(), rules.version, case.step, "decision", None
    )
    return answer(rules, _place(case), _person(case, rules), moment, level)


def _differences(case: AccessCase, rules: AccessRules) -> Iterator[Text]:
    given = answer_case(case, rules)
    plain = may_enter(rules, _place(case), _person(case, rules), _in_zone(case.at, rules), case.step)
    if given.outcome != case.expect:
        yield _differs(_ANSWER, case.expect, given.outcome)
    if plain != case.expect:
        yield _differs(_REFERENCE, case.expect, plain)
    if given.depends_on != case.depends_on:
        yield _differs(_DEPENDS_ON, case.depends_on, given.depends_on)
    if case.requirement is not None and given.requirement != case.requirement:
        yield _differs(_REQUIREMENT, case.requirement, given.requirement)
    for name, wanted, there in (
        (_MASK, case.wear, _fact(given, ("duty.mask", "duty.mask.close_contact"), "mask")),
        (_CONTACT_DATA, case.contact_data, _fact(given, ("duty.contact_data",), "how")),
        (_REPETITION, case.repeat, _fact(given, ("duty.repeat",), "per_week")),
    ):
        if wanted is not None and wanted != (there or "none"):
            yield _differs(name, wanted, there)
    if case.counts is not None:
        person, moment = _person(case, rules), _in_zone(case.at, rules)
        told = {str(s.facts.get("proof") or s.facts["test"]) for s in status(rules, person, moment) if _counts(s)}
        for who, counting in ((_COUNTS, told), (_COUNTS_BY_REFERENCE, what_counts(rules, person, moment))):
            if counting != set(case.counts):
                yield _differs(who, sorted(case.counts), sorted(counting))
    if case.changes is not None:
        came = tuple(_change(change) for change in given.would_change)
        if set(came) != set(case.changes):
            yield _differs(_CHANGES, case.changes, came)


_ANSWER = Text(de="Antwort", en="answer")
_REFERENCE = Text(de="Antwort der zweiten Auswertung", en="answer of the reference")
_DEPENDS_ON = Text(de="wovon es abhängt", en="what it depends on")
_REQUIREMENT = Text(de="Anforderung", en="requirement")
_MASK = Text(de="Maske", en="mask")
_CONTACT_DATA = Text(de="Kontaktdaten", en="contact data")
_REPETITION = Text(de="Wiederholung des Tests", en="repetition of the test")
_COUNTS = Text(de="was zählt", en="what counts")
_COUNTS_BY_REFERENCE = Text(de="was nach der zweiten Auswertung zählt", en="what counts by the reference")
_CHANGES = Text(de="was es ändern würde", en="what would change it")


def _differs(what: Text, wanted: object, came: object) -> Text:
    """One difference; what stands in the file is quoted as it stands there."""
    wanted, came = (_quoted(value) for value in (wanted, came))
    return Text(de=f"{what.de}: erwartet {wanted}, ist {came}", en=f"{what.en}: expected {wanted}, is {came}")


def _quoted(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "–"
    return "–" if value is None else repr(value)


def _counts(statement: Statement) -> bool:
    return statement.kind in ("proof.counts", "test.counts")


def _fact(given: Answer, kinds: tuple[str, ...], name: str) -> object:
    return next((duty.facts[name] for duty in given.duties if duty.kind in kinds), None)


def _change(change: Change) -> str:
    return "+".join(_short(part) for part in change.parts)


def _short(part: Statement) -> str:
    tests = part.facts.get("tests")
    if isinstance(tests, dict):
        return "/".join(tests)
    return str(part.facts.get("proof") or part.facts.get("mask"))


def _in_zone(moment: datetime, rules: AccessRules) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(rules.time_zone))


def _place(case: AccessCase) -> Place:
    return Place(
        kind=case.place,
        setting=case.setting,
        people=case.people,
        capacity_used=case.capacity_used,
        operator=case.operator,
    )


def _person(case: AccessCase, rules: AccessRules) -> Person:
    return Person(
        vaccinated=case.vaccinated,
        boosted=case.boosted,
        recovered=case.recovered,
        tests=tuple(Test(kind, _in_zone(taken, rules)) for kind, taken in case.tests),
        age=case.age,
        pupil_tested_at_school=case.pupil_tested_at_school,
        medical_certificate=case.medical_certificate,
        study_participant=case.study_participant,
        role=case.role,
        close_contact=case.close_contact,
        mask=case.mask,
    )
