"""Links from the page of a day to the days around it, and to the nearest days on which something changed."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.web.public.days import Day
from lagezentrum.web.public.marks import Mark, mark_of
from lagezentrum.web.situation import Situation, situation

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayLink:
    """A day and the address of its page."""

    day: date
    address: str


@dataclass(frozen=True)
class DayLinks:
    """The neighbours of a day, None where they lie out of bounds; a change is a day on which something else holds."""

    before: DayLink | None
    after: DayLink | None
    change_before: DayLink | None
    change_after: DayLink | None
    present: str


def day_links(day: Day, areas: Collection[str], address_of: Callable[[date], str]) -> DayLinks:
    """The links of the page of a day.

    Args:
        day: the day shown.
        areas: whose changes are linked; as known today, for a situation of the past does not know of later orders.
        address_of: the address of the page of a day.
    """
    changes = _change_days(situation(day.present), areas, day.first, day.last)

    def link(to: date | None) -> DayLink | None:
        return DayLink(to, address_of(to)) if to is not None and day.first <= to <= day.last else None

    return DayLinks(
        link(day.shown - _ONE_DAY),
        link(day.shown + _ONE_DAY),
        link(max((d for d in changes if d < day.shown), default=None)),
        link(min((d for d in changes if d > day.shown), default=None)),
        address_of(day.present),
    )


def _change_days(seen: Situation, areas: Collection[str], first: date, last: date) -> frozenset[date]:
    """The days after `first` up to `last` on which in one of the areas something else holds than the day before."""
    return frozenset(
        day
        for day in _turns(seen)
        if first < day <= last and any(_mark(seen, area, day) != _mark(seen, area, day - _ONE_DAY) for area in areas)
    )


def _turns(seen: Situation) -> frozenset[date]:
    """The days on which anything can change: an order, a suspension, a version or a fixed level begins or ends."""
    days = {day for episode in seen.ordered.episodes for day in (episode.effective, episode.ends)}
    for pause in seen.suspensions:
        days |= {pause.first, None if pause.to is None else pause.to + _ONE_DAY}
    for version in seen.regulation.versions:
        spans = [(version.in_force.from_, version.in_force.to), *((f.from_, f.to) for f in version.fixed_levels)]
        for begins, last in spans:
            days |= {begins, last + _ONE_DAY if last is not None else None}
    return frozenset(day for day in days if day is not None)


def _mark(seen: Situation, area: str, day: date) -> Mark:
    return mark_of(seen.standings.on(area, day))
