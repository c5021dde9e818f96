"""CSV as rows of cells: `;`, `,` or tab; UTF-8 with or without byte order mark, or Windows-1252."""

import csv
import io
import re

from lagezentrum.staffing.intake import file_faults as faults
from lagezentrum.staffing.intake.cells import Line, letter
from lagezentrum.staffing.intake.problems import Problems

_SEPARATORS = (";", ",", "\t")
_LOOKED_AT = 10
_SEP_LINE = re.compile(r"sep=.\r?\n", re.IGNORECASE)


def lines(content: bytes, problems: Problems, most_rows: int, most_columns: int) -> list[Line]:
    """The rows of a CSV file; none where it is refused as a whole. A row is named by the line on which it begins."""
    text = _decoded(content, problems)
    if text is None:
        return []
    skipped = 0
    if said := _SEP_LINE.match(text):  # Excel writes it above the header
        text, skipped = text[said.end() :], 1
    found: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begins = skipped + 1
    try:
        for row in reader:
            cells = tuple(cell if cell.strip() else None for cell in row)
            while cells and cells[-1] is None:
                cells = cells[:-1]
            if begins - skipped > most_rows:
                problems.refuse(begins, "", "", faults.too_many_rows(most_rows))
                return []
            if len(cells) > most_columns:
                problems.refuse(begins, letter(most_columns), "", faults.too_many_columns(most_columns))
                return []
            found.append(Line(begins, cells))
            begins = reader.line_num + skipped + 1
    except csv.Error:
        problems.refuse(begins, "", "", faults.TORN)
        return []
    return found


def _separator(text: str) -> str:
    """The separator that stands most often in the first lines outside quotation marks; `;` where none does."""
    head = re.sub(r'"[^"\n]*"', "", "\n".join(text.splitlines()[:_LOOKED_AT]))
    return max(_SEPARATORS, key=lambda mark: max(line.count(mark) for line in head.split("\n")))


def _decoded(content: bytes, problems: Problems) -> str | None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        problems.refuse(0, "", "", faults.UTF16)
        return None
    zero = content.find(b"\x00")
    if zero >= 0:
        problems.refuse(*_place(content, zero), "", faults.NUL)
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as error:
            problems.refuse(*_place(content, error.start), "", faults.foreign_byte(content[error.start]))
            return None


def _place(content: bytes, position: int) -> tuple[int, str]:
    """Row and column of a byte, as far as separators tell."""
    begin = content.rfind(b"\n", 0, position) + 1
    before = content[begin:position]
    column = max(before.count(mark.encode()) for mark in _SEPARATORS)
    return content.count(b"\n", 0, position) + 1, letter(column)
