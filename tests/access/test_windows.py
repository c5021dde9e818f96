"""Days, months and hours: leap days, short months, and the nights in which the clocks are changed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lagezentrum.law.access.windows import DayWindow, HourWindow, Span

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2021, 12, 31), 2, date(2022, 2, 28)),
        (date(2021, 7, 15), 6, date(2022, 1, 15)),
        (date(2021, 12, 1), 1, date(2022, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_one_there_is(start: date, months: int, end: date) -> None:
    assert Span(months=months).after(start) == end


def test_days_are_counted_across_a_leap_day() -> None:
    assert Span(days=28).after(date(2024, 2, 10)) == date(2024, 3, 9)
    assert Span(days=28).after(date(2022, 2, 10)) == date(2022, 3, 10)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_no_later_start_ends_earlier(start: date, months: int) -> None:
    span = Span(months=months)
    following = date.fromordinal(start.toordinal() + 1)
    assert start < span.after(start) <= span.after(following)


def test_comparison_words_differ_by_the_day_of_the_limit_itself() -> None:
    day, month = Span(days=14), Span(months=1)
    closed = DayWindow(at_least=day, at_most=month, cite=("x",))
    open_ = DayWindow(above=day, below=month, cite=("x",))
    start = date(2021, 6, 1)
    assert (closed.first_day(start), closed.last_day(start)) == (date(2021, 6, 15), date(2021, 7, 1))
    assert (open_.first_day(start), open_.last_day(start)) == (date(2021, 6, 16), date(2021, 6, 30))


def test_a_window_without_an_upper_word_never_expires() -> None:
    assert DayWindow(at_least=Span(days=0), cite=("x",)).last_day(date(2021, 6, 1)) is None


def test_hours_elapse_while_the_clocks_go_back_or_forward() -> None:
    day = HourWindow(at_most=24, cite=("x",))
    autumn = datetime(2021, 10, 31, 12, tzinfo=BERLIN)  # this day has 25 hours
    assert day.covers(datetime(2021, 10, 30, 13, tzinfo=BERLIN), autumn)
    assert not day.covers(datetime(2021, 10, 30, 12, 59, tzinfo=BERLIN), autumn)
    spring = datetime(2022, 3, 27, 12, tzinfo=BERLIN)  # this day has 23 hours
    assert day.covers(datetime(2022, 3, 26, 11, tzinfo=BERLIN), spring)
    assert not day.covers(datetime(2022, 3, 26, 10, 59, tzinfo=BERLIN), spring)


def test_a_test_to_be_taken_later_does_not_count_and_zones_may_differ() -> None:
    window = HourWindow(below=24, cite=("x",))
    noon = datetime(2021, 12, 6, 12, tzinfo=BERLIN)
    assert not window.covers(datetime(2021, 12, 6, 11, 1, tzinfo=UTC), noon)
    assert window.covers(datetime(2021, 12, 6, 11, tzinfo=UTC), noon)
    assert not window.covers(datetime(2021, 12, 5, 11, tzinfo=UTC), noon)


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Span, {}),
        (Span, {"days": 1, "months": 1}),
        (DayWindow, {"cite": "x"}),
        (DayWindow, {"cite": "x", "at_least": {"days": 1}, "above": {"days": 1}}),
        (DayWindow, {"cite": "x", "at_least": {"days": 1}, "at_most": {"days": 2}, "below": {"days": 2}}),
        (HourWindow, {"cite": "x"}),
        (HourWindow, {"cite": "x", "at_most": 1, "below": 1}),
    ],
)
def test_a_window_takes_one_word_per_side_and_one_unit(
    model: type[Span | DayWindow | HourWindow], data: object
) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(data)
