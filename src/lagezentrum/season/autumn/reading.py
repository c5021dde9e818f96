"""The bundled autumn as offices, districts and cases, read as strictly as any other file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lagezentrum.law.problems import Fault, fault
from lagezentrum.season.autumn.layout import (
    CASES_FILE,
    CORRECTED_LATER,
    DISTRICT_COLUMNS,
    DISTRICTS_FILE,
    FIRST_DAY,
    FOLDER,
    LAST_DAY,
    OFFICE_COLUMNS,
    OFFICES_FILE,
)
from lagezentrum.sources.cells import bad_figure, is_count, is_figure, read_day
from lagezentrum.sources.problems import refuse
from lagezentrum.sources.tables import Table, open_table
from lagezentrum.staffing.model import Receiver
from lagezentrum.staffing.need.record import CaseRecord, Count


@dataclass(frozen=True, slots=True)
class Office:
    """A health office, the state health office or the crisis unit of the ministry."""

    key: str
    name: str
    areas: tuple[str, ...]
    """AGS of its districts; empty where it serves the Land"""
    population: int | None
    """inhabitants of its districts on 31 December 2019; None where it serves the Land"""
    latitude: float
    longitude: float
    """a point within its area, in degrees (WGS 84)"""


@dataclass(frozen=True, slots=True)
class District:
    """A district with a point within it, for distances as the crow flies."""

    ags: str
    name: str
    office: str
    """key of the health office that serves it"""
    population: int
    """inhabitants on 31 December 2019"""
    latitude: float
    longitude: float


@cache
def read_offices(folder: Path = FOLDER) -> tuple[Office, ...]:
    """The 43 health offices in the order of their keys, then the state health office and the crisis unit.

    Raises:
        SourceError: the bundled file was damaged.
    """
    table = _open(folder / OFFICES_FILE, OFFICE_COLUMNS)
    offices = tuple(
        Office(
            key, name, tuple(areas.split()), int(population) if population else None, float(latitude), float(longitude)
        )
        for key, name, areas, population, latitude, longitude in _figures(table, count=3, points=(4, 5))
    )
    table.problems.settle()
    return offices


@cache
def read_districts(folder: Path = FOLDER) -> tuple[District, ...]:
    """The 45 districts in the order of their keys.

    Raises:
        SourceError: the bundled file was damaged.
    """
    table = _open(folder / DISTRICTS_FILE, DISTRICT_COLUMNS)
    districts = tuple(
        District(ags, name, office, int(population), float(latitude), float(longitude))
        for ags, name, office, population, latitude, longitude in _figures(table, count=3, points=(4, 5))
    )
    table.problems.settle()
    return districts


@cache
def read_cases(folder: Path = FOLDER) -> CaseRecord:
    """New cases by reporting date and district, as corrected later (state of 1 June 2023).

    Raises:
        SourceError: the bundled file was damaged, or a day is missing.
    """
    file = folder / CASES_FILE
    keys = tuple(district.ags for district in read_districts(folder))
    table = _open(file, ("day", *keys))
    problems = table.problems
    columns: list[list[Count]] = [[] for _ in keys]
    following = FIRST_DAY
    for line, row in table.rows():
        day = read_day(row[0], line, problems, earliest=FIRST_DAY, latest=LAST_DAY)
        if day is not None and day != following:
            problems.add(line, *_out_of_order(day, following))
        following += timedelta(days=1)
        for key, column, text in zip(keys, columns, row[1:], strict=True):
            if text and not is_count(text):
                problems.add(line, *bad_figure(text, key))
            else:
                column.append(int(text) if text else None)
    problems.settle()
    if following != LAST_DAY + timedelta(days=1):
        raise refuse(file, 0, *_out_of_order(LAST_DAY, following))
    counts = MappingProxyType({key: tuple(column) for key, column in zip(keys, columns, strict=True)})
    return CaseRecord(FIRST_DAY, LAST_DAY, counts, CORRECTED_LATER, "RKI")


def office_areas(folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """The districts of each of the 43 health offices."""
    return {office.key: office.areas for office in read_offices(folder) if office.areas}


@cache
def read_office_cases(folder: Path = FOLDER) -> CaseRecord:
    """New cases by reporting date and health office, as corrected later (state of 1 June 2023)."""
    return read_cases(folder).grouped(office_areas(folder))


@cache
def receivers(folder: Path = FOLDER) -> tuple[Receiver, ...]:
    """The 45 receivers of the pool, with no limits of their own: seats, accounts and arrivals are for them to say."""
    return tuple(
        Receiver(office.key, office.name, office.areas, office.latitude, office.longitude)
        for office in read_offices(folder)
    )


def _open(file: Path, columns: tuple[str, ...]) -> Table:
    table = open_table(file)
    table.require_columns(columns)
    table.require_last_line_end()
    return table


def _figures(table: Table, count: int, points: tuple[int, int]) -> list[list[str]]:
    """The rows, once the cells at `count` (may be empty) and `points` are seen to be figures."""
    rows = []
    for line, row in table.rows():
        for position in (count, *points):
            fits = is_count(row[position]) or not row[position] if position == count else is_figure(row[position])
            if not fits:
                table.problems.add(line, *bad_figure(row[position], table.header[position]))
        rows.append(row)
    table.problems.settle()
    return rows


def _out_of_order(found: date, expected: date) -> Fault:
    return fault(
        de=(
            f"{found}, wo {expected} folgen müsste",
            "Der Herbst ist vollständig und in der Reihenfolge der Tage, oder er ist nicht der Herbst.",
            "Stellen Sie die Datei aus dem Paket wieder her, oder bauen Sie den Herbst neu.",
        ),
        en=(
            f"{found} where {expected} should follow",
            "The autumn is whole and in the order of its days, or it is not the autumn.",
            "Restore the file from the package, or build the autumn anew.",
        ),
    )
