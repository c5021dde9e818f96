"""A table of figures as arrays: one value for each area and day in a named reading, or what was known each morning."""

from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.known import (
    AsFirstPublished,
    AsKnownAt,
    Cube,
    CubeTooLarge,
    LaterThanLags,
    Latest,
    Published,
    Reading,
)
from lagezentrum.sources.figure_table.batches import Wanted, in_any_order
from lagezentrum.sources.figure_table.faults import too_large, too_late, unknown_areas
from lagezentrum.sources.figure_table.layout import RECOMPUTED, SEEN
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.problems import refuse

KnownBy = Literal["publication", "archive"]
"""From when a value was known: since its publication, or since the archive had it and its file counted."""


def read_planes(table: FigureTable, wanted: Wanted, reading: Reading) -> Mapping[str, NDArray[np.float64]]:
    """The values in a reading: indicator → days × areas, NaN where there is none.

    In an export, `AsKnownAt` asks what the archive knew: published, received, and of a file that counted then.

    Raises:
        SourceError: the file can not be read, or does not know an area at all.
    """

    def taken(pieces: Iterator[tuple[str, Published]]) -> dict[str, NDArray[np.float64]]:
        planes = {name: np.full(wanted.days * len(keys), np.nan) for name, keys in wanted.places.items()}
        seen = _Seen(table, wanted)
        for name, told in pieces:
            seen.note(name, told)
            kept = chosen(table, told, reading)
            planes[name][kept.cell] = kept.value
        seen.settle()
        return {name: plane.reshape(wanted.days, -1) for name, plane in planes.items()}

    return in_any_order(table, wanted, also_for(reading), taken)


def read_cubes(
    table: FigureTable,
    wanted: Wanted,
    *,
    lags: int | None = None,
    known_by: KnownBy = "publication",
    leave_out_later: bool = False,
    decimals: Mapping[str, int | None] | None = None,
) -> Mapping[str, Cube]:
    """What was known of each day on each morning after it, by indicator.

    A value is known from the beginning of the day on which it became known.

    Args:
        table: the file.
        wanted: indicators, areas and days.
        lags: mornings told apart; None for as many as the file has (it is read twice).
        known_by: since when a value counts as known.
        leave_out_later: leave out values that became known later than there are lags for, instead of refusing.
        decimals: indicator → decimals in which the law compares it; None leaves every value as published.

    Raises:
        SourceError: the file can not be read, does not know an area at all, has values later than there are lags for,
            or the cubes would not fit the memory.
    """
    also = (SEEN,) if known_by == "archive" else ()
    if lags is None:
        lags = in_any_order(table, wanted, also, lambda pieces: _lags(table, wanted, pieces))
    number = lags

    def taken(pieces: Iterator[tuple[str, Published]]) -> dict[str, Cube]:
        cubes = {name: Cube.of(number, wanted.first, wanted.days, keys) for name, keys in wanted.places.items()}
        seen = _Seen(table, wanted)
        for name, told in pieces:
            seen.note(name, told)
            kept, row = _known(table, wanted, told)
            cubes[name].add(kept, row, leave_out_later=leave_out_later)
        seen.settle()
        return {name: cube.finish((decimals or {}).get(name)) for name, cube in cubes.items()}

    try:
        return in_any_order(table, wanted, also, taken)
    except LaterThanLags as error:
        raise refuse(table.path, 0, *too_late(error.lags, error.needed, error.day, error.area)) from error
    except CubeTooLarge as error:
        raise refuse(table.path, 0, *too_large(error.lags, error.days, error.places, error.gigabytes)) from error


def also_for(reading: Reading) -> tuple[str, ...]:
    """The columns of an export that a reading asks for beside those of every table."""
    return {AsKnownAt: (SEEN,), AsFirstPublished: (RECOMPUTED,), Latest: ()}[type(reading)]


def chosen(table: FigureTable, told: Published, reading: Reading) -> Published:
    """Of each cell the value that a reading means, if there is one."""
    if isinstance(reading, AsKnownAt):
        return told.by(table.moment(reading.moment)).last()
    return told.last() if isinstance(reading, Latest) else told.first_deciding()


def _known(table: FigureTable, wanted: Wanted, told: Published) -> tuple[Published, NDArray[np.int64]]:
    """The values that counted at some moment, and the row of the day on which each became known."""
    kept = told.ever_known()
    return kept, table.local_day(kept.known) - wanted.first.toordinal()


def _lags(table: FigureTable, wanted: Wanted, pieces: Iterator[tuple[str, Published]]) -> int:
    most = 0
    for name, told in pieces:
        kept, row = _known(table, wanted, told)
        inside = row < wanted.days
        lag = (row - kept.cell // len(wanted.places[name]))[inside]
        most = max(most, int(lag.max(initial=0)))
    return most + 1


class _Seen:
    """Which areas a file says anything about."""

    def __init__(self, table: FigureTable, wanted: Wanted) -> None:
        self._table, self._wanted = table, wanted
        self._areas = {name: np.zeros(len(keys), dtype=np.bool_) for name, keys in wanted.places.items()}

    def note(self, name: str, told: Published) -> None:
        """Note the areas of some values."""
        if not self._areas[name].all():
            self._areas[name][told.cell % len(self._areas[name])] = True

    def settle(self) -> None:
        """Refuse a file that says nothing about an area asked for.

        Raises:
            SourceError: there is such an area.
        """
        for name, seen in self._areas.items():
            keys = self._wanted.places[name]
            absent = [key for key, there in zip(keys, seen, strict=True) if not there]
            if absent:
                there = [key for key in keys if key not in absent]
                raise refuse(self._table.path, 0, *unknown_areas(name, absent, there))
