"""A fan for each figure: what was published, and where the next figures may lie, as far as the record allows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from lagezentrum.engine.wording.phrases import amount, text
from lagezentrum.outlook.forecast.record import FigureRow
from lagezentrum.outlook.probable import AreaForecast, FigureDay, FigureTold
from lagezentrum.outlook.probable.model import QUANTILES
from lagezentrum.web.public import charts, language
from lagezentrum.web.public.meaning import thresholds
from lagezentrum.web.situation import Situation

_PAST = 20
"""Days of the past that are drawn before the day itself."""
_BANDS = ((0, 6, 95), (1, 5, 80), (2, 4, 50))
"""Places in `QUANTILES` of the ends of each interval, widest first, and its percentage."""
_MIDDLE = QUANTILES.index(0.5)
_TOLD = (7, 14)


@dataclass(frozen=True)
class Band:
    """One interval over days in a row, as the `points` of a polygon."""

    percent: int
    points: str


@dataclass(frozen=True)
class Fan:
    """A chart that goes on: bands, and the middle as lines; `present_x` is where the days to come begin."""

    past: charts.Chart
    bands: tuple[Band, ...]
    middles: tuple[str, ...]
    present_x: float
    hidden: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shown:
    """A fan with its name, what it says of one and two weeks ahead, and the record of that."""

    title: str
    unit: str
    fan: Fan
    told: tuple[str, ...]
    record: tuple[str, ...]
    why: tuple[str, ...]


def fans(found: AreaForecast, seen: Situation) -> tuple[Shown, ...]:
    """The fans of the figures that count for an area."""
    version = seen.regulation.in_force(found.area, found.present)
    if version is None:
        return ()
    spoken = language.current()
    shown = []
    for figure in found.figures:
        days = [day for day in figure.days if day.days_ahead in _TOLD]
        shown.append(
            Shown(
                title=text(figure.title, spoken),
                unit=figure.unit,
                fan=fan(figure, seen, found.present, thresholds(version, figure.indicator)),
                told=tuple(_told(figure, day) for day in days if day.quantiles is not None),
                record=tuple(
                    language.unbroken(text(day.record.text, spoken))
                    for day in days
                    if day.quantiles is not None and isinstance(day.record.row, FigureRow)
                ),
                why=tuple(dict.fromkeys(text(day.record.text, spoken) for day in figure.days if day.quantiles is None)),
            )
        )
    return tuple(shown)


def fan(figure: FigureTold, seen: Situation, present: date, lines: dict[str, Decimal]) -> Fan:
    """The geometry of one fan.

    Args:
        figure: the indicator with its quantiles.
        seen: where the published figures are.
        present: the day looked ahead from.
        lines: the lower end of each step's range by its sign.
    """
    first, last = present - timedelta(days=_PAST), figure.days[-1].day
    ends = [Decimal(str(round(day.quantiles[-1], 3))) for day in figure.days if day.quantiles is not None]
    past = charts.chart(
        seen.figures,
        figure.indicator,
        figure.area,
        first,
        last,
        lines,
        until=present,
        least_top=max([Decimal(1), *ends]),
    )
    top, scale = past.top, past.highest

    def x(day: date) -> float:
        return round(past.left + (day - first).days * (past.right - past.left) / max(1, (last - first).days), 1)

    def y(value: float) -> float:
        drawn = past.bottom - min(value / float(scale), 1.0) * past.depth
        return round(max(drawn, top), 1)

    runs = _runs(figure.days)
    known = past.points[-1] if past.points else None
    bands, middles = [], []
    for run in runs:
        for low, high, percent in _BANDS:
            upper = [(x(day.day), y(day.quantiles[high])) for day in run if day.quantiles is not None]
            lower = [(x(day.day), y(day.quantiles[low])) for day in run if day.quantiles is not None]
            bands.append(Band(percent, _points([*upper, *reversed(lower)])))
        middles.append(_points([(x(day.day), y(day.quantiles[_MIDDLE])) for day in run if day.quantiles is not None]))
    width = (past.right - past.left) / max(1, (last - first).days)
    hidden = tuple((round(x(day.day) - width / 2, 1), round(width, 1)) for day in figure.days if day.quantiles is None)
    return Fan(past, tuple(bands), tuple(middles), x(present) if known is None else max(known.x, x(present)), hidden)


def _runs(days: Sequence[FigureDay]) -> list[list[FigureDay]]:
    """Days in a row that have quantiles."""
    runs: list[list[FigureDay]] = []
    for place, day in enumerate(days):
        if day.quantiles is None:
            continue
        if place and days[place - 1].quantiles is not None:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)


def _told(figure: FigureTold, day: FigureDay) -> str:
    """As in "In 7 Tagen (Sa 4.12.2021): 6,3 bis 10; mittlere Vorhersage 8,1"."""
    assert day.quantiles is not None  # noqa: S101 (asked before)
    digits = figure.decimals if max(day.quantiles) < 20 else 0  # no more digits than a wide interval deserves
    written = [Decimal(f"{day.quantiles[place]:.{digits}f}") for place in (1, 3, 5)]
    low, middle, high = (amount(value, figure.unit, language.current()) for value in written)
    values = {"days": day.days_ahead, "day": language.tight_date(day.day), "low": low, "high": high, "middle": middle}
    said = _("In %(days)d Tagen (%(day)s): mit 80 %% zwischen %(low)s und %(high)s, in der Mitte %(middle)s.") % values
    return language.unbroken(said)
