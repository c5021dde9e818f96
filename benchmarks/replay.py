"""`make bench`: the fast evaluator against the reference, pandas and Polars on the same work, in one run.

The work: every German district with a complete series over all published days, levels 1 to 3 by the new-case ranges
of Lower Saxony's ordinance of 24 Nov 2021, five working days up and down, effect two days later. All four results
are compared cell by cell; a ratio is only printed for equal results.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.rivals import pandas_replay, polars_replay
from lagezentrum.engine import fast, reference
from lagezentrum.engine.fast.windows import Grid, grid_of
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Episode
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation, Version
from lagezentrum.sources.directory import read_directory

Levels = NDArray[np.int8]
REPEATS = 5


def data_directory() -> Path:
    """Where the published figures lie: LAGEZENTRUM_SHARED_DATA, or shared/data beside the checkout."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("LAGEZENTRUM_SHARED_DATA", beside))


def one_indicator(library: Library, first: date, last: date) -> Regulation:
    """The ordinance of 24 Nov 2021 reduced to new cases alone, for all of Germany and all days."""
    shipped = library.regulation("de-ni/corona-vo").named("2021-11-24")
    assert shipped is not None
    data = shipped.model_dump(by_alias=True)
    local = data["rules"]["local"]
    for part in ("raising", "lifting"):
        local[part]["route"] = {"single": "new_cases"}
    data["rules"] = {"local": local}
    data["fixed_levels"] = ()
    data["in_force"] |= {"from": first, "to": last}
    data["territory"] |= {"states": (), "except_states": ("00",)}
    return Regulation(id="bench", versions=(Version.model_validate(data),))


@dataclass(frozen=True)
class Work:
    """What every contestant works on."""

    library: Library
    regulation: Regulation
    figures: Figures
    grid: Grid
    last: date

    @property
    def thresholds(self) -> list[float]:
        """Lower ends of the three levels."""
        levels = self.regulation.versions[0].ranges["new_cases"].levels
        return [float(levels[level].threshold) for level in sorted(levels)]

    @property
    def section(self) -> tuple[int, int]:
        """Days of a section, and days until it takes effect."""
        section = self.regulation.versions[0].sections["five-days"]
        return section.days, section.effect.days_after


def work(directory: Path) -> Work:
    """Read the data and lay out the work; not measured."""
    library = Library()
    figures = read_directory(directory, first=None, last=None, states=None)
    series = figures.areas("new_cases")
    span = figures.span()
    assert span is not None
    first, last = span
    days = (last - first).days + 1
    regulation = one_indicator(library, first, last)
    everything = grid_of(figures, regulation.versions, series, first, last)
    plane = everything.plane(regulation.versions[0], "new_cases")
    complete = tuple(area for column, area in enumerate(series) if not np.isnan(plane[:, column]).any())
    assert plane.shape[0] == days
    return Work(library, regulation, figures, grid_of(figures, regulation.versions, complete, first, last), last)


def by_fast(job: Work) -> Levels:
    """The fast evaluator, from values in an array."""
    (scan,) = fast.scans_of(job.regulation, job.library.calendars, job.grid, job.last)
    return scan.levels()


def by_reference(job: Work, areas: tuple[str, ...]) -> Levels:
    """The reference evaluator, from published figures."""
    replay = reference.replay(job.regulation, job.library.calendars, job.figures, areas, job.last)
    plane = np.zeros((job.grid.row(job.last) + 1, len(areas)), dtype=np.int8)
    column = {area: position for position, area in enumerate(areas)}
    for episode in replay.episodes:
        _fill(plane, column[episode.area], episode, job.grid)
    return plane


def _fill(plane: Levels, column: int, episode: Episode, grid: Grid) -> None:
    assert episode.effective is not None
    end = len(plane) if episode.ends is None else grid.row(episode.ends)
    cells = plane[grid.row(episode.effective) : end, column]
    np.maximum(cells, int(episode.step), out=cells)


