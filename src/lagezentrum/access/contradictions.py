"""What nobody can have: dates and an age that contradict each other. Told instead of an answer, never guessed away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lagezentrum.access.person import Person
from lagezentrum.law.model import Text

Field = Literal["vaccinated", "boosted", "recovered"]

_FIRST = date(2020, 1, 1)
"""Before this day nobody was tested for, vaccinated against or recovered from Covid-19."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A date that can not be true; `says` names no date, so that it may be told anywhere."""

    field: Field
    says: Text


def contradictions(person: Person, moment: datetime) -> Iterator[Contradiction]:
    """What contradicts itself in what a person says; a date after the moment is none, it just does not count yet.

    Args:
        person: who.
        moment: when the age is as said.
    """
    fields: tuple[Field, ...] = ("vaccinated", "boosted", "recovered")
    for field in fields:
        day: date | None = getattr(person, field)
        if day is None:
            continue
        if day < _FIRST:
            yield Contradiction(field, _TOO_EARLY)
        elif person.age is not None and day <= _years_before(moment.date(), person.age + 1):
            yield Contradiction(field, _BEFORE_BIRTH)
    if person.vaccinated is not None and person.boosted is not None and person.boosted <= person.vaccinated:
        yield Contradiction("boosted", _NOT_AFTER)


def _years_before(day: date, years: int) -> date:
    year = max(day.year - years, date.min.year)
    leap_day_without_leap_year = (day.month, day.day) == (2, 29) and not _is_leap(year)
    return date(year, 2, 28) if leap_day_without_leap_year else day.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_TOO_EARLY = Text(
    de="Dieser Tag liegt vor 2020; da gab es weder Test noch Impfung gegen Covid-19. Bitte das Jahr prüfen.",
    en="This day lies before 2020, when there was neither a test for nor a vaccine against Covid-19. Check the year.",
)
_BEFORE_BIRTH = Text(
    de="Dieser Tag läge vor der Geburt. Bitte den Tag oder das Alter prüfen.",
    en="This day would lie before birth. Check the day or the age.",
)
_NOT_AFTER = Text(
    de="Die Auffrischung muss nach der letzten Impfung liegen. Bitte beide Tage prüfen.",
    en="The booster must come after the last dose. Check both days.",
)
