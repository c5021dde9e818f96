"""What holds in an area on a day, how sure that is, and what may come next. Pure: everything comes from a situation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from lagezentrum.engine.outcome import Change, Finding
from lagezentrum.engine.standing import Standing
from lagezentrum.law.model import StepName
from lagezentrum.outlook.earliest import Path, Prospect, Settled
from lagezentrum.web.public.days import is_known
from lagezentrum.web.situation import Situation
from lagezentrum.web.work_list import WorkList

_ONE_DAY = timedelta(days=1)

Sure = Literal["in force", "determined", "earliest", "unknown"]
"""In force today or before; determined for a later day and nothing can change it by then; met but not determined;
or still hanging on figures to come (or missing)."""

Kind = Literal["determined", "met", "running", "undetermined"]


@dataclass(frozen=True)
class Coming:
    """A change that may come.

    Attributes:
        kind: `determined` (an order or the regulation says so), `met` (found, nobody has determined it yet),
            `running` (a section could be complete), `undetermined` (missing values decide).
        change: whether the step begins or ends.
        step: the level or consequence.
        day: the first day on which it holds, for a kind other than `determined` at the earliest.
        rule, area: under which rule, for which area (the Land key for a statewide one); empty where the regulation
            itself sets a level.
        finding: what was found, for `met` and `undetermined`.
        path: the shortest section that can bring it, for `running`.
        settled: the end of a suspension, for a `determined` change that it brings.
    """

    kind: Kind
    change: Change
    step: StepName
    day: date
    rule: str = ""
    area: str = ""
    finding: Finding | None = None
    path: Path | None = None
    settled: Settled | None = None


@dataclass(frozen=True)
class Answer:
    """What holds in an area on a day.

    Attributes:
        standing: what holds by orders published so far and by the regulation.
        sure: how sure that is.
        instead: what could change it by that day, the likeliest kind first; empty where it is sure.
    """

    standing: Standing
    sure: Sure
    instead: tuple[Coming, ...]


@dataclass(frozen=True)
class Outlook:
    """What may come after the day of a situation."""

    seen: Situation

    @cached_property
    def tasks(self) -> WorkList:
        """What authorities have to decide; computed once for all areas."""
        return self.seen.work_list()

    def answer(self, area: str, day: date) -> Answer:
        """What holds in an area on a day, which may lie after the day of the situation.

        Args:
            area: AGS.
            day: the day asked about.
        """
        standing = self.seen.standings.on(area, day)
        if day <= self.seen.on:
            return Answer(standing, "in force", ())
        if standing.version is None or standing.fixed is not None:
            return Answer(standing, "determined", ())
        instead = tuple(
            c
            for c in self.coming(area)
            if c.kind != "determined" and c.day <= day and _changes(c, self.seen.standing(area), standing)
        )
        if any(c.kind == "met" for c in instead):
            return Answer(standing, "earliest", instead)
        return Answer(standing, "unknown" if instead else "determined", instead)

    def coming(self, area: str, *, by_figures_to_come: bool = True) -> tuple[Coming, ...]:
        """What may change in an area after the day of the situation, nearest first; one entry for each step.

        A second one where something surer comes later than what is less sure.

        `by_figures_to_come`: also what running sections could bring.
        """
        held = self.seen.standing(area)
        ranks: dict[Kind, int] = {"determined": 0, "met": 1, "undetermined": 2, "running": 3}
        found = [*self._resumed(area), *self._determined(area), *self._found(area)]
        if by_figures_to_come:
            found.extend(self._running(area))
        shown: list[Coming] = []
        for change in sorted(found, key=lambda c: (ranks[c.kind], c.day)):
            same = [c for c in shown if (c.change, c.step) == (change.change, change.step)]
            sooner = change.kind != "undetermined" and all(c.kind == "determined" and change.day < c.day for c in same)
            if not sooner and same:
                continue
            if change.kind == "determined" or (_changes(change, held, held) and not self._goes_on(area, change)):
                shown.append(change)
        kept = [c for c in shown if not any(_covers(other, c, ranks) for other in shown)]
        return tuple(sorted(kept, key=lambda c: (c.day, ranks[c.kind], c.step)))

    def _goes_on(self, area: str, change: Coming) -> bool:
        """Whether a level that ends under one rule holds on: under another, or set anew by the regulation."""
        if change.change == "raise" or not change.step.isdigit():
            return False
        steps = self.seen.earliest(area).steps
        ends = next((s.earliest for s in steps if (s.step, s.change) == (change.step, "lower")), None)
        return ends is None or ends > change.day

    def not_before(self, area: str) -> date | None:
        """The first day on which figures to come could change what holds; None where nothing is counted."""
        held = self.seen.standing(area)
        return min((c.day for c in self._running(area) if _changes(c, held, held)), default=None)

    def _determined(self, area: str) -> Iterator[Coming]:
        """What orders and the regulation say of later days, as far as it shows."""
        seen = self.seen
        changes: tuple[Change, Change] = ("raise", "lower")
        for episode in seen.ordered.episodes:
            if episode.area not in (area, area[:2]):
                continue
            for change, day in zip(changes, (episode.effective, episode.ends), strict=True):
                if day is None or day <= seen.on or episode.lapsed:
                    continue
                if _shows(seen.standings.on(area, day - _ONE_DAY), seen.standings.on(area, day), episode.step, change):
                    yield Coming("determined", change, episode.step, day, episode.rule, episode.area)
        for version in seen.regulation.for_area(area):
            for fixed in version.fixed_levels if is_known(version, seen.on) else ():
                if fixed.to is not None and area.startswith(fixed.area) and fixed.from_ > seen.on:
                    yield Coming("determined", "raise", str(fixed.level), fixed.from_)

    def _resumed(self, area: str) -> Iterator[Coming]:
        """What holds again, or ends after all, because a court's suspension ends."""
        if not any(pause.area in (area, area[:2]) for pause in self.seen.suspensions):
            return
        for change in self.seen.earliest(area).settled:
            if change.cause == "suspension_ends" and change.day > self.seen.on:
                yield Coming(
                    "determined", change.change, change.step, change.day, change.rule, change.area, settled=change
                )

    def _found(self, area: str) -> Iterator[Coming]:
        """Findings of the rule that nobody has decided on, certain or hanging on missing values."""
        for item in (*self.tasks.decide, *self.tasks.lift, *self.tasks.undetermined):
            if item.area in (area, area[:2]) and item.finding is not None and item.earliest is not None:
                kind: Kind = "undetermined" if item.finding.status == "undetermined" else "met"
                day = max(item.earliest, self.seen.on + _ONE_DAY)  # nobody can order for a day that has begun
                yield Coming(kind, item.finding.change, item.step, day, item.rule, item.area, finding=item.finding)

    def _running(self, area: str) -> Iterator[Coming]:
        """What figures to come can bring, each step under each rule at its earliest day."""
        for prospect in self.seen.earliest(area).prospects:
            path = _by_figures_to_come(prospect)
            if path is not None and path.effect > self.seen.on:
                yield Coming(
                    "running", prospect.change, prospect.step, path.effect, prospect.rule, prospect.area, path=path
                )


