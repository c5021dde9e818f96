"""The level an answer is based on, and how firmly it stands.

The latest recorded decision for the place and day counts; where none is on record, the earliest date that the
figures yield. Which of the two it is, is part of every answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lagezentrum.engine.outcome import Finding
from lagezentrum.engine.standing import Standing
from lagezentrum.law.access.words import NO_STEP, Step

Basis = Literal["decision", "regulation", "finding", "nothing"]


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


def level_used(standing: Standing, findings: Iterable[Finding] = ()) -> LevelUsed:
    """The level of an area on a day, from what holds there.

    Args:
        standing: what holds, from a replay with the recorded decisions.
        findings: the findings of that replay, to tell what missing values leave open.
    """
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
        ordered = sorted(standing.consequences, key=lambda c: (not c[1].determined, c[1].effective))
        step, episode = ordered[0]
        return LevelUsed(
            area, day, version, step, "decision" if episode.determined else "finding", episode.effective, open_
        )
    return LevelUsed(area, day, version, NO_STEP, "nothing", None, open_)


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
