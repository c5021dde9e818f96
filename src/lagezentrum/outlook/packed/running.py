"""One part of the policies, judged block by block of areas, with missing values read in both ways."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.cases import Case, Kernel, case_of, same_events
from lagezentrum.outlook.packed.event_tables import EventTables
from lagezentrum.outlook.packed.of_lands import FILLS, OfLands, judge_lands
from lagezentrum.outlook.packed.packing import Flags, Words
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.words import LANES


@dataclass(frozen=True)
class Results:
    """Where results go: P × A × columns for both runs, and P × A.

    kept, if wanted: planes of both runs, blocks × P × steps × words × lanes.
    """

    low: NDArray[np.int16]
    high: NDArray[np.int16]
    certain: Flags
    kept: tuple[Words, Words] | None = None


def run(
    packed: Packed,
    series: Series,
    policies: Policies,
    real: NDArray[np.int8] | None,
    kernel: Kernel,
    threads: int,
    results: Results,
) -> bool:
    """Judge a part of the policies into results.

    Returns:
        Whether both runs were needed; if not, only the low one is written: nothing that a policy looks at is missing.
    """
    case = case_of(packed, series, policies, real)
    judge = _Blocks(case, kernel, judge_lands(case, kernel), results)
    blocks, workers = len(case.areas.states), min(threads, len(case.areas.states))
    if workers == 1:
        judge(range(blocks))
    else:
        with ThreadPoolExecutor(workers) as pool:
            bounds = np.linspace(0, blocks, workers + 1).astype(int).tolist()
            list(pool.map(judge, [range(*pair) for pair in itertools.pairwise(bounds)]))
    if judge.differs.any():
        judge.fill_high()
    return bool(judge.differs.any())


class _Blocks:
    """Judges blocks of areas, one after the other; called in several threads."""

    def __init__(self, case: Case, kernel: Kernel, of_lands: OfLands, results: Results) -> None:
        self._case, self._kernel, self._of_lands, self._results = case, kernel, of_lands, results
        self._ordered = _ordered(case)
        self.differs = np.zeros(len(case.areas.states), dtype=np.bool_)

    def __call__(self, blocks: range) -> None:
        case, results, events = self._case, self._results, EventTables(self._case, self._kernel, self._of_lands)
        low, high = (self._kernel.aligned((case.areas.planes, case.words, LANES)) for _ in FILLS)
        room = self._kernel.room(case.steps, case.words)
        for block in blocks:
            events.classify_from(block, blocks.stop)
            areas = self._areas(block)
            lands = case.land_of[areas]
            events.build(block, 0, low)
            self._judge(block, 0, low, results.low[:, areas], room)
            if not events.differ and not self._of_lands.differs[lands].any():
                continue
            self.differs[block] = True
            events.build(block, 1, high)
            self._judge(block, 1, high, results.high[:, areas], room)
            same = same_events(case.areas, low, high)[:, : len(lands)] & self._of_lands.same[:, lands]
            days = slice(0, case.steps + 1)
            equal = (results.low[:, areas, days] == results.high[:, areas, days]).all(axis=2)
            results.certain[:, areas] = (equal & self._ordered[:, np.newaxis]) | same

    def fill_high(self) -> None:
        """Take over the low run where the high one can not differ."""
        results = self._results
        for block in np.flatnonzero(~self.differs).tolist():
            areas = self._areas(block)
            results.high[:, areas] = results.low[:, areas]
            if results.kept:
                results.kept[1][block] = results.kept[0][block]

    def _areas(self, block: int) -> slice:
        return slice(block * LANES, min((block + 1) * LANES, len(self._case.series.areas)))

    def _judge(self, block: int, way: int, table: Words, metrics: NDArray[np.int16], room: Any) -> None:
        case, kept = self._case, self._results.kept
        nothing = np.zeros((case.steps + 1, case.words, LANES), dtype=np.uint64)
        self._kernel.sweep_block(
            table,
            case.counted_areas[block],
            case.calendar.before,
            case.calendar.day_of,
            case.areas.states[block],
            case.areas.rules(case.series.lead, case.series.rows),
            self._of_lands.held[way],
            case.valid,
            nothing if case.real is None else case.real[block],
            case.real is not None,
            room,
            metrics,
            kept[way][block] if kept else np.zeros((0, case.steps, case.words, LANES), dtype=np.uint64),
        )


def _ordered(case: Case) -> Flags:
    """Whether higher values never shorten what is in force: so where no rule goes through its events one by one."""
    result = np.ones(case.policies, dtype=np.bool_)
    for group in (case.areas, case.lands):
        applies, floored = group.choices[:, :, 0] == 1, group.choices[:, :, 2] == 1
        result &= ~(applies & floored).any(axis=1)
    return result
