"""Chances that each level is in force, from many possible courses of the figures at once.

64 courses share a machine word. Day by day, one bit of each says whether its section is complete, whether it is raised
and whether enough days have been counted since it last changed; so every course follows the rule by itself, with the
same plan as a sweep. Observed days are the same for all courses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed import paths_by_numpy
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import Series
from lagezentrum.outlook.packed.sweeping import Engine, engines
from lagezentrum.outlook.packed.tables import Calendar, Group, Words, calendar_of, group_of

Chances = NDArray[np.float64]


@dataclass(frozen=True)
class Start:
    """How a rule stands when the series begins; rows count the days of the series, lead included.

    All arrays are places × steps: districts for a rule of districts, Länder for a rule of the Land.

    Attributes:
        raised: whether the step is raised.
        counts_from: first row that may count for the next section.
        effective: first row in force, where raised; later than any row where nothing determined it.
        ends: first row no longer in force, where lowered before; 0 where nothing lasts.
    """

    raised: NDArray[np.bool_]
    counts_from: NDArray[np.int64]
    effective: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True)
class LevelChances:
    """Chances over the days ahead, counted from the day after the last observed one.

    Attributes:
        at_least: steps × A × days, the share of courses with level k or a higher one in force: low run (missing
            observed values reach no range) and high run (they reach all).
        changed: A × days, the share of courses whose level was, on some day up to that one, another than on the last
            observed day: low and high run.
        courses: number of courses.
    """

    at_least: tuple[Chances, Chances]
    changed: tuple[Chances, Chances]
    courses: int


def level_chances(
    packed: Packed,
    series: Series,
    paths: Mapping[str, NDArray[np.floating[Any]]],
    *,
    policies: Policies | None = None,
    starts: Mapping[str, Start] | None = None,
    engine: Engine | None = None,
) -> LevelChances:
    """Follow the rule along every course of the figures.

    Args:
        packed: the compiled version, without fixed levels.
        series: the observed days.
        paths: for each figure places × days ahead × courses, with the decimals the law compares; course c of one
            figure belongs to course c of every other.
        policies: one policy; by default as in law.
        starts: by rule, how it stands before the first row; by default nothing is raised.
        engine: which engine; by default the fastest at hand.

    Raises:
        ValueError: shapes do not fit, a course has a missing value, or there is not exactly one policy.
    """
    policy = policies or Policies.of(packed)
    ahead, courses = _check(packed, series, paths, policy)
    rows = series.rows + ahead
    longer = Series(
        series.first,
        series.areas,
        series.states,
        series.lead,
        {
            name: np.zeros((rows, len(series.states if name in series.of_state else series.areas)))
            for name in series.values
        },
        series.of_state,
    )
    calendar = calendar_of(packed, longer, policy)
    groups = [group_of(packed, longer, policy, calendar, state=state) for state in (True, False)]
    taken = _engine(engine)
    missing = any(np.isnan(series.values[name]).any() for name in packed.indicators)
    runs = [
        _run(packed, series, paths, policy, calendar, groups, starts or {}, taken, ahead, courses, reached)
        for reached in ((False, True) if missing else (False,))
    ]
    low, high = runs[0], runs[-1]
    return LevelChances((low[0], high[0]), (low[1], high[1]), courses)


def _engine(engine: Engine | None) -> Any:
    if (engine or engines()[0]) == "numpy":
        return paths_by_numpy
    from lagezentrum.outlook.packed import paths_compiled  # loading the compiler takes a while

    return paths_compiled


def _check(
    packed: Packed, series: Series, paths: Mapping[str, NDArray[np.floating[Any]]], policy: Policies
) -> tuple[int, int]:
    series.check(packed)
    if len(policy) != 1:
        raise ValueError(f"courses are judged by one policy, not {len(policy)}")
    if any(rule.fixed for rule in packed.rules):
        raise ValueError("courses can not be judged with fixed levels; give them as starts")
    shapes = set()
    for name in packed.indicators:
        if name not in paths:
            raise ValueError(f"there are no courses of {name!r}, which {packed.version.version} looks at")
        places = len(series.states if name in series.of_state else series.areas)
        if paths[name].ndim != 3 or paths[name].shape[0] != places:
            raise ValueError(f"courses of {name!r} have shape {paths[name].shape}, not {places} × days × courses")
        if np.isnan(np.add.reduce(paths[name], axis=None)):
            raise ValueError(f"courses of {name!r} have missing values; every course must be complete")
        shapes.add(paths[name].shape[1:])
    if len(shapes) != 1:
        raise ValueError(f"figures differ in days and courses: {sorted(shapes)}")
    ahead, courses = shapes.pop()
    if ahead < 1 or courses < 1:
        raise ValueError("courses need at least one day and one course")
    return int(ahead), int(courses)


def _run(
    packed: Packed,
    series: Series,
    paths: Mapping[str, NDArray[np.floating[Any]]],
    policy: Policies,
    calendar: Calendar,
    groups: list[Group],
    starts: Mapping[str, Start],
    engine: Any,
    ahead: int,
    courses: int,
    reached: bool,
) -> tuple[Chances, Chances]:
    words, steps, rows = -(-courses // 64), len(packed.steps), series.rows + ahead
    held_lands: Words = np.zeros((len(series.states), steps, ahead + 1, words), dtype=np.uint64)
    at_least = np.zeros((steps, len(series.areas), ahead), dtype=np.int64)
    changed = np.zeros((len(series.areas), ahead), dtype=np.int64)
    fill = np.inf if reached else -np.inf
    lands_of_areas = np.array([series.states.index(area[:2]) for area in series.areas], dtype=np.int64)
    for state, group in zip((True, False), groups, strict=True):
        rules = [rule for rule in packed.rules if rule.state == state]
        names = list(dict.fromkeys(name for rule in rules for name, _ in rule.thresholds[0]))
        thresholds = np.zeros((len(rules), steps, len(names)))
        at_least_word = np.zeros((len(rules), steps, len(names)), dtype=np.bool_)
        slots = np.full((len(rules), group.places.shape[4]), -1, dtype=np.int64)
        for row, rule in enumerate(rules):
            for position, (name, _) in enumerate(rule.thresholds[0]):
                slots[row, position] = names.index(name)
            for step in range(steps):
                for name, threshold in rule.thresholds[step]:
                    thresholds[row, step, names.index(name)] = policy.thresholds[threshold, 0]
                    at_least_word[row, step, names.index(name)] = packed.thresholds[threshold].at_least
        observed = [np.where(np.isnan(series.values[n]), fill, series.values[n]) for n in names]
        of_state = np.array([n in series.of_state for n in names], dtype=np.bool_)
        places = len(series.states) if state else len(series.areas)
        numbers = [packed.rules.index(rule) for rule in rules]
        engine.follow(
            tuple(observed),
            tuple(np.ascontiguousarray(paths[n]) for n in names),
            of_state,
            np.arange(len(series.states)) if state else lands_of_areas,
            (thresholds, at_least_word, slots),
            (group.ways, group.numbers[0], group.choices[0], policy.strictly_below[numbers, 0].astype(np.bool_)),
            (calendar.counts, calendar.before, calendar.day_of),
            np.array([[max(0, series.lead + part.starts) for part in rule.parts] for rule in rules]).reshape(-1, 2),
            _starts(rules, starts, places, steps, rows),
            (series.lead, series.rows, rows, courses, state),
            held_lands,
            at_least,
            changed,
        )
    return at_least / courses, changed / courses


def _starts(rules: list[Any], starts: Mapping[str, Start], places: int, steps: int, rows: int) -> NDArray[np.int64]:
    """Rules × places × steps × (raised, counts from, effective, ends)."""
    table = np.zeros((len(rules), places, steps, 4), dtype=np.int64)
    for row, rule in enumerate(rules):
        start = starts.get(rule.rule)
        if start is None:
            continue
        if start.raised.shape != (places, steps):
            raise ValueError(f"the start of {rule.rule!r} has shape {start.raised.shape}, not {(places, steps)}")
        columns = (start.raised, np.maximum(start.counts_from, 0), start.effective, start.ends)
        table[row] = np.stack([np.minimum(column, rows) for column in columns], axis=2)
    return table


def first_ahead(series: Series) -> Any:
    """The first day ahead of an observed series."""
    return series.first + timedelta(days=series.days)
