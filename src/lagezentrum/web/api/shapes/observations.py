"""Published figures, in a reading that has to be named."""

from datetime import date
from typing import Literal

from pydantic import Field

from lagezentrum.web.api.shapes.areas import AreaShort
from lagezentrum.web.api.shapes.envelope import Answer, LocalMoment, Shape

FigureState = Literal["published", "no_value", "withheld", "not_on_record", "ahead"]
ReadingName = Literal["as-first-published", "as-known-at", "latest"]


class DayFigure(Shape):
    """The figure of one day.

    `published`: there is one. `no_value`: the publisher said that there is none. `withheld`: a file with it is held
    back at the gate. `not_on_record`: nothing was received. `ahead`: the day has not come, today or on the day of
    `as_of`.
    """

    day: date
    state: FigureState
    value: str | None = Field(description="the digits as published; a missing value is null and never zero")
    published_at: LocalMoment | None
    first_seen_at: LocalMoment | None = Field(description="when it was received here")
    recomputed: bool | None = Field(description="a past day computed anew by its publisher; never decides")
    denominator: int | None = Field(description="inhabitants by which it was computed")
    missing: str | None = Field(description="why the publisher gave no value")
    source: str | None
    note: str | None = Field(description="what is known to be unusual with it")
    file_sha256: str | None


class Series(Shape):
    """One indicator in one area: every day asked for, in order, none left out."""

    indicator: str
    unit: str
    area: AreaShort = Field(description="for which it is published: the Land where a district was asked for it")
    days: tuple[DayFigure, ...]


class Observations(Shape):
    """Each indicator asked for, in each area asked for."""

    reading: ReadingName
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    series: tuple[Series, ...]


class ObservationsAnswer(Answer):
    """Published figures."""

    data: Observations
