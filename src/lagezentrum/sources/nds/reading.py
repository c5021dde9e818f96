"""From the file of indicators announced by the Land to observations."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from lagezentrum.engine.observations import Observation
from lagezentrum.law.problems import fault
from lagezentrum.sources.cells import absurd_figure, bad_figure, is_figure, read_day
from lagezentrum.sources.nds.layout import (
    ARCHIVE,
    AREA,
    HIGHEST,
    HOSPITALISATION,
    ICU_SHARE,
    ORIGINS,
    StateLayout,
    remark,
)
from lagezentrum.sources.problems import ProblemList
from lagezentrum.sources.tables import Progress, Table, open_table
from lagezentrum.sources.vintage import Row, Vintage

_HIGHEST_OTHER = 20_000


def read_announced(
    file: Path,
    layout: StateLayout,
    *,
    first: date | None,
    last: date | None,
    latest: date,
    progress: Progress | None = None,
) -> list[Observation]:
    """The Land's indicators from `first` to `last`. An empty cell yields no observation.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    return [
        Observation(indicator, AREA, day, Decimal(figure), datetime.combine(day, layout.hour), source, note)
        for day, row in _read(open_table(file), layout, latest, progress).items()
        if (first is None or day >= first) and (last is None or day <= last)
        for indicator, figure, source, note in _figures(row, day, layout)
        if figure
    ]


def read_announced_vintage(file: Path, content: bytes, layout: StateLayout, latest: date) -> Vintage:
    """All rows of a file that came as bytes, empty cells included.

    Args:
        file: the name it came under.
        content: its bytes.
        layout: of which file.
        latest: the day of its receipt.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    days = _read(open_table(file, content), layout, latest, None)
    return Vintage(
        layout,
        min(days),
        max(days),
        tuple(
            Row(
                indicator=indicator,
                area=AREA,
                day=day,
                value=Decimal(figure) if figure else None,
                published_at=datetime.combine(day, layout.hour),
                source=source,
                note=note,
                denominator=None,
                recomputed=False,
            )
            for day, row in days.items()
            for indicator, figure, source, note in _figures(row, day, layout)
        ),
    )


def _read(table: Table, layout: StateLayout, latest: date, progress: Progress | None) -> dict[date, dict[str, str]]:
    """Every row of the file by its day."""
    table.require_columns(layout.columns)
    problems = table.problems
    days: dict[date, dict[str, str]] = {}
    for line, cells in table.rows(progress):
        row = dict(zip(table.header, cells, strict=True))
        day = read_day(cells[0], line, problems, earliest=layout.first_day, latest=latest)
        sound = _sound(row, line, layout, problems)
        if day is None or not sound:
            continue
        if day in days:
            problems.add(
                line,
                *fault(
                    de=(
                        f"zweite Zeile für {day}",
                        "Zwei Zahlen für einen Tag: Es ist nicht klar, welche entscheidet.",
                        "Behalten Sie die zuerst bekanntgegebene Zeile, und entfernen Sie die andere.",
                    ),
                    en=(
                        f"second row for {day}",
                        "Two figures for one day: it is not clear which one decides.",
                        "Keep the row as first announced and remove the other.",
                    ),
                ),
            )
        days[day] = row
    table.require_rows(len(days))
    table.require_last_line_end()
    problems.settle()
    return days


def _sound(row: dict[str, str], line: int, layout: StateLayout, problems: ProblemList) -> bool:
    """Whether every cell holds what its column says; faults are noted."""
    sound = True
    figures = {layout.hospitalisation: HIGHEST[HOSPITALISATION], layout.icu_share: HIGHEST[ICU_SHARE]}
    for column, highest in {**figures, **dict.fromkeys(layout.others, _HIGHEST_OTHER)}.items():
        text = row[column]
        if text and not is_figure(text):
            problems.add(line, *bad_figure(text, column))
            sound = False
        elif text and Decimal(text) > highest:
            problems.add(line, *absurd_figure(text, column, str(highest)))
            sound = False
    origin = row[layout.origin]
    if bool(origin) != bool(row[layout.hospitalisation]) or (origin and origin not in ORIGINS):
        problems.add(
            line,
            *fault(
                de=(
                    f"{layout.origin}: {origin!r} bei {layout.hospitalisation} {row[layout.hospitalisation]!r}",
                    "Eine Zahl muss sagen, wo sie überliefert ist, und nur eine Zahl; die Zeile kann verschoben sein.",
                    f"Schreiben Sie neben eine Zahl eines von {', '.join(ORIGINS)}, und lassen Sie beides leer, wo es "
                    "keine gibt.",
                ),
                en=(
                    f"{layout.origin}: {origin!r} with {layout.hospitalisation} {row[layout.hospitalisation]!r}",
                    "A figure needs to say where it is on record, and nothing else may; the row may be shifted.",
                    f"Write one of {', '.join(ORIGINS)} beside a figure, and leave both empty where there is none.",
                ),
            ),
        )
        sound = False
    press = row[layout.press]
    if press and not all(address.startswith(("https://", "http://")) for address in press.split(" ")):
        problems.add(
            line,
            *fault(
                de=(
                    f"{layout.press}: {press!r} ist keine Adresse",
                    "Wo eine Adresse erwartet wird, steht etwas anderes: Die Zeile kann verschoben sein.",
                    "Stellen Sie die Zeile wieder her; trennen Sie Adressen mit einem Leerzeichen.",
                ),
                en=(
                    f"{layout.press}: {press!r} is no address",
                    "Where an address is expected something else stands: the row may be shifted.",
                    "Restore the row; separate addresses by one space.",
                ),
            ),
        )
        sound = False
    return sound


def _figures(row: dict[str, str], day: date, layout: StateLayout) -> Iterator[tuple[str, str, str, str]]:
    """Indicator, figure (perhaps empty), source and note for each figure of a row."""
    press = row[layout.press]
    archived, reported = ORIGINS.get(row[layout.origin], (False, False))
    on_record = ([ARCHIVE] if archived else []) + ([press] if reported and press else [])
    for indicator, figure, places in (
        (HOSPITALISATION, row[layout.hospitalisation], on_record),
        (ICU_SHARE, row[layout.icu_share], [press] if press else []),
    ):
        source = f"{layout.source} ({'; '.join(places)})" if figure and places else layout.source
        yield indicator, figure, source, remark(indicator, day) if figure else ""
