"""From which day on days may count for the next section, and why: what came before decides."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.evidence import ONE_DAY, Condition, Evidence
from lagezentrum.engine.outcome import Episode, Replay
from lagezentrum.law.model import Part, StepName, Version

StartReason = Literal[
    "anew", "carried_over", "set_date", "after_raising", "after_effect", "after_lifting", "fixed_level"
]
"""Why counting starts where it does: the version counts anew, carries on its predecessor's count or names a date;
or it starts after the raising section, after the level took effect, after it was lifted, or with the level that
the regulation itself set."""


@dataclass(frozen=True)
class CountStart:
    """Whether a step is raised when a day is judged, and the first day that may count.

    Attributes:
        raised: whether the step is raised, so that days count for its lifting.
        episode: the episode that is open, or the last one that ended; None if there was none.
        judged_from: the first day that is judged in this state.
        first: the first day that may count.
        reason: why it is that day.
        condition: the condition that the next section must meet.
    """

    raised: bool
    episode: Episode | None
    judged_from: date
    first: date
    reason: StartReason
    condition: Condition

    @property
    def rule_begins(self) -> bool:
        """Whether none carry over because the version before did not know the rule."""
        version = self.condition.version
        before = self.condition.evidence.regulation.predecessor(version)
        return self.reason == "anew" and before is not None and self.condition.rule not in before.rules


def count_start(
    evidence: Evidence,
    replay: Replay,
    area: str,
    rule: str,
    step: StepName,
    day: date,
    decisions: Iterable[Decision] = (),
) -> CountStart | None:
    """The state in which `day` is judged, before its own figures are looked at; None if no version judges it."""
    version = evidence.version_judging(area, rule, step, day)
    if version is None:
        return None
    since = _unbroken_since(evidence, area, rule, step, version)
    began = [
        e
        for e in replay.episodes
        if (e.rule, e.area, e.step) == (rule, area, step) and _began_before(e, day) and e.met_on >= since
    ]
    last = latest(began)
    raised = last is not None and (last.lowered_on is None or last.lowered_on >= day)
    part: Part = "lifting" if raised else "raising"
    condition = Condition(evidence, version, rule, part, step, area)
    start = CountStart(
        raised,
        last,
        evidence.first_judged(version, rule),
        condition.counting_starts,
        _reason_of_version(condition),
        condition,
    )
    if last is None:
        return start
    if last.lowered_on is not None and not raised:
        lifted = last.lowered_on + ONE_DAY
        start = replace(start, judged_from=max(start.judged_from, lifted))
        if _refraining_ended(evidence, replay, last, decisions):
            return start
        return _later(start, lifted, "after_lifting")
    met = last.met_on if last.basis == "regulation" else last.met_on + ONE_DAY
    start = replace(start, judged_from=max(start.judged_from, met))
    return _later(start, *_after_raising(evidence, last, day, tuple(decisions)))


def latest(episodes: Iterable[Episode]) -> Episode | None:
    """The episode that began last; of two that began on one day, the one that ended (or will end) later."""
    return max(episodes, key=lambda e: (e.met_on, e.lowered_on or date.max), default=None)


def _later(start: CountStart, day: date, reason: StartReason) -> CountStart:
    return replace(start, first=day, reason=reason) if day > start.first else start


def _began_before(episode: Episode, day: date) -> bool:
    """Whether an episode had begun when a day was judged: the regulation acts before, figures and orders after."""
    return episode.met_on <= day if episode.basis == "regulation" else episode.met_on < day


def _after_raising(
    evidence: Evidence, episode: Episode, day: date, decisions: tuple[Decision, ...]
) -> tuple[date, StartReason]:
    """The first day that may count for the lifting of an open episode.

    Where days count from the effect on, each determination moves it; so the effective date is followed from the
    raise on, as it stood at the time.
    """
    first: date = episode.met_on + ONE_DAY
    reason: StartReason = "after_raising"
    effective: date | None = None
    if episode.basis == "regulation":
        first, reason, effective = episode.met_on, "fixed_level", episode.met_on
    version = evidence.version_judging(episode.area, episode.rule, episode.step, episode.met_on)
    if episode.basis == "finding" and version is not None:
        raising = Condition(evidence, version, episode.rule, "raising", episode.step, episode.area)
        effective = raising.effect_of(episode.met_on)
        if _counts_after_effect(version, episode.rule):
            first, reason = effective + ONE_DAY, "after_effect"
    determined = episode.basis != "finding"
    for at, event in _events(evidence, episode, day, decisions):
        if event is None:  # the regulation sets the level: at once, if it is not in force yet
            if effective is None or effective > at:
                effective, determined = at, True
        elif event.kind == "refrained":
            effective = effective if determined else None
        else:
            exactly = event.step == episode.step
            if exactly or effective is None or (event.effective is not None and effective > event.effective):
                effective, determined = event.effective, True
            version = evidence.version_judging(episode.area, episode.rule, episode.step, at)
            if effective is not None and version is not None and _counts_after_effect(version, episode.rule):
                first, reason = effective + ONE_DAY, "after_effect"
    return first, reason


def _events(
    evidence: Evidence, episode: Episode, day: date, decisions: tuple[Decision, ...]
) -> list[tuple[date, Decision | None]]:
    """What may have moved the effect of an episode until `day` is judged: levels set (None) before orders."""
    events: list[tuple[date, Decision | None]] = []
    for version in evidence.regulation.for_area(episode.area):
        if episode.rule not in version.rules:
            continue
        steps = version.steps(episode.rule)
        for fixed in version.fixed_levels:
            here = fixed.until == "lifted" and (fixed.rule, fixed.area) == (episode.rule, episode.area)
            if here and episode.met_on < fixed.from_ <= day and _reaches(steps, str(fixed.level), episode.step):
                events.append((fixed.from_, None))
    for decision in decisions:
        if (decision.rule, decision.area) != (episode.rule, episode.area) or decision.kind == "lifted":
            continue
        known = evidence.version_judging(episode.area, episode.rule, episode.step, decision.decided_on)
        if known is None or not episode.met_on <= decision.decided_on < day:
            continue
        lower, higher = episode.step, decision.step
        if decision.kind == "refrained":
            lower, higher = higher, lower
        if _reaches(known.steps(episode.rule), higher, lower):
            events.append((decision.decided_on, decision))
    return sorted(events, key=lambda event: (event[0], event[1] is not None))


def _reaches(steps: tuple[StepName, ...], higher: StepName, lower: StepName) -> bool:
    """Whether `higher` is `lower` or lies above it."""
    return higher in steps and lower in steps and steps.index(higher) >= steps.index(lower)


def _counts_after_effect(version: Version, rule: str) -> bool:
    return version.rules[rule].lifting.counts_after == "effect"


def _refraining_ended(evidence: Evidence, replay: Replay, episode: Episode, decisions: Iterable[Decision]) -> bool:
    """Whether an episode ended because an authority no longer refrained; then no day is lost for the next one."""
    if not episode.refrained or episode.lift_determined or episode.lapsed or episode.lowered_on is None:
        return False
    start = count_start(evidence, replay, episode.area, episode.rule, episode.step, episode.lowered_on, decisions)
    if start is None or not start.condition.counts(episode.lowered_on):
        return True
    days = start.condition.last_days(episode.lowered_on, start.first)
    lowered = len(days) == start.condition.section.days and start.condition.verdict(days) is True
    return not lowered


def _unbroken_since(evidence: Evidence, area: str, rule: str, step: StepName, version: Version) -> date:
    """The first day of the row of versions up to `version` that all know the step; a gap ends what held before."""
    regulation = evidence.regulation
    while True:
        earlier = regulation.in_force(area, version.in_force.from_ - ONE_DAY)
        if earlier is None or rule not in earlier.rules or step not in earlier.steps(rule):
            return evidence.first_judged(version, rule) if earlier is None else version.in_force.from_
        version = earlier


def _reason_of_version(condition: Condition) -> StartReason:
    starts = condition.section.starts
    if isinstance(starts, date):
        return "set_date"
    if condition.counting_starts < condition.version.in_force.from_:
        return "carried_over"
    return "anew"
