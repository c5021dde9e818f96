"""The same automaton without a compiler: NumPy over all policies of a piece, word by word.

Same names, arguments and results as `compiled.py`; written on its own, so that each checks the other.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.tables import Flags, Words, packed_days, unpacked_days
from lagezentrum.outlook.packed.words import LANES

_ONE = np.uint64(1)
_TOP = np.uint64(63)


def event_planes(
    values: NDArray[np.float64],
    limits: NDArray[np.float64],
    specs: NDArray[np.int64],
    counted: Words,
    _counts: Flags,
    _lands: NDArray[np.int64],
    _longest: int,
    out: Words,
) -> None:
    """Days that complete a section: enough counted days since the last one that broke it."""
    days = len(values)
    last: tuple[int, ...] = ()
    for plane, (closed, limit, wanted, calendar, first, length) in enumerate(specs):
        kind = (int(closed), int(limit), int(wanted), int(calendar), int(first))
        if kind != last:  # planes come in order, those of one kind together
            last = kind
            counts = np.moveaxis(unpacked_days(counted[:, calendar], days), 0, 1).reshape(days, -1) == 1
            order = np.cumsum(counts, axis=0, dtype=np.int32)
            reached = values[:, 0] >= limits[limit] if closed else values[:, 0] > limits[limit]
            met = reached == bool(wanted)
            met[:first] = False
            broken = np.where(counts & ~met, order, 0)
            np.maximum.accumulate(broken, axis=0, out=broken)
            since = order - broken
            counts[:first] = False
        out[:, plane] = packed_days(counts & (since >= length))


def known_event_planes(
    values: NDArray[np.float64],
    limits: NDArray[np.float64],
    specs: NDArray[np.int64],
    counted: Words,
    _counts: Flags,
    _lands: NDArray[np.int64],
    _longest: int,
    out: Words,
) -> None:
    """The same with values as known on the last day of each section; values: days × lags × places."""
    days, lags = values.shape[:2]
    for plane, (closed, limit, wanted, calendar, first, length) in enumerate(specs):
        counts = np.moveaxis(unpacked_days(counted[:, calendar], days), 0, 1).reshape(days, -1) == 1
        complete = np.zeros(counts.shape, dtype=np.bool_)
        for day in range(int(first), days):
            run = np.zeros(counts.shape[1], dtype=np.int32)
            met = counts[day].copy()
            for back in range(day - int(first) + 1):
                counting = counts[day - back] & (run < length)
                value = values[day - back, min(back, lags - 1)]
                reached = value >= limits[limit] if closed else value > limits[limit]
                met &= (reached == bool(wanted)) | ~counting
                run += counting
                if (run >= length).all() or not met.any():
                    break
            complete[day] = met & (run >= length)
        out[:, plane] = packed_days(complete)


def sweep_states(
    table: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    held: Words,
) -> None:
    """What is in force in each Land, into held."""
    for block in range(len(table)):
        held[:, block] = _in_force(
            table[block], counted[block], ordinals, days_of, states[block], rules, held[:, block]
        )


def sweep_areas(
    table: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    of_states: Words,
    valid: Words,
    real: Words,
    with_real: bool,
    metrics: NDArray[np.int16],
    kept: Words,
) -> None:
    """Metrics of every policy and area, and if wanted the planes."""
    first, days = rules[6], rules[7]
    policies, areas = metrics.shape[:2]
    steps, words = of_states.shape[2:4]
    for block in range(len(states)):
        shape = np.empty((policies, steps, words, LANES), dtype=np.uint64)
        held = _in_force(table[block], counted[block], ordinals, days_of, states[block], rules, shape)
        if of_states.shape[1]:
            flat = of_states.transpose(0, 2, 3, 1, 4).reshape(policies, steps, words, -1)
            held |= flat[..., np.maximum(states[block], 0)]
        held &= valid[:, np.newaxis]
        np.bitwise_or.accumulate(held[:, ::-1], axis=1, out=held[:, ::-1])
        lanes = min(LANES, areas - block * LANES)
        result = _measured(held, valid, real[block] if with_real else None, first, days)
        metrics[:, block * LANES : block * LANES + lanes] = result[:, :lanes]
        if kept.shape[1]:
            kept[:, block] = held


def _measured(held: Words, valid: Words, real: Words | None, first: int, days: int) -> NDArray[np.int64]:
    """Metrics of one block: policies × lanes × columns."""
    steps = held.shape[1]
    totals = np.bitwise_count(held).sum(axis=2, dtype=np.int64)
    columns = [days - first - totals[:, 0]]
    columns += [totals[:, k] - (totals[:, k + 1] if k + 1 < steps else 0) for k in range(steps)]
    before = np.zeros_like(held)
    before[:, :, 1:] = held[:, :, :-1] >> _TOP
    changed = np.bitwise_or.reduce(held ^ ((held << _ONE) | before), axis=1) & valid[:, np.newaxis]
    columns.append(np.bitwise_count(changed).sum(axis=1, dtype=np.int64))
    zeros = np.bitwise_count(~held & (held - _ONE)).astype(np.int64)
    seen = held != 0
    word = np.argmax(seen, axis=2)
    day = word * 64 + np.take_along_axis(zeros, word[:, :, np.newaxis], axis=2)[:, :, 0]
    day = np.where(seen.any(axis=2), day - first, -1)
    columns += [day[:, k] for k in range(steps)]
    if real is not None:
        differing = np.bitwise_or.reduce((held ^ real[:steps]) & real[steps], axis=1)
        columns.append(np.bitwise_count(differing).sum(axis=1, dtype=np.int64))
    table: NDArray[np.int64] = np.stack(columns, axis=2)
    return table


def _in_force(
    planes: Words,
    counted: Words,
    ordinals: NDArray[np.int64],
    days_of: NDArray[np.int64],
    states: NDArray[np.int64],
    rules: tuple[Any, ...],
    shape: Words,
) -> Words:
    """For all policies and one block: policies × steps × words × lanes."""
    places, _, ways, numbers, choices, fixed, first, days = rules
    result = np.zeros_like(shape)
    for rule in range(places.shape[1]):
        for step in range(result.shape[1]):
            events = [
                _events(planes, places[:, rule, part, step], ways[rule, part], numbers[:, rule, part], counted)
                for part in (0, 1)
            ]
            for floored in (0, 1):
                chosen = np.flatnonzero((choices[:, rule, 0] == 1) & (choices[:, rule, 2] == floored))
                if not len(chosen):
                    continue
                up, down = events[0][chosen], events[1][chosen]
                raising, lifting = numbers[chosen, rule, 0], numbers[chosen, rule, 1]
                if floored:
                    after = choices[chosen, rule, 3]
                    calendars = (ordinals, days_of, states)
                    begin = int(fixed[rule, step])
                    one = _walked(up, down, raising, lifting, after, calendars, begin, first, days)
                else:
                    one = _delayed(_latched(up, down), raising[:, 1], lifting[:, 1])
                result[chosen, step] |= one
    return result


def _events(planes: Words, places: NDArray[np.int32], ways: Flags, numbers: NDArray[np.int32], counted: Words) -> Words:
    """Days that complete a section of one part: policies × words × lanes."""
    events = np.zeros((len(places), *planes.shape[1:]), dtype=np.uint64)
    for route in np.unique(numbers[:, 4]):
        chosen = np.flatnonzero(numbers[:, 4] == route)
        met = np.zeros((len(chosen), *planes.shape[1:]), dtype=np.uint64)
        for way in ways[route]:
            if way.any():
                met |= np.bitwise_and.reduce([planes[places[chosen, i]] for i in np.flatnonzero(way)])
        events[chosen] = met
    for each in np.flatnonzero(numbers[:, 3] == 1):
        rows = planes.shape[1] * 64
        met_days, counts = unpacked_days(events[each], rows), unpacked_days(counted[numbers[each, 2]], rows)
        order = np.cumsum(counts, axis=0, dtype=np.int32)
        broken = np.where((counts == 1) & (met_days == 0), order, 0)
        np.maximum.accumulate(broken, axis=0, out=broken)
        events[each] = packed_days((counts == 1) & (order - broken >= numbers[each, 0]))[0]
    return events


def _latched(up: Words, down: Words) -> Words:
    """Raised days: the carry chain of one addition for each word."""
    raised = np.empty_like(up)
    carry = np.zeros((up.shape[0], up.shape[2]), dtype=np.uint64)
    hold = up | ~down
    for w in range(up.shape[1]):
        u, h = up[:, w], hold[:, w]
        raised[:, w] = u | (h & ((h + u + carry) ^ h ^ u))
        carry = raised[:, w] >> _TOP
    return raised


def _delayed(raised: Words, effect_up: NDArray[np.int32], effect_down: NDArray[np.int32]) -> Words:
    """In force from when a raise takes effect to when its lowering does."""
    result = np.empty_like(raised)
    pairs = np.stack([effect_up, effect_down], axis=1)
    for up, down in np.unique(pairs, axis=0):
        chosen = np.flatnonzero((effect_up == up) & (effect_down == down))
        plane = _moved(raised[chosen], int(min(up, down)))
        moved = plane
        for _ in range(abs(int(down) - int(up))):
            moved = _moved(moved, 1)
            plane = plane | moved if down > up else plane & moved
        result[chosen] = plane
    return result


def _moved(plane: Words, days: int) -> Words:
    """The plane some days later."""
    if days == 0:
        return plane
    moved = plane << np.uint64(days)
    moved[:, 1:] |= plane[:, :-1] >> np.uint64(64 - days)
    return moved


def _walked(
    up: Words,
    down: Words,
    raising: NDArray[np.int32],
    lifting: NDArray[np.int32],
    after: NDArray[np.int32],
    calendars: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    fixed: int,
    first: int,
    days: int,
) -> Words:
    """Day by day, where no section may reach back behind the last change: policies × words × lanes."""
    before, day_of, states = calendars
    rows = up.shape[1] * 64
    ups, downs = unpacked_days(up, rows), unpacked_days(down, rows)
    policies = len(up)
    land = np.maximum(states, 0)[np.newaxis, :]
    shape = (policies, LANES)
    raised = np.zeros(shape, dtype=np.bool_)
    ready, begins = np.zeros(shape, dtype=np.int64), np.full(shape, rows)
    change = np.zeros((policies, rows + 1, LANES), dtype=np.int16)
    everyone = np.broadcast_to(np.arange(policies)[:, np.newaxis], shape)
    lanes = np.broadcast_to(np.arange(LANES), shape)

    def completes(part: NDArray[np.int32], day: NDArray[np.int64]) -> NDArray[np.int64]:
        inside = np.minimum(day, before.shape[2] - 1)
        counted = before[part[:, 2, np.newaxis], land, inside] + part[:, 0, np.newaxis] - 1
        found = day_of[part[:, 2, np.newaxis], land, np.minimum(counted, day_of.shape[2] - 1)]
        full: NDArray[np.int64] = np.where(day >= days, rows, found)
        return full

    for day in range(days):
        if day == fixed:
            new = ~raised
            ready = np.where(new, completes(lifting, np.full(shape, day)), ready)
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
        ready = np.where(rise, completes(lifting, floor), ready)
        ready = np.where(lower, completes(raising, np.full(shape, day + 1)), ready)
        raised = (raised & ~lower) | rise
    open_ = raised & (begins < rows)
    np.add.at(change, (everyone[open_], begins[open_], lanes[open_]), 1)
    held = np.cumsum(change[:, :rows], axis=1) > 0
    return np.stack([packed_days(one)[0] for one in held])
