"""Drawings of the pool as geometry for templates: map of coverage, bars of need against staff, bars of effect."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lagezentrum.documents.outlines import WIDTH, drawn_outlines
from lagezentrum.law.model import Text
from lagezentrum.web.office.pool.board import OfficeRow
from lagezentrum.web.office.pool.effects import Bar

LEGEND: Mapping[str, Text] = {
    "low": Text(de="unter 25 %", en="below 25%"),
    "some": Text(de="25 bis unter 50 %", en="25 to below 50%"),
    "most": Text(de="50 bis unter 75 %", en="50 to below 75%"),
    "nearly": Text(de="75 bis 100 %", en="75 to 100%"),
    "none": Text(de="kein Bedarf", en="no need"),
    "unknown": Text(de="Bedarf unbekannt", en="need not known"),
}
"""Kinds of coverage, the least first. They look like the marks of the levels: dark is what is lacking."""
_LIMITS = ((0.25, "low"), (0.5, "some"), (0.75, "most"))
_BAR = 400.0
_MARGIN = 3.0


def kind_of(coverage: float | None, *, unknown: bool) -> str:
    """How an amount of coverage is drawn."""
    if unknown:
        return "unknown"
    if coverage is None:
        return "none"
    return next((kind for limit, kind in _LIMITS if coverage < limit), "nearly")


def sign_of(row: OfficeRow) -> str:
    """What stands on the map: per cent, a dash without need, a question mark where it is not known."""
    if row.silent:
        return "?"
    if row.coverage is None:
        return "–"
    return str(min(round(row.coverage * 100), 99) if row.coverage < 1 - 1e-9 else 100)


@dataclass(frozen=True, slots=True)
class Shape:
    """A district with its office's coverage."""

    path: str
    x: int
    y: int
    row: OfficeRow
    kind: str
    sign: str


@dataclass(frozen=True, slots=True)
class Map:
    """All districts."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def coverage_map(rows: Iterable[OfficeRow]) -> Map:
    """The districts in the coverage of their offices, the least covered last, so that their edges are on top."""
    by_area = {area: row for row in rows for area in row.receiver.areas}
    height, outlines = drawn_outlines()
    shapes = [
        Shape(
            path, x, y, by_area[ags], kind_of(by_area[ags].coverage, unknown=by_area[ags].silent), sign_of(by_area[ags])
        )
        for ags, path, (x, y) in outlines
        if ags in by_area
    ]
    order = ["none", "unknown", "nearly", "most", "some", "low"]
    return Map(WIDTH, height, tuple(sorted(shapes, key=lambda shape: order.index(shape.kind))))


@dataclass(frozen=True, slots=True)
class NeedBar:
    """One receiver's bar: own staff, then people of the pool, against the need and its range. In drawing units."""

    row: OfficeRow
    own: float
    sent: float
    need: float | None
    low: float | None
    high: float | None
    width: float = _BAR + 2 * _MARGIN

    @property
    def start(self) -> float:
        """Where the bar begins."""
        return _MARGIN

    @property
    def spread(self) -> float | None:
        """How wide the range is."""
        return None if self.low is None or self.high is None else max(1.0, self.high - self.low)


def need_bars(rows: Sequence[OfficeRow]) -> tuple[NeedBar, ...]:
    """All bars on one scale. A range that goes far beyond ends at the edge, where the table has its number."""
    ends = [max((row.own or 0.0) + row.sent, row.need or 0.0) for row in rows]
    most = 1.25 * max(ends, default=0.0) or 1.0

    def at(value: float | None) -> float | None:
        return None if value is None else _MARGIN + _BAR * min(1.0, value / most)

    bars = []
    for row in rows:
        own = row.own or 0.0
        low, high = (None, None) if row.range is None else (at(row.range.low), at(row.range.high))
        bars.append(NeedBar(row, _BAR * own / most, _BAR * row.sent / most, at(row.need), low, high))
    return tuple(bars)


@dataclass(frozen=True, slots=True)
class EffectBar:
    """An interval of a share, 0 to 1, from `x` on."""

    bar: Bar
    then: bool
    x: float
    width: float
    y: int


def effect_bars(bars: Iterable[Bar]) -> tuple[EffectBar, ...]:
    """Two lines for each order of cases: without and with the people of the pool."""
    found: list[EffectBar] = []
    for number, bar in enumerate(bars):
        for then, interval in ((False, bar.now), (True, bar.then)):
            width = max(3.0, _BAR * (interval.high - interval.low))
            found.append(EffectBar(bar, then, _BAR * interval.low, width, 62 * number + 26 * then + 6))
    return tuple(found)
