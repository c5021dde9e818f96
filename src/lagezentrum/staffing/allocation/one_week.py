"""One week, solved exactly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lagezentrum.staffing.allocation.conflicts import Unsatisfiable, find
from lagezentrum.staffing.allocation.decoding import assignments
from lagezentrum.staffing.allocation.network import Network
from lagezentrum.staffing.allocation.situation import Situation
from lagezentrum.staffing.allocation.solving import Infeasible, solve_whole
from lagezentrum.staffing.model import Assignment, Instance, Standing


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The distribution of one week; `objective - bound` is what may still be gained."""

    week: date
    assignments: tuple[Assignment, ...]
    objective: float
    bound: float


def week(instance: Instance, week: date, standing: Iterable[Standing] | None = None, *, gap: float = 1e-4) -> WeekPlan:
    """The best distribution of one week, given who is in service in the week before.

    Args:
        instance: what is known.
        week: a Monday among `instance.weeks`.
        standing: who is in service in the week before, where and since when. None: `instance.standing`.
        gap: how far the objective may lie above the proven bound, as a share of it (where the objective is small, by at
            most `gap` · 20,000); 0: proven optimum.

    Raises:
        Unsatisfiable: wishes and rules exclude one another.
    """
    return solve(Situation(instance, week, instance.standing if standing is None else standing), gap)


def solve(situation: Situation, gap: float) -> WeekPlan:
    """The best distribution of a situation.

    Raises:
        Unsatisfiable: wishes and rules exclude one another.
    """
    network = Network(situation)
    try:
        solution = solve_whole(network, gap)
    except Infeasible:
        raise Unsatisfiable(find(situation)) from None
    return WeekPlan(
        situation.week,
        assignments(network, solution.values),
        solution.objective,
        min(solution.bound, solution.objective),
    )
