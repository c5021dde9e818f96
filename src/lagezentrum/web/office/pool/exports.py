"""Tables to download, as CSV and XLSX. A cell that a spreadsheet would take for a formula is made plain text."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

Cell = str | int | float | date | None
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(value: Cell) -> Cell:
    """The value, with an apostrophe in front of text that begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """With a byte order mark and semicolons, numbers with a decimal comma, as German spreadsheet programs expect it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_in_csv(neutral(cell)) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet; text is marked as text, so that nothing in it is computed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.append(list(header))
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_in_sheet(neutral(value)))
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _in_sheet(value: Cell) -> str | float | datetime | None:
    return datetime.combine(value, time()) if isinstance(value, date) else value


def _in_csv(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return value.isoformat() if isinstance(value, date) else str(value)
