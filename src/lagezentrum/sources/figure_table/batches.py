"""A table of figures read in pieces: of each indicator the rows of the areas and days that are wanted."""

import os
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from lagezentrum.outlook.known import Published
from lagezentrum.sources.figure_table.columns import Columns
from lagezentrum.sources.figure_table.faults import export_disordered, lost_zero, not_parquet, two_values
from lagezentrum.sources.figure_table.layout import COUNTS_FROM, RECOMPUTED, REQUIRED, SEEN, lost_a_zero
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.problems import ProblemList, refuse

NEVER = np.iinfo(np.int64).max
EPOCH_DAY = date(1970, 1, 1).toordinal()
T = TypeVar("T")
_MOST_THREADS = 4
_SORTED_ROWS = 1 << 20


@dataclass(frozen=True)
class Wanted:
    """What to read.

    Attributes:
        places: indicator → keys of areas, in the order of the columns of the result.
        first: first reference day.
        last: last one.
    """

    places: Mapping[str, tuple[str, ...]]
    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of reference days."""
        return (self.last - self.first).days + 1


class OutOfOrder(Exception):
    """The rows of a file do not come in the order of an export."""


def in_any_order(
    table: FigureTable,
    wanted: Wanted,
    also: Collection[str],
    taken: Callable[[Iterator[tuple[str, Published]]], T],
) -> T:
    """Hand everything wanted to `taken`, indicator and values, in pieces that never part the values of one cell.

    Files in the order of exports are read with the memory of a few row groups. Any other order is put right in memory,
    by some 100 bytes for each row wanted; then `taken` is called anew. Files that are held or were rejected count as
    not there.

    Args:
        table: the file.
        wanted: what to read.
        also: of an export, `SEEN` where `known` is to say when the archive had a value, `RECOMPUTED` where it matters
            what may decide.
        taken: what to do with the pieces.

    Raises:
        SourceError: a row can not be read, or two contradict each other.
    """
    names = [*REQUIRED, *((COUNTS_FROM, *also) if table.is_export else ())]
    try:
        return taken(_pieces(table, wanted, names))
    except OutOfOrder:
        return taken(_sorted_pieces(table, wanted, names))


def _pieces(table: FigureTable, wanted: Wanted, names: Sequence[str]) -> Iterator[tuple[str, Published]]:
    waiting: dict[str, Published] = {}

    def checked(name: str, told: Published) -> tuple[str, Published]:
        if not table.is_export and told.falls_within_cells():
            raise OutOfOrder
        _refuse_contradictions(table, wanted, name, told)
        return name, told

    for name, read in _read(table, wanted, names):
        if not read.in_order():
            raise OutOfOrder
        before = waiting.get(name)
        if before is not None:
            if read.cell[0] < before.cell[-1]:
                raise OutOfOrder
            same = int(np.searchsorted(read.cell, before.cell[-1], side="right"))
            if same:
                before = Published.joined([before, read[:same]])
                read = read[same:]
            if not len(read):
                waiting[name] = before
                continue
            yield checked(name, before)
        begin = int(np.searchsorted(read.cell, read.cell[-1]))
        waiting[name] = read[begin:]
        if begin:
            yield checked(name, read[:begin])
    for name, rest in waiting.items():
        yield checked(name, rest)


def _sorted_pieces(table: FigureTable, wanted: Wanted, names: Sequence[str]) -> Iterator[tuple[str, Published]]:
    """Sorted in memory. An export that was sorted otherwise has lost which file came last."""
    if table.is_export:
        raise refuse(table.path, 0, *export_disordered())
    parts: dict[str, list[Published]] = {}
    for name, read in _read(table, wanted, names):
        parts.setdefault(name, []).append(read)
    for name in list(parts):
        whole = Published.joined(parts.pop(name))
        order = whole.order()
        begin = 0
        while begin < len(order):
            end = begin + _SORTED_ROWS
            if end < len(order):  # to the end of the cell in hand
                end += int(np.searchsorted(whole.cell[order[end:]], whole.cell[order[end - 1]], side="right"))
            piece = whole[order[begin:end]]
            _refuse_contradictions(table, wanted, name, piece)
            yield name, piece
            begin = end


def _refuse_contradictions(table: FigureTable, wanted: Wanted, name: str, told: Published) -> None:
    """In an analyst's own table: two different values of one cell, published at once."""
    if table.is_export:
        return
    twice = (told.cell[1:] == told.cell[:-1]) & (told.published[1:] == told.published[:-1])
    if not twice.any():
        return
    one, other = told.value[:-1], told.value[1:]
    same = (one == other) | (np.isnan(one) & np.isnan(other))
    problems, areas = ProblemList(table.path), wanted.places[name]
    for place in np.flatnonzero(twice & ~same).tolist():
        row, column = divmod(int(told.cell[place]), len(areas))
        day = date.fromordinal(wanted.first.toordinal() + row)
        moment = table.in_words(int(told.published[place]))
        problems.add(0, *two_values(name, areas[column], day, moment, (float(one[place]), float(other[place]))))
    problems.settle()


