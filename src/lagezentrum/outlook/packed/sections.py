"""Which event planes policies need: each kind of section for each of its limits."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.parameters import MOST_DAYS
from lagezentrum.outlook.packed.plan import Packed, PartPlan, RulePlan
from lagezentrum.outlook.packed.policies import Policies
from lagezentrum.outlook.packed.series import Series

MOST_FLAGS = 50_000_000
"""Possible codes up to which those in use are marked in an array of bytes; of more, they are sorted."""
ABOVE, AT_LEAST = 0, 1
"""How a value reaches a threshold: only above it, or also when it equals it."""


@dataclass(frozen=True)
class Sections:
    """The event planes of one figure in a group, by kinds of sections.

    A value reaches a limit when it lies above it; for a threshold that a value reaches when equal to it the limit is
    the next smaller number.

    Attributes:
        figure: the figure.
        kinds: K × (calendar, first row that counts, days, whether values are to be above, first plane, planes), in
            this order.
        limits: K × limits, ascending, and a NaN at the end.
        starts, scales: for each kind a quick way to a place among its limits. A value v belongs to interval
            (v - origin) × factor, cut off at 0 and the last; starts says how many limits lie in intervals before.
            scales: K × (origin, factor, most limits in one interval).
    """

    figure: str
    kinds: NDArray[np.int64]
    limits: NDArray[np.float64]
    starts: NDArray[np.int32]
    scales: NDArray[np.float64]

    @property
    def arrays(self) -> tuple[Any, ...]:
        """All of it, for the kernels."""
        return self.kinds, self.limits, self.starts, self.scales


def planes_of(
    packed: Packed,
    series: Series,
    policies: Policies,
    chosen: Sequence[tuple[int, RulePlan]],
    numbers: NDArray[np.int32],
    figures: int,
) -> tuple[NDArray[np.int32], tuple[Sections, ...]]:
    """The plane that each policy needs for each rule, part, step and figure, and what every plane is."""
    shape = (len(policies), len(chosen), 2, len(packed.steps), figures)
    places, sections, begin = np.full(shape, -1, dtype=np.int32), [], 0
    for name in packed.indicators:
        used = [
            (row, offset, step, position, threshold)
            for row, (_, rule) in enumerate(chosen)
            for offset in range(2)
            for step in range(len(packed.steps))
            for position, (figure, threshold) in enumerate(rule.thresholds[step])
            if figure == name
        ]
        if not used:
            continue
        rows = sorted({threshold for *_, threshold in used})
        values, ranks = np.unique(policies.thresholds[rows], return_inverse=True)
        ranks = ranks.reshape(len(rows), len(policies))
        sides = (int(numbers[..., 2].max()) + 1, series.lead + 1, MOST_DAYS + 1, 2, 2, max(1, len(values)))
        codes = [
            _codes(
                series,
                policies,
                chosen[row],
                offset,
                packed.thresholds[threshold].at_least,
                ranks[rows.index(threshold)],
                numbers[:, row, offset],
                sides,
            )
            for row, offset, _, _, threshold in used
        ]
        distinct, inverse = _distinct(codes, int(np.prod(sides)))
        for (row, offset, step, position, _), found in zip(used, inverse, strict=True):
            places[:, row, offset, step, position] = begin + found
        sections.append(sections_of(name, np.stack(np.unravel_index(distinct, sides), axis=1), values, begin))
        begin += len(distinct)
    return places, tuple(sections)


def _codes(
    series: Series,
    policies: Policies,
    rule: tuple[int, RulePlan],
    offset: int,
    at_least: bool,
    ranks: NDArray[np.int64],
    numbers: NDArray[np.int32],
    sides: tuple[int, ...],
) -> NDArray[np.int64]:
    """One number for each policy that names its plane; `sides` are the ranges of what it is made of."""
    number, plan = rule
    part: PartPlan = plan.parts[offset]
    side = np.full(len(policies), AT_LEAST if at_least else ABOVE)
    if offset == 1:
        side = np.where(policies.strictly_below[number] == 1, AT_LEAST, side)
    days = np.where(numbers[:, 3] == 1, 1, numbers[:, 0])
    first = np.full(len(policies), max(0, series.lead + part.starts))
    above = np.full(len(policies), 1 - offset)
    codes: NDArray[np.int64] = np.ravel_multi_index((numbers[:, 2], first, days, above, side, ranks), sides)
    return codes


def _distinct(codes: Sequence[NDArray[np.int64]], limit: int) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """The distinct codes, and for each code its place among them."""
    if limit > MOST_FLAGS:
        distinct, inverse = np.unique(np.stack(codes), return_inverse=True)
        return distinct, list(inverse.reshape(len(codes), -1))
    present = np.zeros(limit, dtype=np.bool_)
    for code in codes:
        present[code] = True
    place = np.cumsum(present, dtype=np.int64) - 1
    return np.flatnonzero(present), [place[code] for code in codes]


def sections_of(figure: str, planes: NDArray[np.int64], values: NDArray[np.float64], begin: int) -> Sections:
    """The kinds of planes that are (calendar, first row, days, above, word, threshold), in order."""
    changes = np.flatnonzero(np.any(planes[1:, :5] != planes[:-1, :5], axis=1)) + 1
    bounds = np.concatenate([[0], changes, [len(planes)]])
    most = int(np.diff(bounds).max(initial=1))
    last = 4 << most.bit_length()
    limits = np.full((len(bounds) - 1, most + 1), np.nan)
    starts, scales = np.zeros((len(limits), last + 1), dtype=np.int32), np.zeros((len(limits), 3))
    for kind, (one, other) in enumerate(itertools.pairwise(bounds)):
        reached = values[planes[one:other, 5]]
        own = np.nextafter(reached, -np.inf) if planes[one, 4] == AT_LEAST else reached
        limits[kind, : len(own)] = own
        span = float(own[-1] - own[0])
        factor = last / span if span > 1e-300 else 1.0  # limits that close are gone through one by one
        intervals = np.clip((own - own[0]) * factor, 0, last).astype(np.int64)
        inside = np.bincount(intervals, minlength=last + 1)
        starts[kind, 1:] = np.cumsum(inside[:-1])
        scales[kind] = own[0], factor, inside.max()
    kinds = np.column_stack([planes[bounds[:-1], :4], begin + bounds[:-1], np.diff(bounds)])
    return Sections(figure, kinds.astype(np.int64), limits, starts, scales)
