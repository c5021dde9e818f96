"""Bring a rule, a record and paths into the numbers that the engines for paths work on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.paths.work import IN_FORCE, OUT_OF_FORCE, Paths, Rules, Side, Start, Work
from lagezentrum.outlook.packed.plan import Packed, RulePlan
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.tables import Calendar, calendar_of

Cut = Callable[[str, float, bool], float]
"""For a figure, a threshold and whether a value equal to it reaches it: the least value of a path that does."""


def work_of(
    packed: Packed,
    series: Series,
    paths: Mapping[str, Paths],
    policy: Policies,
    starts: Mapping[str, Start],
    *,
    reached: bool,
    since: int = 0,
    cut: Cut | None = None,
) -> Work:
    """Bring one run into numbers. Arguments as those of `level_chances`, checked before."""
    ahead, count = next(iter(paths.values())).shape[1:]
    rows = series.rows + ahead
    longer = Series(
        series.first,
        series.areas,
        series.states,
        series.lead,
        {name: np.empty((rows, 0)) for name in packed.indicators},
        series.of_state,
    )
    calendar = calendar_of(packed, longer, policy)
    conditions = _conditions(packed, policy)
    sides: list[Side] = []
    numbers: dict[Condition, int] = {}
    for state in (True, False):
        names = tuple(name for name in packed.indicators if (name in series.of_state) == state)
        places = len(series.states if state else series.areas)
        side, order = _side(names, places, conditions, series, paths, reached, cut)
        numbers |= {key: len(numbers) + n for n, key in enumerate(order)}
        sides.append(side)
    rules = [_rules(packed, series, policy, calendar, starts, numbers, state, rows) for state in (True, False)]
    lands = np.array([series.states.index(area[:2]) for area in series.areas], dtype=np.int64)
    sizes = (series.lead, series.rows, rows)
    (land, area), (of_state, of_district) = sides, rules
    return Work(land, area, of_state, of_district, lands, calendar, sizes, count, since, reached, len(packed.steps))


Condition = tuple[str, float, bool]
"""A figure, its threshold, and whether a value equal to it reaches it."""


def _chosen(packed: Packed, policy: Policies) -> list[tuple[int, RulePlan]]:
    return [(n, rule) for n, rule in enumerate(packed.rules) if policy.applies[n, 0]]


def _condition(packed: Packed, policy: Policies, number: int, part: int, threshold: int) -> Condition:
    """What a value must reach to be in a range; for lifting, what it must not reach."""
    found = packed.thresholds[threshold]
    strictly = part == 1 and bool(policy.strictly_below[number, 0])
    return found.indicator, float(policy.thresholds[threshold, 0]), found.at_least or strictly


def _conditions(packed: Packed, policy: Policies) -> dict[Condition, None]:
    return {
        _condition(packed, policy, number, part, threshold): None
        for number, rule in _chosen(packed, policy)
        for part in (0, 1)
        for step in rule.thresholds
        for _, threshold in step
    }


def least_reaching(threshold: float, dtype: Any, *, at_least: bool) -> float:
    """The least value of a precision that reaches a threshold, both taken in that precision."""
    value = np.asarray(threshold, dtype=dtype)[()]
    return float(value if at_least else np.nextafter(value, np.asarray(np.inf, dtype=dtype)[()]))


def _side(
    names: Sequence[str],
    places: int,
    conditions: Mapping[Condition, None],
    series: Series,
    paths: Mapping[str, Paths],
    reached: bool,
    cut: Cut | None,
) -> tuple[Side, list[Condition]]:
    order: list[Condition] = []
    spans, cuts, seen, fill = [], [], [], np.inf if reached else -np.inf
    for name in names:
        here = [condition for condition in conditions if condition[0] == name]
        spans.append((len(order), len(order) + len(here)))
        order += here
        values = np.where(np.isnan(series.values[name]), fill, series.values[name])
        for condition in here:
            _, threshold, at_least = condition
            seen.append((values >= threshold if at_least else values > threshold).T)
            dtype = paths[name].dtype
            cuts.append(cut(*condition) if cut else least_reaching(threshold, dtype, at_least=at_least))
    shape = (places, len(order), series.rows)
    table = np.stack(seen, axis=1) if seen else np.zeros(shape, dtype=np.bool_)
    side = Side(
        tuple(names),
        tuple(paths[name] for name in names),
        np.array(spans, dtype=np.int64).reshape(-1, 2),
        np.array(cuts, dtype=np.float64),
        np.ascontiguousarray(table),
    )
    return side, order


def _rules(
    packed: Packed,
    series: Series,
    policy: Policies,
    calendar: Calendar,
    starts: Mapping[str, Start],
    numbers: Mapping[Condition, int],
    state: bool,
    rows: int,
) -> Rules:
    chosen = [(number, rule) for number, rule in _chosen(packed, policy) if rule.state == state]
    places, steps = len(series.states if state else series.areas), len(packed.steps)
    slots = max((len(rule.thresholds[0]) for _, rule in chosen), default=1)
    taken = [[part.routes[int(policy.route[2 * n + at, 0])][1] for at, part in enumerate(r.parts)] for n, r in chosen]
    widest = max((len(ways) for parts in taken for ways in parts), default=1)
    planes = np.full((len(chosen), 2, steps, slots), -1, dtype=np.int64)
    ways = np.zeros((len(chosen), 2, widest, slots), dtype=np.bool_)
    figures = np.zeros((len(chosen), 2, 4), dtype=np.int64)
    begins = np.zeros((len(chosen), 2), dtype=np.int64)
    table = np.zeros((places, len(chosen), steps, 6), dtype=np.int64)
    overlays = np.zeros((places, len(chosen), steps, rows - series.rows + 1), dtype=np.int8)
    for row, (number, rule) in enumerate(chosen):
        names = [name for name, _ in rule.thresholds[0]]
        for at, part in enumerate(rule.parts):
            place = 2 * number + at
            figures[row, at] = (
                policy.days[place, 0],
                policy.effect[place, 0],
                calendar.used.index(int(policy.calendar[place, 0])),
                policy.each_day[place, 0],
            )
            begins[row, at] = max(0, series.lead + part.starts)
            for position, way in enumerate(taken[row][at]):
                ways[row, at, position, [names.index(name) for name in way]] = True
            for step in range(steps):
                for slot, (_, threshold) in enumerate(rule.thresholds[step]):
                    planes[row, at, step, slot] = numbers[_condition(packed, policy, number, at, threshold)]
        if rule.rule in starts:
            table[:, row], overlays[:, row] = _standing(rule, starts[rule.rule], (places, steps), series.rows, rows)
    after_effect = np.array([policy.after_effect[number, 0] for number, _ in chosen], dtype=np.bool_)
    return Rules(planes, ways, figures, after_effect, begins, table, overlays)


def _standing(
    rule: RulePlan, start: Start, shape: tuple[int, int], known: int, rows: int
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """How a rule stands at the start: places × steps × columns, and what holds whatever comes."""
    if start.raised.shape != shape:
        raise ValueError(f"the start of {rule.rule!r} has shape {start.raised.shape}, not {shape}")
    settled = np.zeros(shape, dtype=np.int64) if start.settled is None else start.settled
    raised = start.raised.astype(np.int64)
    columns = (raised, np.clip(start.counts_from, 0, rows), np.clip(settled, 0, rows), -raised, 0 * raised, raised)
    table = np.stack(columns, axis=2)
    days = np.arange(known - 1, rows)
    waiting = start.raised[..., None] & (start.effective[..., None] > days)
    lasting = ~start.raised[..., None] & (start.ends[..., None] > days)
    if start.lasting is not None:
        lasting = lasting | start.lasting
    return table, np.where(lasting, IN_FORCE, np.where(waiting, OUT_OF_FORCE, 0)).astype(np.int8)
