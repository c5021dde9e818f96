"""Laws of every plan, on many small pools drawn from numbers. `benchmarks.pool_random` runs ten thousand of them."""

from collections import Counter
from dataclasses import replace

import pytest

from lagezentrum.staffing import allocation, checking, plan_file
from tests.staffing.properties.brute_force import any_plan, best, best_of_all_weeks, size
from tests.staffing.random_instances import shuffled, small


def test_no_rule_is_broken_in_any_plan() -> None:
    outcome: Counter[str] = Counter()
    for seed in range(160):
        instance = small(seed)
        try:
            plan = allocation.plan(instance, with_bound=False)
        except allocation.Unsatisfiable:
            outcome["wishes exclude one another"] += 1
            continue
        found = checking.check(plan_file.write(instance, plan)).violations
        assert found == (), f"pool {seed}: {found[0].en}"
        outcome["planned"] += 1
    assert outcome["planned"] > 130
    assert outcome["wishes exclude one another"] > 0


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_one_week_costs_as_little_as_the_best_of_all_plans(first: int) -> None:
    tried = 0
    for seed in range(first, first + 100):
        instance = small(seed, people=4, receivers=2, weeks=1)
        if size(instance) > 2500:
            continue
        least = best(instance)
        try:
            found = allocation.plan(instance, gap=0.0, with_bound=False).weeks[0].objective
        except allocation.Unsatisfiable:
            found = None
        assert found == (None if least is None else pytest.approx(least, abs=1e-6)), f"pool {seed}"
        tried += 1
    assert tried > 60


def test_wishes_are_said_to_exclude_one_another_only_where_no_plan_is_valid() -> None:
    refused = 0
    for seed in range(400):
        instance = small(seed, people=3, receivers=2, weeks=2)
        try:
            allocation.plan(instance, with_bound=False)
        except allocation.Unsatisfiable:
            refused += 1
            assert not any_plan(instance), f"pool {seed}"
    assert refused > 10


@pytest.mark.parametrize("seed", [1082])
def test_a_recall_ends_the_stay_of_the_whole_team(seed: int) -> None:
    instance = small(seed, people=4, receivers=2, weeks=2)
    plan = allocation.plan(instance)
    assert checking.check(plan_file.write(instance, plan)).valid


def test_the_joint_bound_lies_below_the_best_of_all_plans_of_two_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = tight = beyond = gained = 0
    for seed in range(160):
        drawn = small(seed, people=4, receivers=2, weeks=2)
        rules = replace(drawn.rules, min_stay_weeks=2)
        instance = replace(drawn, rules=rules, people=tuple(replace(one, pool="state") for one in drawn.people))
        if len(instance.weeks) < 2 or size(instance) > 2000:
            continue
        least = best_of_all_weeks(instance)
        try:
            bound = allocation.joint_bound(instance, gap=0.0)
        except allocation.Unsatisfiable:
            assert least is None, f"pool {seed}"
            continue
        if least is None:
            continue
        assert bound <= least + 1e-6, f"pool {seed}"
        alone = allocation.joint_bound(replace(instance, rules=replace(rules, min_stay_weeks=1)), gap=0.0)
        with monkeypatch.context() as patched:
            patched.setattr("lagezentrum.staffing.allocation.bound._BLOCK", 1)
            priced = allocation.joint_bound(instance, gap=0.0)
        assert priced <= least + 1e-6, f"pool {seed}, weeks priced apart"
        tried += 1
        tight += bound >= least - 1e-6
        beyond += bound > alone + 1e-6
        gained += bound > priced + 1e-6
    assert tried > 30
    assert tight > tried / 4
    assert beyond > 0
    assert gained > 0


def test_the_order_of_the_input_changes_no_byte() -> None:
    for seed in range(40):
        instance = small(seed, wishes=seed % 2 == 0)
        try:
            written = plan_file.write(instance, allocation.plan(instance, with_bound=False))
        except allocation.Unsatisfiable:
            continue
        other = shuffled(instance, seed + 1)
        assert plan_file.write(other, allocation.plan(other, with_bound=False)) == written, f"pool {seed}"
        assert plan_file.write(instance, allocation.plan(instance, with_bound=False)) == written, f"pool {seed}"


def test_all_weeks_together_cost_at_least_the_joint_bound() -> None:
    for seed in range(0, 200, 5):
        instance = small(seed)
        try:
            plan = allocation.plan(instance, gap=0.0)
        except allocation.Unsatisfiable:
            continue
        assert plan.joint_bound is not None
        assert plan.joint_bound <= sum(week.objective for week in plan.weeks) + 1e-6
        assert all(week.bound <= week.objective + 1e-6 for week in plan.weeks)
