"""The people whom the flow left split between offices: a small integer program."""

from dataclasses import dataclass

import highspy
import numpy as np

from lagezentrum.staffing.federal.problem import Floats, Ints

_NODES = 200
_SEED = 1


@dataclass(frozen=True, slots=True)
class Leftovers:
    """People left at nodes, and the arcs on which they may go: tail, place of need, size, cost per person."""

    count: Ints
    tail: Ints
    place: Ints
    size: Ints
    cost: Floats


def place_leftovers(left: Leftovers, falls: Floats, allowed: float) -> Ints:
    """People on each arc, at least cost.

    Args:
        left: who is left, and where they may go.
        falls: places × window: what each further quarter lowers the cost there, not rising along a row.
        allowed: distance from the optimum at which to stop, in units of the objective.
    """
    rows = len(left.count)
    places, position = np.unique(left.place, return_inverse=True)
    columns = len(left.tail)
    steps = falls[places]
    lines, quarter = np.nonzero(steps > 0)
    column = np.concatenate([np.repeat(np.arange(columns), 2), columns + np.arange(len(lines))])
    row = np.concatenate([np.stack([left.tail, rows + position], axis=1).ravel(), rows + lines])
    entry = np.concatenate(
        [np.stack([np.ones(columns), left.size.astype(float)], axis=1).ravel(), -np.ones(len(lines))]
    )
    lp = highspy.HighsLp()
    total = columns + len(lines)
    lp.num_col_, lp.num_row_ = total, rows + len(places)
    lp.col_cost_ = np.concatenate([left.cost, -steps[lines, quarter]])
    lp.col_lower_ = np.zeros(total)
    lp.col_upper_ = np.concatenate([left.count[left.tail].astype(float), np.ones(len(lines))])
    lp.row_lower_ = np.concatenate([np.zeros(rows), np.zeros(len(places))])
    lp.row_upper_ = np.concatenate([left.count.astype(float), np.full(len(places), np.inf)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    order = np.lexsort((row, column))
    lp.a_matrix_.start_ = np.searchsorted(column[order], np.arange(total + 1)).astype(np.int32)
    lp.a_matrix_.index_ = row[order].astype(np.int32)
    lp.a_matrix_.value_ = entry[order]
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * columns + [kinds.kContinuous] * len(lines)
    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", _SEED),
        ("mip_rel_gap", 0.0), ("mip_abs_gap", allowed), ("mip_max_nodes", _NODES),
    ):  # fmt: skip
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    solver.run()
    if not solver.getSolution().value_valid:
        return np.zeros(columns, np.int64)
    whole: Ints = np.rint(np.array(solver.getSolution().col_value)[:columns]).astype(np.int64)
    return whole
