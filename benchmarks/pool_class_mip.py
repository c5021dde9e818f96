"""The federal week as one integer program in HiGHS: identical people merged into classes, whole people on every arc.

The same hub network as in `staffing.federal`, so the rival has the strong formulation too; it lacks the flow algorithm
and the split into flow, whole people per authority and a small program.
"""

import highspy
import numpy as np

from benchmarks.pool_federal_data import FederalPool
from lagezentrum.staffing.federal import network as hub
from lagezentrum.staffing.federal.classes import merge
from lagezentrum.staffing.federal.steps import segments, total_unmet


def solve(pool: FederalPool, gap: float, limit: float) -> tuple[float, float, bool]:
    """Objective, bound, and whether the gap was reached within `limit` seconds. Infinite where nothing was found."""
    people, offices, prices = pool.people, pool.offices, pool.prices
    kilometres = offices.kilometres()
    outlets, classes = merge(people, offices, kilometres, prices)
    quarters = classes.count * outlets.size[classes.outlet]
    covered = segments(offices.need, prices, 2)
    net = hub.build(outlets, offices, kilometres, prices, covered, int(quarters.sum()) + 1)
    size = np.ones(net.nodes, np.int64)
    by_language, any_hub, first_place, first_need = (int(number) for number in net.hubs)
    size[: net.outlets] = outlets.size
    size[by_language:any_hub] = outlets.size[: outlets.remote]
    size[any_hub:first_place] = np.arange(first_place - any_hub) % 4 + 1
    size[first_place:first_need] = net.place[3]
    # a row for each node (people in = people out; quarters at a need) and one for each authority
    last = net.groups[hub.COVERED]
    arcs, lent = len(net.tail), len(classes.outlet)
    each = size[net.tail]
    each[last] = 1
    at_need = (net.head >= first_need) & (net.head < net.sink)
    to_sink = net.head == net.sink
    columns = np.arange(arcs)
    column = np.concatenate([columns, columns[~to_sink], arcs + np.arange(lent), arcs + np.arange(lent)])
    row = np.concatenate([net.tail, net.head[~to_sink], classes.outlet, net.sink + classes.authority])
    value = np.concatenate(
        [np.ones(arcs), -np.where(at_need, each, 1)[~to_sink], -np.ones(lent), outlets.size[classes.outlet]]
    ).astype(float)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = arcs + lent, net.sink + len(people.limits)
    lp.col_cost_ = np.concatenate([net.cost * each / hub.SCALE, np.zeros(lent)])
    lp.col_lower_ = np.zeros(arcs + lent)
    lp.col_upper_ = np.concatenate([net.capacity, classes.count]).astype(float)
    lp.row_lower_ = np.concatenate([np.zeros(net.sink), np.zeros(len(people.limits))])
    lp.row_upper_ = np.concatenate([np.zeros(net.sink), people.limits.astype(float)])
    lp.offset_ = total_unmet(offices.need, np.zeros(offices.need.shape, np.int64), prices)
    order = np.lexsort((row, column))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(column[order], np.arange(arcs + lent + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = row[order].astype(np.int32), value[order]
    whole, parts = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    kinds = np.full(arcs + lent, whole)
    kinds[last] = parts
    lp.integrality_ = kinds.tolist()
    solver = highspy.Highs()
    for option, setting in (
        ("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", gap), ("time_limit", limit),
    ):  # fmt: skip
        solver.setOptionValue(option, setting)
    solver.setOptionValue("presolve", "off")  # wrong in HiGHS 1.14.0; right in 1.13.1 and as quick with it as without
    solver.passModel(lp)
    solver.run()
    info = solver.getInfo()
    found = bool(solver.getSolution().value_valid)
    objective = info.objective_function_value if found else float("inf")
    return objective, info.mip_dual_bound, solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
