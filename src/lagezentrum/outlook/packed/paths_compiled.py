"""Courses compiled by Numba: one place after the other, so that its days stay in the cache. See `paths.py`."""

from typing import Any

import numpy as np
from numba import njit

from lagezentrum.outlook.packed.bits import ALL, ONE, ZERO, popcount

_compile = njit(cache=True, nogil=True, error_model="numpy")


_GATHER = np.uint64(0x0102040810204080)
"""Multiplied with eight bytes of 0 or 1, its top byte holds them as bits."""


@_compile
def _word(flags: Any) -> Any:
    """64 bytes of 0 or 1 (as eight words) as the bits of one word."""
    word = ZERO
    for octet in range(8):
        word |= ((flags[octet] * _GATHER) >> np.uint64(56)) << np.uint64(8 * octet)
    return word


@_compile
def _reach(values: Any, limits: Any, closed: Any, below: bool, out: Any) -> None:
    """Courses that reach each limit on each day (or lie strictly below it): out limits × days × words."""
    courses = values.shape[1]
    limit = np.empty(len(limits), values.dtype)
    for number in range(len(limits)):
        limit[number] = limits[number]
    flags = np.zeros(64, np.uint8)
    eights = flags.view(np.uint64)
    for day in range(values.shape[0]):
        for w in range(out.shape[2]):
            last = min(64, courses - w * 64)
            part = values[day, w * 64 : w * 64 + last]
            for number in range(len(limits)):
                wanted = limit[number]
                if below:
                    for bit in range(last):
                        flags[bit] = np.uint8(part[bit] < wanted)
                elif closed[number]:
                    for bit in range(last):
                        flags[bit] = np.uint8(part[bit] >= wanted)
                else:
                    for bit in range(last):
                        flags[bit] = np.uint8(part[bit] > wanted)
                out[number, day, w] = _word(eights)


@_compile
def _reach_observed(values: Any, limits: Any, closed: Any, below: bool, out: Any) -> None:
    """The same for observed days: all courses or none."""
    for day in range(len(values)):
        for number in range(len(limits)):
            if below:
                holds = values[day] < limits[number]
            elif closed[number]:
                holds = values[day] >= limits[number]
            else:
                holds = values[day] > limits[number]
            out[number, day, :] = ALL if holds else ZERO


@_compile
def _complete(
    masks: Any, step: int, slots: Any, ways: Any, each: bool, out_of: bool, days: Any, count: int, out: Any
) -> None:
    """Courses whose section of the days `days[:count]` is complete. masks: figures × steps × days × words."""
    words = masks.shape[3]
    flip = ALL if out_of else ZERO
    for w in range(words):
        out[w] = ALL if each else ZERO
    one = np.empty(words, np.uint64)
    if each:
        for n in range(count):
            one[:] = ZERO
            for way in range(ways.shape[0]):
                if ways[way].any():
                    for w in range(words):
                        word = ALL
                        for i in range(ways.shape[1]):
                            if ways[way, i]:
                                word &= masks[slots[i], step, days[n], w] ^ flip
                        one[w] |= word
            for w in range(words):
                out[w] &= one[w]
        return
    for way in range(ways.shape[0]):
        if ways[way].any():
            one[:] = ALL
            for i in range(ways.shape[1]):
                if ways[way, i]:
                    for n in range(count):
                        plane = masks[slots[i], step, days[n]]
                        for w in range(words):
                            one[w] &= plane[w] ^ flip
            for w in range(words):
                out[w] |= one[w]


@_compile
def _last_days(counts: Any, day: int, begin: int, wanted: int, days: Any) -> bool:
    """The last `wanted` counted days up to `day`; False if it does not count or too few do."""
    if not counts[day]:
        return False
    found = 0
    while found < wanted:
        if day < begin:
            return False
        if counts[day]:
            days[found] = day
            found += 1
        day -= 1
    return True


