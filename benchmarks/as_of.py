"""Figures as known on every morning: loading them from the export, and asking them, against DuckDB, Polars and SQLite.

    python -m benchmarks.as_of [ROWS] [load] [morning] [before] [missing] [replay]

One file of 412 areas × 1,000 days × 30 vintages (some 12 million rows; ROWS makes it smaller, down to 24 areas) is
written as `lage export figures` writes it and read by all. Answers are compared value by value. Times are
processor time of all threads together, so that they mean something on a machine that others use too; the clock stands
in brackets.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.as_of_file import DAY, DAYS, FIGURE, FIRST, LAGS, LIMIT, Question, Totals, totals_of, write
from benchmarks.as_of_rivals import DuckDb, Polars
from benchmarks.as_of_sqlite import Sqlite
from benchmarks.lab import AREAS, Work
from benchmarks.lab_known import event_tables
from lagezentrum.outlook.known import AsKnownAt, Cube, Latest
from lagezentrum.outlook.packed import sweep
from lagezentrum.sources.figure_table.batches import EPOCH_DAY, Wanted
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.figure_table.reading import read_cubes, read_planes
from lagezentrum.sources.figure_table.series import read_known_series, read_series

BACK = 20
MORNINGS = (150, 500, 990)
FEW = 12
"""Areas for SQLite, whose times are then extrapolated."""


@dataclass
class Case:
    """The file, its cube, and what is asked."""

    console: Console
    folder: Path
    question: Question
    rows: int
    cube: Cube

    @property
    def wanted(self) -> Wanted:
        """The cube's figures, areas and days."""
        return Wanted({FIGURE: self.question.areas}, FIRST, FIRST + timedelta(days=DAYS - 1))

    @property
    def table(self) -> FigureTable:
        """The file, opened."""
        return FigureTable.open(self.question.file)


@dataclass(frozen=True)
class Timed:
    """Shortest processor time and clock time in seconds, and the result."""

    busy: float
    clock: float
    result: Any

    def __str__(self) -> str:
        return f"{self.busy:,.3f} s [{self.clock:,.3f}]"


def timed(contestant: Callable[[], Any], repeats: int = 3) -> Timed:
    """The best of several runs."""
    best: Timed | None = None
    for _ in range(repeats):
        busy, clock = time.process_time(), time.perf_counter()
        result = contestant()
        run = Timed(time.process_time() - busy, time.perf_counter() - clock, result)
        best = run if best is None or run.busy < best.busy else best
    assert best is not None
    return best


def bench_load(case: Case) -> bool:
    """The cube from the file, against bringing the rows into an engine's own table."""
    q = case.question
    cube = timed(lambda: read_cubes(case.table, case.wanted, lags=LAGS)[FIGURE])
    duck = DuckDb(q, 2)
    table = timed(lambda: duck.copy(), 1)
    polars = timed(Polars(q).load, 1)
    sqlite = Sqlite(q, q.areas[:FEW])
    few = timed(sqlite.load, 1)
    scale = len(q.areas) / FEW
    size = q.file.stat().st_size / 1e6
    case.console.print(
        f"load: {case.rows:,} rows, {size:.0f} MB of Parquet. Cube of {cube.result.values.nbytes / 1e6:.0f} MB: {cube}"
        f". DuckDB, into a table: {table}, {table.busy / cube.busy:.1f} × (goal ≥ 0.5). Polars, "
        f"into memory in the order of publication: {polars}, {polars.busy / cube.busy:.1f} ×. SQLite, without row ids: "
        f"{few} for {FEW} areas, so {few.busy * scale:.0f} s for all (extrapolated), "
        f"{few.busy * scale / cube.busy:.0f} ×. "
        f"Most memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
    )
    return table.busy >= 0.5 * cube.busy


