"""A week solved together with the relaxation of the week after it, so that a minimum stay binds nobody in vain."""

from lagezentrum.staffing.allocation.arrays import INFINITY
from lagezentrum.staffing.allocation.decoding import assignments
from lagezentrum.staffing.allocation.network import Network
from lagezentrum.staffing.allocation.objective import objective
from lagezentrum.staffing.allocation.one_week import WeekPlan
from lagezentrum.staffing.allocation.situation import WEEK, Situation
from lagezentrum.staffing.allocation.solving import Infeasible, solve_whole
from lagezentrum.staffing.allocation.stays import alone, binds, columns, kinds
from lagezentrum.staffing.model import QUARTERS

_WORTH_IT = 0.01
"""share of the working time sent that must be bound in vain before a week is looked at with the next"""


def improve(situation: Situation, myopic: WeekPlan, gap: float) -> WeekPlan:
    """The week in view of the next one; the bound stays that of the week by itself.

    Where the best distribution of the week by itself would bind hardly anybody to a receiver that needs them no longer,
    or where the next week alone has no solution, it is returned as it is.
    """
    after = situation.week + WEEK
    arrival = situation.instance.rules.earliest_arrival
    if after > situation.last or (arrival is not None and after < arrival) or not binds(situation.eligible):
        return myopic
    following = Situation(situation.instance, after, (), eligible=situation.eligible, alone=True)
    if not _in_vain(situation, following, myopic):
        return myopic
    network = Network(situation, mark=kinds(situation.eligible, situation.wishes, situation.week))
    tail, arrays = alone(following), network.arrays
    first, there = arrays.extend(tail.arrays, whole=False), columns(tail, 0)
    for place, arriving in sorted(columns(network, 1, arrivals=True).items()):
        row = arrays.row(("stay", *place), 0.0, INFINITY)
        arrays.fill(row, ((column, -1.0) for column in arriving))
        arrays.fill(row, ((first + column, 1.0) for column in there.get(place, ())))
    try:
        solution = solve_whole(network, gap)
    except Infeasible:
        return myopic
    rows = assignments(network, solution.values)
    cost = objective(situation.instance, rows, situation.week, situation.previous)
    return WeekPlan(situation.week, rows, cost, min(myopic.bound, cost))


def _in_vain(situation: Situation, following: Situation, myopic: WeekPlan) -> bool:
    """Whether those who arrive would fill more than the receivers need in the next week, by more than a trifle."""
    people, bound = situation.eligible.people, dict[str, int]()
    for row in myopic.assignments:
        if situation.previous.get(row.person) != row.receiver and situation.binding(
            row.person, row.receiver, following.week
        ):
            bound[row.receiver] = bound.get(row.receiver, 0) + people[row.person].quarters
    need: dict[str, float] = {}
    for (receiver, _), fte in following.needs.items():
        need[receiver] = need.get(receiver, 0.0) + QUARTERS * fte
    vain = sum(max(0.0, quarters - need.get(receiver, 0.0)) for receiver, quarters in bound.items())
    return vain > _WORTH_IT * sum(people[row.person].quarters for row in myopic.assignments)
