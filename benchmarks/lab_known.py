"""A replay with values as known each morning against the one with final values.

    python -m benchmarks.lab known [--cpu]

Wall time with as many threads as Polars takes. With `--cpu`, for a machine that is not quiet: processor time of all
threads together.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from polars import thread_pool_size
from rich.console import Console

from lagezentrum.outlook.packed import KnownSeries, Metrics, Packed, Policies, Series, sweep

LAGS = 30
THREADS = thread_pool_size()


def in_turn(contestants: Sequence[Callable[[], Any]], repeats: int) -> list[tuple[float, Any]]:
    """Shortest time of each in seconds, and its result; run in turn, so that all meet the same load."""
    clock = time.process_time if "--cpu" in sys.argv else time.perf_counter
    best: list[tuple[float, Any]] = [(float("inf"), None)] * len(contestants)
    for _ in range(repeats):
        for place, contestant in enumerate(contestants):
            start = clock()
            result = contestant()
            best[place] = min(best[place], (clock() - start, result), key=lambda run: run[0])
    return best


def event_tables(packed: Packed, series: Series, policies: Policies) -> Callable[[], None]:
    """A function that builds the event planes of all areas, and does nothing else, by compiled code in one thread."""
    from lagezentrum.outlook.packed import compiled
    from lagezentrum.outlook.packed.cases import Kernel, case_of
    from lagezentrum.outlook.packed.event_tables import EventTables
    from lagezentrum.outlook.packed.of_lands import OfLands, slots_of_lands
    from lagezentrum.outlook.packed.words import LANES

    kernel: Kernel = compiled  # type: ignore[assignment]
    case = case_of(packed, series, policies, None)
    table = kernel.aligned((case.areas.planes, case.words, LANES))
    nothing = np.zeros((1, 0, 0, 0, 0), dtype=np.uint64)

    def build() -> None:
        of_lands = OfLands(slots_of_lands(case, kernel), nothing, np.zeros(0, dtype=np.bool_))
        tables, blocks = EventTables(case, kernel, of_lands), len(case.areas.states)
        for block in range(blocks):
            tables.classify_from(block, blocks)
            for way in range(1 + tables.differ):
                tables.build(block, way, table)

    return build


def revised(series: Series, rng: np.random.Generator) -> KnownSeries:
    """Values that begin too low and are corrected on each of the following mornings."""
    late = 1 - 0.3 * np.exp(-np.arange(LAGS) / 4)
    cubes = {
        name: np.round(values[:, None] * late[None, :, None] * rng.uniform(0.99, 1.01, (1, LAGS, 1)), 1)
        for name, values in series.values.items()
    }
    return KnownSeries(series.first, series.areas, series.states, series.lead, cubes, series.of_state)


def bench_known(work: Any, console: Console) -> bool:
    """The replay with values as known each morning (30 vintages) against the one with final values."""
    policies, known = work.policies(1000), revised(work.series, np.random.default_rng(30))
    final = replace(
        work.series, values={name: np.ascontiguousarray(cube[:, -1]) for name, cube in known.values.items()}
    )
    both = known, final
    for series in both:
        sweep(work.packed, series, policies[slice(0, 2)])
    sweeps = [lambda series=series: sweep(work.packed, series, policies, threads=THREADS) for series in both]
    (as_known, one), (as_final, other) = in_turn(sweeps, 15)
    tables = [seconds for seconds, _ in in_turn([event_tables(work.packed, series, policies) for series in both], 9)]
    differ = float((one.low != other.low).any(axis=2).mean())
    same, compared = _as_by_numpy(work.packed, known, policies, one)
    console.print(
        f"as known over {LAGS} vintages: {as_known:.3f} s, final {as_final:.3f} s: {as_known / as_final:.2f} × (goal "
        f"≤ 1.2); the event tables alone {tables[0] / tables[1]:.2f} × (goal ≤ 2); {differ:.0%} of results differ; "
        f"{compared} as known, and as vintages that never change, by NumPy: {'the same' if same else 'NOT THE SAME'}"
    )
    return same and as_known <= 1.2 * as_final and tables[0] <= 2 * tables[1]


def _as_by_numpy(packed: Packed, known: KnownSeries, policies: Policies, found: Metrics) -> tuple[bool, str]:
    """Whether NumPy finds the same for some areas and policies, drawn by chance; and how many were compared."""
    rng = np.random.default_rng(31)
    areas = np.sort(rng.choice(len(known.areas), 12, replace=False))
    drawn = np.sort(rng.choice(len(policies), 24, replace=False))
    cubes = {
        name: cube if name in known.of_state else np.ascontiguousarray(cube[:, :, areas])
        for name, cube in known.values.items()
    }
    few, chosen = replace(known, areas=tuple(known.areas[area] for area in areas), values=cubes), policies[drawn]
    same = bool((sweep(packed, few, chosen, engine="numpy").low == found.low[np.ix_(drawn, areas)]).all())
    last = {name: np.ascontiguousarray(cube[:, -1]) for name, cube in cubes.items()}
    flat = replace(few, values={name: np.repeat(plane[:, None], LAGS, axis=1) for name, plane in last.items()})
    final = Series(few.first, few.areas, few.states, few.lead, last, few.of_state)
    same &= bool((sweep(packed, flat, chosen).low == sweep(packed, final, chosen, engine="numpy").low).all())
    return same, f"{len(areas)} areas × {len(drawn)} policies"