def bench_morning(case: Case) -> bool:
    """Q1: the whole history as known on one morning."""
    q = case.question
    duck, polars, sqlite = DuckDb(q, 2), Polars(q), Sqlite(q, q.areas[:FEW])
    derived = timed(duck.derive, 1)
    sqlite.load()
    table = Table(title=f"History as known on a morning ({derived.result:,} intervals, derived in {derived})")
    for heading in ("morning", "cube", "DuckDB, ledger", "DuckDB, intervals", "Polars", "SQLite, extrapolated", "same"):
        table.add_column(heading, justify="right")
    every = True
    for morning in MORNINGS:
        day = FIRST + timedelta(days=morning)
        ours = timed(lambda day=day: totals_of(case.cube.on_morning(day)), 9)  # type: ignore[misc]
        ledger = timed(lambda m=morning: duck.on_morning(m, intervals=False))  # type: ignore[misc]
        intervals = timed(lambda m=morning: duck.on_morning(m, intervals=True))  # type: ignore[misc]
        lazy = timed(lambda m=morning: polars.on_morning(m))  # type: ignore[misc]
        some = timed(lambda m=morning: sqlite.on_morning(m), 1)  # type: ignore[misc]
        known = case.cube.on_morning(day)
        full = [duck.full(morning, intervals=False), duck.full(morning, intervals=True), polars.full(morning)]
        plane = read_planes(case.table, case.wanted, AsKnownAt(_end_of(day)))[FIGURE][: morning + 1]
        same = all(np.array_equal(known, other, equal_nan=True) for other in (*full, plane))
        same &= ours.result == ledger.result == intervals.result == lazy.result
        same &= some.result == totals_of(known[:, :FEW])
        every &= same
        scale = len(q.areas) / FEW
        cells = [f"{other.busy * 1e3:,.0f} ms, {other.busy / ours.busy:,.0f} ×" for other in (ledger, intervals, lazy)]
        table.add_row(
            str(morning), f"{ours.busy * 1e3:.1f} ms", *cells,
            f"{some.busy * scale * 1e3:,.0f} ms, {some.busy * scale / ours.busy:,.0f} ×", "yes" if same else "NO",
        )  # fmt: skip
    case.console.print(table)
    return every


def bench_before(case: Case) -> bool:
    """Q2: of every morning the 20 days before, as known then."""
    q = case.question
    ours = timed(lambda: case.cube.before_each_morning(BACK), 5)
    summing = timed(lambda: totals_of(case.cube.before_each_morning(BACK)))
    summed: Totals = summing.result
    duck = DuckDb(q, 2)
    duck.derive()
    asof = timed(lambda: duck.before_each(intervals=False), 1)
    intervals = timed(lambda: duck.before_each(intervals=True), 2)
    same = all(np.array_equal(ours.result, duck.full(None, intervals=which), equal_nan=True) for which in (False, True))
    polars = Polars(q)
    polars.load()
    lazy = timed(polars.before_each, 1)
    same &= np.array_equal(ours.result, polars.full(None), equal_nan=True)
    sqlite = Sqlite(q, q.areas[:FEW])
    sqlite.load()
    some = timed(sqlite.before_each, 1)
    same &= summed == asof.result == intervals.result == lazy.result
    same &= some.result == totals_of(np.ascontiguousarray(ours.result[:, :, :FEW]))
    scale = len(q.areas) / FEW
    lookups = sum(DAYS - back for back in range(1, BACK + 1)) * len(q.areas)
    others = {"DuckDB from intervals": intervals, "Polars, ledger in memory": lazy}
    told = "; ".join(f"{name} {other}, {other.busy / summing.busy:,.0f} ×" for name, other in others.items())
    ratio = asof.busy / summing.busy
    case.console.print(
        f"before: {lookups:,} lookups, as an array: {ours}; with its totals {summing}, by which the others, who give "
        f"nothing but the totals, are measured: DuckDB ASOF {asof}, {ratio:,.0f} × (goal ≥ 30; the array alone "
        f"{asof.busy / ours.busy:,.0f} ×); {told}; SQLite {some} for {FEW} areas, so {some.busy * scale:.0f} s "
        f"(extrapolated), {some.busy * scale / summing.busy:,.0f} ×; same: {'yes' if same else 'NO'}"
    )
    return same and ratio >= 30


