"""What a block of areas is told, compiled: days at each level, switches, first days, days of disagreement."""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ALL, ONE, ZERO
from lagezentrum.outlook.packed.compiling import inner
from lagezentrum.outlook.packed.lanes import days_before, days_in, delayed, load, spread, store, where_empty


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
