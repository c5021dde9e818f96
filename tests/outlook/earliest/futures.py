"""Figures for days to come: what an outlook names, nothing else; or what breaks it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.model import Version
from lagezentrum.outlook.earliest import Need, Path

SMALLEST = Decimal("0.0001")
"""How far a value lies beyond a threshold where the law compares it exactly as published."""


def just_enough(need: Need, version: Version) -> Decimal:
    """The value nearest to the threshold that is enough."""
    unit = _unit(need, version)
    return {"above": unit, "below": -unit}.get(need.word, Decimal(0)) + need.threshold


def just_not_enough(need: Need, version: Version) -> Decimal:
    """The value nearest to the threshold that is not enough."""
    unit = _unit(need, version)
    return {"at_least": -unit, "at_most": unit}.get(need.word, Decimal(0)) + need.threshold


def _unit(need: Need, version: Version) -> Decimal:
    precision = version.indicators[need.indicator].precision
    return SMALLEST if precision is None else Decimal(1).scaleb(-precision)


def observed(need: Need, day: date, value: Decimal) -> Observation:
    """A value of the indicator and area that a need speaks of, published on the morning of its day."""
    return Observation(need.indicator, need.area, day, value, datetime.combine(day, time.min), "drawn")


def as_named(path: Path, version: Version, choose: int = 0) -> Iterator[Observation]:
    """What the days to come must bring by an outlook, and not a digit more; `choose` picks one of several ways."""
    for number, box in enumerate(path.remaining):
        for need in box.needs[(choose + number) % len(box.needs)]:
            yield observed(need, box.day, just_enough(need, version))


def broken_on(path: Path, day: date, version: Version) -> Iterator[Observation]:
    """The same, but on one day no way of it is met: just so."""
    for box in path.remaining:
        if box.day != day:
            for need in box.needs[0]:
                yield observed(need, box.day, just_enough(need, version))
            continue
        for need in dict.fromkeys(need for way in box.needs for need in way):
            yield observed(need, day, just_not_enough(need, version))


def with_more(figures: Iterable[Observation], more: Iterable[Observation]) -> Figures:
    """Figures with others added."""
    return Figures([*figures, *more])
