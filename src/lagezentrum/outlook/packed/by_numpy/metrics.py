"""What a block of areas is told, by NumPy (see `compiled/metrics.py`). Planes: words × policies × steps × lanes."""

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.by_numpy.latch import latched
from lagezentrum.outlook.packed.packing import Words, unpacked_days
from lagezentrum.outlook.packed.words import WORD

_ONE, _TOP = np.uint64(1), np.uint64(63)


def measured(held: Words, valid: Words, real: Words | None, first: int, days: int) -> NDArray[np.int64]:
    """Metrics of one block, policies × lanes × columns."""
    steps = held.shape[2]
    totals = _days_in(held)
    columns = [days - first - totals[:, 0]]
    columns += [totals[:, k] - (totals[:, k + 1] if k + 1 < steps else 0) for k in range(steps)]
    switching = np.bitwise_or.reduce(held ^ _day_before(held), axis=2) & valid[:, np.newaxis, np.newaxis]
    columns.append(_days_in(switching))
    seen = held != 0
    word = np.argmax(seen, axis=0)
    early = np.take_along_axis(held, word[np.newaxis], axis=0)[0]
    day = word * 64 + np.bitwise_count(~early & (early - _ONE)).astype(np.int64)
    day = np.where(early != 0, day - first, -1)
    columns += [day[:, k] for k in range(steps)]
    if real is not None:
        known = real.swapaxes(0, 1)[:, np.newaxis]
        differing = np.bitwise_or.reduce((held ^ known[:, :, :steps]) & known[:, :, steps:], axis=2)
        columns.append(_days_in(differing))
    return np.stack(columns, axis=2)


def measured_both(
    low: Words, high: Words, valid: Words, real: Words | None, least: NDArray[np.int64], first: int, days: int
) -> NDArray[np.int64]:
    """What holds for every course between two, policies × lanes × columns (see `metrics.columns_of_both`).

    least: by policy, days that a step is in force at least. first, days: the first day, and the one after the last.
    """
    steps, within = low.shape[2], valid[:, np.newaxis, np.newaxis]
    columns = [_days_in(within & ~high[:, :, 0])]
    columns += [_days_in(low[:, :, k] & ~high[:, :, k + 1] if k + 1 < steps else low[:, :, k]) for k in range(steps)]
    differs = low ^ high
    apart = np.bitwise_or.reduce(differs, axis=2)
    known = ~apart[:, :, np.newaxis]
    last = latched(low & known, ~low & known)  # as on the last day whose level is known
    columns.append(_days_in(np.bitwise_or.reduce(last ^ _day_before(last), axis=2) & within))
    columns.append(_switches_at_most(low, differs, apart, within, least, first, days))
    if real is not None:
        planes = real.swapaxes(0, 1)[:, np.newaxis]
        there, judged = planes[:, :, :steps], planes[:, :, steps]
        other = np.bitwise_or.reduce((there & ~high) | (low & ~there), axis=2)
        perhaps = np.bitwise_or.reduce((low ^ there) | (high ^ there), axis=2)
        columns += [_days_in(other & judged), _days_in(perhaps & judged)]
    return np.stack(columns, axis=2)


def _switches_at_most(
    low: Words, differs: Words, apart: Words, within: Words, least: NDArray[np.int64], first: int, days: int
) -> NDArray[np.int64]:
    """Policies × lanes; the fewer of days on which the level may change, and of changes that its steps can make."""
    changes = low ^ _day_before(low)
    of_level, here = np.bitwise_or.reduce(changes, axis=2), apart | _day_before(apart)
    sure = changes & here[:, :, np.newaxis] & ~differs & ~_day_before(differs) & within[..., np.newaxis]
    by_steps = _days_in(of_level & ~here & within) + _days_in(sure).sum(axis=1)
    policy, step, lane = np.nonzero((differs != 0).any(axis=0))
    if len(policy):
        rows = len(low) * WORD
        gaps, held = (_as_days(one[:, policy, step, lane], rows) for one in (differs, low))
        edges = np.diff(gaps.astype(np.int8), axis=1, prepend=0, append=0)
        which, begin = np.nonzero(edges == 1)
        end, period = np.nonzero(edges == -1)[1], least[policy[which]] + 1
        before = (begin == first) | (held[which, np.maximum(begin - 1, 0)] == 1)
        after = (end == days) | (held[which, np.minimum(end, rows - 1)] == 1)
        alike = 2 * ((end - begin + np.where(before, period - 1, 1)) // period)
        many = (begin == first) + np.where(before == after, alike, 1 + 2 * ((end - begin) // period))
        np.add.at(by_steps, (policy[which], lane[which]), many)
    fewer: NDArray[np.int64] = np.minimum(_days_in((of_level | here) & within), by_steps)
    return fewer


def _as_days(planes: Words, rows: int) -> NDArray[np.uint8]:
    """Unpack words × places to places × days."""
    return np.ascontiguousarray(unpacked_days(planes, rows).T)


def _days_in(planes: Words) -> NDArray[np.int64]:
    total: NDArray[np.int64] = np.bitwise_count(planes).sum(axis=0, dtype=np.int64)
    return total


def _day_before(planes: Words) -> Words:
    """Planes in which each day is the one before."""
    moved = planes << _ONE
    moved[1:] |= planes[:-1] >> _TOP
    return moved
