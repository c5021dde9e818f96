"""The rows of a file of RKI incidences, checked one by one and day by day.

All rows are checked, also those that are not asked for: a file that is wrong in one place is not trusted in another.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.cells import absurd_figure, bad_figure, is_count, is_figure, other_name, read_day
from lagezentrum.sources.problems import ProblemList
from lagezentrum.sources.rki import faults
from lagezentrum.sources.rki.layout import CONTRADICTS_CASES, HIGHEST, IncidenceLayout, remark
from lagezentrum.sources.tables import Progress, Table

# RKI divided by changing years of population, up to about 2 % apart; rounding adds a little at small counts.
_TOLERANCE = 0.03
_ROUNDING = 0.05
_GROWTH = 0.15
"""How far the inhabitants named in a file may be from those known here, which are of 2019 and 2020."""
_FEWEST_SHIFTED = 3
"""Fewer rows that do not fit say nothing about a column."""
_TOO_MANY_FOR_CHANCE = 20
"""So many districts without a single case on one day: not chance, but a file filled with zeros."""


@dataclass(slots=True)
class ReadDay:
    """A day of the file and what was seen of it; `wanted` if it was asked for."""

    day: date
    wanted: bool
    areas: dict[str, None] = field(default_factory=dict)
    some_cases: bool = False
    compared: int = 0
    contradictions: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a key of the file stands for; `ags` is None for keys that are known but not asked for."""

    ags: str | None
    state: str
    until: date | None = None
    fewest: int = 0
    most: int = 0


class ReadRow(NamedTuple):
    """A sound row as text; `figure` is empty where there is none."""

    ags: str
    day: date
    figure: str
    cases: str
    population: str
    note: str


def read_rows(
    table: Table,
    layout: IncidenceLayout,
    first: date | None,
    last: date | None,
    states: Collection[str] | None,
    latest: date,
    progress: Progress | None,
) -> tuple[list[ReadRow], Collection[ReadDay]]:
    """The rows wanted, and every day of the file.

    Args:
        table: the file.
        layout: of which file.
        first: first day wanted; None for all there are.
        last: last day wanted; None for all there are.
        states: keys of the Länder wanted; None for all.
        latest: last day for which figures can have been published.
        progress: told how far the reading has come.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    table.require_columns(layout.columns)
    problems = table.problems
    at_area, at_count, at_value = (table.position(name) for name in (layout.area, layout.count, layout.value))
    at_name = table.position(layout.area_name) if layout.area_name else None
    at_population = table.position(layout.population) if layout.population else None
    days: dict[str, ReadDay] = {}
    places: dict[str, _Place] = {}
    rows: list[ReadRow] = []
    for line, row in table.rows(progress):
        day = days.get(row[0]) or _day(row[0], line, problems, layout, first, last, latest, days)
        key, count, text = row[at_area], row[at_count], row[at_value]
        place = places.get(key) or _place(key, line, problems, layout, states, places)
        if day is None or place is None:
            continue
        if key in day.areas:
            problems.add(line, *faults.second_row(key, row[0]))
            continue
        day.areas[key] = None
        if at_name is not None and row[at_name] != _name(key):
            problems.add(line, *other_name(row[at_name], key, _name(key)))
            continue
        population = row[at_population] if at_population is not None else ""
        if place.fewest and at_population is not None and not _sound_population(population, place):
            problems.add(line, *faults.other_inhabitants(layout.population or "", population, key, place.most))
            continue
        if not is_figure(text):
            if text:
                problems.add(line, *bad_figure(text, layout.value))
                continue
            if count and not is_count(count):
                problems.add(line, *faults.no_count(layout.count, count))
                continue
        elif (figure := float(text)) > HIGHEST:
            problems.add(line, *absurd_figure(text, layout.value, f"{HIGHEST:.0f}"))
            continue
        else:
            day.some_cases = day.some_cases or figure > 0
            if count:
                if not is_count(count):
                    problems.add(line, *faults.no_count(layout.count, count))
                    continue
                if place.fewest and day.day >= layout.first_day:
                    day.compared += 1
                    if not _fits(int(count), figure, place, population):
                        day.contradictions[key] = line
        if day.wanted and place.ags is not None and (place.until is None or day.day <= place.until):
            state = place.state
            note = day.remarks.get(state)
            if note is None:
                note = day.remarks[state] = remark(day.day, state)
            if key in day.contradictions:
                note = "; ".join(filter(None, (note, str(CONTRADICTS_CASES))))
            rows.append(ReadRow(place.ags, day.day, text, count, population, note))
    table.require_rows(len(days))
    table.require_last_line_end()
    _check_days(days, table.text, problems)
    problems.settle()
    return rows, days.values()


def _day(
    text: str,
    line: int,
    problems: ProblemList,
    layout: IncidenceLayout,
    first: date | None,
    last: date | None,
    latest: date,
    days: dict[str, ReadDay],
) -> ReadDay | None:
    lag = timedelta(days=layout.lag)
    day = read_day(text, line, problems, earliest=date(2020, 1, 1), latest=latest - lag)
    if day is None:
        return None
    day += lag
    wanted = day >= max(first or day, layout.first_day) and day <= (last or day)
    days[text] = ReadDay(day, wanted)
    return days[text]


def _place(
    key: str,
    line: int,
    problems: ProblemList,
    layout: IncidenceLayout,
    states: Collection[str] | None,
    places: dict[str, _Place],
) -> _Place | None:
    known = all_areas()
    area = known.get(layout.renamed.get(key, key))
    if area is not None and not (area.is_land and not layout.renamed):
        wanted = not area.is_land and (states is None or area.state in states)
        places[key] = _Place(area.ags if wanted else None, area.state, area.until, *area.inhabitants)
    elif key in layout.passed_over:
        places[key] = _Place(None, key[:2])
    else:
        problems.add(line, *faults.unknown_key(key, lost_zero=f"0{key}" in known))
        return None
    return places[key]


def _name(key: str) -> str:
    return "Deutschland" if key == "00" else all_areas()[key].name


def _sound_population(text: str, place: _Place) -> bool:
    return is_count(text) is not None and place.fewest * (1 - _GROWTH) <= int(text) <= place.most * (1 + _GROWTH)


def _fits(count: int, figure: float, place: _Place, population: str) -> bool:
    per_head = count * 100_000
    if population:
        return abs(per_head / int(population) - figure) <= 2 * _ROUNDING
    lowest = per_head / place.most * (1 - _TOLERANCE) - _ROUNDING
    return lowest <= figure <= per_head / place.fewest * (1 + _TOLERANCE) + _ROUNDING


def _check_days(days: dict[str, ReadDay], text: str, problems: ProblemList) -> None:
    """Faults that show only in a whole day: a shifted column, zeros throughout, or an end before its time.

    A single figure that contradicts its cases was perhaps published so, and then decides; it carries a remark.
    """
    for day in days.values():
        if len(day.contradictions) >= _FEWEST_SHIFTED and 2 * len(day.contradictions) > day.compared:
            problems.add(
                min(day.contradictions.values()),
                *faults.shifted_column(len(day.contradictions), day.compared, day.day),
            )
        if not day.some_cases and len(day.areas) >= _TOO_MANY_FOR_CHANCE and day.wanted:
            problems.add(0, *faults.only_zeros(day.day))
    if len(days) < 2:
        return
    before, final = (list(day.areas) for day in list(days.values())[-2:])
    if len(final) < len(before) and before[: len(final)] == final:
        problems.add(
            text.rstrip("\r\n").count("\n") + 1,
            *faults.ends_within(list(days)[-1], len(final), len(before)),
        )
