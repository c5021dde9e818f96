"""A design with its figures: everything a shard needs, and nothing else. A shard is a pure function of both."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.lab.design import Design, Reading, in_order
from lagezentrum.outlook.lab.measures import Columns, district_columns, total_columns
from lagezentrum.outlook.packed import NEVER, Engine, Packed, Policies, Series, sweep

FORMAT = 2
"""Of what a shard holds; part of every digest. 1: `_min` and `_max` were those of two runs and need not have enclosed
every filling of the missing values."""


@dataclass(frozen=True)
class Body:
    """The figures in one reading.

    Attributes:
        series: the figures the rules look at.
        crossing: A, day (counted from the first of the period) on which the figure of the lead time is first published
            above its value; `NEVER` where it is not, or where no lead time is asked for.
    """

    series: Series
    crossing: NDArray[np.int64]


@dataclass(frozen=True)
class Shard:
    """One piece of a run: some policies, on the figures in one reading."""

    number: int
    reading: Reading
    begin: int
    count: int


@dataclass(frozen=True)
class ShardResult:
    """What a shard says: totals of each policy, results by district if the design keeps them, and their digest."""

    shard: Shard
    totals: Columns
    districts: Columns | None
    digest: str


@dataclass(frozen=True)
class Job:
    """A design, compiled, with its figures.

    Attributes:
        design: what is asked.
        packed: the version, compiled.
        bodies: the figures by reading.
        real: A × days, the level really in force (-1: no rule was in force), or None.
    """

    design: Design
    packed: Packed
    bodies: Mapping[Reading, Body]
    real: NDArray[np.int8] | None

    @property
    def areas(self) -> tuple[str, ...]:
        """Keys of the districts, in the order of the results."""
        return next(iter(self.bodies.values())).series.areas

    @cached_property
    def shards(self) -> tuple[Shard, ...]:
        """Every shard: reading by reading, policies in order."""
        size, total = self.design.shard, self.design.sampling.policies
        cut = [(begin, min(size, total - begin)) for begin in range(0, total, size)]
        each = [(reading, begin, count) for reading in self.design.readings for begin, count in cut]
        return tuple(Shard(number, *rest) for number, rest in enumerate(each))

    @cached_property
    def design_digest(self) -> str:
        """Hash of the design, the version and the calendars: what is asked."""
        plan = asdict(self.design) | {"first": str(self.design.first), "last": str(self.design.last)}
        plan["title"] = None  # says nothing about the result
        law = json.loads(self.packed.version.model_dump_json(by_alias=True))
        content = {"format": FORMAT, "design": plan, "law": law, "calendars": self.packed.calendar_ids}
        return _hashed(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())

    @cached_property
    def figures_digest(self) -> str:
        """Hash of the figures, the areas, and what was really in force: on what it is asked."""
        digest = hashlib.sha256()
        for reading, body in sorted(self.bodies.items()):
            series = body.series
            digest.update(json.dumps([reading, str(series.first), series.areas, series.lead]).encode())
            for name in sorted(series.values):
                known = series.values[name]
                values = np.where(np.isnan(known), np.inf, known)  # one bit pattern for missing
                digest.update(name.encode() + np.ascontiguousarray(values, dtype="<f8").tobytes())
            digest.update(np.ascontiguousarray(body.crossing, dtype="<i8").tobytes())
        if self.real is not None:
            digest.update(np.ascontiguousarray(self.real).tobytes())
        return digest.hexdigest()

    def shard(self, number: int, engine: Engine | None = None) -> ShardResult:
        """Compute one shard; the same bits on every machine and with every engine."""
        shard = self.shards[number]
        policies = self.design.policies(self.packed, shard.begin, shard.count)
        columns, totals = self._measured(policies, shard.reading, engine)
        first = {"policy": np.arange(shard.begin, shard.begin + shard.count, dtype=np.int64)}
        totals = first | {"in_order": in_order(self.packed, policies)} | totals
        districts: Columns | None = None
        if self.design.districts:
            areas = len(self.areas)
            districts = {
                "policy": np.repeat(first["policy"], areas),
                "area": np.tile(np.arange(areas, dtype=np.int16), shard.count),
                **{name: column.reshape(-1) for name, column in columns.items()},
            }
        return ShardResult(shard, totals, districts, content_digest(totals, districts))

    def in_law(self, reading: Reading, engine: Engine | None = None) -> Columns:
        """The totals of the version as it is, for comparison."""
        return self._measured(Policies.of(self.packed, {}, 1), reading, engine)[1]

    def _measured(self, policies: Policies, reading: Reading, engine: Engine | None) -> tuple[Columns, Columns]:
        body = self.bodies[reading]
        wanted = self.design.metrics
        real = self.real if "disagreement" in wanted else None
        metrics = sweep(self.packed, body.series, policies, real=real, engine=engine, threads=1)  # a process is a core
        lead = self.design.lead if "lead_time" in wanted else None
        columns = district_columns(metrics, wanted, len(self.packed.steps), lead, body.crossing)
        last = np.where(body.crossing == NEVER, 0, body.crossing) - (self.design.days - 1)  # of no use without crossing
        return columns, total_columns(columns, None if lead is None else last)


def run_digest(digests: Mapping[int, str]) -> str:
    """One hash of all shards, in their order: the same for the same result, however it was computed."""
    return _hashed("\n".join(digests[number] for number in sorted(digests)).encode())


def content_digest(totals: Columns, districts: Columns | None) -> str:
    """Hash of the numbers themselves, not of the file that holds them."""
    digest = hashlib.sha256()
    for table in (totals, districts or {}):
        for name, column in table.items():
            little = column.astype(column.dtype.newbyteorder("<"), copy=False)
            digest.update(f"{name} {little.dtype.str}\n".encode() + np.ascontiguousarray(little).tobytes())
    return digest.hexdigest()


def crossing_of(series: Series, indicator: str, above: float) -> NDArray[np.int64]:
    """A, the first day of the period on which a published value of a figure lies above a value; `NEVER` if none."""
    values = series.values[indicator][series.lead :]
    over: Any = np.nan_to_num(values, nan=-np.inf) > above
    first = np.where(over.any(axis=0), over.argmax(axis=0), NEVER).astype(np.int64)
    if indicator not in series.of_state:
        return first
    return first[[series.states.index(area[:2]) for area in series.areas]]


def _hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
