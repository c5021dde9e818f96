"""Steps in a proof: how a step came to hold, what would end it, or why it does not hold and from when it could."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lagezentrum.engine.count_start import CountStart, latest
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.evidence import ONE_DAY, Condition, Lane, indicators_of
from lagezentrum.engine.explanation.context import Context, title_of
from lagezentrum.engine.explanation.open_values import section_up_to, word_of
from lagezentrum.engine.explanation.sections import (
    cite_of_part,
    cite_of_range,
    due_day,
    found,
    running,
    undetermined,
)
from lagezentrum.engine.outcome import Change, Episode, Finding
from lagezentrum.engine.progress import running_section
from lagezentrum.engine.proof.nodes import (
    DecisionNode,
    Node,
    OverrideNode,
    ShortfallNode,
    StagesNode,
    StepNode,
    WhyNotNode,
)
from lagezentrum.engine.proof.parts import Bearing, Stage, StageState, StepState
from lagezentrum.law.model import StepName, Version


@dataclass(frozen=True)
class StepView:
    """One step under one rule in one area, as it stands on the day of a context."""

    context: Context
    version: Version
    rule: str
    step: StepName
    area: str

    @property
    def last(self) -> Episode | None:
        """The latest episode, open or ended."""
        return latest(self.context.episodes(self.area, self.rule, self.step))

    @property
    def current(self) -> Episode | None:
        """The latest episode if it is open, in force or still to take effect."""
        last = self.last
        if last is None or (last.lowered_on is not None and not last.in_force_on(self.context.day)):
            return None
        return last

    @property
    def raised(self) -> bool:
        """Whether the step is raised at the end of the day."""
        return self.last is not None and self.last.lowered_on is None

    @property
    def by_law(self) -> bool:
        """Whether what is met holds by law, without anyone determining it."""
        return self.version.rules[self.rule].modality == "by_law"

    @property
    def decisions(self) -> list[Decision]:
        """The decisions that concern the step."""
        return self.context.decisions_on(self.version, self.area, self.rule, self.step)

    def open_finding(self, change: Change) -> Finding | None:
        """The latest undetermined finding that may still stand: nothing certain has come after it."""
        candidates = [
            f for f in self.context.findings(self.area, self.rule, self.step, change) if f.status == "undetermined"
        ]
        if not candidates:
            return None
        finding, last = max(candidates, key=lambda f: f.section_end), self.last
        if change == "lower":
            stands = last is not None and last.lowered_on is None and finding.section_end > last.met_on
            return finding if stands else None
        if last is not None and last.lowered_on is not None and last.lowered_on >= finding.section_end:
            return None
        if last is not None and (last.basis != "decision" or finding.section_end > last.met_on):
            return None if last.met_on >= finding.section_end else finding
        until = self.context.day if last is None else last.met_on
        return None if self._lifted_between(finding, until) else finding

    def _told_finding(self, change: Change) -> Finding | None:
        """The undetermined finding; of a run that a decision ended, the section that the decision could rest on."""
        finding, last = self.open_finding(change), self.last
        if finding is None or change == "lower" or last is None or last.basis != "decision":
            return finding
        return section_up_to(self.context.evidence, finding, last.met_on)

    def _lifted_between(self, finding: Finding, until: date) -> bool:
        """Whether what may have been raised has certainly been lifted since, or no version knew it any more."""
        day = finding.section_end + ONE_DAY
        while day <= until:
            version = self.context.evidence.version_judging(self.area, self.rule, self.step, day)
            if version is None:
                return True
            lifting = Condition(self.context.evidence, version, self.rule, "lifting", self.step, self.area)
            if lifting.counts(day):
                days = lifting.last_days(day, max(lifting.counting_starts, finding.section_end + ONE_DAY))
                if len(days) == lifting.section.days and lifting.verdict(days) is True:
                    return True
            day += ONE_DAY
        return False

    def stages(self) -> StagesNode:
        """Met, determined, in force."""
        raising = Condition(self.context.evidence, self.version, self.rule, "raising", self.step, self.area)
        episode, open_finding = self.current, self._told_finding("raise")
        cite = cite_of_part(self.context, raising)
        may_be = Stage(state="undetermined", day=open_finding.section_end) if open_finding else Stage(state="no")
        if episode is None:
            no = Stage(state="no")
            return StagesNode(met=may_be, determined=no, in_force=no, by_law=self.by_law, cite=cite)
        if episode.basis == "regulation":
            met, determined = Stage(state="by_regulation"), Stage(state="by_regulation", day=episode.effective)
        else:
            met = Stage(state="yes", day=episode.met_on) if episode.basis == "finding" else may_be
            determined = self._determined(episode)
        state: StageState = "no"
        if episode.effective is not None:
            state = "yes" if episode.effective <= self.context.day else "coming"
            if determined.state == "no":
                state = "assumed" if state == "yes" else "coming_assumed"
        in_force = Stage(state=state, day=episode.effective)
        return StagesNode(met=met, determined=determined, in_force=in_force, by_law=self.by_law, cite=cite)

    def _determined(self, episode: Episode) -> Stage:
        if episode.refrained:
            return Stage(state="refrained")
        days = [d.decided_on for d in self.decisions if d.kind == "determined" and d.decided_on >= episode.met_on]
        if not days and self.by_law:
            return Stage(state="by_regulation", day=episode.effective)
        return Stage(state="yes", day=days[-1]) if days else Stage(state="no")

    def node(self, bearing: Bearing) -> StepNode:
        """The step with its reasons; what lies beyond the next step is told in short."""
        children: list[Node] = [self.stages()]
        episode = self.current
        if episode is not None:
            children += self._how_it_came(episode)
            if bearing == "decides":
                children += self._how_it_ends(episode)
        else:
            children += self._why_not(in_short=bearing in ("beyond", "included"))
        rule = self.version.rules[self.rule]
        cite = rule.consequence.cite if rule.consequence else self._cite_of_ranges()
        return StepNode(
            step=self.step,
            title=title_of(self.version, self.rule, self.step),
            state=self._state(),
            bearing=bearing,
            cite=self.context.cite(self.version, cite),
            children=tuple(children),
        )

    def _cite_of_ranges(self) -> tuple[str, ...]:
        indicators = self.version.rules[self.rule].raising.route.indicators
        return tuple(dict.fromkeys(anchor for name in indicators for anchor in self.version.ranges[name].cite))

    def _state(self) -> StepState:
        if self.current is None:
            return "undetermined" if self.open_finding("raise") else "not_met"
        return "in_force" if self.current.in_force_on(self.context.day) else "met"

    def _how_it_came(self, episode: Episode) -> Iterable[Node]:
        if episode.basis == "regulation":
            yield from self._set_by_regulation(episode)
        elif episode.basis == "finding":
            yield from self._section_of("raise", episode.met_on)
        elif self.open_finding("raise") is None and episode.effective is not None:
            start = self.context.start_on(self.area, self.rule, self.step, episode.met_on)
            if start is not None and not start.raised:
                yield self._why_not_node(start, episode.effective, episode.met_on, decided=True)
        yield from self._undetermined("raise")
        yield from self._decision_nodes(episode.met_on)

    def _how_it_ends(self, episode: Episode) -> Iterable[Node]:
        if episode.lowered_on is not None:
            yield from self._section_of("lower", episode.lowered_on)
            return
        yield from self._undetermined("lower")
        start = self._start()
        if start is not None and start.raised:
            yield running(self.context, start)

    def _why_not(self, *, in_short: bool) -> Iterable[Node]:
        last = self.last
        yield from self._undetermined("raise")
        if last is not None and last.lowered_on is not None and not last.lapsed:
            yield from self._section_of("lower", last.lowered_on)
            yield from self._decision_nodes(last.met_on)
        start = self._start()
        if start is None or start.raised:
            return
        yield self._why_not_node(start, self.context.day, self.context.day)
        section = running(self.context, start)
        told = section.state == "undetermined" and self.open_finding("raise") is not None
        if not in_short and not told:
            yield section

    def _start(self) -> CountStart | None:
        return self.context.start_on(self.area, self.rule, self.step, self.context.day)

    def _section_of(self, change: Change, end: date) -> Iterable[Node]:
        for finding in self.context.findings(self.area, self.rule, self.step, change):
            if finding.status == "found" and finding.section_end == end:
                section = found(self.context, finding)
                if section is not None:
                    yield section

    def _undetermined(self, change: Change) -> Iterable[Node]:
        finding = self._told_finding(change)
        if finding is not None:
            for node in (undetermined(self.context, finding), found(self.context, finding)):
                if node is not None:
                    yield node

    def _set_by_regulation(self, episode: Episode) -> Iterable[Node]:
        version = self.context.evidence.version_judging(self.area, self.rule, self.step, episode.met_on)
        for fixed in version.fixed_levels if version else ():
            if fixed.rule == self.rule and fixed.from_ == episode.met_on and version is not None:
                yield OverrideNode(
                    level=fixed.level,
                    title=version.levels.get(fixed.level),
                    area=fixed.area,
                    from_=fixed.from_,
                    to=fixed.to,
                    rule=fixed.rule,
                    cite=self.context.cite(version, fixed.cite),
                )

    def _decision_nodes(self, since: date) -> Iterable[Node]:
        rule = self.version.rules[self.rule]
        for decision in self.decisions:
            if decision.decided_on >= since:
                yield DecisionNode(
                    decision=decision.kind,
                    step=decision.step,
                    title=title_of(self.version, self.rule, decision.step),
                    area=decision.area,
                    authority=decision.authority,
                    decided_on=decision.decided_on,
                    effective=decision.effective,
                    until=decision.until,
                    basis=decision.basis,
                    source=decision.source,
                    note=decision.note,
                    cite=self.context.cite(self.version, rule.cite),
                )

    def _why_not_node(self, start: CountStart, day: date, as_of: date, *, decided: bool = False) -> WhyNotNode:
        condition = start.condition
        seen, due = running_section(start, as_of), due_day(condition, day, start.first)
        days = condition.last_days(due, start.first)
        return WhyNotNode(
            step=self.step,
            title=title_of(self.version, self.rule, self.step),
            day=day,
            as_of=as_of,
            due=due,
            enough_days=len(days) == condition.section.days,
            counting_from=start.first,
            calendar=seen.calendar,
            counted=seen.counted,
            needed=seen.needed,
            earliest_end=seen.earliest_end,
            earliest_effect=seen.earliest_effect,
            version_ends=seen.version_ends,
            decided=decided,
            cite=cite_of_part(self.context, condition),
            children=tuple(_shortfalls(self.context, condition, days)),
        )


def _shortfalls(context: Context, condition: Condition, days: tuple[date, ...]) -> Iterable[ShortfallNode]:
    """What the days lacked along the lane that came nearest."""

    def reached(lane: Lane) -> int:
        return sum(condition.lane_holds(lane, day) is True for day in days)

    lane = max(condition.lanes, key=reached)
    for day in days:
        if condition.lane_holds(lane, day) is True:
            continue
        for name in indicators_of(lane):
            if condition.holds(name, day) is True:
                continue
            value, threshold = condition.compared(name, condition.seen(name, day)), condition.range(name).threshold
            yield ShortfallNode(
                day=day,
                indicator=name,
                title=condition.version.indicators[name].title,
                unit=condition.version.indicators[name].unit,
                compared=value,
                word=word_of(condition, name),
                threshold=threshold,
                by=None if value is None else threshold - value,
                cite=cite_of_range(context, condition, name),
            )
