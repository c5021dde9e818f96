"""Workbooks as rows of cells: read in one pass, bounded, without macros, formulas and XML definitions."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook

from lagezentrum.staffing.intake import file_faults as faults
from lagezentrum.staffing.intake.cells import Cell, Line, letter
from lagezentrum.staffing.intake.problems import Fault, Problems

MOST_UNPACKED = 200_000_000
MOST_PARTS = 2_000
_CHUNK = 1 << 20
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def sheets(
    content: bytes, problems: Problems, most_rows: int, most_columns: int
) -> Iterator[tuple[str, list[Line], Problems]]:
    """The name and the rows of each visible sheet with what is wrong in it; nothing where the workbook is refused."""
    refused = _refusal(content)
    if refused is not None:
        problems.refuse(0, "", "", refused)
        return
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    own = Problems()
                    yield sheet.title, _lines(sheet, own, most_rows, most_columns), own
        finally:
            book.close()
    except Exception:  # noqa: BLE001 - a damaged workbook can make its reader fail in any way
        problems.refuse(0, "", "", faults.BROKEN_WORKBOOK)


def _refusal(content: bytes) -> Fault | None:
    """Why a workbook is not even opened. Sizes are counted, not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                return faults.too_large(MOST_UNPACKED // 1_000_000)
            if any("vbaproject" in part.filename.lower() for part in parts):
                return faults.MACROS
            left = MOST_UNPACKED
            for part in parts:
                before = b""
                with packed.open(part) as stream:
                    while chunk := stream.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            return faults.too_large(MOST_UNPACKED // 1_000_000)
                        seen = before + chunk
                        if not before and part.filename.endswith((".xml", ".rels")) and chunk[:2] in _WIDE:
                            return faults.ENTITIES
                        if any(mark in seen for mark in _DEFINITIONS):
                            return faults.ENTITIES
                        before = chunk[-16:]
    except Exception:  # noqa: BLE001 - a damaged package can make its reader fail in any way
        return faults.BROKEN_WORKBOOK
    return None


def _lines(sheet: object, problems: Problems, most_rows: int, most_columns: int) -> list[Line]:
    sheet.reset_dimensions()  # type: ignore[attr-defined] # what the file says of its size may be wrong
    lines: list[Line] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):  # type: ignore[attr-defined]
        if number > most_rows:
            problems.refuse(number, "", "", faults.too_many_rows(most_rows))
            return lines
        cells: list[Cell] = []
        for position, cell in enumerate(row):
            value = cell.value
            if value is None:
                cells.append(None)
            elif cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")):
                problems.add(number, letter(position), value, faults.FORMULA)
                cells.append(None)
            else:
                cells.append(_plain(value))
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > most_columns:
            problems.refuse(number, letter(most_columns), "", faults.too_many_columns(most_columns))
            return lines
        lines.append(Line(number, tuple(cells)))
    return lines


def _plain(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, bool | int | float | date):
        return value
    text = str(value)
    return text if text.strip() else None
