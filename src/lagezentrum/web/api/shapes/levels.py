"""What holds in an area on a day: met, determined, in force – three things, kept apart."""

from datetime import date
from typing import Literal

from pydantic import Field

from lagezentrum.engine.progress import MarkKind
from lagezentrum.law.model import Text
from lagezentrum.web.api.shapes.areas import AreaShort
from lagezentrum.web.api.shapes.envelope import Answer, Shape

MetState = Literal["known", "undetermined", "withheld", "awaiting_figures", "outside"]
HoldingState = Literal["known", "ahead", "unknown", "outside"]
UnknownReason = Literal["not_announced", "nothing_on_record"]


class MissingFigure(Shape):
    """A figure on which an answer hangs because it is not on record."""

    indicator: str
    area: str
    day: date


class MetStep(Shape):
    """A step whose condition the figures meet, or may meet."""

    rule: str
    area: str = Field(description="where it is judged: the district, or the Land for a statewide rule")
    step: str = Field(description='a level as text ("1"), or the name of a consequence ("3G")')
    title: Text
    state: Literal["met", "undetermined"]
    by: Literal["figures", "regulation"] = Field(description="`regulation`: it sets the step whatever the figures say")
    since: date = Field(description="the day that completed the section, or on which the regulation set it")
    hangs_on: tuple[MissingFigure, ...] = Field(description="the missing figures that decide; empty where met")


class Met(Shape):
    """What the rule finds in the figures, whatever was ordered.

    `known`: every step is decided. `undetermined`: missing figures decide a step (see `steps`). `withheld`: a file with
    figures that matter is held back at the gate. `awaiting_figures`: the figures do not reach this day yet. `outside`:
    no version of the regulation is in force.
    """

    state: MetState
    level: int | None = Field(description="highest level met for certain, 0 for none; null where nothing can be said")
    steps: tuple[MetStep, ...]


class DeterminedStep(Shape):
    """A step that a published order, or the regulation itself, sets."""

    rule: str | None = Field(description="null: a level fixed by the regulation for everybody")
    area: str
    step: str
    title: Text
    by: Literal["order", "regulation"]
    determination: str | None = Field(description="id of the determination; null for the regulation")
    published_on: date | None = Field(description="null for the regulation")
    effective: date = Field(description="first day in force")
    ends: date | None = Field(description="first day no longer in force, where that is already settled")


class Determined(Shape):
    """What the orders published up to this day say, whether or not their day has come.

    `ahead`: the day has not come, today or on the day of `as_of`; further orders may be published. `unknown`: see
    `reason`; either nothing is on record up to this day, or no version of the regulation had been announced for it.
    """

    state: HoldingState
    reason: UnknownReason | None = Field(description="why it is unknown; null: it is not")
    level: int | None
    steps: tuple[DeterminedStep, ...]


class StepInForce(Shape):
    """A step that holds on the day, and since when."""

    rule: str | None
    area: str
    step: str
    title: Text
    by: Literal["order", "regulation"]
    since: date
    ends: date | None = Field(description="first day no longer in force, where that is already settled")


class SuspendedStep(Shape):
    """A court's suspension that makes a difference on the day."""

    of: Literal["determined", "lifted"] = Field(description="`lifted`: the end is suspended, so that the step goes on")
    rule: str
    area: str
    step: str
    first: date
    last: date | None = Field(description="null: until further notice")


class InForce(Shape):
    """What holds on this day by orders and by the regulation. States and reasons as in `determined`."""

    state: HoldingState
    reason: UnknownReason | None = Field(description="why it is unknown; null: it is not")
    level: int | None = Field(description="0: no level; null: unknown, or the regulation is not in force")
    since: date | None = Field(description="since when this level holds without a break by the same rule")
    title: Text | None = Field(description="null: no level")
    steps: tuple[StepInForce, ...] = Field(description="what brings the level about, and consequences without a level")
    suspended: tuple[SuspendedStep, ...] = Field(description="without which something else would hold")


class Counting(Shape):
    """Whether the figures of a day count for a section; if not, why not."""

    counts: bool | None = Field(description="null: no version is in force, or its rules count differently")
    reason: Text | None = Field(description="the name of the Sunday or holiday")


class DayInArea(Shape):
    """One day in one area."""

    day: date
    version: str | None = Field(description="version of the regulation; null: none is in force, or none is announced")
    counting: Counting
    met: Met
    determined: Determined
    in_force: InForce


class Box(Shape):
    """One day of a running section."""

    day: date
    kind: MarkKind = Field(
        description="reached, missed, skipped (Sunday or holiday), missing (no figure), future; when lowering, reached "
        "means out of the range"
    )
    reason: Text | None
    figures: dict[str, str | None] = Field(description="the deciding figures as published; null: not on record")


class NextChange(Shape):
    """The running section of a step: how far its next change has come, and when it could hold at the earliest."""

    rule: str
    area: str
    step: str
    title: Text
    change: Literal["raise", "lower"]
    counted: int = Field(description="days reached for certain")
    needed: int
    complete: bool
    undetermined: bool = Field(description="missing figures decide whether the section is complete")
    earliest_end: date | None = Field(
        description="first day on which the section could be complete; null: no section to come decides"
    )
    earliest_effect: date | None = Field(
        description="first day on which the change could hold, as in `/outlook`; null: no figures can bring it"
    )
    version_ends: date | None = Field(description="last day of the version if that comes first")
    boxes: tuple[Box, ...]
    sentence: Text


class LevelOnDay(DayInArea):
    """One day in one area, with what may come next."""

    area: AreaShort
    next: tuple[NextChange, ...] = Field(description="as of this day; empty where no rule applies")


class Timeline(Shape):
    """Every day asked for, in order, none left out."""

    area: AreaShort
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    days: tuple[DayInArea, ...]


class DayInForce(Shape):
    """What is in force on one day, in short. States and reasons as in `determined`."""

    day: date
    state: HoldingState
    reason: UnknownReason | None = Field(description="why it is unknown; null: it is not")
    level: int | None = Field(description="0: no level; null: unknown, or the regulation is not in force")
    consequences: tuple[str, ...] = Field(description='what holds without a level, such as "3G"')


class AreaTimeline(Shape):
    """Every day asked for in one area, in order, none left out."""

    area: AreaShort
    days: tuple[DayInForce, ...]


class Timelines(Shape):
    """The Land and its districts, each with every day asked for."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    areas: tuple[AreaTimeline, ...]


class LevelAnswer(Answer):
    """What holds on one day."""

    data: LevelOnDay


class TimelineAnswer(Answer):
    """What held, holds or is ordered on each day of a span."""

    data: Timeline


class TimelinesAnswer(Answer):
    """What held, holds or is ordered everywhere on each day of a span."""

    data: Timelines
