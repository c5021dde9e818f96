"""Sweep many policies over a series: tables once, then the automaton in pieces that bound the memory by the output."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed import by_numpy
from lagezentrum.outlook.packed.metrics import Metrics, columns_of
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import KnownSeries, Series
from lagezentrum.outlook.packed.tables import (
    Calendar,
    Flags,
    Group,
    Words,
    calendar_of,
    filled,
    group_of,
    lanes_of,
    longest_span,
    packed_days,
    unpacked_days,
)
from lagezentrum.outlook.packed.words import LANES, words_for

Engine = Literal["numba", "numpy"]

PIECE = 256
"""Policies in one call of the automaton."""
MOST_TABLE_BYTES = 1 << 29
"""Tables larger than this are built for a part of the policies at a time."""
MOST_ROWS = 32_000


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
        threads: how many pieces are worked on at a time.

    Raises:
        ValueError: a figure is missing in the series, or an array has another shape than it must.
    """
    _check(packed, series, real)
    taken = _engine(engine)
    columns = columns_of(len(packed.steps))
    width = len(columns) + (real is not None)
    shape = (len(policies), len(series.areas), width)
    low = np.empty(shape, dtype=np.int16)
    certain = np.ones(shape[:2], dtype=np.bool_)
    missing = any(np.isnan(values).any() for values in series.values.values())
    high = np.empty(shape, dtype=np.int16) if missing else low
    for part in _parts(packed, series, policies):
        chosen = policies[part] if part != slice(0, len(policies)) else policies
        case = _case(packed, series, chosen, real)
        below = _tables(case, taken, reached=False)
        _run(case, below, taken, threads, low[part], None)
        if missing:
            above = _tables(case, taken, reached=True)
            _run(case, above, taken, threads, high[part], None)
            days = slice(0, len(packed.steps) + 1)
            equal = (low[part, :, days] == high[part, :, days]).all(axis=2)
            certain[part] = (equal & _ordered(case)[:, np.newaxis]) | _same_events(case, below, above)
    difference = (low[:, :, -1], high[:, :, -1]) if real is not None else None
    return Metrics(columns, low[:, :, : len(columns)], high[:, :, : len(columns)], certain, difference)


