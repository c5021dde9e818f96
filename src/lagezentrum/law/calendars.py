"""Calendars of counting days: which days a rule counts, and why a day is left out.

What counts is law and stands in our own dated, cited files; when public holidays fall is arithmetic and comes
from the `holidays` package.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import holidays
from pydantic import BaseModel, ConfigDict, Field

from lagezentrum.law.model import Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_WEEKDAYS_DE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

# Land key of the official municipality key (AGS) → subdivision code of the holidays package.
_SUBDIVISIONS = {
    "01": "SH",
    "02": "HH",
    "03": "NI",
    "04": "HB",
    "05": "NW",
    "06": "HE",
    "07": "RP",
    "08": "BW",
    "09": "BY",
    "10": "SL",
    "11": "BE",
    "12": "BB",
    "13": "MV",
    "14": "SN",
    "15": "ST",
    "16": "TH",
}


class OwnHoliday(BaseModel):
    """A holiday that a calendar file names itself (an invented country, a local custom)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    name: Text


class Calendar(BaseModel):
    """A calendar of counting days, valid from a date, with the source that says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calendar: str
    title: Text
    valid_from: date
    source: str = Field(min_length=1)
    weekdays: tuple[Weekday, ...] = Field(min_length=1)
    public_holidays: Literal["count", "of_the_german_state"]
    own_holidays: tuple[OwnHoliday, ...] = ()

    def left_out(self, day: date, state: str) -> Text | None:
        """Why `day` does not count in the Land with key `state`; None if it counts.

        Raises:
            ValueError: the day lies before the calendar is valid, or the Land key is unknown.
        """
        if day < self.valid_from:
            raise ValueError(f"calendar {self.calendar!r} is valid from {self.valid_from}; {day} lies before")
        for own in self.own_holidays:
            if own.day == day:
                return own.name
        if self.public_holidays == "of_the_german_state":
            names = german_holidays(state, day.year).get(day)
            if names is not None:
                return names
        weekday = day.weekday()
        if _WEEKDAYS[weekday] not in self.weekdays:
            return Text(de=_WEEKDAYS_DE[weekday], en=_WEEKDAYS[weekday].capitalize())
        return None

    def counts(self, day: date, state: str) -> bool:
        """Whether `day` is a counting day in the Land with key `state`."""
        return self.left_out(day, state) is None


@lru_cache(maxsize=256)
def german_holidays(state: str, year: int) -> Mapping[date, Text]:
    """Public holidays of a German Land (key "01" … "16") in a year, with their names."""
    subdivision = _SUBDIVISIONS.get(state)
    if subdivision is None:
        raise ValueError(f"{state!r} is no key of a German Land (01 to 16)")
    in_german = holidays.country_holidays("DE", subdiv=subdivision, years=year, language="de")
    in_english = holidays.country_holidays("DE", subdiv=subdivision, years=year, language="en_US")
    return {day: Text(de=name, en=in_english[day]) for day, name in sorted(in_german.items())}


@dataclass(frozen=True)
class Calendars:
    """The calendars known to a regulation, by id."""

    by_id: Mapping[str, Calendar]

    def __getitem__(self, name: str) -> Calendar:
        return self.by_id[name]
