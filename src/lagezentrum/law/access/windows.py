"""How old a proof may be, in words: `at_least`, `above`, `at_most`, `below`, each with a span of time.

Days and months are counted in calendar days of the place, hours in elapsed time.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Self

from pydantic import Field, model_validator

from lagezentrum.law.access.dated import Dated, Element
from lagezentrum.law.model import Cited


class Span(Element):
    """A span of time in exactly one unit."""

    days: int | None = Field(default=None, ge=0, strict=True)
    months: int | None = Field(default=None, ge=1, strict=True)

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if (self.days is None) == (self.months is None):
            raise ValueError("a span of time has exactly one unit: `days` or `months`")
        return self

    def after(self, day: date) -> date:
        """The day that lies this span after `day`; a month without that day ends the span on its last one."""
        if self.days is not None:
            return day + timedelta(days=self.days)
        assert self.months is not None  # noqa: S101 (one unit, checked when the span was built)
        count = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(count, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class DayWindow(Dated):
    """On which days a proof counts, measured from the day it names (last dose, positive test).

    `from` and `to` say in which time this reading of the age holds.
    """

    at_least: Span | None = None
    above: Span | None = None
    at_most: Span | None = None
    below: Span | None = None

    @model_validator(mode="after")
    def _one_word_per_side(self) -> Self:
        if (self.at_least is None) == (self.above is None):
            raise ValueError("the age of a proof needs exactly one lower word: `at_least` or `above`")
        if self.at_most is not None and self.below is not None:
            raise ValueError("the age of a proof takes at most one upper word: `at_most` or `below`")
        return self

    def first_day(self, day: date) -> date:
        """The first day on which a proof dated `day` counts."""
        if self.at_least is not None:
            return self.at_least.after(day)
        assert self.above is not None  # noqa: S101 (one lower word, checked when the window was built)
        return self.above.after(day) + timedelta(days=1)

    def last_day(self, day: date) -> date | None:
        """The last day on which a proof dated `day` counts; None where it does not expire."""
        if self.at_most is not None:
            return self.at_most.after(day)
        if self.below is not None:
            return self.below.after(day) - timedelta(days=1)
        return None


class HourWindow(Cited):
    """How many hours ago a test may have been taken."""

    at_most: int | None = Field(default=None, ge=1, le=24 * 14, strict=True)
    below: int | None = Field(default=None, ge=1, le=24 * 14, strict=True)

    @model_validator(mode="after")
    def _one_word(self) -> Self:
        if (self.at_most is None) == (self.below is None):
            raise ValueError("the age of a test needs exactly one word: `at_most` or `below`, in hours")
        return self

    @property
    def hours(self) -> int:
        """The limit in hours, whichever word it carries."""
        return self.at_most or self.below or 0

    def until(self, taken: datetime) -> datetime:
        """The moment at which a test taken at `taken` is as old as the limit; hours elapse, clocks may be changed."""
        return taken.astimezone(UTC) + timedelta(hours=self.hours)

    def covers(self, taken: datetime, moment: datetime) -> bool:
        """Whether a test taken at `taken` counts at `moment`; both must carry their time zone.

        A test that is yet to be taken does not count.
        """
        now, limit = moment.astimezone(UTC), self.until(taken)
        return taken.astimezone(UTC) <= now and (now <= limit if self.at_most is not None else now < limit)
