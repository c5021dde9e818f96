"""The forward scan of one rule: raised or not, for S steps × A areas, day after day.

Per step and area two things are remembered: whether the step is raised, and a *floor*, the ordinal of the calendar
after which days may count for the next section. Work per day is a handful of vector operations on S × A values;
Python runs for single areas only where something happens.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.outcome import Basis, Change, Episode, Finding, MissingValue
from lagezentrum.engine.reference import Assumption
from lagezentrum.engine.windows import Bools, Grid, Ints, Sections
from lagezentrum.law.model import Part, StepName, Version


@dataclass(frozen=True)
class Segment:
    """One version's time for one rule: rows `first_row` … `last_row`, both included.

    `has` (S × 1) tells which of the rule's steps this version knows.
    """

    version: Version
    has: Bools
    first_row: int
    last_row: int
    raising: Sections
    lifting: Sections


@dataclass(slots=True)
class _Open:
    """An episode while it is being written; days as rows of the grid, -1 for none."""

    step: int
    area: int
    basis: Basis
    met: int
    effective: date | None
    determined: bool
    refrained: bool = False
    lowered: int = -1
    ends: date | None = None
    lift_determined: bool = False
    lapsed: bool = False


class Scan:
    """The scan of one rule over a grid, and what came of it."""

    def __init__(self, rule: str, steps: tuple[StepName, ...], grid: Grid, assume: Assumption) -> None:
        self.rule, self.steps, self.grid, self.assume = rule, steps, grid, assume
        shape = (len(steps), len(grid.areas))
        self._raised = np.zeros(shape, dtype=np.bool_)
        self._holds = np.ones(shape, dtype=np.bool_)  # false while raised without being (assumed) in force
        self._floor: dict[Part, Ints] = {p: np.zeros(shape, dtype=np.int32) for p in ("raising", "lifting")}
        self._from = np.zeros(shape, dtype=np.int32)  # the row from which days may count
        self._last = np.full(shape, -1)  # the latest episode of each step and area, as position in _written
        self._written: list[_Open] = []
        self._found: list[tuple[Segment, Part, int, int, int]] = []  # (…, row, step, area)
        self._runs: dict[
            tuple[int, int], list[int]
        ] = {}  # undetermined sections in a row, by their last rows
        self._undetermined: list[tuple[Segment, Part, list[int], int, int]] = []

    # -- the scan ---------------------------------------------------------------------------------------------

    def run(self, segments: Sequence[Segment], length: int, decisions: Sequence[Decision]) -> None:
        """Go through the segments in order, up to row `length` - 1."""
        column = {area: position for position, area in enumerate(self.grid.areas)}
        decided: dict[int, list[Decision]] = defaultdict(list)
        for decision in decisions:
            if decision.rule == self.rule and decision.area in column and decision.step in self.steps:
                decided[self.grid.row(decision.decided_on)].append(decision)
        ends_of_refraining = {
            self.grid.row(d.until) + 1: True for ds in decided.values() for d in ds if d.until is not None
        }
        everywhere = np.ones(self._raised.shape, dtype=np.bool_)
        position = 0
        for segment in segments:
            if segment.first_row > position:
                self._lapse(position, everywhere)
            self._lapse(segment.first_row, everywhere & ~segment.has)
            for part, floor in self._floor.items():  # another version may count by another calendar
                floor[:] = getattr(segment, part).count.all_before(self._from)
            for row in range(segment.first_row, segment.last_row + 1):
                self._fixed_by_regulation(segment, row)
                if row in ends_of_refraining:
                    self._refraining_ends(segment, row, decisions, column)
                self._judge(segment, row)
                for decision in decided.get(row, ()):
                    if segment.has[self.steps.index(decision.step)]:
                        self._decide(segment, row, decision, column[decision.area])
            self._close_runs(segment)
            position = segment.last_row + 1
        if position < length:
            self._lapse(position, everywhere)

    def _judge(self, segment: Segment, row: int) -> None:
        candidates_for: dict[Part, Bools] = {
            "raising": ~self._raised & segment.has,
            "lifting": self._raised.copy(),
        }
        for part, candidates in candidates_for.items():
            sections: Sections = getattr(segment, part)
            at = row - sections.first_row
            if at < 0:
                continue
            certain = sections.certain[at]
            events = certain & candidates
            if sections.possible is None:
                if not events.any():
                    continue
                enough = sections.count.ordinal[row] - self._floor[part] >= sections.days
                events &= enough
            else:
                enough = sections.count.ordinal[row] - self._floor[part] >= sections.days
                events &= enough
                judged = candidates & enough & sections.count.counted[row]
                self._follow_runs(segment, part, row, judged, certain, sections.possible[at])
            for step, area in np.argwhere(events):
                self._change(segment, part, row, int(step), int(area))

    def _follow_runs(
        self, segment: Segment, part: Part, row: int, judged: Bools, certain: Bools, possible: Bools
    ) -> None:
        open_ = judged & possible & ~certain & self._holds
        for step, area in np.argwhere(open_):
            self._runs.setdefault((int(step), int(area)), []).append(row)
        if self._runs:
            decided = judged & (certain | ~possible)
            for key in [key for key in self._runs if decided[key]]:
                self._undetermined.append((segment, part, self._runs.pop(key), *key))

    def _close_runs(self, segment: Segment) -> None:
        for key in list(self._runs):
            self._close_run(segment, *key)

    def _close_run(self, segment: Segment, step: int, area: int) -> None:
        rows = self._runs.pop((step, area), None)
        if rows is not None:
            part: Part = "lifting" if self._raised[step, area] else "raising"
            self._undetermined.append((segment, part, rows, step, area))

    # -- raising and lowering ---------------------------------------------------------------------------------

    def _change(self, segment: Segment, part: Part, row: int, step: int, area: int) -> None:
        if self._holds[step, area]:
            self._found.append((segment, part, row, step, area))
        earliest = self._earliest(segment, part, row)
        assumed = earliest if self.assume == "earliest" else None
        if part == "raising":
            self._begin(segment, _Open(step, area, "finding", row, assumed, False), row + 1)
            if segment.version.rules[self.rule].lifting.counts_after == "effect":
                self._count_from(segment, step, area, self.grid.row(earliest) + 1)
        else:
            self._end(segment, row, step, area, assumed)

    def _earliest(self, segment: Segment, part: Part, row: int) -> date:
        effect = segment.version.section(self.rule, part).effect
        return max(self.grid.day(row + effect.days_after), segment.version.in_force.from_)

    def _begin(self, segment: Segment, episode: _Open, counts_from: int) -> None:
        step, area = episode.step, episode.area
        self._close_run(segment, step, area)
        self._last[step, area] = len(self._written)
        self._written.append(episode)
        self._raised[step, area] = True
        self._holds[step, area] = episode.effective is not None
        self._count_from(segment, step, area, counts_from)

    def _end(
        self, segment: Segment, row: int, step: int, area: int, ends: date | None, *, determined: bool = False
    ) -> None:
        self._close_run(segment, step, area)
        episode = self._written[self._last[step, area]]
        episode.lowered, episode.ends, episode.lift_determined = row, ends, determined
        self._raised[step, area] = False
        self._holds[step, area] = True
        self._count_from(segment, step, area, row + 1)

    def _count_from(self, segment: Segment, step: int, area: int, row: int) -> None:
        self._from[step, area] = row
        self._floor["raising"][step, area] = segment.raising.count.before(row, area)
        self._floor["lifting"][step, area] = segment.lifting.count.before(row, area)

    def _lapse(self, row: int, where: Bools) -> None:
        day = self.grid.day(row)
        for step, area in np.argwhere(where & (self._last >= 0)):
            episode = self._written[self._last[step, area]]
            if self._raised[step, area]:
                episode.lowered, episode.ends, episode.lapsed = row, day, True
            elif episode.effective is not None and (episode.ends is None or episode.ends > day):
                episode.ends, episode.lapsed = day, True
        self._raised[where] = False
        self._holds[where] = True
        for origin in (self._from, *self._floor.values()):
            origin[where] = 0

    def _fixed_by_regulation(self, segment: Segment, row: int) -> None:
        day = self.grid.day(row)
        for fixed in segment.version.fixed_levels:
            if fixed.until != "lifted" or fixed.rule != self.rule or fixed.from_ != day:
                continue
            if fixed.area not in self.grid.areas:
                continue
            area = self.grid.areas.index(fixed.area)
            for step in range(self.steps.index(str(fixed.level)) + 1):
                if not segment.has[step]:
                    continue
                if not self._raised[step, area]:
                    self._begin(segment, _Open(step, area, "regulation", row, day, True), row)
                    continue
                episode = self._written[self._last[step, area]]
                if episode.effective is None or episode.effective > day:
                    episode.effective, episode.determined, episode.refrained = day, True, False
                    self._holds[step, area] = True

    # -- decisions --------------------------------------------------------------------------------------------

    def _decide(self, segment: Segment, row: int, decision: Decision, area: int) -> None:
        decided = self.steps.index(decision.step)
        for step in range(len(self.steps)):
            if not segment.has[step]:
                continue
            if decision.kind == "determined" and step <= decided:
                self._determine(segment, row, decision, step, area)
            elif decision.kind == "refrained" and step >= decided and self._raised[step, area]:
                episode = self._written[self._last[step, area]]
                if episode.basis == "finding" and not episode.determined:
                    self._close_run(segment, step, area)
                    episode.effective, episode.refrained = None, True
                    self._holds[step, area] = False
            elif decision.kind == "lifted" and step >= decided:
                if self._raised[step, area]:
                    self._end(segment, row, step, area, decision.effective, determined=True)
                elif self._last[step, area] >= 0:
                    episode = self._written[self._last[step, area]]
                    if not episode.lift_determined and not episode.lapsed:
                        episode.ends, episode.lift_determined = decision.effective, True

    def _determine(self, segment: Segment, row: int, decision: Decision, step: int, area: int) -> None:
        effective = decision.effective
        assert effective is not None  # noqa: S101 (a determination has its date)
        if not self._raised[step, area]:
            self._begin(segment, _Open(step, area, "decision", row, effective, True), row + 1)
        else:
            episode = self._written[self._last[step, area]]
            exactly = self.steps[step] == decision.step
            if exactly or episode.effective is None or episode.effective > effective:
                episode.effective, episode.determined, episode.refrained = effective, True, False
                self._holds[step, area] = True
        if segment.version.rules[self.rule].lifting.counts_after == "effect":
            taken_effect = self._written[self._last[step, area]].effective
            assert taken_effect is not None  # noqa: S101 (set just above)
            self._count_from(segment, step, area, self.grid.row(taken_effect) + 1)

    def _refraining_ends(
        self, segment: Segment, row: int, decisions: Sequence[Decision], column: dict[str, int]
    ) -> None:
        for decision in decisions:
            if decision.rule != self.rule or decision.kind != "refrained" or decision.until is None:
                continue
            if decision.area not in column or self.grid.row(decision.until) + 1 != row:
                continue
            area = column[decision.area]
            for step in range(len(self.steps)):
                if not self._raised[step, area]:
                    continue
                episode = self._written[self._last[step, area]]
                if episode.refrained and self.grid.row(decision.decided_on) >= episode.met:
                    self._end(segment, row - 1, step, area, None)
                    self._count_from(segment, step, area, 0)

    # -- what came of it --------------------------------------------------------------------------------------

    def findings(self) -> Iterator[Finding]:
        """Every finding of the scan, certain and undetermined, in no particular order."""
        for segment, part, row, step, area in self._found:
            yield self._finding(segment, part, row, row, step, area, set())
        for segment, part, rows, step, area in self._undetermined:
            missing = set[MissingValue]().union(*(self._missing(segment, part, r, step, area) for r in rows))
            yield self._finding(segment, part, rows[0], rows[-1], step, area, missing)

    def _finding(
        self,
        segment: Segment,
        part: Part,
        row: int,
        run_end: int,
        step: int,
        area: int,
        missing: set[MissingValue],
    ) -> Finding:
        change: Change = "raise" if part == "raising" else "lower"
        sections: Sections = getattr(segment, part)
        return Finding(
            segment.version.version,
            self.rule,
            self.grid.areas[area],
            self.steps[step],
            change,
            tuple(self.grid.day(r) for r in sections.count.section(row, area, sections.days)),
            self._earliest(segment, part, row),
            "undetermined" if missing else "found",
            tuple(sorted(missing)),
            self.grid.day(run_end),
        )

    def _missing(self, segment: Segment, part: Part, row: int, step: int, area: int) -> set[MissingValue]:
        """The missing values that leave the section ending on a row open."""
        sections: Sections = getattr(segment, part)
        version, rows = segment.version, sections.count.section(row, area, sections.days)
        found: set[MissingValue] = set()
        for group, way in sections.open_ways(
            version, self.rule, part, self.steps[step], self.grid, rows, area
        ):
            for indicator in way:
                where = self.grid.areas[area]
                where = where[:2] if version.indicators[indicator].scope == "state" else where
                plane = self.grid.plane(version, indicator)
                found.update(
                    MissingValue(indicator, where, self.grid.day(r))
                    for r in group
                    if np.isnan(plane[r, area])
                )
        return found

    def episodes(self) -> Iterator[Episode]:
        """Every episode of the scan, in no particular order."""
        for episode in self._written:
            yield Episode(
                self.rule,
                self.grid.areas[episode.area],
                self.steps[episode.step],
                episode.basis,
                self.grid.day(episode.met),
                episode.effective,
                episode.determined,
                episode.refrained,
                None if episode.lowered < 0 else self.grid.day(episode.lowered),
                episode.ends,
                episode.lift_determined,
                episode.lapsed,
            )
