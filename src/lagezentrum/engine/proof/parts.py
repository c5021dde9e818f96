"""The pieces of which nodes of a proof are made."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from lagezentrum.law.model import Text

StageState = Literal["yes", "no", "undetermined", "assumed", "coming", "coming_assumed", "refrained", "by_regulation"]
Bearing = Literal["decides", "included", "next", "beyond"]
StepState = Literal["in_force", "met", "not_met", "undetermined"]
SectionState = Literal["complete", "running", "undetermined"]
Answer = Literal["yes", "no", "unknown"]
Word = Literal["above", "at_least", "at_most", "below"]


class Part(BaseModel):
    """A frozen piece that knows its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Citation(Part):
    """A provision of the norm of one version."""

    version: str
    anchor: str
    title: str


Cite = tuple[Citation, ...]


class Missing(Part):
    """A value that is not on record and decides."""

    indicator: str
    title: Text
    area: str
    day: date


class Demand(Missing):
    """What a missing value would have to be for the condition to hold: `word` and `threshold`."""

    unit: str
    word: Word
    threshold: Decimal


class Stage(Part):
    """One of the three steps. A step not taken has the state `no` and no day."""

    state: StageState
    day: date | None = None


class OpenWay(Part):
    """A way that missing values leave open: it holds if every demand is met."""

    indicators: tuple[str, ...]
    demands: tuple[Demand, ...]


class OpenDays(Part):
    """Days on which one of some open ways would have to hold."""

    days: tuple[date, ...]
    ways: tuple[OpenWay, ...]
