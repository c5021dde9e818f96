"""Regulations: versions, thresholds, provisions, and how doubtful passages are read."""

from datetime import date

from pydantic import Field

from lagezentrum.law.interpretations import Interpretation
from lagezentrum.law.model import Text, Version
from lagezentrum.law.norm import Status
from lagezentrum.web.api.shapes.envelope import Answer, Shape


class VersionShort(Shape):
    """A version: its name and when it was in force."""

    version: str
    title: Text
    first_day: date
    last_day: date | None


class RegulationShort(Shape):
    """A regulation with its versions, oldest first."""

    id: str
    in_charge: bool = Field(description="whether the service applies it")
    versions: tuple[VersionShort, ...]
    link: str


class ProvisionText(Shape):
    """A provision of the norm in our own words, and what became of it."""

    anchor: str
    title: str
    text: Text
    status: Status
    reason: str = Field(description="why it is not encoded, or a remark; may be empty")
    cited_at: tuple[str, ...] = Field(description="the parts of `law` that rest on it, as keys joined by dots")


class VersionInFull(Shape):
    """A version: the law as data, the provisions it rests on, and the readings chosen."""

    law: Version
    provisions: tuple[ProvisionText, ...]
    readings: dict[str, Interpretation]


class RegulationInFull(RegulationShort):
    """A regulation with everything its versions say."""

    in_full: tuple[VersionInFull, ...]


class RegulationsAnswer(Answer):
    """The regulations that the service knows."""

    data: tuple[RegulationShort, ...]


class RegulationAnswer(Answer):
    """One regulation."""

    data: RegulationInFull
