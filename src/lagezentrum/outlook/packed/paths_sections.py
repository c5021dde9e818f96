"""Sections of courses: on which counted days the last n counted days all met a condition, on blocks of words."""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.compiling import inner
from lagezentrum.outlook.packed.paths_vectors import BYTES, all_3, all_5, both, either, fill, other, same, without

_NONE, _EVERY = np.uint64(0), np.uint64(0xFFFFFFFFFFFFFFFF)


@inner
def _meeting(planes: Any, way: Any, flip: bool, days: Any, seen: Any, masks: Any, out: int) -> None:
    """The courses that meet a condition by one way, on each of some days."""
    begun, (known, ahead, own), (lands, areas) = False, seen[2:], masks
    for slot in range(len(way)):
        if not way[slot]:
            continue
        plane = planes[slot]
        reached = seen[0][plane] if plane < own else seen[1][plane - own]
        base = lands + plane * ahead * BYTES if plane < own else areas + (plane - own) * ahead * BYTES
        for n in range(len(days)):
            day, target = days[n], out + n * BYTES
            here = base + (day - known) * BYTES
            if day < known:
                holds = reached[day] != flip
                if not begun:
                    fill(target, _EVERY if holds else _NONE)
                elif not holds:
                    fill(target, _NONE)
            elif not begun:
                if flip:
                    other((target, here))
                else:
                    same((target, here))
            elif flip:
                without((target, target, here))
            else:
                both((target, target, here))
        begun = True


@inner
def sections(planes: Any, ways: Any, numbers: Any, flip: bool, days: Any, seen: Any, masks: Any, room: Any) -> None:
    """The courses whose section is complete on each of some counted days, into room[0]; sections begin among them."""
    out, one, two, spare = room
    wanted, each, length = numbers[0], numbers[3] != 0, len(days)
    started = False
    for group in range(1 if each else len(ways)):
        if not each and not ways[group].any():
            continue
        _meeting(planes, ways[group], flip, days, seen, masks, one)
        if each:
            for way in range(1, len(ways)):
                if ways[way].any():
                    _meeting(planes, ways[way], flip, days, seen, masks, two)
                    for n in range(length):
                        either((one + n * BYTES, one + n * BYTES, two + n * BYTES))
        for n in range(length):
            here = out + n * BYTES if not started else spare
            if n < wanted - 1:
                fill(here, _NONE)
            else:
                _together(one + n * BYTES, wanted, here)
            if started:
                either((out + n * BYTES, out + n * BYTES, spare))
        started = True


@inner
def _together(last: int, wanted: int, out: int) -> None:
    """What all of so many neighbouring blocks have; the last one is given."""
    if wanted >= 5:
        all_5((out, last, last - BYTES, last - 2 * BYTES, last - 3 * BYTES, last - 4 * BYTES))
        taken = 5
    elif wanted >= 3:
        all_3((out, last, last - BYTES, last - 2 * BYTES))
        taken = 3
    else:
        same((out, last))
        taken = 1
    while wanted - taken >= 4:
        here = last - taken * BYTES
        all_5((out, out, here, here - BYTES, here - 2 * BYTES, here - 3 * BYTES))
        taken += 4
    while taken < wanted:
        both((out, out, last - taken * BYTES))
        taken += 1