def level_days(
    packed: Packed, series: Series, policies: Policies, *, engine: Engine | None = None
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """The level in force on each day: low and high run, P × A × days each. For few policies: it keeps every day."""
    _check(packed, series, None)
    taken = _engine(engine)
    runs = []
    case = _case(packed, series, policies, None)
    for reached in (False, True):
        kept = np.zeros((len(policies), len(case.areas.states), len(packed.steps), case.words, LANES), dtype=np.uint64)
        metrics = np.empty((len(policies), len(series.areas), len(columns_of(len(packed.steps)))), dtype=np.int16)
        _run(case, _tables(case, taken, reached=reached), taken, 1, metrics, kept)
        days = unpacked_days(kept, series.rows)[:, :, :, series.lead :].sum(axis=2, dtype=np.int8)
        lanes = days.transpose(0, 1, 3, 2).reshape(len(policies), -1, series.days)
        runs.append(np.ascontiguousarray(lanes[:, : len(series.areas)]))
    return runs[0], runs[1]


@dataclass(frozen=True)
class _Case:
    """One piece of work: rules in lanes by area and by Land."""

    series: Series
    policies: int
    calendar: Calendar
    areas: Group
    lands: Group
    counted_areas: Words
    counted_lands: Words
    state_of: NDArray[np.int64]
    valid: Words
    real: Words
    with_real: bool
    longest: int

    @property
    def words(self) -> int:
        return words_for(self.series.rows)


@dataclass(frozen=True)
class _Tables:
    """Event planes of both groups: blocks × planes × words × lanes."""

    areas: Words
    lands: Words


def _engine(engine: Engine | None) -> Any:
    name = engine or engines()[0]
    if name == "numpy":
        return by_numpy
    from lagezentrum.outlook.packed import compiled  # loading the compiler takes a while; not needed for the fallback

    return compiled


def _check(packed: Packed, series: Series, real: NDArray[np.int8] | None) -> None:
    series.check(packed)
    if series.days < 1 or series.rows > MOST_ROWS:
        raise ValueError(f"a sweep needs 1 to {MOST_ROWS} days, not {series.days}")
    if real is not None and real.shape != (len(series.areas), series.days):
        raise ValueError(
            f"the real levels have shape {real.shape}, not {(len(series.areas), series.days)} (areas, days)"
        )


def _parts(packed: Packed, series: Series, policies: Policies) -> Iterator[slice]:
    """Parts of the policies whose tables are not too large."""
    whole = slice(0, len(policies))
    parts = [whole]
    while parts:
        part = parts.pop()
        size = part.stop - part.start
        chosen = policies if part == whole else policies[part]
        if size > PIECE and _table_bytes(packed, series, chosen) > MOST_TABLE_BYTES:
            middle = part.start + size // 2
            parts += [slice(middle, part.stop), slice(part.start, middle)]
        else:
            yield part


def _table_bytes(packed: Packed, series: Series, policies: Policies) -> int:
    """At most so many bytes: each distinct threshold with each run length and calendar, raising and lifting."""
    planes = 0
    kinds = len(np.unique(policies.days)) * len(np.unique(policies.calendar)) * 2
    for name in packed.indicators:
        rows = [row for row, threshold in enumerate(packed.thresholds) if threshold.indicator == name]
        planes += len(np.unique(policies.thresholds[rows])) * kinds
    return planes * words_for(series.rows) * 8 * len(series.areas)


def _case(packed: Packed, series: Series, policies: Policies, real: NDArray[np.int8] | None) -> _Case:
    calendar = calendar_of(packed, series, policies)
    lands = group_of(packed, series, policies, calendar, state=True)
    areas = group_of(packed, series, policies, calendar, state=False)
    state_of = areas.states
    by_lands = np.stack([packed_days(lanes_of(days, False)) for days in calendar.counts], axis=1)
    in_areas = [days[:, areas.states.reshape(-1)[: len(series.areas)]] for days in calendar.counts]
    by_areas = np.stack([packed_days(lanes_of(days, False)) for days in in_areas], axis=1)
    in_force = np.zeros((series.rows, LANES), dtype=np.bool_)
    in_force[series.lead :] = True
    valid = np.ascontiguousarray(packed_days(in_force)[0, :, 0])
    return _Case(
        series,
        len(policies),
        calendar,
        areas,
        lands,
        by_areas,
        by_lands,
        state_of,
        valid,
        _real_planes(packed, series, real),
        real is not None,
        longest_span(calendar, policies) if isinstance(series, KnownSeries) else 1,
    )


def _real_planes(packed: Packed, series: Series, real: NDArray[np.int8] | None) -> Words:
    """Blocks × (steps + 1) × words × lanes: days at or above each level, then the days on which it is known."""
    steps = len(packed.steps)
    if real is None:
        return np.zeros((1, steps + 1, 1, LANES), dtype=np.uint64)
    days = np.full((series.rows, len(series.areas)), -1, dtype=np.int8)
    days[series.lead :] = real.T
    planes = [*(days >= level for level in range(1, steps + 1)), days >= 0]
    return np.stack([packed_days(lanes_of(plane, False)) for plane in planes], axis=1)


def _tables(case: _Case, engine: Any, *, reached: bool) -> _Tables:
    return _Tables(
        _table(case, case.areas, engine, reached=reached, state=False),
        _table(case, case.lands, engine, reached=reached, state=True),
    )


def _table(case: _Case, group: Group, engine: Any, *, reached: bool, state: bool) -> Words:
    """The event planes of one group."""
    series, counts = case.series, case.calendar.counts
    known = isinstance(series, KnownSeries)
    build = engine.known_event_planes if known else engine.event_planes
    lanes = group.states.reshape(-1)
    table = np.zeros((len(group.states), group.planes, case.words, LANES), dtype=np.uint64)
    begin = 0
    for name, specs, thresholds in group.specs:
        values = series.values[name]
        planes = table[:, begin : begin + len(specs)]
        begin += len(specs)
        if known:
            values = values[:, : case.longest]  # nothing looks further back
        values = filled(values, reached=reached)
        if state or name not in series.of_state:
            counted = case.counted_lands if state else case.counted_areas
            lands = np.arange(len(series.states)) if state else lanes[: len(series.areas)]
            build(values, thresholds, specs, counted, counts, lands, case.longest, planes)
            continue
        built = np.zeros((len(case.counted_lands), len(specs), case.words, LANES), dtype=np.uint64)
        build(values, thresholds, specs, case.counted_lands, counts, np.arange(len(series.states)), case.longest, built)
        for block, lands in enumerate(group.states):  # a figure of the Land stands in every one of its areas
            chosen = np.maximum(lands, 0)
            planes[block] = (
                built[chosen[0] // LANES][..., chosen % LANES]
                if len(built) == 1
                else np.moveaxis(built[chosen // LANES, ..., chosen % LANES], 0, -1)
            )
    return table


def _run(
    case: _Case, tables: _Tables, engine: Any, threads: int, metrics: NDArray[np.int16], kept: Words | None
) -> None:
    """Run the automaton over all policies, piece by piece, into metrics (and the planes into kept)."""
    first, rows = case.series.lead, case.series.rows
    steps = case.areas.fixed.shape[1]
    calendar = case.calendar

    def piece(begin: int) -> None:
        chosen = slice(begin, min(begin + PIECE, case.policies))
        size = chosen.stop - begin
        with_lands = case.lands.fixed.shape[0] > 0
        blocks = len(case.lands.states) if with_lands else 0
        held = np.zeros((size, blocks, steps, case.words, LANES), dtype=np.uint64)
        if with_lands:
            engine.sweep_states(
                tables.lands,
                case.counted_lands,
                calendar.before,
                calendar.day_of,
                case.lands.states,
                case.lands.rules(first, rows, chosen),
                held,
            )
        engine.sweep_areas(
            tables.areas,
            case.counted_areas,
            calendar.before,
            calendar.day_of,
            case.areas.states,
            case.areas.rules(first, rows, chosen),
            held,
            case.valid,
            case.real,
            case.with_real,
            metrics[chosen],
            np.zeros((size, 0, steps, case.words, LANES), dtype=np.uint64) if kept is None else kept[chosen],
        )

    begins = range(0, case.policies, PIECE)
    if threads == 1 or len(begins) == 1:
        for begin in begins:
            piece(begin)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(piece, begins))


def _ordered(case: _Case) -> Flags:
    """Whether higher values never shorten what is in force: so where no rule goes through its events one by one."""
    result = np.ones(case.policies, dtype=np.bool_)
    for group in (case.areas, case.lands):
        applies, floored = group.choices[:, :, 0] == 1, group.choices[:, :, 2] == 1
        result &= ~(applies & floored).any(axis=1)
    return result


def _same_events(case: _Case, low: _Tables, high: _Tables) -> Flags:
    """P × A: whether missing values change no event plane that a policy looks at."""
    areas = len(case.series.areas)
    lanes = case.state_of.reshape(-1)[:areas]
    result = np.ones((case.policies, areas), dtype=np.bool_)
    for group, one, other, columns in (
        (case.areas, low.areas, high.areas, np.arange(areas)),
        (case.lands, low.lands, high.lands, lanes),
    ):
        if group.planes == 0:
            continue
        same = (one == other).all(axis=2).transpose(1, 0, 2).reshape(group.planes, -1)[:, columns]
        if same.all():
            continue
        for rule in range(group.places.shape[1]):
            unused = group.choices[:, rule, 0] == 0
            for place in np.moveaxis(group.places[:, rule].reshape(case.policies, -1), 1, 0):
                result &= same[place] | (unused | (place < 0))[:, np.newaxis]
    return result
