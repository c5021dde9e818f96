"""The answer at a door: allowed, not allowed, or what it depends on; with reasons, duties, and what would change it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from lagezentrum.access.cases import Case, Open, cases, deciding
from lagezentrum.access.door_besides import by_age
from lagezentrum.access.evidence import Check
from lagezentrum.access.level import LevelUsed, level_statement
from lagezentrum.access.person import Person, Role
from lagezentrum.access.place import Place
from lagezentrum.access.situations import relief_today, situations
from lagezentrum.access.statements import Change, Statement
from lagezentrum.access.verdict import Verdict, judge
from lagezentrum.law.access.model import AccessRules, BoosterRelief, CapacityRelief, Exemption, Row
from lagezentrum.law.access.words import Requirement, step_order, strictness
from lagezentrum.law.text import Text

Outcome = Literal["allowed", "not allowed", "depends on", "not encoded"]
_KEY_OF_A_LAND = 2
"""Characters of the key of a Land; that of a district has more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to "may this person come in?".

    Attributes:
        outcome: `allowed`, `not allowed`, `depends on` (the facts named) or `not encoded`.
        depends_on: the facts about the place that are not said and decide.
        requirement: what must be shown; None where that is open or not encoded.
        role: whether a guest or staff was asked about.
        level: the level the answer is based on.
        reasons: why.
        duties: what is asked of whoever comes in, whatever is left open.
        would_change: what would let in somebody who is not allowed, each by itself.
        cases: what comes out in each case, where it depends.
        notes: what is uncertain or not encoded.
    """

    outcome: Outcome
    depends_on: tuple[Open, ...]
    requirement: Requirement | None
    role: Role
    level: LevelUsed
    reasons: tuple[Statement, ...]
    duties: tuple[Statement, ...] = ()
    would_change: tuple[Change, ...] = ()
    cases: tuple[Case, ...] = ()
    notes: tuple[Statement, ...] = ()


def answer(rules: AccessRules | None, place: Place, person: Person, moment: datetime, level: LevelUsed) -> Answer:
    """Whether a person may come in at a place at a moment.

    Args:
        rules: the access rules of the version in force; None where they are not encoded.
        place: where.
        person: who, with what is shown.
        moment: when, with its time zone.
        level: what holds there on that day.

    Raises:
        ValueError: the moment has no time zone, lies on another day than the level, or rules and level belong to
            different versions.
    """
    missing = _not_encoded(rules, place, level)
    if missing is not None or rules is None:
        reasons = (level_statement(level), *((missing,) if missing else ()))
        return Answer("not encoded", (), None, person.role, level, reasons)
    if moment.tzinfo is None:
        raise ValueError("the moment needs its time zone: an hour decides whether a test still counts")
    check = Check(rules, person, moment, place.kind)
    if check.day != level.day:
        raise ValueError(f"the moment lies on {check.day} at the place, the level is that of {level.day}")
    verdicts = [judge(check, place, level.step, situation) for situation in situations(check, place, level.step)]
    return _together(check, place, level, verdicts)


def _not_encoded(rules: AccessRules | None, place: Place, level: LevelUsed) -> Statement | None:
    if level.version is None:
        return Statement("not_encoded.regulation", {"day": level.day})
    if rules is None:
        return Statement("not_encoded.version", {"version": level.version, "why": None})
    if rules.version != level.version:
        raise ValueError(f"the rules are those of version {rules.version}, in force is {level.version}")
    if rules.not_encoded is not None:
        return Statement("not_encoded.version", {"version": level.version, "why": rules.not_encoded})
    of_place = rules.places.get(place.kind)
    if of_place is None or (place.setting is not None and place.setting not in of_place.settings):
        facts = {"place": place.kind, "title": of_place.title if of_place else None, "setting": place.setting}
        return Statement("not_encoded.place", facts)
    return None


def _together(check: Check, place: Place, level: LevelUsed, verdicts: Sequence[Verdict]) -> Answer:
    """One answer from the verdicts on every situation that is left possible."""
    depends_on = deciding(verdicts)
    hardest = max(verdicts, key=_hardness)
    outcome: Outcome = "depends on" if depends_on else hardest.outcome
    answered = Answer(
        outcome,
        depends_on,
        _requirement(verdicts, hardest),
        check.person.role,
        level,
        _once([level_statement(level), *(r for v in (verdicts if depends_on else [hardest]) for r in v.reasons)]),
        tuple(duty for duty in verdicts[0].duties if all(duty in verdict.duties for verdict in verdicts)),
        () if outcome == "allowed" else hardest.would_change,
        cases(verdicts),
    )
    return replace(answered, notes=_notes(check, place, verdicts, answered))


def _requirement(verdicts: Sequence[Verdict], hardest: Verdict) -> Requirement | None:
    """What must be shown, if it is one thing; a relief that is not said to apply leaves it as it is."""
    before_relief = {verdict.row.requirement if verdict.row else None for verdict in verdicts}
    return hardest.requirement if len(before_relief) == 1 else None


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each statement once, in the order of first mention; their facts can not be hashed."""
    told: list[Statement] = []
    for statement in statements:
        if statement not in told:
            told.append(statement)
    return tuple(told)


