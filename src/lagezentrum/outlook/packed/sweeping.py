"""Sweep many policies over a series, part by part and block by block, so that the memory is bounded by the output."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed import by_numpy
from lagezentrum.outlook.packed.cases import Kernel, most_planes
from lagezentrum.outlook.packed.metrics import Metrics, columns_of
from lagezentrum.outlook.packed.packing import unpacked_days
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.running import Results, run
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.words import LANES, blocks_for, words_for

Engine = Literal["numba", "numpy"]

MOST_POLICIES = 4096
"""Policies judged together: what is in force in the Länder is kept for all of them."""
MOST_TABLE_BYTES = 1 << 23
"""Where the event planes of a block would be larger than this, fewer policies are judged together, ..."""
LEAST_POLICIES = 256
"""... but not fewer than this."""
MOST_ROWS = 32_000
"""Days of a series at most: metrics count them in 16 bits."""


def engines() -> tuple[Engine, ...]:
    """The engines at hand, the faster one first. Both give the same result."""
    return ("numba", "numpy") if find_spec("numba") else ("numpy",)


def sweep(
    packed: Packed,
    series: Series,
    policies: Policies,
    *,
    real: NDArray[np.int8] | None = None,
    engine: Engine | None = None,
    threads: int = 1,
) -> Metrics:
    """What each policy would have meant in each area.

    Args:
        packed: the compiled version.
        series: the figures.
        policies: what varies.
        real: A × days, the level that was really in force (-1: not known), to count the days of disagreement with.
        engine: which engine; by default the fastest at hand.
        threads: how many blocks of areas are worked on at a time.

    Raises:
        ValueError: a figure is missing in the series, or an array has another shape than it must.
    """
    _check(packed, series, real)
    kernel = _kernel(engine)
    columns = columns_of(len(packed.steps))
    shape = (len(policies), len(series.areas), len(columns) + (real is not None))
    low, high = np.empty(shape, dtype=np.int16), np.empty(shape, dtype=np.int16)  # high takes no room until written to
    certain = np.ones(shape[:2], dtype=np.bool_)
    one_run = []
    for part in _parts(packed, series, policies):
        chosen = policies[part] if part != slice(0, len(policies)) else policies
        results = Results(low[part], high[part], certain[part])
        if not run(packed, series, chosen, real, kernel, threads, results):
            one_run.append(part)
    if sum(part.stop - part.start for part in one_run) == len(policies):
        high = low
    else:
        for part in one_run:
            high[part] = low[part]
    difference = (low[:, :, -1], high[:, :, -1]) if real is not None else None
    return Metrics(columns, low[:, :, : len(columns)], high[:, :, : len(columns)], certain, difference)


def level_days(
    packed: Packed, series: Series, policies: Policies, *, engine: Engine | None = None
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """The level in force on each day: low and high run, P × A × days each. For few policies: it keeps every day."""
    _check(packed, series, None)
    steps, areas = len(packed.steps), len(series.areas)
    shape = (len(policies), areas, len(columns_of(steps)))
    low, high = np.empty(shape, dtype=np.int16), np.empty(shape, dtype=np.int16)
    planes = (blocks_for(areas), len(policies), steps, words_for(series.rows), LANES)
    kept = np.zeros(planes, dtype=np.uint64), np.zeros(planes, dtype=np.uint64)
    results = Results(low, high, np.ones(shape[:2], dtype=np.bool_), kept)
    differ = run(packed, series, policies, None, _kernel(engine), 1, results)
    low_days = _days_of(kept[0], series)
    return low_days, _days_of(kept[1], series) if differ else low_days.copy()


def _days_of(kept: NDArray[np.uint64], series: Series) -> NDArray[np.int8]:
    """Levels, P × A × days, from blocks × P × steps × words × lanes."""
    days = unpacked_days(kept, series.rows)[:, :, :, series.lead :].sum(axis=2, dtype=np.int8)
    lanes = days.transpose(1, 0, 3, 2).reshape(kept.shape[1], -1, series.days)
    return np.ascontiguousarray(lanes[:, : len(series.areas)])


def _kernel(engine: Engine | None) -> Kernel:
    name = engine or engines()[0]
    if name == "numpy":
        return cast(Kernel, by_numpy)
    from lagezentrum.outlook.packed import compiled  # loading the compiler takes a while; not needed for the fallback

    return cast(Kernel, compiled)


def _check(packed: Packed, series: Series, real: NDArray[np.int8] | None) -> None:
    series.check(packed)
    if series.days < 1 or series.rows > MOST_ROWS:
        raise ValueError(f"a sweep needs 1 to {MOST_ROWS} days, not {series.days}")
    if real is not None and real.shape != (len(series.areas), series.days):
        raise ValueError(
            f"the real levels have shape {real.shape}, not {(len(series.areas), series.days)} (areas, days)"
        )


def _parts(packed: Packed, series: Series, policies: Policies) -> Iterator[slice]:
    """Parts of the policies that are judged together."""
    parts = [
        slice(begin, min(begin + MOST_POLICIES, len(policies))) for begin in range(0, len(policies), MOST_POLICIES)
    ][::-1]
    while parts:
        part = parts.pop()
        size = part.stop - part.start
        planes = most_planes(packed, policies[part]) if size > LEAST_POLICIES else 0
        if planes * words_for(series.rows) * LANES * 8 > MOST_TABLE_BYTES:
            middle = part.start + size // 2
            parts += [slice(middle, part.stop), slice(part.start, middle)]
        else:
            yield part
