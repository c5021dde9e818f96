"""One part of the policies, judged block by block of areas, with missing values read in both ways."""

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.cases import Case, Kernel, case_of
from lagezentrum.outlook.packed.event_tables import EventTables
from lagezentrum.outlook.packed.metrics import as_one_run
from lagezentrum.outlook.packed.of_lands import FILLS, OfLands, judge_lands
from lagezentrum.outlook.packed.packing import Flags, Words
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.words import LANES


@dataclass(frozen=True)
class Results:
    """Where results go: P × A × columns for both runs and for every course between them, and P × A.

    kept, if wanted: planes of both runs, blocks × runs × P × steps × words × lanes.
    """

    low: NDArray[np.int16]
    high: NDArray[np.int16]
    between: NDArray[np.int16]
    certain: Flags
    kept: Words | None = None

    def of(self, part: slice) -> "Results":
        """Those of some policies, without planes."""
        return Results(self.low[part], self.high[part], self.between[part], self.certain[part])


def run(
    packed: Packed,
    series: Series,
    policies: Policies,
    real: NDArray[np.int8] | None,
    kernel: Kernel,
    threads: int,
    results: Results,
    *,
    enclosing: bool,
) -> bool:
    """Judge a part of the policies into results.

    With `enclosing` no filling of the missing values leads to a course that is not between both runs. Else they are
    just those with every missing value read as not reached, and as reached: the same except where a rule goes through
    its events one by one.

    Returns:
        Whether both runs were needed; if not, only the low one is written: nothing that a policy looks at is missing.
    """
    case = case_of(packed, series, policies, real)
    judge = _Blocks(case, kernel, judge_lands(case, kernel, enclosing), results, enclosing)
    blocks, workers = len(case.areas.states), min(threads, len(case.areas.states))
    if workers == 1:
        judge(range(blocks))
    else:
        with ThreadPoolExecutor(workers) as pool:
            bounds = np.linspace(0, blocks, workers + 1).astype(int).tolist()
            list(pool.map(judge, [range(*pair) for pair in itertools.pairwise(bounds)]))
    if judge.differs.any():
        judge.fill(as_one_run(case.steps, with_real=real is not None))
    return bool(judge.differs.any())


class _Blocks:
    """Judges blocks of areas, one after the other; called in several threads."""

    def __init__(self, case: Case, kernel: Kernel, of_lands: OfLands, results: Results, enclosing: bool) -> None:
        self._case, self._kernel, self._of_lands, self._results = case, kernel, of_lands, results
        self._enclosing = enclosing
        self.differs = np.zeros(len(case.areas.states), dtype=np.bool_)

    def __call__(self, blocks: range) -> None:
        case, results, events = self._case, self._results, EventTables(self._case, self._kernel, self._of_lands)
        tables = self._kernel.aligned((len(FILLS), case.areas.planes, case.words, LANES))
        room = self._kernel.room(case.steps, case.words)
        for block in blocks:
            events.classify_from(block, blocks.stop)
            areas = self._areas(block)
            self.differs[block] = differs = events.differ or bool(self._of_lands.differs[case.land_of[areas]].any())
            for way in range(1 + differs):
                events.build(block, way, tables[way])
            self._judge(block, tables[: 1 + differs], areas, room)
            if differs:
                # one course is nowhere above the other, so as many days at each level are the same days
                days = slice(0, case.steps + 1)
                results.certain[:, areas] = (results.low[:, areas, days] == results.high[:, areas, days]).all(axis=2)

    def fill(self, shared: Sequence[int]) -> None:
        """Take over the low run, in which every column stands for both ends, where the high one can not differ."""
        results = self._results
        for block in np.flatnonzero(~self.differs).tolist():
            areas = self._areas(block)
            results.high[:, areas] = results.low[:, areas]
            results.between[:, areas] = results.low[:, areas][:, :, shared]
            if results.kept is not None:
                results.kept[block, 1] = results.kept[block, 0]

    def _areas(self, block: int) -> slice:
        return slice(block * LANES, min((block + 1) * LANES, len(self._case.series.areas)))

    def _judge(self, block: int, tables: Words, areas: slice, room: Any) -> None:
        case, results = self._case, self._results
        nothing = np.zeros((case.steps + 1, case.words, LANES), dtype=np.uint64)
        self._kernel.sweep_block(
            tables,
            case.counted_areas[block],
            case.calendar.before,
            case.calendar.day_of,
            case.areas.states[block],
            case.areas.rules(case.series.lead, case.series.rows),
            self._enclosing,
            self._of_lands.held,
            case.valid,
            nothing if case.real is None else case.real[block],
            case.real is not None,
            case.least_held,
            room,
            results.low[:, areas],
            results.high[:, areas],
            results.between[:, areas],
            np.zeros((2, 0, *nothing.shape), dtype=np.uint64) if results.kept is None else results.kept[block],
        )
