"""Sections for all areas at once: the days on which the last n counted days all meet a condition.

Shapes: D days × S steps × A areas. A calendar gives each day an ordinal, the number of counted days up to and
including it; a section of n days is complete on a counted day when at least n ordinals lie between it and the last
counted day that broke the condition. So no section is ever walked through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine.observations import Figures
from lagezentrum.law.calendars import Calendar
from lagezentrum.law.model import Part, Scope, Section, StepName, Version
from lagezentrum.law.ranges import as_compared

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


PlaneKey = tuple[str, Scope, int | None]
"""Indicator, scope and decimals: versions that read one indicator differently get a plane each."""


@dataclass(frozen=True)
class Grid:
    """Values of the indicators a regulation looks at, as compared by the law.

    Each plane of `values` has shape D × A, in the indicator's unit; NaN where no value is known. A figure of the
    Land stands in every one of its areas. `first` is the day of row 0.
    """

    first: date
    areas: tuple[str, ...]
    values: Mapping[PlaneKey, Floats]

    def plane(self, version: Version, indicator: str) -> Floats:
        """The values of an indicator as a version reads them, D × A."""
        return self.values[plane_key(version, indicator)]

    def day(self, row: int) -> date:
        """The day of a row."""
        return self.first + timedelta(days=row)

    def row(self, day: date) -> int:
        """The row of a day; may lie outside the grid."""
        return (day - self.first).days


def plane_key(version: Version, indicator: str) -> PlaneKey:
    """What tells the planes of a grid apart."""
    read = version.indicators[indicator]
    return indicator, read.scope, read.precision


def grid_of(
    figures: Figures,
    versions: Sequence[Version],
    areas: Sequence[str],
    first: date,
    last: date,
    known_at: datetime | None = None,
) -> Grid:
    """Bring figures as first published into arrays, rounded as the versions compare them."""
    length = (last - first).days + 1
    values: dict[PlaneKey, Floats] = {}
    for key in {plane_key(version, name): None for version in versions for name in version.indicators}:
        indicator, scope, decimals = key
        plane = np.full((length, len(areas)), np.nan)
        columns: dict[str, Floats] = {}
        for column, area in enumerate(areas):
            where = area[:2] if scope == "state" else area
            if where not in columns:
                columns[where] = _column(figures, indicator, where, first, length, decimals, known_at)
            plane[:, column] = columns[where]
        values[key] = plane
    return Grid(first, tuple(areas), values)


def _column(
    figures: Figures,
    indicator: str,
    area: str,
    first: date,
    length: int,
    decimals: int | None,
    known_at: datetime | None,
) -> Floats:
    column = np.full(length, np.nan)
    for day in figures.days(indicator, area):
        row = (day - first).days
        if 0 <= row < length:
            seen = figures.first_published(indicator, area, day, known_at)
            if seen is not None and seen.value is not None:
                column[row] = float(as_compared(seen.value, decimals))
    return column


@dataclass(frozen=True)
class Count:
    """The counted days of one calendar over a grid, by area.

    `counted` (D × A) tells whether a day counts; `ordinal` (D × A) how many counted days there are up to and
    including it.
    """

    counted: Bools
    ordinal: Ints

    def before(self, row: int, areas: Ints) -> Ints:
        """How many counted days of the grid lie before a row (any row, also outside the grid), by area."""
        if row <= 0:
            return np.zeros(len(areas), dtype=np.int32)
        if row > len(self.ordinal):  # later than anything judged here
            return np.full(len(areas), np.iinfo(np.int32).max, dtype=np.int32)
        ordinals: Ints = self.ordinal[row - 1, areas]
        return ordinals

    def all_before(self, rows: Ints) -> Ints:
        """The same for a row each of S × A."""
        known = self.ordinal[np.clip(rows - 1, 0, len(self.ordinal) - 1), np.arange(rows.shape[1])]
        later = np.where(rows > len(self.ordinal), np.iinfo(np.int32).max, known)
        return np.where(rows <= 0, 0, later).astype(np.int32)

    def section(self, row: int, area: int, days: int) -> list[int]:
        """The rows of the last `days` counted days up to and including `row`."""
        rows = np.flatnonzero(self.counted[: row + 1, area])
        return [int(r) for r in rows[-days:]]


def count_of(calendar: Calendar, areas: Sequence[str], first: date, length: int) -> Count:
    """Count the days of a calendar over `length` days from `first`."""
    by_state = {state: _counted(calendar, state, first, length) for state in {area[:2] for area in areas}}
    counted = np.stack([by_state[area[:2]] for area in areas], axis=1)
    return Count(counted, np.cumsum(counted, axis=0, dtype=np.int32))


@lru_cache(maxsize=1024)
def _counted(calendar: Calendar, state: str, first: date, length: int) -> Bools:
    """Which of `length` days from `first` count in a Land. A calendar never changes, so this is worth keeping."""
    days = (first + timedelta(days=row) for row in range(length))
    counted = np.fromiter((calendar.counts(day, state) for day in days), dtype=np.bool_, count=length)
    counted.flags.writeable = False
    return counted


@dataclass(frozen=True)
class Sections:
    """Complete sections of one part (raising or lifting) of a rule under one version.

    `certain` and `possible` have shape D × S × A (rows from `first_row` of the grid on): on that day the last n
    counted days certainly, or depending on missing values possibly, all meet the condition. `possible` is None
    where no value is missing.
    """

    first_row: int
    days: int
    count: Count
    certain: Bools
    possible: Bools | None

    def open_ways(
        self,
        version: Version,
        rule: str,
        part: Part,
        step: StepName,
        grid: Grid,
        rows: Sequence[int],
        area: int,
    ) -> list[tuple[list[int], tuple[str, ...]]]:
        """The days and ways that missing values leave open in the section of one area that counts `rows`."""
        ways = getattr(version.rules[rule], part).route.ways
        throughout = version.section(rule, part).throughout
        groups = [list(rows)] if throughout == "same_indicators" else [[row] for row in rows]
        result = []
        for group in groups:
            open_, settled = [], False
            for way in ways:
                certain = possible = True
                for name in way:
                    values = grid.plane(version, name)[group, area]
                    holds = _holds(version, rule, part, step, name, values)
                    certain = certain and bool(holds.all())
                    possible = possible and bool((holds | np.isnan(values)).all())
                settled = settled or certain
                if possible and not certain:
                    open_.append((group, way))
            if not settled:
                result.extend(open_)
        return result


def sections_of(
    version: Version,
    rule: str,
    part: Part,
    steps: Sequence[StepName],
    grid: Grid,
    count: Count,
    start_row: int,
    last_row: int,
) -> Sections:
    """Find every complete section between two rows (both included) for the steps of a rule."""
    section = version.section(rule, part)
    route = getattr(version.rules[rule], part).route
    if last_row < start_row:  # counting begins later than anything judged here
        nothing = np.zeros((0, len(steps), len(grid.areas)), dtype=np.bool_)
        return Sections(start_row, section.days, count, nothing, None)
    rows = slice(start_row, last_row + 1)
    shape = (last_row + 1 - start_row, len(steps), len(grid.areas))
    certain = np.zeros(shape, dtype=np.bool_)
    unknown = {name: np.isnan(grid.plane(version, name)[rows]) for name in route.indicators}
    some_missing = any(plane.any() for plane in unknown.values())
    possible = np.zeros(shape, dtype=np.bool_) if some_missing else None
    for position, step in enumerate(steps):
        holds = {n: _holds(version, rule, part, step, n, grid.plane(version, n)[rows]) for n in route.indicators}
        certain[:, position] = _complete(holds, route.ways, section, count, rows)
        if possible is not None:
            may_hold = {name: plane | unknown[name] for name, plane in holds.items()}
            possible[:, position] = _complete(may_hold, route.ways, section, count, rows)
    return Sections(start_row, section.days, count, certain, possible)


def _holds(version: Version, rule: str, part: Part, step: StepName, indicator: str, values: Floats) -> Bools:
    """Where the condition on one indicator certainly holds; NaN compares false throughout."""
    wanted = version.range_for(rule, step, indicator)
    threshold = float(wanted.threshold)
    reached: Bools = values > threshold if wanted.above is not None else values >= threshold
    if part == "raising":
        return reached
    if version.rules[rule].lifting.out_of_range == "strictly_below":
        below: Bools = values < threshold
        return below
    not_reached: Bools = values <= threshold if wanted.above is not None else values < threshold
    return not_reached


def _complete(
    holds: Mapping[str, Bools], ways: Sequence[tuple[str, ...]], section: Section, count: Count, rows: slice
) -> Bools:
    met = [np.logical_and.reduce([holds[name] for name in way]) for way in ways]
    if section.throughout == "any_each_day":
        met = [np.logical_or.reduce(met)]
    counted, ordinal = count.counted[rows], count.ordinal[rows]
    before = ordinal[0] - counted[0]  # no section reaches back behind the first row
    complete = []
    for plane in met:
        broken = np.where(counted & ~plane, ordinal, before)
        np.maximum.accumulate(broken, axis=0, out=broken)
        complete.append(counted & (ordinal - broken >= section.days))
    result: Bools = np.logical_or.reduce(complete)
    return result
