"""What more tracers do, office by office: share of cases taken up in time now and with more, under both queue rules.

Every result is an interval: nobody knows the hours that a case takes, so the queues are played over the whole interval
of hours, and now and then are compared at equal hours. It says what would be worked in time with the cases given, not
how the cases themselves would change, and it promises nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagezentrum.staffing.effect.assumptions import Assumption, Interval, Terms
from lagezentrum.staffing.effect.queueing import RULES, Rule, Worked, work_through

Floats = NDArray[np.float64]
_DAYS_PER_WEEK = 7
_TRIED = 13  # points at which the hours are tried: the gain can be largest in between, and least at both ends


@dataclass(frozen=True, slots=True)
class OfficeLoad:
    """An office as the effect sees it.

    Attributes:
        office: its key.
        cases: new cases per day, in order, every day known.
        fte: full-time posts that trace there now, with those from the pool.
    """

    office: str
    cases: tuple[float, ...]
    fte: float


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """Under one queue rule.

    Attributes:
        rule: which cases are taken up first.
        share_now: share of the cases taken up in time, as things are.
        share_then: the same with more posts.
        more_in_time: cases in time in addition, over all days given.
        delay_now: mean days until a case is taken up, of those taken up; None where none can be.
        delay_then: the same with more posts.
    """

    rule: Rule
    share_now: Interval
    share_then: Interval
    more_in_time: Interval
    delay_now: Interval | None
    delay_then: Interval | None


@dataclass(frozen=True, slots=True)
class OfficeEffect:
    """At one office, or at all together (`office` is None).

    Attributes:
        office: its key.
        cases: that came in.
        days: over which.
        extra_fte: full-time posts added.
        coverage_now: cases that can be worked, of those that came in; above 1 where hands are free. Of all together
            never above 1, because free hands of one office do not work the cases of another.
        coverage_then: the same with more posts.
        newest_ahead: how much larger the share in time is with newest first than with oldest first, as things are, at
            equal hours per case. Below 0 where hands are short now and then only: there newest first is the worse rule.
        by_rule: one for each queue rule; empty where no case came in, so that no share can be named.
    """

    office: str | None
    cases: float
    days: int
    extra_fte: float
    coverage_now: Interval | None
    coverage_then: Interval | None
    newest_ahead: Interval | None
    by_rule: Mapping[Rule, RuleEffect]


@dataclass(frozen=True, slots=True)
class Effect:
    """What more tracers do.

    Attributes:
        offices: in the order given.
        together: all offices; None where each was asked about alone.
        assumptions: what all of it rests on.
    """

    offices: tuple[OfficeEffect, ...]
    together: OfficeEffect | None
    assumptions: tuple[Assumption, ...]

    def where_most(self, rule: Rule) -> tuple[OfficeEffect, ...]:
        """Offices with cases, first those where most more would be in time at least; equals in the order given."""
        able = [office for office in self.offices if office.by_rule]
        return tuple(sorted(able, key=lambda office: -office.by_rule[rule].more_in_time.low))


def what_more_tracers_do(
    offices: Sequence[OfficeLoad], extra_fte: float | Mapping[str, float], *, terms: Terms | None = None
) -> Effect:
    """Plays the queues of all offices as they are and with more posts.

    Args:
        offices: with equally many days of cases each.
        extra_fte: full-time posts by office (an office not named gets none), or one number, which is then tried at each
            office alone: where would these do most?
        terms: what is assumed.

    Raises:
        ValueError: no office, days that differ, an unknown office, a negative or missing number.
    """
    terms = terms or Terms()
    came, there, extra = _arrays(offices, extra_fte)
    # A new one's share only adds to or takes from the capacity, so its two ends are enough.
    shares = sorted({terms.new_staff_share.low, terms.new_staff_share.high})
    tried = [(hours, share) for hours in _points(terms.hours_per_case) for share in shares]
    now = [_Played(came, there * terms.weekly_hours / _DAYS_PER_WEEK / hours, terms) for hours, _ in tried]
    then = [
        _Played(came, (there + share * extra) * terms.weekly_hours / _DAYS_PER_WEEK / hours, terms)
        for hours, share in tried
    ]
    alone = not isinstance(extra_fte, Mapping)
    single = tuple(
        _effect(load.office, slice(place, place + 1), came, extra, now, then) for place, load in enumerate(offices)
    )
    together = None if alone else _effect(None, slice(None), came, extra, now, then)
    return Effect(single, together, _assumptions(terms, alone=alone))


class _Played:
    """The queues of all offices under both rules, with one capacity per office and day, shape (offices,)."""

    def __init__(self, came: Floats, capacity: Floats, terms: Terms) -> None:
        self.capacity = capacity
        self.by_rule: dict[Rule, Worked] = {
            rule: work_through(came, capacity[:, None], rule, terms.useful_days, set_late_aside=terms.set_late_aside)
            for rule in RULES
        }


def _effect(
    office: str | None, which: slice, came: Floats, extra: Floats, now: Sequence[_Played], then: Sequence[_Played]
) -> OfficeEffect:
    """Puts together what was played for the offices of a slice."""
    cases, days = float(came[which].sum()), came.shape[1]

    def coverage(played: _Played) -> float:
        able, asked = played.capacity[which] * days, came[which].sum(axis=1)
        return float((able if office is not None else np.minimum(able, asked)).sum() / cases)

    def in_time(played: _Played, rule: Rule) -> float:
        return float(played.by_rule[rule].in_time[which].sum())

    def ahead(played: _Played) -> float:
        return (in_time(played, "newest_first") - in_time(played, "oldest_first")) / cases

    def delay(played: _Played, rule: Rule) -> float:
        worked = played.by_rule[rule]
        amount = worked.taken_up[which].sum(axis=1)
        some = amount > 0
        if not some.any():
            return np.nan
        return float(np.average(worked.mean_delay_of_all[which][some], weights=amount[some]))

    def under(rule: Rule) -> RuleEffect:
        gains = [in_time(after, rule) - in_time(before, rule) for before, after in zip(now, then, strict=True)]
        return RuleEffect(
            rule=rule,
            share_now=_interval(now, lambda played: in_time(played, rule) / cases),
            share_then=_interval(then, lambda played: in_time(played, rule) / cases),
            more_in_time=Interval(min(gains), max(gains)),
            delay_now=_known(now, lambda played: delay(played, rule)),
            delay_then=_known(then, lambda played: delay(played, rule)),
        )

    return OfficeEffect(
        office=office,
        cases=cases,
        days=days,
        extra_fte=float(extra[which].sum()),
        coverage_now=_interval(now, coverage) if cases else None,
        coverage_then=_interval(then, coverage) if cases else None,
        newest_ahead=_interval(now, ahead) if cases else None,
        by_rule={rule: under(rule) for rule in RULES} if cases else {},
    )


def _interval(played: Sequence[_Played], of: Callable[[_Played], float]) -> Interval:
    values = [of(one) for one in played]
    return Interval(min(values), max(values))


def _known(played: Sequence[_Played], of: Callable[[_Played], float]) -> Interval | None:
    values = [of(one) for one in played]
    return None if np.isnan(values).any() else Interval(min(values), max(values))


def _points(interval: Interval) -> list[float]:
    tried = _TRIED if interval.low < interval.high else 1
    return [float(point) for point in np.linspace(interval.low, interval.high, tried)]


def _arrays(offices: Sequence[OfficeLoad], extra_fte: float | Mapping[str, float]) -> tuple[Floats, Floats, Floats]:
    """Cases, shape (offices, days), posts now and posts more, shape (offices,)."""
    days = sorted({len(load.cases) for load in offices})
    if len(days) != 1 or days == [0]:
        raise ValueError(
            f"The offices have cases for {days or 'no'} days; give at least one office, the same days for all."
        )
    keys = [load.office for load in offices]
    if len(set(keys)) < len(keys):
        raise ValueError("An office is named twice; add up its cases and posts.")
    if isinstance(extra_fte, Mapping):
        unknown = sorted(set(extra_fte) - set(keys))
        if unknown:
            raise ValueError(f"More posts are asked for at {', '.join(unknown)}, of which no cases are given.")
        extra = np.array([float(extra_fte.get(key, 0.0)) for key in keys])
    else:
        extra = np.full(len(keys), float(extra_fte))
    there = np.array([load.fte for load in offices], dtype=np.float64)
    for name, posts in (("fte", there), ("extra_fte", extra)):
        for key, amount in zip(keys, posts, strict=True):
            if not (np.isfinite(amount) and amount >= 0):
                raise ValueError(f"{name} of {key} is {amount}; full-time posts must be a number of 0 or more.")
    return np.array([load.cases for load in offices], dtype=np.float64), there, extra


def _assumptions(terms: Terms, *, alone: bool) -> tuple[Assumption, ...]:
    return (
        Assumption("hours_per_case", {"hours": terms.hours_per_case}),
        Assumption("weekly_hours", {"hours": terms.weekly_hours}),
        Assumption("useful_days", {"days": terms.useful_days}),
        Assumption("late_cases_set_aside" if terms.set_late_aside else "late_cases_kept"),
        Assumption("new_staff_share", {"share": terms.new_staff_share}),
        *([Assumption("each_office_alone")] if alone else []),
        Assumption("capacity_every_day"),
        Assumption("empty_desks"),
        Assumption("cases_as_given"),
        Assumption("same_effort"),
        Assumption("strict_rule"),
    )
