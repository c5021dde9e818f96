"""Exports of SORMAS as counts: cases by reporting date and district, contacts by last day of follow-up and district.

Two columns of each row are read and added up; nothing else of a row is looked at, kept or shown. So no name can get
into a result or a message. An export has one header row or two (entity, then property such as `person.firstName`).
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lagezentrum.staffing.intake import csv_table
from lagezentrum.staffing.intake.cells import Line, letter
from lagezentrum.staffing.intake.problems import Problem, Problems
from lagezentrum.staffing.need import sormas_faults as faults

MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
LONGEST_SILENCE = 7
_HEADER_ROWS = 3
_ENTITIES = {"case", "caze", "contact"}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.,+Z]*)?")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: [\d:.,]*)?")
_SLASHED = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}.*")
_FIRST, _LAST = date(2019, 1, 1), date(2099, 12, 31)


class Kind(StrEnum):
    """What an export lists."""

    CASES = "cases"
    CONTACTS = "contacts"


_DISTRICT = ("responsibledistrict", "district", "landkreis", "kreis", "zustndigerlandkreis", "zustaendigerlandkreis")
_DAY: Mapping[Kind, tuple[str, ...]] = {
    Kind.CONTACTS: ("followupuntil", "nachverfolgungbis", "followupbis"),
    Kind.CASES: ("reportdate", "meldedatum", "datumdermeldung"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases or contacts there are, by day and district.

    Attributes:
        kind: what was counted.
        counts: by district (as `resolve` names it) and day: the reporting date of cases, the last day of follow-up of
            contacts.
        rows: rows read, good or not.
        undated: contacts without a last day of follow-up: they have none or it is over, so they are no fault.
        problems: rows that are not counted, each with row and column. Where there are any, the counts are too small.
    """

    kind: Kind
    counts: Mapping[tuple[str, date], int]
    rows: int
    undated: int
    problems: tuple[Problem, ...]

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts counted, sorted."""
        return tuple(sorted({district for district, _ in self.counts}))

    def covered(self) -> tuple[tuple[date, date], ...]:
        """The stretches of time that the export speaks of, first and last day of each.

        It lists every case of its days, so a day without one lies within a stretch; but after more than a week without
        any row a new one begins, lest a single mistyped date turn months into months without cases.
        """
        stretches: list[tuple[date, date]] = []
        for day in sorted({day for _, day in self.counts}):
            if stretches and (day - stretches[-1][1]).days <= LONGEST_SILENCE:
                stretches[-1] = (stretches[-1][0], day)
            else:
                stretches.append((day, day))
        return tuple(stretches)


def read_counts(content: bytes, resolve: Callable[[str], str | None]) -> Counts | tuple[Problem, ...]:
    """Count an export of cases or contacts.

    Args:
        content: a CSV file; comma, semicolon or tab; UTF-8 with or without byte order mark, or Windows-1252.
        resolve: the key of a district by what stands in the file, or None where there is no such district.

    Returns:
        The counts, or, where the file can not be used as a whole, why.
    """
    problems = Problems()
    lines = csv_table.lines(content, problems, MOST_ROWS, MOST_COLUMNS)
    found = None if problems.fatal else _columns(lines, problems)
    if found is None:
        return tuple(_without_value(problem) for problem in problems.listed())
    kind, day_at, district_at, header = found
    counts: Counter[tuple[str, date]] = Counter()
    known: dict[str, str | None] = {}
    rows = undated = 0
    for line in lines:
        if line.number <= header or line.empty:
            continue
        rows += 1
        day_text, district_text = _text(line, day_at), _text(line, district_at)
        if not day_text and kind is Kind.CONTACTS:
            undated += 1
            continue
        day = _day(day_text)
        if day is None:
            problems.add(line.number, letter(day_at), "", faults.no_day(slashed=bool(_SLASHED.fullmatch(day_text))))
        if district_text not in known:
            known[district_text] = resolve(district_text) if district_text else None
        district = known[district_text]
        if district is None:
            problems.add(line.number, letter(district_at), "", faults.no_district(empty=not district_text))
        if day is not None and district is not None:
            counts[district, day] += 1
    if not rows:
        problems.refuse(header, "", "", faults.empty())
        return problems.listed()
    return Counts(kind, dict(counts), rows, undated, problems.listed())


def _columns(lines: Sequence[Line], problems: Problems) -> tuple[Kind, int, int, int] | None:
    """Kind of the export, places of day and district, and the number of the last header row."""
    head = [line for line in lines[: _HEADER_ROWS + 1] if not line.empty][:_HEADER_ROWS]
    for position, line in enumerate(head):
        names = {_plain(_text(line, place)): place for place in reversed(range(len(line.cells)))}
        district = next((names[name] for name in _DISTRICT if name in names), None)
        for kind in (Kind.CONTACTS, Kind.CASES):
            day = next((names[name] for name in _DAY[kind] if name in names), None)
            if day is not None and district is not None:
                below = [line, *(row for row in head[position + 1 :] if _plain(_text(row, district)) in _DISTRICT)]
                return kind, day, district, below[-1].number
    problems.refuse(head[0].number if head else 0, "", "", faults.no_header() if head else faults.empty())
    return None


def _plain(name: str) -> str:
    """A column name in small letters alone: `caze.reportDate` and `Report date` are the same.

    What belongs to something else, such as `person.address.district`, has no name here.
    """
    *before, last = name.split(".")
    if len(before) > 1 or any(part.casefold() not in _ENTITIES for part in before):
        return ""
    return re.sub(r"[^a-z]", "", last.casefold())


def _text(line: Line, place: int) -> str:
    cell = line.cells[place] if place < len(line.cells) else None
    return "" if cell is None else str(cell).strip()


def _day(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _GERMAN.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return named if _FIRST <= named <= _LAST else None


def _without_value(problem: Problem) -> Problem:
    """The problem without what stands in the file: in a shifted row it could be a name."""
    return Problem(problem.row, problem.column, "", problem.what, problem.why, problem.remedy)
