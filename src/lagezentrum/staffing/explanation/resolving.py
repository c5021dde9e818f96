"""A week of a plan, solved again with something changed: relaxed at once from where it stands, or with whole people."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import highspy
import numpy as np

from lagezentrum.staffing.allocation.arrays import INFINITY, quiet
from lagezentrum.staffing.allocation.decoding import assignments
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.allocation.network import Network
from lagezentrum.staffing.allocation.objective import objective
from lagezentrum.staffing.allocation.rolling import situation_in
from lagezentrum.staffing.allocation.solving import Infeasible, outcome, solve_whole
from lagezentrum.staffing.model import Assignment, Instance, Plan, Skill


@dataclass(frozen=True, slots=True)
class Resolved:
    """Another distribution of the week, its plain objective and the proven bound."""

    assignments: tuple[Assignment, ...]
    objective: float
    bound: float


class PlannedWeek:
    """A week of a plan, the weeks before it as planned. Keeps the relaxation solved: questions are quick."""

    def __init__(self, instance: Instance, plan: Plan, week: date, *, apart: frozenset[str] = frozenset()) -> None:
        """Prepare a week.

        Raises:
            KeyError: the week is not in the instance.
        """
        self.instance, self.week = instance, week
        self.eligible = Eligibility(instance)
        self.situation = situation_in(instance, plan, week, self.eligible)
        self.rows = tuple(row for row in plan.assignments if row.week == week)
        self.objective = objective(instance, self.rows, week, self.situation.previous)
        stated = next((row for row in plan.weeks if row.week == week), None)
        self.bound = min(stated.bound, self.objective) if stated is not None else None
        self.apart = apart
        self.network = Network(self.situation, apart=apart)
        self.caps = {
            key: round(sum(self.network.arrays.upper[column] for column in columns))
            for key, columns in self.network.fills.items()
        }
        self._solver: highspy.Highs | None = None
        self._relaxed = 0.0

    def sent(self, rows: Sequence[Assignment]) -> dict[tuple[str, Skill], int]:
        """Quarters sent by receiver and skill, not counting time beyond the person who completes a need."""
        found = dict.fromkeys(self.caps, 0)
        for row in rows:
            key = row.receiver, row.skill
            if key in found:
                found[key] += self.eligible.people[row.person].quarters
        return {key: min(quarters, self.caps[key]) for key, quarters in found.items()}

    def by_receiver(self, rows: Sequence[Assignment]) -> dict[str, int]:
        """The same by receiver."""
        found: dict[str, int] = {}
        for (receiver, _), quarters in sorted(self.sent(rows).items()):
            found[receiver] = found.get(receiver, 0) + quarters
        return found

    def idle(self, rows: Sequence[Assignment]) -> int:
        """Quarters of people who may serve in the week and do not."""
        people = self.eligible.people
        return sum(people[key].quarters for key in self.situation.allowed) - sum(
            people[r.person].quarters for r in rows
        )

    # --- relaxed ------------------------------------------------------------------------------------------------

    def relaxed(
        self, columns: Mapping[int, float], low: float, *, closed: Sequence[int] = (), row: int | None = None
    ) -> float | None:
        """Rise of the relaxation when a sum of columns has to reach `low`, starting from its solved state.

        Args:
            columns: column → factor.
            low: the least value of the sum.
            closed: columns that have to be 0.
            row: a row that has to be met with equality at its upper limit.

        Returns:
            The rise, or None where it is impossible.
        """
        solver = self._hot()
        basis, before = solver.getBasis(), solver.getNumRow()
        solver.addRow(
            low, INFINITY, len(columns), np.array(list(columns), dtype=np.int32), np.array(list(columns.values()))
        )
        arrays = self.network.arrays
        for column in closed:
            solver.changeColBounds(column, 0.0, 0.0)
        if row is not None:
            solver.changeRowBounds(row, arrays.high[row], arrays.high[row])
        solver.run()
        met = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        rise = solver.getInfo().objective_function_value - self._relaxed if met else None
        solver.deleteRows(1, np.array([before], dtype=np.int32))
        for column in closed:
            solver.changeColBounds(column, 0.0, arrays.upper[column])
        if row is not None:
            solver.changeRowBounds(row, arrays.low[row], arrays.high[row])
        solver.setBasis(basis)
        return rise

    def _hot(self) -> highspy.Highs:
        if self._solver is None:
            self._solver = quiet()
            self._solver.passModel(self.network.arrays.model())
            self._solver.run()
            self._relaxed = outcome(self._solver).objective
        return self._solver

    # --- whole people -------------------------------------------------------------------------------------------

    def at_least(self, receiver: str, quarters: int, gap: float, most_lost: int | None) -> Resolved | None:
        """The best distribution in which a receiver gets at least so many quarters.

        Args:
            receiver: where.
            quarters: as counted by `by_receiver`.
            gap: as in `allocation.week`.
            most_lost: quarters that any other receiver loses at most; None: no limit.
        """
        network, before = Network(self.situation), self.by_receiver(self.rows)
        arrays = network.arrays
        for place, had in sorted(before.items()):
            columns = [column for key, fills in network.fills.items() if key[0] == place for column in fills]
            if place == receiver:
                row = arrays.row(("asked", place), float(quarters), INFINITY)
            elif most_lost is not None:
                row = arrays.row(("kept", place), float(max(0, had - most_lost)), INFINITY)
            else:
                continue
            arrays.fill(row, ((column, 1.0) for column in columns))
        return self._whole(network, gap)

    def with_person(self, person: str, receiver: str | None, gap: float) -> Resolved | None:
        """The best distribution with a person at a receiver, or nowhere (None)."""
        network = Network(self.situation, apart=frozenset({person}))
        number = next((row for row, group in enumerate(network.groups) if group[0].person.key == person), None)
        if number is None:
            return None
        row = network.arrays.numbers["group", number]
        network.arrays.low[row] = network.arrays.high[row] = 0.0 if receiver is None else 1.0
        for arc in network.arcs:
            if arc.group == number and receiver is not None and arc.receiver != receiver:
                network.arrays.upper[arc.column] = 0.0
        return self._whole(network, gap)

    def without(self, limits: frozenset[Hashable], gap: float) -> Resolved | None:
        """The best distribution when some limits do not hold."""
        return self._whole(Network(self.situation, limits), gap)

    def _whole(self, network: Network, gap: float) -> Resolved | None:
        try:
            solution = solve_whole(network, gap)
        except Infeasible:
            return None
        prefer = {row.person: (row.receiver, row.skill) for row in self.rows}
        rows = assignments(network, solution.values, prefer)
        plain = objective(self.instance, rows, self.week, self.situation.previous)
        return Resolved(rows, plain, min(solution.bound, plain))