def bench_missing(case: Case) -> bool:
    """What each engine makes of NaN, and that none of them finds one in the file."""
    q = case.question
    sqlite = Sqlite(q, q.areas[:FEW])
    sqlite.load()
    above = {
        "NumPy": bool(np.array([np.nan])[0] > 5),
        "DuckDB": DuckDb(q, 1).nan_is_above(),
        "Polars": Polars.nan_is_above(),
        "SQLite": sqlite.nan_is_above(),
    }
    latest = read_planes(case.table, case.wanted, Latest())[FIGURE]
    ours = totals_of(latest)
    same = ours == DuckDb(q, 2).latest() == Polars(q).latest()
    same &= totals_of(latest[:, :FEW]) == sqlite.latest()
    said = ", ".join(f"{name} {'true' if found else 'false'}" for name, found in above.items())
    case.console.print(
        f"missing: NaN > 5 is {said}. In the file what is missing is NULL, and all count {ours[2]:,} latest values "
        f"above {LIMIT} of {ours[0]:,} known: {'yes' if same else 'NO'}"
    )
    return same


def bench_replay(case: Case) -> bool:
    """What part of a replay of 1,000 policies the loading is, and what vintages cost it."""
    work, areas = Work(), case.question.areas
    policies, last = work.policies(1000), FIRST + timedelta(days=DAYS - 1)
    sweep(work.packed, work.series, policies[slice(0, 2)])
    keep = case.folder / "kept"

    def load(keep_in: Path | None) -> Any:
        return read_known_series(case.table, work.packed, areas, FIRST, last, lags=LAGS, keep_in=keep_in)

    first = timed(lambda: load(None))
    load(keep)
    again = timed(lambda: load(keep))
    swept = timed(lambda: sweep(work.packed, again.result, policies))
    read = sweep(work.packed, first.result, policies[slice(0, 64)])
    same = bool((read.low == swept.result.low[:64]).all())
    planes = timed(lambda: read_series(case.table, work.packed, areas, FIRST, last, Latest()))
    final = planes.result
    known_tables = timed(event_tables(work.packed, again.result, policies), 5)
    final_tables = timed(event_tables(work.packed, final, policies), 5)
    ended = timed(lambda: sweep(work.packed, final, policies))
    vintages = known_tables.busy / final_tables.busy
    case.console.print(
        f"replay as known each morning, 3 figures, {len(areas)} areas × {DAYS} days × {LAGS} vintages: load {first}, "
        f"again from what was kept {again}, sweep of 1,000 policies {swept}; on latest values: load {planes}, sweep "
        f"{ended}. Loading is {first.busy / (first.busy + swept.busy):.0%} of the first replay of 1,000 policies, "
        f"{first.busy / (first.busy + 100 * swept.busy):.0%} of one of 100,000 (extrapolated), and "
        f"{again.busy / (again.busy + swept.busy):.0%} of every further one of 1,000; their event tables alone, built: "
        f"{known_tables}, {vintages:.2f} × those of latest values (goal ≤ 2); same result: {'yes' if same else 'NO'}"
    )
    return same and vintages <= 2 and again.busy < swept.busy


def _end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)


PARTS = {
    "load": bench_load,
    "morning": bench_morning,
    "before": bench_before,
    "missing": bench_missing,
    "replay": bench_replay,
}


def main(arguments: list[str]) -> int:
    """Run the parts named, or all; 1 if a goal is missed or answers differ."""
    numbers = [int(word) for word in arguments if word.isdigit()]
    names = [word for word in arguments if not word.isdigit()]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {unknown[0]}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    console = Console()
    share = min(1.0, numbers[0] / (len(AREAS) * DAYS * LAGS)) if numbers else 1.0
    areas = AREAS[: max(2 * FEW, round(len(AREAS) * share))]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.parquet"
        rows = write(file, areas)
        midnight = (FIRST.toordinal() - EPOCH_DAY + 1) * DAY
        question = Question(file, areas, FIRST, DAYS, midnight, BACK)
        wanted = Wanted({FIGURE: areas}, FIRST, FIRST + timedelta(days=DAYS - 1))
        cube = read_cubes(FigureTable.open(file), wanted, lags=LAGS)[FIGURE]
        case = Case(console, Path(folder), question, rows, cube)
        met = [PARTS[name](case) for name in names or PARTS]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