@_compile
def _completes(before: Any, day_of: Any, day: int, count: int, rows: int) -> int:
    if day >= rows:
        return rows
    found: Any = min(np.int64(day_of[before[day] + count - 1]), rows)
    return int(found)


@_compile
def _episodes(
    reached: Any,
    below: Any,
    step: int,
    slots: Any,
    ways: Any,
    numbers: Any,
    after_effect: bool,
    counts: Any,
    before: Any,
    day_of: Any,
    land: int,
    begins: Any,
    start: Any,
    first: int,
    known: int,
    rows: int,
    room: Any,
    held: Any,
) -> None:
    """Add to held (days × words) the days ahead and the last observed one on which a step is in force."""
    due, history, up, down, days = room
    words = held.shape[1]
    n_up, effect_up, up_calendar, up_each, up_route = numbers[0]
    n_down, effect_down, down_calendar, down_each, down_route = numbers[1]
    before_up, of_up = before[up_calendar, land], day_of[up_calendar, land]
    before_down, of_down = before[down_calendar, land], day_of[down_calendar, land]
    due[:] = ZERO
    history[0, :] = ALL if start[0] else ZERO
    if start[0]:
        due[_completes(before_down, of_down, start[1], n_down, rows), :] = ALL
    else:
        due[_completes(before_up, of_up, start[1], n_up, rows), :] = ALL
    ready = np.zeros(words, np.uint64)
    strict = below.shape[0] > 0
    for day in range(rows):
        raised, after = history[day], history[day + 1]
        now = due[day]
        for w in range(words):
            ready[w] |= now[w]
            after[w] = raised[w]
        if _last_days(counts[up_calendar, :, land], day, begins[0], n_up, days):
            _complete(reached, step, slots, ways[0, up_route], up_each != 0, False, days, n_up, up)
            then = due[
                _completes(
                    before_down, of_down, max(day + effect_up, first) + 1 if after_effect else day + 1, n_down, rows
                )
            ]
            for w in range(words):
                rise = ~raised[w] & up[w] & ready[w]
                after[w] |= rise
                up[w] = rise
                then[w] |= rise
        else:
            up[:] = ZERO
        if _last_days(counts[down_calendar, :, land], day, begins[1], n_down, days):
            if strict:
                _complete(below, step, slots, ways[1, down_route], down_each != 0, False, days, n_down, down)
            else:
                _complete(reached, step, slots, ways[1, down_route], down_each != 0, True, days, n_down, down)
            then = due[_completes(before_up, of_up, day + 1, n_up, rows)]
            for w in range(words):
                lower = raised[w] & down[w] & ready[w]
                after[w] &= ~lower
                then[w] |= lower
                ready[w] &= ~lower
        for w in range(words):
            ready[w] &= ~up[w]
    near, far = min(effect_up, effect_down), max(effect_up, effect_down)
    for day in range(max(known - 1, first), rows):
        row = held[day - known + 1]
        lasts = start[0] == 0 and start[3] > day
        if start[0] == 1 and start[2] > day:
            continue
        for w in range(words):
            up[w] = ZERO if effect_down >= effect_up else ALL
        for back in range(near, far + 1):
            past = history[max(day - back + 1, 0)]
            if effect_down >= effect_up:
                for w in range(words):
                    up[w] |= past[w]
            else:
                for w in range(words):
                    up[w] &= past[w]
        for w in range(words):
            row[w] |= ALL if lasts else up[w]


@_compile
def _fill(
    observed: Any,
    paths: Any,
    of_state: bool,
    place: int,
    land: int,
    limits: Any,
    closed: Any,
    known: int,
    below: bool,
    out: Any,
) -> None:
    where = land if of_state else place
    _reach_observed(observed[:, where], limits, closed, below, out[:, :known])
    _reach(paths[where], limits, closed, below, out[:, known:])


