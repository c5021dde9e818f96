"""What the rule found."""

from datetime import date
from typing import Literal

from pydantic import Field

from lagezentrum.law.model import Text
from lagezentrum.web.api.shapes.envelope import Answer, Shape
from lagezentrum.web.api.shapes.levels import MissingFigure


class FoundChange(Shape):
    """A change whose condition was met, or may have been, by a section of counted days."""

    version: str = Field(description="version in force when the section ended")
    rule: str
    area: str
    area_title: str
    step: str
    title: Text
    change: Literal["raise", "lower"]
    status: Literal["found", "undetermined"]
    section: tuple[date, ...] = Field(description="the counted days; of several open sections in a row, the first")
    run_end: date = Field(description="end of the last open section in a row; the section's own end if found")
    earliest_effect: date = Field(description="first day on which the change can hold")
    hangs_on: tuple[MissingFigure, ...] = Field(description="the missing figures that decide; empty if found")
    remark: Literal["already in force", "without effect"] | None = Field(
        description="why it changes nothing; null if it changes something"
    )


class Findings(Shape):
    """The findings whose sections end in a span of days, in the order of these ends."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    judged_until: date = Field(description="last day whose figures were looked at")
    findings: tuple[FoundChange, ...]


class FindingsAnswer(Answer):
    """What the rule found."""

    data: Findings
