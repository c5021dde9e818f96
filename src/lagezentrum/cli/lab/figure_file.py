"""A file of figures for the lab: columns stay columns; observations are made only where one is asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.outlook.known import AsFirstPublished, Latest, Reading, as_compared_all
from lagezentrum.outlook.lab.design import Reading as DesignReading
from lagezentrum.outlook.packed import KnownSeries, Packed, Series
from lagezentrum.outlook.packed.series import figures_of_state, states_of
from lagezentrum.sources.figure_table.batches import Wanted
from lagezentrum.sources.figure_table.observing import Said, read_observations, whatever_is_said
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.figure_table.reading import read_planes
from lagezentrum.sources.figure_table.series import read_or_kept, wanted_by


class FiguresOfFile(Figures):
    """The figures of a file in one reading: of each area and day one value at most."""

    def __init__(self, table: FigureTable, said: Mapping[str, Said], reading: Reading, first: date) -> None:
        self._table, self._said, self._reading, self._first = table, said, reading, first
        self._days = max((len(of.days) for of in said.values()), default=0)

    def areas(self, indicator: str) -> tuple[str, ...]:
        """The areas for which some figure was published, in order of their keys."""
        return self._said[indicator].areas if indicator in self._said else ()

    def days(self, indicator: str, area: str) -> tuple[date, ...]:
        """The days of a series for which anything was published, in order."""
        if area not in self.areas(indicator):
            return ()
        said = self._said[indicator]
        rows = np.flatnonzero(said.days[:, said.areas.index(area)])
        return tuple(self._first + timedelta(days=row) for row in rows.tolist())

    def span(self) -> tuple[date, date] | None:
        """First and last day on record, or None for an empty record."""
        rows = [row for said in self._said.values() for row in np.flatnonzero(said.days.any(axis=1))[[0, -1]].tolist()]
        return (self._first + timedelta(days=min(rows)), self._first + timedelta(days=max(rows))) if rows else None

    def __iter__(self) -> Iterator[Observation]:
        return iter(self._observations)

    def first_published(self, indicator: str, area: str, day: date, known_at: object = None) -> Observation | None:
        """The figure of a day in the reading of this body.

        Raises:
            ValueError: another moment of knowledge is asked for.
        """
        if known_at is not None:
            raise ValueError("a body of figures in one reading has no other moment of knowledge")
        return self._by_key.get((indicator, area, day))

    def series(self, packed: Packed, areas: Sequence[str], first: date, last: date) -> Series:
        """The same as `Series.of`, without an observation for every value."""
        of_state, states = figures_of_state(packed), states_of(areas)
        begin = first - timedelta(days=packed.lead_in)
        values = {}
        for name in packed.indicators:
            keys = states if name in of_state else tuple(areas)
            plane = np.full(((last - begin).days + 1, len(keys)), np.nan)
            there = self.areas(name)
            known = [column for column, key in enumerate(keys) if key in there]
            if known:
                offset = (begin - self._first).days
                rows = self._planes[name][offset : offset + len(plane)]
                plane[:, known] = rows[:, [there.index(keys[column]) for column in known]]
            values[name] = as_compared_all(plane, packed.version.indicators[name].precision)
        return Series(first, tuple(areas), states, packed.lead_in, values, of_state)

    @property
    def _wanted(self) -> Wanted:
        last = self._first + timedelta(days=max(self._days - 1, 0))
        return Wanted({name: said.areas for name, said in self._said.items()}, self._first, last)

    @cached_property
    def _planes(self) -> dict[str, NDArray[np.float64]]:
        return dict(read_planes(self._table, self._wanted, self._reading))

    @cached_property
    def _observations(self) -> tuple[Observation, ...]:
        return tuple(read_observations(self._table, self._wanted, self._reading))

    @cached_property
    def _by_key(self) -> dict[tuple[str, str, date], Observation]:
        return {(seen.indicator, seen.area, seen.day): seen for seen in self._observations}


class FiguresOfMornings(FiguresOfFile):
    """The figures of a file as known on each morning, for a sweep; asked one by one, they are as first published."""

    def __init__(self, table: FigureTable, said: Mapping[str, Said], first: date, keep_in: Path | None) -> None:
        super().__init__(table, said, AsFirstPublished(), first)
        self._keep_in = keep_in

    def series(self, packed: Packed, areas: Sequence[str], first: date, last: date) -> KnownSeries:
        """The figures with what every morning knew of them.

        Raises:
            SourceError: the file can not be read, or has more vintages than fit the memory.
            OSError: nothing can be kept where it is to be kept.
        """
        asked = wanted_by(packed, areas, first, last)
        begin, end = ((day - self._first).days for day in (asked.first, asked.last))
        places = {name: self._of(name, keys, slice(begin, end + 1)) for name, keys in asked.places.items()}
        wanted = Wanted({name: keys for name, keys in places.items() if keys}, asked.first, asked.last)
        cubes = read_or_kept(self._table, wanted, packed, keep_in=self._keep_in)
        values = {}
        for name, keys in asked.places.items():
            if places[name] == keys:
                values[name] = cubes[name].values.transpose(1, 0, 2)
                continue
            values[name] = np.full((asked.days, cubes[name].lags if name in cubes else 1, len(keys)), np.nan)
            if name in cubes:
                columns = [keys.index(key) for key in places[name]]
                values[name][:, :, columns] = cubes[name].values.transpose(1, 0, 2)
        return KnownSeries(first, tuple(areas), states_of(areas), packed.lead_in, values, figures_of_state(packed))

    def _of(self, indicator: str, keys: Sequence[str], rows: slice) -> tuple[str, ...]:
        """The areas of which anything is said on some days."""
        said = self._said.get(indicator)
        if said is None:
            return ()
        there = {said.areas[column] for column in np.flatnonzero(said.days[rows].sum(axis=0)).tolist()}
        return tuple(key for key in keys if key in there)


def bodies_of(
    table: FigureTable, indicators: Collection[str], first: date, last: date, keep_in: Path | None = None
) -> dict[DesignReading, Figures]:
    """The figures of a file in each reading; read when they are asked for.

    Args:
        table: the file.
        indicators: ids of those wanted.
        first: first reference day.
        last: last one.
        keep_in: a directory in which what every morning knew is kept for the next run, or None.

    Raises:
        SourceError: the file can not be read.
    """
    said = whatever_is_said(table, indicators, first, last)
    return {
        "as_known": FiguresOfFile(table, said, AsFirstPublished(), first),
        "each_morning": FiguresOfMornings(table, said, first, keep_in),
        "final": FiguresOfFile(table, said, Latest(), first),
    }