def _hardness(verdict: Verdict) -> tuple[int, int]:
    """How much a verdict asks; of several the hardest is the safe one to prepare for."""
    of_outcome = ("allowed", "not encoded", "not allowed").index(verdict.outcome)
    return of_outcome, -1 if verdict.requirement is None else strictness(verdict.requirement)


def _notes(check: Check, place: Place, verdicts: Sequence[Verdict], answered: "Answer") -> tuple[Statement, ...]:
    """What is uncertain, open or not encoded about an answer."""
    notes: list[Statement] = []
    if answered.level.open:
        notes.append(Statement("level.open", {"steps": answered.level.open}))
    if len(answered.level.area) == _KEY_OF_A_LAND and answered.level.step != max(check.rules.steps, key=step_order):
        notes.append(Statement("level.districts"))
    rows = [verdict.row for verdict in verdicts if verdict.row is not None]
    for row in rows:
        if row.uncertain is not None:
            facts = {"why": row.uncertain, "source_class": row.source_class}
            notes.append(Statement("uncertain", facts, row.cite))
    notes += _by_one_source(check, answered)
    relief = relief_today(check)
    open_relief = relief is not None and place.capacity_used is None and check.person.role == "guest"
    if (
        relief is not None
        and open_relief
        and (answered.requirement == relief.instead_of or "capacity_used" in answered.depends_on)
    ):
        eased: dict[str, object] = {"percent": relief.percent, "requirement": relief.requirement}
        notes.append(Statement("relief.capacity_open", eased, relief.cite))
    demanded = any(verdict.requirement not in (None, "none", "closed") for verdict in verdicts)
    if check.person.role == "guest" and check.person.age is None and answered.outcome != "allowed" and demanded:
        notes += [
            Statement("exempt.by_age", {"exemption": name, "title": exemption.title}, exemption.cite)
            for name, exemption in by_age(check.rules, place.kind)
        ]
    if check.person.role == "guest" and answered.outcome in ("allowed", "depends on"):
        notes += _unknown_duties(check, rows)
    return _once(notes)


_ONE_SOURCE = Text(
    de="Diese Ausnahme oder Erleichterung nennt nur eine Quelle.", en="Only one source names this exemption or relief."
)


def _by_one_source(check: Check, answered: "Answer") -> Iterator[Statement]:
    """What the answer rests on besides rows and only one source tells."""
    for reason in answered.reasons:
        part: Exemption | CapacityRelief | BoosterRelief | None = None
        if reason.kind in ("exempt", "exempt.tested"):
            part = check.rules.exemptions[str(reason.facts["exemption"])]
        elif reason.kind in ("relief.capacity", "relief.booster"):
            part = check.rules.capacity if reason.kind == "relief.capacity" else check.rules.booster
        if part is not None and part.source_class == "C":
            yield Statement("uncertain", {"why": _ONE_SOURCE, "source_class": "C"}, part.cite)


def _unknown_duties(check: Check, rows: Sequence[Row]) -> list[Statement]:
    title = check.rules.places[check.place].title
    notes = []
    if all(row.mask is None for row in rows):
        notes.append(Statement("not_encoded.mask", {"title": title}))
    if all(row.contact_data is None for row in rows):
        notes.append(Statement("not_encoded.contact_data", {"title": title}))
    return notes
