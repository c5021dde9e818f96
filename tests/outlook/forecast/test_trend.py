"""The middle of forecasts: known answers, and that no method looks ahead."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.outlook.forecast.panel import Panel, last_known
from lagezentrum.outlook.forecast.reporting_days import reporting_days
from lagezentrum.outlook.forecast.trend import CHOSEN, METHODS, Method, medians
from lagezentrum.outlook.forecast.weekdays import weekday_levels
from tests.outlook.drawing import drawn
from tests.outlook.forecast.made_up import FIRST, LAND, walk

LEADS = 10


def said(panel: Panel, method: str | Method) -> np.ndarray:
    kinds = reporting_days(panel.first, panel.length + LEADS, "03")
    return medians(panel, LEADS, METHODS[method] if isinstance(method, str) else method, kinds)


def growing(rate: float, days: int = 60) -> Panel:
    values = np.exp(rate * np.arange(days))[:, None] * 10 - LAND.offset
    return Panel(LAND, ("03",), FIRST, values)


@given(st.sampled_from(sorted(METHODS)), st.sampled_from([1, 3]), st.integers(20, 70), st.integers(0, 1000))
@drawn(30)
def test_no_method_looks_ahead(method: str, areas: int, day: int, seed: int) -> None:
    panel = walk(80, areas, seed=seed)
    other = replace(panel, values=panel.values.copy())
    other.values[day + 1 :] = walk(80, areas, seed=seed + 1).values[day + 1 :]
    np.testing.assert_array_equal(said(panel, method)[:, : day + 1], said(other, method)[:, : day + 1])


def test_persistence_and_trend_are_what_they_are_called() -> None:
    panel = growing(0.05)
    now = panel.logs[-1, 0]
    assert said(panel, "persistence")[:, -1, 0] == pytest.approx(np.full(LEADS, now))
    assert said(panel, "log_linear")[:, -1, 0] == pytest.approx(now + 0.05 * np.arange(1, LEADS + 1))


def test_damping_lets_growth_end() -> None:
    panel = growing(0.05)
    change = said(panel, Method(0.75, 0.85, shared=True))[:, -1, 0] - panel.logs[-1, 0]
    assert change == pytest.approx(0.05 * 0.75 * np.cumsum(0.85 ** np.arange(1, LEADS + 1)))


def test_growth_beyond_reason_is_not_continued() -> None:
    change = said(growing(0.3), Method(1.0, 0.5))[0, -1, 0] - growing(0.3).logs[-1, 0]
    assert change == pytest.approx(0.1 * 0.5)


def test_growth_is_taken_around_missing_figures_and_nothing_is_said_from_them() -> None:
    panel = growing(0.05)
    panel.values[[-8, -4, -1]] = np.nan
    result = said(panel, "log_linear")
    assert np.isnan(result[:, [-8, -4, -1]]).all()
    assert result[:, -2, 0] == pytest.approx(panel.logs[-2, 0] + 0.05 * np.arange(1, LEADS + 1))


def test_districts_share_their_growth() -> None:
    rows = np.arange(30)
    values = np.stack([100 * np.exp(0.04 * rows), 100 * np.exp(-0.02 * rows)], axis=1) - 5
    panel = Panel(replace(LAND, offset=5.0), ("03101", "03102"), FIRST, values)
    change = said(panel, Method(1.0, 1.0, shared=True))[0, -1] - panel.logs[-1]
    assert change == pytest.approx([0.01, 0.01])


def test_one_area_alone_learns_how_far_its_growth_is_to_be_continued() -> None:
    turning = 3 + 0.6 * np.abs((np.arange(300) + 0.5) % 14 - 7) / 7  # what rose for a week falls in the next
    alone = Panel(LAND, ("03",), FIRST, np.exp(turning)[:, None])
    fixed, learning = Method(0.75, 0.85, shared=True), METHODS[CHOSEN]
    assert learning.regression == "alone"
    growth = said(alone, replace(learning, weekdays=False, leaving=False))[6] - alone.logs
    usual = said(alone, fixed)[6] - alone.logs
    rising = usual[200:, 0] > 0.05
    assert growth[200:, 0][rising].mean() < 0.3 * usual[200:, 0][rising].mean()
    both = replace(alone, areas=("03101", "03102"), values=np.repeat(alone.values, 2, axis=1))
    np.testing.assert_array_equal(
        said(both, replace(learning, weekdays=False, leaving=False)), said(both, fixed), err_msg="several areas do not"
    )


def test_a_weekly_pattern_is_found_and_noise_is_not() -> None:
    kinds = np.arange(120) % 7
    pattern = np.array([-0.3, 0.1, 0.1, 0.1, 0.1, 0.1, -0.2])
    noise = 0.01 * np.random.default_rng(3).standard_normal(120)
    found = weekday_levels((3 + pattern[kinds] + noise)[:, None], kinds)[-1]
    assert found == pytest.approx(pattern - pattern.mean(), abs=0.02)
    silent = [weekday_levels(walk(120, seed=seed).logs, kinds)[-1] for seed in range(10)]
    assert np.abs(silent).mean() < 0.01  # the walk's own steps are 0.05


def test_holidays_report_like_sundays() -> None:
    kinds = reporting_days(date(2021, 12, 24), 6, "03")  # Friday, then Christmas on Saturday and Sunday
    assert kinds.tolist() == [4, 6, 6, 0, 1, 2]
    easter = reporting_days(date(2022, 4, 15), 5, "03")  # Good Friday, Saturday, Sunday, Easter Monday, Tuesday
    assert easter.tolist() == [6, 0, 6, 6, 0]
    assert reporting_days(date(2022, 4, 15), 1, "00").tolist() == [4]


def test_last_known_rows() -> None:
    assert last_known(np.array([[np.nan], [1.0], [np.nan], [2.0]]))[:, 0].tolist() == [-1, 1, 1, 3]


def test_a_negative_or_infinite_figure_is_refused() -> None:
    for wrong in (-1.0, np.inf):
        with pytest.raises(ValueError, match="hospitalisation"):
            Panel(LAND, ("03",), FIRST, np.array([[wrong]]))
