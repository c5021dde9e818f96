"""What a report shows of a run: Pareto front, means over the grid, some points. Shard by shard, in little memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lagezentrum.law.model import Text

Floats = NDArray[np.float64]

MOST_POINTS = 3_000
"""Points drawn; more would only darken the picture."""


@dataclass(frozen=True)
class Measure:
    """What is weighed: a column of the totals, and which way is better.

    Attributes:
        name: as asked for, such as `days_from_2`.
        column: beginning of the columns `_min` and `_max`.
        better: `less` or `more`.
        per_area: whether the column is a sum over districts, shown as a mean.
        title: with its unit, for readers.
    """

    name: str
    column: str
    better: Literal["less", "more"]
    per_area: bool
    title: Text

    @property
    def worse_end(self) -> str:
        """The column with the less favourable of both ends: what a policy reaches in any case."""
        return f"{self.column}_{'max' if self.better == 'less' else 'min'}"

    def of(self, columns: Mapping[str, NDArray[Any]], areas: int) -> Floats:
        """The values by policy, the less favourable end; NaN where there is none."""
        values = columns[self.worse_end].astype(np.float64)
        return values / areas if self.per_area else values


def measures(
    metrics: Sequence[str], steps: int, lead: Mapping[str, Any] | None, figure: Text | None = None
) -> tuple[Measure, ...]:
    """What can be weighed in a run that measured `metrics`, the most telling first; `figure` is that of the lead."""
    found = []
    if "days" in metrics:
        for level in sorted(range(1, steps + 1), key=lambda level: (level != min(2, steps), level)):
            title = Text(
                de=f"Tage auf Stufe {level} oder höher, Mittel der Kreise",
                en=f"days at level {level} or higher, mean of districts",
            )
            found.append(Measure(f"days_from_{level}", f"days_from_{level}", "less", True, title))
    if "lead_time" in metrics and lead is not None:
        name, above = figure or Text(de=lead["indicator"], en=lead["indicator"]), f"{lead['above']:g}"
        title = Text(
            de=f"Tage Vorlauf von Stufe {lead['level']} vor {name.de} > {above.replace('.', ',')}, Mittel der Kreise",
            en=f"days of lead of level {lead['level']} before {name.en} > {above}, mean of districts",
        )
        found.append(Measure("lead", "lead_mean", "more", False, title))
    if "disagreement" in metrics:
        title = Text(
            de="Tage mit anderer Stufe als wirklich in Kraft, Mittel der Kreise",
            en="days on another level than really in force, mean of districts",
        )
        found.append(Measure("disagreement", "disagreement", "less", True, title))
    if "switches" in metrics:
        title = Text(de="Wechsel der Stufe, Mittel der Kreise", en="changes of level, mean of districts")
        found.append(Measure("switches", "switches", "less", True, title))
    return tuple(found)


@dataclass
class Summary:
    """Takes the totals of shard after shard.

    Attributes:
        x, y: what is weighed.
        areas: number of districts.
        sizes: number of values of the parameters along the two axes and over the panels of the heat maps.
        policies: how many there are, to choose the points drawn.
    """

    x: Measure
    y: Measure
    areas: int
    sizes: tuple[int, int, int]
    policies: int
    points: list[tuple[int, float, float]] = field(default_factory=list)
    left_out: int = 0
    without: int = 0
    _front: NDArray[np.float64] = field(default_factory=lambda: np.empty((3, 0)))
    _sums: Floats = field(init=False)
    _counts: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._sums = np.zeros((2, *self.sizes))
        self._counts = np.zeros((2, *self.sizes))

    def take(self, columns: Mapping[str, NDArray[Any]], places: Sequence[NDArray[np.int64]]) -> None:
        """Add a shard: its totals (missing: NaN), and each policy's place along the axes and over the panels."""
        kept = columns["in_order"].astype(bool)
        self.left_out += int((~kept).sum())
        x, y = (measure.of(columns, self.areas) for measure in (self.x, self.y))
        for which, values in enumerate((x, y)):
            there = kept & ~np.isnan(values)
            where = tuple(place[there] for place in places)
            np.add.at(self._sums[which], where, values[there])
            np.add.at(self._counts[which], where, 1)
        both = kept & ~np.isnan(x) & ~np.isnan(y)
        self.without += int((kept & ~both).sum())
        number = columns["policy"].astype(np.float64)
        self._front = pareto(np.concatenate([self._front, np.stack([x, y, number])[:, both]], axis=1), self.x, self.y)
        every = max(1, -(-self.policies // MOST_POINTS))
        drawn = both & (columns["policy"] % every == 0)
        self.points += zip(number[drawn].astype(int).tolist(), x[drawn].tolist(), y[drawn].tolist(), strict=True)

    @property
    def front(self) -> list[tuple[int, float, float]]:
        """Policies that no other beats in both measures, by x: number, x, y."""
        return [(int(n), float(x), float(y)) for x, y, n in self._front.T]

    def means(self, which: int) -> Floats:
        """Mean of x (0) or y (1) over the policies of each cell: rows × columns × panels; NaN where there is none."""
        with np.errstate(invalid="ignore"):
            means: Floats = self._sums[which] / self._counts[which]
        return means


def pareto(candidates: Floats, x: Measure, y: Measure) -> Floats:
    """Of 3 × N (x, y, number) those that no other beats: better in one and no worse in the other. Sorted by x."""
    signs = [1.0 if measure.better == "less" else -1.0 for measure in (x, y)]
    a, b = candidates[0] * signs[0], candidates[1] * signs[1]
    order = np.lexsort((candidates[2], b, a))
    best = np.minimum.accumulate(b[order]) if len(order) else b
    before = np.concatenate([[np.inf], best[:-1]]) if len(order) else best
    return candidates[:, order[b[order] < before]]
