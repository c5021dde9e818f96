"""What every answer carries beside its data."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from lagezentrum.law.model import Text
from lagezentrum.web.today import BERLIN

LICENCE = "dl-de/by-2-0"
LICENCE_URL = "https://www.govdata.de/dl-de/by-2-0"


def _local(moment: datetime) -> str:
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")


LocalMoment = Annotated[
    datetime,
    PlainSerializer(_local, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
]
"""A moment, written as local time in Germany with its offset."""


class Shape(BaseModel):
    """A frozen piece of an answer."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class Source(Shape):
    """Where figures come from, how current they are, and on what terms they may be used."""

    id: str
    title: Text
    name: str = Field(description="how the source is to be named")
    decides: bool = Field(description="whether its figures may drive findings")
    data_until: date | None = Field(description="last day with a figure that counts")
    published_at: LocalMoment | None
    received_at: LocalMoment | None = Field(description="when the last file came")
    next_expected_at: LocalMoment
    overdue: bool = Field(description="whether the next figures should have been there already")
    url: str = Field(description="where the last file was fetched; may be empty")
    licence: str
    licence_url: str
    attribution: str = Field(description="to be shown wherever the figures are")


class LedgerHead(Shape):
    """The last event of the ledger: whoever keeps its hash can show later that nothing before it was changed."""

    number: int
    hash: str
    recorded_at: LocalMoment


class Meta(Shape):
    """What an answer rests on."""

    regulation: str = Field(description="id of the regulation in charge")
    today: date = Field(description="the day that the service takes for today")
    as_of: LocalMoment | None = Field(description="the moment of knowledge that was asked for; null: all on record")
    data_until: date | None = Field(description="last day with published figures; null: there are none")
    published_at: LocalMoment | None = Field(description="when the latest figures that count were published")
    next_expected_at: LocalMoment | None = Field(description="when the next figures are expected")
    last_checked_at: LocalMoment | None = Field(description="when the last file came from a source")
    unchanged: Text | None = Field(description="why there is nothing new today; null where there is")
    source: tuple[Source, ...]
    licence: str = Field(LICENCE, description="licence of the answer; the sources keep their own")
    exercise: bool = Field(description="true: an exercise, not a live warning")
    authority: str = Field(description="the authority that runs the service; empty: none")
    ledger: LedgerHead | None = Field(description="null: nothing has been recorded yet")


class Answer(Shape):
    """An answer: `data` is what was asked for, `meta` what it rests on."""

    meta: Meta
