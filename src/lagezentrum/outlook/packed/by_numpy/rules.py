"""What the rules of some policies have in force in one block of areas or Länder, by NumPy (see `compiled/latch.py`)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.by_numpy.enclosing import enclosed, held_by_law
from lagezentrum.outlook.packed.by_numpy.latch import Calendars, delayed, events, latched, walked
from lagezentrum.outlook.packed.packing import Words


def in_force(
    planes: Sequence[Words], counted: Words, calendars: Calendars, rules: tuple[Any, ...], both: bool, part: slice
) -> list[Words]:
    """For each run words × policies × steps × lanes.

    Args:
        planes: for each run words × planes × lanes; one run where nothing is missing.
        counted: calendars × words × lanes.
        calendars: as `latch.walked` takes them.
        rules: of `tables.Group`.
        both: whether rules whose events are gone through one by one are to enclose every filling of the missing values.
        part: the policies.
    """
    places, ways, numbers, choices, fixed, first, days, _ = rules
    places, numbers, choices = places[part], numbers[part], choices[part]
    shape = (len(planes[0]), len(places), fixed.shape[1], planes[0].shape[2])
    runs = [np.zeros(shape, dtype=np.uint64) for _ in planes]
    for rule in range(places.shape[1]):
        for one_by_one in (0, 1):
            chosen = np.flatnonzero((choices[:, rule, 0] == 1) & (choices[:, rule, 2] == one_by_one))
            if not len(chosen):
                continue
            raising, lifting = numbers[chosen, rule, 0], numbers[chosen, rule, 1]
            ups = [events(one, places[chosen, rule, 0], ways[rule, 0], raising, counted) for one in planes]
            downs = [events(one, places[chosen, rule, 1], ways[rule, 1], lifting, counted) for one in planes]
            if not one_by_one:
                for held, up, down in zip(runs, ups, downs, strict=True):
                    held[:, chosen] |= delayed(latched(up, down), raising[:, 1], lifting[:, 1])
                continue
            after = choices[chosen, rule, 3]
            for step in range(shape[2]):
                up_days, down_days = [up[:, :, step] for up in ups], [down[:, :, step] for down in downs]
                case = (raising, lifting, after, calendars, int(fixed[rule, step]), first, days)
                each = _enclosed(up_days, down_days, *case) if both and len(planes) > 1 else [
                    walked(up, down, *case) for up, down in zip(up_days, down_days, strict=True)
                ]  # fmt: skip
                for held, one in zip(runs, each, strict=True):
                    held[:, chosen, step] |= one
    return runs


def _enclosed(
    ups: Sequence[Words],
    downs: Sequence[Words],
    raising: NDArray[np.int32],
    lifting: NDArray[np.int32],
    after: NDArray[np.int32],
    calendars: Calendars,
    fixed: int,
    first: int,
    days: int,
) -> list[Words]:
    """What one step has in force in every filling of the missing values, then in some one."""
    surely_and_possibly = enclosed(ups, downs[::-1], raising, lifting, after, calendars, fixed, first, days)
    found = []
    for raised in surely_and_possibly:
        held = delayed(raised[:, :, np.newaxis], raising[:, 1], lifting[:, 1])[:, :, 0]
        if fixed >= 0:
            held |= held_by_law(raised, raising[:, 1], lifting[:, 1], fixed, days)
        found.append(held)
    return found
