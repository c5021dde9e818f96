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

from lagezentrum.law.problems import nearest
from lagezentrum.sources.problems import ProblemList, refuse

Progress = Callable[[str, int, int], None]
"""Told while a long file is read: name of the file, lines read, lines in all."""

_ROWS_BETWEEN_REPORTS = 10_000
_FETCH_AGAIN = "Fetch the file again; nothing of it was used."
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
                f"a quotation mark is left open or stands inside a field ({error})",
                "Everything up to the next quotation mark would be taken for one field.",
                'Close the quotation, and write a quotation mark inside a text twice ("").',
            )
        if progress is not None:
            progress(name, lines, lines)

    def _not_whole(self, row: Sequence[str], first: int, last: int) -> None:
        width = len(self.header)
        if last > first:
            self.problems.add(
                first,
                f"one row spans the lines {first} to {last}",
                "A quotation mark that is not closed swallows the rows after it.",
                "Close the quotation in this row; line breaks inside a field are not read.",
            )
        elif len(row) < width and last >= self.text.rstrip("\r\n").count("\n") + 1:
            self.problems.add(
                last,
                f"the file ends inside a row: {len(row)} of {width} fields",
                "A file cut short lacks days, and its last figure may be cut too.",
                _FETCH_AGAIN,
            )
        else:
            relation = "too few" if len(row) < width else "too many"
            hint = " If figures are written with a decimal comma, write a point." if len(row) > width else ""
            self.problems.add(
                last,
                f"{len(row)} fields where the header names {width}: {relation}",
                "The figures of this row stand in the wrong columns.",
                f"Restore the row: {','.join(self.header)}.{hint}",
            )

    def require_last_line_end(self) -> None:
        """Note a missing line end after the last row: its last figure may have lost digits."""
        if not self.text.endswith(("\n", "\r")):
            self.problems.add(
                self.text.count("\n") + 1,
                f"the last line has no line end; its last field reads {self.text.rpartition(',')[2]!r}",
                "If the file was cut there, the figure has lost digits and is another one.",
                "Fetch the file again; if it is whole, end the last line with a line break.",
            )

    def require_rows(self, number: int) -> None:
        """Note that there is nothing below the header, if `number` rows were read and none was faulty."""
        if not number and not self.text.partition("\n")[2].strip():
            self.problems.add(
                1,
                "a header, but no row below it",
                "Without figures nothing can be reached, and that would look like a finding.",
                _FETCH_AGAIN,
            )

    def require_columns(self, columns: Sequence[str]) -> None:
        """Pass if the columns are exactly `columns`, in that order.

        A publisher who moves a column has changed the file; reading on by name alone would hide it.

        Raises:
            SourceError: with what is missing, renamed, added or moved.
        """
        if self.header == tuple(columns):
            return
        self.require_known_columns(columns, columns)
        self.problems.add(
            1,
            f"columns in another order: {', '.join(self.header)}",
            "A column that moved is the commonest sign of values under a wrong name.",
            f"Restore the order {', '.join(columns)}.",
        )
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
                meant = nearest(column, missing)
                self.problems.add(
                    1,
                    f"unknown column {column!r}",
                    "What it holds is not known, so nothing can be concluded from it.",
                    f"Rename it to {meant!r} if that is meant." if meant else "Remove it.",
                )
            elif self.header.count(column) > 1:
                self.problems.add(
                    1, f"column {column!r} stands twice", "It is not clear which one counts.", "Keep one."
                )
        for column in missing:
            self.problems.add(
                1,
                f"column {column!r} is missing",
                "It is needed to read or to check the figures.",
                f"Restore it; expected are {', '.join(required)}.",
            )
        self.problems.settle()

    def _require_separated(self, columns: Sequence[str]) -> None:
        first = self.header[0]
        if len(self.header) == 1 and len(columns) > 1:
            for mark, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
                if mark in first:
                    raise refuse(
                        self.file,
                        1,
                        f"separated by {called}, not by commas",
                        "Spreadsheets with German settings save so, often with decimal commas.",
                        "Save it as CSV with comma and decimal point, in UTF-8.",
                    )
        if _DATE_OR_KEY.fullmatch(first):
            raise refuse(
                self.file,
                1,
                f"no header: the first line begins with {first!r}",
                "Without the names of the columns nobody knows which figure is which.",
                f"Put this line first: {','.join(columns)}",
            )


def open_table(file: Path) -> Table:
    """Read and decode a table; a name ending in `.gz` is unpacked. A byte order mark is accepted.

    Raises:
        SourceError: the file is absent, can not be unpacked or decoded, or is empty.
    """
    text = _decoded(file, _unpacked(file))
    if not text.strip():
        raise refuse(file, 0, "the file is empty", "There is nothing to decide on.", _FETCH_AGAIN)
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise refuse(
            file,
            1,
            f"the header can not be read ({error})",
            "Without the names of the columns nobody knows which figure is which.",
            "Restore the first line as published.",
        ) from error
    if not header:
        raise refuse(
            file,
            1,
            "the first line is empty, where the names of the columns are expected",
            "Without the names of the columns nobody knows which figure is which.",
            "Remove the empty line, or restore the header.",
        )
    return Table(file, tuple(header), text, ProblemList(file))


def _unpacked(file: Path) -> bytes:
    try:
        packed = file.read_bytes()
    except OSError as error:
        raise refuse(
            file,
            0,
            f"can not be read ({error.strerror or error})",
            "The figures in it are needed.",
            "Correct the path or the access rights.",
        ) from error
    if file.suffix != ".gz":
        return packed
    try:
        return gzip.decompress(packed)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise refuse(
            file,
            0,
            f"can not be unpacked ({error})",
            "A packed file that was cut or damaged lacks figures.",
            _FETCH_AGAIN,
        ) from error


def _decoded(file: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            found = "it is UTF-16"
        else:
            found = f"byte 0x{content[error.start]:02X}, in Windows-1252 the character {_windows(content, error)!r}"
        raise refuse(
            file,
            line,
            f"not UTF-8: {found}",
            "Names with umlauts would be read wrongly, and figures perhaps too.",
            "Save the file as UTF-8.",
        ) from error


def _windows(content: bytes, error: UnicodeDecodeError) -> str:
    return content[error.start : error.start + 1].decode("cp1252", errors="replace")
