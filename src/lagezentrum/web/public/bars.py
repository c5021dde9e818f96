"""A strip of bars, one per day: how likely a level is, what is certain, and where there is no number. Pure geometry."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from lagezentrum.outlook.probable import LevelDay

WIDTH, HEIGHT = 380, 120
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 8, 10, 42
_GAP = 2.0
_LEAST = 1.5
"""A bar of almost no height is still seen."""


@dataclass(frozen=True)
class Bar:
    """One day: `state` as in `LevelDay`; from `y` down to the ground, with `more` above it where it is a range."""

    x: float
    width: float
    y: float
    height: float
    more_y: float
    more: float
    state: Literal["certain", "shown", "hidden"]
    holds: bool | None
    day: LevelDay


@dataclass(frozen=True)
class Certain:
    """Days in a row that are certain, as a line under them; `if_extended`: after the end of the version held still."""

    x: float
    width: float
    first: date
    last: date
    if_extended: bool


@dataclass(frozen=True)
class Mark:
    """A place on the axis of days."""

    x: float
    day: date


@dataclass(frozen=True)
class Bars:
    """Everything the template draws."""

    level: int
    bars: tuple[Bar, ...]
    certain: tuple[Certain, ...]
    days: tuple[Mark, ...]
    ends: Mark | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM

    @property
    def middle(self) -> float:
        """Where half the height is."""
        return (self.top + self.bottom) / 2

    @property
    def depth(self) -> int:
        """The height that means certain."""
        return self.bottom - self.top


def bars(level: int, days: tuple[LevelDay, ...], ends: date | None) -> Bars:
    """The strip of a level.

    Args:
        level: the level, whose fill the bars get (the highest fill above it).
        days: its days.
        ends: last day of the version held still, marked by a line; None for none.
    """
    across = (WIDTH - _LEFT - _RIGHT) / max(1, len(days))
    depth, ground = HEIGHT - _TOP - _BOTTOM, HEIGHT - _BOTTOM
    drawn = []
    for place, day in enumerate(days):
        low, high = _span(day)
        tall, more = depth * low, depth * (high - low)
        if day.state == "shown":
            tall = max(tall, _LEAST)
        x = round(_LEFT + place * across + _GAP / 2, 1)
        y = round(ground - tall, 1)
        drawn.append(
            Bar(
                x,
                round(across - _GAP, 1),
                y,
                round(tall, 1),
                round(y - more, 1),
                round(more, 1),
                day.state,
                day.holds,
                day,
            )
        )
    marks = tuple(Mark(round(bar.x + bar.width / 2, 1), bar.day.day) for bar in drawn if bar.day.day.weekday() == 0)
    after = next((bar for bar in drawn if ends is not None and bar.day.day > ends), None)
    return Bars(
        level=min(level, 3),
        bars=tuple(drawn),
        certain=tuple(_certain(drawn, ends)),
        days=marks,
        ends=None if after is None or ends is None else Mark(round(after.x - _GAP / 2, 1), ends),
    )


def _span(day: LevelDay) -> tuple[float, float]:
    if day.state == "certain":
        return (1.0, 1.0) if day.holds else (0.0, 0.0)
    return (0.0, 0.0) if day.low is None or day.high is None else (day.low, day.high)


def _certain(drawn: list[Bar], ends: date | None) -> list[Certain]:
    def after_end(bar: Bar) -> bool:
        return ends is not None and bar.day.day > ends

    runs = [
        (key, list(run))
        for key, run in groupby(drawn, key=lambda bar: (bar.state == "certain", after_end(bar)))
        if key[0]
    ]
    return [
        Certain(run[0].x, round(run[-1].x + run[-1].width - run[0].x, 1), run[0].day.day, run[-1].day.day, later)
        for (_is_certain, later), run in runs
    ]
