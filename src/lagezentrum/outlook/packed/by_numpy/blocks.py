"""The policies gone through by NumPy, all of a piece at once, word by word (see `compiled/blocks.py`)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.by_numpy.metrics import measured, measured_both
from lagezentrum.outlook.packed.by_numpy.rules import in_force
from lagezentrum.outlook.packed.packing import Words

TOGETHER = 128
"""Policies worked on at a time, so that their planes stay in the cache."""


def aligned(shape: tuple[int, ...]) -> Words:
    """Room for words."""
    return np.empty(shape, dtype=np.uint64)


def room(_steps: int, _words: int) -> None:
    """Nothing: arrays are made as they are needed."""


def sweep_states(
    tables: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    both: bool,
    _room: None,
    of_lands: Words,
) -> None:
    """What is in force in each Land, from the planes of one block of Länder."""
    planes = [np.ascontiguousarray(table.swapaxes(0, 1)) for table in tables]
    for begin in range(0, of_lands.shape[2], TOGETHER):
        chosen = slice(begin, begin + TOGETHER)
        for way, held in enumerate(in_force(planes, counted, (ordinals, days_of, states), rules, both, chosen)):
            for lane in np.flatnonzero(states >= 0):
                of_lands[way, states[lane], chosen] = held[..., lane].transpose(1, 2, 0)


def sweep_block(
    tables: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    both: bool,
    of_lands: Words,
    valid: Words,
    real: Words,
    with_real: bool,
    least_held: NDArray[np.int64],
    _room: None,
    low: NDArray[np.int16],
    high: NDArray[np.int16],
    between: NDArray[np.int16],
    kept: Words,
) -> None:
    """Metrics of every policy in one block of areas, and if wanted the planes."""
    first, days = rules[5], rules[6]
    policies, lanes = low.shape[:2]
    planes = [np.ascontiguousarray(table.swapaxes(0, 1)) for table in tables]
    known = real if with_real else None
    for begin in range(0, policies, TOGETHER):
        chosen = slice(begin, begin + TOGETHER)
        runs = in_force(planes, counted, (ordinals, days_of, states), rules, both, chosen)
        for way, held in enumerate(runs):
            if of_lands.shape[1]:
                of_land = of_lands[min(way, len(of_lands) - 1)]
                held |= of_land[np.maximum(states, 0), chosen].transpose(3, 1, 2, 0)
            held &= valid[:, np.newaxis, np.newaxis, np.newaxis]
            np.bitwise_or.accumulate(held[:, :, ::-1], axis=2, out=held[:, :, ::-1])
            (high if way else low)[chosen] = measured(held, valid, known, first, days)[:, :lanes]
            if kept.shape[1]:
                kept[way, chosen] = held.transpose(1, 2, 0, 3)
        if len(runs) > 1:
            between[chosen] = measured_both(runs[0], runs[1], valid, known, least_held[chosen], first, days)[:, :lanes]
