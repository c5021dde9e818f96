"""Every stated counterfactual equals that of trying every distribution."""

from math import ceil

import pytest

from lagezentrum.staffing import allocation, explanation
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.explanation.resolving import PlannedWeek
from lagezentrum.staffing.model import QUARTERS, Assignment, Instance
from tests.staffing.allocation.brute_force import distributions
from tests.staffing.allocation.tiny import tiny


def _useful(instance: Instance, rows: tuple[Assignment, ...], receiver: str) -> int:
    """Quarters sent to a receiver, not counting time beyond the person who completes a need."""
    quarters = {person.key: person.quarters for person in instance.people}
    sizes = {quarters[key] for key in Eligibility(instance).allowed(instance.weeks[0])}
    total = 0
    if not sizes:
        return 0
    for need in instance.needs:
        if need.receiver != receiver or need.fte <= 0:
            continue
        sums, cap = {0}, 0
        while cap < QUARTERS * need.fte - 1e-9:
            cap += 1
            while not any(cap - size in sums for size in sizes):
                cap += 1
            sums.add(cap)
        total += min(cap, sum(quarters[r.person] for r in rows if r.receiver == receiver and r.skill == need.skill))
    return total


def wrong_what_ifs(seed: int) -> tuple[int, list[str]]:
    """How many what-ifs a tiny pool has, and what is wrong with those that are."""
    instance = tiny(seed, people=4)
    week = instance.weeks[0]
    previous = {row.person: row.receiver for row in instance.standing}
    plan = allocation.plan(instance, gap=0)
    known = [
        (rows, allocation.objective(instance, rows, week, previous)) for rows in distributions(instance, week, previous)
    ]
    wrong = []
    for receiver in (place.key for place in instance.receivers):
        found = explanation.what_if(instance, plan, receiver, week, 0.5, gap=0)
        target = _useful(instance, plan.assignments, receiver) + ceil(0.5 * QUARTERS)
        costs = [cost for rows, cost in known if _useful(instance, rows, receiver) >= target]
        if found.possible != bool(costs):
            wrong.append(f"pool {seed}, {receiver}: possible is {found.possible}")
        elif costs and found.cost is not None and found.between is not None:
            low, high = found.between
            right = found.cost == pytest.approx(min(costs) - plan.weeks[0].objective, abs=1e-6)
            if not (right and low - 1e-5 <= found.cost <= high + 1e-5 and dict(found.changes)[receiver] >= 0.5):
                wrong.append(f"pool {seed}, {receiver}: {found.cost}, by trying {min(costs)}")
        elif costs:
            wrong.append(f"pool {seed}, {receiver}: no cost stated")
    return len(instance.receivers), wrong


@pytest.mark.parametrize("seed", [1, 4, 6, 9, 12, 13, 17, 18, 20, 23, 27, 31])
def test_what_if_equals_trying_everything(seed: int) -> None:
    assert wrong_what_ifs(seed)[1] == []


@pytest.mark.parametrize("seed", [3, 6, 9, 15, 18, 24])
def test_other_places_of_a_person_equal_trying_everything(seed: int) -> None:
    instance = tiny(seed, people=4)
    week = instance.weeks[0]
    previous = {row.person: row.receiver for row in instance.standing}
    plan = allocation.plan(instance, gap=0)
    known = [
        (rows, allocation.objective(instance, rows, week, previous)) for rows in distributions(instance, week, previous)
    ]
    for person in instance.people:
        found = explanation.person(instance, plan, person.key, week, limit=9, gap=0)
        if found.barrier is not None:
            assert found.receiver is None
        for one in found.alternatives:
            costs = [
                cost
                for rows, cost in known
                if next((row.receiver for row in rows if row.person == person.key), None) == one.receiver
            ]
            if one.rule in ("remote", "distance", "mode"):
                assert not costs
            elif one.cost is not None:
                assert one.cost == pytest.approx(min(costs) - plan.weeks[0].objective, abs=1e-6)


@pytest.mark.parametrize("seed", [4, 6, 9, 12])
def test_the_relaxation_is_left_as_it_was(seed: int) -> None:
    instance = tiny(seed)
    planned = PlannedWeek(instance, allocation.plan(instance), instance.weeks[0])
    columns = {column: 1.0 for fills in planned.network.fills.values() for column in fills}
    if not columns:
        pytest.skip("nobody needs anybody in this week")
    first = planned.relaxed(columns, 2.0)
    planned.relaxed(columns, 3.0)
    assert planned.relaxed(columns, 2.0) == (first if first is None else pytest.approx(first, abs=1e-6))
