"""What is in force from when to when, compiled: from event planes to the days on which a step is in force.

With U the days on which a raising section is complete and D those for lifting, "raised" over the 64 days of a word is
the carry chain of one addition: U generates a carry, where neither U nor D is set it goes on, D alone stops it.
What is raised takes effect some days later, and so does what is lowered. Both delays shift the raised days; taken
together they are the days in either of both shifts (lowering takes longer) or in both (raising takes longer), as long
as no run of raised or of other days is shorter than the difference; else what is left is done in steps.
"""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ALL, ONE, ZERO
from lagezentrum.outlook.packed.compiled.scan import scan_lane
from lagezentrum.outlook.packed.compiling import inner
from lagezentrum.outlook.packed.lanes import delayed, load, spread, store
from lagezentrum.outlook.packed.words import LANES, LATCH_HEAD

UP, DOWN, MET, RUN, SPARE = 0, 1, 2, 3, 4
"""Places of working planes behind the steps of a room."""
WORKING = 5
"""How many they are."""


@inner
def _last_day(lanes: Any) -> Any:
    """The last day of a word as the first one of the next word."""
    return delayed(spread(ZERO), lanes, ONE)


@inner
def _joined(one: Any, other: Any, either: Any) -> Any:
    """Days in both, or in either of both where `either` is set."""
    return (one & other) | ((one | other) & either)


@inner
def _follow(
    ups: Any,
    up: int,
    up_too: int,
    up_either: bool,
    downs: Any,
    down: int,
    down_too: int,
    down_either: bool,
    soon: int,
    late: int,
    longer: bool,
    room: Any,
    out: int,
) -> None:
    """Add to a plane of the room when that is in force which events raise and lift.

    up, up_too: places of two planes of ups, of which either suffices or both are needed; down, down_too likewise. soon,
    late: days by which raised days are shifted; longer: whether to take those in either shift.
    """
    words = room.shape[1]
    for_up, for_down = spread(ALL if up_either else ZERO), spread(ALL if down_either else ZERO)
    either = spread(ALL if longer else ZERO)
    sooner, later = np.uint64(soon), np.uint64(late)
    before = spread(ZERO)
    for w in range(words):
        begins = _joined(load(ups, up * words + w), load(ups, up_too * words + w), for_up)
        ends = _joined(load(downs, down * words + w), load(downs, down_too * words + w), for_down)
        goes_on = begins | ~ends
        total = goes_on + begins + _last_day(before)
        raised = begins | (goes_on & (total ^ goes_on ^ begins))
        shifts = _joined(delayed(raised, before, sooner), delayed(raised, before, later), either)
        store(room, out * words + w, load(room, out * words + w) | shifts)
        before = raised


@inner
def _lengthen(room: Any, run: int, by: int, longer: bool, known: int) -> None:
    """Lengthen runs of days at their end, or shorten them at their beginning, where the shift exceeds them.

    known: days that a run (or the gap before it) has at least.
    """
    words = room.shape[1]
    either = spread(ALL if longer else ZERO)
    while by > 0:
        step = np.uint64(min(known, by))
        before = spread(ZERO)
        for w in range(words):
            word = load(room, run * words + w)
            store(room, run * words + w, _joined(word, delayed(word, before, step), either))
            before = word
        by -= int(step)
        known += int(step)


@inner
def _move(room: Any, run: int, days: int, out: int) -> None:
    """Add a plane to another, some days later."""
    words = room.shape[1]
    before = spread(ZERO)
    for w in range(words):
        word = load(room, run * words + w)
        store(room, out * words + w, load(room, out * words + w) | delayed(word, before, np.uint64(days)))
        before = word


@inner
def _combine(planes: Any, places: Any, ways: Any, room: Any, out: int) -> None:
    """OR over ways of AND over the figures of a way; ways: W × I flags, a way without figures is none."""
    words = room.shape[1]
    for w in range(words):
        some = spread(ZERO)
        for way in range(ways.shape[0]):
            if ways[way].any():
                every = spread(ALL)
                for figure in range(ways.shape[1]):
                    if ways[way, figure]:
                        every = every & load(planes, places[figure] * words + w)
                some = some | every
        store(room, out * words + w, some)


