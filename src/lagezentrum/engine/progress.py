"""The running section of a rule in an area, day by day: the five boxes.

Judged as the evaluators judge it: `Progress` says on which days the next change of a step was reached, what is
missing, and when the section could be complete at the earliest. Beyond the end of the version it names no day: what
comes then is judged by another one, and said by the certain outlook (`outlook/earliest`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lagezentrum.engine.count_start import CountStart, count_start
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.evidence import ONE_DAY, Condition, Evidence, Lane, indicators_of
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Change, Replay
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation, StepName, Text

MarkKind = Literal["reached", "missed", "skipped", "missing", "future"]


@dataclass(frozen=True)
class DayMark:
    """One box: a day of the running section.

    Attributes:
        day: the day.
        kind: `reached` or `missed` (counted; for a lifting, reached means: out of the range), `skipped` (does not
            count), `missing` (counts, but a deciding value is not known), `future` (will count).
        reason: the name of the Sunday or holiday of a skipped day, else None.
        readings: the decisive figures of a counted day by indicator, None where not known; empty for the others.
    """

    day: date
    kind: MarkKind
    reason: Text | None
    readings: tuple[tuple[str, Observation | None], ...]


@dataclass(frozen=True)
class Progress:
    """How far a change has come when the figures of a day are known.

    Attributes:
        rule, area, step: what would change, where (the Land key for a statewide rule), under which rule.
        change: `raise` while the step is not raised, `lower` while it is; on the day that completes a section
            still the change that it completes.
        version: the version that judges the day.
        way: the indicators of the way that has come furthest; all of them where each day may take another way.
        calendar: title of the calendar by which days are counted.
        marks: the days in order, skipped ones included: the last missed day if one interrupted the count, the
            running section, and future days up to `earliest_end` (or the end of the version).
        counted: days of the running section that are reached for certain.
        needed: days that a section needs.
        first: first day that may count.
        earliest_end: first day on which the section could be complete, taking unknown and future values as
            reached; lies in the past where missing values leave open whether it was complete. None where the version
            ends before, so that another one judges.
        earliest_effect: first day on which the change could hold after `earliest_end`; None with it.
        complete: whether the section is complete on this day, for certain.
        undetermined: whether missing values decide if it is complete.
        version_ends: last day of the version if nothing more can be complete under it by figures to come, else None.
    """

    rule: str
    area: str
    step: StepName
    change: Change
    version: str
    way: tuple[str, ...]
    calendar: Text
    marks: tuple[DayMark, ...]
    counted: int
    needed: int
    first: date
    earliest_end: date | None
    earliest_effect: date | None
    complete: bool
    undetermined: bool
    version_ends: date | None


def progress(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    replay: Replay,
    area: str,
    rule: str,
    step: StepName,
    day: date,
    known_at: datetime | None = None,
    decisions: Iterable[Decision] = (),
) -> Progress | None:
    """The running section of a step as known on `day`.

    Args:
        regulation: all its versions.
        calendars: the calendars its sections name.
        figures: what was published.
        replay: the outcome of an evaluator over the same figures, judged up to `day` or later.
        area: AGS or Land key; a district stands for its Land where the rule is statewide.
        rule: id of the rule.
        step: level as text, or name of a consequence.
        day: the last day whose figures are looked at.
        known_at: figures published after this moment are not known; None: all on record.
        decisions: the decisions that the replay was given.

    Returns:
        None if no version in force on `day` has that rule and step for that area.
    """
    evidence = Evidence(regulation, calendars, figures, known_at)
    where = area_of_rule(regulation, area, rule)
    start = None if where is None else count_start(evidence, replay, where, rule, step, day, decisions)
    return None if start is None else running_section(start, day)


def area_of_rule(regulation: Regulation, area: str, rule: str) -> str | None:
    """The area for which a rule is judged where `area` is asked for; None if the rule is not for it."""
    scopes = {version.rules[rule].scope for version in regulation.for_area(area) if rule in version.rules}
    if "state" in scopes:
        return area[:2]
    return area if scopes and len(area) > 2 else None


def running_section(start: CountStart, day: date) -> Progress:
    """The running section on `day` along the lane that has come furthest."""
    courses = [_Course.along(start, lane, day) for lane in start.condition.lanes]
    best = min(courses, key=lambda course: (not course.complete, course.earliest_end, -course.counted))
    condition = start.condition
    ends = condition.version.in_force.to
    over = ends is not None and not best.complete and ends < max(best.earliest_end, day + ONE_DAY)
    return Progress(
        rule=condition.rule,
        area=condition.area,
        step=condition.step,
        change="lower" if start.raised else "raise",
        version=condition.version.version,
        way=indicators_of(best.lane),
        calendar=condition.calendar.title,
        marks=tuple(best.marks(ends)),
        counted=best.counted,
        needed=condition.section.days,
        first=start.first,
        earliest_end=None if over else best.earliest_end,
        earliest_effect=None if over else condition.effect_of(best.earliest_end),
        complete=best.complete,
        undetermined=not best.complete and any(course.open for course in courses),
        version_ends=ends if over else None,
    )


@dataclass(frozen=True)
class _Course:
    """The counted days since the last missed one along a lane, with what is known of each (True or None)."""

    start: CountStart
    lane: Lane
    day: date
    run: tuple[tuple[date, bool | None], ...]
    broken: date | None

    @classmethod
    def along(cls, start: CountStart, lane: Lane, day: date) -> "_Course":
        """Walk back from `day` to the last missed day, or to where counting starts."""
        run: list[tuple[date, bool | None]] = []
        broken = None
        last = day
        while last >= start.first and broken is None:
            if start.condition.counts(last):
                answer = start.condition.lane_holds(lane, last)
                if answer is False:
                    broken = last
                else:
                    run.append((last, answer))
            last -= ONE_DAY
        return cls(start, lane, day, tuple(reversed(run)), broken)

    @property
    def needed(self) -> int:
        return self.start.condition.section.days

    @property
    def counted(self) -> int:
        return sum(answer is True for _, answer in self.run[-self.needed :])

    @property
    def certain(self) -> int:
        """How many of the last days are reached for certain, without a gap."""
        answers = [answer for _, answer in reversed(self.run)]
        return answers.index(None) if None in answers else len(answers)

    @property
    def complete(self) -> bool:
        return self.start.condition.counts(self.day) and self.certain >= self.needed

    @property
    def possible_ends(self) -> list[date]:
        """The days so far on which the section was complete for certain or depending on missing values."""
        return [day for day, _ in self.run[self.needed - 1 :] if day >= self.start.judged_from]

    @property
    def open(self) -> bool:
        """Whether the section that ends on the last counted day hangs on missing values."""
        return not self.complete and bool(self.possible_ends)

    @property
    def earliest_end(self) -> date:
        if self.complete:
            return self.day
        ends = self.possible_ends
        return ends[0] if ends else self._ahead(len(self.run))

    def _ahead(self, have: int) -> date:
        """The day that completes the section if all days to come are reached."""
        before = max(self.day, self.start.first - ONE_DAY)
        return self.start.condition.next_counted(before, max(1, self.needed - have))

    def marks(self, ends: date | None) -> Iterable[DayMark]:
        """The boxes, in order; none after the last day of the version."""
        if len(self.run) >= self.needed:
            first = self.run[-self.needed][0]
        elif self.broken is not None:
            first = self.broken
        else:
            first = self.run[0][0] if self.run else max(self.start.first, self.day + ONE_DAY)
        answers = dict(self.run)
        end = self.earliest_end
        last = max(self.day, min(end, ends or end))
        day = first
        while day <= last:
            yield day_mark(self.start.condition, self.lane, day, answers.get(day, False), self.day)
            day += ONE_DAY


def day_mark(condition: Condition, lane: Lane, day: date, answer: bool | None, known_until: date) -> DayMark:
    """The box of one day, of which `answer` tells whether the lane holds; days after `known_until` lie ahead."""
    reason = condition.left_out(day)
    if reason is not None:
        return DayMark(day, "skipped", reason, ())
    if day > known_until:
        return DayMark(day, "future", None, ())
    readings = tuple((name, condition.seen(name, day)) for name in indicators_of(lane))
    kind: MarkKind = "missing" if answer is None else "reached" if answer else "missed"
    return DayMark(day, kind, None, readings)
