"""Forecasts use nothing after their origin, stay within four weeks, and show an error that was computed."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.law.text import Text
from lagezentrum.season.autumn.reading import read_office_cases
from lagezentrum.staffing.need.forecast import COVERED, MOST_WEEKS, TooFarAhead, TooShort, evaluate, forecast
from lagezentrum.staffing.need.record import CaseRecord

ORIGIN = date(2020, 11, 8)
STATE = Text(de="erfunden", en="invented")


def record(*offices: tuple[int | None, ...]) -> CaseRecord:
    first = date(2020, 8, 3)
    counts = {f"GA{n}": days for n, days in enumerate(offices)}
    return CaseRecord(first, first + timedelta(days=len(offices[0]) - 1), counts, STATE, "x")


def test_nothing_after_the_origin_has_any_influence() -> None:
    full = read_office_cases()
    cut = (ORIGIN - full.first).days + 1
    scrambled = {key: (*series[:cut], *(99 for _ in series[cut:])) for key, series in full.counts.items()}
    assert forecast(replace(full, counts=scrambled), ORIGIN, 4) == forecast(full, ORIGIN, 4)


def test_every_forecast_carries_the_past_error_of_its_weeks_ahead_known_at_its_origin() -> None:
    outlook = forecast(read_office_cases(), ORIGIN, 4)
    assert len(outlook.forecasts) == 4 * 43
    assert outlook.state == read_office_cases().state
    for one in outlook.forecasts:
        assert one.week == ORIGIN + timedelta(days=7 * one.weeks_ahead - 6)
        assert one.past == outlook.past[one.weeks_ahead - 1]
        assert one.low <= one.likely <= one.high
    for past in outlook.past:
        # 14 whole weeks up to the origin, the first of them after the second week
        assert past.forecasts == 43 * (14 - 2 - past.weeks_ahead + 1)


def test_the_error_is_that_of_doing_it_again_from_each_past_origin() -> None:
    full = read_office_cases().known_on(date(2020, 10, 4))
    weeks = {key: lambda monday, key=key: full.in_week(key, monday) for key in full.counts}
    errors, plain, inside = [], [], []
    # The last outcome known is the week up to 4 October; weeks are counted back from there.
    for back in range(1, 8):
        origin = full.last - timedelta(days=7 * back)
        for one in forecast(full, origin, 1).forecasts:
            came, before = weeks[one.office](one.week), weeks[one.office](one.week - timedelta(days=7))
            assert came is not None
            assert before is not None
            inside.append(one.low <= came <= one.high)
            if came:
                errors.append(abs(one.likely - came) / came)
                plain.append(abs(before - came) / came)
    past = evaluate(full)[1]
    assert past.forecasts == len(inside)
    assert past.median_percent == pytest.approx(100 * float(np.median(errors)))
    assert past.persistence_percent == pytest.approx(100 * float(np.median(plain)))
    assert past.covered == pytest.approx(float(np.mean(inside)))


def test_over_the_whole_record_the_error_grows_with_the_weeks_and_is_about_as_good_as_persistence() -> None:
    found = evaluate(read_office_cases())
    errors = [found[ahead].median_percent or 0 for ahead in range(1, MOST_WEEKS + 1)]
    assert errors == sorted(errors)
    for past in found.values():
        assert past.median_percent is not None
        assert past.persistence_percent is not None
        assert past.covered is not None
        assert past.median_percent < 1.05 * past.persistence_percent
        assert COVERED - 0.05 < past.covered < 0.95


@pytest.mark.parametrize("weeks", [5, 8, 100])
def test_beyond_four_weeks_nothing_is_said_and_the_reason_is(weeks: int) -> None:
    with pytest.raises(TooFarAhead, match="80 %") as refused:
        forecast(read_office_cases(), ORIGIN, weeks)
    assert f"{weeks} Wochen voraus" in refused.value.in_language("de")


def test_too_little_on_record_is_refused_and_a_missing_day_is_no_empty_one() -> None:
    with pytest.raises(TooShort):
        forecast(record((1,) * 13), date(2020, 8, 15), 1)
    with pytest.raises(TooShort):
        forecast(record((1,) * 10 + (None,) + (1,) * 10), date(2020, 8, 23), 1)
    with pytest.raises(ValueError, match="outside"):
        forecast(record((1,) * 14), date(2020, 9, 1), 1)
    with pytest.raises(ValueError, match="at least one"):
        forecast(record((1,) * 14), date(2020, 8, 16), 0)


def test_with_too_few_past_forecasts_the_error_is_unknown() -> None:
    (past,) = forecast(record((4,) * 28), date(2020, 8, 30), 1).past
    assert (past.median_percent, past.covered) == (None, None)


@given(st.lists(st.lists(st.integers(0, 60), min_size=35, max_size=35).map(tuple), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_any_record_gives_finite_ordered_forecasts(offices: list[tuple[int, ...]]) -> None:
    found = record(*offices)
    for one in forecast(found, found.last, MOST_WEEKS).forecasts:
        assert 0 <= one.low <= one.likely <= one.high < 1e6
