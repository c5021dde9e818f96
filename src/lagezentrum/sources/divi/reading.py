"""From a file of the DIVI register to rows for the archive."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from lagezentrum.law.problems import fault
from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.cells import absurd_figure, bad_figure, is_count, other_name, read_day
from lagezentrum.sources.divi.layout import HIGHEST, BedsLayout
from lagezentrum.sources.problems import ProblemList
from lagezentrum.sources.tables import open_table
from lagezentrum.sources.vintage import Row, Vintage

_Cells = dict[str, str]


def read_beds_vintage(file: Path, content: bytes, layout: BedsLayout, latest: date) -> Vintage:
    """All rows of a file that came as bytes, empty cells included, without the days that are long past.

    Args:
        file: the name it came under.
        content: its bytes.
        layout: of which file.
        latest: the day of its receipt.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    table = open_table(file, content)
    table.require_columns(layout.columns)
    problems = table.problems
    rows: dict[tuple[date, str], _Cells] = {}
    for line, texts in table.rows():
        cells = dict(zip(table.header, texts, strict=True))
        day = read_day(texts[0], line, problems, earliest=layout.first_day, latest=latest)
        land = cells[layout.area]
        sound = _is_land(cells, line, layout, problems) and _counts(cells, line, layout, problems)
        if day is None or not sound:
            continue
        if (day, land) in rows:
            problems.add(
                line,
                *fault(
                    de=(
                        f"zweite Zeile für {land} am {day}",
                        "Zwei Zahlen für einen Tag: Es ist nicht klar, welche veröffentlicht wurde.",
                        "Behalten Sie die veröffentlichte Zeile, und entfernen Sie die andere.",
                    ),
                    en=(
                        f"second row for {land} on {day}",
                        "Two figures for one day: it is not clear which one was published.",
                        "Keep the row as published and remove the other.",
                    ),
                ),
            )
        rows[day, land] = cells
    table.require_rows(len(rows))
    table.require_last_line_end()
    problems.settle()
    first_day, as_of = min(rows)[0], max(rows)[0]
    published_at = datetime.combine(as_of, layout.hour)
    return Vintage(
        layout,
        first_day,
        as_of,
        tuple(
            Row(
                indicator=indicator,
                area=land,
                day=day,
                value=Decimal(cells[column]) if cells[column] else None,
                published_at=published_at,
                source=layout.source,
                note="",
                denominator=None,
                recomputed=day < as_of,
            )
            for (day, land), cells in rows.items()
            if (as_of - day).days <= layout.days_kept
            for column, indicator in layout.figures.items()
        ),
    )


def _is_land(cells: _Cells, line: int, layout: BedsLayout, problems: ProblemList) -> bool:
    """Whether key and name are those of a Land; faults are noted."""
    key, name = cells[layout.area], cells[layout.area_name]
    area = all_areas().get(key)
    if area is None or not area.is_land:
        problems.add(
            line,
            *fault(
                de=(
                    f"unbekannter Schlüssel eines Landes {key!r}",
                    "Eine Zahl, die nirgends hingehört, steht am falschen Ort oder stammt aus einer anderen Datei.",
                    "Schreiben Sie die zwei Ziffern des Landes; ist die Zeile um eine Spalte verschoben, stellen Sie "
                    "sie wieder her.",
                ),
                en=(
                    f"unknown key of a Land {key!r}",
                    "A figure that belongs nowhere is either misplaced or of another file.",
                    "Write the two digits of the Land; if the row is shifted by a column, restore it.",
                ),
            ),
        )
    elif name != area.name:
        problems.add(line, *other_name(name, key, area.name))
    else:
        return True
    return False


def _counts(cells: _Cells, line: int, layout: BedsLayout, problems: ProblemList) -> bool:
    """Whether every cell is empty or a number of beds, patients or units; faults are noted."""
    sound = True
    for column in (*layout.figures, *layout.others):
        text = cells[column]
        if text and not is_count(text):
            problems.add(line, *bad_figure(text, column))
            sound = False
        elif text and int(text) > HIGHEST:
            problems.add(line, *absurd_figure(text, column, str(HIGHEST)))
            sound = False
    return sound
