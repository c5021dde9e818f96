"""Sweeps of many policies and chances from many courses, against the rivals of `lab_rivals.py`, in one run.

    python -m benchmarks.lab [sweep] [large] [paths] [known] [start] [--cpu]

Results are compared bit by bit. Times are wall times, every contestant with as many threads as Polars takes (one for
each processor; `POLARS_MAX_THREADS` sets it). With `--cpu`, for a machine that is not quiet: processor time of all
threads together.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from polars import thread_pool_size
from rich.console import Console
from rich.table import Table

from benchmarks.lab_avx512 import avx512_sweep, built
from benchmarks.lab_known import bench_known
from benchmarks.lab_paths import bench_paths
from benchmarks.lab_rivals import Dense, numbers_of, polars_frame, polars_sweep, scalar_in_threads
from lagezentrum.law.library import Library
from lagezentrum.outlook.packed import Engine, Packed, Policies, Series, compile_rules, sweep

DAYS = 1000
BY_LAND = dict(zip([f"{n:02d}" for n in range(1, 17)],
                   (15, 1, 45, 2, 53, 26, 36, 44, 96, 6, 12, 18, 8, 13, 14, 23), strict=True))  # fmt: skip
AREAS = tuple(f"{land}{n:03d}" for land, count in BY_LAND.items() for n in range(count))
OF_LAND = frozenset({"hospitalisation", "icu_share"})
SCALES = {"hospitalisation": 5.0, "icu_share": 8.0, "new_cases": 90.0}


def waves(rng: np.random.Generator, days: int, places: int, scale: float) -> NDArray[np.float64]:
    """Epidemic waves, days × places, with one decimal."""
    t, phase = np.arange(days)[:, None], rng.uniform(0, 2 * np.pi, places)
    drift = 0.5 * np.cumsum(rng.normal(0, 0.03, (days, places)), axis=0)
    values: NDArray[np.float64] = np.round(
        scale * np.exp(1.2 * np.sin(t / 60 + phase) + 0.5 * np.sin(t / 11 + 2 * phase) + drift), 1
    )
    return values


class Work:
    """What every contestant works on: 412 areas of 16 Länder, 1,000 days, the ordinance of 24 Nov 2021."""

    def __init__(self) -> None:
        library = Library()
        version = library.regulation("de-ni/corona-vo").named("2021-11-24")
        assert version is not None
        self.packed: Packed = compile_rules(version, library.calendars)
        self.rng = np.random.default_rng(20211124)
        values = {
            name: waves(self.rng, DAYS, len(BY_LAND) if name in OF_LAND else len(AREAS), scale)
            for name, scale in SCALES.items()
        }
        self.series = Series(date(2020, 6, 1), AREAS, tuple(BY_LAND), 0, values, OF_LAND)
        calendar = library.calendars["werktage"]
        days = [self.series.day(row) for row in range(DAYS)]
        self.counts = np.array([[calendar.counts(day, land) for land in BY_LAND] for day in days])

    def policies(self, count: int) -> Policies:
        """Random policies: thresholds from grids of 21 values, 3 to 10 days, half with two different delays."""
        rng, varied = np.random.default_rng(count), {}
        for threshold in self.packed.thresholds:
            grid = np.round(np.linspace(threshold.in_law * 0.5, threshold.in_law * 1.6, 21), 1)
            varied[threshold.key] = rng.choice(grid, count)
        for part in ("raising", "lifting"):
            varied[f"*.{part}.days"] = rng.choice([3, 5, 7, 10], count)
        up, down = rng.integers(0, 4, count), rng.integers(0, 4, count)
        varied["*.raising.effect"] = up
        varied["*.lifting.effect"] = np.where(rng.random(count) < 0.5, up, down)
        return Policies.of(self.packed, varied)


THREADS = thread_pool_size()
CPU = "--cpu" in sys.argv


def best(contestant: Callable[[], Any], repeats: int = 3) -> tuple[float, Any]:
    """Shortest time in seconds of several runs, and the result."""
    shortest, result = float("inf"), None
    clock = time.process_time if CPU else time.perf_counter
    for _ in range(repeats):
        start = clock()
        result = contestant()
        shortest = min(shortest, clock() - start)
    return shortest, result


def bench_sweep(work: Work, console: Console) -> bool:
    """412 × 1,000 × 1,000, all levels and both routes, from values to metrics."""
    policies, series = work.policies(1000), work.series

    def packed(engine: Engine) -> NDArray[np.int16]:
        return sweep(work.packed, series, policies, engine=engine, threads=THREADS).low

    packed("numba")  # compiled before
    dense, few, some = Dense.of(series, work.counts), 3, 200
    frame = polars_frame(dense)
    drawn = [numbers_of(policies, p) for p in range(some)]
    limits, numbers = np.stack([d[0] for d in drawn]), np.array([d[1] for d in drawn])
    scalar_in_threads(dense, limits[:1], numbers[:1], THREADS)
    contestants: dict[str, tuple[str, int, int, float, Callable[[], NDArray[np.int16]]]] = {
        "numba": ("packed, Numba", 1000, 15, 0, lambda: packed("numba")),
        "numpy": ("packed, NumPy", 1000, 3, 0, lambda: packed("numpy")),
        "scalar": ("Numba automaton, cell by cell", some, 3, 60,
                   lambda: scalar_in_threads(dense, limits, numbers, THREADS)),
        "polars": ("Polars, one query each", few, 4, 5000,
                   lambda: np.stack([polars_sweep(frame, *drawn[p]) for p in range(few)])),
    }  # fmt: skip
    library = built()
    if not isinstance(library, str):
        by_hand = partial(avx512_sweep, library, series, work.counts, policies, THREADS)
        contestants["c"] = ("C by hand, AVX-512", 1000, 15, 0.4, by_hand)
    rates, results, cells = {}, {}, len(AREAS) * DAYS
    for name, (_, count, repeats, _, contestant) in contestants.items():
        seconds, results[name] = best(contestant, repeats)
        rates[name] = cells * count / seconds / 1e6
    clock = "processor time of all threads" if CPU else f"wall time, {THREADS} threads"
    table = Table(title=f"{len(AREAS)} areas × {DAYS} days × 1,000 policies, 3 levels, both routes; {clock}")
    for heading in ("contestant", "million cells/s", "packed by", "goal", "same"):
        table.add_column(heading, justify="left" if heading == "contestant" else "right", no_wrap=True)
    met = True
    for name, (title, count, _, goal, _) in contestants.items():
        ratio, same = rates["numba"] / rates[name], bool((results[name] == results["numba"][:count]).all())
        met &= same and ratio >= goal
        by = "" if name == "numba" else f"{ratio:,.2f} ×" if ratio < 10 else f"{ratio:,.0f} ×"
        rate = f"{rates[name]:,.0f}" if rates[name] >= 10 else f"{rates[name]:.2f}"
        table.add_row(title, rate, by, f"≥ {goal:,}" if goal else "", "yes" if same else "NO")
    console.print(table)
    if isinstance(library, str):
        console.print(f"C by hand: left out, {library}")
    against = rates["numpy"] / rates["polars"]
    console.print(f"NumPy fallback against Polars: {against:,.0f} × (goal ≥ 150)")
    return met and against >= 150


def bench_large(work: Work, console: Console) -> bool:
    """Time per policy for 100,000 policies, and memory beyond the output."""
    import resource

    few, many = work.policies(1000), work.policies(100_000)
    sweep(work.packed, work.series, few[slice(0, 2)])
    small, _ = best(lambda: sweep(work.packed, work.series, few, threads=THREADS), 9)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    large, metrics = best(lambda: sweep(work.packed, work.series, many, threads=THREADS), 1)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    output = metrics.low.nbytes + metrics.certain.nbytes
    ratio = (large / 100_000) / (small / 1000)
    console.print(
        f"100,000 policies: {large:.2f} s, per policy {ratio:.2f} × that of 1,000 (goal ≤ 1.10); memory grew by "
        f"{grown / 1e6:,.0f} MB for an output of {output / 1e6:,.0f} MB"
    )
    return ratio <= 1.10 and grown <= 1.5 * output


_FIRST_CALL = """
import time
begin = time.perf_counter()
from benchmarks.lab import Work
from lagezentrum.outlook.packed import sweep
work = Work()
policies = work.policies(1)
ready = time.perf_counter()
sweep(work.packed, work.series, policies)
print(time.perf_counter() - ready)
"""


def bench_start(_work: Work, console: Console) -> bool:
    """First call in a fresh process: with nothing compiled before, and with kernels from the cache."""
    import os

    with tempfile.TemporaryDirectory() as cache:
        seconds = []
        for _ in range(2):
            run = subprocess.run(  # noqa: S603 (our own program)
                [sys.executable, "-c", _FIRST_CALL],
                check=True,
                capture_output=True,
                text=True,
                env={**os.environ, "NUMBA_CACHE_DIR": cache},
            )
            seconds.append(float(run.stdout.split()[-1]))
    console.print(
        f"first call in a fresh process: {seconds[0]:.1f} s to compile, {seconds[1]:.2f} s from the cache (goal < 1)"
    )
    return seconds[1] < 1


PARTS = {"sweep": bench_sweep, "large": bench_large, "paths": bench_paths, "known": bench_known, "start": bench_start}


def main(names: list[str]) -> int:
    """Run the parts named, or all; 1 if a goal is missed or results differ."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {unknown[0]}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    console, work = Console(), Work()
    met = [PARTS[name](work, console) for name in names or PARTS]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main([name for name in sys.argv[1:] if name != "--cpu"]))