def _by_figures_to_come(prospect: Prospect) -> Path | None:
    """The shortest section that only figures to come can complete; what missing values leave open is told apart."""
    if prospect.state == "running":
        return prospect.nearest
    certain = [way.certain for way in prospect.ways if way.certain is not None]
    return min(certain, key=lambda path: path.effect, default=None)


def is_open(coming: Iterable[Coming]) -> bool:
    """Whether missing values leave open if more than what holds was reached."""
    return any(c.kind == "undetermined" and c.change == "raise" for c in coming)


def _covers(other: Coming, change: Coming, ranks: Mapping[Kind, int]) -> bool:
    """Whether a level need not be told because a higher one, at least as likely, comes on the same day or before."""
    if other.kind == "undetermined" or (other.change, change.change) != ("raise", "raise"):
        return False
    if not (other.step.isdigit() and change.step.isdigit()):
        return False
    higher = int(other.step) > int(change.step)
    return higher and ranks[other.kind] <= ranks[change.kind] and other.day <= change.day


def _changes(change: Coming, held: Standing, then: Standing) -> bool:
    """Whether a change would alter what holds."""
    if not change.step.isdigit():
        present = any(step == change.step for step, _ in then.consequences)
        return present == (change.change == "lower") and not (then.level and change.change == "raise")
    level = int(change.step)
    if change.change == "raise":
        return level > max(held.level, then.level)
    by = {(episode.rule, episode.step) for episode in then.episodes}
    return by == {(change.rule, change.step)}


def _shows(before: Standing, after: Standing, step: StepName, change: Change) -> bool:
    """Whether what begins or ends is what one sees: a level beneath another one is not."""
    if step.isdigit():
        level = int(step)
        if change == "raise":
            return before.level < level == after.level
        return before.level == level > after.level
    return any(s == step for s, _ in before.consequences) != any(s == step for s, _ in after.consequences)
