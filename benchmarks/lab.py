"""Sweeps of many policies and chances from many courses, against the rivals of `lab_rivals.py`, in one run.

    python -m benchmarks.lab [sweep] [large] [paths] [known] [start]

Results are compared bit by bit. Times are processor time of all threads together, so that the work done is compared
also where a contestant takes more threads (Polars) and where the machine is not quiet.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.lab_rivals import Dense, numbers_of, plain_path, polars_frame, polars_sweep, scalar_sweep
from lagezentrum.law.library import Library
from lagezentrum.outlook.packed import KnownSeries, Packed, Policies, Series, compile_rules, level_chances, sweep

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


def best(contestant: Callable[[], Any], repeats: int = 3) -> tuple[float, Any]:
    """Shortest processor time in seconds of several runs, and the result."""
    shortest, result = float("inf"), None
    for _ in range(repeats):
        start = time.process_time()
        result = contestant()
        shortest = min(shortest, time.process_time() - start)
    return shortest, result


def bench_sweep(work: Work, console: Console) -> bool:
    """412 × 1,000 × 1,000, all levels and both routes."""
    policies, series = work.policies(1000), work.series
    sweep(work.packed, series, policies[slice(0, 2)])  # compiled before
    ours, metrics = best(lambda: sweep(work.packed, series, policies), 5)
    fallback, slow = best(lambda: sweep(work.packed, series, policies[slice(0, 256)], engine="numpy"), 1)
    dense = Dense.of(series, work.counts)
    frame, few = polars_frame(dense), 3
    drawn = [numbers_of(policies, p) for p in range(200)]
    polars, tables = best(lambda: [polars_sweep(frame, *drawn[p]) for p in range(few)], 2)
    thresholds, numbers = np.stack([d[0] for d in drawn]), np.array([d[1] for d in drawn])
    out = np.empty((200, len(AREAS), 8), dtype=np.int16)
    values = (dense.hospitalisation, dense.icu_share, dense.new_cases, dense.counts)
    scalar_sweep(*values, thresholds[:1], numbers[:1], out[:1])
    scalar, _ = best(lambda: scalar_sweep(*values, thresholds, numbers, out), 2)
    per = {"packed": ours / 1000, "numpy": fallback / 256, "polars": polars / few, "scalar": scalar / 200}
    same = {
        "numpy": bool((slow.low == metrics.low[:256]).all()),
        "polars": bool((np.stack(tables) == metrics.low[:few]).all()),
        "scalar": bool((out == metrics.low[:200]).all()),
    }
    cells = len(AREAS) * DAYS
    table = Table(title=f"Sweep of {len(AREAS)} areas × {DAYS} days × 1,000 policies, 3 levels, both routes")
    for heading in ("contestant", "million cells per second", "packed is faster by", "goal", "same result"):
        table.add_column(heading, justify="left" if heading == "contestant" else "right")
    table.add_row("packed, Numba (tables included)", f"{cells / per['packed'] / 1e6:,.0f}", "", "", "yes")
    goals = {"numpy": 0.0, "scalar": 60.0, "polars": 5000.0}
    titles = {"numpy": "packed, NumPy", "scalar": "Numba automaton, cell by cell", "polars": "Polars, one query each"}
    met = all(same.values())
    for name, goal in goals.items():
        ratio = per[name] / per["packed"]
        met &= ratio >= goal
        aim, equal = f"≥ {goal:,.0f}" if goal else "", "yes" if same[name] else "NO"
        table.add_row(titles[name], f"{cells / per[name] / 1e6:,.1f}", f"{ratio:,.0f} ×", aim, equal)
    console.print(table)
    against = per["polars"] / per["numpy"]
    console.print(f"NumPy fallback against Polars: {against:,.0f} × (goal ≥ 150)")
    return met and against >= 150


def bench_large(work: Work, console: Console) -> bool:
    """Time per policy for 100,000 policies, and memory beyond the output."""
    import resource

    few, many = work.policies(1000), work.policies(100_000)
    sweep(work.packed, work.series, few[slice(0, 2)])
    small, _ = best(lambda: sweep(work.packed, work.series, few), 5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    large, metrics = best(lambda: sweep(work.packed, work.series, many), 1)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    output = metrics.low.nbytes + metrics.certain.nbytes
    ratio = (large / 100_000) / (small / 1000)
    console.print(
        f"100,000 policies: {large:.2f} s, per policy {ratio:.2f} × that of 1,000 (goal ≤ 1.10); memory grew by "
        f"{grown / 1e6:,.0f} MB for an output of {output / 1e6:,.0f} MB"
    )
    return ratio <= 1.10 and grown <= 1.5 * output


def bench_paths(work: Work, console: Console) -> bool:
    """10,000 courses × 412 areas × 60 days after 28 observed ones."""
    observed, ahead, courses = 28, 60, 10_000
    rng = np.random.default_rng(7)
    series = replace(work.series, values={n: v[:observed] for n, v in work.series.values.items()})
    paths = {}
    for name, values in work.series.values.items():
        base = values[observed : observed + ahead].T[:, :, None].astype(np.float32)
        noise = rng.standard_normal((1, ahead, courses), dtype=np.float32) * np.float32(0.2)
        paths[name] = np.round(base * np.exp(noise), 1)
    level_chances(work.packed, series, {n: p[:, :, :64] for n, p in paths.items()})
    ours, found = best(lambda: level_chances(work.packed, series, paths), 3)
    reading, _ = best(lambda: paths["new_cases"].sum(), 3)
    limits, _ = numbers_of(Policies.of(work.packed), 0)
    sample = [(area, course) for area in range(0, len(AREAS), 60) for course in range(0, courses, 1000)]
    lands = [list(BY_LAND).index(area[:2]) for area in AREAS]

    def one(area: int, course: int) -> list[int]:
        land = lands[area]
        values: Any = tuple(
            [*series.values[n][:, land if n in OF_LAND else area], *paths[n][land if n in OF_LAND else area, :, course]]
            for n in ("hospitalisation", "icu_share", "new_cases")
        )
        return plain_path(values, limits.astype(np.float32), work.counts[: observed + ahead, land].tolist())

    plain, _ = best(lambda: [one(*each) for each in sample], 1)
    slower = plain / len(sample) * len(AREAS) * courses / ours
    whole = {area: np.array([one(area, course) for course in range(courses)])[:, observed:] for area in (0, 60)}
    same = all(
        np.array_equal(found.at_least[0][k, area], (levels >= k + 1).mean(axis=0))
        for area, levels in whole.items()
        for k in range(3)
    )
    console.print(
        f"{courses:,} courses × {len(AREAS)} areas × {ahead} days: {ours:.3f} s; plain Python {slower:,.0f} × (goal "
        f"≥ 2,000); one NumPy sum() of the courses {reading:.3f} s, so {ours / reading:.2f} of it (goal ≤ 1); same "
        f"shares in two areas: {'yes' if same else 'NO'}"
    )
    return same and slower >= 2000 and ours <= reading


def bench_known(work: Work, console: Console) -> bool:
    """The replay with values as known each morning (30 vintages) against the one with final values."""
    policies, rng = work.policies(1000), np.random.default_rng(30)
    lags = 30
    cubes = {}
    for name, values in work.series.values.items():
        late = 1 - 0.3 * np.exp(-np.arange(lags) / 4)
        cubes[name] = np.round(values[:, None, :] * late[None, :, None] * rng.uniform(0.99, 1.01, (1, lags, 1)), 1)
    known = KnownSeries(work.series.first, AREAS, tuple(BY_LAND), 0, cubes, OF_LAND)
    final = replace(work.series, values={name: np.ascontiguousarray(cube[:, -1]) for name, cube in cubes.items()})
    for series in (known, final):
        sweep(work.packed, series, policies[slice(0, 2)])
    as_known, one = best(lambda: sweep(work.packed, known, policies), 3)
    as_final, other = best(lambda: sweep(work.packed, final, policies), 3)
    differ = float((one.low != other.low).any(axis=2).mean())
    flat = KnownSeries(known.first, AREAS, tuple(BY_LAND), 0,
                       {n: np.repeat(v[:, None], lags, axis=1) for n, v in final.values.items()}, OF_LAND)  # fmt: skip
    same = bool((sweep(work.packed, flat, policies).low == other.low).all())
    console.print(
        f"as known over {lags} vintages: {as_known:.3f} s, final {as_final:.3f} s: {as_known / as_final:.2f} × (goal "
        f"≤ 1.2); {differ:.0%} of results differ; equal where vintages are: {'yes' if same else 'NO'}"
    )
    return same and as_known <= 1.2 * as_final


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
    sys.exit(main(sys.argv[1:]))
