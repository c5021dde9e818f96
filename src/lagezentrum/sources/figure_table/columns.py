"""Columns of a row group as NumPy arrays; what is no figure is named with its row."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from lagezentrum.law.problems import Fault
from lagezentrum.sources.figure_table.faults import wrong_value
from lagezentrum.sources.problems import ProblemList

WANTED = {
    "indicator": ("eine Kennung", "an id"),
    "area": ("ein Schlüssel", "a key"),
    "day": ("Tag JJJJ-MM-TT", "day YYYY-MM-DD"),
    "value": ("eine endliche Zahl mit Punkt, oder nichts", "a finite number with point, or nothing"),
    "published_at": ("Zeitpunkt JJJJ-MM-TTThh:mm", "moment YYYY-MM-DDThh:mm"),
}
"""What a column holds, German and English, for messages."""


class Columns:
    """Turns columns of one file into arrays; `row` is the number of the first row, from 1."""

    def __init__(self, file: Path, row: int) -> None:
        self._file, self._row = file, row

    def codes(self, name: str, column: pa.ChunkedArray) -> tuple[NDArray[np.int32], list[str]]:
        """Texts as places in a list of the distinct ones."""
        self._complete(name, column)
        if not pa.types.is_dictionary(column.type):
            column = pc.dictionary_encode(column)
        whole = column.unify_dictionaries().combine_chunks()
        if isinstance(whole, pa.ChunkedArray):  # of an empty column, in some versions
            return np.empty(0, dtype=np.int32), []
        return np.asarray(whole.indices, dtype=np.int32), [str(word) for word in whole.dictionary.to_pylist()]

    def days(self, name: str, column: pa.ChunkedArray) -> NDArray[np.int64]:
        """Days since 1970."""
        self._complete(name, column)
        return self._cast(name, column, pa.date32(), lambda days: np.asarray(days.cast(pa.int32())).astype(np.int64))

    def moments(self, name: str, column: pa.ChunkedArray) -> NDArray[np.int64]:
        """Microseconds since 1970 in UTC, or in local time for moments without a zone."""
        self._complete(name, column)
        kind = column.type
        zone = kind.tz if pa.types.is_timestamp(kind) else None
        return self._cast(name, column, pa.timestamp("us", tz=zone), lambda found: np.asarray(found.cast(pa.int64())))

    def moments_or(self, column: pa.ChunkedArray, never: int) -> NDArray[np.int64]:
        """The same, where null stands for a moment that never comes."""
        return np.asarray(pc.fill_null(column.cast(pa.timestamp("us", tz=column.type.tz)).cast(pa.int64()), never))

    def flags(self, column: pa.ChunkedArray) -> NDArray[np.bool_]:
        """True or False; null is False."""
        return np.asarray(pc.fill_null(column, False), dtype=np.bool_)

    def values(self, name: str, column: pa.ChunkedArray) -> NDArray[np.float64]:
        """Numbers; NaN for null. A NaN in the file is taken for null, which it never equals in a comparison."""
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            column = pc.if_else(pc.equal(column, ""), pa.scalar(None, column.type), column)
        found = self._cast(name, column, pa.float64(), lambda numbers: numbers.to_numpy())
        endless = np.isinf(found)
        if endless.any():
            self._refuse(name, column, np.flatnonzero(endless))
        return found

    def _complete(self, name: str, column: pa.ChunkedArray) -> None:
        if column.null_count:
            self._refuse(name, column, np.flatnonzero(np.asarray(column.is_null())))

    def _cast(
        self, name: str, column: pa.ChunkedArray, kind: pa.DataType, taken: Callable[[Any], NDArray[Any]]
    ) -> NDArray[Any]:
        try:
            return taken(column if column.type == kind else column.cast(kind))
        except pa.ArrowException:
            self._refuse(name, column, (row for row, cell in enumerate(column) if not _can_be(cell, kind)))
            raise

    def _refuse(self, name: str, column: pa.ChunkedArray, rows: Iterable[int]) -> None:
        """Name the rows of a column that can not be read.

        Raises:
            SourceError: always, unless there is none.
        """
        problems = ProblemList(self._file)
        for row in rows:
            what: Fault = wrong_value(name, column[int(row)].as_py(), WANTED[name])
            problems.add(self._row + int(row), *what)
        problems.settle()


def _can_be(cell: pa.Scalar, kind: pa.DataType) -> bool:
    try:
        cell.cast(kind)
    except pa.ArrowException:
        return False
    return True
