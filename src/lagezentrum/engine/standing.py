"""What holds in an area on a day, and which findings change something.

A level is in force in a district by its own episode, by one of its Land, or because the regulation fixes it for a
period. The highest counts. A period fixed by the regulation overrides everything else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from lagezentrum.engine.outcome import Episode, Finding, Replay
from lagezentrum.law.model import FixedLevel, Regulation, StepName, Version

Remark = Literal["already in force", "without effect"]
"""Why a finding changes nothing: the level holds there anyway, or no rule is left when it could take effect."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds in one area on one day.

    Attributes:
        version: the version in force, or None where the regulation does not hold.
        level: the highest level in force; 0 for none.
        episodes: the episodes by which that level is in force: ordered ones first, then by longest standing.
        fixed: the fixed level that overrides everything on this day, or None.
        consequences: consequences without a level that are in force, with their episodes.
    """

    area: str
    day: date
    version: Version | None
    level: int
    episodes: tuple[Episode, ...]
    fixed: FixedLevel | None
    consequences: tuple[tuple[StepName, Episode], ...]

    @property
    def since(self) -> date | None:
        """Since when this level has been in force by its first episode or its fixed level; None for level 0."""
        if self.fixed is not None:
            return self.fixed.from_
        return self.episodes[0].effective if self.episodes else None


class Standings:
    """Answers "what holds where and when" from one replay."""

    def __init__(self, regulation: Regulation, replay: Replay, until: date) -> None:
        self._regulation, self._replay, self._until = regulation, replay, until
        self._by_area: Mapping[str, list[Episode]] = defaultdict(list)
        for episode in replay.episodes:
            self._by_area[episode.area].append(episode)

    def on(self, area: str, day: date) -> Standing:
        """What holds in `area` on `day`."""
        version = self._regulation.in_force(area, day)
        if version is None:
            return Standing(area, day, None, 0, (), None, ())
        here = [e for e in self._covering(area) if e.in_force_on(day)]
        levels = [(int(e.step), e) for e in here if e.step.isdigit()]
        consequences = tuple((e.step, e) for e in here if not e.step.isdigit())
        fixed = self._fixed(version, area, day)
        if fixed is not None:
            return Standing(area, day, version, fixed.level, (), fixed, consequences)
        highest = max((level for level, _ in levels), default=0)
        # An order is a fact, an earliest date an assumption: what was ordered is named first.
        by = sorted(
            (e for level, e in levels if level == highest), key=lambda e: (not e.determined, e.effective, e.rule)
        )
        return Standing(area, day, version, highest, tuple(by), None, consequences)

    def remark(self, finding: Finding) -> Remark | None:
        """Why a finding changes nothing, or None if it does."""
        last = max(finding.earliest_effect, self._until)
        if not self._rule_exists(finding, finding.earliest_effect):
            return "without effect"
        if finding.change == "lower":
            raised = self._raised_by(finding)
            return self.remark(raised) if raised is not None else None
        if not finding.step.isdigit():
            return None
        if finding.status == "undetermined":
            span = (finding.run_end - finding.section_end).days
            last = finding.earliest_effect + timedelta(days=span)
        else:
            own = self._own_episode(finding)
            if own is not None and own.ends is not None:
                last = min(last, own.ends - timedelta(days=1))
        day = finding.earliest_effect
        while day <= last:
            if self._rule_exists(finding, day) and not self._holds_anyway(finding, day):
                return None
            day += timedelta(days=1)
        return "already in force"

    def effective_findings(self) -> tuple[Finding, ...]:
        """The findings that change something, in order."""
        return tuple(finding for finding in self._replay.findings if self.remark(finding) is None)

    def _covering(self, area: str) -> Iterable[Episode]:
        yield from self._by_area.get(area, ())
        if len(area) > 2:
            yield from self._by_area.get(area[:2], ())

    @staticmethod
    def _fixed(version: Version, area: str, day: date) -> FixedLevel | None:
        for fixed in version.fixed_levels:
            if fixed.to is not None and area.startswith(fixed.area) and fixed.from_ <= day <= fixed.to:
                return fixed
        return None

    def _rule_exists(self, finding: Finding, day: date) -> bool:
        version = self._regulation.in_force(finding.area, day)
        return version is not None and finding.rule in version.rules and finding.step in version.steps(finding.rule)

    def _holds_anyway(self, finding: Finding, day: date) -> bool:
        version = self._regulation.in_force(finding.area, day)
        fixed = self._fixed(version, finding.area, day) if version else None
        if fixed is not None and fixed.level >= int(finding.step):
            return True
        mine = (finding.earliest_effect, self._rank(version, finding.rule))
        for episode in self._covering(finding.area):
            if episode.rule == finding.rule and episode.area == finding.area:
                continue
            if episode.step.isdigit() and int(episode.step) >= int(finding.step) and episode.in_force_on(day):
                effective = episode.effective
                if effective is not None and (effective, self._rank(version, episode.rule)) < mine:
                    return True
        return False

    @staticmethod
    def _rank(version: Version | None, rule: str) -> int:
        """The place of a rule in its version, so that of two simultaneous findings one is always shown."""
        names: Sequence[str] = list(version.rules) if version else []
        return names.index(rule) if rule in names else len(names)

    def _own_episode(self, finding: Finding) -> Episode | None:
        for episode in self._by_area.get(finding.area, ()):
            if (episode.rule, episode.step, episode.met_on) == (
                finding.rule,
                finding.step,
                finding.section_end,
            ):
                return episode
        return None

    def _raised_by(self, lowering: Finding) -> Finding | None:
        """The finding that raised what a lowering lowers (or may lower); None where an order or the law did."""
        for episode in self._by_area.get(lowering.area, ()):
            if (episode.rule, episode.step, episode.basis) != (lowering.rule, lowering.step, "finding"):
                continue
            if episode.met_on < lowering.section_end <= (episode.lowered_on or lowering.section_end):
                return self._raises.get((lowering.rule, lowering.area, lowering.step, episode.met_on))
        return None

    @cached_property
    def _raises(self) -> Mapping[tuple[str, str, str, date], Finding]:
        """The certain raises, by rule, area, step and the end of their section."""
        return {
            (f.rule, f.area, f.step, f.section_end): f
            for f in self._replay.findings
            if f.change == "raise" and f.status == "found"
        }
