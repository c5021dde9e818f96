"""What an officer must look at: met and not determined, in force and no longer met, open, or differing. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from lagezentrum.engine.outcome import Change, Episode, Finding, MissingValue
from lagezentrum.engine.standing import Standing
from lagezentrum.web.archive.readings import Withheld
from lagezentrum.web.ledger.determination import Determination

if TYPE_CHECKING:
    from lagezentrum.web.situation import Situation

Group = Literal["decide", "lift", "undetermined", "differs"]
Reason = Literal["refrained", "suspended", "missing-value", "ordered-higher", "ordered-lower"]
"""Why what was computed and what was ordered differ although nothing is left to decide."""

_LONGEST_OPEN = timedelta(days=14)
"""How long after its last section an undetermined finding stays on the list."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """One thing to look at.

    Attributes:
        group: what kind of thing it is.
        area: AGS, or the Land key for the statewide rule.
        rule, step: what it is about; empty where levels as a whole differ.
        finding: what the rule found, if that is the occasion.
        episode: what is reached or in force.
        earliest: the first day that a decision published on the day of the list can still set.
        overdue: whether it could have taken effect on that day or earlier.
        matter: the open draft on this, if somebody has begun.
        missing: the values that decide and are not on record.
        withheld: the files held back that would hold them.
        computed, ordered: what would hold and what holds, where they differ.
        reason: why they differ.
    """

    group: Group
    area: str
    rule: str = ""
    step: str = ""
    finding: Finding | None = None
    episode: Episode | None = None
    earliest: date | None = None
    overdue: bool = False
    matter: Determination | None = None
    missing: tuple[MissingValue, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    computed: Standing | None = None
    ordered: Standing | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class WorkList:
    """The four groups, each in the order of area, rule and step."""

    decide: tuple[WorkItem, ...]
    lift: tuple[WorkItem, ...]
    undetermined: tuple[WorkItem, ...]
    differs: tuple[WorkItem, ...]

    def __len__(self) -> int:
        return len(self.decide) + len(self.lift) + len(self.undetermined) + len(self.differs)


def build(seen: "Situation", areas: Collection[str] | None) -> WorkList:
    """The work list of some areas (None: all) from a situation."""
    every = WorkList(
        _sorted(_decide(seen)), _sorted(_lift(seen)), _sorted(_undetermined(seen)), _sorted(_differs(seen))
    )
    if areas is None:
        return every
    wanted = frozenset(areas)
    return WorkList(
        *(
            tuple(item for item in group if item.area in wanted)
            for group in (every.decide, every.lift, every.undetermined, every.differs)
        )
    )


def _sorted(items: Iterator[WorkItem]) -> tuple[WorkItem, ...]:
    return tuple(sorted(items, key=lambda item: (item.area, item.rule, item.step)))


def _decide(seen: "Situation") -> Iterator[WorkItem]:
    """Reached and not determined. A higher step that can hold no later includes the lower ones."""
    found = []
    for episode in seen.ordered.episodes:
        waits = episode.basis == "finding" and episode.effective is None and not episode.refrained
        if not waits or episode.lowered_on is not None:
            continue
        finding = _finding(seen, episode, "raise", episode.met_on)
        if finding is not None and seen.standings.remark(finding) is None and not _covered(seen, finding):
            found.append((episode, finding))
    for episode, finding in found:
        higher = [
            f
            for _, f in found
            if (f.area, f.rule) == (finding.area, finding.rule)
            and _rank(f.step) > _rank(finding.step)
            and f.earliest_effect <= finding.earliest_effect
        ]
        if not higher:
            yield _task(seen, "decide", finding, episode)


def _lift(seen: "Situation") -> Iterator[WorkItem]:
    """In force and no longer met, and nobody lifted it. A lower step that can go no later takes the higher along."""
    found = []
    for episode in seen.ordered.episodes:
        if episode.effective is None or episode.lowered_on is None or episode.ends is not None:
            continue
        if _raised_again(seen, episode):
            continue
        finding = _finding(seen, episode, "lower", episode.lowered_on)
        if finding is not None and seen.standings.remark(finding) is None:
            found.append((episode, finding))
    for episode, finding in found:
        lower = [
            f
            for _, f in found
            if (f.area, f.rule) == (finding.area, finding.rule)
            and _rank(f.step) < _rank(finding.step)
            and f.earliest_effect <= finding.earliest_effect
        ]
        if not lower:
            yield _task(seen, "lift", finding, episode)


def _undetermined(seen: "Situation") -> Iterator[WorkItem]:
    """Open because a value is missing, and nothing certain has come since."""
    for finding in seen.ordered.findings:
        if finding.status != "undetermined" or seen.judged_until - finding.run_end > _LONGEST_OPEN:
            continue
        if _settled_since(seen, finding) or seen.standings.remark(finding) is not None:
            continue
        yield _task(seen, "undetermined", finding, None)


def _differs(seen: "Situation") -> Iterator[WorkItem]:
    """What was ordered is not what was computed, and no task of another group says why."""
    tasks = {item.area for part in (_decide(seen), _lift(seen)) for item in part}
    lands: dict[str, tuple[int, int]] = {}
    for area in seen.areas:
        computed, ordered = seen.computed.on(area, seen.on), seen.standings.on(area, seen.on)
        levels = (computed.level, ordered.level)
        same = {s for s, _ in computed.consequences} == {s for s, _ in ordered.consequences} or min(levels) > 0
        if levels[0] == levels[1] and same:
            continue
        if len(area) == 2:
            lands[area] = levels
        elif lands.get(area[:2]) == levels and same:
            continue
        if area in tasks or area[:2] in tasks:
            continue
        reason, finding = _why(seen, area, levels)
        yield WorkItem(
            group="differs",
            area=area,
            finding=finding,
            missing=finding.hangs_on if finding else (),
            computed=computed,
            ordered=ordered,
            reason=reason,
        )


def _why(seen: "Situation", area: str, levels: tuple[int, int]) -> tuple[Reason, Finding | None]:
    here = (area, area[:2])
    if seen.standings.on(area, seen.on).suspensions:
        return "suspended", None
    if any(e.refrained and e.lowered_on is None and e.area in here for e in seen.ordered.episodes):
        return "refrained", None
    for finding in reversed(seen.replay.findings):
        if finding.area in here and finding.status == "undetermined" and finding.change == "raise":
            ordered = [
                e
                for e in seen.ordered.episodes
                if (e.area, e.rule, e.step) == (finding.area, finding.rule, finding.step) and e.in_force_on(seen.on)
            ]
            if any(finding.section_end <= e.met_on <= finding.run_end + _LONGEST_OPEN for e in ordered):
                return "missing-value", finding
    return ("ordered-higher" if levels[1] > levels[0] else "ordered-lower"), None


def _task(seen: "Situation", group: Group, finding: Finding, episode: Episode | None) -> WorkItem:
    soonest = seen.on + _ONE_DAY
    return WorkItem(
        group=group,
        area=finding.area,
        rule=finding.rule,
        step=finding.step,
        finding=finding,
        episode=episode,
        earliest=max(finding.earliest_effect, soonest),
        overdue=finding.status == "found" and finding.earliest_effect < soonest,
        matter=_open_matter(seen, finding),
        missing=finding.hangs_on,
        withheld=tuple(w for w in seen.withheld if any(w.has(m.indicator, m.area, m.day) for m in finding.hangs_on)),
    )


def _covered(seen: "Situation", finding: Finding) -> bool:
    """Whether a consequence without a level would change nothing, because a level holds when it could take effect.

    A level that is known to end within the time that an order needs does not cover it.
    """
    if finding.step.isdigit():
        return False
    first = max(finding.earliest_effect, seen.on + _ONE_DAY)
    return all(seen.standings.on(finding.area, day).level > 0 for day in (first, first + 2 * _ONE_DAY))


def _open_matter(seen: "Situation", finding: Finding) -> Determination | None:
    for found in seen.determinations:
        same = (found.area, found.rule, found.step) == (finding.area, finding.rule, finding.step)
        if found.is_open and same and found.change == finding.change:
            return found
    return None


def _finding(seen: "Situation", episode: Episode, change: Change, end: date) -> Finding | None:
    for finding in seen.ordered.findings:
        same = (finding.rule, finding.area, finding.step) == (episode.rule, episode.area, episode.step)
        if same and finding.change == change and finding.status == "found" and finding.section_end == end:
            return finding
    return None


def _raised_again(seen: "Situation", episode: Episode) -> bool:
    key = (episode.rule, episode.area, episode.step)
    return any(
        (e.rule, e.area, e.step) == key and e.met_on > episode.met_on and e.lowered_on is None
        for e in seen.ordered.episodes
    )


def _settled_since(seen: "Situation", finding: Finding) -> bool:
    """Whether the step was raised (or lowered, for a lowering) for certain or by order since the finding."""
    for episode in seen.ordered.episodes:
        if (episode.rule, episode.area, episode.step) != (finding.rule, finding.area, finding.step):
            continue
        if finding.change == "raise" and (
            episode.met_on >= finding.section_end or episode.in_force_on(seen.judged_until)
        ):
            return True
        if finding.change == "lower" and episode.lowered_on is not None and episode.lowered_on >= finding.section_end:
            return True
    return False


def _rank(step: str) -> int:
    return int(step) if step.isdigit() else 0
