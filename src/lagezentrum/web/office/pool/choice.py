"""Equal coverage or targeted: one week under both aims, for offices that begin with the newest or the oldest cases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from lagezentrum.law.model import Text
from lagezentrum.staffing.allocation import Unsatisfiable
from lagezentrum.staffing.allocation.aims import TRIAGE, Outcome, side_by_side
from lagezentrum.staffing.model import Aim, QueueRule
from lagezentrum.web.office.pool import cases
from lagezentrum.web.office.pool.plans import Opened

_GAP = 1e-3
AIMS: Mapping[Aim, Text] = {
    Aim.EQUAL_COVERAGE: Text(de="Gleiche Deckung", en="Equal coverage"),
    Aim.TARGETED: Text(
        de="Gezielt: möglichst viele Fälle rechtzeitig", en="Targeted: as many cases in time as possible"
    ),
}
QUEUES: Mapping[QueueRule, Text] = {
    QueueRule.NEWEST_FIRST: Text(de="alle Ämter: neueste Fälle zuerst", en="all offices: newest cases first"),
    QueueRule.OLDEST_FIRST: Text(de="alle Ämter: älteste Fälle zuerst", en="all offices: oldest cases first"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One aim under one order of cases."""

    aim: Text
    queue: Text
    in_time: float
    minimum: float | None
    gini: float | None
    fte: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Those asked for, and the rule for the order of cases that goes with the aim of the plan."""

    sides: tuple[Side, ...]
    triage: Text


def triage(aim: Aim) -> Text:
    """The rule for the order of cases that goes with an aim."""
    de, en = TRIAGE[aim]
    return Text(de=de, en=en)


def choice(found: Opened, week: date, rules: tuple[QueueRule, ...] = tuple(QueueRule)) -> Choice | None:
    """Both aims in a week of a plan; None where nobody needs anybody, or nothing can be distributed.

    Distributing among offices that begin with the oldest cases takes some seconds: it is asked for apart.
    """
    return _Cached(found).choice(week, rules) if found.covered(week).need_fte else None


class _Cached:
    """Equal plans give equal answers: known by the hash of the plan."""

    def __init__(self, found: Opened) -> None:
        self.found = found

    def __hash__(self) -> int:
        return hash(self.found.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Cached) and other.found.sha256 == self.found.sha256

    @lru_cache(maxsize=32)  # noqa: B019 - meant: few plans, each of them small beside what it is asked
    def choice(self, week: date, rules: tuple[QueueRule, ...]) -> Choice | None:
        """Both aims in a week."""
        instance, own = self.found.instance, cases.own_fte()
        sides = []
        for rule in rules:
            alone = replace(
                instance,
                weeks=(week,),
                needs=tuple(need for need in instance.needs if need.week == week),
                standing=self.found.standing(week),
                receivers=tuple(replace(receiver, queue_rule=rule) for receiver in instance.receivers),
            )
            try:
                sides += [
                    _side(one, QUEUES[rule], instance.rules.aim) for one in side_by_side(alone, week, own, gap=_GAP)
                ]
            except Unsatisfiable:
                return None
        return Choice(tuple(sides), triage(instance.rules.aim))


def _side(one: Outcome, queue: Text, aim: Aim) -> Side:
    covered = one.coverage
    return Side(
        AIMS[one.aim],
        queue,
        one.in_time,
        covered.minimum,
        covered.gini,
        sum(covered.covered_fte.values()),
        one.aim is aim,
    )
