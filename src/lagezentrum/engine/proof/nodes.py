"""The nodes of a proof. A node says one thing; its `children` say why; `cite` names the provisions it rests on."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from lagezentrum.engine.count_start import StartReason
from lagezentrum.engine.decisions import DecisionKind
from lagezentrum.engine.outcome import Basis, Change
from lagezentrum.engine.progress import MarkKind
from lagezentrum.engine.proof.parts import (
    Answer,
    Bearing,
    Cite,
    Missing,
    OpenDays,
    Part,
    SectionState,
    Stage,
    StepState,
    Word,
)
from lagezentrum.law.model import Text


class _Node(Part):
    cite: Cite = ()
    children: tuple["Node", ...] = ()


class AnswerNode(_Node):
    """What holds in the area on the day. `level` is None where no version is in force, 0 for no level.

    `lifted` is the level that was lifted with effect from this very day; `lift_assumed` where no decision is on record.
    """

    kind: Literal["answer"] = "answer"
    area: str
    day: date
    level: int | None
    title: Text | None
    level_word: Text | None
    since: date | None
    basis: Basis | None
    lifted: int | None = None
    lifted_title: Text | None = None
    lift_assumed: bool = False


class StagesNode(_Node):
    """Met, determined, in force: three steps kept apart. `by_law`: nobody needs to determine what is met."""

    kind: Literal["stages"] = "stages"
    met: Stage
    determined: Stage
    in_force: Stage
    by_law: bool = False


class ConsequenceNode(_Node):
    """Something that holds without a level."""

    kind: Literal["consequence"] = "consequence"
    name: str
    title: Text
    area: str
    since: date
    day: date


class UpcomingNode(_Node):
    """A change that is known on the day and takes effect later; `assumed` where no decision is on record."""

    kind: Literal["upcoming"] = "upcoming"
    change: Change
    step: str
    title: Text
    area: str
    day: date
    assumed: bool


class OpenNode(_Node):
    """A step of which missing values leave open whether it was reached."""

    kind: Literal["open"] = "open"
    step: str
    title: Text
    rule: str
    rule_title: Text
    missing: tuple[Missing, ...]


class OverrideNode(_Node):
    """A level that the regulation itself sets; without `to` it lasts until lifted under `rule`."""

    kind: Literal["override"] = "override"
    level: int
    title: Text | None
    area: str
    from_: date = Field(serialization_alias="from", validation_alias="from")
    to: date | None
    rule: str | None


class RuleNode(_Node):
    """One rule that applies in the area; `area` is the Land for a statewide rule."""

    kind: Literal["rule"] = "rule"
    rule: str
    title: Text
    area: str
    authority: Text
    modality: Literal["shall", "may", "by_law"]
    version: str


class StepNode(_Node):
    """One step under a rule.

    `bearing`: it `decides` the answer, is `included` in a higher one, is the `next` one up, or lies `beyond` that.
    """

    kind: Literal["step"] = "step"
    step: str
    title: Text
    state: StepState
    bearing: Bearing


class SectionNode(_Node):
    """A section of counted days, for a raising or a lifting."""

    kind: Literal["section"] = "section"
    change: Change
    state: SectionState
    version: str
    calendar: Text
    counted: int
    needed: int


class CountStartNode(_Node):
    """The first day that may count, and why it is that day; `rule_begins`: the version is the first with the rule."""

    kind: Literal["count_start"] = "count_start"
    day: date
    reason: StartReason
    version: str
    rule_begins: bool = False


class RouteNode(_Node):
    """The ways in which the condition can be met, and the one looked at; indicators by id and title."""

    kind: Literal["route"] = "route"
    ways: tuple[tuple[str, ...], ...]
    way: tuple[str, ...]
    titles: dict[str, Text]
    throughout: Literal["same_indicators", "any_each_day"]


class DayNode(_Node):
    """One day of a section: counted or skipped, with the reason."""

    kind: Literal["day"] = "day"
    day: date
    mark: MarkKind
    change: Change
    reason: Text | None


class ObservationNode(_Node):
    """A figure as published and as compared; all None where nothing is on record. `note`: what is wrong with it."""

    kind: Literal["observation"] = "observation"
    indicator: str
    title: Text
    unit: str
    area: str
    day: date
    published: Decimal | None
    compared: Decimal | None
    published_at: datetime | None
    source: str
    note: str


class ComparisonNode(_Node):
    """The comparison with the lower end of the range; `by` is how far the value lies from it."""

    kind: Literal["comparison"] = "comparison"
    indicator: str
    word: Word
    threshold: Decimal
    compared: Decimal | None
    answer: Answer
    by: Decimal | None


class EffectNode(_Node):
    """From the end of a section to the first day of its effect."""

    kind: Literal["effect"] = "effect"
    change: Change
    section_end: date
    days_after: int
    day: date


class DecisionNode(_Node):
    """A decision of an authority as recorded."""

    kind: Literal["decision"] = "decision"
    decision: DecisionKind
    step: str
    title: Text
    area: str
    authority: str
    decided_on: date
    effective: date | None
    until: date | None
    basis: str
    source: str
    note: str


class UndeterminedNode(_Node):
    """Missing values decide whether a section was complete.

    The result would hold if for every element of `open_days` one of its ways does. Where sections in a row are
    open, `section` is the first, `run_end` the end of the last and `missing` the values of all; but where a decision
    was taken, `section` is the last that ended by its day, and `missing` its values. `consistent_with` lists the days
    of decisions that any such values agree with.
    """

    kind: Literal["undetermined"] = "undetermined"
    change: Change
    step: str
    title: Text
    section: tuple[date, ...]
    run_end: date
    effect: date
    missing: tuple[Missing, ...]
    open_days: tuple[OpenDays, ...]
    consistent_with: tuple[date, ...]


class WhyNotNode(_Node):
    """Why a step does not hold on a day, and from when it could.

    To hold on `day`, a section would have had to end by `due`. `enough_days` is false where counting started too
    late for that. `counted` of `needed` days are reached on `as_of`. Without `earliest_end` and `earliest_effect` the
    version ends before, and another one judges what comes. `decided`: the step does hold, by a decision; then the rest
    tells of what would have been without it.
    """

    kind: Literal["why_not"] = "why_not"
    step: str
    title: Text
    day: date
    as_of: date
    due: date
    enough_days: bool
    counting_from: date
    calendar: Text
    counted: int
    needed: int
    earliest_end: date | None
    earliest_effect: date | None
    version_ends: date | None
    decided: bool = False


class ShortfallNode(_Node):
    """A value that kept the section from being complete; `by` is what it lacks (0: exactly on the boundary)."""

    kind: Literal["shortfall"] = "shortfall"
    day: date
    indicator: str
    title: Text
    unit: str
    compared: Decimal | None
    word: Word
    threshold: Decimal
    by: Decimal | None


Node = Annotated[
    AnswerNode
    | StagesNode
    | ConsequenceNode
    | UpcomingNode
    | OpenNode
    | OverrideNode
    | RuleNode
    | StepNode
    | SectionNode
    | CountStartNode
    | RouteNode
    | DayNode
    | ObservationNode
    | ComparisonNode
    | EffectNode
    | DecisionNode
    | UndeterminedNode
    | WhyNotNode
    | ShortfallNode,
    Field(discriminator="kind"),
]

for _node in (
    AnswerNode, StagesNode, ConsequenceNode, UpcomingNode, OpenNode, OverrideNode, RuleNode, StepNode, SectionNode,
    CountStartNode, RouteNode, DayNode, ObservationNode, ComparisonNode, EffectNode, DecisionNode, UndeterminedNode,
    WhyNotNode, ShortfallNode,
):  # fmt: skip
    _node.model_rebuild()
