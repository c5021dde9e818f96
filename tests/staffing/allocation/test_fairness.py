"""Coverage, Gini, the leximin levels, and both aims side by side."""

from dataclasses import replace

import pytest

from lagezentrum.staffing import allocation
from lagezentrum.staffing.allocation.aims import side_by_side
from lagezentrum.staffing.allocation.fairness import coverage, gini, leximin
from lagezentrum.staffing.allocation.situation import Situation
from lagezentrum.staffing.model import Aim, Need, QueueRule, Skill
from tests.staffing.allocation.test_conflicts import INSTANCE, WEEK

TRACING = Skill.CONTACT_TRACING
TWO = replace(
    INSTANCE,
    receivers=tuple(replace(place, accesses=None) for place in INSTANCE.receivers),
    needs=(Need("R0", WEEK, TRACING, 2.0), Need("R1", WEEK, TRACING, 6.0)),
)


def test_gini() -> None:
    assert gini([]) is None
    assert gini([0.5, 0.5]) == 0.0
    assert gini([0.0, 1.0]) == pytest.approx(0.5)


def test_four_people_for_two_and_six_posts_cover_half_of_each() -> None:
    found = coverage(TWO, allocation.week(TWO, WEEK).assignments, WEEK)
    assert found.shares == {"R0": 0.5, "R1": 0.5}
    assert (found.total, found.minimum, found.gini, found.people) == (0.5, 0.5, 0.0, 4)


def test_leximin_goes_on_where_some_can_have_no_more() -> None:
    one_account = replace(TWO, receivers=(replace(TWO.receivers[0], accesses=0), TWO.receivers[1]))
    level, limited = leximin(Situation(TWO, WEEK, ())), leximin(Situation(one_account, WEEK, ()))
    assert level is not None
    assert level.levels == pytest.approx({"R0": 0.5, "R1": 0.5})
    assert (level.placed_fte, level.most_fte) == pytest.approx((4.0, 4.0))
    assert limited is not None
    assert limited.levels == pytest.approx({"R0": 0.0, "R1": 4 / 6}, abs=1e-6)


def test_who_takes_the_oldest_first_gets_all_or_little() -> None:
    oldest = tuple(replace(place, queue_rule=QueueRule.OLDEST_FIRST) for place in TWO.receivers)
    equal, targeted = side_by_side(replace(TWO, receivers=oldest), WEEK, {"R0": 1.0, "R1": 1.0})
    assert (equal.aim, targeted.aim) == (Aim.EQUAL_COVERAGE, Aim.TARGETED)
    assert equal.in_time == 0.0
    assert targeted.coverage.shares["R0"] == 1.0
    assert targeted.in_time == pytest.approx(3.0 / 10.0)
    assert equal.in_time_newest == pytest.approx(0.6)
