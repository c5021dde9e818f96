"""Tables on a terminal that is too narrow for them: each row in lines of its own, so that no column is lost."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from lagezentrum.cli.layout import hanging
from lagezentrum.cli.settings import Settings

_BETWEEN = " · "
_WIDER_THAN_ANY = 10_000


def show_whole(settings: Settings, table: Table) -> None:
    """Print a table; where it can not be shown whole, "header cell · header cell" for each row, broken as text is."""
    unbounded = settings.out.options.update(width=_WIDER_THAN_ANY)  # else the answer is cut to the terminal
    if Measurement.get(settings.out, unbounded, table).minimum <= settings.out.width:
        settings.show(table)
        return
    columns = [(_plain(column.header), [*map(_plain, column.cells)]) for column in table.columns]
    for number in range(table.row_count):
        cells = ((header, column[number]) for header, column in columns)
        settings.show(hanging(_BETWEEN.join(_told(cells)), settings.out.width), soft_wrap=True)


def _told(cells: Iterable[tuple[str, str]]) -> Iterable[str]:
    """The cells of a row, each behind its header; the first speaks for itself, and an empty one is left out."""
    for number, (header, cell) in enumerate(cells):
        if cell:
            yield f"{header} {cell}".lstrip() if number else cell


def _plain(cell: RenderableType) -> str:
    text = cell if isinstance(cell, Text) else Text(str(cell))
    return " ".join(text.plain.split())