@_compile
def _follow_place(
    place: int,
    lands: Any,
    limits: Any,
    rules: Any,
    calendar: Any,
    begins: Any,
    starts: Any,
    sizes: Any,
    masks: Any,
    below: Any,
    room: Any,
    held: Any,
) -> None:
    ways, numbers, choices, strictly = rules
    slots = limits[2]
    counts, before, day_of = calendar
    first, known, rows = sizes[0], sizes[1], sizes[2]
    for rule in range(numbers.shape[0]):
        if choices[rule, 0]:
            for step in range(held.shape[0]):
                _episodes(
                    masks[rule],
                    below[rule] if strictly[rule] else below[rule, :0],
                    step,
                    slots[rule],
                    ways[rule],
                    numbers[rule],
                    choices[rule, 3] != 0,
                    counts,
                    before,
                    day_of,
                    lands[place],
                    begins[rule],
                    starts[rule, place, step],
                    first,
                    known,
                    rows,
                    room,
                    held[step],
                )


@_compile
def _count(held: Any, land: Any, courses: int, place: int, at_least: Any, changed: Any) -> None:
    """Courses at or above each level on each day ahead, and those that ever differ from the last observed day."""
    steps, days, words = held.shape
    ever = np.zeros(words, np.uint64)
    tail = ALL if courses % 64 == 0 else (ONE << np.uint64(courses % 64)) - ONE
    for day in range(days):
        for step in range(steps - 1, -1, -1):
            total: Any = 0
            for w in range(words):
                word = held[step, day, w] | land[step, day, w]
                if step + 1 < steps:
                    word |= held[step + 1, day, w]
                if w == words - 1:
                    word &= tail
                held[step, day, w] = word
                ever[w] |= word ^ held[step, 0, w]
                total += np.int64(popcount(word))
            if day > 0:
                at_least[step, place, day - 1] = total
        if day > 0:
            total = 0
            for w in range(words):
                total += np.int64(popcount(ever[w]))
            changed[place, day - 1] = total


def follow(
    observed: Any,
    paths: Any,
    of_state: Any,
    lands: Any,
    limits: Any,
    rules: Any,
    calendar: Any,
    begins: Any,
    starts: Any,
    sizes: Any,
    held_lands: Any,
    at_least: Any,
    changed: Any,
) -> None:
    """Follow the rules of one scope along all courses; of the Länder into held_lands, of districts into the counts."""
    thresholds, closed, _ = limits
    _, known, rows, courses, state = sizes
    steps, ahead, words = held_lands.shape[1:]
    figures, count = len(observed), len(thresholds)
    strictly = bool(rules[3].any())
    masks = np.zeros((count, figures, steps, rows, words), dtype=np.uint64)
    below = np.zeros((count, figures if strictly else 0, steps, rows, words), dtype=np.uint64)
    room = (
        np.empty((rows + 1, words), np.uint64),
        np.empty((rows + 1, words), np.uint64),
        np.empty(words, np.uint64),
        np.empty(words, np.uint64),
        np.empty(64, np.int64),
    )
    nothing = np.zeros((steps, ahead, words), dtype=np.uint64)
    held = np.empty((steps, ahead, words), dtype=np.uint64)
    filled = np.full((count, figures), -1)
    for place in range(len(lands)):
        for rule in range(count):
            for slot in range(figures):
                where = lands[place] if of_state[slot] and not state else place
                if filled[rule, slot] == where and of_state[slot]:
                    continue  # a figure of the Land is the same for the next district
                filled[rule, slot] = where
                arguments = (
                    observed[slot],
                    paths[slot],
                    False,
                    where,
                    0,
                    thresholds[rule, :, slot],
                    closed[rule, :, slot],
                )
                _fill(*arguments, known, False, masks[rule, slot])
                if rules[3][rule]:
                    _fill(*arguments, known, True, below[rule, slot])
        held[:] = 0
        _follow_place(place, lands, limits, rules, calendar, begins, starts, sizes, masks, below, room, held)
        if state:
            held_lands[place] |= held
        else:
            _count(held, held_lands[lands[place]] if len(held_lands) else nothing, courses, place, at_least, changed)
