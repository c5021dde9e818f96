"""What an office asks for, beside what was computed, with the difference taken apart by what the office states."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import combinations
from math import factorial

from lagezentrum.staffing.intake.requests import Request, Tracing
from lagezentrum.staffing.model import Skill
from lagezentrum.staffing.need.models import Model, Situation
from lagezentrum.staffing.need.ranges import Level, Range
from lagezentrum.staffing.need.workload import DAYS

TOLERANCE = 0.05
"""Full-time posts within which two numbers are the same: requests are written with at most one or two decimals."""


@dataclass(frozen=True, slots=True)
class OfficeRequest:
    """What an office hands in for a week (Bedarfsmeldung). None: not stated."""

    receiver: str
    week: date
    needed_fte: Mapping[Skill, float]
    """posts that the work takes, own staff included"""
    own_fte: Mapping[Skill, float] = field(default_factory=dict)
    """posts at hand; a kind of work that is absent was not stated"""
    status: Tracing | None = None
    cases_7d: int | None = None
    contacts_per_case: float | None = None
    backlog_cases: float | None = None

    @property
    def asks(self) -> float:
        """Posts asked for beyond the own staff."""
        return sum(self.asks_by_skill.values())

    @property
    def asks_by_skill(self) -> Mapping[Skill, float]:
        """Posts asked for beyond the own staff, by kind of work; spare staff of one kind does not fill another."""
        return {skill: max(0.0, fte - self.own_fte.get(skill, 0.0)) for skill, fte in self.needed_fte.items()}

    @property
    def own_total(self) -> float | None:
        """All own staff; None where not stated."""
        return sum(self.own_fte.values()) if self.own_fte else None


def by_office(rows: Iterable[Request]) -> Mapping[tuple[str, date], OfficeRequest]:
    """The rows of a file put together, by receiver and Monday.

    What holds for the whole week stands in each row alike (the reader of the file has seen to that).
    """
    grouped: dict[tuple[str, date], list[Request]] = {}
    for row in rows:
        grouped.setdefault((row.receiver, row.week), []).append(row)
    return {
        (receiver, week): OfficeRequest(
            receiver,
            week,
            needed_fte={row.skill: row.need_fte for row in of_office},
            own_fte={row.skill: row.own_fte for row in of_office},
            status=of_office[0].tracing,
            cases_7d=of_office[0].cases,
            contacts_per_case=of_office[0].contacts_per_case,
            backlog_cases=of_office[0].backlog,
        )
        for (receiver, week), of_office in grouped.items()
    }


class Stated(StrEnum):
    """What an office states itself and the computation assumed otherwise."""

    CASES = "cases_7d"
    CONTACTS = "contacts_per_case"
    BACKLOG = "backlog_cases"
    OWN_STAFF = "own_fte"


class Verdict(StrEnum):
    """How a request lies to the range computed."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Part:
    """What one statement of the office contributes to the difference."""

    stated: Stated
    value: float
    instead_of: Range
    """what was assumed"""
    fte: float
    """with sign"""


@dataclass(frozen=True, slots=True)
class Beside:
    """A request beside the need computed, both beyond own staff."""

    asks: float
    computed: Range
    verdict: Verdict
    difference: float
    """asks minus the nearer end of the range; 0 within it"""
    parts: tuple[Part, ...]
    """only outside the range; sums with `unexplained` to `difference`"""
    unexplained: float
    restated: Range
    """the need computed with everything that the office states"""
    status: Tracing | None


def beside(request: OfficeRequest, situation: Situation, model: Model, contacts_assumed: Range | None) -> Beside:
    """Put a request beside the need computed for the same office and week.

    The difference to the nearer end of the range is divided by the Shapley value: what each statement changes, averaged
    over all orders of taking the statements into account. So the parts do not depend on an order, and sum up exactly.

    Args:
        request: of the office.
        situation: what the computation assumed.
        model: how the need is found.
        contacts_assumed: contacts per case that the model assumed; None where it knows none.
    """

    def missing(stated: frozenset[Stated]) -> Range:
        changed, way = restated(request, situation, model, stated)
        return way.needed(changed).fte.beyond(changed.own_fte)

    asks, computed = request.asks, missing(frozenset())
    differing = _differing(request, situation, contacts_assumed)
    everything = missing(frozenset(differing))
    if computed.holds(asks, TOLERANCE):
        return Beside(asks, computed, Verdict.WITHIN, 0.0, (), 0.0, everything, request.status)
    above = asks > computed.high
    end = Level.HIGH if above else Level.LOW
    shares = _shapley(tuple(differing), lambda stated: missing(stated).at(end))
    parts = tuple(Part(stated, *differing[stated], shares[stated]) for stated in differing)
    return Beside(
        asks,
        computed,
        Verdict.ABOVE if above else Verdict.BELOW,
        asks - computed.at(end),
        parts,
        asks - everything.at(end),
        everything,
        request.status,
    )


def restated(
    request: OfficeRequest, situation: Situation, model: Model, stated: frozenset[Stated]
) -> tuple[Situation, Model]:
    """Situation and model with some of what the office states in place of what was assumed."""
    if Stated.CASES in stated and request.cases_7d is not None:
        week, known = situation.cases[-DAYS:], situation.cases_in_week
        scaled = tuple(n * request.cases_7d / known for n in week) if known else (request.cases_7d / DAYS,) * DAYS
        situation = replace(situation, cases=(*situation.cases[:-DAYS], *scaled))
    if Stated.BACKLOG in stated and request.backlog_cases is not None:
        situation = replace(situation, backlog_cases=request.backlog_cases)
    if Stated.OWN_STAFF in stated and request.own_total is not None:
        situation = replace(situation, own_fte=request.own_total)
    if Stated.CONTACTS in stated and request.contacts_per_case is not None:
        model = model.with_contacts(request.contacts_per_case)
    return situation, model


def _differing(
    request: OfficeRequest, situation: Situation, contacts_assumed: Range | None
) -> dict[Stated, tuple[float, Range]]:
    """What the office states otherwise than assumed: its value, and the value assumed."""
    pairs: list[tuple[Stated, float | None, Range | None]] = [
        (Stated.CASES, request.cases_7d, Range.exactly(situation.cases_in_week)),
        (Stated.CONTACTS, request.contacts_per_case, contacts_assumed),
        (Stated.BACKLOG, request.backlog_cases, Range.exactly(situation.backlog_cases)),
        (Stated.OWN_STAFF, request.own_total, Range.exactly(situation.own_fte)),
    ]
    return {
        stated: (value, assumed)
        for stated, value, assumed in pairs
        if value is not None and assumed is not None and assumed != Range.exactly(value)
    }


def _shapley(players: tuple[Stated, ...], worth: Callable[[frozenset[Stated]], float]) -> dict[Stated, float]:
    known = {
        frozenset(group): worth(frozenset(group))
        for size in range(len(players) + 1)
        for group in combinations(players, size)
    }
    number = len(players)
    share = dict.fromkeys(players, 0.0)
    for player in players:
        for group, value in known.items():
            if player not in group:
                weight = factorial(len(group)) * factorial(number - len(group) - 1) / factorial(number)
                share[player] += weight * (known[group | {player}] - value)
    return share