def _read(table: FigureTable, wanted: Wanted, names: Sequence[str]) -> Iterator[tuple[str, Published]]:
    """Row group by row group, as the rows stand; the next ones are being read meanwhile."""
    span = (wanted.first.toordinal() - EPOCH_DAY, wanted.last.toordinal() - EPOCH_DAY)

    def read(place: tuple[int, int]) -> list[tuple[str, Published]]:
        group = row_group(table, *place, names)
        return list(_wanted_of(table, wanted, span, Columns(table.path, place[1]), group, place[1]))

    threads = min(_MOST_THREADS, os.cpu_count() or 1)
    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[Future[list[tuple[str, Published]]]] = deque()
        try:
            for place in places_of(table, wanted):
                ahead.append(pool.submit(read, place))
                if len(ahead) > threads:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        finally:
            for waiting in ahead:
                waiting.cancel()


def places_of(table: FigureTable, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """The row groups that may hold something wanted, each with the number of its first row, from 1."""
    begin = 1
    for number in range(table.parquet.num_row_groups):
        about = table.parquet.metadata.row_group(number)
        row, begin = begin, begin + about.num_rows
        if not about.num_rows or _outside(about, "day", wanted.first, wanted.last):
            continue
        if wanted.places and _outside(about, "indicator", min(wanted.places), max(wanted.places)):
            continue
        yield number, row


def row_group(table: FigureTable, number: int, row: int, names: Sequence[str]) -> pa.Table:
    """Columns of a row group; `COUNTS_FROM` only where it says anything.

    Raises:
        SourceError: it can not be read.
    """
    about = table.parquet.metadata.row_group(number)
    needed = [name for name in names if name != COUNTS_FROM or SEEN in names or _some_null(about, COUNTS_FROM)]
    try:
        with table.opened_again() as file:
            return file.read_row_group(number, columns=needed, use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise refuse(table.path, row, *not_parquet(str(error))) from error


def _wanted_of(
    table: FigureTable, wanted: Wanted, span: tuple[int, int], columns: Columns, group: pa.Table, row: int
) -> Iterator[tuple[str, Published]]:
    indicators, names = columns.codes("indicator", group["indicator"])
    areas, keys = columns.codes("area", group["area"])
    for key in keys:
        if lost_a_zero(key):
            raise refuse(table.path, row + int(np.argmax(areas == keys.index(key))), *lost_zero(key))
    days = columns.days("day", group["day"])
    published = columns.moments("published_at", group["published_at"])
    value = columns.values("value", group["value"])
    known, decides = published, None
    inside = (days >= span[0]) & (days <= span[1])
    if COUNTS_FROM in group.column_names:
        counts_from = columns.moments_or(group[COUNTS_FROM], NEVER)
        inside &= counts_from != NEVER
        if SEEN in group.column_names:
            known = np.maximum(np.maximum(published, columns.moments_or(group[SEEN], NEVER)), counts_from)
    if RECOMPUTED in group.column_names:
        decides = ~columns.flags(group[RECOMPUTED])
    for code, name in enumerate(names):
        if name not in wanted.places:
            continue
        places = {key: place for place, key in enumerate(wanted.places[name])}
        column = np.array([places.get(key, -1) for key in keys], dtype=np.int64)[areas]
        chosen = inside & (column >= 0)
        if len(names) > 1:
            chosen &= indicators == code
        cell = (days - span[0]) * len(places) + column
        whole = Published(cell, published, known, value, decides)
        if not chosen.all():
            whole = whole[chosen]
        if len(whole):
            yield name, whole


def _outside(about: Any, name: str, low: Any, high: Any) -> bool:
    """Whether, by its statistics, a row group holds nothing between two values of a column."""
    found = _statistics(about, name)
    if found is None or not found.has_min_max or type(found.min) is not type(low):
        return False
    return bool(found.max < low or found.min > high)


def _some_null(about: Any, name: str) -> bool:
    """Whether a column of a row group may hold null."""
    found = _statistics(about, name)
    return found is None or not found.has_null_count or found.null_count > 0


def _statistics(about: Any, name: str) -> Any:
    every = (about.column(place) for place in range(about.num_columns))
    return next((column.statistics for column in every if column.path_in_schema == name), None)