@inner
def _run_through(room: Any, met: int, counted: Any, days: int, run: int, spare: int) -> None:
    """Days that end a row of `days` counted days in `met` (which lies in `counted`); days between do not interrupt.

    The bit of a day moves to the next counted day by a shift and an addition that carries it through what is left out.
    """
    words = room.shape[1]
    room[run] = room[met]
    for _ in range(days - 1):
        before, carry = spread(ZERO), spread(ZERO)
        for w in range(words):
            word, left_out = load(room, run * words + w), ~load(counted, w)
            shifted = delayed(word, before, ONE)
            start = shifted & left_out
            total = start + left_out + carry
            carry = _last_day((start & left_out) | ((start | left_out) & ~total))
            store(room, spare * words + w, load(room, met * words + w) & (shifted | total))
            before = word
        room[run] = room[spare]


@inner
def _events(
    planes: Any, counted: Any, rules: Any, p: int, rule: int, part: int, step: int, room: Any, out: int
) -> None:
    """Days that complete a section of one part, where more than two planes may have to be put together."""
    places, ways, numbers, _, fixed, _, _, _ = rules
    met, spare = fixed.shape[1] + 1 + MET, fixed.shape[1] + 1 + SPARE
    chosen, route = places[p, rule, part, step], ways[rule, part, numbers[p, rule, part, 4]]
    if numbers[p, rule, part, 3]:
        _combine(planes, chosen, route, room, met)
        calendar = counted[numbers[p, rule, part, 2]]
        _run_through(room, met, calendar, numbers[p, rule, part, 0], out, spare)
    else:
        _combine(planes, chosen, route, room, out)


@inner
def _scan(ordinals: Any, days_of: Any, states: Any, rules: Any, p: int, rule: int, step: int, room: Any) -> None:
    """Go through the events of every lane one by one."""
    _, _, numbers, choices, fixed, first, days, _ = rules
    up, down = fixed.shape[1] + 1 + UP, fixed.shape[1] + 1 + DOWN
    raising, lifting = numbers[p, rule, 0], numbers[p, rule, 1]
    of_lane = (raising[0], raising[1], lifting[0], lifting[1], choices[p, rule, 3], first, days)
    for lane in range(LANES):
        state = states[lane]
        if state >= 0:
            up_days = ordinals[raising[2], state], days_of[raising[2], state]
            down_days = ordinals[lifting[2], state], days_of[lifting[2], state]
            scan_lane(room[up], room[down], lane, up_days, down_days, of_lane, fixed[rule, step], room[step])


@inner
def by_any_way(planes: Any, counted: Any, calendar: Any, states: Any, rules: Any, p: int, rule: int, room: Any) -> None:
    """Add what one rule of one policy has in force in one block, whatever its routes and delays.

    room: steps × words × lanes that are added to, one plane more, and the working planes.
    """
    ordinals, days_of = calendar
    choices, steps, latches = rules[3], rules[4].shape[1], rules[7]
    up, down, run = steps + 1 + UP, steps + 1 + DOWN, steps + 1 + RUN
    soon, by, longer = np.int64(latches[p, rule, 1]), np.int64(latches[p, rule, 2]), latches[p, rule, 3] != 0
    least = np.int64(latches[p, rule, 4])
    for step in range(steps):
        _events(planes, counted, rules, p, rule, 0, step, room, up)
        _events(planes, counted, rules, p, rule, 1, step, room, down)
        if choices[p, rule, 2]:
            _scan(ordinals, days_of, states, rules, p, rule, step, room)
        else:
            room[run] = ZERO
            _follow(room, up, up, False, room, down, down, False, 0, min(by, least), longer, room, run)
            _lengthen(room, run, by - least, longer, 2 * least)
            _move(room, run, soon, step)


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
        _follow(planes, up, up_too, up_either, planes, down, down_too, down_either, near, far, longer, room, out)
        if apart:
            _lengthen(room, out, by - least, longer, 2 * least)
            _move(room, out, soon, step)
