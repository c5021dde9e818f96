"""The rule, day by day, written to be read beside the norm.

This evaluator is slow on purpose: for each area, rule and step it goes through the days and asks on each counted
day, as an official would, "are the last n counted days all in the range?" and, once a step is raised, "are the
last n counted days all out of it?". `engine/fast/` answers the same for all areas at once; tests hold both
equal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from lagezentrum.engine.decisions import Assumption, Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import (
    Change,
    Episode,
    Finding,
    MissingValue,
    Replay,
    episode_order,
    finding_order,
)
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Part, Regulation, Section, StepName, Version, Way
from lagezentrum.law.ranges import as_compared

ONE_DAY = timedelta(days=1)


def replay(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    areas: Sequence[str],
    until: date,
    *,
    known_at: datetime | None = None,
    decisions: Iterable[Decision] = (),
    assume: Assumption = "earliest",
) -> Replay:
    """Replay a regulation over figures as first published.

    Args:
        regulation: all its versions.
        calendars: the calendars its sections name.
        figures: what was published.
        areas: AGS of districts (for rules of scope `district`) and Land keys (for rules of scope `state`).
        until: the last day to be judged.
        known_at: figures published after this moment are not known; None: all on record.
        decisions: what authorities decided; those decided after `until` do not count.
        assume: what holds where no decision is recorded.
    """
    case = _Case(regulation, calendars, figures, until, known_at, tuple(decisions), assume)
    findings: list[Finding] = []
    episodes: list[Episode] = []
    for area in areas:
        for rule in _rules(regulation, area):
            for step in _steps(regulation, area, rule):
                course = _Course(case, area, rule, step)
                course.run()
                findings.extend(course.findings)
                episodes.extend(course.episodes)
    return Replay(tuple(sorted(findings, key=finding_order)), tuple(sorted(episodes, key=episode_order)))


def _rules(regulation: Regulation, area: str) -> list[str]:
    scope = "state" if len(area) == 2 else "district"
    names = (name for v in regulation.for_area(area) for name, rule in v.rules.items() if rule.scope == scope)
    return list(dict.fromkeys(names))


def _steps(regulation: Regulation, area: str, rule: str) -> list[StepName]:
    return list(dict.fromkeys(s for v in regulation.for_area(area) if rule in v.rules for s in v.steps(rule)))


@dataclass(frozen=True)
class _Case:
    """What is judged, and from what."""

    regulation: Regulation
    calendars: Calendars
    figures: Figures
    until: date
    known_at: datetime | None
    decisions: tuple[Decision, ...]
    assume: Assumption

    def in_range(
        self, version: Version, rule: str, step: StepName, indicator: str, area: str, day: date
    ) -> bool | None:
        """Whether the indicator reaches the range of the step on the day; None if its value is not known."""
        value = self.value(version, indicator, area, day)
        return None if value is None else version.range_for(rule, step, indicator).reached_by(value)

    def out_of_range(
        self, version: Version, rule: str, step: StepName, indicator: str, area: str, day: date
    ) -> bool | None:
        """Whether the indicator counts as out of the range of the step; None if its value is not known."""
        value = self.value(version, indicator, area, day)
        if value is None:
            return None
        wanted = version.range_for(rule, step, indicator)
        if version.rules[rule].lifting.out_of_range == "strictly_below":
            return wanted.strictly_below(value)
        return not wanted.reached_by(value)

    def value(self, version: Version, indicator: str, area: str, day: date) -> Decimal | None:
        """The decisive value: as first published, in the precision of the law."""
        where = area[:2] if version.indicators[indicator].scope == "state" else area
        seen = self.figures.first_published(indicator, where, day, self.known_at)
        if seen is None or seen.value is None:
            return None
        return as_compared(seen.value, version.indicators[indicator].precision)

    def counted_days(self, section: Section, area: str, last: date, earliest: date) -> tuple[date, ...] | None:
        """The section that ends on `last`, or None if `last` does not count or too few days do since `earliest`."""
        calendar, state = self.calendars[section.calendar], area[:2]
        if not calendar.counts(last, state):
            return None
        days: list[date] = []
        day = last
        while len(days) < section.days:
            if day < earliest:
                return None
            if calendar.counts(day, state):
                days.append(day)
            day -= ONE_DAY
        return tuple(reversed(days))


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """True if all are true, false if one is false, otherwise unknown."""
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """True if one is true, false if all are false, otherwise unknown."""
    known = list(answers)
    if True in known:
        return True
    return None if None in known else False


@dataclass
class _Course:
    """The course of one step under one rule in one area, from the first day of the regulation to `until`."""

    case: _Case
    area: str
    rule: str
    step: StepName
    findings: list[Finding] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    _versions: tuple[Version, ...] = ()
    _raised: bool = False  # the last episode is still open
    _counts_from: date = date.min  # first day that may count for the next section
    _run: list[tuple[Finding, set[MissingValue]]] = field(default_factory=list)  # undetermined sections in a row

    def run(self) -> None:
        """Judge every day in order."""
        self._versions = self.case.regulation.for_area(self.area)
        version: Version | None = None
        for day in self._days():
            in_force = self._judging_version(day)
            if in_force is not version:
                self._close_run()
            if in_force is None or self.rule not in in_force.rules or self.step not in in_force.steps(self.rule):
                self._lapse(day)
                version = None
                continue
            version = in_force
            self._fixed_by_regulation(version, day)
            self._refraining_ends(day)
            self._judge(version, day)
            for decision in self.case.decisions:
                if decision.decided_on == day and (decision.rule, decision.area) == (self.rule, self.area):
                    self._decide(version, decision)
        self._close_run()

    def _days(self) -> Iterable[date]:
        day = min(self._start(v) for v in self._versions)
        while day <= self.case.until:
            yield day
            day += ONE_DAY

    def _start(self, version: Version) -> date:
        """The day from which a version can judge: its first day, or earlier days that it says count."""
        if self.rule not in version.rules:
            return version.in_force.from_
        starts = self.case.regulation.counting_starts(version, self.rule, "raising")
        return min(version.in_force.from_, starts)

    def _judging_version(self, day: date) -> Version | None:
        for version in self._versions:
            if version.in_force.covers(day):
                return version
        first = self._versions[0]
        return first if self._start(first) <= day < first.in_force.from_ else None

    # -- sections ---------------------------------------------------------------------------------------------

    def _judge(self, version: Version, day: date) -> None:
        part: Part = "lifting" if self._raised else "raising"
        section = version.section(self.rule, part)
        starts = self.case.regulation.counting_starts(version, self.rule, part)
        days = self.case.counted_days(section, self.area, day, max(starts, self._counts_from))
        if days is None:
            return
        verdict, missing = self._verdict(version, part, days)
        if verdict is False:
            self._close_run()
            return
        change: Change = "lower" if self._raised else "raise"
        finding = Finding(
            version.version,
            self.rule,
            self.area,
            self.step,
            change,
            days,
            max(day + timedelta(days=section.effect.days_after), version.in_force.from_),
            "undetermined" if verdict is None else "found",
            tuple(sorted(missing)) if verdict is None else (),
            day,
        )
        holds = not self._raised or self.episodes[-1].effective is not None
        if verdict is None:
            if holds:
                self._run.append((finding, missing))
            return
        self._close_run()
        if holds:
            self.findings.append(finding)
        if self._raised:
            self._lower(finding)
        else:
            self._raise(version, finding)

    def _verdict(self, version: Version, part: Part, days: tuple[date, ...]) -> tuple[bool | None, set[MissingValue]]:
        """Whether the condition holds throughout the section, and the missing values that leave it open."""
        rule = version.rules[self.rule]
        route = rule.raising.route if part == "raising" else rule.lifting.route
        test = self.case.in_range if part == "raising" else self.case.out_of_range

        def met(way: Way, on: Iterable[date]) -> bool | None:
            return all_of(test(version, self.rule, self.step, i, self.area, day) for day in on for i in way)

        missing: set[MissingValue] = set()

        def note_missing(way: Way, on: Iterable[date]) -> None:
            for day in on:
                for indicator in way:
                    if self.case.value(version, indicator, self.area, day) is None:
                        state = version.indicators[indicator].scope == "state"
                        missing.add(MissingValue(indicator, self.area[:2] if state else self.area, day))

        if version.section(self.rule, part).throughout == "same_indicators":
            answers = {way: met(way, days) for way in route.ways}
            verdict = any_of(answers.values())
            for way, answer in answers.items():
                if answer is None:
                    note_missing(way, days)
        else:
            by_day = {day: {way: met(way, [day]) for way in route.ways} for day in days}
            verdict = all_of(any_of(ways.values()) for ways in by_day.values())
            for day, ways in by_day.items():
                if any_of(ways.values()) is None:
                    for way, answer in ways.items():
                        if answer is None:
                            note_missing(way, [day])
        return verdict, missing

    def _close_run(self) -> None:
        """Turn undetermined sections in a row into one finding that names every value they hang on."""
        if self._run:
            first = self._run[0][0]
            missing = set().union(*(values for _, values in self._run))
            last = self._run[-1][0].section_end
            self.findings.append(replace(first, hangs_on=tuple(sorted(missing)), run_end=last))
            self._run = []

    # -- raising and lowering ---------------------------------------------------------------------------------

    def _raise(self, version: Version, finding: Finding) -> None:
        assumed = finding.earliest_effect if self.case.assume == "earliest" else None
        self._begin(Episode(self.rule, self.area, self.step, "finding", finding.section_end, assumed, False))
        if version.rules[self.rule].lifting.counts_after == "effect":
            self._counts_from = finding.earliest_effect + ONE_DAY

    def _lower(self, finding: Finding) -> None:
        assumed = finding.earliest_effect if self.case.assume == "earliest" else None
        self._end(lowered_on=finding.section_end, ends=assumed)

    def _begin(self, episode: Episode) -> None:
        self._close_run()
        self.episodes.append(episode)
        self._raised = True
        self._counts_from = episode.met_on + ONE_DAY

    def _end(self, lowered_on: date, ends: date | None, *, determined: bool = False, lapsed: bool = False) -> None:
        self._close_run()
        self.episodes[-1] = replace(
            self.episodes[-1], lowered_on=lowered_on, ends=ends, lift_determined=determined, lapsed=lapsed
        )
        self._raised = False
        self._counts_from = lowered_on + ONE_DAY

    def _lapse(self, day: date) -> None:
        """No version in force has this rule or step any more: nothing is left to lift."""
        if self._raised:
            self._end(lowered_on=day, ends=day, lapsed=True)
        elif self.episodes and self.episodes[-1].effective is not None:
            last = self.episodes[-1]
            if last.ends is None or last.ends > day:
                self.episodes[-1] = replace(last, ends=day, lapsed=True)
        self._counts_from = date.min

    def _fixed_by_regulation(self, version: Version, day: date) -> None:
        for fixed in version.fixed_levels:
            here = fixed.until == "lifted" and fixed.rule == self.rule and fixed.area == self.area
            if not here or fixed.from_ != day or self.step not in _up_to(version, self.rule, str(fixed.level)):
                continue
            if not self._raised:
                self._begin(Episode(self.rule, self.area, self.step, "regulation", day, day, True))
                self._counts_from = day  # the first day of the regulation counts
            elif self.episodes[-1].effective is None or self.episodes[-1].effective > day:
                self.episodes[-1] = replace(self.episodes[-1], effective=day, determined=True, refrained=False)

    # -- decisions --------------------------------------------------------------------------------------------

    def _decide(self, version: Version, decision: Decision) -> None:
        steps = version.steps(self.rule)
        if decision.step not in steps:
            return
        own, decided = steps.index(self.step), steps.index(decision.step)
        if decision.kind == "determined" and own <= decided:
            self._determine(version, decision, exactly=own == decided)
        elif decision.kind == "refrained" and own >= decided:
            self._refrain()
        elif decision.kind == "lifted" and own >= decided:
            self._lift(decision)

    def _determine(self, version: Version, decision: Decision, *, exactly: bool) -> None:
        effective = decision.effective
        assert effective is not None  # noqa: S101 (a determination has its date)
        if not self._raised:
            self._begin(Episode(self.rule, self.area, self.step, "decision", decision.decided_on, effective, True))
        else:
            last = self.episodes[-1]
            # A higher level includes the lower ones, but does not postpone one that already holds; and what holds by
            # an order already is not ordered away again by a second one.
            settled = last.determined and last.effective is not None and last.effective <= decision.decided_on
            if not settled and (exactly or last.effective is None or last.effective > effective):
                self.episodes[-1] = replace(last, effective=effective, determined=True, refrained=False)
        if version.rules[self.rule].lifting.counts_after == "effect":
            taken_effect = self.episodes[-1].effective
            assert taken_effect is not None  # noqa: S101 (set just above)
            self._counts_from = taken_effect + ONE_DAY

    def _refrain(self) -> None:
        last = self.episodes[-1] if self._raised else None
        if last is not None and last.basis == "finding" and not last.determined:
            self._close_run()
            self.episodes[-1] = replace(last, effective=None, refrained=True)

    def _refraining_ends(self, day: date) -> None:
        """After the last day of refraining the matter is open again: the last n counted days decide anew."""
        if not self._raised or not self.episodes[-1].refrained:
            return
        for decision in self.case.decisions:
            if (
                decision.kind == "refrained"
                and (decision.rule, decision.area) == (self.rule, self.area)
                and decision.until is not None
                and decision.until + ONE_DAY == day
                and decision.decided_on >= self.episodes[-1].met_on
            ):
                self._end(lowered_on=decision.until, ends=None)
                self._counts_from = date.min
                return

    def _lift(self, decision: Decision) -> None:
        effective = decision.effective
        if self._raised:
            self._end(lowered_on=decision.decided_on, ends=effective, determined=True)
        elif self.episodes and not self.episodes[-1].lift_determined and not self.episodes[-1].lapsed:
            self.episodes[-1] = replace(self.episodes[-1], ends=effective, lift_determined=True)


def _up_to(version: Version, rule: str, step: StepName) -> tuple[StepName, ...]:
    """The steps of a rule up to and including `step`."""
    steps = version.steps(rule)
    return steps[: steps.index(step) + 1]
