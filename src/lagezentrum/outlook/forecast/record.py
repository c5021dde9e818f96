"""The record of skill, and the rule that nothing is shown without it.

A number is shown only where the record of the same indicator, at the same number of days ahead, on at least
`FEWEST_ORIGINS` days, is better than both rivals: figures that stand still and the seven-day trend (for levels: the
level that stays, figures that stand still, and how often the level held so far).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan

from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.wording import (
    SIMPLE_RULES,
    beaten,
    figure_shown,
    level_beaten,
    level_shown,
    no_record,
    statewide_untried,
    too_short_record,
)

FEWEST_ORIGINS = 20
ALMOST_NONE = 0.01
"""Share of the error of "the level stays" up to which probabilities were as good as right."""
HOME = "de-ni"
"""All that is on record in Lower Saxony; it decides what is shown there."""
SEASON = "de-ni-season"
"""The part of it that is bundled, so that anybody can compute it again."""
STATEWIDE = "de-ni-statewide"
"""Levels by the statewide rule, as far as the share of intensive-care beds is on record; decides nothing."""
ELSEWHERE = "elsewhere"
"""Other Länder: the same method, unchanged."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """How good forecasts of an indicator were at a number of days ahead, over one set of areas and days.

    Attributes:
        where: name of the set: `HOME`, `SEASON` or `ELSEWHERE`.
        indicator: id of the indicator.
        days_ahead: 1 to 21.
        origins: days from which they were made.
        forecasts: forecasts whose outcome is on record.
        wis, persistence, trend, climatology: mean weighted interval scores of the method and its rivals.
        inside50, inside80, inside95: shares of outcomes within the intervals.
    """

    where: str
    indicator: str
    days_ahead: int
    origins: int
    forecasts: int
    wis: float
    persistence: float
    trend: float
    climatology: float
    inside50: float
    inside80: float
    inside95: float


@dataclass(frozen=True, slots=True)
class LevelRow:
    """How good probabilities of "at least this level in force" were; Brier scores of the method and its references."""

    where: str
    level: int
    days_ahead: int
    origins: int
    forecasts: int
    happened: int
    brier: float
    level_stays: float
    figures_stay: float
    climatology: float

    @property
    def rivals(self) -> dict[str, float]:
        """Scores of the simple rules by name (`wording.SIMPLE_RULES`)."""
        return {name: getattr(self, name) for name in SIMPLE_RULES}

    @property
    def beaten_by(self) -> str | None:
        """Name of the simple rule with the smallest error, where that is no worse; None where ours is better."""
        best = min(self.rivals, key=self.rivals.__getitem__)
        return None if self.brier < self.rivals[best] or self.as_good_as_right else best

    @property
    def as_good_as_right(self) -> bool:
        """Whether there was almost no error, measured by that of "the level stays"; none at all where that has none."""
        return self.brier <= ALMOST_NONE * self.level_stays


@dataclass(frozen=True, slots=True)
class ReliabilityRecord:
    """Of `forecasts` whose probability lay from `low` to `high`, `said` on average, `came` happened.

    `level` 0 stands for all levels together. `origins` counts the days (of each Land) on which such a probability was
    given: forecasts of one day for the districts of one Land are nearly one case.
    """

    where: str
    days_ahead: int
    low: float
    high: float
    forecasts: int
    said: float
    came: float
    level: int = 0
    origins: int = 0


@dataclass(frozen=True)
class SkillRecord:
    """All rows; each asked for by set, what, and days ahead. `reliability` holds the rows of all levels together."""

    figures: Mapping[tuple[str, str, int], FigureRow]
    levels: Mapping[tuple[str, int, int], LevelRow]
    reliability: tuple[ReliabilityRecord, ...]
    reliability_by_level: tuple[ReliabilityRecord, ...] = ()

    @classmethod
    def of(
        cls, figures: Iterable[FigureRow], levels: Iterable[LevelRow], reliability: Iterable[ReliabilityRecord]
    ) -> "SkillRecord":
        """The record of these rows."""
        rows = tuple(reliability)
        return cls(
            {(row.where, row.indicator, row.days_ahead): row for row in figures},
            {(row.where, row.level, row.days_ahead): row for row in levels},
            tuple(row for row in rows if not row.level),
            tuple(row for row in rows if row.level),
        )

    def reliability_of(self, where: str, days_ahead: int, level: int = 0) -> tuple[ReliabilityRecord, ...]:
        """The classes of one reliability diagram, lowest first; `level` 0 for all levels together."""
        rows = self.reliability_by_level if level else self.reliability
        return tuple(r for r in rows if (r.where, r.days_ahead, r.level) == (where, days_ahead, level))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a number may be shown, and the sentence that stands with it or in its place.

    Attributes:
        shown: whether.
        text: shown: how good forecasts like this were. Else: why there is no number.
        row: the row of the record, None where there is none.
        beaten_by: of a level: the simple rule that was no worse, where that is why there is no number.
    """

    shown: bool
    text: Text
    row: FigureRow | LevelRow | None
    beaten_by: str | None = None


def may_show(indicator: str, horizon: int, record: SkillRecord, where: str = HOME) -> Verdict:
    """Whether the forecast of an indicator may be shown so many days ahead."""
    row = record.figures.get((where, indicator, horizon))
    if row is None:
        return Verdict(False, no_record(horizon), None)
    if row.origins < FEWEST_ORIGINS:
        return Verdict(False, too_short_record(horizon, row.origins, FEWEST_ORIGINS), row)
    if not (row.wis < row.persistence and row.wis < row.trend):  # NaN is no proof either
        return Verdict(False, beaten(horizon, row.wis, row.persistence, row.trend), row)
    return Verdict(
        True,
        figure_shown(horizon, row.origins, 1 - row.wis / row.persistence, row.inside80),
        row,
    )


def may_show_level(level: int, horizon: int, record: SkillRecord, where: str = HOME) -> Verdict:
    """Whether the probability of a level may be shown so many days ahead.

    Where a simple rule made no error, nothing can be better: then a number is shown only if it was as good as right
    too. A fixed score would not do for that, because what is a small error depends on how often the level changes.
    """
    row = record.levels.get((where, level, horizon))
    if row is None:
        return Verdict(False, no_record(horizon), None)
    if row.origins < FEWEST_ORIGINS:
        return Verdict(False, too_short_record(horizon, row.origins, FEWEST_ORIGINS), row)
    if where == STATEWIDE:
        return Verdict(False, statewide_untried(horizon), row)
    if any(map(isnan, (row.brier, *row.rivals.values()))):  # what could not be compared is no proof
        return Verdict(False, no_record(horizon), row)
    best = row.beaten_by
    if best is not None:
        return Verdict(False, level_beaten(level, horizon, best, row.brier, row.rivals[best]), row, best)
    return Verdict(True, level_shown(level, horizon, row.origins, row.brier, row.level_stays), row)
