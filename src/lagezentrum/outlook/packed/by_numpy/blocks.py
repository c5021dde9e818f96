"""The policies gone through by NumPy, all of a piece at once, word by word (see `compiled/blocks.py`)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.by_numpy.latch import delayed, events, latched, walked
from lagezentrum.outlook.packed.packing import Words

TOGETHER = 128
"""Policies worked on at a time, so that their planes stay in the cache."""

_ONE, _TOP = np.uint64(1), np.uint64(63)


def aligned(shape: tuple[int, ...]) -> Words:
    """Room for words."""
    return np.empty(shape, dtype=np.uint64)


def room(_steps: int, _words: int) -> None:
    """Nothing: arrays are made as they are needed."""


def sweep_states(
    table: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    _room: None,
    of_lands: Words,
) -> None:
    """What is in force in each Land, from the planes of one block of Länder."""
    planes = np.ascontiguousarray(table.swapaxes(0, 1))
    for begin in range(0, of_lands.shape[1], TOGETHER):
        chosen = slice(begin, begin + TOGETHER)
        held = _in_force(planes, counted, ordinals, days_of, states, rules, chosen)
        for lane in np.flatnonzero(states >= 0):
            of_lands[states[lane], chosen] = held[..., lane].transpose(1, 2, 0)


def sweep_block(
    table: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    of_lands: Words,
    valid: Words,
    real: Words,
    with_real: bool,
    _room: None,
    metrics: NDArray[np.int16],
    kept: Words,
) -> None:
    """Metrics of every policy in one block of areas, and if wanted the planes."""
    first, days = rules[5], rules[6]
    policies, lanes = metrics.shape[:2]
    planes = np.ascontiguousarray(table.swapaxes(0, 1))
    for begin in range(0, policies, TOGETHER):
        chosen = slice(begin, begin + TOGETHER)
        held = _in_force(planes, counted, ordinals, days_of, states, rules, chosen)
        if len(of_lands):
            held |= of_lands[np.maximum(states, 0), chosen].transpose(3, 1, 2, 0)
        held &= valid[:, np.newaxis, np.newaxis, np.newaxis]
        np.bitwise_or.accumulate(held[:, :, ::-1], axis=2, out=held[:, :, ::-1])
        result = _measured(held, valid, real if with_real else None, first, days)
        metrics[chosen] = result[:, :lanes]
        if len(kept):
            kept[chosen] = held.transpose(1, 2, 0, 3)


def _measured(held: Words, valid: Words, real: Words | None, first: int, days: int) -> NDArray[np.int64]:
    """Metrics of one block, policies × lanes × columns, from words × policies × steps × lanes."""
    steps = held.shape[2]
    totals = np.bitwise_count(held).sum(axis=0, dtype=np.int64)
    columns = [days - first - totals[:, 0]]
    columns += [totals[:, k] - (totals[:, k + 1] if k + 1 < steps else 0) for k in range(steps)]
    changed = held << _ONE
    changed[1:] |= held[:-1] >> _TOP
    changed ^= held
    switching = np.bitwise_or.reduce(changed, axis=2) & valid[:, np.newaxis, np.newaxis]
    columns.append(np.bitwise_count(switching).sum(axis=0, dtype=np.int64))
    seen = held != 0
    word = np.argmax(seen, axis=0)
    early = np.take_along_axis(held, word[np.newaxis], axis=0)[0]
    day = word * 64 + np.bitwise_count(~early & (early - _ONE)).astype(np.int64)
    day = np.where(early != 0, day - first, -1)
    columns += [day[:, k] for k in range(steps)]
    if real is not None:
        known = real.swapaxes(0, 1)[:, np.newaxis]
        differing = np.bitwise_or.reduce((held ^ known[:, :, :steps]) & known[:, :, steps:], axis=2)
        columns.append(np.bitwise_count(differing).sum(axis=0, dtype=np.int64))
    table: NDArray[np.int64] = np.stack(columns, axis=2)
    return table


def _in_force(
    planes: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    part: slice,
) -> Words:
    """For some policies and one block: words × policies × steps × lanes. planes: words × planes × lanes."""
    places, ways, numbers, choices, fixed, first, days, _ = rules
    places, numbers, choices = places[part], numbers[part], choices[part]
    held = np.zeros((len(planes), len(places), fixed.shape[1], planes.shape[2]), dtype=np.uint64)
    for rule in range(places.shape[1]):
        for floored in (0, 1):
            chosen = np.flatnonzero((choices[:, rule, 0] == 1) & (choices[:, rule, 2] == floored))
            if not len(chosen):
                continue
            raising, lifting = numbers[chosen, rule, 0], numbers[chosen, rule, 1]
            up = events(planes, places[chosen, rule, 0], ways[rule, 0], raising, counted)
            down = events(planes, places[chosen, rule, 1], ways[rule, 1], lifting, counted)
            if not floored:
                held[:, chosen] |= delayed(latched(up, down), raising[:, 1], lifting[:, 1])
                continue
            after = choices[chosen, rule, 3]
            for step in range(held.shape[2]):
                begin, calendars = int(fixed[rule, step]), (ordinals, days_of, states)
                one = walked(up[:, :, step], down[:, :, step], raising, lifting, after, calendars, begin, first, days)
                held[:, chosen, step] |= one
    return held
