"""Chances from many courses of the figures, against plain Python and against one `sum()` of the courses.

    python -m benchmarks.lab paths [--cpu]

Wall time with all processors. With `--cpu`, for a machine that is not quiet: processor time divided by the number of
threads; less than the wall time of a quiet machine, where some milliseconds of preparation have one thread only.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from rich.console import Console

from benchmarks.lab_rivals import numbers_of, plain_path
from lagezentrum.outlook.packed import Policies, level_chances


def best(contestant: Callable[[], Any], repeats: int, threads: int, *, cpu: bool) -> tuple[float, Any]:
    """Shortest time in seconds of several runs, and the result."""
    shortest, result = float("inf"), None
    for _ in range(repeats):
        wall, processor = time.perf_counter(), time.process_time()
        result = contestant()
        taken = (time.process_time() - processor) / threads if cpu else time.perf_counter() - wall
        shortest = min(shortest, taken)
    return shortest, result


def bench_paths(work: Any, console: Console) -> bool:
    """10,000 courses × 412 areas × 60 days after 28 observed ones."""
    cpu, threads = "--cpu" in sys.argv, os.cpu_count() or 1
    observed, ahead, courses = 28, 60, 10_000
    rng = np.random.default_rng(7)
    areas, states, of_state = work.series.areas, work.series.states, work.series.of_state
    series = replace(work.series, values={n: v[:observed] for n, v in work.series.values.items()})
    paths = {}
    for name, values in work.series.values.items():
        base = values[observed : observed + ahead].T[:, :, None].astype(np.float32)
        noise = rng.standard_normal((1, ahead, courses), dtype=np.float32) * np.float32(0.2)
        paths[name] = np.round(base * np.exp(noise), 1)
    level_chances(work.packed, series, {n: p[:, :, :64] for n, p in paths.items()})
    ours, found = best(lambda: level_chances(work.packed, series, paths, threads=threads), 5, threads, cpu=cpu)
    reading, _ = best(lambda: paths["new_cases"].sum(), 5, 1, cpu=cpu)
    limits, _ = numbers_of(Policies.of(work.packed), 0)
    sample = [(area, course) for area in range(0, len(areas), 60) for course in range(0, courses, 1000)]
    lands = [states.index(area[:2]) for area in areas]

    def one(area: int, course: int) -> list[int]:
        land = lands[area]
        values: Any = tuple(
            [
                *series.values[n][:, land if n in of_state else area],
                *paths[n][land if n in of_state else area, :, course],
            ]
            for n in ("hospitalisation", "icu_share", "new_cases")
        )
        return plain_path(values, limits.astype(np.float32), work.counts[: observed + ahead, land].tolist())

    plain, _ = best(lambda: [one(*each) for each in sample], 1, 1, cpu=cpu)
    slower = plain / len(sample) * len(areas) * courses / ours
    whole = {area: np.array([one(area, course) for course in range(courses)])[:, observed:] for area in (0, 60)}
    same = all(
        np.array_equal(found.at_least[0][k, area], (levels >= k + 1).mean(axis=0))
        for area, levels in whole.items()
        for k in range(3)
    )
    clock = f"processor time / {threads} threads" if cpu else f"wall time, {threads} threads"
    console.print(
        f"{courses:,} courses × {len(areas)} areas × {ahead} days ({clock}): {ours:.3f} s; plain Python "
        f"{slower:,.0f} × (goal ≥ 2,000); one NumPy sum() of courses {reading:.3f} s, so {ours / reading:.2f} of that "
        f"(goal ≤ 1); same shares in two areas: {'yes' if same else 'NO'}"
    )
    return same and slower >= 2000 and ours <= reading
