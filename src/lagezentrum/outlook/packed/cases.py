"""A part of the policies on a series, in the arrays that the kernels take."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.packing import Words, lanes_of, packed_days
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import KnownSeries, Series
from lagezentrum.outlook.packed.tables import Calendar, Group, calendar_of, group_of
from lagezentrum.outlook.packed.words import LANES, words_for


class Kernel(Protocol):
    """What an engine offers; `compiled/` says what each does."""

    classify: Callable[..., bool]
    event_planes: Callable[..., None]
    sweep_states: Callable[..., None]
    sweep_block: Callable[..., None]
    room: Callable[[int, int], Any]
    aligned: Callable[[tuple[int, ...]], Words]


@dataclass(frozen=True)
class Case:
    """A part of the policies on a series, in the arrays that kernels take.

    Attributes:
        valid: words; the days from the first to the last.
        real: blocks × (steps + 1) × words × lanes: days at or above each level, then those on which it is known.
        least_held: P; days that a step is in force at least, if it is not cut off by the first or the last day.
        counted_areas, counted_lands: blocks × calendars × words × lanes.
    """

    series: Series
    policies: int
    calendar: Calendar
    areas: Group
    lands: Group
    counted_areas: Words
    counted_lands: Words
    valid: Words
    real: Words | None
    least_held: NDArray[np.int64]
    steps: int

    @property
    def words(self) -> int:
        """Words that hold all days."""
        return words_for(self.series.rows)

    @property
    def by_lands(self) -> bool:
        """Whether a rule is decided for whole Länder."""
        return len(self.lands.fixed) > 0

    @property
    def land_of(self) -> NDArray[np.int64]:
        """The Land of each area."""
        return self.areas.states.reshape(-1)[: len(self.series.areas)]


def most_planes(packed: Packed, policies: Policies) -> int:
    """At most so many event planes: each distinct threshold with each run length and calendar, up and down."""
    planes = 0
    kinds = len(np.unique(policies.days)) * len(np.unique(policies.calendar)) * 2
    for name in packed.indicators:
        rows = [row for row, threshold in enumerate(packed.thresholds) if threshold.indicator == name]
        planes += len(np.unique(policies.thresholds[rows])) * kinds
    return planes


def case_of(packed: Packed, series: Series, policies: Policies, real: NDArray[np.int8] | None) -> Case:
    """Bring a part of the policies and a series into arrays."""
    calendar = calendar_of(packed, series, policies)
    lands = group_of(packed, series, policies, calendar, state=True)
    areas = group_of(packed, series, policies, calendar, state=False)
    land_of = areas.states.reshape(-1)[: len(series.areas)]
    values = {name: np.ascontiguousarray(one) for name, one in series.values.items()}  # the same where they are
    in_force = np.zeros((series.rows, LANES), dtype=np.bool_)
    in_force[series.lead :] = True
    return Case(
        replace(series, values=values),
        len(policies),
        calendar,
        areas,
        lands,
        np.stack([packed_days(lanes_of(days[:, land_of], False)) for days in calendar.counts], axis=1),
        np.stack([packed_days(lanes_of(days, False)) for days in calendar.counts], axis=1),
        np.ascontiguousarray(packed_days(in_force)[0, :, 0]),
        _real_planes(packed, series, real),
        np.minimum(*(group.least_held(as_known=isinstance(series, KnownSeries)) for group in (areas, lands))),
        len(packed.steps),
    )


def _real_planes(packed: Packed, series: Series, real: NDArray[np.int8] | None) -> Words | None:
    if real is None:
        return None
    days = np.full((series.rows, len(series.areas)), -1, dtype=np.int8)
    days[series.lead :] = real.T
    planes = [*(days >= level for level in range(1, len(packed.steps) + 1)), days >= 0]
    return np.stack([packed_days(lanes_of(plane, False)) for plane in planes], axis=1)
