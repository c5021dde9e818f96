"""Cells and lines as they come out of a file, before anybody asks what they mean."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | bool | date | None
"""A CSV file gives texts alone; a workbook gives numbers and days, too. None: nothing stands there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its number in the file, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return all(cell is None for cell in self.cells)


def letter(position: int) -> str:
    """The letters by which a spreadsheet names a column, counted from 0: A, B … Z, AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def text_of(cell: Cell) -> str:
    """What a person sees in a cell; a whole number has no decimals, however the file stores it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "j" if cell else "n"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip()
