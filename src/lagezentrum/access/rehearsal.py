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


def rehearse_access(scenario: AccessScenario, rules: AccessRules) -> tuple[str, ...]:
    """Play a scenario and tell every difference from what it expects; empty if it passes."""
    return tuple(
        f"case {number}: {difference}"
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


def _differences(case: AccessCase, rules: AccessRules) -> Iterator[str]:
    given = answer_case(case, rules)
    plain = may_enter(rules, _place(case), _person(case, rules), _in_zone(case.at, rules), case.step)
    if given.outcome != case.expect:
        yield f"expected {case.expect!r}, the answer is {given.outcome!r}"
    if plain != case.expect:
        yield f"expected {case.expect!r}, the reference says {plain!r}"
    if given.depends_on != case.depends_on:
        yield f"expected it to depend on {case.depends_on}, it depends on {given.depends_on}"
    if case.requirement is not None and given.requirement != case.requirement:
        yield f"expected requirement {case.requirement!r}, it is {given.requirement!r}"
    for name, wanted, there in (
        ("mask", case.wear, _fact(given, ("duty.mask", "duty.mask.close_contact"), "mask")),
        ("contact data", case.contact_data, _fact(given, ("duty.contact_data",), "how")),
        ("repetition", case.repeat, _fact(given, ("duty.repeat",), "per_week")),
    ):
        if wanted is not None and wanted != (there or "none"):
            yield f"expected {name} {wanted!r}, it is {there!r}"
    if case.counts is not None:
        person, moment = _person(case, rules), _in_zone(case.at, rules)
        told = {str(s.facts.get("proof") or s.facts["test"]) for s in status(rules, person, moment) if _counts(s)}
        for who, counting in (("the answer", told), ("the reference", what_counts(rules, person, moment))):
            if counting != set(case.counts):
                yield f"expected that {set(case.counts) or 'nothing'} counts, {who} says {counting or 'nothing'}"
    if case.changes is not None:
        came = tuple(_change(change) for change in given.would_change)
        if set(came) != set(case.changes):
            yield f"expected that {case.changes} would change it, it is {came}"


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
