"""A table of figures as CSV, brought into columns, so that one reader judges both kinds of file."""

from datetime import date, datetime
from math import isfinite, isnan
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from lagezentrum.sources.figure_table.columns import WANTED
from lagezentrum.sources.figure_table.faults import export_no_more, lost_zero, wrong_value
from lagezentrum.sources.figure_table.layout import COUNTS_FROM, REQUIRED, ZONE, lost_a_zero
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.problems import refuse
from lagezentrum.sources.tables import open_table

_ROW_GROUP = 1 << 18
_KINDS = {"day": pa.date32(), "value": pa.float64(), "published_at": pa.timestamp("us", tz=ZONE)}


def open_csv(path: Path) -> FigureTable:
    """Read a CSV file with at least the columns every table of figures has.

    An empty value, or `nan`, says that there is none. A moment without a zone is German time.

    Raises:
        SourceError: with every row that can not be read, up to a number.
    """
    table = open_table(path)
    if COUNTS_FROM in table.header:
        raise refuse(path, 1, *export_no_more(COUNTS_FROM))
    table.require_known_columns(REQUIRED, [*REQUIRED, *table.header])
    places = [table.position(name) for name in REQUIRED]
    columns: dict[str, list[object]] = {name: [] for name in REQUIRED}
    for line, row in table.rows():
        for name, place in zip(REQUIRED, places, strict=True):
            cell = row[place].strip()
            try:
                columns[name].append(_read(name, cell))
            except ValueError:
                table.problems.add(line, *wrong_value(name, cell, WANTED[name]))
        if lost_a_zero(row[places[1]]):
            table.problems.add(line, *lost_zero(row[places[1]]))
    table.problems.settle()
    written = pa.table({name: pa.array(cells, _KINDS.get(name, pa.string())) for name, cells in columns.items()})
    stream = pa.BufferOutputStream()
    pq.write_table(written, stream, row_group_size=_ROW_GROUP)
    return FigureTable.open(path, stream.getvalue())


def _read(name: str, cell: str) -> object:
    """A cell as what its column holds.

    Raises:
        ValueError: it is something else.
    """
    if name == "value":
        number = float(cell) if cell else None
        if number is None or isnan(number):
            return None
        if not isfinite(number):
            raise ValueError(cell)
        return number
    if not cell:
        raise ValueError(cell)
    if name == "day":
        return date.fromisoformat(cell)
    if name == "published_at":
        moment = datetime.fromisoformat(cell)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(ZONE))
    return cell
