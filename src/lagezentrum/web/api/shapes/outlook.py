"""The certain outlook: when what holds can change at the earliest, and what has to happen for it."""

from datetime import date
from typing import Literal

from pydantic import Field

from lagezentrum.engine.progress import MarkKind
from lagezentrum.law.model import Text
from lagezentrum.outlook.earliest import Cause, State
from lagezentrum.web.api.shapes.areas import AreaShort
from lagezentrum.web.api.shapes.envelope import Answer, Shape
from lagezentrum.web.api.shapes.levels import MissingFigure

_STATE = (
    "settled: an order, the regulation or the end of a suspension brings it; met: found, nobody has determined it; "
    "running: figures to come can bring it; undetermined: missing figures decide; excluded: no figures can bring it "
    "any more under the versions announced"
)


class NeededFigure(Shape):
    """What one figure must be."""

    indicator: str
    area: str
    word: Literal["above", "at_least", "at_most", "below"]
    threshold: str = Field(description="with the digits of the law")


class OutlookDay(Shape):
    """One day of the section that would bring the change."""

    day: date
    kind: MarkKind
    reason: Text | None = Field(description="the name of the Sunday or holiday of a skipped day")
    needs: tuple[tuple[NeededFigure, ...], ...] = Field(
        description="all figures of one of these sets must be so; empty for days that are decided or do not count"
    )


class BreakingDay(Shape):
    """A day whose figures can break the section."""

    day: date
    then: date | None = Field(description="earliest effect by the same way if they do; null: no more")


class OutlookPath(Shape):
    """The shortest section along one way."""

    version: str = Field(description="version that judges it")
    indicators: tuple[str, ...]
    counted: int = Field(description="days reached for certain")
    needed: int
    section_end: date
    earliest_effect: date
    days: tuple[OutlookDay, ...]
    breaks: tuple[BreakingDay, ...] = Field(description="its counted days to come")
    latest_break: date | None = Field(description="latest day on which a single value breaks it")
    hangs_on: tuple[MissingFigure, ...] = Field(description="missing figures that it takes as enough")
    if_they_stay_missing: date | None = Field(description="earliest effect then; null: none are needed, or no more")


class RuleOutlook(Shape):
    """The next change of one step under one rule, whatever other rules do."""

    rule: str
    area: str
    step: str
    title: Text
    change: Literal["raise", "lower"]
    state: State = Field(description=_STATE)
    earliest: date | None
    otherwise_not_before: date | None = Field(description="if the next counted day does not bring what is needed")
    ways: tuple[OutlookPath, ...]
    until: date | None = Field(description="last day of the rule, or of a refraining, where that decides")


class SettledChange(Shape):
    """A change that comes on a known day if nobody decides otherwise."""

    day: date
    step: str
    change: Literal["raise", "lower"]
    cause: Cause
    rule: str | None = Field(description="null: the regulation sets or ends the level for everybody")
    area: str | None
    sentence: Text


class StepOutlook(Shape):
    """When a level (or a higher one) or a consequence can begin to hold in the area, or cease to."""

    step: str
    title: Text
    change: Literal["raise", "lower"] = Field(description="`lower` if it holds now")
    state: State = Field(description=_STATE)
    earliest: date | None = Field(description="null: excluded")
    otherwise_not_before: date | None
    deciding_rule: str | None = Field(description="null: a settled change decides, or nothing can")
    sentence: Text


class Outlook(Shape):
    """The certain outlook of an area. The earliest day is not the likely one, and what is met is not yet ordered."""

    area: AreaShort
    present: date = Field(description="the day looked ahead from")
    figures_until: date = Field(description="last day whose figures were looked at")
    steps: tuple[StepOutlook, ...]
    rules: tuple[RuleOutlook, ...]
    settled: tuple[SettledChange, ...]


class OutlookAnswer(Answer):
    """The certain outlook of an area."""

    data: Outlook
