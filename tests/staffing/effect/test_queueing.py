"""The queue by days against a queue case by case, and what holds of the two rules for certain."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.staffing.effect.queueing import RULES, steady_share_in_time, work_through

CHECK = settings(max_examples=60, deadline=None)
amounts = st.integers(0, 9)
weeks = st.integers(1, 12).flatmap(
    lambda days: st.tuples(*2 * [st.lists(amounts, min_size=days, max_size=days)], st.integers(0, 5))
)


def case_by_case(came: list[int], hands: list[int], rule: str, useful: int, aside: bool) -> tuple[list[int], int]:
    """Delays of the cases worked, and how many were set aside."""
    desk: list[int] = []
    delays: list[int] = []
    given_up = 0
    for day, (new, able) in enumerate(zip(came, hands, strict=True)):
        desk += [day] * new
        if aside:
            given_up += sum(day - since > useful for since in desk)
            desk = [since for since in desk if day - since <= useful]
        delays += [day - desk.pop(-1 if rule == "newest_first" else 0) for _ in range(min(able, len(desk)))]
    return delays, given_up


@CHECK
@given(weeks, st.sampled_from(RULES), st.booleans())
def test_the_queue_by_days_equals_one_case_by_case(
    week: tuple[list[int], list[int], int], rule: str, aside: bool
) -> None:
    came, hands, useful = week
    worked = work_through(came, hands, rule, useful, set_late_aside=aside)
    delays, given_up = case_by_case(came, hands, rule, useful, aside)
    assert worked.in_time[0] == sum(delay <= useful for delay in delays)
    assert worked.late[0] == sum(delay > useful for delay in delays)
    assert worked.set_aside[0] == given_up
    assert worked.waiting[0] == sum(came) - len(delays) - given_up
    if delays:
        assert worked.mean_delay_of_all[0] == pytest.approx(np.mean(delays))
    else:
        assert np.isnan(worked.mean_delay_of_all[0])


@CHECK
@given(weeks)
def test_newest_first_is_never_worse_while_every_day_brings_more_than_can_be_worked(
    week: tuple[list[int], list[int], int],
) -> None:
    extra, hands, useful = week
    came = [able + more for able, more in zip(hands, extra, strict=True)]
    newest, oldest = (work_through(came, hands, rule, useful) for rule in RULES)
    assert newest.in_time[0] >= oldest.in_time[0]
    assert newest.in_time[0] == sum(hands)


@CHECK
@given(weeks)
def test_newest_first_is_never_worse_where_only_the_same_day_counts(week: tuple[list[int], list[int], int]) -> None:
    came, hands, _ = week
    newest, oldest = (work_through(came, hands, rule, 0) for rule in RULES)
    assert newest.in_time[0] >= oldest.in_time[0]


@CHECK
@given(weeks)
def test_newest_first_works_as_much_and_never_with_a_larger_mean_delay(week: tuple[list[int], list[int], int]) -> None:
    came, hands, useful = week
    newest, oldest = (work_through(came, hands, rule, useful) for rule in RULES)
    assert (newest.taken_up == oldest.taken_up).all()
    if newest.taken_up.any():
        assert newest.mean_delay_of_all[0] <= oldest.mean_delay_of_all[0] + 1e-9


@CHECK
@given(weeks)
def test_nothing_beats_oldest_first_among_the_cases_still_useful(week: tuple[list[int], list[int], int]) -> None:
    came, hands, useful = week
    best = work_through(came, hands, "oldest_first", useful, set_late_aside=True).in_time[0]
    for rule in RULES:
        for aside in (False, True):
            assert work_through(came, hands, rule, useful, set_late_aside=aside).in_time[0] <= best


def test_a_short_peak_is_where_oldest_first_reaches_more() -> None:
    # The second case of the first day is a day old when newest first takes the new one, and late a day later.
    newest, oldest = (work_through([2, 1, 0], 1, rule, 1) for rule in RULES)
    assert newest.share_in_time[0] == pytest.approx(2 / 3)
    assert oldest.share_in_time[0] == 1


@pytest.mark.parametrize("coverage", [0.2, 0.5, 0.8])
def test_at_constant_coverage_oldest_first_falls_behind_and_newest_first_serves_its_share_the_same_day(
    coverage: float,
) -> None:
    days = 84
    newest, oldest = (work_through(np.full(days, 10.0), 10 * coverage, rule, 6) for rule in RULES)
    behind = (1 - coverage) * np.arange(days)
    assert np.abs(oldest.mean_delay[0] - behind).max() < 1  # cases come by whole days
    assert newest.mean_delay[0] == pytest.approx(0)
    assert newest.share_in_time[0] == pytest.approx(coverage)
    assert oldest.in_time[0] < newest.in_time[0]


@pytest.mark.parametrize("rule", RULES)
def test_on_a_late_day_the_steady_share_is_that_of_the_queue(rule: str) -> None:
    days, useful = 84, 14
    coverage = np.array([0.3, 0.7, 0.8, 0.87, 0.95, 1.0, 1.2])
    came = np.full((coverage.size, days), 100.0)
    worked = work_through(came, 100 * coverage[:, None], rule, useful)
    before = work_through(came[:, :-1], 100 * coverage[:, None], rule, useful)
    last_day = (worked.in_time - before.in_time) / 100
    assert last_day == pytest.approx(steady_share_in_time(coverage, rule, useful, days))


def test_offices_do_not_touch_each_other() -> None:
    came = [[5, 0, 3], [1, 9, 0], [0, 0, 0]]
    together = work_through(came, [[2], [3], [1]], "newest_first", 1)
    for office, hands in enumerate([2, 3, 1]):
        alone = work_through(came[office], hands, "newest_first", 1)
        assert together.in_time[office] == alone.in_time[0]
    assert together.cases.tolist() == [8, 10, 0]
    assert np.isnan(together.share_in_time[2])


@pytest.mark.parametrize(
    ("cases", "capacity", "rule", "useful", "said"),
    [
        ([1, -1], 1, "newest_first", 1, "cases is -1.0 for office 0 on day 1"),
        ([1, np.nan], 1, "newest_first", 1, "A missing number is not zero"),
        ([1, 1], [1, np.inf], "newest_first", 1, "capacity is inf"),
        ([1, 1], [1, 1, 1], "newest_first", 1, "capacity has the shape (3,), cases (1, 2)"),
        ([[[1]]], 1, "newest_first", 1, "cases has 3 axes"),
        ([1], 1, "fifo", 1, "The rule is 'fifo'; write one of newest_first, oldest_first"),
        ([1], 1, "oldest_first", -1, "useful_days is -1"),
    ],
)
def test_bad_input_is_refused_with_its_place(
    cases: object, capacity: object, rule: str, useful: int, said: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        work_through(cases, capacity, rule, useful)  # type: ignore[arg-type]
