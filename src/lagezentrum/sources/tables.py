"""Tables in CSV files, packed or not, read strictly: a row is whole and in its columns, or the file is refused.

What a cell means is for `cells` and the readers of each publisher; here a file becomes rows of text.
"""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagezentrum.law.system_faults import unreadable
from lagezentrum.sources import file_faults
from lagezentrum.sources import table_faults as faults
from lagezentrum.sources.problems import ProblemList, refuse

Progress = Callable[[str, int, int], None]
"""Told while a long file is read: name of the file, lines read, lines in all."""

_ROWS_BETWEEN_REPORTS = 10_000
_MOST_UNPACKED = 500_000_000
_DATE_OR_KEY = re.compile(r"\d{4}-\d{2}-\d{2}|\d+")


@dataclass(frozen=True)
class Table:
    """A table as text.

    Attributes:
        file: where it was read.
        header: names of the columns, as they stand there.
        text: the whole file, decoded.
        problems: what is wrong with it; the reader settles it at the end.
    """

    file: Path
    header: tuple[str, ...]
    text: str
    problems: ProblemList

    def position(self, column: str) -> int:
        """Where `column` stands in a row, from 0."""
        return self.header.index(column)

    def rows(self, progress: Progress | None = None) -> Iterator[tuple[int, list[str]]]:
        """Each whole row with its line number; what is not whole goes to `problems`. Empty lines are passed over."""
        name, lines = self.file.name, self.text.count("\n")
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        width, line_before = len(self.header), 1
        try:
            next(reader)
            for row in reader:
                line = reader.line_num
                if len(row) == width and line == line_before + 1:
                    yield line, row
                elif row:
                    self._not_whole(row, line_before + 1, line)
                line_before = line
                if progress is not None and not line % _ROWS_BETWEEN_REPORTS:
                    progress(name, line, lines)
        except csv.Error as error:
            self.problems.add(
                line_before + 1,
                *faults.open_quotation(str(error)),
            )
        if progress is not None:
            progress(name, lines, lines)

    def _not_whole(self, row: Sequence[str], first: int, last: int) -> None:
        width = len(self.header)
        if last > first:
            self.problems.add(first, *faults.row_over_lines(first, last))
        elif len(row) < width and last >= self.text.rstrip("\r\n").count("\n") + 1:
            self.problems.add(last, *faults.ends_inside_a_row(len(row), width))
        else:
            self.problems.add(last, *faults.other_width(len(row), self.header))

    def require_last_line_end(self) -> None:
        """Note a missing line end after the last row: its last figure may have lost digits."""
        if not self.text.endswith(("\n", "\r")):
            last_field = self.text.rpartition(",")[2]
            self.problems.add(self.text.count("\n") + 1, *faults.no_last_line_end(last_field))

    def require_rows(self, number: int) -> None:
        """Note that there is nothing below the header, if `number` rows were read and none was faulty."""
        if not number and not self.text.partition("\n")[2].strip():
            self.problems.add(1, *faults.NO_ROW)

    def require_columns(self, columns: Sequence[str]) -> None:
        """Pass if the columns are exactly `columns`, in that order.

        A publisher who moves a column has changed the file; reading on by name alone would hide it.

        Raises:
            SourceError: with what is missing, renamed, added or moved.
        """
        if self.header == tuple(columns):
            return
        self.require_known_columns(columns, columns)
        self.problems.add(1, *faults.other_order(self.header, columns))
        self.problems.settle()

    def require_known_columns(self, required: Sequence[str], known: Sequence[str]) -> None:
        """Pass if every required column is there, once, and no unknown one, in any order.

        Raises:
            SourceError: with what is missing, renamed, twice or unknown.
        """
        self._require_separated(required)
        missing = [column for column in required if column not in self.header]
        for column in dict.fromkeys(self.header):
            if column not in known:
                self.problems.add(1, *faults.unknown_column(column, missing))
            elif self.header.count(column) > 1:
                self.problems.add(1, *faults.column_twice(column))
        for column in missing:
            self.problems.add(1, *faults.column_missing(column, required))
        self.problems.settle()

    def _require_separated(self, columns: Sequence[str]) -> None:
        first = self.header[0]
        other = faults.other_separator(first) if len(self.header) == 1 and len(columns) > 1 else None
        if other is not None:
            raise refuse(self.file, 1, *other)
        if _DATE_OR_KEY.fullmatch(first):
            raise refuse(self.file, 1, *faults.no_header(first, columns))


def open_table(file: Path, content: bytes | None = None) -> Table:
    """Read and decode a table; a name ending in `.gz` is unpacked. A byte order mark is accepted.

    Args:
        file: where it lies, or the name it came under.
        content: its bytes, where they did not come from the disk.

    Raises:
        SourceError: the file is absent, can not be unpacked or decoded, or is empty.
    """
    text = _decoded(file, _unpacked(file, content))
    if not text.strip():
        raise refuse(file, 0, *file_faults.EMPTY)
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise refuse(file, 1, *faults.unreadable_header(str(error))) from error
    if not header:
        raise refuse(file, 1, *faults.EMPTY_FIRST_LINE)
    return Table(file, tuple(header), text, ProblemList(file))


def _unpacked(file: Path, content: bytes | None) -> bytes:
    packed = _read(file) if content is None else content
    if file.suffix != ".gz":
        return packed
    try:
        with gzip.open(io.BytesIO(packed)) as stream:
            unpacked = stream.read(_MOST_UNPACKED + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise refuse(file, 0, *file_faults.can_not_be_unpacked(error)) from error
    if len(unpacked) > _MOST_UNPACKED:
        raise refuse(file, 0, *file_faults.too_large_unpacked(_MOST_UNPACKED // 1_000_000))
    return unpacked


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise refuse(file, 0, *unreadable(error)) from error


def _decoded(file: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            found = file_faults.UTF16
        else:
            found = file_faults.foreign_byte(content[error.start], _windows(content, error))
        raise refuse(file, line, *file_faults.not_utf8(found)) from error
    if "\0" in text:
        raise refuse(file, text.count("\n", 0, text.index("\0")) + 1, *file_faults.BYTES_OF_ZERO)
    return text


def _windows(content: bytes, error: UnicodeDecodeError) -> str:
    return content[error.start : error.start + 1].decode("cp1252", errors="replace")
