"""What holds in an area on a day, and which findings change something.

A level is in force in a district by its own episode, by one of its Land, or because the regulation fixes it for a
period. The highest counts. A period fixed by the regulation overrides everything else. What a court suspended does not
hold on the days of the suspension.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from lagezentrum.engine.decisions import Suspension
from lagezentrum.engine.outcome import Episode, Finding, Replay
from lagezentrum.law.model import FixedLevel, Regulation, StepName, Version

_ONE_DAY = timedelta(days=1)

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
        suspensions: the suspensions by a court without which something else would hold here on this day.
        resumed: first day on which the first of the episodes held again after a suspension; None where there was none.
        fixed_since: first day of the row of versions that fix this level one after the other; None where none does.
    """

    area: str
    day: date
    version: Version | None
    level: int
    episodes: tuple[Episode, ...]
    fixed: FixedLevel | None
    consequences: tuple[tuple[StepName, Episode], ...]
    suspensions: tuple[Suspension, ...] = ()
    resumed: date | None = None
    fixed_since: date | None = None

    @property
    def since(self) -> date | None:
        """Since when this level has been in force by its first episode or fixed without a gap; None for level 0."""
        if self.fixed is not None:
            return self.fixed_since or self.fixed.from_
        return (self.resumed or self.episodes[0].effective) if self.episodes else None


class Standings:
    """Answers "what holds where and when" from one replay."""

    def __init__(
        self, regulation: Regulation, replay: Replay, until: date, suspensions: Iterable[Suspension] = ()
    ) -> None:
        self._regulation, self._replay, self._until = regulation, replay, until
        self._suspensions = tuple(suspensions)
        self._by_area: Mapping[str, list[Episode]] = defaultdict(list)
        for episode in replay.episodes:
            self._by_area[episode.area].append(episode)

    def on(self, area: str, day: date) -> Standing:
        """What holds in `area` on `day`."""
        version = self._regulation.in_force(area, day)
        if version is None:
            return Standing(area, day, None, 0, (), None, ())
        here, suspensions = self._in_force(area, day)
        levels = [(int(e.step), e) for e in here if e.step.isdigit()]
        consequences = tuple((e.step, e) for e in here if not e.step.isdigit())
        fixed = self._fixed(version, area, day)
        if fixed is not None:
            return Standing(
                area,
                day,
                version,
                fixed.level,
                (),
                fixed,
                consequences,
                suspensions,
                fixed_since=self._fixed_since(fixed, area),
            )
        highest = max((level for level, _ in levels), default=0)
        # An order is a fact, an earliest date an assumption: what was ordered is named first.
        by = sorted(
            (e for level, e in levels if level == highest), key=lambda e: (not e.determined, e.effective, e.rule)
        )
        resumed = self._resumed(by[0], day) if by else None
        return Standing(area, day, version, highest, tuple(by), None, consequences, suspensions, resumed)

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
                last = min(last, own.ends - _ONE_DAY)
        day = finding.earliest_effect
        while day <= last:
            if self._rule_exists(finding, day) and not self._holds_anyway(finding, day):
                return None
            day += _ONE_DAY
        return "already in force"

    def effective_findings(self) -> tuple[Finding, ...]:
        """The findings that change something, in order."""
        return tuple(finding for finding in self._replay.findings if self.remark(finding) is None)

    def _in_force(self, area: str, day: date) -> tuple[list[Episode], tuple[Suspension, ...]]:
        """The episodes in force in an area on a day, and the suspensions that made a difference to them."""
        covering = list(self._covering(area))
        acting = tuple(
            s
            for s in self._suspensions
            if s.area in (area, area[:2]) and s.covers(day) and any(_changes(s, e, day) for e in covering)
        )
        return [e for e in covering if self._acts_on(e, day)], acting

    def _acts_on(self, episode: Episode, day: date) -> bool:
        """Whether the step is in force by an episode: what keeps a raise from acting goes before what lets it last."""
        pausing = [s for s in self._suspensions if s.covers(day) and _concerns(s, episode)]
        if any(s.of == "determined" for s in pausing):
            return False
        if episode.in_force_on(day):
            return True
        version = self._regulation.in_force(episode.area, day)
        known = version is not None and episode.rule in version.rules and episode.step in version.steps(episode.rule)
        return known and any(_changes(s, episode, day) for s in pausing)

    def _resumed(self, episode: Episode, day: date) -> date | None:
        """The first day of the stretch in which a day lies, where a suspension came before it."""
        if not any(_concerns(s, episode) for s in self._suspensions):
            return None
        first = day
        while episode.effective is not None and first > episode.effective and self._acts_on(episode, first - _ONE_DAY):
            first -= _ONE_DAY
        return first if first != episode.effective else None

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

    def _fixed_since(self, fixed: FixedLevel, area: str) -> date:
        """The first day of a level that versions fix one after the other: to go on fixing it is no new beginning."""
        first = fixed.from_
        while version := self._regulation.in_force(area, first - _ONE_DAY):
            before = self._fixed(version, area, first - _ONE_DAY)
            if before is None or before.level != fixed.level:
                break
            first = before.from_
        return first

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
            if episode.step.isdigit() and int(episode.step) >= int(finding.step) and self._acts_on(episode, day):
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


def _changes(suspension: Suspension, episode: Episode, day: date) -> bool:
    """Whether a suspension makes a difference to an episode on a day that it covers."""
    if not _concerns(suspension, episode):
        return False
    if suspension.of == "determined":
        return episode.in_force_on(day)
    return episode.ends is not None and episode.ends <= day


def _concerns(suspension: Suspension, episode: Episode) -> bool:
    """Whether the suspended decision is the one by which an episode is in force, or by which it ended."""
    if (episode.rule, episode.area, episode.step) != (suspension.rule, suspension.area, suspension.step):
        return False
    if suspension.of == "determined":
        return episode.effective == suspension.effective
    return episode.effective is not None and episode.ends == suspension.effective
