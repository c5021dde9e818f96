"""A file as rows under named columns, whatever its form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from lagezentrum.law.problems import Fault, fault
from lagezentrum.staffing.intake import csv_table, file_faults, xlsx_table
from lagezentrum.staffing.intake.cells import Cell, Line, letter, text_of
from lagezentrum.staffing.intake.columns import Columns, Header, find_header
from lagezentrum.staffing.intake.problems import Problems, Unfit

MOST_BYTES = 64_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 60

T = TypeVar("T")
_MEMORY = 50_000

EMPTY_CELL = fault(
    de=("hier fehlt der Wert", "Ohne ihn lässt sich nicht planen; leer ist nicht null.", "Tragen Sie ihn ein."),
    en=("the value is missing", "Nothing can be planned without it; empty is not zero.", "Fill it in."),
)


@dataclass(slots=True)
class Row:
    """One row, from which values are taken by column; what does not fit is noted."""

    number: int
    _cells: tuple[Cell, ...]
    _table: "Table"

    def cell(self, column: str) -> Cell:
        """What stands in a column; None where nothing does."""
        place = self._table.header.places.get(column)
        return None if place is None or place >= len(self._cells) else self._cells[place]

    def take(self, column: str, parse: Callable[[Cell], T]) -> T | None:
        """The value of a column; None with the problem noted where it is missing or does not fit."""
        if self.cell(column) is None:
            self.note(column, EMPTY_CELL)
            return None
        return self.maybe(column, parse)

    def maybe(self, column: str, parse: Callable[[Cell], T]) -> T | None:
        """The value of a column that may be empty."""
        cell = self.cell(column)
        if cell is None:
            return None
        memory, key = self._table.memory, (column, type(cell), cell)
        if key in memory:
            found: Any = memory[key]
        else:
            try:
                found = parse(cell)
            except Unfit as error:
                found = error.fault
            if len(memory) < _MEMORY:
                memory[key] = found
        if isinstance(found, Fault):
            self.note(column, found)
            return None
        value: T = found
        return value

    def note(self, column: str, found: Fault) -> None:
        """Note a problem with what stands in a column."""
        cell = self.cell(column) if column else None
        self._table.problems.add(self.number, column, text_of(cell), found)


class Table:
    """The rows of a file below its header."""

    def __init__(self, lines: list[Line], header: Header, problems: Problems) -> None:
        self.header = header
        self.problems = problems
        self.memory: dict[tuple[object, ...], Any] = {}
        self.total = 0
        self._lines = lines
        self._width = max(header.places.values()) + 1
        self._named = frozenset(header.places.values())

    def rows(self) -> Iterator[Row]:
        """Each row that is not empty."""
        for line in self._lines:
            if line.number <= self.header.row or line.empty:
                continue
            self.total += 1
            for position, cell in enumerate(line.cells):
                if cell is not None and position not in self._named:
                    self.problems.add(line.number, letter(position), text_of(cell), file_faults.outside())
            yield Row(line.number, line.cells, self)
        if not self.total and not self.problems.fatal:
            self.problems.refuse(0, "", "", file_faults.NO_ROWS)


def open_table(content: bytes, columns: Columns, problems: Problems) -> Table | None:
    """A CSV or XLSX file as a table, told apart by its first bytes; None with the reasons noted."""
    if not content.strip():
        problems.refuse(0, "", "", file_faults.EMPTY)
        return None
    if len(content) > MOST_BYTES:
        problems.refuse(0, "", "", file_faults.too_large(MOST_BYTES // 1_000_000))
        return None
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        problems.refuse(0, "", "", file_faults.OLD_EXCEL)
        return None
    if content.startswith(b"PK"):
        return _from_workbook(content, columns, problems)
    lines = csv_table.lines(content, problems, MOST_ROWS, MOST_COLUMNS)
    return None if problems.fatal else _under_header(lines, columns, problems)


def _from_workbook(content: bytes, columns: Columns, problems: Problems) -> Table | None:
    """The sheet that has a header is the table; what else a workbook holds (instructions) is not read."""
    found: Table | None = None
    first: Problems | None = None
    for name, lines, own in xlsx_table.sheets(content, problems, MOST_ROWS, MOST_COLUMNS):
        if all(line.empty for line in lines) and not own.fatal:
            continue
        header = None if own.fatal else find_header(lines, columns, own)
        if header is None:
            first = first or own
        elif found is None:
            problems.join(own)
            found = Table(lines, header, problems)
        elif any(not line.empty for line in lines if line.number > header.row):
            problems.refuse(0, "", name, file_faults.another_table(name))
    if found is None and first is not None:
        problems.join(first)
    elif found is None and not problems.fatal:
        problems.refuse(0, "", "", file_faults.EMPTY)
    return None if problems.fatal else found


def _under_header(lines: list[Line], columns: Columns, problems: Problems) -> Table | None:
    if all(line.empty for line in lines):
        problems.refuse(0, "", "", file_faults.EMPTY)
        return None
    header = find_header(lines, columns, problems)
    return None if header is None else Table(lines, header, problems)
