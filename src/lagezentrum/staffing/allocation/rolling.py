"""Several weeks, one after the other: each is solved exactly, given who is in service in the week before.

Where a minimum stay would bind people in vain in the next week, the week is solved together with the next one.
"""

from collections.abc import Iterable
from datetime import date

from lagezentrum.staffing.allocation.bound import joint_bound
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.allocation.looking_ahead import improve
from lagezentrum.staffing.allocation.one_week import solve
from lagezentrum.staffing.allocation.situation import Situation
from lagezentrum.staffing.model import Assignment, Instance, Plan, Standing, WeekResult


def plan(instance: Instance, *, gap: float = 1e-4, with_bound: bool = True) -> Plan:
    """Plan all weeks of an instance, one after the other.

    Args:
        instance: what is known.
        gap: how far each week may lie above its proven bound, as a share of it; 0: each week a proven optimum, by
            itself or together with the relaxation of the next.
        with_bound: compute `Plan.joint_bound` too (a few times as long again).

    Raises:
        Unsatisfiable: wishes and rules exclude one another.
    """
    eligible = Eligibility(instance)
    standing: tuple[Standing, ...] = instance.standing
    used: dict[str, int] = {}
    results: list[WeekResult] = []
    found: list[Assignment] = []
    for week in sorted(instance.weeks):
        situation = Situation(instance, week, standing, used, eligible=eligible)
        solved = improve(situation, solve(situation, gap), gap)
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
