"""Several weeks, one after the other: each is solved exactly, given who is in service in the week before."""

from collections.abc import Iterable
from datetime import date

from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.allocation.one_week import solve
from lagezentrum.staffing.allocation.situation import Situation
from lagezentrum.staffing.model import Assignment, Instance, Plan, Standing, WeekResult


def plan(instance: Instance, *, gap: float = 1e-4, with_bound: bool = True) -> Plan:
    """Plan all weeks of an instance, one after the other.

    Args:
        instance: what is known.
        gap: how far each week may lie above its proven bound, as a share of it; 0: each week a proven optimum.
        with_bound: compute `Plan.joint_bound` too (about as long again).

    Raises:
        Unsatisfiable: wishes and rules exclude one another.
    """
    eligible = Eligibility(instance)
    standing: tuple[Standing, ...] = instance.standing
    used: dict[str, int] = {}
    results: list[WeekResult] = []
    found: list[Assignment] = []
    for week in sorted(instance.weeks):
        solved = solve(Situation(instance, week, standing, used, eligible=eligible), gap)
        results.append(WeekResult(week, solved.objective, solved.bound))
        found += solved.assignments
        standing = carried(standing, solved.assignments)
        for row in solved.assignments:
            used[row.person] = used.get(row.person, 0) + 1
    bound = joint_bound(instance, gap=gap) if with_bound else None
    return Plan(tuple(sorted(found)), tuple(results), bound)


def carried(standing: Iterable[Standing], assignments: Iterable[Assignment]) -> tuple[Standing, ...]:
    """Who is in service after a week: since when at the same receiver without a gap."""
    before = {row.person: row for row in standing}
    found = []
    for row in sorted(assignments):
        old = before.get(row.person)
        since = old.since if old is not None and old.receiver == row.receiver else row.week
        found.append(Standing(row.person, row.receiver, since, row.skill, row.mode))
    return tuple(found)


def situation_in(instance: Instance, plan: Plan, week: date, eligible: Eligibility | None = None) -> Situation:
    """The situation of a week of a plan: the weeks before it as planned.

    Raises:
        KeyError: the week is not among those of the instance.
    """
    if week not in instance.weeks:
        raise KeyError(week)
    standing, used = instance.standing, dict[str, int]()
    for earlier in sorted(instance.weeks):
        if earlier >= week:
            break
        rows = [row for row in plan.assignments if row.week == earlier]
        standing = carried(standing, rows)
        for row in rows:
            used[row.person] = used.get(row.person, 0) + 1
    return Situation(instance, week, standing, used, eligible=eligible)


def joint_bound(instance: Instance, *, gap: float = 1e-4) -> float:
    """A lower bound of the total objective of all weeks planned at once.

    What ties weeks to one another (cost of changes, minimum and longest stay, arrivals) is left out; the weeks are then
    independent, and the sum of their proven bounds lies at or below the total of every valid plan. Before
    `earliest_arrival` only those of `standing` may serve, at their receivers.

    Raises:
        Unsatisfiable: wishes and rules exclude one another.
    """
    eligible = Eligibility(instance)
    return sum(
        solve(Situation(instance, week, instance.standing, eligible=eligible, alone=True), gap).bound
        for week in sorted(instance.weeks)
    )
