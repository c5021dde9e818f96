"""The levels under a rule of the lab, day by day, and what the kernel measures of them. Pure.

NumPy always, never the compiler: one policy over a season takes it some milliseconds, and nobody waits for compiling.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.lab.measures import Columns, district_columns
from lagezentrum.outlook.packed import NEVER, Metrics, Packed, Policies, Series, columns_of, level_days, sweep
from lagezentrum.web.public.policy_lab.asked import Gaps
from lagezentrum.web.public.policy_lab.controls import Value

Levels = NDArray[np.int8]


@dataclass(frozen=True)
class Course:
    """Levels, areas × days: the lowest and the highest that missing values leave possible; -1 where none is known."""

    low: Levels
    high: Levels


@dataclass(frozen=True)
class Judged:
    """A rule over a period.

    Attributes:
        course: the levels.
        columns: measures by district, `NAME_min` and `NAME_max` of A each, named as in a result of `lage lab run`,
            and `certain`. Days at a level and days of disagreement are bounds that hold, however values turn out.
    """

    course: Course
    columns: Columns


def judged(packed: Packed, series: Series, values: Mapping[str, Value], real: Levels, gaps: Gaps) -> Judged:
    """Judge a season by the version with some values changed.

    Args:
        packed: the version, compiled.
        series: the figures.
        values: what differs from the law, by parameter of the lab.
        real: A × days, the level really in force, -1 where none is known.
        gaps: what a missing value counts as: both, one after the other; not reached; reached.
    """
    written = {key: value if isinstance(value, str) else float(value) for key, value in values.items()}
    policies = Policies.of(packed, written, 1)
    missed, reached = (levels[0] for levels in level_days(packed, series, policies, engine="numpy"))
    low, high = np.minimum(missed, reached), np.maximum(missed, reached)
    certain = (low == high).all(axis=1)
    if not _enclosing(packed, values):
        certain &= sweep(packed, series, policies, engine="numpy").certain[0]
    if gaps != "both":
        missed = reached = low = high = missed if gaps == "missed" else reached
        certain = np.ones_like(certain)
    course = Course(low, high)
    columns = _columns(missed, reached, certain, len(packed.steps))
    return Judged(course, columns | _days(course, len(packed.steps)) | _disagreement(course, real))


def _enclosing(packed: Packed, values: Mapping[str, Value]) -> bool:
    """Whether higher values never shorten what is in force, so that equal runs leave nothing open between them."""
    for rule in packed.rules:
        one, other = (
            values.get(f"{rule.rule}.{part.part}.calendar", values.get(f"*.{part.part}.calendar", part.calendar))
            for part in rule.parts
        )
        (_, ways_up), (_, ways_down) = rule.raising.routes[0], rule.lifting.routes[0]
        meet = all(set(up) & set(down) for up in ways_up for down in ways_down)
        if rule.after_effect or one != other or not meet:
            return False
    return True


def course_of(levels: Levels, before: Levels, steps: int) -> Judged:
    """A course that is known, such as the real one, measured in the same way; days of no known level count nowhere.

    Args:
        levels: A × days, -1 where none is known.
        before: the level on the day before the first, so that a level that went on is no change.
        steps: number of levels.
    """
    course, held = Course(levels, levels), np.maximum(levels, 0)
    certain = np.ones(len(levels), dtype=np.bool_)
    columns = _columns(held, held, certain, steps, np.maximum(before, 0))
    return Judged(course, columns | _days(course, steps))


def _columns(
    missed: Levels, reached: Levels, certain: NDArray[np.bool_], steps: int, before: Levels | None = None
) -> Columns:
    """What a sweep measures of both runs, from the levels themselves: a second run of the kernel is not needed."""
    low, high = (_measured(levels, steps, before) for levels in (missed, reached))
    metrics = Metrics(columns_of(steps), low, high, certain[np.newaxis])
    nowhere = np.zeros(len(missed), dtype=np.int64)
    columns = district_columns(metrics, ("switches", "first_day"), steps, None, nowhere)
    return {name: column[0] for name, column in columns.items()}


def _measured(levels: Levels, steps: int, before: Levels | None) -> NDArray[np.int16]:
    """1 × A × columns of a sweep; before the first day no level held, or `before`."""
    first = np.zeros_like(levels[:, :1]) if before is None else before[:, np.newaxis]
    earlier = np.concatenate([first, levels[:, :-1]], axis=1)
    columns = [(levels == level).sum(axis=1) for level in range(steps + 1)]
    columns.append((levels != earlier).sum(axis=1))
    for level in range(1, steps + 1):
        held = levels >= level
        columns.append(np.where(held.any(axis=1), held.argmax(axis=1), NEVER))
    return np.stack(columns, axis=1).astype(np.int16)[np.newaxis]


def _days(course: Course, steps: int) -> Columns:
    """Days at each level, at least and at most.

    Not the numbers of the two runs: where one has no level and the other level 2, it may have been level 1.
    """
    columns: Columns = {}
    for level in range(steps + 1):
        surely = (course.low == level) & (course.high == level)
        columns[f"days_{level}_min"] = surely.sum(axis=1)
        columns[f"days_{level}_max"] = ((course.low <= level) & (level <= course.high)).sum(axis=1)
    return columns


def _disagreement(course: Course, real: Levels) -> Columns:
    """Days on another level than really in force, where that is known, at least and at most."""
    known = real >= 0
    surely = (real < course.low) | (course.high < real)
    possibly = (course.low != real) | (course.high != real)
    return {
        "disagreement_min": (surely & known).sum(axis=1),
        "disagreement_max": (possibly & known).sum(axis=1),
    }
