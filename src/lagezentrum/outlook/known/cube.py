"""What was known of each day on each morning after it: a dense array, filled from publications in one pass."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.known.compared import as_compared_all
from lagezentrum.outlook.known.published import Floats, Published

MOST_BYTES = 2 << 30
"""A cube larger than this is refused: two thousand days of all districts with a year of vintages fit."""
_RETRACTED = np.inf
"""While a cube is being filled, "there is none any more"; NaN is "nothing was said that morning"."""
_CELLS = 8192
"""Filled at a time, so that all lags of them fit the cache."""


class CubeTooLarge(ValueError):
    """A cube would not fit the memory; the message says how large it would be."""

    def __init__(self, lags: int, days: int, places: int) -> None:
        self.lags, self.days, self.places = lags, days, places
        self.gigabytes = lags * days * places * 8 / 1e9
        super().__init__(
            f"{lags} lags × {days} days × {places} areas take {self.gigabytes:.1f} GB; at most "
            f"{MOST_BYTES / 1e9:.1f}. Take a shorter period, fewer areas or fewer lags."
        )


class LaterThanLags(ValueError):
    """A value became known later than the cube has lags for."""

    def __init__(self, lags: int, needed: int, day: date, area: str) -> None:
        self.lags, self.needed, self.day, self.area = lags, needed, day, area
        super().__init__(
            f"the value of {area} for {day} changed {needed - 1} days later, and a cube of {lags} lags would show it "
            f"on mornings before. Take {needed} lags, or leave out what came later."
        )


@dataclass(frozen=True)
class Cube:
    """Values as known on the morning `lag` days after their day; the last lag stands for all later mornings.

    Attributes:
        first: the day of row 0.
        areas: keys of A areas, in the order of the columns.
        values: lags × days × A; NaN where nothing was known. A value is known from the beginning of the day on which
            it became known.
    """

    first: date
    areas: tuple[str, ...]
    values: Floats

    @classmethod
    def of(cls, lags: int, first: date, days: int, areas: tuple[str, ...]) -> "Cube":
        """An empty cube, to be filled.

        Raises:
            CubeTooLarge: it would not fit the memory.
        """
        if lags * days * len(areas) * 8 > MOST_BYTES:
            raise CubeTooLarge(lags, days, len(areas))
        return cls(first, areas, np.full((lags, days, len(areas)), np.nan))

    @property
    def lags(self) -> int:
        """Number of mornings told apart."""
        return int(self.values.shape[0])

    @property
    def days(self) -> int:
        """Number of reference days."""
        return int(self.values.shape[1])

    def add(self, told: Published, known_on: NDArray[np.int64], *, leave_out_later: bool = False) -> None:
        """Put values where they became known; all values of a cell must come at once.

        Args:
            told: the values, without those that counted at no moment (`Published.ever_known`).
            known_on: the row of the day on which each became known.
            leave_out_later: values that became known later than the last lag are left out, so the last lag says what
                was known then; otherwise they are refused.

        Raises:
            LaterThanLags: a value came later than there are lags.
        """
        lag = np.maximum(known_on - told.cell // len(self.areas), 0)
        inside = known_on < self.days  # what came after the last morning was known on none of them
        late = inside & (lag >= self.lags)
        if late.any():
            if not leave_out_later:
                worst = int(np.argmax(np.where(late, lag, -1)))
                row, column = divmod(int(told.cell[worst]), len(self.areas))
                day = date.fromordinal(self.first.toordinal() + row)
                raise LaterThanLags(self.lags, int(lag[worst]) + 1, day, self.areas[column])
            inside &= ~late
        value = np.where(np.isnan(told.value), _RETRACTED, told.value)
        cell = told.cell
        if not inside.all():
            lag, cell, value = lag[inside], cell[inside], value[inside]
        self.values.reshape(self.lags, -1)[lag, cell] = value  # of several on one day the last one stays

    def finish(self, decimals: int | None = None) -> "Cube":
        """Carry every value forward to the mornings on which nothing new was said.

        Args:
            decimals: in which the law compares the figure; None leaves values as published.
        """
        planes = self.values.reshape(self.lags, -1)
        for begin in range(0, planes.shape[1], _CELLS):
            block = planes[:, begin : begin + _CELLS]
            if decimals is not None:
                block[...] = as_compared_all(block, decimals)
            for lag in range(1, self.lags):
                np.copyto(block[lag], block[lag - 1], where=np.isnan(block[lag]))
            block[np.isinf(block)] = np.nan
        return self

    def row(self, day: date) -> int:
        """The row of a day; may lie outside."""
        return day.toordinal() - self.first.toordinal()

    def on_morning(self, day: date) -> Floats:
        """The whole history as known on the morning of a day: rows from the first day to that day × A.

        Raises:
            ValueError: the cube does not have that day.
        """
        last = self.row(day)
        if not 0 <= last < self.days:
            end = date.fromordinal(self.first.toordinal() + self.days - 1)
            raise ValueError(f"the cube knows mornings from {self.first} to {end}, not {day}")
        known = np.empty((last + 1, len(self.areas)))
        settled = max(0, last + 1 - self.lags)
        known[:settled] = self.values[-1, :settled]
        for row in range(settled, last + 1):
            known[row] = self.values[last - row, row]
        return known

    def before_each_morning(self, days: int) -> Floats:
        """Of every morning the days before it, as known then: days × mornings × A.

        Element [k - 1, t] is the value of day t - k as known on the morning of day t; NaN before the first day.
        """
        known = np.empty((days, self.days, len(self.areas)))
        for back in range(1, days + 1):
            known[back - 1, :back] = np.nan
            known[back - 1, back:] = self.values[min(back, self.lags - 1), : max(0, self.days - back)]
        return known
