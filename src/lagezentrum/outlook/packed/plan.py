"""What a version of a regulation is for packed bits: which event planes each rule combines, and in which ways."""

from dataclasses import dataclass
from functools import cached_property

from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Part, StepName, Version, Way

LEVELS = "levels"
"""The outcome of the rules that raise levels; any other outcome is the name of a consequence, such as `3G`."""


@dataclass(frozen=True)
class Threshold:
    """The lower end of one range: which figure must come how high for a step.

    Attributes:
        key: name of the parameter.
        indicator: the figure.
        step: the level (as text) or consequence.
        at_least: whether a value equal to the threshold reaches it (`at_least`) or not (`above`).
        in_law: the value that the version names.
    """

    key: str
    indicator: str
    step: StepName
    at_least: bool
    in_law: float


@dataclass(frozen=True)
class PartPlan:
    """Raising or lifting under one rule: what the version says, and the variants a policy may choose.

    Attributes:
        part: `raising` or `lifting`.
        routes: ways by name of the variant; the first (`law`) is the version's own.
        each_day: whether on each day some way suffices (`any_each_day`) in the version.
        days: counted days of a section in the version.
        effect: days until it takes effect in the version.
        calendar: id of the calendar of counted days in the version.
        starts: days between the version's first day and the first day that may count; 0 or negative (earlier).
    """

    part: Part
    routes: tuple[tuple[str, tuple[Way, ...]], ...]
    each_day: bool
    days: int
    effect: int
    calendar: str
    starts: int


@dataclass(frozen=True)
class RulePlan:
    """One rule: its scope, its two parts, and the thresholds of each of its steps.

    Attributes:
        rule: id in the version.
        state: whether it is decided for a whole Land.
        thresholds: for each step, lowest first, the place of each indicator's threshold in `Packed.thresholds`.
        strictly_below: whether a value must lie strictly below a range to count as out of it.
        after_effect: whether days count for lifting only after the day on which the raise took effect.
        fixed: days after the version's first day on which the version itself sets a level, with the number of steps.
    """

    rule: str
    state: bool
    raising: PartPlan
    lifting: PartPlan
    thresholds: tuple[tuple[tuple[str, int], ...], ...]
    strictly_below: bool
    after_effect: bool
    fixed: tuple[tuple[int, int], ...]

    @property
    def parts(self) -> tuple[PartPlan, PartPlan]:
        """Raising and lifting."""
        return self.raising, self.lifting


@dataclass(frozen=True)
class Packed:
    """A version compiled for packed bits: the rules of one outcome, with everything that may vary.

    Attributes:
        version, calendars: what it was compiled from.
        outcome: `levels`, or the name of a consequence.
        steps: what can be raised, lowest first.
        thresholds: every threshold of the rules.
        rules: the rules, in the order of the version.
        calendar_ids: the calendars a policy may choose from.
        fixed_levels: whether levels that the version sets itself are part of the plan.
    """

    version: Version
    calendars: Calendars
    outcome: str
    steps: tuple[StepName, ...]
    thresholds: tuple[Threshold, ...]
    rules: tuple[RulePlan, ...]
    calendar_ids: tuple[str, ...]
    fixed_levels: bool

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The figures that the rules look at."""
        return tuple(dict.fromkeys(threshold.indicator for threshold in self.thresholds))

    @property
    def lead_in(self) -> int:
        """Days before the version's first day that it lets count."""
        return -min(0, *(rule.raising.starts for rule in self.rules))
