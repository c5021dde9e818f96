"""What is in force from when to when, by NumPy (see `compiled/latch.py`).

Words come first, so that those of all policies, steps and lanes lie side by side: words × policies × steps × lanes.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.packing import Flags, Words, packed_days, packed_lanes, unpacked_days
from lagezentrum.outlook.packed.words import LANES, WORD

Calendars = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Counted days before each day, the day of each ordinal, and the Land of each lane."""

_TOP = np.uint64(63)


def events(planes: Words, places: NDArray[np.int32], ways: Flags, numbers: NDArray[np.int32], counted: Words) -> Words:
    """Days that complete a section of one part. planes: words × planes × lanes; places: policies × steps × figures."""
    found = np.zeros((len(planes), *places.shape[:2], LANES), dtype=np.uint64)
    for route in np.unique(numbers[:, 4]):
        chosen = np.flatnonzero(numbers[:, 4] == route)
        here: Any = slice(None) if len(chosen) == len(places) else chosen
        for way in ways[route]:
            figures = np.flatnonzero(way)
            if len(figures):
                every = planes[:, places[here, :, figures[0]]]
                for figure in figures[1:]:
                    every &= planes[:, places[here, :, figure]]
                found[:, here] |= every
    for each in np.flatnonzero(numbers[:, 3] == 1):
        rows = len(planes) * WORD
        counts = unpacked_days(counted[numbers[each, 2]], rows)
        order = np.cumsum(counts, axis=0, dtype=np.int32)
        for step in range(places.shape[1]):
            met = unpacked_days(found[:, each, step], rows)
            broken = np.where((counts == 1) & (met == 0), order, 0)
            np.maximum.accumulate(broken, axis=0, out=broken)
            found[:, each, step] = packed_days((counts == 1) & (order - broken >= numbers[each, 0]))[0]
    return found


def latched(up: Words, down: Words) -> Words:
    """Raised days: the carry chain of one addition for each word."""
    raised = np.empty_like(up)
    carry = np.zeros_like(up[0])
    for begins, ends, now in zip(up, down, raised, strict=True):
        goes_on = np.bitwise_or(begins, ~ends)
        np.add(goes_on, begins, out=now)
        now += carry
        now ^= goes_on
        now ^= begins
        now &= goes_on
        now |= begins
        np.right_shift(now, _TOP, out=carry)
    return raised


def delayed(raised: Words, effect_up: NDArray[np.int32], effect_down: NDArray[np.int32]) -> Words:
    """In force from when a raise takes effect to when its lowering does."""
    plane = _moved(raised, np.minimum(effect_up, effect_down))
    by = effect_down - effect_up
    for longer in (True, False):
        chosen = np.flatnonzero(by > 0 if longer else by < 0)
        if not len(chosen):
            continue
        moved = whole = plane[:, chosen]
        for day in range(int(np.abs(by[chosen]).max())):
            moved = _moved(moved, (np.abs(by[chosen]) > day).astype(np.int32))
            whole = whole | moved if longer else whole & moved
        plane[:, chosen] = whole
    return plane


def _moved(plane: Words, days: NDArray[np.int32]) -> Words:
    """The planes of each policy some days later."""
    shift = days.astype(np.uint64)[:, np.newaxis, np.newaxis]
    moved = plane << shift
    moved[1:] |= (plane[:-1] >> np.uint64(1)) >> (_TOP - shift)
    return moved


def completes(calendars: Calendars, part: NDArray[np.int32], begin: NDArray[np.int64], days: int) -> NDArray[np.int64]:
    """The day on which a section that begins on a day is full, policies × lanes; a late one if not in time."""
    before, day_of, states = calendars
    land = np.maximum(states, 0)[np.newaxis, :]
    inside = np.minimum(begin, before.shape[2] - 1)
    counted = before[part[:, 2, np.newaxis], land, inside] + part[:, 0, np.newaxis] - 1
    found = day_of[part[:, 2, np.newaxis], land, np.minimum(counted, day_of.shape[2] - 1)]
    full: NDArray[np.int64] = np.where(begin >= days, days, found)
    return full


def walked(
    up: Words,
    down: Words,
    raising: NDArray[np.int32],
    lifting: NDArray[np.int32],
    after: NDArray[np.int32],
    calendars: Calendars,
    fixed: int,
    first: int,
    days: int,
) -> Words:
    """Day by day, where no section may reach back behind the last change: words × policies × lanes."""
    rows = len(up) * WORD
    ups, downs = (unpacked_days(np.moveaxis(plane, 0, 1), rows) for plane in (up, down))
    policies = up.shape[1]
    shape = (policies, LANES)
    raised = np.zeros(shape, dtype=np.bool_)
    ready, begins = np.zeros(shape, dtype=np.int64), np.full(shape, rows)
    change = np.zeros((policies, rows + 1, LANES), dtype=np.int16)
    everyone = np.broadcast_to(np.arange(policies)[:, np.newaxis], shape)
    lanes = np.broadcast_to(np.arange(LANES), shape)

    for day in range(days):
        if day == fixed:
            new = ~raised
            ready = np.where(new, completes(calendars, lifting, np.full(shape, day), days), ready)
            begins = np.where(new | (begins > day), day, begins)
            raised[:] = True
        lower = raised & (downs[:, day] == 1) & (ready <= day)
        rise = ~raised & (ups[:, day] == 1) & (ready <= day)
        ends = np.minimum(day + lifting[:, 1, np.newaxis], rows)
        counts = lower & (begins < ends)
        np.add.at(change, (everyone[counts], begins[counts], lanes[counts]), 1)
        np.add.at(change, (everyone[counts], np.broadcast_to(ends, shape)[counts], lanes[counts]), -1)
        effective = np.maximum(day + raising[:, 1, np.newaxis], first)
        floor = np.where(after[:, np.newaxis] == 1, effective + 1, day + 1)
        begins = np.where(rise, effective, np.where(lower, rows, begins))
        ready = np.where(rise, completes(calendars, lifting, floor, days), ready)
        ready = np.where(lower, completes(calendars, raising, np.full(shape, day + 1), days), ready)
        raised = (raised & ~lower) | rise
    open_ = raised & (begins < rows)
    np.add.at(change, (everyone[open_], begins[open_], lanes[open_]), 1)
    held = np.cumsum(change[:, :rows], axis=1) > 0
    return np.moveaxis(packed_lanes(held), 1, 0)
