"""How evenly a distribution covers needs: coverage, its smallest value, Gini, and what divisible people could reach.

Coverage of a receiver: posts sent for each kind of work, counted up to the need for it, over its whole need. The Gini
coefficient is that of the coverages of all receivers with a need, each counted once.

The *leximin certificate* comes from linear programmes with divisible people: the highest level t that every receiver
can reach at the same time; then those that can not go beyond it are fixed there (their rows have a price), and
the level of
the others is raised, and so on. What lies between the level and the smallest coverage of the plan is rounding to whole
people, and what the objective gives up for other ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import highspy
import numpy as np

from lagezentrum.staffing.allocation.arrays import INFINITY, quiet
from lagezentrum.staffing.allocation.coverage import needs_of
from lagezentrum.staffing.allocation.network import Network
from lagezentrum.staffing.allocation.situation import Situation
from lagezentrum.staffing.model import QUARTERS, Assignment, Instance, Skill

_PRICED = 1e-7


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of one week; shares are None where there is no need."""

    week: date
    need_fte: Mapping[str, float]
    covered_fte: Mapping[str, float]
    shares: Mapping[str, float]
    """of the receivers with a need"""
    people: int
    changes: int
    """people who were at a receiver in the week before and are not there now"""

    @property
    def total(self) -> float | None:
        """Share of all needs together that is covered."""
        need = sum(self.need_fte.values())
        return sum(self.covered_fte.values()) / need if need else None

    @property
    def minimum(self) -> float | None:
        """The smallest coverage of a receiver."""
        return min(self.shares.values(), default=None)

    @property
    def gini(self) -> float | None:
        """Gini coefficient of the coverages: 0 where all are equal."""
        return gini(list(self.shares.values()))


@dataclass(frozen=True, slots=True)
class Leximin:
    """Levels that divisible people could reach, and what whole people reached."""

    common_level: float
    """highest coverage that all receivers can have at the same time"""
    levels: Mapping[str, float]
    """receiver → its level in the leximin solution"""
    placed_fte: float
    """full-time posts of need covered by the leximin solution"""
    most_fte: float
    """full-time posts of need that could be covered at all; less the former: the price of equality"""


def gini(values: Sequence[float]) -> float | None:
    """Gini coefficient of values that are not negative; None without any, 0 where all are 0."""
    if not values:
        return None
    total = sum(values)
    if not total:
        return 0.0
    ranked = enumerate(sorted(values), start=1)
    return sum((2 * rank - len(values) - 1) * value for rank, value in ranked) / (len(values) * total)


def coverage(
    instance: Instance, assignments: Iterable[Assignment], week: date, previous: Mapping[str, str] | None = None
) -> Coverage:
    """The coverage of a week; `previous`: person → receiver in the week before."""
    people = {person.key: person.quarters for person in instance.people}
    rows = [row for row in assignments if row.week == week]
    came: dict[tuple[str, Skill], int] = {}
    for row in rows:
        came[row.receiver, row.skill] = came.get((row.receiver, row.skill), 0) + people[row.person]
    need: dict[str, float] = {}
    covered: dict[str, float] = {}
    for (receiver, skill), fte in sorted(needs_of(instance, week).items()):
        need[receiver] = need.get(receiver, 0.0) + fte
        covered[receiver] = covered.get(receiver, 0.0) + min(fte, came.get((receiver, skill), 0) / QUARTERS)
    now = {row.person: row.receiver for row in rows}
    changes = sum(now.get(person) != receiver for person, receiver in (previous or {}).items())
    return Coverage(week, need, covered, {key: covered[key] / need[key] for key in need}, len(rows), changes)


def leximin(situation: Situation) -> Leximin | None:
    """The leximin levels of a situation with divisible people; None without any need."""
    if not situation.needs:
        return None
    network = Network(situation)
    arrays = network.arrays
    arrays.cost, arrays.offset = [0.0] * len(arrays.cost), 0.0
    columns: dict[str, list[int]] = {}
    for place, fills in network.fills.items():
        left = QUARTERS * situation.needs[place]
        for column in fills:
            arrays.upper[column] = min(arrays.upper[column], left)
            left -= arrays.upper[column]
        columns.setdefault(place[0], []).extend(fills)
    whole = {key: QUARTERS * sum(n for (own, _), n in situation.needs.items() if own == key) for key in columns}
    level = arrays.column(-1.0, 1.0, False, ())
    rows = {key: arrays.row(("level", key), 0.0, INFINITY) for key in sorted(columns)}
    for key, row in rows.items():
        arrays.fill(row, [(level, -whole[key]), *((fill, 1.0) for fill in columns[key])])
    solver = quiet()
    solver.passModel(arrays.model())
    levels: dict[str, float] = {}
    while len(levels) < len(rows):
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        reached = float(solver.getSolution().col_value[level])
        prices = solver.getSolution().row_dual
        tight = [key for key, row in rows.items() if key not in levels and abs(prices[row]) > _PRICED]
        for key in tight if reached < 1.0 - 1e-9 and tight else [key for key in rows if key not in levels]:
            levels[key] = reached
            solver.changeCoeff(rows[key], level, 0.0)
            solver.changeRowBounds(rows[key], reached * whole[key] - 1e-7, INFINITY)
    fills = [column for own in columns.values() for column in own]
    solver.changeColCost(level, 0.0)
    solver.changeColsCost(len(fills), np.array(fills, dtype=np.int32), np.full(len(fills), -1.0))
    placed = sum(levels[key] * whole[key] for key in levels) / QUARTERS
    for row in rows.values():
        solver.changeRowBounds(row, 0.0, INFINITY)
    solver.run()
    most = -solver.getInfo().objective_function_value / QUARTERS
    return Leximin(min(levels.values()), levels, placed, float(most))
