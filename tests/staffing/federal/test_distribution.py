import sys
from dataclasses import replace

import numpy as np
import pytest

from lagezentrum.staffing import allocation, checking, plan_file
from lagezentrum.staffing.federal import ExtraMissing, Impossible, Workforce, distribute
from lagezentrum.staffing.model import Plan, WeekResult
from tests.staffing.federal.small_pool import PRICES, WEEK, as_assignments, as_instance, draw


@pytest.mark.parametrize("seed", range(8))
def test_it_is_valid_costs_what_it_says_and_lies_at_or_above_its_bound(seed: int) -> None:
    people, offices = draw(seed)
    found = distribute(people, offices, PRICES)
    instance, rows = as_instance(people, offices), as_assignments(found)
    plan = Plan(rows, (WeekResult(WEEK, found.objective, found.bound),))
    assert checking.check(plan_file.write(instance, plan)).violations == ()
    assert found.objective == pytest.approx(allocation.objective(instance, rows, WEEK))
    exact = allocation.week(instance, WEEK, gap=0.0).objective
    assert found.bound <= exact + 1e-6
    assert exact <= found.objective + 1e-6
    assert found.objective <= 1.2 * exact  # made for large pools; the gap says how far a small one is off


def test_a_large_pool_comes_close_to_its_bound() -> None:
    found = distribute(*draw(1, people=20_000, offices=12, authorities=40), PRICES)
    assert 0 <= found.gap < 0.001
    assert found.classes < 10_000


def test_equal_arrays_give_equal_results() -> None:
    people, offices = draw(3)
    first, second = distribute(people, offices, PRICES), distribute(people, offices, PRICES)
    assert first.objective == second.objective
    for name in ("office", "work", "mode"):
        assert (getattr(first, name) == getattr(second, name)).all()


def test_another_order_of_people_changes_who_of_equals_is_sent_and_nothing_else() -> None:
    people, offices = draw(3)
    mixed = np.random.Generator(np.random.PCG64(1)).permutation(len(people.authority))
    columns = ("authority", "level", "quarters", "mode", "district", "language", "available")
    other = replace(people, **{name: getattr(people, name)[mixed] for name in columns})
    first, second = distribute(people, offices, PRICES), distribute(other, offices, PRICES)
    assert first.objective == pytest.approx(second.objective, rel=1e-12)
    assert first.bound == second.bound
    assert (np.bincount(first.office + 1) == np.bincount(second.office + 1)).all()


def nobody(people: Workforce) -> Workforce:
    return replace(people, available=np.zeros_like(people.available))


def test_without_anybody_everything_stays_open() -> None:
    people, offices = draw(4)
    found = distribute(nobody(people), offices, PRICES)
    assert (found.office == -1).all()
    assert found.objective == pytest.approx(found.bound)
    assert found.objective == pytest.approx(allocation.objective(as_instance(people, offices), (), WEEK))


def test_without_any_need_nobody_is_sent() -> None:
    people, offices = draw(5)
    found = distribute(people, replace(offices, need=np.zeros_like(offices.need)), PRICES)
    assert (found.office == -1).all()
    assert (found.objective, found.gap) == (0.0, 0.0)


def test_an_authority_that_lends_nothing_keeps_everybody() -> None:
    people, offices = draw(6)
    found = distribute(replace(people, limits=np.where(np.arange(6) == 2, 0, people.limits)), offices, PRICES)
    assert (found.office[people.authority == 2] == -1).all()
    assert (found.office >= 0).any()


def test_arrays_that_describe_no_pool_are_refused_with_their_place() -> None:
    people, offices = draw(7)
    wrong = people.quarters.copy()
    wrong[3] = 5
    with pytest.raises(Impossible, match=r"quarters\[3\] is 5"):
        distribute(replace(people, quarters=wrong), offices, PRICES)
    with pytest.raises(Impossible, match="mode: 119 values for 120 people"):
        distribute(replace(people, mode=people.mode[1:]), offices, PRICES)
    with pytest.raises(Impossible, match="need"):
        distribute(people, replace(offices, need=-offices.need), PRICES)
    with pytest.raises(Impossible, match="no language"):
        distribute(people, replace(offices, asks=np.ones_like(offices.asks)), PRICES)


def test_without_or_tools_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.graph.python", None)
    with pytest.raises(ExtraMissing, match=r"lagezentrum\[federal\]") as caught:
        distribute(*draw(1), PRICES)
    assert "lagezentrum[federal]" in caught.value.de
