"""The policies gone through, block by block: from event planes to planes of what is in force, and metrics.

A block is as many areas as lanes, so that the planes of all thresholds and sections of one block stay in the cache.
"""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ALL, ZERO
from lagezentrum.outlook.packed.compiled.metrics import measure, measure_both
from lagezentrum.outlook.packed.compiled.rules import RUN, UP, WORKING, by_any_way, by_two_planes
from lagezentrum.outlook.packed.compiling import entry, inner
from lagezentrum.outlook.packed.lanes import aligned, load, spread, store
from lagezentrum.outlook.packed.words import LANES


def room(steps: int, words: int) -> Any:
    """Planes to work in, for two runs: of the steps, an empty one above the highest, and working ones."""
    planes = aligned((2, steps + 1 + WORKING, words, LANES))
    planes[:] = 0
    return planes


@inner
def _judge(
    tables: Any, way: int, counted: Any, calendar: Any, states: Any, rules: Any, p: int, both: bool, room: Any
) -> None:
    """Add what all rules of one policy have in force in one block."""
    choices, steps, latches = rules[3], rules[4].shape[1], rules[7]
    for rule in range(latches.shape[1]):
        if choices[p, rule, 0] and latches[p, rule, 0]:
            by_two_planes(tables[way], latches, p, rule, steps, room)
        elif choices[p, rule, 0]:
            by_any_way(tables, way, counted, calendar, states, rules, p, rule, both, room)


@entry
def sweep_states(
    tables: Any,
    counted: Any,
    ordinals: Any,
    days_of: Any,
    states: Any,
    rules: Any,
    both: bool,
    room: Any,
    of_lands: Any,
) -> None:
    """What is in force in each Land, from the planes of one block of Länder.

    tables, both: as `rules.by_any_way` takes them. of_lands: runs × Länder × policies × steps × words.
    """
    steps, words = of_lands.shape[3], of_lands.shape[4]
    for p in range(of_lands.shape[2]):
        for way in range(len(tables)):
            room[way, :steps] = ZERO
            _judge(tables, way, counted, (ordinals, days_of), states, rules, p, both, room[way])
            for lane in range(LANES):
                if states[lane] >= 0:
                    for step in range(steps):
                        for w in range(words):
                            of_lands[way, states[lane], p, step, w] = room[way, step, w, lane]


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


@inner
def _write(result: Any, p: int, metrics: Any) -> None:
    """The metrics of one policy from columns × lanes, as words."""
    for lane in range(metrics.shape[1]):
        for column in range(metrics.shape[2]):
            metrics[p, lane, column] = np.int64(result[column, lane])


@inner
def _all_short(rules: Any) -> bool:
    """Whether every rule that a policy applies is decided by two planes, the short way."""
    choices, latches = rules[3], rules[7]
    for p in range(latches.shape[0]):
        for rule in range(latches.shape[1]):
            if choices[p, rule, 0] and not latches[p, rule, 0]:
                return False
    return True


@inner
def _sweep_short(
    table: Any,
    rules: Any,
    of_lands: Any,
    lands: Any,
    masks: Any,
    found: int,
    valid: Any,
    real: Any,
    with_real: bool,
    room: Any,
    result: Any,
    metrics: Any,
    kept: Any,
) -> None:
    """One run in which every rule goes the short way: so small a loop is a fifth faster."""
    choices, first, days, latches, steps = rules[3], rules[5], rules[6], rules[7], of_lands.shape[2]
    for p in range(metrics.shape[0]):
        _from_lands(of_lands, p, lands, masks, found, room)
        for rule in range(latches.shape[1]):
            if choices[p, rule, 0]:
                by_two_planes(table, latches, p, rule, steps, room)
        measure(room, steps, steps + 1 + RUN, valid, real, with_real, first, days, result)
        _write(result, p, metrics)
        if kept.shape[0] > 0:
            kept[p] = room[:steps]


@entry
def sweep_block(
    tables: Any,
    counted: Any,
    ordinals: Any,
    days_of: Any,
    states: Any,
    rules: Any,
    both: bool,
    of_lands: Any,
    valid: Any,
    real: Any,
    with_real: bool,
    least_held: Any,
    room: Any,
    low: Any,
    high: Any,
    between: Any,
    kept: Any,
) -> None:
    """Metrics of every policy in one block of areas, and if wanted the planes.

    tables: runs × planes × words × lanes; one run where nothing is missing. both: as `rules.by_any_way` takes it.
    of_lands: what is in force in the Länder, from `sweep_states`; runs × 0 × … if no rule is decided for them.
    least_held: by policy, days that a step is in force at least.
    low, high: metrics of both runs, policies × areas of the block × columns (one more for disagreement if with_real);
    between: of every course between both (see `metrics.columns_of_both`). With one run `low` alone is written.
    kept: runs × policies × steps × words × lanes, or runs × 0 × …
    """
    first, days = rules[5], rules[6]
    policies, lanes = low.shape[0], low.shape[1]
    steps = of_lands.shape[3]
    result, common = np.empty((low.shape[2], LANES), np.uint64), np.empty((between.shape[2], LANES), np.uint64)
    lands, masks = np.empty(LANES, np.int64), np.empty((LANES, LANES), np.uint64)
    found = _lands_of(states, lanes, lands, masks) if of_lands.shape[1] > 0 else 0
    if len(tables) == 1 and _all_short(rules):
        _sweep_short(
            tables[0], rules, of_lands[0], lands, masks, found, valid, real, with_real, room[0], result, low, kept[0]
        )
        return
    for p in range(policies):
        for way in range(len(tables)):
            _from_lands(of_lands[min(way, len(of_lands) - 1)], p, lands, masks, found, room[way])
            _judge(tables, way, counted, (ordinals, days_of), states, rules, p, both, room[way])
            measure(room[way], steps, steps + 1 + RUN, valid, real, with_real, first, days, result)
            _write(result, p, low if way == 0 else high)
            if kept.shape[1] > 0:
                kept[way, p] = room[way, :steps]
        if len(tables) > 1:
            measure_both(
                room[0], room[1], steps, steps + 1 + UP, valid, real, with_real, least_held[p], first, days, common
            )
            _write(common, p, between)
