"""`python -m benchmarks.effect`: the branching model against the figures on record, in both of its modes.

The reference: shares of outbreaks controlled, 1,000 runs per cell, 15 % of infections before onset, short delay, nobody
without symptoms. They were computed by another implementation of the published program, because the authors' result
file can not be had; so a reference cell is itself uncertain by up to 1.6 points (standard error), and rounded to one.
"""

import sys
import time
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from lagezentrum.staffing.effect.branching import DelayMode, Outbreak, simulate

RUNS, SEED = 4_000, 2020
MEAN_LIMIT, CELL_LIMIT = 0.01, 0.05  # of the differences, as shares
TRACED = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
# Controlled in percent by reproduction number and initial cases, one number per share traced.
REFERENCE: dict[DelayMode, dict[tuple[float, int], tuple[int, ...]]] = {
    "as_published": {
        (1.5, 5): (79, 86, 95, 99, 100, 100),
        (1.5, 20): (39, 61, 84, 98, 100, 100),
        (1.5, 40): (21, 39, 70, 95, 100, 100),
        (2.5, 5): (42, 54, 59, 80, 97, 100),
        (2.5, 20): (6, 10, 18, 41, 89, 100),
        (2.5, 40): (1, 1, 7, 23, 77, 100),
        (3.5, 20): (1, 1, 5, 10, 37, 99),
        (3.5, 40): (0, 0, 1, 2, 17, 99),
    },
    "fixed": {
        (1.5, 5): (75, 85, 94, 99, 100, 100),
        (1.5, 20): (34, 52, 82, 98, 100, 100),
        (1.5, 40): (10, 27, 64, 94, 100, 100),
        (2.5, 5): (42, 48, 62, 78, 97, 100),
        (2.5, 20): (3, 5, 15, 37, 88, 100),
        (2.5, 40): (0, 1, 2, 12, 74, 100),
        (3.5, 20): (1, 1, 3, 6, 32, 100),
        (3.5, 40): (0, 0, 0, 1, 9, 99),
    },
}


@dataclass(frozen=True)
class Compared:
    """One mode: ours beside the reference, as shares."""

    mode: DelayMode
    ours: dict[tuple[float, int], tuple[float, ...]]
    seconds: float

    @property
    def differences(self) -> list[float]:
        """Absolute differences of all cells."""
        return [
            abs(share - percent / 100)
            for cell, percents in REFERENCE[self.mode].items()
            for share, percent in zip(self.ours[cell], percents, strict=True)
        ]


def compare(mode: DelayMode, runs: int) -> Compared:
    """Plays every cell of a mode; the seed of a cell is its place in the table."""
    begun = time.process_time()
    ours = {}
    for row, (reproduction_number, initial) in enumerate(REFERENCE[mode]):
        ours[reproduction_number, initial] = tuple(
            simulate(
                Outbreak(reproduction_number, initial, traced, delays=mode), runs, SEED + len(TRACED) * row + column
            ).share
            for column, traced in enumerate(TRACED)
        )
    return Compared(mode, ours, time.process_time() - begun)


def show(compared: Compared, console: Console) -> None:
    """Ours and the reference, cell by cell."""
    table = Table(title=f"Controlled outbreaks in percent, delays {compared.mode}: ours / reference")
    table.add_column("R0, initial cases")
    for traced in TRACED:
        table.add_column(f"{traced:.0%} traced", justify="right")
    for (reproduction_number, initial), percents in REFERENCE[compared.mode].items():
        shares = compared.ours[reproduction_number, initial]
        cells = (f"{100 * share:.1f} / {percent}" for share, percent in zip(shares, percents, strict=True))
        table.add_row(f"{reproduction_number}, {initial}", *cells)
    console.print(table)


def main() -> int:
    """Prints both tables and returns 1 if one is further from its reference than allowed."""
    console = Console(width=120)
    failed = False
    for mode in REFERENCE:
        compared = compare(mode, RUNS)
        show(compared, console)
        mean, most = float(np.mean(compared.differences)), max(compared.differences)
        met = mean <= MEAN_LIMIT and most <= CELL_LIMIT
        failed |= not met
        console.print(
            f"{mode}: {RUNS:,} runs per cell, {len(compared.differences)} cells in {compared.seconds:.0f} s of CPU. "
            f"Difference {100 * mean:.2f} points on average (at most {100 * MEAN_LIMIT:.0f}), {100 * most:.1f} in one "
            f"cell (at most {100 * CELL_LIMIT:.0f}): {'met' if met else 'NOT MET'}.\n"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
