"""One indicator as published, for several areas, as an array; and what kind of quantity it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine.observations import Figures

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How an indicator is treated: its logarithm is taken after `offset` was added, so that zero stays a figure.

    Attributes:
        indicator: its id in the regulation.
        offset: in the indicator's unit; about the size of one reported case or bed more or less.
        decimals: how many the publisher gives; None for "all of them".
        window: days over which it is a sum; None: it is none (beds occupied).
    """

    indicator: str
    offset: float
    decimals: int | None
    window: int | None = None


QUANTITIES: Mapping[str, Quantity] = {
    "new_cases": Quantity("new_cases", 5.0, None, 7),
    "hospitalisation": Quantity("hospitalisation", 0.5, 1, 7),
    "icu_share": Quantity("icu_share", 0.5, 1),
}


@dataclass(frozen=True)
class Panel:
    """Figures of one indicator for A areas over D days, as published; NaN where none is on record.

    Attributes:
        quantity: what is measured.
        areas: AGS or Land keys, one per column.
        first: the day of row 0.
        values: D × A, in the indicator's unit.
    """

    quantity: Quantity
    areas: tuple[str, ...]
    first: date
    values: Floats

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or self.values.shape[1] != len(self.areas):
            raise ValueError(f"values of shape {self.values.shape} for {len(self.areas)} areas: D × A is needed")
        with np.errstate(invalid="ignore"):
            if (self.values < 0).any():
                raise ValueError(f"{self.quantity.indicator}: a figure below zero; correct it or leave it out")
        if np.isinf(self.values).any():
            raise ValueError(f"{self.quantity.indicator}: an infinite figure; correct it or leave it out")

    @property
    def length(self) -> int:
        """D, the number of days."""
        return len(self.values)

    @property
    def last(self) -> date:
        """The day of the last row."""
        return self.day(self.length - 1)

    def day(self, row: int) -> date:
        """The day of a row."""
        return self.first + timedelta(days=row)

    def row(self, day: date) -> int:
        """The row of a day; may lie outside the panel."""
        return (day - self.first).days

    def until(self, day: date) -> "Panel":
        """The same panel as if nothing after `day` had been published."""
        return replace(self, values=self.values[: self.row(day) + 1])

    @property
    def logs(self) -> Floats:
        """D × A, log(value + offset); NaN where no value is on record."""
        return np.log(self.values + self.quantity.offset)

    def back(self, logs: Floats) -> Floats:
        """From logarithms to the indicator's unit, not below zero, with the publisher's decimals."""
        values: Floats = np.maximum(np.exp(logs) - self.quantity.offset, 0.0)
        if self.quantity.decimals is not None:
            np.round(values, self.quantity.decimals, out=values)
        return values


def panel_of(
    figures: Figures,
    quantity: Quantity,
    areas: Sequence[str],
    first: date,
    last: date,
    known_at: datetime | None = None,
) -> Panel:
    """The figures as first published, of those known at `known_at` (None: all on record)."""
    values = np.full(((last - first).days + 1, len(areas)), np.nan)
    for column, area in enumerate(areas):
        for day in figures.days(quantity.indicator, area):
            if first <= day <= last:
                seen = figures.first_published(quantity.indicator, area, day, known_at)
                if seen is not None and seen.value is not None:
                    values[(day - first).days, column] = float(seen.value)
    return Panel(quantity, tuple(areas), first, values)


def last_known(values: Floats) -> Ints:
    """D × A: the row of the last value on record up to each day; -1 where there was none."""
    rows = np.where(np.isfinite(values), np.arange(len(values))[:, None], -1)
    return np.maximum.accumulate(rows, axis=0)
