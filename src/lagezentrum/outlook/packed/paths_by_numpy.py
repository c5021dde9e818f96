"""Courses without a compiler: NumPy over all places and words, day by day. See `paths.py`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.tables import Words

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_NONE = np.uint64(0)


def follow(
    observed: tuple[NDArray[np.float64], ...],
    paths: tuple[NDArray[Any], ...],
    of_state: NDArray[np.bool_],
    lands: NDArray[np.int64],
    limits: tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]],
    rules: tuple[Any, ...],
    calendar: tuple[Any, ...],
    begins: NDArray[np.int64],
    starts: NDArray[np.int64],
    sizes: tuple[int, int, int, int, bool],
    held_lands: Words,
    at_least: NDArray[np.int64],
    changed: NDArray[np.int64],
) -> None:
    """Follow the rules of one scope along all courses; of the Länder into held_lands, of districts into the counts."""
    ways, numbers, choices, strictly = rules
    thresholds, closed, slots = limits
    first, known, rows, courses, state = sizes
    places, steps, words = len(lands), held_lands.shape[1], held_lands.shape[3]
    tail = np.full(words, _ALL)
    if courses % 64:
        tail[-1] = np.uint64((1 << (courses % 64)) - 1)
    total = np.zeros((places, steps, rows - known + 1, words), dtype=np.uint64)
    for rule in range(len(numbers)):
        if not choices[rule, 0]:
            continue
        for step in range(steps):

            def met(slot: int, day: int, part: int, rule: int = rule, step: int = step) -> Words:
                """Places × words: whether the condition on one figure is met on a day."""
                values = observed[slot][day][:, None] if day < known else paths[slot][:, day - known]
                limit = values.dtype.type(thresholds[rule, step, slot])
                if part == 1 and strictly[rule]:
                    holds = values < limit
                else:
                    holds = values >= limit if closed[rule, step, slot] else values > limit
                    holds = ~holds if part == 1 else holds
                if of_state[slot] and not state:
                    holds = holds[lands]
                return _packed(np.broadcast_to(holds, (places, courses)), words)

            held = _episodes(
                met,
                [ways[rule, part, numbers[rule, part, 4]] for part in (0, 1)],
                slots[rule],
                numbers[rule],
                bool(choices[rule, 3]),
                calendar,
                lands,
                begins[rule],
                starts[rule, :, step],
                (first, known, rows, words),
            )
            total[:, step] |= held & tail
    if state:
        held_lands |= total
        return
    total |= held_lands[lands]
    for step in range(steps - 2, -1, -1):
        total[:, step] |= total[:, step + 1]
    at_least[:] = np.bitwise_count(total[:, :, 1:]).sum(axis=3).transpose(1, 0, 2)
    other = np.bitwise_or.reduce(total[:, :, 1:] ^ total[:, :, :1], axis=1)
    changed[:] = np.bitwise_count(np.bitwise_or.accumulate(other, axis=1)).sum(axis=2)


def _packed(holds: NDArray[np.bool_], words: int) -> Words:
    octets = np.packbits(holds, axis=1, bitorder="little")
    whole = np.zeros((len(holds), words * 8), dtype=np.uint8)
    whole[:, : octets.shape[1]] = octets
    return whole.view("<u8").astype(np.uint64)


def _episodes(
    met: Any,
    ways: list[NDArray[np.bool_]],
    slots: NDArray[np.int64],
    numbers: NDArray[np.int32],
    after_effect: bool,
    calendar: tuple[Any, ...],
    lands: NDArray[np.int64],
    begins: NDArray[np.int64],
    starts: NDArray[np.int64],
    sizes: tuple[int, int, int, int],
) -> Words:
    """Days ahead (and the last observed one) on which a step is in force: places × days × words."""
    counts, before, day_of = calendar
    first, known, rows, words = sizes
    places = len(lands)
    shape = (places, words)
    raised = np.where(starts[:, :1] == 1, _ALL, _NONE) * np.ones(words, dtype=np.uint64)
    due = np.zeros((rows + 1, *shape), dtype=np.uint64)  # who may change again from a day on

    def completes(part: int, day: NDArray[np.int64]) -> NDArray[np.int64]:
        days, _, which = numbers[part, :3]
        inside = np.minimum(day, rows)
        found = day_of[which, lands, before[which, lands, inside] + days - 1]
        return np.where(day >= rows, rows, np.minimum(found, rows))

    everyone = np.arange(places)
    ready_on = np.where(starts[:, 0] == 1, completes(1, starts[:, 1]), completes(0, starts[:, 1]))
    due[ready_on, everyone] = _ALL
    ready = np.zeros(shape, dtype=np.uint64)
    history = [raised.copy()]  # raised after each day, the state before the first row in front
    runs = [_Run(met, ways[part], slots, numbers[part], counts, lands, int(begins[part]), part) for part in (0, 1)]
    effect_up, effect_down = int(numbers[0, 1]), int(numbers[1, 1])
    for day in range(rows):
        ready |= due[day]
        up, down = runs[0].complete(day), runs[1].complete(day)
        lower, rise = raised & down & ready, ~raised & up & ready
        raised = (raised | rise) & ~lower
        ready &= ~(lower | rise)
        floor = max(day + effect_up, first) + 1 if after_effect else day + 1
        due[completes(1, np.full(places, floor)), everyone] |= rise
        due[completes(0, np.full(places, day + 1)), everyone] |= lower
        history.append(raised.copy())
    held = np.zeros((places, rows - known + 1, words), dtype=np.uint64)
    near, far = min(effect_up, effect_down), max(effect_up, effect_down)
    for day in range(max(known - 1, first), rows):
        back = [history[max(day - j + 1, 0)] for j in range(near, far + 1)]
        force = np.bitwise_or.reduce(back) if effect_down >= effect_up else np.bitwise_and.reduce(back)
        force = np.where((starts[:, 0] == 1) & (starts[:, 2] > day), _NONE, _ALL)[:, None] & force
        lasting = (starts[:, 0] == 0) & (starts[:, 3] > day)
        held[:, day - known + 1] = force | np.where(lasting, _ALL, _NONE)[:, None]
    return held


class _Run:
    """The last counted days of one part, and whether all of them met the condition."""

    def __init__(
        self,
        met: Any,
        ways: NDArray[np.bool_],
        slots: NDArray[np.int64],
        numbers: NDArray[np.int32],
        counts: NDArray[np.bool_],
        lands: NDArray[np.int64],
        begin: int,
        part: int,
    ) -> None:
        self._met, self._slots, self._part, self._begin = met, slots, part, begin
        used = [way for way in ways if way.any()]
        self._groups = [used] if numbers[3] else [[way] for way in used]
        self._days = int(numbers[0])
        self._counted = counts[numbers[2]][:, lands]
        self._last: list[list[Words]] | None = None

    def complete(self, day: int) -> Words:
        """Places × words: the courses whose section is complete on a day."""
        counted = np.where(self._counted[day], _ALL, _NONE)[:, None]
        figures = {slot: self._met(slot, day, self._part) for slot in self._slots if slot >= 0}
        today = []
        for group in self._groups:
            found = [np.bitwise_and.reduce([figures[self._slots[i]] for i in np.flatnonzero(way)]) for way in group]
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
