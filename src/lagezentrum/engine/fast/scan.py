"""The forward scan of one rule: raised or not, for S steps × A areas, day after day.

Per step and area two things are remembered: whether the step is raised, and a *floor*, the ordinal of the calendar
after which days may count for the next section. Work per day is a handful of vector operations on S × A values;
Python runs for single areas only where something happens.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagezentrum.engine.decisions import Assumption, Decision
from lagezentrum.engine.fast.episode_table import BASES, NEVER, EpisodeTable
from lagezentrum.engine.fast.windows import Bools, Grid, Ints, Sections
from lagezentrum.engine.outcome import Basis, Change, Episode, Finding, MissingValue
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


class Scan:
    """The scan of one rule over a grid, and what came of it."""

    def __init__(self, rule: str, steps: tuple[StepName, ...], grid: Grid, assume: Assumption) -> None:
        self.rule, self.steps, self.grid, self.assume = rule, steps, grid, assume
        shape = (len(steps), len(grid.areas))
        self._length = 0
        self._raised = np.zeros(shape, dtype=np.bool_)
        self._holds = np.ones(shape, dtype=np.bool_)  # false while raised without being (assumed) in force
        self._floor: dict[Part, Ints] = {p: np.zeros(shape, dtype=np.int32) for p in ("raising", "lifting")}
        self._from = np.zeros(shape, dtype=np.int32)  # the row from which days may count
        self._last = np.full(shape, -1)  # the latest episode of each step and area, as position in _table
        self._table = EpisodeTable()
        self._found: list[tuple[Segment, Part, int, Ints, Ints]] = []  # (…, row, steps, areas)
        self._runs: dict[tuple[int, int], list[int]] = {}  # undetermined sections in a row, by their last rows
        self._undetermined: list[tuple[Segment, Part, list[int], int, int]] = []

    # -- the scan ---------------------------------------------------------------------------------------------

    def run(self, segments: Sequence[Segment], length: int, decisions: Sequence[Decision]) -> None:
        """Go through the segments in order, up to row `length` - 1."""
        self._length = length
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
            if events.any():
                steps, areas = np.nonzero(events)
                self._change(segment, part, row, steps.astype(np.int32), areas.astype(np.int32))

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

    def _change(self, segment: Segment, part: Part, row: int, steps: Ints, areas: Ints) -> None:
        holds = self._holds[steps, areas]
        self._found.append((segment, part, row, steps[holds], areas[holds]))
        earliest = self._earliest(segment, part, row)
        assumed = earliest if self.assume == "earliest" else NEVER
        if part == "raising":
            after_effect = segment.version.rules[self.rule].lifting.counts_after == "effect"
            counts_from = earliest + 1 if after_effect else row + 1
            self._begin(segment, steps, areas, "finding", row, assumed, counts_from)
        else:
            self._end(segment, row, steps, areas, assumed)

    def _earliest(self, segment: Segment, part: Part, row: int) -> int:
        effect = segment.version.section(self.rule, part).effect
        return max(row + effect.days_after, self.grid.row(segment.version.in_force.from_))

    def _begin(
        self,
        segment: Segment,
        steps: Ints,
        areas: Ints,
        basis: Basis,
        row: int,
        effective: int,
        counts_from: int,
        *,
        determined: bool = False,
    ) -> None:
        self._close_some_runs(segment, steps, areas)
        self._last[steps, areas] = self._table.begin(steps, areas, basis, row, effective, determined=determined)
        self._raised[steps, areas] = True
        self._holds[steps, areas] = effective != NEVER
        self._count_from(segment, steps, areas, counts_from)

    def _end(
        self, segment: Segment, row: int, steps: Ints, areas: Ints, ends: int, *, determined: bool = False
    ) -> None:
        self._close_some_runs(segment, steps, areas)
        which = self._last[steps, areas]
        self._table.lowered_on[which], self._table.ends[which] = row, ends
        self._table.lift_determined[which] = determined
        self._raised[steps, areas] = False
        self._holds[steps, areas] = True
        self._count_from(segment, steps, areas, row + 1)

    def _close_some_runs(self, segment: Segment, steps: Ints, areas: Ints) -> None:
        if self._runs:
            for step, area in zip(steps, areas, strict=True):
                self._close_run(segment, int(step), int(area))

    def _count_from(self, segment: Segment, steps: Ints, areas: Ints, row: int) -> None:
        self._from[steps, areas] = row
        self._floor["raising"][steps, areas] = segment.raising.count.before(row, areas)
        self._floor["lifting"][steps, areas] = segment.lifting.count.before(row, areas)

    def _lapse(self, row: int, where: Bools) -> None:
        table = self._table
        raised = self._last[where & self._raised]
        table.lowered_on[raised] = table.ends[raised] = row
        table.lapsed[raised] = True
        lowered = self._last[where & ~self._raised & (self._last >= 0)]
        lasting = (table.ends[lowered] == NEVER) | (table.ends[lowered] > row)
        lowered = lowered[lasting & (table.effective[lowered] != NEVER)]
        table.ends[lowered], table.lapsed[lowered] = row, True
        self._raised[where] = False
        self._holds[where] = True
        for origin in (self._from, *self._floor.values()):
            origin[where] = 0

    def _fixed_by_regulation(self, segment: Segment, row: int) -> None:
        for fixed in segment.version.fixed_levels:
            if fixed.until != "lifted" or fixed.rule != self.rule or self.grid.row(fixed.from_) != row:
                continue
            if fixed.area not in self.grid.areas:
                continue
            area = self.grid.areas.index(fixed.area)
            for step in range(self.steps.index(str(fixed.level)) + 1):
                if not segment.has[step]:
                    continue
                one, here = _only(step), _only(area)
                if not self._raised[step, area]:
                    self._begin(segment, one, here, "regulation", row, row, row, determined=True)
                elif not _by(self._table.effective[self._last[step, area]], row):
                    self._make_effective(step, area, row)

    def _make_effective(self, step: int, area: int, row: int) -> None:
        which = self._last[step, area]
        self._table.effective[which] = row
        self._table.determined[which], self._table.refrained[which] = True, False
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
                self._refrain(segment, step, area)
            elif decision.kind == "lifted" and step >= decided:
                self._lift(segment, row, decision, step, area)

    def _determine(self, segment: Segment, row: int, decision: Decision, step: int, area: int) -> None:
        assert decision.effective is not None  # noqa: S101 (a determination has its date)
        effective = self.grid.row(decision.effective)
        one, here = _only(step), _only(area)
        if not self._raised[step, area]:
            self._begin(segment, one, here, "decision", row, effective, row + 1, determined=True)
        else:
            last = self._last[step, area]
            exactly = self.steps[step] == decision.step
            # What holds by an order already is not ordered away again by a second one.
            settled = self._table.determined[last] and _by(self._table.effective[last], row)
            if not settled and (exactly or not _by(self._table.effective[last], effective)):
                self._make_effective(step, area, effective)
        if segment.version.rules[self.rule].lifting.counts_after == "effect":
            self._count_from(segment, one, here, int(self._table.effective[self._last[step, area]]) + 1)

    def _refrain(self, segment: Segment, step: int, area: int) -> None:
        which = self._last[step, area]
        if BASES[self._table.basis[which]] == "finding" and not self._table.determined[which]:
            self._close_run(segment, step, area)
            self._table.effective[which], self._table.refrained[which] = NEVER, True
            self._holds[step, area] = False

    def _lift(self, segment: Segment, row: int, decision: Decision, step: int, area: int) -> None:
        assert decision.effective is not None  # noqa: S101 (a lifting has its date)
        ends, which = self.grid.row(decision.effective), self._last[step, area]
        if self._raised[step, area]:
            self._end(segment, row, _only(step), _only(area), ends, determined=True)
        elif which >= 0 and not self._table.lift_determined[which] and not self._table.lapsed[which]:
            self._table.ends[which], self._table.lift_determined[which] = ends, True

    def _refraining_ends(
        self, segment: Segment, row: int, decisions: Sequence[Decision], column: dict[str, int]
    ) -> None:
        for decision in decisions:
            if decision.rule != self.rule or decision.kind != "refrained" or decision.until is None:
                continue
            if decision.area not in column or self.grid.row(decision.until) + 1 != row:
                continue
            area = column[decision.area]
            for step in np.flatnonzero(self._raised[:, area]):
                which = self._last[step, area]
                met = self._table.met_on[which]
                if self._table.refrained[which] and self.grid.row(decision.decided_on) >= met:
                    one, here = _only(int(step)), _only(area)
                    self._end(segment, row - 1, one, here, NEVER)
                    self._count_from(segment, one, here, 0)

    # -- what came of it --------------------------------------------------------------------------------------

    def findings(self) -> Iterator[Finding]:
        """Every finding of the scan, certain and undetermined, in no particular order."""
        for segment, part, row, steps, areas in self._found:
            for step, area in zip(steps.tolist(), areas.tolist(), strict=True):
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
            self.grid.day(self._earliest(segment, part, row)),
            "undetermined" if missing else "found",
            tuple(sorted(missing)),
            self.grid.day(run_end),
        )

    def _missing(self, segment: Segment, part: Part, row: int, step: int, area: int) -> set[MissingValue]:
        """The missing values that leave the section ending on a row open."""
        sections: Sections = getattr(segment, part)
        version, rows = segment.version, sections.count.section(row, area, sections.days)
        found: set[MissingValue] = set()
        for group, way in sections.open_ways(version, self.rule, part, self.steps[step], self.grid, rows, area):
            for indicator in way:
                where = self.grid.areas[area]
                where = where[:2] if version.indicators[indicator].scope == "state" else where
                plane = self.grid.plane(version, indicator)
                found.update(
                    MissingValue(indicator, where, self.grid.day(r)) for r in group if np.isnan(plane[r, area])
                )
        return found

    def levels(self) -> NDArray[np.int8]:
        """The level in force by this rule of levels, D × A; 0 for none. Other rules are not looked at."""
        return self._table.levels(self.steps, self._length, len(self.grid.areas))

    @property
    def standing(self) -> tuple[Bools, Ints]:
        """S × A after the last day judged: whether each step is raised, and the row from which days may count next."""
        return self._raised, self._from

    def episodes(self) -> Iterator[Episode]:
        """Every episode of the scan, in no particular order."""
        return self._table.episodes(self.rule, self.steps, self.grid)


def _only(position: int) -> Ints:
    return np.array([position], dtype=np.int32)


def _by(effective: int, row: int) -> bool:
    """Whether something took effect, and not later than on a row."""
    return bool(effective != NEVER and effective <= row)
