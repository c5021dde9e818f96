"""Levels along paths by the fast evaluator of the engine: for hundreds of paths, and as the yardstick of the kernel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lagezentrum.engine.decisions import Assumption, Decision
from lagezentrum.engine.fast.replaying import first_day, scans_of
from lagezentrum.engine.fast.windows import Grid, PlaneKey, plane_key
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import FixedLevel, Regulation
from lagezentrum.outlook.forecast.chances import HIGHEST, Levels, Unknown
from lagezentrum.outlook.forecast.panel import Floats, Panel
from lagezentrum.outlook.forecast.paths import Paths

_AT_ONCE = 20_000  # columns (paths × districts) of one scan, so that memory stays small


@dataclass(frozen=True)
class EngineEvaluator:
    """The fast evaluator over the record and, after it, each path.

    Attributes:
        regulation: the law of the days to come (`held_law.law_of`).
        calendars: those its sections name.
        districts: keys; all in the same Land.
        decisions: orders known at the origin.
        assume: what holds where no decision is recorded.
        rules: ids of the rules of levels that are looked at; None: all.
    """

    regulation: Regulation
    calendars: Calendars
    districts: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()
    assume: Assumption = "earliest"
    rules: frozenset[str] | None = None

    @property
    def areas(self) -> tuple[str, ...]:
        """The districts it answers for."""
        return self.districts

    def __call__(self, paths: Paths, unknown: Unknown) -> Levels:
        """The level in force, (1 + days) × A × P; the highest of local, statewide and fixed ones."""
        last = paths.origin + timedelta(days=paths.days)
        known = tuple(d for d in self.decisions if d.decided_on <= paths.origin)
        result = np.zeros((paths.days + 1, len(self.districts), paths.number), dtype=np.int8)
        for group in self.groups():
            columns = [self.districts.index(area) for area in group]
            result[:, columns] = self._levels(paths, group, last, known, unknown)
        lands = dict.fromkeys(area[:2] for area in self.districts)
        for land in lands:
            if self.has_rule((land,), "state"):
                statewide = self._levels(paths, [land], last, known, unknown)
                here = [n for n, area in enumerate(self.districts) if area[:2] == land]
                result[:, here] = np.maximum(result[:, here], statewide)
        self.fix(result, paths.origin)
        return result

    def groups(self) -> Iterator[list[str]]:
        """Districts that share their versions."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for area in self.districts:
            versions = self.regulation.for_area(area)
            if versions:
                groups.setdefault(tuple(v.version for v in versions), []).append(area)
        for group in groups.values():
            if self.has_rule(group, "district"):
                yield group

    def has_rule(self, areas: Sequence[str], scope: str) -> bool:
        """Whether a rule of levels of that scope is looked at in these areas."""
        return any(
            rule.scope == scope and rule.consequence is None and (self.rules is None or name in self.rules)
            for version in self.regulation.for_area(areas[0])
            for name, rule in version.rules.items()
        )

    def indicators(self, areas: Sequence[str]) -> set[str]:
        """What the rules of levels look at that are judged for these areas."""
        scope = "state" if len(areas[0]) == 2 else "district"
        return {
            indicator
            for version in self.regulation.for_area(areas[0])
            for name, rule in version.rules.items()
            if rule.scope == scope and rule.consequence is None and (self.rules is None or name in self.rules)
            for part in (rule.raising, rule.lifting)
            for indicator in part.route.indicators
        }

    def _levels(
        self, paths: Paths, areas: list[str], last: date, decisions: tuple[Decision, ...], unknown: Unknown
    ) -> Levels:
        """(1 + days) × areas × P by the rules of one scope."""
        first = first_day(self.regulation, areas)
        result = np.zeros((paths.days + 1, len(areas), paths.number), dtype=np.int8)
        if first > last:
            return result
        # Columns of several paths can stand side by side unless something names an area by its key.
        named = any(d.area in areas for d in decisions) or any(
            fixed.area in areas for v in self.regulation.for_area(areas[0]) for fixed in v.fixed_levels
        )
        at_once = 1 if named else max(1, _AT_ONCE // len(areas))
        for start in range(0, paths.number, at_once):
            which = np.arange(start, min(start + at_once, paths.number))
            grid = self.grid(paths, areas, first, last, which, unknown)
            rows = slice(grid.row(paths.origin), grid.row(last) + 1)
            for scan in scans_of(self.regulation, self.calendars, grid, last, decisions, self.assume):
                wanted = self.rules is None or scan.rule in self.rules
                if wanted and all(step.isdigit() for step in scan.steps):
                    levels = scan.levels()
                    shape = (levels.shape[0], len(which), len(areas))
                    part = np.zeros((paths.days + 1, len(areas), len(which)), dtype=np.int8)
                    cut = levels.reshape(shape)[max(rows.start, 0) : rows.stop].transpose(0, 2, 1)
                    part[len(part) - len(cut) :] = cut
                    result[:, :, which] = np.maximum(result[:, :, which], part)
        return result

    def grid(
        self, paths: Paths, areas: list[str], first: date, last: date, which: np.ndarray, unknown: Unknown
    ) -> Grid:
        """The record up to the paths and the paths after it; one block of columns per path."""
        values: dict[PlaneKey, Floats] = {}
        length = (last - first).days + 1
        needed = self.indicators(areas)
        for version in self.regulation.for_area(areas[0]):
            for indicator, read in version.indicators.items():
                key = plane_key(version, indicator)
                if key in values:
                    continue
                where = [area[:2] if read.scope == "state" else area for area in areas]
                if indicator in needed:
                    plane = _plane(paths, indicator, where, first, length, which)
                else:
                    plane = np.full((length, len(which) * len(areas)), np.nan)
                plane = np.where(np.isnan(plane), HIGHEST if unknown == "reached" else 0.0, plane)
                values[key] = plane if read.precision is None else rounded(plane, read.precision)
        return Grid(first, tuple(areas) * len(which), values)

    def fix(self, levels: Levels, origin: date) -> None:
        """Levels that the regulation fixes for a period override all others on its days."""
        for row in range(len(levels)):
            day = origin + timedelta(days=row)
            for column, area in enumerate(self.districts):
                version = self.regulation.in_force(area, day)
                if version is None:
                    levels[row, column] = 0
                    continue
                fixed = _fixed_on(version.fixed_levels, area, day)
                if fixed is not None:
                    levels[row, column] = fixed.level


def _fixed_on(fixed_levels: Sequence[FixedLevel], area: str, day: date) -> FixedLevel | None:
    for fixed in fixed_levels:
        if fixed.to is not None and area.startswith(fixed.area) and fixed.from_ <= day <= fixed.to:
            return fixed
    return None


def _plane(paths: Paths, indicator: str, where: Sequence[str], first: date, length: int, which: np.ndarray) -> Floats:
    """Length × (paths × areas): known figures, then those of the paths; NaN where nothing is on record."""
    plane = np.full((length, len(which), len(where)), np.nan)
    columns = columns_of(paths, indicator, where)
    panel = paths.known[indicator]
    lay(plane, panel.values[:, None, columns], panel.first, first)
    drawn = paths.values[indicator][:, columns][:, :, which].transpose(0, 2, 1)
    lay(plane, drawn, paths.first, first)
    return plane.reshape(length, -1)


def columns_of(paths: Paths, indicator: str, where: Sequence[str]) -> list[int]:
    """The columns of some areas in the panel of an indicator.

    Raises:
        ValueError: there are no paths of the indicator, or none for one of the areas.
    """
    panel: Panel | None = paths.known.get(indicator)
    if panel is None:
        raise ValueError(f"no paths of {indicator!r}, which the law looks at; give a panel of it to `predict`")
    column = {area: position for position, area in enumerate(panel.areas)}
    absent = [area for area in dict.fromkeys(where) if area not in column]
    if absent:
        raise ValueError(f"no paths of {indicator!r} for {', '.join(absent[:5])}; add these areas to its panel")
    return [column[area] for area in where]


def lay(plane: Floats, values: np.ndarray, begins: date, first: date) -> None:
    """Lay values that begin on a day into a plane that begins on another."""
    at = (begins - first).days
    start, end = max(at, 0), min(at + len(values), len(plane))
    if start < end:
        plane[start:end] = values[start - at : end - at]


def rounded(plane: Floats, decimals: int) -> Floats:
    """Half up, as the law compares; a hair is added because 0.05 has no exact binary form."""
    factor = 10.0**decimals
    rounded: Floats = np.floor(plane * factor + 0.5 + 1e-9) / factor
    return rounded
