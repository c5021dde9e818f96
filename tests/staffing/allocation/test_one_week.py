"""One week: the optimum of every distribution, the documented objective, equal bytes for permuted input."""

from dataclasses import replace
from itertools import pairwise

import pytest

from lagezentrum.staffing import allocation
from lagezentrum.staffing.allocation.coverage import segments, steps, unmet_cost
from lagezentrum.staffing.model import QUARTERS, Aim, Receiver, Rules
from tests.staffing.allocation.brute_force import best
from tests.staffing.allocation.tiny import tiny
from tests.staffing.random_instances import small

OFFICE = Receiver("R0", "Office", (), 52.0, 9.0)


@pytest.mark.parametrize("aim", list(Aim))
@pytest.mark.parametrize("seed", range(40, 60))
def test_the_optimum_is_that_of_trying_everything(seed: int, aim: Aim) -> None:
    instance = tiny(seed, aim, people=4)
    previous = {row.person: row.receiver for row in instance.standing}
    found = allocation.week(instance, instance.weeks[0], gap=0)
    assert found.objective == pytest.approx(best(instance, instance.weeks[0], previous), abs=1e-6)
    assert found.bound == pytest.approx(found.objective, abs=1e-5)


@pytest.mark.parametrize("seed", [295, 379, 532])
def test_a_week_that_presolve_gets_wrong(seed: int) -> None:
    """HiGHS 1.14.0 with presolve calls a worse distribution of these weeks optimal; the week alone bounds the plan."""
    plan = allocation.plan(small(seed), gap=0)
    assert plan.joint_bound is not None
    assert plan.joint_bound <= sum(week.objective for week in plan.weeks) + 1e-6


@pytest.mark.parametrize("sizes", [(4,), (2, 3, 4), (1, 2)])
@pytest.mark.parametrize("need", [0.3, 1.0, 2.37, 26.2])
def test_segments_say_the_same_as_steps_wherever_whole_people_can_be(need: float, sizes: tuple[int, ...]) -> None:
    rules = Rules()
    parts = segments(need, OFFICE, rules, sizes)
    totals = {0}
    for _ in range(60):
        totals |= {total + size for total in totals for size in sizes if total + size <= 4 * 30}
    for total in sorted(totals):
        left, cost = total, unmet_cost(need, 0.0, OFFICE, rules)
        for part in parts:
            cost -= min(part.quarters, left) * part.value
            left -= min(part.quarters, left)
        assert cost == pytest.approx(unmet_cost(need, total / QUARTERS, OFFICE, rules), abs=1e-6)
    assert all(one.value > other.value for one, other in pairwise(parts))


def test_unmet_need_is_strictly_convex_from_a_thousand_down() -> None:
    values = [value for _, value in steps(44.5, OFFICE, Rules())]
    assert len(values) == 45
    assert values[0] == 1000.0
    assert values == sorted(values, reverse=True)
    assert values[-1] >= QUARTERS * (10.0 + 8.0)
    assert len(steps(2.0, OFFICE, Rules())) == 20


@pytest.mark.parametrize("seed", [2, 3, 15, 41])
def test_permuted_input_gives_equal_bytes(seed: int) -> None:
    from lagezentrum.staffing import plan_file

    instance = small(seed, people=12)
    turned = replace(
        instance,
        people=instance.people[::-1],
        receivers=instance.receivers[::-1],
        lenders=instance.lenders[::-1],
        needs=instance.needs[::-1],
        standing=instance.standing[::-1],
        wishes=instance.wishes[::-1],
        pools=instance.pools[::-1],
    )
    one, other = allocation.plan(instance), allocation.plan(turned)
    assert plan_file.write(instance, one) == plan_file.write(turned, other)
