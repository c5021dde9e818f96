"""Charts of indicators as plain geometry for an SVG template: values, thresholds, the section that is looked at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lagezentrum.engine.observations import Figures, Observation

WIDTH, HEIGHT = 380, 216
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 78, 12, 28
_DAY = timedelta(days=1)
_GAP_EDGE = 2.5
"""How far the mark of missing days reaches beyond them."""


@dataclass(frozen=True)
class Point:
    """One published value in the drawing; `odd` where something is known to be wrong with it."""

    x: float
    y: float
    observation: Observation

    @property
    def odd(self) -> bool:
        """Whether the value carries a note."""
        return bool(self.observation.note)


@dataclass(frozen=True)
class Threshold:
    """A horizontal line: the sign of the step that begins above it, and the value."""

    y: float
    sign: str
    value: Decimal
    label_y: float


@dataclass(frozen=True)
class Band:
    """The days of the section, as a stretch of the drawing."""

    x: float
    width: float
    first: date
    last: date


@dataclass(frozen=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    day: date | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class Gap:
    """Days in a row without a value: from `x` on, `width` wide, the question mark in the `middle`."""

    x: float
    width: float
    middle: float
    first: date
    last: date


@dataclass(frozen=True)
class Chart:
    """Everything the template draws. Lines join neighbouring days only: a gap stays a gap. `highest` is at the top."""

    points: tuple[Point, ...]
    lines: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    band: Band | None
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    missing: tuple[Gap, ...]
    highest: Decimal
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def depth(self) -> int:
        """Height of the part in which values are drawn."""
        return self.bottom - self.top

    @property
    def last(self) -> Observation | None:
        """The latest value shown."""
        return self.points[-1].observation if self.points else None


def chart(
    figures: Figures,
    indicator: str,
    area: str,
    first: date,
    last: date,
    thresholds: Mapping[str, Decimal],
    section: Sequence[date] = (),
    until: date | None = None,
    least_top: Decimal = Decimal(1),
) -> Chart:
    """The chart of one indicator.

    Args:
        figures: what was published; the first publication of a day is shown.
        indicator: id of the indicator.
        area: AGS, or the Land key.
        first: first day shown.
        last: last day shown.
        thresholds: the lower end of each step's range by its sign.
        section: the days to be marked, empty for none.
        until: the last day whose figures are looked at, if days to come are shown too.
        least_top: a value that must have room.
    """
    days = [first + n * _DAY for n in range((last - first).days + 1)]
    looked_at = [day for day in days if until is None or day <= until]
    seen = {day: figures.first_published(indicator, area, day) for day in looked_at}
    known = [found.value for found in seen.values() if found is not None and found.value is not None]
    top = max([*known, *thresholds.values(), least_top]) * Decimal("1.08")
    across = (WIDTH - _LEFT - _RIGHT) / max(1, len(days) - 1)

    def x(day: date) -> float:
        return round(_LEFT + (day - first).days * across, 1)

    def y(value: Decimal) -> float:
        return round(HEIGHT - _BOTTOM - float(value / top) * (HEIGHT - _TOP - _BOTTOM), 1)

    points = tuple(
        Point(x(day), y(found.value), found)
        for day, found in seen.items()
        if found is not None and found.value is not None
    )
    return Chart(
        points=points,
        lines=tuple(_lines(points)),
        thresholds=_thresholds(thresholds, y),
        band=_band(section, first, last, x, across),
        days=tuple(Tick(x(day), day=day) for day in days if day.weekday() == 0)[-6::2],
        values=tuple(Tick(y(value), value=value) for value in _round_values(top)),
        missing=tuple(_gaps([day for day, found in seen.items() if found is None or found.value is None], x)),
        highest=top,
    )


def _lines(points: Sequence[Point]) -> Iterable[str]:
    """Runs of neighbouring days as the `points` of polylines."""
    run: list[Point] = []
    for point in points:
        if run and point.observation.day - run[-1].observation.day != _DAY:
            yield " ".join(f"{p.x},{p.y}" for p in run)
            run = []
        run.append(point)
    if run:
        yield " ".join(f"{p.x},{p.y}" for p in run)


def _gaps(missing: Sequence[date], x: Callable[[date], float]) -> Iterable[Gap]:
    """Runs of neighbouring days without a value; each gets one question mark, for a row of them can not be read."""
    starts = [day for place, day in enumerate(missing) if place == 0 or day - missing[place - 1] != _DAY]
    for start in starts:
        end = start
        while end + _DAY in missing:
            end += _DAY
        left, right = x(start) - _GAP_EDGE, x(end) + _GAP_EDGE
        yield Gap(round(left, 1), round(right - left, 1), round((left + right) / 2, 1), start, end)


def _thresholds(values: Mapping[str, Decimal], y: Callable[[Decimal], float]) -> tuple[Threshold, ...]:
    """The lines; steps that begin at the same value share one, and labels are moved apart where they would overlap."""
    signs: dict[Decimal, list[str]] = {}
    for sign, value in sorted(values.items()):
        signs.setdefault(value, []).append(sign)
    found: list[Threshold] = []
    for value in sorted(signs):
        label = y(value)
        if found and found[-1].label_y - label < 15:
            label = found[-1].label_y - 15
        found.append(Threshold(y(value), "/".join(signs[value]), value, label))
    return tuple(found)


def _band(section: Sequence[date], first: date, last: date, x: Callable[[date], float], across: float) -> Band | None:
    shown = [day for day in section if first <= day <= last]
    if not shown:
        return None
    start, end = x(shown[0]) - across / 2, x(shown[-1]) + across / 2
    return Band(round(start, 1), round(end - start, 1), shown[0], shown[-1])


def _round_values(top: Decimal) -> tuple[Decimal, ...]:
    """Three or four round numbers from zero up to the top."""
    step = Decimal(1)
    while top / step > 4:
        for factor in (2, 5, 10):
            if top / (step * factor) <= 4:
                return tuple(step * factor * n for n in range(int(top / (step * factor)) + 1))
        step *= 10
    return tuple(step * n for n in range(int(top / step) + 1))
