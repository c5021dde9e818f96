"""Between which courses events decide that missing values leave open, compiled; where they are gone through one by one.

There a later raise can mean an earlier end, so that reading every missing value as reached need not give the longest
course. So all states are followed that some filling of the missing values allows: whether it is possible that nothing
is raised, and that something is, and for both the earliest and the latest day from which a section may end.
"""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ONE
from lagezentrum.outlook.packed.compiled.scan import completes
from lagezentrum.outlook.packed.compiling import inner


@inner
def _has(planes: Any, plane: int, lane: int, day: int) -> bool:
    return bool((planes[plane, day >> 6, lane] >> np.uint64(day & 63)) & ONE)


@inner
def enclose_lane(
    planes: Any, events: Any, lane: int, up: Any, down: Any, numbers: Any, fixed: int, most: bool, raised: int
) -> None:
    """The days raised at the end, in one lane: in every filling, or in some one.

    planes: planes × words × lanes. events: the places of four: days that surely and that possibly complete a section
    for raising, then for lifting. up, down, numbers, fixed: as `scan.scan_lane` takes them. most: whether days count
    on which it is possible, or those on which it is sure. raised: the plane to write into; its bits of the lane are 0.
    """
    n_up, effect_up, n_down, _, after_effect, first, days = numbers
    up_surely, up_possibly, down_surely, down_possibly = events
    idle, idle_from, idle_until = True, 0, 0  # nothing may be raised; the next raising section ends on these or later
    active, active_from, active_until = False, 0, 0
    for day in range(days):
        if day == fixed:
            if idle:
                ready = completes(down, day, n_down, days)
                active_from = min(active_from, ready) if active else ready
                active_until = max(active_until, ready) if active else ready
            idle, active = False, True
        begins = idle and idle_from <= day and _has(planes, up_possibly, lane, day)
        ends = active and active_from <= day and _has(planes, down_possibly, lane, day)
        if begins and _has(planes, up_surely, lane, day):
            idle = idle_until > day
            idle_from = day + 1
        if ends and _has(planes, down_surely, lane, day):
            active = active_until > day
            active_from = day + 1
        if begins:
            floor = max(day + effect_up, first) + 1 if after_effect else day + 1
            ready = completes(down, floor, n_down, days)
            active_from = min(active_from, ready) if active else ready
            active_until = max(active_until, ready) if active else ready
        if ends:
            ready = completes(up, day + 1, n_up, days)
            idle_from = min(idle_from, ready) if idle else ready
            idle_until = max(idle_until, ready) if idle else ready
        idle, active = idle or ends, active or begins
        if active if most else not idle:
            planes[raised, day >> 6, lane] |= ONE << np.uint64(day & 63)


@inner
def held_by_law(planes: Any, raised: int, lane: int, numbers: Any, fixed: int, out: int) -> None:
    """Add the days on which a step is in force without delay, because the version itself raised it on a day."""
    _, effect_up, _, effect_down, _, _, days = numbers
    day = fixed
    while day < min(fixed + max(effect_up, effect_down), days) and (
        day - effect_down < fixed or _has(planes, raised, lane, day - effect_down)
    ):
        planes[out, day >> 6, lane] |= ONE << np.uint64(day & 63)
        day += 1
