"""What one rule of one policy has in force in one block, compiled: its sections, then the latch or its events.

Where missing values may decide, `tables` are the event planes with each of them read as not reached, then as reached.
"""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ZERO
from lagezentrum.outlook.packed.compiled.enclosing import enclose_lane, held_by_law
from lagezentrum.outlook.packed.compiled.latch import combine, follow, lengthen, move, run_through
from lagezentrum.outlook.packed.compiled.scan import scan_lane
from lagezentrum.outlook.packed.compiling import inner
from lagezentrum.outlook.packed.lanes import load, spread, store
from lagezentrum.outlook.packed.words import LANES, LATCH_HEAD

UP, DOWN, MET, RUN, SPARE, UP_TOO, DOWN_TOO = 0, 1, 2, 3, 4, 5, 6
"""Places of working planes behind the steps of a room."""
WORKING = 7
"""How many they are."""


@inner
def _events(
    planes: Any, counted: Any, rules: Any, p: int, rule: int, part: int, step: int, room: Any, out: int
) -> None:
    """Days that complete a section of one part, where more than two planes may have to be put together."""
    places, ways, numbers, _, fixed, _, _, _ = rules
    met, spare = fixed.shape[1] + 1 + MET, fixed.shape[1] + 1 + SPARE
    chosen, route = places[p, rule, part, step], ways[rule, part, numbers[p, rule, part, 4]]
    if numbers[p, rule, part, 3]:
        combine(planes, chosen, route, room, met)
        calendar = counted[numbers[p, rule, part, 2]]
        run_through(room, met, calendar, numbers[p, rule, part, 0], out, spare)
    else:
        combine(planes, chosen, route, room, out)


@inner
def _of_lane(rules: Any, p: int, rule: int) -> Any:
    """The numbers of a rule that do not differ from lane to lane, as `scan.scan_lane` takes them."""
    numbers, choices, first, days = rules[2], rules[3], rules[5], rules[6]
    raising, lifting = numbers[p, rule, 0], numbers[p, rule, 1]
    return raising[0], raising[1], lifting[0], lifting[1], choices[p, rule, 3], first, days


@inner
def _days_of(calendar: Any, place: int, state: int) -> Any:
    """Counted days before each day, and the day of each ordinal, of one calendar in one Land."""
    ordinals, days_of = calendar
    return ordinals[place, state], days_of[place, state]


@inner
def _scan(calendar: Any, states: Any, rules: Any, p: int, rule: int, step: int, room: Any) -> None:
    """Go through the events of every lane one by one."""
    numbers, fixed = rules[2], rules[4]
    up, down = fixed.shape[1] + 1 + UP, fixed.shape[1] + 1 + DOWN
    of_lane = _of_lane(rules, p, rule)
    for lane in range(LANES):
        state = states[lane]
        if state >= 0:
            up_days = _days_of(calendar, numbers[p, rule, 0, 2], state)
            down_days = _days_of(calendar, numbers[p, rule, 1, 2], state)
            scan_lane(room[up], room[down], lane, up_days, down_days, of_lane, fixed[rule, step], room[step])


@inner
def _enclose(
    tables: Any,
    counted: Any,
    calendar: Any,
    states: Any,
    rules: Any,
    p: int,
    rule: int,
    most: bool,
    step: int,
    room: Any,
) -> None:
    """Instead of `_scan` where missing values may decide: what is raised in every filling of them, or in some one."""
    numbers, fixed = rules[2], rules[4]
    behind = fixed.shape[1] + 1
    surely_up, possibly_up, surely_down, possibly_down = behind + UP, behind + UP_TOO, behind + DOWN, behind + DOWN_TOO
    for part, plane, reached in (
        (0, surely_up, 0), (0, possibly_up, 1), (1, surely_down, 1), (1, possibly_down, 0),
    ):  # fmt: skip
        _events(tables[reached], counted, rules, p, rule, part, step, room, plane)
    run, words = behind + RUN, room.shape[1]
    room[run] = ZERO
    of_lane, places = _of_lane(rules, p, rule), (surely_up, possibly_up, surely_down, possibly_down)
    for lane in range(LANES):
        state = states[lane]
        if state >= 0:
            up_days = _days_of(calendar, numbers[p, rule, 0, 2], state)
            down_days = _days_of(calendar, numbers[p, rule, 1, 2], state)
            enclose_lane(room, places, lane, up_days, down_days, of_lane, fixed[rule, step], most, run)
            if fixed[rule, step] >= 0:
                held_by_law(room, run, lane, of_lane, fixed[rule, step], step)
    for w in range(words):
        raised = load(room, run * words + w)
        store(room, surely_up * words + w, raised)
        store(room, surely_down * words + w, ~raised)


@inner
def by_any_way(
    tables: Any,
    way: int,
    counted: Any,
    calendar: Any,
    states: Any,
    rules: Any,
    p: int,
    rule: int,
    both: bool,
    room: Any,
) -> None:
    """Add what one rule of one policy has in force in one block, whatever its routes and delays.

    tables: the event planes with missing values read as not reached, then as reached; way: which of both is judged.
    both: whether rules whose events are gone through one by one are to enclose every filling of the missing values.
    room: steps × words × lanes that are added to, one plane more, and the working planes.
    """
    choices, steps, latches = rules[3], rules[4].shape[1], rules[7]
    up, down, run = steps + 1 + UP, steps + 1 + DOWN, steps + 1 + RUN
    soon, by, longer = np.int64(latches[p, rule, 1]), np.int64(latches[p, rule, 2]), latches[p, rule, 3] != 0
    one_by_one = choices[p, rule, 2] != 0
    enclosed = one_by_one and both and len(tables) > 1
    least = 1 if enclosed else np.int64(latches[p, rule, 4])  # what is raised possibly may change from day to day
    for step in range(steps):
        if enclosed:
            _enclose(tables, counted, calendar, states, rules, p, rule, way > 0, step, room)
        else:
            _events(tables[way], counted, rules, p, rule, 0, step, room, up)
            _events(tables[way], counted, rules, p, rule, 1, step, room, down)
        if one_by_one and not enclosed:
            _scan(calendar, states, rules, p, rule, step, room)
        else:
            room[run] = ZERO
            follow(room, up, up, False, room, down, down, False, 0, min(by, least), longer, room, run)
            lengthen(room, run, by - least, longer, 2 * least)
            move(room, run, soon, step)


@inner
def by_two_planes(planes: Any, latches: Any, p: int, rule: int, steps: int, room: Any) -> None:
    """Add what one rule of one policy has in force in one block, the short way. latches: see `tables.Group`."""
    soon, by, longer = np.int64(latches[p, rule, 1]), np.int64(latches[p, rule, 2]), latches[p, rule, 3] != 0
    least = np.int64(latches[p, rule, 4])
    up_either, down_either = latches[p, rule, 5] != 0, latches[p, rule, 6] != 0
    for step in range(steps):
        at = LATCH_HEAD + 4 * step
        up, up_too = np.int64(latches[p, rule, at]), np.int64(latches[p, rule, at + 1])
        down, down_too = np.int64(latches[p, rule, at + 2]), np.int64(latches[p, rule, at + 3])
        apart = by > least
        out = steps + 1 + RUN if apart else step
        near, far = (0, least) if apart else (soon, soon + by)
        if apart:
            for w in range(room.shape[1]):
                store(room, out * room.shape[1] + w, spread(ZERO))
        follow(planes, up, up_too, up_either, planes, down, down_too, down_either, near, far, longer, room, out)
        if apart:
            lengthen(room, out, by - least, longer, 2 * least)
            move(room, out, soon, step)
