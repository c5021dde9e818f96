"""Levels along paths by the compiled kernel: the engine up to today, and from there all paths at once.

The fast evaluator of the engine goes through record and decisions as they are, up to the last figure of each area
(`standing.py`). How every step stands then is handed to the kernel, which follows the paths from there, 64 in a word.
Nothing of the rule is said a second time. What the kernel can not express, the engine does along each path.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property, lru_cache

import numpy as np

from lagezentrum.engine.decisions import Assumption, Decision
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation, Version
from lagezentrum.outlook.forecast.by_engine import EngineEvaluator, columns_of, rounded
from lagezentrum.outlook.forecast.chances import HIGHEST, Levels, Unknown
from lagezentrum.outlook.forecast.panel import Floats, Singles
from lagezentrum.outlook.forecast.paths import Paths
from lagezentrum.outlook.forecast.standing import Record, settled_on
from lagezentrum.outlook.packed import CannotPack, Packed, Series, compile_rules, path_levels
from lagezentrum.outlook.packed.series import figures_of_state

Share = tuple[tuple[str, ...], frozenset[str], Packed | None]
"""Districts, the rules followed for them, and the plan by which the kernel does it; None: the engine does it."""


@dataclass(frozen=True)
class PackedEvaluator:
    """As `EngineEvaluator`, with the same arguments and the same result, for thousands of paths.

    Attributes:
        regulation: the law of the days to come (`held_law.law_of`).
        calendars: those its sections name.
        districts: keys.
        decisions: orders known at the origin.
        assume: what holds where no decision is recorded.
        rules: ids of the rules of levels that are looked at; None: all.
        threads: how many districts are worked on at a time.
    """

    regulation: Regulation
    calendars: Calendars
    districts: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()
    assume: Assumption = "earliest"
    rules: frozenset[str] | None = None
    threads: int = 1
    _kept: dict[object, Record] = field(default_factory=dict, compare=False, repr=False)

    @property
    def areas(self) -> tuple[str, ...]:
        """The districts it answers for."""
        return self.districts

    @cached_property
    def engine(self) -> EngineEvaluator:
        """The evaluator whose results these are."""
        return EngineEvaluator(self.regulation, self.calendars, self.districts, self.decisions, self.assume, self.rules)

    def __call__(self, paths: Paths, unknown: Unknown) -> Levels:
        """The level in force, (1 + days) × A × P; the highest of local, statewide and fixed ones."""
        result: Levels | None = None
        shape = (paths.days + 1, len(self.districts), paths.number)
        for areas, rules, packed in self.shares(paths):
            if packed is None:
                levels = replace(self.engine, districts=areas, rules=rules)(paths, unknown)
            else:
                levels = self._along(paths, areas, packed, unknown)
            if result is None and areas == self.districts:
                result = levels
                continue
            result = np.zeros(shape, dtype=np.int8) if result is None else result
            columns = [self.districts.index(area) for area in areas]
            result[:, columns] = np.maximum(result[:, columns], levels)
        result = np.zeros(shape, dtype=np.int8) if result is None else result
        self.engine.fix(result, paths.origin)
        return result

    def shares(self, paths: Paths) -> Iterator[Share]:
        """Who follows what: the kernel as much as it can, the engine the rest."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for area in self.districts:
            versions = tuple(v.version for v in self.regulation.for_area(area))
            groups.setdefault((area[:2], *versions), []).append(area)
        for (land, *_), group in groups.items():
            every, local = self._rules(land), self._rules(land, "district")
            version = self._version(paths, land, group)
            if version is None:
                yield tuple(group), every, None
                continue
            odd = {place for place in (land, *group) if self._is_moved(paths, version, place)}
            plain = tuple(area for area in group if area not in odd)
            apart = tuple(area for area in group if area in odd)
            by_kernel = local if land in odd else every
            yield from self._packed(version, plain, by_kernel)
            yield from self._packed(version, apart, by_kernel - local)
            if apart and local:
                yield apart, local, None
            if land in odd:
                yield tuple(group), every - local, None

    def _packed(self, version: Version, areas: tuple[str, ...], rules: frozenset[str]) -> Iterator[Share]:
        here = {name: rule for name, rule in version.rules.items() if name in rules}
        if not areas or not here:
            return
        starts = {}
        try:
            packed = compile_rules(version.model_copy(update={"rules": here}), self.calendars)
        except CannotPack:
            yield areas, rules, None
            return
        for plan in packed.rules:
            days = [self.regulation.counting_starts(version, plan.rule, part.part) for part in plan.parts]
            raising, lifting = (
                replace(part, starts=(day - version.in_force.from_).days)
                for part, day in zip(plan.parts, days, strict=True)
            )
            starts[plan.rule] = replace(plan, raising=raising, lifting=lifting)
        yield areas, rules, replace(packed, rules=tuple(starts.values()))

    def _rules(self, area: str, scope: str | None = None) -> frozenset[str]:
        """Rules of levels that are looked at."""
        return frozenset(
            name
            for version in self.regulation.for_area(area)
            for name, rule in version.rules.items()
            if rule.consequence is None
            and (scope is None or rule.scope == scope)
            and (self.rules is None or name in self.rules)
        )

    def _version(self, paths: Paths, land: str, group: list[str]) -> Version | None:
        """The one version after the last figures on record, to the end of the paths; None: several, or none."""
        version = self.regulation.in_force(land, paths.origin)
        last = paths.origin + timedelta(days=paths.days)
        if version is None or self.assume != "earliest" or not version.in_force.covers(last):
            return None
        looked = [settled_on(paths, version, self._rules(land), place) for place in (land, *group)]
        return version if version.in_force.from_ <= min(looked) + timedelta(days=1) else None

    def _is_moved(self, paths: Paths, version: Version, place: str) -> bool:
        """Whether a place is moved by something else than figures after its last ones: an order, the regulation."""
        settled = settled_on(paths, version, self._rules(place[:2]), place)
        begun = max(settled, version.in_force.from_)
        return any(
            decision.area == place
            and decision.decided_on <= paths.origin
            and (decision.decided_on > settled or (decision.until is not None and decision.until >= settled))
            for decision in self.decisions
        ) or any(f.area == place and f.until == "lifted" and f.from_ > begun for f in version.fixed_levels)

    def _along(self, paths: Paths, areas: tuple[str, ...], packed: Packed, unknown: Unknown) -> Levels:
        """(1 + days) × areas × P: the kernel from the last figures on record to the end of the paths."""
        record = self._record(paths, areas, packed.version, unknown)
        of_state = figures_of_state(packed)
        lands = tuple(dict.fromkeys(area[:2] for area in areas))
        values: dict[str, Floats] = {}
        courses: dict[str, Singles] = {}
        for name in packed.indicators:
            where = lands if name in of_state else areas
            courses[name] = _columns(paths.values[name], columns_of(paths, name, where))
            values[name] = record.observed(name, where)
        first = packed.version.in_force.from_
        precisions = {name: packed.version.indicators[name].precision for name in packed.indicators}
        found = path_levels(
            packed,
            Series(first, areas, lands, record.row(first), values, of_state),
            courses,
            reached=unknown == "reached",
            starts={plan.rule: record.start(plan.rule, packed.steps) for plan in packed.rules},
            cut=lambda name, threshold, at_least: _least(precisions[name], threshold, at_least),
            skipped=paths.ahead,
            threads=self.threads,
        )
        names = np.array([0, *(int(step) for step in packed.steps)], dtype=np.int8)
        return found if np.array_equal(names, np.arange(len(names))) else names[found]

    def _record(self, paths: Paths, areas: tuple[str, ...], version: Version, unknown: Unknown) -> Record:
        """The record before some paths; the same for all that continue one record."""
        key = (areas, version.version, paths.origin, paths.first, paths.days, unknown)
        kept = self._kept.get(key)
        if kept is None or kept.known is not paths.known:
            kept = Record(self.engine, paths, areas, version, unknown)
            self._kept[key] = kept
        return kept


def _columns(values: Singles, columns: list[int]) -> Singles:
    """Areas × rows × P of some columns, without a copy where they lie side by side."""
    begin, end = columns[0], columns[-1] + 1
    chosen = values[:, begin:end] if columns == list(range(begin, end)) else values[:, columns]
    return chosen.transpose(1, 0, 2)


@lru_cache(maxsize=1024)
def _least(decimals: int | None, threshold: float, at_least: bool) -> float:
    """The least figure of a path, of single precision and not below zero, that by the law reaches a threshold."""

    def reaches(pattern: int) -> bool:
        figure = np.array([pattern], dtype=np.int32).view(np.float32).astype(np.float64)
        compared = float((figure if decimals is None else rounded(figure, decimals))[0])
        return compared >= threshold if at_least else compared > threshold

    low, high = 0, int(np.array([HIGHEST], dtype=np.float32).view(np.int32)[0])
    while low < high:  # patterns of numbers that are not negative are in the order of the numbers
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle + 1, high)
    return float(np.array([low], dtype=np.int32).view(np.float32)[0])
