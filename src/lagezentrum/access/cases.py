"""Which facts that are not said decide, and what comes out in each case."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from lagezentrum.access.situations import Situation
from lagezentrum.access.statements import Statement
from lagezentrum.access.verdict import Judged, Verdict
from lagezentrum.law.access.words import Requirement

Open = Literal["setting", "people", "capacity_used", "close_contact"]
_OPEN: tuple[Open, ...] = get_args(Open)


@dataclass(frozen=True, slots=True)
class Case:
    """What comes out if what is not said is so.

    Attributes:
        when: the open facts that matter, with their values: `setting` as a word, `people` as smallest and largest
            number (None: no end), `capacity_used` as whether it is low enough to relieve, `close_contact` as yes or no.
        outcome, requirement, duties: what comes out then.
    """

    when: Mapping[Open, object]
    outcome: Judged
    requirement: Requirement | None
    duties: tuple[Statement, ...]


def deciding(verdicts: Sequence[Verdict]) -> tuple[Open, ...]:
    """The open facts on which it depends whether the person may come in."""
    return tuple(name for name in _OPEN if _matters(name, verdicts, lambda verdict: verdict.outcome))


def cases(verdicts: Sequence[Verdict]) -> tuple[Case, ...]:
    """What comes out in each case; empty where everything comes out alike."""
    names = [name for name in _OPEN if _matters(name, verdicts, _result)]
    if not names:
        return ()
    found = [
        Case(
            {name: _value(name, verdict.situation) for name in names},
            verdict.outcome,
            verdict.requirement,
            verdict.duties,
        )
        for verdict in verdicts
    ]
    facts: tuple[Open, ...] = ("close_contact", "capacity_used", "setting")
    for name in facts:
        found = _without(name, found)
    return tuple(_joined(found))


def _without(name: Open, found: Sequence[Case]) -> list[Case]:
    """The cases with a fact left out wherever it makes no difference."""
    values = _once(case.when.get(name) for case in found)
    kept: list[Case] = []
    for case in found:
        rest = {fact: value for fact, value in case.when.items() if fact != name}
        whole = replace(case, when=rest)
        alike = [other for other in found if replace(other, when=_rest(other, name)) == whole]
        case = whole if len(alike) == len(values) else case
        if case not in kept:
            kept.append(case)
    return kept


def _joined(found: Sequence[Case]) -> list[Case]:
    """The cases with neighbouring numbers of people joined where they come out alike."""
    kept: list[Case] = []
    for case in found:
        before = next((other for other in kept if _follows(case, other)), None)
        if before is None:
            kept.append(case)
            continue
        few, most = _people(before)[0], _people(case)[1]
        when = {**case.when, "people": (few, most)}
        kept[kept.index(before)] = replace(case, when=when if (few, most) != (1, None) else _rest(case, "people"))
    return kept


def _follows(case: Case, other: Case) -> bool:
    if "people" not in case.when or "people" not in other.when:
        return False
    most = _people(other)[1]
    alike = replace(case, when=_rest(case, "people")) == replace(other, when=_rest(other, "people"))
    return alike and most is not None and most + 1 == _people(case)[0]


def _people(case: Case) -> tuple[int, int | None]:
    people = case.when["people"]
    assert isinstance(people, tuple)  # noqa: S101 (so it was put in)
    return people


def _rest(case: Case, name: Open) -> dict[Open, object]:
    return {fact: value for fact, value in case.when.items() if fact != name}


def _once(values: Iterable[object]) -> list[object]:
    return list(dict.fromkeys(values))


def _result(verdict: Verdict) -> object:
    duties = tuple((duty.kind, tuple(sorted(duty.facts.items(), key=str))) for duty in verdict.duties)
    return verdict.outcome, verdict.requirement, duties


def _matters(name: Open, verdicts: Sequence[Verdict], result: Callable[[Verdict], object]) -> bool:
    """Whether two situations that differ in one fact alone come out differently."""
    by_rest: dict[tuple[object, ...], set[object]] = {}
    for verdict in verdicts:
        rest = tuple(_value(other, verdict.situation) for other in _OPEN if other != name)
        by_rest.setdefault(rest, set()).add(result(verdict))
    return any(len(results) > 1 for results in by_rest.values())


def _value(name: Open, situation: Situation) -> object:
    match name:
        case "setting":
            return situation.setting
        case "people":
            return situation.people, situation.most
        case "capacity_used":
            return situation.relieved
    return situation.close_contact
