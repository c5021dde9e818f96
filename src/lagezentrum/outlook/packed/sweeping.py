"""Sweep many policies over a series, part by part and block by block, so that the memory is bounded by the output."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed import by_numpy
from lagezentrum.outlook.packed.cases import Kernel, most_planes
from lagezentrum.outlook.packed.metrics import Metrics, as_one_run, columns_of, columns_of_both
from lagezentrum.outlook.packed.packing import Words, unpacked_days
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.running import Results, run
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.words import LANES, blocks_for, words_for

Engine = Literal["numba", "numpy"]
Levels = NDArray[np.int8]

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
    steps, with_real = len(packed.steps), real is not None
    results = _room(len(policies), len(series.areas), steps, with_real=with_real)
    one_run = []
    for part in _parts(packed, series, policies):
        chosen = policies[part] if part != slice(0, len(policies)) else policies
        if not run(packed, series, chosen, real, kernel, threads, results.of(part), enclosing=True):
            one_run.append(part)
    differ = sum(part.stop - part.start for part in one_run) < len(policies)
    for part in one_run if differ else ():
        results.high[part] = results.low[part]
        results.between[part] = results.low[part][:, :, as_one_run(steps, with_real=with_real)]
    return _metrics(results, steps, differ=differ, with_real=with_real)


def level_days(
    packed: Packed, series: Series, policies: Policies, *, engine: Engine | None = None
) -> tuple[Levels, Levels]:
    """The level in force on each day, P × A × days, with every missing value read as not reached, then as reached.

    For few policies: it keeps every day. Where a rule goes through its events one by one, not every filling of the
    missing values need lie between both (see `sweep_days`).
    """
    low, high, _ = _with_days(packed, series, policies, None, engine, enclosing=False)
    return low, high


def sweep_days(
    packed: Packed,
    series: Series,
    policies: Policies,
    *,
    real: NDArray[np.int8] | None = None,
    engine: Engine | None = None,
) -> tuple[Levels, Levels, Metrics]:
    """What `sweep` tells, and its lowest and highest course day by day, P × A × days. For few policies."""
    return _with_days(packed, series, policies, real, engine, enclosing=True)


def _with_days(
    packed: Packed,
    series: Series,
    policies: Policies,
    real: NDArray[np.int8] | None,
    engine: Engine | None,
    *,
    enclosing: bool,
) -> tuple[Levels, Levels, Metrics]:
    _check(packed, series, real)
    steps, areas = len(packed.steps), len(series.areas)
    kept = np.zeros((blocks_for(areas), 2, len(policies), steps, words_for(series.rows), LANES), dtype=np.uint64)
    results = _room(len(policies), areas, steps, with_real=real is not None, kept=kept)
    differ = run(packed, series, policies, real, _kernel(engine), 1, results, enclosing=enclosing)
    low = _days_of(kept[:, 0], series)
    high = _days_of(kept[:, 1], series) if differ else low.copy()
    return low, high, _metrics(results, steps, differ=differ, with_real=real is not None)


def _room(policies: int, areas: int, steps: int, *, with_real: bool, kept: Words | None = None) -> Results:
    """Where results go; what is not written to takes no room."""
    low = np.empty((policies, areas, len(columns_of(steps)) + with_real), dtype=np.int16)
    between = np.empty((policies, areas, len(columns_of_both(steps, with_real=with_real))), dtype=np.int16)
    return Results(low, np.empty_like(low), between, np.ones((policies, areas), dtype=np.bool_), kept)


def _metrics(results: Results, steps: int, *, differ: bool, with_real: bool) -> Metrics:
    columns = columns_of(steps)
    low, high, between = results.low, results.high if differ else results.low, results.between if differ else None
    least, most = (low[:, :, -1], low[:, :, -1]) if between is None else (between[:, :, -2], between[:, :, -1])
    difference, width = (least, most) if with_real else None, len(columns)
    return Metrics(columns, low[:, :, :width], high[:, :, :width], results.certain, difference, between)


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
