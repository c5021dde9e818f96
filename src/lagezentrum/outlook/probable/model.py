"""What may be told of a forecast for one area: every number with its record, every gap with its reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.record import Verdict

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""Ends of the 95, 80 and 50 % intervals, and the middle."""

State = Literal["certain", "shown", "hidden"]
"""No figure to come can change it by the rule; a number with its record; no number, and why."""


@dataclass(frozen=True, slots=True)
class LevelDay:
    """How likely a level, or a higher one, is in force on a day.

    Attributes:
        day: the day.
        days_ahead: days from the last figures to it, for which the record is asked.
        state: whether it is certain, has a number, or has none.
        holds: whether it will be in force, where that is certain.
        low, high: the probability, never 0 or 1; from … to where missing figures decide. None where there is no number.
        at_least: whether it may be more, because a rule without a record can raise the level too.
        words: all that in words.
        record: how good such numbers were, or why there is none; None where it is certain.
    """

    day: date
    days_ahead: int
    state: State
    holds: bool | None
    low: float | None
    high: float | None
    at_least: bool
    words: Text
    record: Verdict | None


@dataclass(frozen=True, slots=True)
class LevelTold:
    """One level over the days to come."""

    level: int
    title: Text
    days: tuple[LevelDay, ...]

    @property
    def all_certain(self) -> bool:
        """Whether nothing about it is open."""
        return all(day.state == "certain" for day in self.days)


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """How likely the level is another one than today on some day within so many days; as `LevelDay` otherwise."""

    within: int
    last: date
    state: State
    holds: bool | None
    low: float | None
    high: float | None
    words: Text
    record: Verdict | None


@dataclass(frozen=True, slots=True)
class FigureDay:
    """The forecast of one figure: its quantiles in the order of `QUANTILES`, None where the record allows none."""

    day: date
    days_ahead: int
    quantiles: tuple[float, ...] | None
    record: Verdict


@dataclass(frozen=True, slots=True)
class FigureTold:
    """One indicator over the days to come, for the area in which it is published."""

    indicator: str
    area: str
    title: Text
    unit: str
    decimals: int
    days: tuple[FigureDay, ...]


@dataclass(frozen=True, slots=True)
class AreaForecast:
    """The probable outlook of one area.

    Attributes:
        area: its key.
        present: the day looked ahead from.
        figures_until: last day whose figures were looked at.
        known_at: moment of knowledge (local time), without a zone.
        regulation, version: the law that was held still.
        ends_differently: whether levels end by another condition than under the law by which the record was made.
        ends: last day of that version where it ends within the days told, else None.
        seed, paths: of the random numbers; the same give the same answer.
        today: lowest and highest level that the rule gives today, with the orders known; what is met but not
            determined in time counts from its earliest date. None where no rule raises levels there.
        levels, changes, figures: what may be told.
        refused: why nothing is told of levels, else None.
    """

    area: str
    present: date
    figures_until: date
    known_at: datetime
    regulation: str
    version: str
    ends_differently: bool
    ends: date | None
    seed: int
    paths: int
    today: tuple[int, int] | None
    levels: tuple[LevelTold, ...]
    changes: tuple[ChangeTold, ...]
    figures: tuple[FigureTold, ...]
    refused: Text | None
