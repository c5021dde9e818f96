"""The levels under a rule of the lab, day by day, and what the kernel measures of them. Pure.

NumPy always, never the compiler: one policy over a season takes it some milliseconds, and nobody waits for compiling.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.lab.measures import Columns, district_columns
from lagezentrum.outlook.packed import NEVER, Packed, Policies, Series, sweep_days
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
            and `certain`; bounds that hold, however values turn out.
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
    low, high, metrics = sweep_days(packed, _filled(series, gaps), policies, real=real, engine="numpy")
    steps, nowhere = len(packed.steps), np.zeros(len(real), dtype=np.int64)
    columns = district_columns(metrics, ("days", "switches", "first_day", "disagreement"), steps, None, nowhere)
    return Judged(Course(low[0], high[0]), {name: column[0] for name, column in columns.items()})


def _filled(series: Series, gaps: Gaps) -> Series:
    """The figures with every missing value taken to reach no range, or every one; or as they are."""
    if gaps == "both":
        return series
    value = -np.inf if gaps == "missed" else np.inf
    return replace(series, values={name: np.where(np.isnan(one), value, one) for name, one in series.values.items()})


def course_of(levels: Levels, before: Levels, steps: int) -> Judged:
    """A course that is known, such as the real one, measured in the same way; days of no known level count nowhere.

    Args:
        levels: A × days, -1 where none is known.
        before: the level on the day before the first, so that a level that went on is no change.
        steps: number of levels.
    """
    held = np.maximum(levels, 0)
    earlier = np.concatenate([np.maximum(before, 0)[:, np.newaxis], held[:, :-1]], axis=1)
    measures = {f"days_{level}": (levels == level).sum(axis=1) for level in range(steps + 1)}
    measures["switches"] = (held != earlier).sum(axis=1)
    for level in range(1, steps + 1):
        there = held >= level
        measures[f"first_{level}"] = np.where(there.any(axis=1), there.argmax(axis=1), NEVER)
    columns = {f"{name}_{end}": values for name, values in measures.items() for end in ("min", "max")}
    return Judged(Course(levels, levels), columns | {"certain": np.ones(len(levels), dtype=np.bool_)})
