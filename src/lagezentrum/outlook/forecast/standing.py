"""How every step of every rule stands after the last figures on record: where the paths set out from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from lagezentrum.engine.fast.replaying import first_day, scans_of
from lagezentrum.engine.fast.scan import Scan
from lagezentrum.engine.fast.windows import Grid
from lagezentrum.law.model import Version
from lagezentrum.outlook.forecast.by_engine import EngineEvaluator, columns_of, lay, rounded
from lagezentrum.outlook.forecast.chances import HIGHEST, Unknown, drawn_rows
from lagezentrum.outlook.forecast.panel import Floats
from lagezentrum.outlook.forecast.paths import Paths
from lagezentrum.outlook.packed import Start


def settled_on(paths: Paths, version: Version, rules: frozenset[str], place: str) -> date:
    """The last day, up to the origin, on which every figure that may move a place (a district or a Land) is settled.

    That is the day before the first one for which a figure is drawn; figures missing before it stay missing.
    """
    scope = "state" if len(place) == 2 else "district"
    looked = dict.fromkeys(
        indicator
        for name, rule in version.rules.items()
        if name in rules and rule.scope == scope
        for part in (rule.raising, rule.lifting)
        for indicator in part.route.indicators
    )
    settled = paths.origin
    for indicator in looked:
        where = place[:2] if version.indicators[indicator].scope == "state" else place
        (column,) = columns_of(paths, indicator, [where])
        drawn = drawn_rows(paths, indicator)[:, column]
        if drawn.any():
            settled = min(settled, paths.day(int(drawn.argmax())) - timedelta(days=1))
    return settled


class Record:
    """What is on record before the paths, in the reading of the law, and what came of it.

    Args:
        engine: the evaluator to go through it.
        paths: their record, and how far they go.
        areas: districts of one Land.
        version: the version in force from the last figures on record to the end of the paths.
        unknown: how missing figures are read.
    """

    def __init__(
        self, engine: EngineEvaluator, paths: Paths, areas: tuple[str, ...], version: Version, unknown: Unknown
    ) -> None:
        self._engine, self._version, self._unknown = engine, version, unknown
        self.known, self._origin = paths.known, paths.origin
        self.first = first_day(engine.regulation, areas)
        self.rows = self.row(paths.first)
        last = paths.origin + timedelta(days=paths.days)
        self._ahead = self.row(last) + 1 - self.rows
        self._grids: dict[str, Grid] = {}
        self._settled: dict[str, list[date]] = {}
        rules = frozenset(version.rules) if engine.rules is None else engine.rules
        for scope, places in (("state", [areas[0][:2]]), ("district", list(areas))):
            if engine.has_rule(places, scope):
                self._grids[scope] = engine.grid(paths, places, self.first, last, np.array([0]), unknown)
                self._settled[scope] = [settled_on(paths, version, rules, place) for place in places]
        self._scans: dict[tuple[str, date], list[Scan]] = {}

    def row(self, day: date) -> int:
        """The row of a day."""
        return (day - self.first).days

    def observed(self, indicator: str, places: Sequence[str]) -> Floats:
        """Rows × places before the paths, as the law compares them."""
        panel = self.known[indicator]
        columns = [panel.areas.index(place) for place in places]
        plane = np.full((self.rows, len(places)), np.nan)
        lay(plane, panel.values[:, columns], panel.first, self.first)
        plane = np.where(np.isnan(plane), HIGHEST if self._unknown == "reached" else 0.0, plane)
        decimals = self._version.indicators[indicator].precision
        return plane if decimals is None else rounded(plane, decimals)

    def start(self, rule: str, steps: tuple[str, ...]) -> Start:
        """How the steps of a rule stand in each place after its last figures, with all that was decided by then."""
        scope = self._version.rules[rule].scope
        settled = self._settled[scope]
        shape = (len(settled), len(steps))
        raised, days = np.zeros(shape, dtype=np.bool_), np.arange(self.rows - 1, self.rows + self._ahead)
        counts_from, effective, changes_from = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        lasting = np.zeros((*shape, len(days)), dtype=np.bool_)
        never = self.rows + self._ahead
        changes_from[:] = np.array([self.row(day) + 1 for day in settled])[:, None]
        for day in dict.fromkeys(settled):
            here = [place for place, other in enumerate(settled) if other == day]
            scan = self._scan(scope, day, rule)
            rows = [scan.steps.index(step) for step in steps]
            standing, counting = scan.standing
            raised[here] = standing[rows][:, here].T
            counts_from[here] = counting[rows][:, here].T
            places = {scan.grid.areas[place]: place for place in here}
            for episode in scan.episodes():
                if episode.area not in places or episode.step not in steps:
                    continue
                at = places[episode.area], steps.index(episode.step)
                begins = never if episode.effective is None else self.row(episode.effective)
                if episode.lowered_on is None:
                    effective[at] = begins
                else:
                    ends = never if episode.ends is None else self.row(episode.ends)
                    lasting[at] |= (begins <= days) & (days < ends)
        return Start(raised, counts_from, effective, np.zeros_like(effective), changes_from, lasting)

    def _scan(self, scope: str, until: date, rule: str) -> Scan:
        """The engine's scan of a rule up to a day."""
        if (scope, until) not in self._scans:
            engine = self._engine
            decided = tuple(d for d in engine.decisions if d.decided_on <= self._origin)
            grid, begun = self._grids[scope], max(until, self._version.in_force.from_)
            if begun > until:  # the version takes over from the one before, and nothing else happens
                values = {key: plane.copy() for key, plane in grid.values.items()}
                for plane in values.values():
                    plane[grid.row(until) + 1 :] = np.nan
                grid = replace(grid, values=values)
            scans = scans_of(engine.regulation, engine.calendars, grid, begun, decided, engine.assume)
            self._scans[scope, until] = scans
        return next(scan for scan in self._scans[scope, until] if scan.rule == rule)