def tidy(job: Work) -> pd.DataFrame:
    """The table the rivals start from: one row per area and day, with counting days marked."""
    calendar = job.library.calendars[job.regulation.versions[0].sections["five-days"].calendar]
    plane = job.grid.plane(job.regulation.versions[0], "new_cases")
    length = len(plane)
    days = [job.grid.day(row) for row in range(length)]
    counts = {state: [calendar.counts(d, state) for d in days] for state in {a[:2] for a in job.grid.areas}}
    return pd.DataFrame(
        {
            "ags": np.repeat(np.array(job.grid.areas, dtype=object), length),
            "day": np.tile(np.arange(length, dtype=np.int32), len(job.grid.areas)),
            "value": plane.T.reshape(-1),
            "counts": np.concatenate([counts[area[:2]] for area in job.grid.areas]),
        }
    )


def best(contestant: Callable[[], Any], repeats: int = REPEATS) -> tuple[float, Any]:
    """Shortest wall time in seconds of several runs, and the result."""
    shortest, result = float("inf"), None
    for _ in range(repeats):
        start = time.perf_counter()
        result = contestant()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest, result


def compare(job: Work, console: Console) -> bool:
    """Run all contestants and print the table of ratios; False if a result or a goal is missed."""
    table = tidy(job)
    columns_of = {name: table[name].to_numpy() for name in ("day", "value", "counts")}
    polars_table = pl.DataFrame({"ags": table["ags"].to_list(), **columns_of})
    days, effect = job.section
    areas = job.grid.areas
    sample = areas[:: max(1, len(areas) // 40)]
    quick, expected = best(lambda: by_fast(job))
    slow, levels = best(lambda: by_reference(job, sample), repeats=1)
    columns = [areas.index(area) for area in sample]
    rows = [("fast evaluator", quick, True, "")]
    scale = len(areas) / len(sample)
    equal = bool((levels == expected[:, columns]).all())
    rows.append((f"reference evaluator ({len(sample)} areas, scaled)", slow * scale, equal, "≥ 100"))
    for name, contestant in (
        ("pandas groupby/rolling", lambda: pandas_replay(table, job.thresholds, days, effect)),
        ("Polars expressions", lambda: polars_replay(polars_table, job.thresholds, days, effect)),
    ):
        seconds, levels = best(contestant)
        rows.append((name, seconds, bool((levels == expected).all()), "> 1"))
    shown = Table(title=f"Replay of {len(areas)} districts × {len(expected)} days × 3 levels")
    for heading in ("contestant", "seconds", "fast evaluator is faster by", "goal", "same result"):
        shown.add_column(heading, justify="left" if heading == "contestant" else "right")
    for name, seconds, same, goal in rows:
        ratio = "" if not goal else f"{seconds / quick:,.1f} ×" if same else "—"
        shown.add_row(name, f"{seconds:.3f}", ratio, goal, "yes" if same else "NO")
    console.print(shown)
    goals = {"≥ 100": 100.0, "> 1": 1.0}
    return all(same and (not goal or seconds / quick > goals[goal]) for _, seconds, same, goal in rows)


def cold_start(console: Console) -> bool:
    """CPU seconds of one `lage status` in a fresh process."""
    command = [sys.executable, "-m", "lagezentrum.cli.main", "status", "--format", "json"]
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own program)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    console.print(f"lage status, cold start: {min(spent):.2f} s CPU (goal < 1)")
    return min(spent) < 1


def main() -> int:
    """Run every benchmark; 1 if a goal is missed, 0 also where the data are absent."""
    console = Console()
    directory = data_directory()
    if not directory.is_dir():
        console.print(f"skipped: no published figures in {directory} (set LAGEZENTRUM_SHARED_DATA)")
        return 0
    job = work(directory)
    met = [compare(job, console), cold_start(console)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
