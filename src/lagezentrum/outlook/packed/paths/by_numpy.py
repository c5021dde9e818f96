"""Paths without a compiler: NumPy over all places and words, day by day. See `chances`."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.paths.observed import settled
from lagezentrum.outlook.packed.paths.work import IN_FORCE, OUT_OF_FORCE, Rules, Work
from lagezentrum.outlook.packed.tables import Words

Counts = NDArray[np.int64]

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_NONE = np.uint64(0)


def follow(work: Work, *, keep: bool, threads: int) -> tuple[Counts, Counts, Words | None, bool]:  # noqa: ARG001
    """Follow the rules along all paths; arguments and result as those of `compiled.follow`."""
    missing = bool(work.gaps())
    work = settled(work)
    held = _held(work, work.of_state, state=True)[work.lands] | _held(work, work.of_district, state=False)
    for step in range(work.steps - 2, -1, -1):
        held[:, step] |= held[:, step + 1]
    tail = np.full(work.words, _ALL)
    if work.count % 64:
        tail[-1] = np.uint64((1 << (work.count % 64)) - 1)
    held &= tail
    at_least = np.bitwise_count(held).sum(axis=3, dtype=np.int64).transpose(1, 0, 2)
    other = np.bitwise_or.reduce(held ^ held[:, :, work.since : work.since + 1], axis=1)
    other[:, : work.since] = 0
    changed = np.bitwise_count(np.bitwise_or.accumulate(other, axis=1)).sum(axis=2, dtype=np.int64)
    return at_least, changed, held.transpose(1, 2, 0, 3) if keep else None, missing


def _held(work: Work, rules: Rules, *, state: bool) -> Words:
    """Places × steps × (1 + days) × words: paths in which a step is in force by the rules of one scope."""
    places, own = len(rules.starts), len(work.land.cuts)
    lands = np.arange(places) if state else work.lands
    held = np.zeros((places, work.steps, work.days, work.words), dtype=np.uint64)
    known = work.sizes[1]

    def reached(plane: int, day: int) -> Words:
        """Places × words: whether a day reaches a plane."""
        side, number = (work.land, plane) if plane < own else (work.area, plane - own)
        if day < known:
            every = np.where(side.seen[:, number, day], _ALL, _NONE)[:, None]
            words: Words = np.broadcast_to(every, (len(every), work.words))
        else:
            figure = int(np.flatnonzero(side.spans[:, 1] > number)[0])
            values = side.paths[figure][:, day - known]
            cut = values.dtype.type(side.cuts[number])
            words = _packed(~(values < cut) if work.reached else values >= cut, work.words)
        return words[lands] if plane < own and not state else words

    for rule in range(len(rules.planes)):
        for step in range(work.steps):
            runs = [
                _Run(reached, rules.ways[rule, part], rules.planes[rule, part, step], rules.numbers[rule, part],
                     work.calendar.counts, lands, int(rules.begins[rule, part]), part)
                for part in (0, 1)
            ]  # fmt: skip
            starts, overlay = rules.starts[:, rule, step], rules.overlays[:, rule, step]
            after_effect = bool(rules.after_effect[rule])
            held[:, step] |= _episodes(work, runs, rules.numbers[rule], after_effect, lands, starts, overlay)
    return held


def _packed(holds: NDArray[np.bool_], words: int) -> Words:
    octets = np.packbits(holds, axis=1, bitorder="little")
    whole = np.zeros((len(holds), words * 8), dtype=np.uint8)
    whole[:, : octets.shape[1]] = octets
    return whole.view("<u8").astype(np.uint64)


def _episodes(
    work: Work,
    runs: list["_Run"],
    numbers: NDArray[np.int64],
    after_effect: bool,
    lands: NDArray[np.int64],
    starts: NDArray[np.int64],
    overlay: NDArray[np.int8],
) -> Words:
    """Days ahead (and the last observed one) on which a step is in force: places × days × words."""
    before, day_of = work.calendar.before, work.calendar.day_of
    first, known, rows = work.sizes
    shape = (len(lands), work.words)
    at_start = starts[:, 0] == 1
    raised = np.where(at_start[:, None], _ALL, _NONE) * np.ones(work.words, dtype=np.uint64)
    due = np.zeros((rows + 1, *shape), dtype=np.uint64)  # who may change again from a day on

    def completes(part: int, day: NDArray[np.int64]) -> NDArray[np.int64]:
        days, _, which = numbers[part, :3]
        inside = np.minimum(day, rows)
        found = day_of[which, lands, before[which, lands, inside] + days - 1]
        return np.where(day >= rows, rows, np.minimum(found, rows))

    everyone = np.arange(len(lands))
    ready_on = np.where(at_start, completes(1, starts[:, 1]), completes(0, starts[:, 1]))
    due[np.maximum(ready_on, starts[:, 2]), everyone] = _ALL
    ready = np.zeros(shape, dtype=np.uint64)
    # Raised after each row, the state before the first row in front; and the same without the first raise.
    history, anew = (
        [
            np.where((starts[:, column] >> min(known - row, 63) & 1)[:, None] == 1, _ALL, _NONE) + np.zeros_like(raised)
            for row in range(known + 1)
        ]
        for column in (3, 4)
    )
    still = np.where(starts[:, 5:] == 1, _ALL, _NONE) & raised
    effect_up, effect_down = int(numbers[0, 1]), int(numbers[1, 1])
    for day in range(rows):
        ready |= due[day]
        up, down = runs[0].complete(day), runs[1].complete(day)
        if day < known:
            continue
        lower, rise = raised & down & ready, ~raised & up & ready
        raised = (raised | rise) & ~lower
        ready &= ~(lower | rise)
        floor = max(day + effect_up, first) + 1 if after_effect else day + 1
        due[completes(1, np.full(len(lands), floor)), everyone] |= rise
        due[completes(0, np.full(len(lands), day + 1)), everyone] |= lower
        still &= ~lower
        history.append(raised.copy())
        anew.append(raised & ~still)
    held = np.zeros((len(lands), rows - known + 1, work.words), dtype=np.uint64)
    near, far = min(effect_up, effect_down), max(effect_up, effect_down)
    for day in range(max(known - 1, first), rows):
        join = np.bitwise_or.reduce if effect_down >= effect_up else np.bitwise_and.reduce
        force, later = (join([h[max(day - j + 1, 0)] for j in range(near, far + 1)]) for h in (history, anew))
        held[:, day - known + 1] = np.where(overlay[:, day - known + 1, None] == OUT_OF_FORCE, later, force)
    return held | np.where(overlay[..., None] == IN_FORCE, _ALL, _NONE)


class _Run:
    """The last counted days of one part, and whether all of them met the condition."""

    def __init__(
        self,
        reached: Callable[[int, int], Words],
        ways: NDArray[np.bool_],
        planes: NDArray[np.int64],
        numbers: NDArray[np.int64],
        counts: NDArray[np.bool_],
        lands: NDArray[np.int64],
        begin: int,
        part: int,
    ) -> None:
        self._reached, self._planes, self._begin = reached, planes, begin
        self._flip = _ALL if part == 1 else _NONE
        used = [way for way in ways if way.any()]
        self._groups = [used] if numbers[3] else [[way] for way in used]
        self._days = int(numbers[0])
        self._counted = counts[numbers[2]][:, lands]
        self._last: list[list[Words]] | None = None

    def complete(self, day: int) -> Words:
        """Places × words: the paths whose section is complete on a day."""
        counted = np.where(self._counted[day], _ALL, _NONE)[:, None]
        figures = {plane: self._reached(plane, day) ^ self._flip for plane in self._planes if plane >= 0}
        today = []
        for group in self._groups:
            found = [np.bitwise_and.reduce([figures[self._planes[i]] for i in np.flatnonzero(way)]) for way in group]
            today.append(np.bitwise_or.reduce(found))
        if self._last is None:
            self._last = [[np.zeros_like(word) for _ in range(self._days)] for word in today]
        result: Words = np.zeros_like(today[0])
        for last, word in zip(self._last, today, strict=True):
            if day >= self._begin:
                for n in range(self._days - 1, 0, -1):
                    last[n] = np.where(counted != 0, last[n - 1], last[n])
                last[0] = np.where(counted != 0, word, last[0])
            result |= np.bitwise_and.reduce(last) & counted
        return result
