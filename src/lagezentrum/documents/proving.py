"""The proof of a change from the law and the figures, and the finding that a decision of a day is about."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from lagezentrum.documents.change_proof import ChangeProof, Day, MissingFigure, UsedFigure
from lagezentrum.engine.evidence import ONE_DAY, Condition, Evidence
from lagezentrum.engine.outcome import Change, Finding, Replay
from lagezentrum.law.model import StepName, Version

_LONGEST_OPEN = timedelta(days=14)
"""How long after its last section an undetermined finding is taken to be the one that a decision is about."""


def finding_for(replay: Replay, area: str, rule: str, step: StepName, change: Change, day: date) -> Finding | None:
    """The finding that a decision taken on a day is about: the one that still stands and nobody decided on.

    The replay must be one with the decisions taken so far, nothing assumed.
    """
    mine = [
        finding
        for finding in replay.findings
        if (finding.area, finding.rule, finding.step, finding.change) == (area, rule, step, change)
        and finding.section_end <= day
    ]
    ends = {
        episode.met_on if change == "raise" else episode.lowered_on
        for episode in replay.episodes
        if (episode.area, episode.rule, episode.step) == (area, rule, step)
        and (change == "lower" or episode.lowered_on is None)
    }
    certain = [finding for finding in mine if finding.status == "found" and finding.section_end in ends]
    if certain:
        return certain[-1]
    undetermined = [f for f in mine if f.status == "undetermined" and day - f.run_end <= _LONGEST_OPEN]
    return undetermined[-1] if undetermined else None


def prove(
    evidence: Evidence,
    version: Version,
    finding: Finding | None,
    *,
    area: str,
    rule: str,
    step: StepName,
    change: Change,
    day: date,
    known_at: datetime,
) -> ChangeProof:
    """Prove a change of a step as decided on `day`, by the figures known at `known_at` (naive local time).

    `version` is the finding's own, or the one in force where there is none; then the last days up to `day` are shown.
    """
    condition = Condition(evidence, version, rule, "raising" if change == "raise" else "lifting", step, area)
    if finding is not None:
        counted, last = finding.section, finding.run_end
    else:
        counted, last = condition.last_days(day, condition.counting_starts), day
    first = counted[0] if counted else last + ONE_DAY
    span = [first + timedelta(days=position) for position in range((last - first).days + 1)]
    return ChangeProof(
        regulation=evidence.regulation.id,
        version=version.version,
        rule=rule,
        area=area,
        step=step,
        change=change,
        known_at=known_at,
        status="not-found" if finding is None else finding.status,
        calendar=condition.section.calendar,
        needed=condition.section.days,
        throughout=condition.section.throughout,
        ways=condition.route.ways,
        section=counted,
        days=tuple(_day(condition, here) for here in span),
        earliest_effect=None if finding is None else finding.earliest_effect,
        hangs_on=()
        if finding is None
        else tuple(MissingFigure(indicator=m.indicator, area=m.area, day=m.day) for m in finding.hangs_on),
    )


def _day(condition: Condition, day: date) -> Day:
    left_out = condition.left_out(day)
    names = () if left_out is not None else condition.route.indicators
    return Day(day=day, left_out=left_out, figures=tuple(_figure(condition, name, day) for name in names))


def _figure(condition: Condition, indicator: str, day: date) -> UsedFigure:
    seen, wanted = condition.seen(indicator, day), condition.range(indicator)
    return UsedFigure(
        indicator=indicator,
        area=condition.where(indicator),
        published=None if seen is None or seen.value is None else _plain(seen.value),
        compared=condition.compared(indicator, seen),
        word=wanted.word,
        threshold=wanted.threshold,
        holds=condition.holds(indicator, day),
        published_at=None if seen is None else seen.published_at,
        source="" if seen is None else seen.source,
        note="" if seen is None else seen.note,
    )


def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros, so that the same figure has the same digits from every store."""
    return Decimal(format(value.normalize(), "f"))
