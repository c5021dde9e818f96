"""What a run of the lab is asked to do: which rule, on which figures, with what varied, and what is measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Problem
from lagezentrum.law.text import LanguageCode
from lagezentrum.outlook.lab.sequences import random_units, sobol_units
from lagezentrum.outlook.packed import Packed, Policies

Reading = Literal["as_known", "each_morning", "final"]
Metric = Literal["days", "switches", "first_day", "lead_time", "disagreement"]
Method = Literal["grid", "random", "sobol", "list"]
Value = float | str

METRICS: tuple[Metric, ...] = ("days", "switches", "first_day", "lead_time", "disagreement")
METHODS: tuple[Method, ...] = ("grid", "random", "sobol", "list")
READINGS: tuple[Reading, ...] = ("as_known", "each_morning", "final")

MOST_POLICIES = 10**10
MOST_ROWS = 2 * 10**9
"""Rows of a result by district; a larger design can only be kept as totals."""
MOST_SHARDS = 100_000
MOST_VALUES = 10_000
MOST_DAYS = 10_000
"""Days of a period; results count days in 16 bits."""


class DesignError(Exception):
    """A design can not be carried out; `problems` lists every reason found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """Every problem, one block each."""
        return "\n".join(problem.in_language(code) for problem in self.problems)


@dataclass(frozen=True)
class Varied:
    """One parameter that varies, and the values it takes, in order.

    Attributes:
        key: as the design names it; a `*` stands for every rule.
        values: numbers, or names of choices.
    """

    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Sampling:
    """How policies are chosen from the values of the varied parameters.

    Attributes:
        method: `grid` every combination; `random` and `sobol` a number of them; `list` those listed.
        policies: how many.
        seed: of `random`; for `sobol` a digital shift, 0 for none.
        listed: for `list`, policies × parameters, the places of the values; else empty.
    """

    method: Method
    policies: int
    seed: int = 0
    listed: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Lead:
    """Lead time: from the first day of a level to the day on which a figure first lies above a value."""

    indicator: str
    above: float
    level: int


@dataclass(frozen=True)
class Design:
    """A design as read: complete, checked, and without anything of the machine it runs on.

    Attributes:
        title: for readers.
        regulation, version: the rule that is varied.
        outcome: `levels`, or the name of a consequence.
        readings: `as_known` (as first published), `each_morning` (as known on each morning, corrections included) or
            `final` (as last published), or several one after the other.
        figures: file of figures beside the design, or None for the published ones.
        first, last: the days on which every policy is taken to be in force.
        areas: keys or names of districts or Länder as the design gives them; empty for all with figures.
        fixed: parameters that have another value than in law in every policy.
        varied: what varies.
        sampling: how policies are chosen.
        metrics: what is measured.
        lead: what lead time means here, or None.
        districts: whether results are kept by district, or only as totals of each policy.
        shard: policies in one shard; part of the design, because a digest is one of shards.
        leave_out: whether policies whose lower level has the higher threshold are marked instead of refused.
    """

    title: Text
    regulation: str
    version: str
    outcome: str
    readings: tuple[Reading, ...]
    figures: str | None
    first: date
    last: date
    areas: tuple[str, ...]
    fixed: Mapping[str, Value]
    varied: tuple[Varied, ...]
    sampling: Sampling
    metrics: tuple[Metric, ...]
    lead: Lead | None
    districts: bool
    shard: int
    leave_out: bool

    @property
    def days(self) -> int:
        """Days of the period."""
        return (self.last - self.first).days + 1

    def places(self, begin: int, count: int) -> NDArray[np.int64]:
        """Which value each varied parameter takes in some policies: parameters × count. Depends on the place alone."""
        sizes = [len(varied.values) for varied in self.varied]
        if self.sampling.method == "list":
            return np.array(self.sampling.listed[begin : begin + count], dtype=np.int64).reshape(-1, len(sizes)).T
        if self.sampling.method == "grid":
            rest = np.arange(begin, begin + count, dtype=np.int64)
            found = np.empty((len(sizes), count), dtype=np.int64)
            for row in range(len(sizes) - 1, -1, -1):  # the last parameter changes fastest
                rest, found[row] = np.divmod(rest, sizes[row])
            return found
        units = (random_units if self.sampling.method == "random" else sobol_units)(
            self.sampling.seed, begin, count, len(sizes)
        )
        return np.floor(units * np.array(sizes, dtype=np.float64)[:, np.newaxis]).astype(np.int64)

    def values(self, begin: int, count: int) -> dict[str, NDArray[Any]]:
        """The values of the varied parameters in some policies, by key."""
        places = self.places(begin, count)
        return {v.key: np.array(v.values)[row] for v, row in zip(self.varied, places, strict=True)}

    def policies(self, packed: Packed, begin: int, count: int) -> Policies:
        """Some policies of the design as the kernel takes them."""
        values: dict[str, Any] = dict(self.fixed)
        for key, column in self.values(begin, count).items():
            values[key] = column if column.dtype.kind == "f" else [str(name) for name in column]
        return Policies.of(packed, values, count)


def grid_size(varied: Sequence[Varied]) -> int:
    """Number of combinations; exact, however large."""
    return prod(len(v.values) for v in varied)


def in_order(packed: Packed, policies: Policies) -> NDArray[np.bool_]:
    """P: whether no level has a higher threshold than the level above it, for any figure."""
    result = np.ones(len(policies), dtype=np.bool_)
    for lower, upper in neighbours(packed):
        result &= policies.thresholds[lower] <= policies.thresholds[upper]
    return result


def neighbours(packed: Packed) -> tuple[tuple[int, int], ...]:
    """Pairs of thresholds of one figure, of a level and the next one above it, as places in `Packed.thresholds`."""
    pairs = []
    for name in packed.indicators:
        own = [place for place, threshold in enumerate(packed.thresholds) if threshold.indicator == name]
        own.sort(key=lambda place: packed.steps.index(packed.thresholds[place].step))
        pairs += list(pairwise(own))
    return tuple(pairs)
