"""Sections of paths: on which counted days the last n counted days all met a condition, on blocks of words."""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.compiling import inner
from lagezentrum.outlook.packed.paths.vectors import (
    BYTES,
    all_3,
    all_5,
    both,
    either,
    fill,
    neither,
    none_3,
    none_5,
    other,
    same,
    without,
)

_NONE = np.uint64(0)


@inner
def _stands(plane: int, days: Any, seen: Any, masks: Any, constant: int, found: Any) -> None:
    """Where the block stands that tells on each of some days which paths reach a plane."""
    own, known, ahead = len(seen[0]), seen[2], seen[3]
    base = masks[0] + plane * ahead * BYTES if plane < own else masks[1] + (plane - own) * ahead * BYTES
    for n in range(len(days)):
        day = days[n]
        if day >= known:
            found[n] = base + (day - known) * BYTES
        else:  # an observed day is the same for all paths
            reached = seen[0][plane, day] if plane < own else seen[1][plane - own, day]
            found[n] = constant + BYTES if reached else constant


@inner
def _meeting(planes: Any, way: Any, flip: bool, days: Any, seen: Any, masks: Any, constant: int, out: int) -> None:
    """The paths that meet a condition by one way, on each of some days."""
    begun, here = 0, np.empty((2, len(days)), np.int64)
    for slot in range(len(way)):
        if not way[slot]:
            continue
        _stands(planes[slot], days, seen, masks, constant, here[min(begun, 1)])
        begun += 1
        if begun == 1:
            continue
        for n in range(len(days)):
            target = out + n * BYTES
            if flip and begun == 2:
                neither((target, here[0, n], here[1, n]))
            elif flip:
                without((target, target, here[1, n]))
            else:
                both((target, here[0, n] if begun == 2 else target, here[1, n]))
    if begun == 1:
        for n in range(len(days)):
            if flip:
                other((out + n * BYTES, here[0, n]))
            else:
                same((out + n * BYTES, here[0, n]))


@inner
def sections(
    planes: Any, ways: Any, numbers: Any, flip: bool, days: Any, seen: Any, masks: Any, constant: int, room: Any
) -> None:
    """The paths whose section is complete on each of some counted days, into room[0]; sections begin among them.

    At `constant` stand a block of no path and one of every path.
    """
    out, one, two, spare = room
    wanted, each, length = numbers[0], numbers[3] != 0, len(days)
    stands = np.empty(length, np.int64)
    started = False
    for group in range(1 if each else len(ways)):
        if not each and not ways[group].any():
            continue
        single = not each and ways[group].sum() == 1
        if single:  # read where it stands
            _stands(planes[np.argmax(ways[group])], days, seen, masks, constant, stands)
        else:
            _meeting(planes, ways[group], flip, days, seen, masks, constant, one)
            for n in range(length):
                stands[n] = one + n * BYTES
        if each:
            for way in range(1, len(ways)):
                if ways[way].any():
                    _meeting(planes, ways[way], flip, days, seen, masks, constant, two)
                    for n in range(length):
                        either((one + n * BYTES, one + n * BYTES, two + n * BYTES))
        for n in range(min(wanted - 1, length)):
            if not started:
                fill(out + n * BYTES, _NONE)
        for n in range(wanted - 1, length):
            here = out + n * BYTES if not started else spare
            if single and flip:
                _none_together(stands, n, wanted, here)
            else:
                _together(stands, n, wanted, here)
            if started:
                either((out + n * BYTES, out + n * BYTES, spare))
        started = True


@inner
def _together(stands: Any, last: int, wanted: int, out: int) -> None:
    """What all of so many blocks have, up to the last one."""
    at = stands[last - wanted + 1 : last + 1]
    if wanted >= 5:
        all_5((out, at[0], at[1], at[2], at[3], at[4]))
        taken = 5
    elif wanted >= 3:
        all_3((out, at[0], at[1], at[2]))
        taken = 3
    else:
        same((out, at[0]))
        taken = 1
    while wanted - taken >= 4:
        all_5((out, out, at[taken], at[taken + 1], at[taken + 2], at[taken + 3]))
        taken += 4
    while taken < wanted:
        both((out, out, at[taken]))
        taken += 1


@inner
def _none_together(stands: Any, last: int, wanted: int, out: int) -> None:
    """What none of so many blocks has, up to the last one."""
    at = stands[last - wanted + 1 : last + 1]
    if wanted >= 5:
        none_5((out, at[0], at[1], at[2], at[3], at[4]))
        taken = 5
    elif wanted >= 3:
        none_3((out, at[0], at[1], at[2]))
        taken = 3
    else:
        other((out, at[0]))
        taken = 1
    while taken < wanted:
        without((out, out, at[taken]))
        taken += 1
