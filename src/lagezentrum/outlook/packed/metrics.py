"""What a sweep says of each policy in each area."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEVER = -1
"""First day of a level that was never in force."""

Table = NDArray[np.int16]


def columns_of(steps: int) -> tuple[str, ...]:
    """Names of the columns for a number of steps: days at each level, switches, first day of each level or more."""
    return (
        *(f"days_{level}" for level in range(steps + 1)),
        "switches",
        *(f"first_{level}" for level in range(1, steps + 1)),
    )


@dataclass(frozen=True)
class Metrics:
    """The result of a sweep: P policies × A areas × columns (see `columns_of`).

    Days are counted from the first day of the series (0) and cover that day to the last. `switches` counts the days
    on which the level differs from the day before; a level on the first day counts as one from 0. `first_k` is the
    first day on which level k or a higher one was in force, `NEVER` if none.

    Attributes:
        columns: names of the columns.
        low: with every missing value read as not reaching any range.
        high: with every missing value read as reaching every range.
        certain: P × A; whether the course of levels is the same however the missing values turn out.
        disagreement: days on which the level differs from a given real one, low and high run, P × A each; or None.

    Where a result is not certain and no rule lets its count depend on the effect of a raise, the days at or above a
    level and the first days lie between both runs; the number of switches need not.
    """

    columns: tuple[str, ...]
    low: Table
    high: Table
    certain: NDArray[np.bool_]
    disagreement: tuple[Table, Table] | None = None

    def interval(self, column: str) -> tuple[Table, Table]:
        """The smaller and the larger of both runs for one column, P × A each; a first day that never came is last."""
        position = self.columns.index(column)
        one, other = self.low[:, :, position], self.high[:, :, position]
        if not column.startswith("first_"):
            return np.minimum(one, other), np.maximum(one, other)
        late = np.iinfo(np.int16).max
        a, b = np.where(one == NEVER, late, one), np.where(other == NEVER, late, other)
        first, last = np.minimum(a, b), np.maximum(a, b)
        return (
            np.where(first == late, NEVER, first).astype(np.int16),
            np.where(last == late, NEVER, last).astype(np.int16),
        )


def lead_time(first: Table, crossing: NDArray[np.int64]) -> NDArray[np.float64]:
    """Days from the first day of a level to the day on which a figure crosses a value; negative: the level came later.

    Args:
        first: P × A, a `first_k` column.
        crossing: A, day of the crossing counted like `first`; `NEVER` where it never came.

    Returns:
        P × A; NaN where the level or the crossing never came.
    """
    lead = crossing[np.newaxis, :].astype(np.float64) - first
    lead[(first == NEVER) | (crossing == NEVER)[np.newaxis, :]] = np.nan
    return lead
