"""HiGHS on a network: the relaxation, whole people, and what is proven."""

from dataclasses import dataclass

import highspy
import numpy as np

from lagezentrum.staffing.allocation.arrays import Arrays, Floats, quiet
from lagezentrum.staffing.allocation.network import Network

_ABSOLUTE = 2e4
"""Objective below which the gap is absolute: 1e-4 of 20,000 is 2, the worth of two thousandths of a full-time post."""

_NODES = 1
"""nodes searched for a bound; the first one brings nearly all of it"""


@dataclass(frozen=True, slots=True)
class Solution:
    """Values of all columns, objective and proven bound."""

    values: Floats
    objective: float
    bound: float


class Infeasible(Exception):
    """No solution obeys all rows."""


def solve_whole(network: Network, gap: float, start: Floats | None = None) -> Solution:
    """Whole people, within `gap` of the proven bound."""
    solver = quiet()
    lp = network.arrays.model()
    lp.integrality_ = integrality(network.arrays)
    solver.passModel(lp)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", max(1e-6, gap * _ABSOLUTE))
    solver.setOptionValue("mip_heuristic_run_root_reduced_cost", False)  # costs half of the time and finds little
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        solver.setSolution(solution)
    solver.run()
    return outcome(solver)


def proven(arrays: Arrays, gap: float) -> float:
    """A proven bound of the objective with whole people, within a limited search: no plan needs it to be the best.

    Raises:
        Infeasible: no solution obeys all rows.
    """
    solver = quiet()
    lp = arrays.model()
    lp.integrality_ = integrality(arrays)
    solver.passModel(lp)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_max_nodes", _NODES)
    solver.setOptionValue("mip_heuristic_run_root_reduced_cost", False)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        raise Infeasible("whole people")
    found = float(solver.getInfo().mip_dual_bound)
    if status != highspy.HighsModelStatus.kModelEmpty and np.isfinite(found):
        return found
    solver = quiet()
    solver.passModel(arrays.model())
    solver.run()
    return outcome(solver).objective


def integrality(arrays: Arrays) -> list[highspy.HighsVarType]:
    """Which columns are whole."""
    kinds = highspy.HighsVarType
    return [kinds.kInteger if whole else kinds.kContinuous for whole in arrays.whole]


def outcome(solver: highspy.Highs) -> Solution:
    """What a solver found."""
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kModelEmpty:  # nobody may serve, and nothing asks for it
        lp = solver.getLp()
        if any(low > 0 for low in lp.row_lower_) or any(high < 0 for high in lp.row_upper_):
            raise Infeasible("no columns, but rows that ask for some")
        return Solution(np.zeros(0), float(lp.offset_), float(lp.offset_))
    if status != highspy.HighsModelStatus.kOptimal:
        raise Infeasible(solver.modelStatusToString(status))
    objective = info.objective_function_value
    whole = highspy.HighsVarType.kInteger in solver.getLp().integrality_
    bound = min(info.mip_dual_bound, objective) if whole else objective
    return Solution(np.array(solver.getSolution().col_value), objective, bound)


def possible(network: Network) -> bool:
    """Whether any solution obeys all rows."""
    solver = quiet()
    lp = network.arrays.model()
    lp.col_cost_ = np.zeros(len(network.arrays.cost))
    lp.integrality_ = integrality(network.arrays)
    solver.passModel(lp)
    solver.run()
    try:
        outcome(solver)
    except Infeasible:
        return False
    return True
