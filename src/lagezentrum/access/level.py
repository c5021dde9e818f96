"""The level an answer is based on, and how firmly it stands.

What was ordered holds until an order ends it. What the figures yield and nobody ordered counts from its earliest date
where it is higher. Which of the two it is, is part of every answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lagezentrum.access.statements import Kind, Statement
from lagezentrum.engine.outcome import Finding
from lagezentrum.engine.standing import Standing
from lagezentrum.law.access.words import NO_STEP, Step

Basis = Literal["decision", "regulation", "finding", "nothing"]
_STATEMENTS: Mapping[Basis, Kind] = {
    "decision": "level.decision",
    "regulation": "level.regulation",
    "finding": "level.finding",
    "nothing": "level.nothing",
}


@dataclass(frozen=True, slots=True)
class LevelUsed:
    """What holds in an area on a day.

    Attributes:
        area: AGS.
        day: the day at the place.
        version: the version in force; None where the regulation does not hold.
        step: "0" for nothing, the name of a consequence ("3G"), or the level.
        basis: a recorded `decision`, the `regulation` itself, a `finding` taken at its earliest date (no decision
            is on record), or `nothing`.
        since: its first day; None for nothing.
        open: higher levels of which missing values leave open whether they are met. They are not in force without
            a decision, but may be once the values are known.
    """

    area: str
    day: date
    version: str | None
    step: Step
    basis: Basis
    since: date | None
    open: tuple[str, ...] = ()


def level_used(ordered: Standing, assumed: Standing, findings: Iterable[Finding] = ()) -> LevelUsed:
    """The level of an area on a day, from what holds there.

    Args:
        ordered: what holds if nothing takes effect, or ends, that no recorded decision determined.
        assumed: what holds if every certain finding without a decision counts from its earliest date.
        findings: the findings of the replay behind `assumed`, to tell what missing values leave open.
    """
    standing = assumed if _rank(assumed) > _rank(ordered) else ordered
    area, day = standing.area, standing.day
    if standing.version is None:
        return LevelUsed(area, day, None, NO_STEP, "nothing", None)
    version = standing.version.version
    open_ = () if standing.fixed is not None else _open(standing, findings)
    if standing.fixed is not None:
        return LevelUsed(area, day, version, str(standing.level), "regulation", standing.since)
    if standing.level:
        first = standing.episodes[0]
        basis: Basis = "decision" if first.determined else "finding"
        if first.basis == "regulation":
            basis = "regulation"
        return LevelUsed(area, day, version, str(standing.level), basis, standing.since, open_)
    if standing.consequences:
        step, episode = min(standing.consequences, key=lambda c: (not c[1].determined, c[1].effective))
        return LevelUsed(
            area, day, version, step, "decision" if episode.determined else "finding", episode.effective, open_
        )
    return LevelUsed(area, day, version, NO_STEP, "nothing", None, open_)


def level_statement(level: LevelUsed) -> Statement:
    """Which level an answer is based on, and on what that level rests."""
    facts = {"area": level.area, "day": level.day, "step": level.step, "since": level.since}
    return Statement(_STATEMENTS[level.basis], facts)


def _rank(standing: Standing) -> tuple[int, bool]:
    return standing.level, bool(standing.consequences)


def _open(standing: Standing, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Levels above the one in force that an undetermined section, not yet over, would bring about on this day."""
    steps = {
        finding.step
        for finding in findings
        if finding.status == "undetermined"
        and finding.change == "raise"
        and finding.step.isdigit()
        and finding.area in (standing.area, standing.area[:2])
        and int(finding.step) > standing.level
        and finding.earliest_effect <= standing.day
        and standing.day <= finding.run_end + (finding.earliest_effect - finding.section_end)
    }
    return tuple(sorted(steps))
