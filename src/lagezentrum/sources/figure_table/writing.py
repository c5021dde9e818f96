"""Writing the export of an archive: in row groups, so with bounded memory; the same rows give the same bytes."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from errno import EISDIR
from importlib import import_module
from io import BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lagezentrum.sources.figure_table.layout import FORMAT, SORTED_BY, schema

ROW_GROUP = 1 << 18
"""Rows written at a time, and at most so many kept in memory."""


class WrittenByAnother(Exception):
    """Another process is writing the same file now."""


class FigureWriter:
    """Writes a file under another name, which is replaced when everything is written; a failure leaves nothing.

    Only a process that is killed leaves `FILE.part`; the next one that writes the same file takes that over. Rows come
    in the order of the layout; nobody else sees to it.
    """

    def __init__(self, path: Path, about: Mapping[str, Any], *, row_group: int = ROW_GROUP) -> None:
        """Begin a file.

        Args:
            path: where it is to lie; what is there already is replaced at the end.
            about: what the file says of itself, beside its format.
            row_group: rows written at a time.

        Raises:
            OSError: it can not be written there.
            WrittenByAnother: another process is at it.
        """
        self._schema = schema(json.dumps({"format": FORMAT, **about}, ensure_ascii=False, sort_keys=True))
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
        self._path, self._part = path, path.with_name(f"{path.name}.part")
        self._row_group, self._waiting, self._number = row_group, [], 0
        self.rows = 0
        self._stream = _alone(self._part)
        self._file = pq.ParquetWriter(
            self._stream,
            self._schema,
            compression="zstd",
            sorting_columns=pq.SortingColumn.from_ordering(self._schema, [(name, "ascending") for name in SORTED_BY]),
        )

    _waiting: list[pa.Table]

    def write(self, columns: Mapping[str, Any]) -> None:
        """Add rows, given as columns: lists with None, or Arrow arrays.

        Raises:
            ValueError: a value is NaN or infinite. NaN is larger than every number in some programs that read the file.
        """
        table = pa.table({name: columns[name] for name in self._schema.names}, schema=self._schema)
        if not pc.all(pc.is_finite(table["value"]), min_count=0).as_py():
            raise ValueError("a value that is not there must be None (null), and a value must be finite")
        self._waiting.append(table)
        self._number += table.num_rows
        self.rows += table.num_rows
        while self._number >= self._row_group:
            whole = pa.concat_tables(self._waiting)
            self._file.write_table(whole.slice(0, self._row_group), self._row_group)
            self._waiting = [whole.slice(self._row_group)]
            self._number -= self._row_group

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
            else:
                with suppress(OSError):  # a full disk fails a second time
                    self._file.close()
                self._part.unlink(missing_ok=True)
        except BaseException:
            self._part.unlink(missing_ok=True)
            raise
        finally:
            with suppress(OSError):
                self._stream.close()  # gives up the lock, so last

    def _finish(self) -> None:
        if self._number:
            self._file.write_table(pa.concat_tables(self._waiting), self._row_group)
        self._file.close()
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._part.replace(self._path)


def _alone(part: Path) -> BufferedWriter:
    """The file to write into, empty, held by this process alone where the system knows locks.

    Raises:
        OSError: it can not be written.
        WrittenByAnother: another process holds it.
    """
    while True:
        stream = part.open("ab")  # not emptied before it is clear that nobody writes it
        try:
            with suppress(ImportError):
                locks: Any = import_module("fcntl")
                locks.flock(stream, locks.LOCK_EX | locks.LOCK_NB)
        except BlockingIOError as error:
            stream.close()
            raise WrittenByAnother from error
        if part.exists() and os.path.samestat(part.stat(), os.fstat(stream.fileno())):
            stream.truncate(0)
            return stream
        stream.close()  # finished and renamed by another process meanwhile
