"""The rule over all areas at once: a forward scan over days, with areas and steps as vectors.

Same outcome as `engine/reference.py`, by another road. `engine/fast/windows.py` finds every complete section without
looking at what came before; `engine/fast/scan.py` keeps, for each step and area, whether it is raised and from where
days may count.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np

from lagezentrum.engine.decisions import Assumption, Decision
from lagezentrum.engine.fast.scan import Scan, Segment
from lagezentrum.engine.fast.windows import Bools, Count, Grid, Sections, count_of, grid_of, sections_of
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Episode, Finding, Replay, episode_order, finding_order
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Part, Regulation, StepName, Version

_PARTS: tuple[Part, Part] = ("raising", "lifting")


def replay(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    areas: Sequence[str],
    until: date,
    *,
    known_at: datetime | None = None,
    decisions: Iterable[Decision] = (),
    assume: Assumption = "earliest",
) -> Replay:
    """Replay a regulation over figures as first published; arguments and result as in `reference.replay`."""
    findings: list[Finding] = []
    begun: list[Episode] = []
    for scan in _scans(regulation, calendars, figures, areas, until, known_at, tuple(decisions), assume):
        findings.extend(scan.findings())
        begun.extend(scan.episodes())
    return Replay(tuple(sorted(findings, key=finding_order)), tuple(sorted(begun, key=episode_order)))


def episodes(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    areas: Sequence[str],
    until: date,
    *,
    known_at: datetime | None = None,
    decisions: Iterable[Decision] = (),
    assume: Assumption = "earliest",
) -> tuple[Episode, ...]:
    """The episodes of `replay` alone: naming the missing values of open findings takes longer than the scan."""
    scans = _scans(regulation, calendars, figures, areas, until, known_at, tuple(decisions), assume)
    return tuple(sorted((episode for scan in scans for episode in scan.episodes()), key=episode_order))


def _scans(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    areas: Sequence[str],
    until: date,
    known_at: datetime | None,
    decisions: Sequence[Decision],
    assume: Assumption,
) -> Iterator[Scan]:
    for group in _groups(regulation, areas):
        first = first_day(regulation, group)
        if first > until:
            continue
        grid = grid_of(figures, regulation.for_area(group[0]), group, first, until, known_at)
        yield from scans_of(regulation, calendars, grid, until, decisions, assume)


def _groups(regulation: Regulation, areas: Sequence[str]) -> list[list[str]]:
    """Areas that share their versions and their scope, so that they can be scanned together."""
    groups: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for area in areas:
        versions = tuple(v.version for v in regulation.for_area(area))
        if versions:
            groups.setdefault((len(area) == 2, versions), []).append(area)
    return list(groups.values())


def first_day(regulation: Regulation, areas: Sequence[str]) -> date:
    """The first day on which anything can count for a group of areas."""
    days = []
    for version in regulation.for_area(areas[0]):
        days.append(version.in_force.from_)
        days.extend(regulation.counting_starts(version, r, p) for r in version.rules for p in _PARTS)
    return min(days)


def scans_of(
    regulation: Regulation,
    calendars: Calendars,
    grid: Grid,
    until: date,
    decisions: Sequence[Decision] = (),
    assume: Assumption = "earliest",
) -> list[Scan]:
    """Scan every rule over a grid whose areas share their versions."""
    versions = regulation.for_area(grid.areas[0])
    scope = "state" if len(grid.areas[0]) == 2 else "district"
    rules = dict.fromkeys(n for v in versions for n, rule in v.rules.items() if rule.scope == scope)
    length = grid.row(until) + 1
    counts: dict[str, Count] = {}

    def count(calendar: str) -> Count:
        if calendar not in counts:
            counts[calendar] = count_of(calendars[calendar], grid.areas, grid.first, length)
        return counts[calendar]

    scans = []
    for rule in rules:
        steps = tuple(dict.fromkeys(s for v in versions if rule in v.rules for s in v.steps(rule)))
        segments = [
            _segment(regulation, version, rule, steps, grid, length - 1, count)
            for version in versions
            if rule in version.rules
        ]
        scan = Scan(rule, steps, grid, assume)
        scan.run([segment for segment in segments if segment.first_row < length], length, decisions)
        scans.append(scan)
    return scans


def _segment(
    regulation: Regulation,
    version: Version,
    rule: str,
    steps: Sequence[StepName],
    grid: Grid,
    last_row: int,
    count: Callable[[str], Count],
) -> Segment:
    """One version's time for one rule, with its complete sections."""
    starts = {part: grid.row(regulation.counting_starts(version, rule, part)) for part in _PARTS}
    first = grid.row(version.in_force.from_)
    if version is regulation.for_area(grid.areas[0])[0]:
        first = min(first, starts["raising"])  # a first version may judge days before it that it says count
    last = min(grid.row(version.in_force.to), last_row) if version.in_force.to else last_row
    here = [step for step in steps if step in version.steps(rule)]
    parts = {
        part: _widened(
            sections_of(
                version,
                rule,
                part,
                here,
                grid,
                count(version.section(rule, part).calendar),
                starts[part],
                last,
            ),
            steps,
            here,
        )
        for part in _PARTS
    }
    has = np.array([[step in here] for step in steps])
    return Segment(version, has, first, last, parts["raising"], parts["lifting"])


def _widened(sections: Sections, steps: Sequence[StepName], here: Sequence[StepName]) -> Sections:
    """The same sections with a plane for each step of the rule, false where the version lacks it."""
    if list(steps) == list(here):
        return sections
    rows = [list(steps).index(step) for step in here]

    def widen(plane: Bools) -> Bools:
        wide = np.zeros((plane.shape[0], len(steps), plane.shape[2]), dtype=np.bool_)
        wide[:, rows] = plane
        return wide

    possible = None if sections.possible is None else widen(sections.possible)
    return replace(sections, certain=widen(sections.certain), possible=possible)
