"""Tables and diagrams of the page "how good was the forecast?", from the rows of the record."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lagezentrum.engine.wording.phrases import text
from lagezentrum.law.model import Version
from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.diagram import reliability_svg, words
from lagezentrum.outlook.forecast.record import (
    ELSEWHERE,
    FEWEST_ORIGINS,
    HOME,
    SEASON,
    FigureRow,
    LevelRow,
    SkillRecord,
    may_show,
    may_show_level,
)
from lagezentrum.outlook.forecast.wording import score_words
from lagezentrum.web.public import language

AHEAD = (1, 3, 7, 10, 14, 21)
"""Days ahead of the tables."""
DIAGRAMS = (7, 14)


@dataclass(frozen=True)
class FigureLine:
    """One row: what was scored, against what, and whether numbers like it are shown."""

    row: FigureRow
    less_than_persistence: str
    less_than_trend: str
    inside: tuple[str, ...]
    shown: bool


@dataclass(frozen=True)
class LevelLine:
    """One row: Brier scores of the method and of the simple rules, and whether numbers like it are shown."""

    row: LevelRow
    brier: str
    level_stays: str
    figures_stay: str
    climatology: str
    shown: bool


@dataclass(frozen=True)
class FigureTable:
    """The rows of an indicator over one set."""

    title: str
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True)
class LevelTable:
    """The rows of a level over one set."""

    title: str
    lines: tuple[LevelLine, ...]


@dataclass(frozen=True)
class Diagram:
    """A reliability diagram and the same in words."""

    days_ahead: int
    drawing: SafeString
    told: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One set of areas and days."""

    where: str
    title: str
    attribution: str
    figures: tuple[FigureTable, ...]
    levels: tuple[LevelTable, ...]
    diagrams: tuple[Diagram, ...]


def part(record: SkillRecord, where: str, title: Text, attribution: str, version: Version) -> Part:
    """Everything about one set.

    Args:
        record: all rows.
        where: the set.
        title: its name.
        attribution: how its sources are to be named.
        version: the measured version, which names indicators and levels.
    """
    spoken = language.current()
    figures = [
        FigureTable(text(indicator.title, spoken), lines)
        for name, indicator in version.indicators.items()
        if (lines := tuple(_figure_lines(record, where, name)))
    ]
    levels = [
        LevelTable(text(named, spoken), of_level)
        for level, named in sorted(version.levels.items())
        if (of_level := tuple(_level_lines(record, where, level)))
    ]
    named = text(title, spoken)
    attribution = attribution.replace("data evaluated", _("ausgewertet"))
    return Part(where, named, attribution, tuple(figures), tuple(levels), tuple(_diagrams(record, where, named)))


def order(where: str) -> int:
    """Lower Saxony first, then what can be computed again, then elsewhere, then what may come."""
    known = (HOME, SEASON, ELSEWHERE)
    return known.index(where) if where in known else len(known)


def _figure_lines(record: SkillRecord, where: str, indicator: str) -> Iterable[FigureLine]:
    for ahead in AHEAD:
        row = record.figures.get((where, indicator, ahead))
        if row is not None:
            inside = tuple(percent(share) for share in (row.inside50, row.inside80, row.inside95))
            verdict = may_show(indicator, ahead, record, where)
            yield FigureLine(row, less(row.wis, row.persistence), less(row.wis, row.trend), inside, verdict.shown)


def _level_lines(record: SkillRecord, where: str, level: int) -> Iterable[LevelLine]:
    for ahead in AHEAD:
        row = record.levels.get((where, level, ahead))
        if row is not None:
            yield LevelLine(
                row,
                score(row.brier),
                score(row.level_stays),
                score(row.figures_stay),
                score(row.climatology),
                may_show_level(level, ahead, record, where).shown,
            )


def _diagrams(record: SkillRecord, where: str, named: str) -> Iterable[Diagram]:
    spoken = language.current()
    for ahead in DIAGRAMS:
        rows = record.reliability_of(where, ahead)
        if rows:
            title = _("%(days)d Tage vorher gesagt, und was kam: %(where)s") % {"days": ahead, "where": named}
            drawing = mark_safe(reliability_svg(rows, title, spoken))  # noqa: S308 - it escapes what it is given
            yield Diagram(ahead, drawing, tuple(words(row, spoken) for row in rows))


def less(ours: float, rival: float) -> str:
    """By how much our mean error is smaller: "12 %", "−3 %"; an en dash where there is nothing to compare with."""
    if not rival > 0:  # NaN too
        return "–"
    whole = round(100 * (1 - ours / rival))
    return f"{whole} %".replace("-", "−")


def percent(share: float) -> str:
    """A share in whole percent; an en dash where nothing was measured."""
    return f"{100 * share:.0f} %" if share >= 0 else "–"


def score(value: float) -> str:
    """A Brier score with three decimals, never 0 where there was an error; an en dash where nothing was measured."""
    return score_words(value, language.current()) if value >= 0 else "–"


FEWEST = FEWEST_ORIGINS
"""Days of origin without which nothing is shown."""
