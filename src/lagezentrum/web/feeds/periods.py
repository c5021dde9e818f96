"""Days in a row in which the same holds in an area, as a calendar shows them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lagezentrum.web.api.shapes.levels import DayInArea, StepInForce


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row with the same levels and consequences in force.

    Attributes:
        first: first day.
        ends: first day on which it no longer holds; None: until further notice.
        steps: what brings it about.
        level: the level in force; 0 where only a consequence holds.
    """

    first: date
    ends: date | None
    steps: tuple[StepInForce, ...]
    level: int

    @property
    def key(self) -> str:
        """What holds, in short: "2", "1+3G"."""
        return "+".join(_holds(self.level, self.steps))


def periods(days: Iterable[DayInArea]) -> Iterator[Period]:
    """The periods in which anything holds.

    Args:
        days: days in a row of one area; the last one stands for what follows.
    """
    started: DayInArea | None = None
    last: DayInArea | None = None
    for day in days:
        if started is not None and last is not None and _told(day) != _told(started):
            if _told(started):
                yield _period(started, last, day.day)
            started = None
        started = started or day
        last = day
    if started is not None and last is not None and _told(started):
        yield _period(started, last, None)


def _told(day: DayInArea) -> tuple[str, ...]:
    return _holds(day.in_force.level or 0, day.in_force.steps)


def _holds(level: int, steps: Iterable[StepInForce]) -> tuple[str, ...]:
    names = [str(level)] if level else []
    return tuple(names + sorted({step.step for step in steps if not step.step.isdigit()}))


def _period(started: DayInArea, last: DayInArea, next_day: date | None) -> Period:
    """The end is known from the days, or from what the steps say of their own end."""
    ends = next_day
    if ends is None:
        known = [step.ends for step in last.in_force.steps]
        ends = None if None in known or not known else max(end for end in known if end is not None)
    return Period(started.day, ends, last.in_force.steps, last.in_force.level or 0)
