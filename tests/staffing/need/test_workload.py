"""The workload model obeys the laws of its domain: monotone, lagging, and in balance with its steady state."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.staffing.model import Skill
from lagezentrum.staffing.need.models import Dynamic, PerCase, Situation
from lagezentrum.staffing.need.parameters import DEFAULTS, Mark, Parameters, default_parameters
from lagezentrum.staffing.need.ranges import Level, Range
from lagezentrum.staffing.need.workload import (
    MissingCases,
    daily_work,
    days_before,
    fte_per_weekly_minute,
    hours_per_case,
    queue,
    shares,
)

PARAMETERS = default_parameters()
MODEL = Dynamic(PARAMETERS)
DAYS = 7 + days_before(PARAMETERS)
WEEK = date(2020, 11, 2)

cases_of_days = st.lists(st.integers(0, 300), min_size=DAYS, max_size=DAYS).map(lambda days: tuple(map(float, days)))
few = settings(max_examples=40, deadline=None)


def situation(cases: tuple[float, ...], own: float = 0.0, backlog: float = 0.0) -> Situation:
    return Situation("GA", WEEK, cases, own, backlog)


@given(cases_of_days, st.integers(0, DAYS - 1), st.integers(1, 200))
@few
def test_more_cases_on_any_day_never_lower_any_end_of_the_need(cases: tuple[float, ...], day: int, more: int) -> None:
    grown = tuple(count + more * (n == day) for n, count in enumerate(cases))
    before, after = MODEL.needed(situation(cases)), MODEL.needed(situation(grown))
    assert all(before.fte.at(level) <= after.fte.at(level) + 1e-9 for level in Level)
    assert all(before.left_undone.at(level) <= after.left_undone.at(level) + 1e-6 for level in Level)


@given(cases_of_days, st.data())
@few
def test_no_choice_within_the_ranges_leaves_the_range_of_the_need(
    cases: tuple[float, ...], data: st.DataObject
) -> None:
    values = {}
    for part in fields(PARAMETERS):
        found: Range = getattr(PARAMETERS, part.name)
        drawn = data.draw(st.floats(found.low, found.high), label=part.name)
        values[part.name] = round(drawn) if part.name.endswith("_days") else drawn
    work = daily_work(values, int(values["tracing_lag_days"]), cases, 7)
    fte = sum(work.minutes) * fte_per_weekly_minute(values)
    assert MODEL.needed(situation(cases)).fte.holds(fte, 1e-6)


@given(cases_of_days)
@few
def test_every_lag_is_tried_because_a_longer_one_may_lower_or_raise_the_need(cases: tuple[float, ...]) -> None:
    values = PARAMETERS.at(Level.LIKELY)
    known = Parameters(**{name: Range.exactly(value) for name, value in values.items()})
    found = Dynamic(replace(known, tracing_lag_days=Range(0, 1, 3))).needed(situation(cases)).fte
    each = [sum(daily_work(values, lag, cases, 7).minutes) * fte_per_weekly_minute(values) for lag in range(4)]
    assert found.low == pytest.approx(min(each))
    assert found.likely == pytest.approx(each[1])
    assert found.high == pytest.approx(max(each))


@given(st.integers(0, 500), st.sampled_from(Level))
@few
def test_at_constant_cases_the_dynamic_model_is_the_steady_state(cases: int, level: Level) -> None:
    values = PARAMETERS.at(level)
    found = MODEL.needed(situation((float(cases),) * DAYS)).fte.at(level)
    hours = 7 * cases * hours_per_case(values)
    capacity = values["weekly_hours"] * (1 - values["absence"]) / (1 + 1 / values["span"])
    assert found == pytest.approx(hours / capacity)


def test_the_steady_state_is_the_published_sum_where_no_orders_are_written() -> None:
    v = {**PARAMETERS.at(Level.LIKELY), "order_minutes": 0.0}
    each = v["calls_per_day"] * (
        (1 - v["digital_share"]) * v["call_minutes"] + v["digital_share"] * v["digital_minutes"]
    )
    reached = v["notified_share"] * v["contacts_per_case"]
    minutes = v["interviewed_share"] * v["interview_minutes"]
    minutes += reached * (v["notification_minutes"] + v["follow_up_days"] * each)
    assert hours_per_case(v) == pytest.approx(minutes * (1 + v["overhead"]) / 60)
    assert 6 < hours_per_case(PARAMETERS.at(Level.LIKELY)) < 10


def test_one_day_of_cases_is_followed_up_for_d_days_after_the_lag() -> None:
    values = {**PARAMETERS.at(Level.LIKELY), "follow_up_days": 5.0}
    lag, reached = 2, values["notified_share"] * values["contacts_per_case"]
    cases = [0.0] * 10 + [10.0] + [0.0] * 10
    work = daily_work(values, lag, cases, 15)
    first = 10 - (len(cases) - 15)
    followed = [n for n, stock in enumerate(work.under_follow_up) if stock]
    assert followed == [first + lag + n for n in range(5)]
    assert max(work.under_follow_up) == pytest.approx(10 * reached)
    assert work.interviews[first] > 0
    assert sum(work.interviews) == work.interviews[first]


def test_after_a_peak_the_dynamic_need_lies_above_hours_per_case_and_before_it_below() -> None:
    falling = situation((100.0,) * (DAYS - 7) + (10.0,) * 7)
    rising = situation((10.0,) * (DAYS - 7) + (100.0,) * 7)
    for case, above in ((falling, True), (rising, False)):
        needed = MODEL.needed(case)
        static = case.cases_in_week * needed.hours_per_case.likely / (39 * 0.88) * (1 + 1 / 9)
        assert (needed.fte.likely > static) is above


@given(st.lists(st.floats(0, 1e4), max_size=30), st.floats(0, 1e4), st.floats(0, 1e4))
@few
def test_the_queue_is_never_negative_and_never_loses_work(work: list[float], capacity: float, start: float) -> None:
    left = queue(work, capacity, start)
    assert all(hours >= 0 for hours in left)
    done = start + sum(work) - (left[-1] if left else start)
    assert -1e-6 <= done <= capacity * len(work) + 1e-6


@given(cases_of_days, st.floats(0.1, 50), st.floats(0, 50))
@few
def test_more_hours_per_case_never_lower_the_need(cases: tuple[float, ...], hours: float, more: float) -> None:
    def fte(each: float) -> float:
        return PerCase(Range.exactly(each), 39, PARAMETERS).needed(situation(cases)).fte.likely

    assert fte(hours) <= fte(hours + more)
    assert fte(hours) == pytest.approx(sum(cases[-7:]) * hours / 39)


@given(cases_of_days, st.sampled_from(Level))
@few
def test_the_kinds_of_work_divide_the_need_and_one_lead_serves_a_span(cases: tuple[float, ...], level: Level) -> None:
    values = PARAMETERS.at(level)
    for split in (shares(values), MODEL.needed(situation(cases)).shares[level]):
        assert sum(split.values()) == pytest.approx(1)
        assert min(split.values()) >= 0
        workers = split[Skill.CONTACT_TRACING] + split[Skill.CASE_INVESTIGATION]
        assert workers / split[Skill.LEAD] == pytest.approx(values["span"])


def test_a_backlog_raises_the_need_by_taking_up_its_cases() -> None:
    cases = (10.0,) * DAYS
    without, with_ = MODEL.needed(situation(cases)), MODEL.needed(situation(cases, backlog=70))
    assert all(with_.fte.at(level) > without.fte.at(level) for level in Level)
    assert with_.fte.likely < 2 * without.fte.likely  # follow-up of 70 cases comes later


def test_contacts_counted_by_the_office_take_the_place_of_the_stock() -> None:
    counted = (0.0,) * (7 + 14)
    cases = (50.0,) * DAYS
    own = MODEL.needed(replace(situation(cases), follow_up_until=counted))
    assert own.fte.likely < MODEL.needed(situation(cases)).fte.likely
    assert own.under_follow_up == Range.exactly(0)
    with pytest.raises(MissingCases):
        MODEL.needed(replace(situation(cases), follow_up_until=counted[:10]))


def test_too_few_days_are_refused_and_never_taken_for_zero() -> None:
    with pytest.raises(MissingCases, match="days of cases"):
        MODEL.needed(situation((5.0,) * 10))
    with pytest.raises(MissingCases):
        PerCase(Range.exactly(10), 39, PARAMETERS).needed(situation((5.0,) * 6))


def test_every_parameter_has_a_source_and_what_is_assumed_says_so() -> None:
    assert {part.name for part in fields(Parameters)} == set(DEFAULTS)
    for parameter in DEFAULTS.values():
        assert parameter.source
        assert ("assumption of this project" in parameter.source) == (parameter.mark is Mark.ASSUMED)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("digital_minutes", Range(1, 2, 9), "longer than a call"),
        ("follow_up_days", Range(7, 9.5, 14), "whole days"),
        ("digital_share", Range(0.1, 0.2, 1.2), "share"),
        ("absence", Range(0.1, 0.2, 1.0), "below 1"),
        ("span", Range(0, 9, 10), "above zero"),
    ],
)
def test_parameters_that_break_the_model_are_refused(name: str, value: Range, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        replace(PARAMETERS, **{name: value})


@pytest.mark.parametrize("values", [(2, 1, 3), (-1, 0, 1), (0, float("nan"), 1), (0, 1, float("inf"))])
def test_a_range_that_does_not_ascend_is_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="range"):
        Range(*values)
