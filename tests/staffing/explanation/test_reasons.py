"""Why an office and a person get what they get."""

from dataclasses import replace

import pytest

from lagezentrum.staffing import allocation, explanation
from lagezentrum.staffing.model import Need, Rules, Skill
from tests.staffing.allocation.test_conflicts import INSTANCE, WEEK
from tests.staffing.allocation.test_fairness import TWO


def test_the_account_that_is_missing_is_named_with_what_it_costs() -> None:
    one_account = replace(TWO, receivers=(INSTANCE.receivers[0], TWO.receivers[1]),
                          needs=(Need("R0", WEEK, Skill.CONTACT_TRACING, 4.0),))  # fmt: skip
    found = explanation.office(one_account, allocation.plan(one_account), "R0", WEEK, own_fte=3.0)
    assert found.coverage == 0.25
    assert [binding.limit for binding in found.bindings] == [("accesses", "R0")]
    free = allocation.week(replace(one_account, receivers=TWO.receivers), WEEK)
    assert found.bindings[0].gain == pytest.approx(allocation.week(one_account, WEEK).objective - free.objective)
    assert found.bindings[0].extra_fte == 3.0
    assert found.more is not None
    assert not found.more.possible


def test_where_people_are_short_the_answer_names_who_would_lose() -> None:
    found = explanation.office(TWO, allocation.plan(TWO), "R0", WEEK)
    assert [binding.limit for binding in found.bindings] == [("people",)]
    assert found.more is not None
    assert found.more.plus == 1.0
    assert found.more.changes == (("R0", 1.0), ("R1", -1.0))
    assert found.more.moved == 1


def test_a_covered_office_needs_no_more() -> None:
    little = replace(TWO, needs=(Need("R0", WEEK, Skill.CONTACT_TRACING, 2.0),))
    found = explanation.office(little, allocation.plan(little), "R0", WEEK)
    assert (found.coverage, found.more, found.bindings) == (1.0, None, ())


def test_what_holds_a_person_is_named() -> None:
    weeks = replace(TWO, rules=Rules(min_stay_weeks=2), weeks=(WEEK,))
    plan = allocation.plan(weeks)
    other = explanation.person(weeks, plan, plan.assignments[0].person, WEEK)
    assert other.held is None
    assert other.alternatives[0].cost is not None
    late = replace(weeks, people=(replace(TWO.people[0], trained_on=None), *TWO.people[1:]))
    assert explanation.person(late, allocation.plan(late), "L/0", WEEK).barrier == "training"


def test_unknown_receivers_and_weeks() -> None:
    plan = allocation.plan(TWO)
    with pytest.raises(KeyError):
        explanation.office(TWO, plan, "R9", WEEK)
    with pytest.raises(KeyError):
        explanation.what_if(TWO, plan, "R0", WEEK.replace(year=2021), 1.0)
