"""What the board says of a week: need against staff for each receiver, limits that are used, what changed and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.documents.pool.moves import Moves, need_moved
from lagezentrum.documents.pool.report_data import Reason
from lagezentrum.documents.pool.report_words import REASONS
from lagezentrum.law.model import Text
from lagezentrum.staffing.model import QUARTERS, Receiver
from lagezentrum.staffing.need.ranges import Range
from lagezentrum.web.office.pool import cases
from lagezentrum.web.office.pool.numbers import fte
from lagezentrum.web.office.pool.plans import Opened
from lagezentrum.web.pool.models import Request


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One receiver in a week. Amounts are full-time posts; None: not known, which is not zero."""

    receiver: Receiver
    own: float | None
    missing: float | None
    """what the plan is to cover, beyond own staff"""
    range: Range | None
    """the whole need by the dynamic model, own staff included"""
    sent: float
    covered: float
    people: int
    coverage: float | None
    silent: bool = False
    """nobody stated a need, and none was computed"""

    @property
    def need(self) -> float | None:
        """The whole need that the plan rests on."""
        return None if self.own is None or self.missing is None else self.own + self.missing


@dataclass(frozen=True, slots=True)
class LimitRow:
    """How much of what an authority lends at a time is in service."""

    key: str
    name: str
    used: float
    most: float | None

    @property
    def full(self) -> bool:
        """Whether hardly anything is left: no further full-time post."""
        return self.most is not None and self.most - self.used < 1


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than in the week before at one receiver, with what the records say about why."""

    receiver: Receiver
    came: int
    left: int
    why: tuple[Text, ...]


def office_rows(
    found: Opened, week: date, silent: frozenset[str], asked: Mapping[str, list[Request]]
) -> list[OfficeRow]:
    """All receivers in a week, the least covered first, then those without a need.

    Args:
        found: the plan.
        week: one of its weeks.
        silent: receivers whose need nobody stated.
        asked: the requests that hold in this week, by receiver.
    """
    covered, sent, computed = found.covered(week), found.sent_fte(week), cases.assessed(week)
    own = cases.own_fte(row for rows in asked.values() for row in rows)
    people = Counter(row.receiver for row in found.rows(week))
    rows = []
    for receiver in found.instance.receivers:
        key = receiver.key
        unknown = key in silent and key not in covered.need_fte
        assessment = computed.get(key)
        rows.append(
            OfficeRow(
                receiver,
                own.get(key),
                None if unknown else covered.need_fte.get(key, 0.0),
                assessment.needed.fte if assessment is not None and assessment.needed is not None else None,
                sent.get(key, 0.0),
                covered.covered_fte.get(key, 0.0),
                people[key],
                covered.shares.get(key),
                unknown,
            )
        )
    return sorted(rows, key=lambda row: (row.coverage is None, row.coverage or 0.0, row.receiver.name))


def limit_rows(found: Opened, week: date) -> list[LimitRow]:
    """The authorities with people in service in a week, those nearest to their limit first."""
    used: Counter[str] = Counter()
    for row in found.rows(week):
        person = found.people[row.person]
        used[person.lender] += person.quarters
    rows = [
        LimitRow(
            lender.key,
            lender.name,
            used[lender.key] / QUARTERS,
            None if lender.max_quarters is None else lender.max_quarters / QUARTERS,
        )
        for lender in found.instance.lenders
        if used[lender.key]
    ]
    return sorted(rows, key=lambda row: (-(row.used / row.most) if row.most else 0.0, row.key))


def at_ceiling(found: Opened, week: date) -> int:
    """People in service in a week who count to the ceiling."""
    counting = {pool.key for pool in found.instance.pools if pool.counts_to_ceiling}
    return sum(found.people[row.person].pool in counting for row in found.rows(week))


def changes(found: Opened, week: date) -> list[Change]:
    """What is other than in the week before, the largest changes first."""
    moves = Moves.of(found.instance, found.plan, week)
    rows = []
    for receiver in found.instance.receivers:
        here = {person for person, place in moves.now.items() if place == receiver.key}
        there = {person for person, place in moves.before.items() if place == receiver.key}
        if here != there:
            why = _why(found, week, receiver.key, moves)
            rows.append(Change(receiver, len(here - there), len(there - here), why))
    return sorted(rows, key=lambda row: (-(row.came + row.left), row.receiver.name))


def _why(found: Opened, week: date, key: str, moves: Moves) -> tuple[Text, ...]:
    """The reasons of the report in its words, with how many people each is about."""
    told = []
    last_week = week - timedelta(weeks=1)
    if last_week in found.weeks:
        old, new = (found.covered(day).need_fte.get(key, 0.0) for day in (last_week, week))
        moved = need_moved(old, new)
        if moved is not None:
            words = REASONS[moved]
            told.append(
                Text(
                    de=f"{words.de}: von {fte(old, 'de')} auf {fte(new, 'de')} VZÄ",
                    en=f"{words.en}: from {fte(old, 'en')} to {fte(new, 'en')} FTE",
                )
            )
    counted = moves.counted(key)
    told += [
        Text(de=f"{REASONS[reason].de}: {counted[reason]}", en=f"{REASONS[reason].en}: {counted[reason]}")
        for reason in Reason
        if counted[reason]
    ]
    return tuple(told)
