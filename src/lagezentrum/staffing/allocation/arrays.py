"""A linear model as plain arrays, handed to HiGHS in one piece."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
INFINITY = float("inf")
_SEED = 1


@dataclass(slots=True)
class Arrays:
    """Columns, rows and entries, collected one after the other."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    names: list[Hashable] = field(default_factory=list)
    numbers: dict[Hashable, int] = field(default_factory=dict)
    at_row: list[int] = field(default_factory=list)
    at_column: list[int] = field(default_factory=list)
    entry: list[float] = field(default_factory=list)
    offset: float = 0.0

    def row(self, name: Hashable, low: float, high: float) -> int:
        """Add a row; its number."""
        self.low.append(low)
        self.high.append(high)
        self.names.append(name)
        self.numbers[name] = len(self.low) - 1
        return len(self.low) - 1

    def column(self, cost: float, upper: float, whole: bool, entries: Sequence[tuple[int, float]]) -> int:
        """Add a column from 0 to `upper` with its entries (row, value); its number."""
        number = len(self.cost)
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        for row, value in entries:
            self.at_row.append(row)
            self.at_column.append(number)
            self.entry.append(value)
        return number

    def fill(self, row: int, entries: Iterable[tuple[int, float]]) -> None:
        """Add entries (column, value) to a row."""
        for column, value in entries:
            self.at_row.append(row)
            self.at_column.append(column)
            self.entry.append(value)

    def extend(self, other: "Arrays", *, whole: bool) -> int:
        """Add another model beside this one; the number of its first column. Its rows can not be found by name.

        Args:
            other: left as it is.
            whole: False makes its columns divisible.
        """
        column, row = len(self.cost), len(self.low)
        self.cost += other.cost
        self.upper += other.upper
        self.whole += other.whole if whole else [False] * len(other.whole)
        self.low += other.low
        self.high += other.high
        self.names += other.names
        self.at_row += [row + number for number in other.at_row]
        self.at_column += [column + number for number in other.at_column]
        self.entry += other.entry
        self.offset += other.offset
        return column

    def model(self) -> highspy.HighsLp:
        """The model as HiGHS takes it."""
        lp = highspy.HighsLp()
        columns, rows = np.array(self.at_column, dtype=np.int64), np.array(self.at_row, dtype=np.int32)
        order = np.lexsort((rows, columns))
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.low)
        lp.col_cost_ = np.array(self.cost, dtype=float)
        lp.col_lower_ = np.zeros(len(self.cost))
        lp.col_upper_ = np.array(self.upper, dtype=float)
        lp.row_lower_ = np.array(self.low, dtype=float)
        lp.row_upper_ = np.array(self.high, dtype=float)
        lp.offset_ = self.offset
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        starts = np.searchsorted(columns[order], np.arange(len(self.cost) + 1))
        lp.a_matrix_.start_ = starts.astype(np.int32)
        lp.a_matrix_.index_ = rows[order]
        lp.a_matrix_.value_ = np.array(self.entry, dtype=float)[order]
        return lp


def quiet() -> highspy.Highs:
    """HiGHS without output, on one thread, with a fixed seed: equal models give equal answers.

    Presolve is off: that of HiGHS 1.14.0 calls solutions optimal that are not (ERGO-Code/HiGHS issues 2957 and 3043),
    and this model leaves it little to do.
    """
    solver = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "random_seed": _SEED, "parallel": "off", "presolve": "off"}
    for option, value in options.items():
        solver.setOptionValue(option, value)
    return solver
