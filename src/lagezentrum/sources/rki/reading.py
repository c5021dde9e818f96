"""From a file of RKI incidences to observations.

All rows are checked, also those that are not asked for: a file that is wrong in one place is not trusted in another.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from lagezentrum.engine.observations import Observation
from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.cells import absurd_figure, bad_figure, is_count, is_figure, read_day
from lagezentrum.sources.problems import ProblemList
from lagezentrum.sources.rki.layout import (
    BERLIN_BOROUGHS,
    CONTRADICTS_CASES,
    HIGHEST,
    INDICATOR,
    IncidenceLayout,
    remark,
)
from lagezentrum.sources.tables import Progress, open_table

# RKI divided by changing years of population, up to about 2 % apart; rounding adds a little at small counts.
_TOLERANCE = 0.03
_ROUNDING = 0.05
_FEWEST_SHIFTED = 3
"""Fewer rows that do not fit say nothing about a column."""
_TOO_MANY_FOR_CHANCE = 20
"""So many districts without a single case on one day: not chance, but a file filled with zeros."""


@dataclass(slots=True)
class _Day:
    day: date
    wanted: bool
    published_at: datetime
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


def read_incidences(
    file: Path,
    layout: IncidenceLayout,
    *,
    first: date | None,
    last: date | None,
    states: Collection[str] | None,
    latest: date,
    progress: Progress | None = None,
) -> list[Observation]:
    """The published incidences of the districts in `states` (None: all) from `first` to `last`.

    Values keep the digits of the file. An empty cell yields no observation.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    table = open_table(file)
    table.require_columns(layout.columns)
    problems = table.problems
    at_area, at_count, at_value = (table.position(name) for name in (layout.area, layout.count, layout.value))
    at_name = table.position(layout.area_name) if layout.area_name else None
    days: dict[str, _Day] = {}
    places: dict[str, _Place] = {}
    observations: list[Observation] = []
    source = layout.source
    for line, row in table.rows(progress):
        day = days.get(row[0]) or _day(row[0], line, problems, layout, first, last, latest, days)
        key, count, text = row[at_area], row[at_count], row[at_value]
        place = places.get(key) or _place(key, line, problems, layout, states, places)
        if day is None or place is None:
            continue
        if key in day.areas:
            problems.add(
                line,
                f"second row for {key} on {day.day}",
                "Two figures for one day: it is not clear which one decides.",
                "Keep the row as first published and remove the other.",
            )
            continue
        day.areas[key] = None
        if at_name is not None and row[at_name] != _name(key):
            problems.add(
                line,
                f"{row[at_name]!r} is not the name of {key} ({_name(key)})",
                "Key and name contradict each other, or the encoding of the file is damaged.",
                "Restore the row, or save the file as UTF-8.",
            )
            continue
        if not is_figure(text):
            if text:
                problems.add(line, *bad_figure(text, layout.value))
            elif count and not is_count(count):
                _bad_count(count, line, layout, problems)
            continue
        figure = float(text)
        if figure:
            day.some_cases = True
        if figure > HIGHEST:
            problems.add(line, *absurd_figure(text, layout.value, f"{HIGHEST:.0f}"))
            continue
        if count:
            if not is_count(count):
                _bad_count(count, line, layout, problems)
                continue
            if place.fewest and day.day >= layout.first_day:
                day.compared += 1
                if not _fits(int(count), figure, place):
                    day.contradictions[key] = line
        if day.wanted and place.ags is not None and (place.until is None or day.day <= place.until):
            state = place.state
            note = day.remarks.get(state)
            if note is None:
                note = day.remarks[state] = remark(day.day, state)
            if key in day.contradictions:
                note = "; ".join(filter(None, (note, str(CONTRADICTS_CASES))))
            observations.append(
                Observation(INDICATOR, place.ags, day.day, Decimal(text), day.published_at, source, note)
            )
    table.require_rows(len(days))
    table.require_last_line_end()
    _check_days(days, table.text, problems)
    problems.settle()
    return observations


def _day(
    text: str,
    line: int,
    problems: ProblemList,
    layout: IncidenceLayout,
    first: date | None,
    last: date | None,
    latest: date,
    days: dict[str, _Day],
) -> _Day | None:
    day = read_day(text, line, problems, earliest=date(2020, 1, 1), latest=latest)
    if day is None:
        return None
    wanted = day >= max(first or day, layout.first_day) and day <= (last or day)
    days[text] = _Day(day, wanted, datetime.combine(day, time.min))
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
    elif (layout.renamed and key == "00") or (not layout.renamed and key in BERLIN_BOROUGHS):
        places[key] = _Place(None, key[:2])
    else:
        lost_zero = f"0{key}" in known
        problems.add(
            line,
            f"unknown area key {key!r}",
            "A figure that belongs nowhere is either misplaced or of another file.",
            f"Keys are text: write {'0' + key!r} with its leading zero."
            if lost_zero
            else "Correct the key; if the row is shifted by a column, restore it.",
        )
        return None
    return places[key]


def _name(key: str) -> str:
    return "Deutschland" if key == "00" else all_areas()[key].name


def _fits(count: int, figure: float, place: _Place) -> bool:
    per_head = count * 100_000
    lowest = per_head / place.most * (1 - _TOLERANCE) - _ROUNDING
    return lowest <= figure <= per_head / place.fewest * (1 + _TOLERANCE) + _ROUNDING


def _bad_count(count: str, line: int, layout: IncidenceLayout, problems: ProblemList) -> None:
    problems.add(
        line,
        f"{layout.count}: {count!r} is not a number of cases",
        "Where a count is expected something else stands: the columns may be shifted.",
        "Restore the row; leave the cell empty where the count is not known.",
    )


def _check_days(days: dict[str, _Day], text: str, problems: ProblemList) -> None:
    """Faults that show only in a whole day: a shifted column, zeros throughout, or an end before its time.

    A single figure that contradicts its cases was perhaps published so, and then decides; it carries a remark.
    """
    for day in days.values():
        if len(day.contradictions) >= _FEWEST_SHIFTED and 2 * len(day.contradictions) > day.compared:
            problems.add(
                min(day.contradictions.values()),
                f"{len(day.contradictions)} of {day.compared} incidences of {day.day} do not fit the cases beside them",
                "Cases, inhabitants and incidence contradict each other: a column is shifted against the keys.",
                "Restore the rows of that day as published.",
            )
        if not day.some_cases and len(day.areas) >= _TOO_MANY_FOR_CHANCE and day.wanted:
            problems.add(
                0,
                f"no cases at all on {day.day}",
                "A day on which no district has a case is a fault of publication, and would lift levels.",
                "Leave the figures of that day empty if they are not known.",
            )
    if len(days) < 2:
        return
    before, final = (list(day.areas) for day in list(days.values())[-2:])
    if len(final) < len(before) and before[: len(final)] == final:
        problems.add(
            text.rstrip("\r\n").count("\n") + 1,
            f"the file ends within {list(days)[-1]}: {len(final)} of {len(before)} areas",
            "A file cut short lacks figures that were published.",
            "Fetch the file again; nothing of it was used.",
        )
