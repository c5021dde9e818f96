"""What the law sees on single days: the decisive figure of each indicator, and whether a condition holds with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.reference import all_of, any_of
from lagezentrum.law.calendars import Calendar, Calendars
from lagezentrum.law.model import Part, Regulation, Route, Section, StepName, Text, Version, Way
from lagezentrum.law.ranges import Range, as_compared

ONE_DAY = timedelta(days=1)

Lane = tuple[Way, ...]
"""Ways of which one must be met on each day of a section; a section is complete along one lane."""


@dataclass(frozen=True)
class Evidence:
    """A regulation and the figures known at a moment (None: all on record)."""

    regulation: Regulation
    calendars: Calendars
    figures: Figures
    known_at: datetime | None

    def version_judging(self, area: str, rule: str, step: StepName, day: date) -> Version | None:
        """The version by which a step of a rule is judged on a day, or None if none knows it.

        A regulation may let days before its first one count; its first version judges them.
        """
        version = self.regulation.in_force(area, day)
        if version is None:
            versions = self.regulation.for_area(area)
            if not versions or not self.first_judged(versions[0], rule) <= day < versions[0].in_force.from_:
                return None
            version = versions[0]
        return version if rule in version.rules and step in version.steps(rule) else None

    def first_judged(self, version: Version, rule: str) -> date:
        """The first day that a version can judge."""
        if rule not in version.rules or self.regulation.predecessor(version) is not None:
            return version.in_force.from_
        return min(version.in_force.from_, self.regulation.counting_starts(version, rule, "raising"))


@dataclass(frozen=True)
class Condition:
    """One part (raising or lifting) of a rule for one step in one area, as one version words it."""

    evidence: Evidence
    version: Version
    rule: str
    part: Part
    step: StepName
    area: str

    @cached_property
    def section(self) -> Section:
        """How days are counted."""
        return self.version.section(self.rule, self.part)

    @property
    def route(self) -> Route:
        """Which indicators must meet the condition together."""
        rule = self.version.rules[self.rule]
        return rule.raising.route if self.part == "raising" else rule.lifting.route

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar by which days are counted."""
        return self.evidence.calendars[self.section.calendar]

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """One lane per way, or a single lane of all ways where each day may take another one."""
        ways = self.route.ways
        return tuple((way,) for way in ways) if self.section.throughout == "same_indicators" else (ways,)

    @property
    def counting_starts(self) -> date:
        """The first day that the version lets count."""
        return self.evidence.regulation.counting_starts(self.version, self.rule, self.part)

    def range(self, indicator: str) -> Range:
        """The range of the step for an indicator."""
        return self.version.range_for(self.rule, self.step, indicator)

    def where(self, indicator: str) -> str:
        """The key of the area whose figure decides: the Land's for an indicator of scope state."""
        return self.area[:2] if self.version.indicators[indicator].scope == "state" else self.area

    def seen(self, indicator: str, day: date) -> Observation | None:
        """The decisive figure of a day, or None if none is known."""
        figures, known_at = self.evidence.figures, self.evidence.known_at
        return figures.first_published(indicator, self.where(indicator), day, known_at)

    def compared(self, indicator: str, observation: Observation | None) -> Decimal | None:
        """The figure in the precision in which the law compares it."""
        if observation is None or observation.value is None:
            return None
        return as_compared(observation.value, self.version.indicators[indicator].precision)

    def holds(self, indicator: str, day: date) -> bool | None:
        """Whether the indicator is in the range (raising) or out of it (lifting); None if not known."""
        value = self.compared(indicator, self.seen(indicator, day))
        if value is None:
            return None
        if self.part == "raising":
            return self.range(indicator).reached_by(value)
        if self.version.rules[self.rule].lifting.out_of_range == "strictly_below":
            return self.range(indicator).strictly_below(value)
        return not self.range(indicator).reached_by(value)

    def way_holds(self, way: Way, day: date) -> bool | None:
        """Whether all indicators of a way meet the condition on a day."""
        return all_of(self.holds(indicator, day) for indicator in way)

    def lane_holds(self, lane: Lane, day: date) -> bool | None:
        """Whether some way of a lane is met on a day."""
        return any_of(self.way_holds(way, day) for way in lane)

    def verdict(self, days: Iterable[date]) -> bool | None:
        """Whether the condition holds throughout a section."""
        section = tuple(days)
        return any_of(all_of(self.lane_holds(lane, day) for day in section) for lane in self.lanes)

    def left_out(self, day: date) -> Text | None:
        """Why a day does not count, or None if it counts."""
        return self.calendar.left_out(day, self.area[:2])

    def counts(self, day: date) -> bool:
        """Whether a day counts."""
        return self.left_out(day) is None

    def last_days(self, last: date, earliest: date) -> tuple[date, ...]:
        """The last counted days up to `last`, none before `earliest`: a whole section, or what there is of it."""
        days: list[date] = []
        day = last
        while len(days) < self.section.days and day >= earliest:
            if self.counts(day):
                days.append(day)
            day -= ONE_DAY
        return tuple(reversed(days))

    def next_counted(self, after: date, number: int) -> date:
        """The `number`-th counted day after a day (number from 1)."""
        day = after
        while number > 0:
            day += ONE_DAY
            number -= self.counts(day)
        return day

    def effect_of(self, section_end: date) -> date:
        """The first day on which a section that ends on a day can take effect."""
        days = timedelta(days=self.section.effect.days_after)
        return max(section_end + days, self.version.in_force.from_)


def indicators_of(lane: Lane) -> tuple[str, ...]:
    """The indicators of a lane, once each, in the order of the law."""
    return tuple(dict.fromkeys(indicator for way in lane for indicator in way))
