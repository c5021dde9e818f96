"""From the file of indicators announced by the Land to observations."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from lagezentrum.engine.observations import Observation
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
from lagezentrum.sources.tables import Progress, open_table

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
    table = open_table(file)
    table.require_columns(layout.columns)
    problems = table.problems
    seen: set[date] = set()
    observations: list[Observation] = []
    for line, cells in table.rows(progress):
        row = dict(zip(table.header, cells, strict=True))
        day = read_day(cells[0], line, problems, earliest=layout.first_day, latest=latest)
        sound = _sound(row, line, layout, problems)
        if day is None or not sound:
            continue
        if day in seen:
            problems.add(
                line,
                f"second row for {day}",
                "Two figures for one day: it is not clear which one decides.",
                "Keep the row as first announced and remove the other.",
            )
        seen.add(day)
        if (first is None or day >= first) and (last is None or day <= last):
            observations.extend(_observations(row, day, layout))
    table.require_rows(len(seen))
    table.require_last_line_end()
    problems.settle()
    return observations


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
            f"{layout.origin}: {origin!r} with {layout.hospitalisation} {row[layout.hospitalisation]!r}",
            "A figure needs to say where it is on record, and nothing else may; the row may be shifted.",
            f"Write one of {', '.join(ORIGINS)} beside a figure, and leave both empty where there is none.",
        )
        sound = False
    press = row[layout.press]
    if press and not all(address.startswith(("https://", "http://")) for address in press.split(" ")):
        problems.add(
            line,
            f"{layout.press}: {press!r} is no address",
            "Where an address is expected something else stands: the row may be shifted.",
            "Restore the row; separate addresses by one space.",
        )
        sound = False
    return sound


def _observations(row: dict[str, str], day: date, layout: StateLayout) -> Iterator[Observation]:
    published_at = datetime.combine(day, time.min)
    press = row[layout.press]
    archived, reported = ORIGINS.get(row[layout.origin], (False, False))
    on_record = ([ARCHIVE] if archived else []) + ([press] if reported and press else [])
    for indicator, text, places in (
        (HOSPITALISATION, row[layout.hospitalisation], on_record),
        (ICU_SHARE, row[layout.icu_share], [press] if press else []),
    ):
        if text:
            yield Observation(
                indicator,
                AREA,
                day,
                Decimal(text),
                published_at,
                f"{layout.source} ({'; '.join(places)})" if places else layout.source,
                remark(indicator, day),
            )
