"""What a replay of the rule over the figures yields: findings, and the episodes in which something held.

*Met* is what the rule finds, *determined* what an authority decided, *in force* what holds on a day. They are
kept apart here: a finding says met; an episode says since when it was met or decided, and from when to when
it was in force.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lagezentrum.law.model import StepName

Change = Literal["raise", "lower"]
Status = Literal["found", "undetermined"]
Basis = Literal["finding", "decision", "regulation"]


@dataclass(frozen=True, slots=True, order=True)
class MissingValue:
    """A value on which a result hangs because it is not on record."""

    indicator: str
    area: str
    day: date


@dataclass(frozen=True, slots=True)
class Finding:
    """The rule's condition for a change was met (or may have been) by a section of counted days.

    Attributes:
        version: the version in force when the section ended.
        rule: id of the rule.
        area: AGS, or the Land key for a statewide rule.
        step: the level gained or lost, as text, or the name of a consequence.
        change: `raise` or `lower`.
        section: the counted days, in order. For a run of undetermined sections, the first of them.
        earliest_effect: first day on which the change can hold.
        status: `found`, or `undetermined` where missing values decide.
        hangs_on: the missing values that decide, all sections of the run together; empty if found.
        run_end: last day of the last section of an undetermined run; the section's own end if found.
    """

    version: str
    rule: str
    area: str
    step: StepName
    change: Change
    section: tuple[date, ...]
    earliest_effect: date
    status: Status
    hangs_on: tuple[MissingValue, ...]
    run_end: date

    @property
    def section_end(self) -> date:
        """The day that completed the section."""
        return self.section[-1]


@dataclass(frozen=True, slots=True)
class Episode:
    """One stretch of time from a raise of a step to its lowering, under one rule in one area.

    Attributes:
        rule, area, step: what was raised, where, under which rule.
        basis: why it began: a `finding`, a `decision` without one, or the `regulation` itself.
        met_on: end of the raising section, day of the decision, or first day of the fixed level.
        effective: first day in force; None while nobody determined it (or while an authority refrains).
        determined: whether an authority's decision (or the regulation) made it effective.
        refrained: whether an authority refrained from determining it.
        lowered_on: end of the lowering section or day of the lifting decision; None while it lasts.
        ends: first day no longer in force; None while open.
        lift_determined: whether a decision set `ends`.
        lapsed: whether it ended because no later version has the rule or step.
    """

    rule: str
    area: str
    step: StepName
    basis: Basis
    met_on: date
    effective: date | None
    determined: bool
    refrained: bool = False
    lowered_on: date | None = None
    ends: date | None = None
    lift_determined: bool = False
    lapsed: bool = False

    def in_force_on(self, day: date) -> bool:
        """Whether the step was in force on `day` by this episode."""
        return self.effective is not None and self.effective <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Replay:
    """The outcome of one evaluation: findings and episodes, each in a fixed order."""

    findings: tuple[Finding, ...]
    episodes: tuple[Episode, ...]


def finding_order(finding: Finding) -> tuple[date, str, str, str, str, str, str]:
    """Key that puts findings in the order of their section ends, then rule, area, step, change."""
    return (
        finding.section_end,
        finding.rule,
        finding.area,
        finding.step,
        finding.change,
        finding.status,
        finding.version,
    )


def episode_order(episode: Episode) -> tuple[date, str, str, str]:
    """Key that puts episodes in the order in which they began, then rule, area, step."""
    return (episode.met_on, episode.rule, episode.area, episode.step)
