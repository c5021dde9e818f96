"""Several weeks: every plan is accepted by the independent checker, costs what the definition says, and is bounded."""

from dataclasses import replace

import pytest

from lagezentrum.staffing import allocation, plan_file
from lagezentrum.staffing.allocation.rolling import situation_in
from lagezentrum.staffing.checking import check
from lagezentrum.staffing.model import Instance, Plan
from tests.staffing.random_instances import small


def planned(instance: Instance) -> Plan | None:
    try:
        return allocation.plan(instance, gap=0)
    except allocation.Unsatisfiable:
        return None


@pytest.mark.parametrize("seed", range(60))
def test_plans_of_random_instances(seed: int) -> None:
    instance = small(seed)
    plan = planned(instance)
    if plan is None:
        # The drawn limits alone never exclude one another: without wishes there is a plan.
        instance = replace(instance, wishes=())
        plan = allocation.plan(instance, gap=0)
    assert check(plan_file.write(instance, plan)).valid
    for week in plan.weeks:
        previous = situation_in(instance, plan, week.week).previous
        assert week.objective == pytest.approx(
            allocation.objective(instance, plan.assignments, week.week, previous), abs=1e-6
        )
    assert plan.joint_bound is not None
    assert plan.joint_bound <= sum(week.objective for week in plan.weeks) + 1e-6
