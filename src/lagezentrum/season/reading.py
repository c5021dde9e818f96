"""The bundled season as figures and orders, read as strictly as any other file."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.problems import Fault, fault
from lagezentrum.season.layout import FIRST_DAY, FOLDER, LAST_DAY, NEW_CASES_FILE, ORDERS_FILE, STATE
from lagezentrum.sources.areas import districts
from lagezentrum.sources.cells import absurd_figure, bad_figure, is_figure, read_day
from lagezentrum.sources.nds.layout import AREA
from lagezentrum.sources.nds.reading import read_announced
from lagezentrum.sources.orders.order import Order
from lagezentrum.sources.orders.reading import read_orders as read_orders_file
from lagezentrum.sources.problems import refuse
from lagezentrum.sources.rki.layout import HIGHEST, INDICATOR, LOWER_SAXONY, remark
from lagezentrum.sources.tables import open_table


def read_season(folder: Path = FOLDER) -> Figures:
    """The figures of the season: incidences of 45 districts, and the Land's two indicators.

    Raises:
        SourceError: a bundled file was damaged.
    """
    announced = read_announced(folder / STATE.file, STATE, first=None, last=None, latest=LAST_DAY)
    return Figures(_incidences(folder / NEW_CASES_FILE) + announced)


@cache
def read_orders(folder: Path = FOLDER) -> tuple[Order, ...]:
    """The orders known to have been issued, declined or left open in the season.

    Raises:
        SourceError: the bundled file was damaged.
    """
    return read_orders_file(folder / ORDERS_FILE, latest=LAST_DAY)


def _incidences(file: Path) -> list[Observation]:
    table = open_table(file)
    areas = [area.ags for area in districts(AREA)]
    table.require_columns(("day", *areas))
    problems = table.problems
    days: set[date] = set()
    observations: list[Observation] = []
    for line, row in table.rows():
        day = read_day(row[0], line, problems, earliest=FIRST_DAY, latest=LAST_DAY)
        if day is None:
            continue
        days.add(day)
        published_at, note = datetime.combine(day, time.min), remark(day, AREA)
        for area, text in zip(areas, row[1:], strict=True):
            if not text:
                continue
            if not is_figure(text):
                problems.add(line, *bad_figure(text, area))
            elif float(text) > HIGHEST:
                problems.add(line, *absurd_figure(text, area, f"{HIGHEST:.0f}"))
            else:
                observations.append(
                    Observation(INDICATOR, area, day, Decimal(text), published_at, LOWER_SAXONY.source, note)
                )
    table.require_last_line_end()
    problems.settle()
    expected = (LAST_DAY - FIRST_DAY).days + 1
    if len(days) != expected:
        raise refuse(file, 0, *_days_missing(len(days), expected))
    return observations


def _days_missing(days: int, expected: int) -> Fault:
    return fault(
        de=(
            f"{days} von {expected} Tagen",
            "Die Saison ist vollständig, oder sie ist nicht die Saison.",
            "Stellen Sie die Datei aus dem Paket wieder her, oder bauen Sie die Saison neu.",
        ),
        en=(
            f"{days} of {expected} days",
            "The season is whole, or it is not the season.",
            "Restore the file from the package, or build the season anew.",
        ),
    )
