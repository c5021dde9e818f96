"""Between which courses events decide that missing values leave open, by NumPy (see `compiled/enclosing.py`)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.by_numpy.latch import Calendars, completes
from lagezentrum.outlook.packed.packing import Flags, Words, packed_lanes, unpacked_days
from lagezentrum.outlook.packed.words import LANES, WORD


class _Possible:
    """Whether a state is possible, policies × lanes, and the earliest and latest day on which a section may end it."""

    def __init__(self, shape: tuple[int, int], *, possible: bool) -> None:
        self.possible = np.full(shape, possible)
        self.begin, self.until = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)

    def left(self, day: int, possibly: Flags, surely: Flags) -> Flags:
        """Where it may be left on a day; where it surely is, by every course that could be, only others remain."""
        leaves: Flags = self.possible & (self.begin <= day) & possibly
        gone = leaves & surely
        self.possible = self.possible & ~(gone & (self.until <= day))
        self.begin = np.where(gone, day + 1, self.begin)
        return leaves

    def entered(self, where: Flags, ready: NDArray[np.int64]) -> None:
        """It may have been entered, to be left from a day on."""
        both = where & self.possible
        self.begin = np.where(both, np.minimum(self.begin, ready), np.where(where, ready, self.begin))
        self.until = np.where(both, np.maximum(self.until, ready), np.where(where, ready, self.until))
        self.possible = self.possible | where


def enclosed(
    ups: Sequence[Words],
    downs: Sequence[Words],
    raising: NDArray[np.int32],
    lifting: NDArray[np.int32],
    after: NDArray[np.int32],
    calendars: Calendars,
    fixed: int,
    first: int,
    days: int,
) -> tuple[Words, Words]:
    """The days raised in every filling of the missing values, and those in some one: words × policies × lanes each.

    ups, downs: days that surely, then days that possibly complete a section; else as `latch.walked` takes them.
    """
    rows = len(ups[0]) * WORD
    up, down = ([unpacked_days(np.moveaxis(one, 0, 1), rows) == 1 for one in both] for both in (ups, downs))
    shape = (ups[0].shape[1], LANES)
    idle, active = _Possible(shape, possible=True), _Possible(shape, possible=False)
    least, most = (np.zeros((shape[0], rows, LANES), dtype=np.bool_) for _ in range(2))
    for day in range(days):
        if day == fixed:
            active.entered(idle.possible, completes(calendars, lifting, np.full(shape, day), days))
            idle.possible, active.possible = np.zeros(shape, dtype=np.bool_), np.ones(shape, dtype=np.bool_)
        begins = idle.left(day, up[1][:, day], up[0][:, day])
        ends = active.left(day, down[1][:, day], down[0][:, day])
        effective = np.maximum(day + raising[:, 1, np.newaxis], first)
        floor = np.broadcast_to(np.where(after[:, np.newaxis] == 1, effective + 1, day + 1), shape)
        active.entered(begins, completes(calendars, lifting, floor, days))
        idle.entered(ends, completes(calendars, raising, np.full(shape, day + 1), days))
        least[:, day], most[:, day] = ~idle.possible, active.possible
    return np.moveaxis(packed_lanes(least), 1, 0), np.moveaxis(packed_lanes(most), 1, 0)


def held_by_law(
    raised: Words, effect_up: NDArray[np.int32], effect_down: NDArray[np.int32], fixed: int, days: int
) -> Words:
    """The days on which a step is in force without delay, because the version itself raised it on a day."""
    rows = len(raised) * WORD
    held = np.zeros((raised.shape[1], rows, LANES), dtype=np.bool_)
    up = unpacked_days(np.moveaxis(raised, 0, 1), rows) == 1
    every = np.arange(raised.shape[1])
    goes_on = np.ones((raised.shape[1], LANES), dtype=np.bool_)
    longest = np.maximum(effect_up, effect_down)
    for day in range(fixed, min(fixed + int(longest.max()), days)):
        there = up[every, np.maximum(day - effect_down, 0)]
        goes_on &= (day < fixed + longest)[:, np.newaxis] & ((day - effect_down < fixed)[:, np.newaxis] | there)
        held[:, day] = goes_on
    return np.moveaxis(packed_lanes(held), 1, 0)
