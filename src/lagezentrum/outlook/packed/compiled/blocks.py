"""The policies gone through, block by block: from event planes to planes of what is in force, and metrics.

A block is as many areas as lanes, so that the planes of all thresholds and sections of one block stay in the cache.
"""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ALL, ZERO
from lagezentrum.outlook.packed.compiled.latch import RUN, WORKING, by_any_way, by_two_planes
from lagezentrum.outlook.packed.compiled.metrics import measure
from lagezentrum.outlook.packed.compiling import entry, inner
from lagezentrum.outlook.packed.lanes import aligned, load, spread, store
from lagezentrum.outlook.packed.words import LANES


def room(steps: int, words: int) -> Any:
    """Planes to work in: of the steps, an empty one above the highest, and working ones."""
    planes = aligned((steps + 1 + WORKING, words, LANES))
    planes[:] = 0
    return planes


@entry
def sweep_states(
    table: Any, counted: Any, ordinals: Any, days_of: Any, states: Any, rules: Any, room: Any, of_lands: Any
) -> None:
    """What is in force in each Land, from the planes of one block of Länder.

    of_lands: Länder × policies × steps × words.
    """
    steps, words = of_lands.shape[2], of_lands.shape[3]
    choices, latches = rules[3], rules[7]
    for p in range(of_lands.shape[1]):
        room[:steps] = ZERO
        for rule in range(latches.shape[1]):
            if choices[p, rule, 0] and latches[p, rule, 0]:
                by_two_planes(table, latches, p, rule, steps, room)
            elif choices[p, rule, 0]:
                by_any_way(table, counted, (ordinals, days_of), states, rules, p, rule, room)
        for lane in range(LANES):
            if states[lane] >= 0:
                for step in range(steps):
                    for w in range(words):
                        of_lands[states[lane], p, step, w] = room[step, w, lane]


@inner
def _lands_of(states: Any, lanes: int, lands: Any, masks: Any) -> int:
    """The different Länder of a block and, for each, a mask of its lanes; how many there are."""
    found = 0
    masks[:] = ZERO
    for lane in range(lanes):
        place = 0
        while place < found and lands[place] != states[lane]:
            place += 1
        if place == found:
            lands[found] = states[lane]
            found += 1
        masks[place, lane] = ALL
    return found


@inner
def _from_lands(of_lands: Any, p: int, lands: Any, masks: Any, found: int, room: Any) -> None:
    """Begin with what is in force in the Länder of a block."""
    words = room.shape[1]
    for step in range(of_lands.shape[2]):
        for w in range(words):
            some = spread(ZERO)
            for place in range(found):
                some = some | (spread(of_lands[lands[place], p, step, w]) & load(masks, place))
            store(room, step * words + w, some)


@entry
def sweep_block(
    table: Any,
    counted: Any,
    ordinals: Any,
    days_of: Any,
    states: Any,
    rules: Any,
    of_lands: Any,
    valid: Any,
    real: Any,
    with_real: bool,
    room: Any,
    metrics: Any,
    kept: Any,
) -> None:
    """Metrics of every policy in one block of areas, and if wanted the planes.

    of_lands: what is in force in the Länder, from `sweep_states`; 0 × … if no rule is decided for them. metrics:
    policies × areas of the block × columns (one more for disagreement if with_real). kept: policies × steps × words ×
    lanes, or 0 × …
    """
    choices, first, days, latches = rules[3], rules[5], rules[6], rules[7]
    policies, lanes = metrics.shape[0], metrics.shape[1]
    steps = of_lands.shape[2]
    result = np.empty((metrics.shape[2], LANES), np.uint64)
    lands, masks = np.empty(LANES, np.int64), np.empty((LANES, LANES), np.uint64)
    found = _lands_of(states, lanes, lands, masks) if of_lands.shape[0] > 0 else 0
    for p in range(policies):
        _from_lands(of_lands, p, lands, masks, found, room)
        for rule in range(latches.shape[1]):
            if choices[p, rule, 0] and latches[p, rule, 0]:
                by_two_planes(table, latches, p, rule, steps, room)
            elif choices[p, rule, 0]:
                by_any_way(table, counted, (ordinals, days_of), states, rules, p, rule, room)
        measure(room, steps, steps + 1 + RUN, valid, real, with_real, first, days, result)
        for lane in range(lanes):
            for column in range(result.shape[0]):
                metrics[p, lane, column] = np.int64(result[column, lane])
        if kept.shape[0] > 0:
            kept[p] = room[:steps]
