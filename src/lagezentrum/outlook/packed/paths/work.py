"""What the engines for paths work on: figures, rules in numbers, and how everything stands at the start."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.tables import Calendar, Flags

Paths = NDArray[np.floating[Any]]
OUT_OF_FORCE: Final = 1
"""On a day: a step raised at the start is not yet in force, unless it was lowered and raised again."""
IN_FORCE: Final = 2
"""On a day: a step is in force, whatever the paths bring."""


@dataclass(frozen=True)
class Start:
    """How a rule stands when the series begins; rows count the days of the series, lead included.

    All arrays are places × steps: districts for a rule of districts, Länder for a rule of the Land.

    Attributes:
        raised: whether the step is raised.
        counts_from: first row that may count for the next section.
        effective: first row in force, where raised; later than any row where nothing determined it. A path that is
            lowered and raised anew does not wait for it.
        ends: first row no longer in force, where lowered before; 0 where nothing lasts.
        settled: first row that may change anything; on those before, days count, but what came of them is given here.
            None: the first one.
        lasting: places × steps × (1 + days ahead), from the last observed day on: in force by an earlier raise,
            whatever comes. None: nowhere but by `ends`.
    """

    raised: Flags
    counts_from: NDArray[np.int64]
    effective: NDArray[np.int64]
    ends: NDArray[np.int64]
    settled: NDArray[np.int64] | None = None
    lasting: Flags | None = None


@dataclass(frozen=True)
class Side:
    """Figures of one scope, of Länder or of districts.

    Attributes:
        names: the figures.
        paths: by figure, places × days ahead × paths.
        spans: figures × 2, the planes of each: first and end.
        cuts: by plane, the least value of a path that reaches the threshold.
        seen: places × planes × observed days, whether it was reached; missing ones as the run takes them.
    """

    names: tuple[str, ...]
    paths: tuple[Paths, ...]
    spans: NDArray[np.int64]
    cuts: NDArray[np.float64]
    seen: Flags


@dataclass(frozen=True)
class Rules:
    """The rules of one scope that apply, R in number.

    Attributes:
        planes: R × parts × steps × figures; the plane of each condition (those of the Land first), -1 for none.
        ways: R × parts × ways × figures.
        numbers: R × parts × (days, effect, calendar, each day).
        after_effect: R, whether days count for lifting only after the effect.
        begins: R × parts, the first row that may count.
        starts: places × R × steps × (raised, first row that may count, first row that may change, past, past of later
            raises, whether still in the first raise). Bit n of a past tells whether the step was raised n rows before
            the last observed one.
        overlays: places × R × steps × (1 + days ahead), see `OUT_OF_FORCE`.
    """

    planes: NDArray[np.int64]
    ways: Flags
    numbers: NDArray[np.int64]
    after_effect: Flags
    begins: NDArray[np.int64]
    starts: NDArray[np.int64]
    overlays: NDArray[np.int8]


@dataclass(frozen=True)
class Work:
    """One run along all paths.

    Attributes:
        land, area: figures and how they stood.
        of_state, of_district: rules.
        lands: A, the Land of each district.
        calendar: counted days over all rows.
        sizes: first row in force, observed rows, all rows.
        count: P, how many paths.
        since: days after the last observed one, against whose level a change is seen.
        reached: whether missing values reach every threshold.
        steps: number of steps.
    """

    land: Side
    area: Side
    of_state: Rules
    of_district: Rules
    lands: NDArray[np.int64]
    calendar: Calendar
    sizes: tuple[int, int, int]
    count: int
    since: int
    reached: bool
    steps: int

    @property
    def days(self) -> int:
        """Days told: the last observed one and those ahead."""
        return self.sizes[2] - self.sizes[1] + 1

    @property
    def words(self) -> int:
        """Words of 64 paths."""
        return -(-self.count // 64)

    @property
    def looked_at(self) -> Flags:
        """Länder × days ahead, whether a day counts in some calendar; on the others no value is looked at."""
        counted: Flags = np.ascontiguousarray(self.calendar.counts[:, self.sizes[1] :].any(axis=0).T)
        return counted

    def gaps(self) -> tuple[str, ...]:
        """Figures that a path lacks on a day that counts; figures that no rule looks at can not lack anything."""
        found, looked = [], self.looked_at
        for side, days in ((self.land, looked), (self.area, looked[self.lands])):
            for name, values, (first, end) in zip(side.names, side.paths, side.spans, strict=True):
                if first < end and (np.isnan(values).any(axis=2) & days).any():
                    found.append(name)
        return tuple(found)
