"""What a block of areas is told, compiled: days at each level, switches, first days, days of disagreement."""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ALL, ONE, ZERO, trailing_zeros
from lagezentrum.outlook.packed.compiling import inner
from lagezentrum.outlook.packed.lanes import days_before, days_in, delayed, load, spread, store, where_empty
from lagezentrum.outlook.packed.words import LANES


@inner
def measure(
    room: Any, steps: int, switching: int, valid: Any, real: Any, with_real: bool, first: int, days: int, result: Any
) -> None:
    """Metrics of one block into result: columns × lanes, as words.

    room: planes of what is in force by step, then an empty plane; each takes over the days of the one above it.
    switching: a plane of the room to work in. valid: the days from the first to the last, by word.
    """
    words = room.shape[1]
    none = spread(ZERO)
    longer = none
    for step in range(steps - 1, -1, -1):
        total, before, early, early_at = none, none, none, none
        for w in range(words):
            place = step * words + w
            word = (load(room, place) | load(room, place + words)) & spread(valid[w])
            store(room, place, word)
            total = total + days_in(word)
            early_at = where_empty(early, spread(np.uint64(w * 64)), early_at)
            early = where_empty(early, word, early)
            changed = word ^ delayed(word, before, ONE)
            if step < steps - 1:
                changed = changed | load(room, switching * words + w)
            store(room, switching * words + w, changed)
            before = word
        begins = early_at + days_before(early) - spread(np.uint64(first))
        store(result, steps + 2 + step, where_empty(early, spread(ALL), begins))
        store(result, step + 1, total - longer)
        longer = total
    store(result, 0, spread(np.uint64(days - first)) - longer)
    switches, differing = none, none
    for w in range(words):
        switches = switches + days_in(load(room, switching * words + w) & spread(valid[w]))
        if with_real:
            other = none
            for step in range(steps):
                other = other | (load(room, step * words + w) ^ load(real, step * words + w))
            differing = differing + days_in(other & load(real, steps * words + w))
    store(result, steps + 1, switches)
    if with_real:
        store(result, 2 * steps + 2, differing)


@inner
def _earlier(room: Any, plane: int, w: int) -> Any:
    """A word of a plane in which each day is the one before."""
    words = room.shape[1]
    before = spread(ZERO) if w == 0 else load(room, plane * words + w - 1)
    return delayed(load(room, plane * words + w), before, ONE)


@inner
def _last_known(room: Any, step: int, known: int, word: int, before: Any) -> Any:
    """A word of the step on the last day up to each whose level is known; `before`: the word in front."""
    words = room.shape[1]
    holds, certain = load(room, step * words + word), load(room, known * words + word)
    begins, goes_on = holds & certain, holds | ~certain
    total = goes_on + begins + delayed(spread(ZERO), before, ONE)
    return begins | (goes_on & (total ^ goes_on ^ begins))


@inner
def _next(low: Any, high: Any, step: int, lane: int, day: int, days: int, flipped: Any) -> int:
    """The first day from `day` on which a step differs in both planes (flipped: does not differ); `days` if none."""
    if day >= days:
        return days
    w = day >> 6
    word = (low[step, w, lane] ^ high[step, w, lane] ^ flipped) & (ALL << np.uint64(day & 63))
    while word == ZERO:
        w += 1
        if w == low.shape[1]:
            return days
        word = low[step, w, lane] ^ high[step, w, lane] ^ flipped
    found: Any = min((w << 6) + np.int64(trailing_zeros(word)), days)
    return int(found)


