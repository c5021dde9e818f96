"""A file at the gate, and what is on record to compare it with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.vintage import Row, Vintage

_FURTHEST = timedelta(days=3)
"""Figures further apart say nothing about one another."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A figure on record: the last that counted when the file was published."""

    value: Decimal | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class Previous:
    """The newest file of the same layout that counts."""

    first_day: date
    as_of: date
    rows: int


@dataclass(frozen=True)
class Case:
    """What the rules may look at.

    Attributes:
        vintage: the file.
        known: (indicator, area) → day → figure on record, for the days of the file and some before.
        previous: the file before it, if there is one.
        received: day of receipt.
    """

    vintage: Vintage
    known: Mapping[tuple[str, str], Mapping[date, Known]]
    previous: Previous | None
    received: date

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of the file."""
        return tuple(dict.fromkeys(row.indicator for row in self.vintage.rows))

    @cached_property
    def by_day(self) -> Mapping[tuple[str, date], Mapping[str, Row]]:
        """(indicator, day) → area → row of the file."""
        days: dict[tuple[str, date], dict[str, Row]] = {}
        for row in self.vintage.rows:
            days.setdefault((row.indicator, row.day), {})[row.area] = row
        return days

    @cached_property
    def known_by_day(self) -> Mapping[tuple[str, date], Mapping[str, Known]]:
        """(indicator, day) → area → figure on record."""
        days: dict[tuple[str, date], dict[str, Known]] = {}
        for (indicator, area), series in self.known.items():
            for day, figure in series.items():
                days.setdefault((indicator, day), {})[area] = figure
        return days

    def fresh_days(self, indicator: str) -> list[date]:
        """The days of which nothing is on record yet, in order."""
        return sorted(day for name, day in self.by_day if name == indicator and not self.known_by_day.get((name, day)))

    def values(self, indicator: str, day: date) -> dict[str, Decimal]:
        """The figures of the file for a day, by area."""
        rows = self.by_day.get((indicator, day), {})
        return {area: row.value for area, row in rows.items() if row.value is not None}

    def values_before(self, indicator: str, day: date) -> dict[str, Decimal]:
        """The figures of the last day before, on record or else in the file; empty if it is too long ago."""
        earlier = day - timedelta(days=1)
        while day - earlier <= _FURTHEST:
            on_record = self.known_by_day.get((indicator, earlier), {})
            values = {area: figure.value for area, figure in on_record.items() if figure.value is not None}
            values = values or self.values(indicator, earlier)
            if values:
                return values
            earlier -= timedelta(days=1)
        return {}


def named(areas: list[str]) -> str:
    """Some areas by name, and how many more there are."""
    known = all_areas()
    text = ", ".join(known[area].title for area in areas[:_MOST_NAMED])
    return text + (f" (+ {len(areas) - _MOST_NAMED})" if len(areas) > _MOST_NAMED else "")


def german(day: date) -> str:
    """A day as it is written in German."""
    return f"{day.day}.{day.month}.{day.year}"
