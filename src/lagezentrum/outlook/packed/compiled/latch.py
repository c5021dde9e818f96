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
from lagezentrum.outlook.packed.compiling import inner
from lagezentrum.outlook.packed.lanes import delayed, load, spread, store


@inner
def _last_day(lanes: Any) -> Any:
    """The last day of a word as the first one of the next word."""
    return delayed(spread(ZERO), lanes, ONE)


@inner
def _joined(one: Any, other: Any, either: Any) -> Any:
    """Days in both, or in either of both where `either` is set."""
    return (one & other) | ((one | other) & either)


@inner
def follow(
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
def lengthen(room: Any, run: int, by: int, longer: bool, known: int) -> None:
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
def move(room: Any, run: int, days: int, out: int) -> None:
    """Add a plane to another, some days later."""
    words = room.shape[1]
    before = spread(ZERO)
    for w in range(words):
        word = load(room, run * words + w)
        store(room, out * words + w, load(room, out * words + w) | delayed(word, before, np.uint64(days)))
        before = word


@inner
def combine(planes: Any, places: Any, ways: Any, room: Any, out: int) -> None:
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
def run_through(room: Any, met: int, counted: Any, days: int, run: int, spare: int) -> None:
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
