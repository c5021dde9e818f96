"""What the certain outlook says: when a step can begin or end at the earliest, and what has to happen for it.

Nothing here is likely or unlikely. A day is named because the rule, the calendar and what is on record allow it and
allow no earlier one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from lagezentrum.engine.evidence import Lane, indicators_of
from lagezentrum.engine.outcome import Change, MissingValue
from lagezentrum.engine.progress import DayMark
from lagezentrum.engine.standing import Standing
from lagezentrum.law.model import StepName, Text

Word = Literal["above", "at_least", "at_most", "below"]

State = Literal["settled", "met", "running", "undetermined", "excluded"]
"""How a change stands.

`settled`: an order, the regulation or the end of a suspension brings it on a known day. `met`: the rule found it
reached, nobody has determined it. `running`: figures to come can bring it. `undetermined`: it could be reached already,
missing values decide. `excluded`: no figures can bring it any more under the versions known.
"""

Cause = Literal["order", "finding", "regulation", "suspension_begins", "suspension_ends"]
"""What brings a change of a known day: an order, a finding taken at its earliest date, the regulation itself (a fixed
level begins or ends, a rule or the whole regulation ends), or a court's suspension that begins or ends."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one figure must be on a counted day.

    Attributes:
        indicator: id of the indicator.
        area: whose figure it is: the district, or the Land key.
        word: how it must compare.
        threshold: with what, in the unit and precision of the law.
    """

    indicator: str
    area: str
    word: Word
    threshold: Decimal

    def met_by(self, value: Decimal) -> bool:
        """Whether a value, in the precision of the law, is enough."""
        if self.word == "above":
            return value > self.threshold
        if self.word == "at_least":
            return value >= self.threshold
        return value <= self.threshold if self.word == "at_most" else value < self.threshold


Needs = tuple[tuple[Need, ...], ...]
"""What a day must bring: all needs of one of these sets."""


@dataclass(frozen=True, slots=True)
class Box:
    """A day of the section that would bring the change: as the boxes of the running section, with what is needed.

    Attributes:
        mark: the day; `reached`, `missing`, `skipped` or `future`.
        needs: what a `future` or `missing` day must bring (or have brought); empty for others.
    """

    mark: DayMark
    needs: Needs

    @property
    def day(self) -> date:
        """The day of the box."""
        return self.mark.day


@dataclass(frozen=True, slots=True)
class Break:
    """A day to come whose figures can break the section.

    Attributes:
        day: the day.
        then: the earliest effect by the same way if they do; None if the change can not come any more then.
    """

    day: date
    then: date | None


@dataclass(frozen=True, slots=True)
class Path:
    """The shortest section that can bring a change along one way.

    Attributes:
        version: the version that judges it, by whose ranges and calendar all its days are judged.
        calendar: title of the calendar by which its days are counted.
        ways: sets of indicators of which one must be met on each day.
        boxes: its days in order, those that do not count included.
        needed: days that a section needs.
        section_end: the day that completes it.
        effect: first day on which the change can hold.
        breaks: its counted days to come, in order; empty where only missing values decide.
        hangs_on: missing values of past days that it takes as reached; empty if none are needed.
    """

    version: str
    calendar: Text
    ways: Lane
    boxes: tuple[Box, ...]
    needed: int
    section_end: date
    effect: date
    breaks: tuple[Break, ...]
    hangs_on: tuple[MissingValue, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of its ways, once each."""
        return indicators_of(self.ways)

    @property
    def counted(self) -> int:
        """Days that are reached for certain."""
        return sum(box.mark.kind == "reached" for box in self.boxes)

    @property
    def remaining(self) -> tuple[Box, ...]:
        """The counted days to come."""
        return tuple(box for box in self.boxes if box.mark.kind == "future")

    @property
    def last_break(self) -> Break | None:
        """The latest day on which a single value breaks it."""
        return self.breaks[-1] if self.breaks else None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a change.

    Attributes:
        earliest: the shortest section, missing values taken as reached.
        certain: the shortest one that needs no missing value; the same where none matter, None if there is none.
    """

    earliest: Path
    certain: Path | None


@dataclass(frozen=True, slots=True)
class Prospect:
    """The next change of one step under one rule: by itself, whatever other rules do.

    Attributes:
        rule, area, step: what would change, under which rule, where (the Land key for a statewide rule).
        title: what the step is called.
        change: whether it would begin or end.
        state: how that stands.
        earliest: first day on which it can hold; None if excluded.
        otherwise: first day on which it can hold if the next counted day does not bring what the nearest way needs,
            whichever way comes then; None if it can not come any more, and where no figures to come are needed.
        ways: the ways, the nearest first; empty unless `running` or `undetermined`, and where an authority refrains and
            the condition must first be left and then be met anew.
        until: for `excluded`, the last day of the rule; for a change that waits for the end of a refraining, its last
            day; else None.
        met_on: for what was found already, the day that completed its section; else None.
    """

    rule: str
    area: str
    step: StepName
    title: Text
    change: Change
    state: State
    earliest: date | None
    otherwise: date | None = None
    ways: tuple[Way, ...] = ()
    until: date | None = None
    met_on: date | None = None

    @property
    def nearest(self) -> Path | None:
        """The shortest section; None where no figures to come are needed."""
        return self.ways[0].earliest if self.ways else None


@dataclass(frozen=True, slots=True)
class Settled:
    """A change of what holds that comes on a known day if nobody decides otherwise and no section completes before.

    Attributes:
        day: the first day on which it holds.
        step, change: what begins or ends.
        cause: what brings it.
        rule, area: under which rule, for which area; empty where the regulation itself sets or ends a level.
    """

    day: date
    step: StepName
    change: Change
    cause: Cause
    rule: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class StepOutlook:
    """When a step can begin to hold in an area, or cease to, all rules together. A higher level includes lower ones.

    Attributes:
        step, title: the level or consequence.
        change: `lower` if it holds on the present day, else `raise`.
        state: how that stands; of several rules the one that decides the day.
        earliest: the first day on which it can begin or cease to hold; None if excluded.
        otherwise: the same if the next counted day does not bring what the deciding section needs; None if it can not
            come any more, and where no figures to come are needed.
        deciding: the change under the rule that decides; None where a known change does.
        along: all changes that belong to it: for a raise the rules that can bring it, for an end all that must end.
        settled: the known change that decides the day, or None.
    """

    step: StepName
    title: Text
    change: Change
    state: State
    earliest: date | None
    otherwise: date | None
    deciding: Prospect | None
    along: tuple[Prospect, ...]
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class AreaOutlook:
    """The certain outlook of an area.

    Attributes:
        area: AGS or Land key.
        day: the last day whose figures were looked at.
        present: the day from which one looks ahead.
        standing: what holds on the present day.
        steps: every step of the version in force, levels from the lowest, then consequences.
        prospects: every rule and step by itself.
        settled: known changes ahead, in order.
    """

    area: str
    day: date
    present: date
    standing: Standing
    steps: tuple[StepOutlook, ...]
    prospects: tuple[Prospect, ...]
    settled: tuple[Settled, ...]

    def needless(self, step: StepOutlook) -> bool:
        """Whether a consequence would change nothing: a level holds, and none is known to end by then."""
        if step.step.isdigit() or step.change == "lower" or not self.standing.level:
            return False
        by = step.earliest or date.max
        return not any(s.change == "lower" and s.step.isdigit() and s.day <= by for s in self.settled)
