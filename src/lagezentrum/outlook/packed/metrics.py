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


def columns_of_both(steps: int, *, with_real: bool) -> tuple[str, ...]:
    """Names of the columns of what holds for every course between both runs, in the order of `columns_of`.

    `days_k_min`: days surely at exactly level k. `switches_min`: changes from one day whose level is sure to the next
    such day; `switches_max`: the most that a step can come and go in between, given how long it is in force at least,
    and not more than days on which the level may differ from that of the day before. `disagreement_min` and
    `disagreement_max`, `with_real`: days on which the level surely, and possibly, differs from the real one.
    """
    names = (*(f"days_{level}_min" for level in range(steps + 1)), "switches_min", "switches_max")
    return (*names, "disagreement_min", "disagreement_max") if with_real else names


def as_one_run(steps: int, *, with_real: bool) -> list[int]:
    """For each column of both runs the one of a single run that says the same where nothing is missing.

    With a real course a run has its disagreement behind the other columns.
    """
    of_run = (*columns_of(steps), "disagreement")
    names = columns_of_both(steps, with_real=with_real)
    return [of_run.index(name.removesuffix("_min").removesuffix("_max")) for name in names]


@dataclass(frozen=True)
class Metrics:
    """The result of a sweep: P policies × A areas × columns (see `columns_of`).

    Days are counted from the first day of the series (0) and cover that day to the last. `switches` counts the days
    on which the level differs from the day before; a level on the first day counts as one from 0. `first_k` is the
    first day on which level k or a higher one was in force, `NEVER` if none.

    Whatever the missing values are, the level is on no day below that of the low run, and on no day above that of the
    high one. That makes days at a level or higher and first days monotone; for days at exactly one level, switches and
    disagreement both runs have to be looked at day by day (`between`): where one has no level and the other level 2,
    it may have been level 1.

    Attributes:
        columns: names of the columns.
        low: the lowest course: with every missing value read as not reaching any range; for a rule whose events must
            be gone through one by one, what it has in force whatever the missing values are.
        high: the highest course: with every missing value read as reaching every range; for such a rule, what some
            missing values may have it have in force, as far as that can be told day by day.
        certain: P × A; whether the course of levels is the same however the missing values turn out.
        disagreement: days on which the level differs from a given real one, P × A each: surely, and possibly; or None.
        between: P × A × columns (see `columns_of_both`), what holds for every course between both runs; None where
            nothing is missing, so that both are the same.
    """

    columns: tuple[str, ...]
    low: Table
    high: Table
    certain: NDArray[np.bool_]
    disagreement: tuple[Table, Table] | None = None
    between: Table | None = None

    def interval(self, name: str) -> tuple[Table, Table]:
        """The least and the greatest value that missing values leave possible, P × A each.

        Args:
            name: a column, or `days_from_k`: days at level k or a higher one. Of a first day the least is the
                earliest, and `NEVER` comes last.

        Raises:
            ValueError: there is no such column.
        """
        kind, _, level = name.rpartition("_")
        if kind == "days_from":
            return self._from(self.low, int(level)), self._from(self.high, int(level))
        column = self.columns.index(name)
        if kind == "first":
            return self.high[:, :, column], self.low[:, :, column]
        if self.between is None:
            return self.low[:, :, column], self.low[:, :, column]
        if kind == "days":
            most = self._from(self.high, int(level)) - self._from(self.low, int(level) + 1)
            return self.between[:, :, column], most
        return self.between[:, :, column], self.between[:, :, column + 1]

    def _from(self, run: Table, level: int) -> Table:
        steps = (len(self.columns) - 2) // 2
        total: Table = run[:, :, level : steps + 1].sum(axis=2, dtype=np.int16)
        return total


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
