"""Events gone through one by one, compiled: where no section may reach back behind the last change.

That is so where the planes alone do not see to it: lifting counts only after the effect of a raise, raising and lifting
count by different calendars or look at different figures, or the version itself sets a level. Events are few.
"""

from typing import Any

import numpy as np

from lagezentrum.outlook.packed.bits import ALL, ONE, ZERO, trailing_zeros
from lagezentrum.outlook.packed.compiling import inner


@inner
def _next(plane: Any, lane: int, day: int, days: int) -> int:
    """The first day from `day` on whose bit is set; `days` if none."""
    if day >= days:
        return days
    w = day >> 6
    word = plane[w, lane] & (ALL << np.uint64(day & 63))
    while word == ZERO:
        w += 1
        if w == plane.shape[0]:
            return days
        word = plane[w, lane]
    found: Any = min((w << 6) + np.int64(trailing_zeros(word)), days)
    return int(found)


@inner
def completes(counted: Any, day: int, count: int, days: int) -> int:
    """The day on which `count` counted days from `day` on are full; `days` if not before."""
    if day >= days:
        return days
    before, day_of = counted
    found: Any = min(np.int64(day_of[before[day] + count - 1]), days)
    return int(found)


@inner
def scan_lane(u: Any, d: Any, lane: int, up: Any, down: Any, numbers: Any, fixed: int, held: Any) -> None:
    """Add what one lane is in force by its events.

    u, d: words × lanes. up, down: counted days before each day, and the day of each ordinal, of the calendar for
    raising and of that for lifting. numbers: counted days and effect of raising, then of lifting; whether lifting
    counts after the effect; first day in force; number of days. fixed: the day on which the version itself raises the
    step; -1 if it does not.
    """
    n_up, effect_up, n_down, effect_down, after_effect, first, days = numbers
    set_on = fixed if fixed >= 0 else days
    search, lowered = 0, -1
    while True:
        raised = _next(u, lane, search, days)
        if lowered < set_on <= raised and set_on < days:
            raised, begins, counts = set_on, set_on, set_on
        elif raised < days:
            begins = max(raised + effect_up, first)
            counts = begins + 1 if after_effect else raised + 1
        else:
            return
        lowered = _next(d, lane, completes(down, counts, n_down, days), days)
        if raised < set_on <= lowered and set_on < days:
            begins = min(begins, set_on)
        ends = min(lowered + effect_down, days) if lowered < days else days
        for day in range(max(begins, 0), ends):
            held[day >> 6, lane] |= ONE << np.uint64(day & 63)
        if lowered >= days:
            return
        search = completes(up, lowered + 1, n_up, days)