@inner
def _changes_between(low: Any, high: Any, step: int, lane: int, least: int, first: int, days: int) -> int:
    """How often a step can at most begin and end in the gaps of what is known of it, their ends included.

    What lies wholly in a gap lasts for `least` days, and a day at least lies between two such. Before the first day
    and after the last one it may have gone on.
    """
    changes, begin = 0, _next(low, high, step, lane, first, days, ZERO)
    while begin < days:
        end = _next(low, high, step, lane, begin, days, ALL)
        gap, period = end - begin, least + 1
        held_before = begin == first or (low[step, (begin - 1) >> 6, lane] >> np.uint64((begin - 1) & 63)) & ONE != ZERO
        held_after = end == days or (low[step, end >> 6, lane] >> np.uint64(end & 63)) & ONE != ZERO
        changes += 1 if begin == first else 0
        if held_before != held_after:
            changes += 1 + 2 * (gap // period)
        else:
            changes += 2 * ((gap + (least if held_before else 1)) // period)
        begin = _next(low, high, step, lane, end, days, ZERO)
    return int(changes)


@inner
def measure_both(
    low: Any,
    high: Any,
    steps: int,
    known: int,
    valid: Any,
    real: Any,
    with_real: bool,
    least: int,
    first: int,
    days: int,
    out: Any,
) -> None:
    """What holds for every course between two in one block, into out: columns × lanes, as words.

    low, high: rooms that `measure` went through; nowhere is the level of the first above that of the other. known: a
    plane of the first room to work in, with one behind it. least: days that a step is in force at least. first, days:
    the first day, and the one after the last. out: in the order of `metrics.columns_of_both`.
    """
    words, changing = low.shape[1], known + 1
    none = spread(ZERO)
    for step in range(-1, steps):
        surely = none
        for w in range(words):
            here = spread(valid[w]) if step < 0 else load(low, step * words + w)
            above = none if step == steps - 1 else load(high, (step + 1) * words + w)
            surely = surely + days_in(here & ~above)
        store(out, step + 1, surely)
    possibly, by_steps, before = none, none, none
    for w in range(words):
        apart, changes, of_steps = none, none, none
        for step in range(steps):
            word, differs = load(low, step * words + w), load(low, step * words + w) ^ load(high, step * words + w)
            apart = apart | differs
            changes = changes | (word ^ _earlier(low, step, w))
        here = apart | delayed(apart, before, ONE)
        for step in range(steps):
            unsure = load(low, step * words + w) ^ load(high, step * words + w)
            unsure = unsure | _earlier(low, step, w) ^ _earlier(high, step, w)
            changed = (load(low, step * words + w) ^ _earlier(low, step, w)) & here & ~unsure
            of_steps = of_steps + days_in(changed & spread(valid[w]))
        possibly = possibly + days_in((changes | here) & spread(valid[w]))
        by_steps = by_steps + days_in(changes & ~here & spread(valid[w])) + of_steps
        store(low, known * words + w, ~apart)
        store(low, changing * words + w, none)
        before = apart
    store(out, steps + 1, possibly)
    store(out, steps + 2, by_steps)
    for lane in range(LANES):
        total = out[steps + 2, lane]
        for step in range(steps):
            total += np.uint64(_changes_between(low, high, step, lane, least, first, days))
        out[steps + 2, lane] = min(out[steps + 1, lane], total)
    for step in range(steps):
        before = none
        for w in range(words):
            word = _last_known(low, step, known, w, before)
            changes = load(low, changing * words + w) | (word ^ delayed(word, before, ONE))
            store(low, changing * words + w, changes)
            before = word
    surely = none
    for w in range(words):
        surely = surely + days_in(load(low, changing * words + w) & spread(valid[w]))
    store(out, steps + 1, surely)
    if with_real:
        surely, possibly = none, none
        for w in range(words):
            other, perhaps = none, none
            for step in range(steps):
                there = load(real, step * words + w)
                lowest, highest = load(low, step * words + w), load(high, step * words + w)
                other = other | (there & ~highest) | (lowest & ~there)
                perhaps = perhaps | (lowest ^ there) | (highest ^ there)
            surely = surely + days_in(other & load(real, steps * words + w))
            possibly = possibly + days_in(perhaps & load(real, steps * words + w))
        store(out, steps + 3, surely)
        store(out, steps + 4, possibly)
