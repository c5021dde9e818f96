"""Widths: calibrated on what was known, from nothing later, and said to be unknown where they are."""

from dataclasses import replace

import numpy as np
import pytest

from lagezentrum.outlook.forecast.panel import Panel
from lagezentrum.outlook.forecast.reporting_days import reporting_days
from lagezentrum.outlook.forecast.rolling import CLIMATOLOGY, climatology, evaluate, quantiles_from
from lagezentrum.outlook.forecast.spread import LONGEST_GAP, Errors, TooFewErrors
from lagezentrum.outlook.forecast.trend import CHOSEN, METHODS, medians
from tests.outlook.forecast.made_up import walk

AHEAD = 10


def errors_of(panel: Panel, method: str = "persistence") -> Errors:
    kinds = reporting_days(panel.first, panel.length + AHEAD + LONGEST_GAP, "03")
    return Errors(panel, medians(panel, AHEAD + LONGEST_GAP, METHODS[method], kinds), kinds)


def test_a_forecast_rests_on_nothing_after_its_day() -> None:
    panel = walk(160, 4)
    origin = 120
    cut = panel.until(panel.day(origin))
    cut = replace(cut, values=np.concatenate([cut.values, np.full((39, 4), np.nan)]))
    whole = quantiles_from(errors_of(panel, CHOSEN), origin, AHEAD)
    np.testing.assert_array_equal(whole, quantiles_from(errors_of(cut, CHOSEN), origin, AHEAD))


@pytest.mark.parametrize("shared", [0.0, 0.6])
def test_intervals_hold_what_they_promise_on_a_random_walk(shared: float) -> None:
    panel = walk(700, 12, shared=shared)
    kinds = reporting_days(panel.first, panel.length + AHEAD + LONGEST_GAP, "03")
    scores = evaluate(panel, kinds, range(150, 680, 6), AHEAD, ["persistence"])
    for ahead in (1, 5, 10):
        assert scores["persistence", ahead].mean("inside80") == pytest.approx(0.8, abs=0.05)
        assert scores["persistence", ahead].mean("inside95") == pytest.approx(0.95, abs=0.04)


def test_width_grows_with_days_ahead_and_with_days_since_the_last_figure() -> None:
    panel = walk(200)
    width = np.diff(quantiles_from(errors_of(panel), 190, 9)[:, [3, 19], 0], axis=1)[:, 0]
    assert width[8] > 2 * width[0]
    panel.values[186:191] = np.nan
    late = quantiles_from(errors_of(panel), 190, 9)
    assert np.diff(late[0, [3, 19], 0])[0] > 1.5 * width[0]
    assert late[0, 11, 0] == pytest.approx(panel.values[185, 0])


def test_an_area_without_recent_figures_gets_no_forecast() -> None:
    panel = walk(200, 3)
    panel.values[200 - LONGEST_GAP - 2 :, 1] = np.nan
    quantiles = quantiles_from(errors_of(panel), 199, 1)
    assert np.isnan(quantiles[:, :, 1]).all()
    assert np.isfinite(quantiles[:, :, [0, 2]]).all()


def test_an_unruly_area_gets_wider_intervals() -> None:
    panel = walk(200, 6)
    panel.values[:, 2] = panel.values[:, 2] * np.exp(0.3 * np.random.default_rng(5).standard_normal(200))
    quantiles = np.log(quantiles_from(errors_of(panel), 199, 1)[0] + 5)
    width = quantiles[19] - quantiles[3]
    assert width[2] > 1.5 * np.delete(width, 2).max()


def test_too_short_a_record_is_refused_in_words() -> None:
    with pytest.raises(TooFewErrors, match="12 are needed") as refusal:
        quantiles_from(errors_of(walk(12)), 11, AHEAD)
    assert "nötig sind 12" in refusal.value.in_language("de")


def test_climatology_is_what_was_usual() -> None:
    panel = walk(100)
    assert climatology(panel, 79)[11, 0] == pytest.approx(np.median(panel.values[:80]))
    assert np.isnan(climatology(panel, 10)).all()


def test_every_method_is_scored_on_the_same_forecasts() -> None:
    panel = walk(150)
    panel.values[120:124] = np.nan
    kinds = reporting_days(panel.first, panel.length + AHEAD + LONGEST_GAP, "03")
    scores = evaluate(panel, kinds, range(40, 149), 3, ["persistence", CHOSEN, CLIMATOLOGY])
    for ahead in (1, 2, 3):
        numbers = {scores[name, ahead].forecasts for name in ("persistence", CHOSEN, CLIMATOLOGY)}
        assert len(numbers) == 1
        assert numbers.pop() > 50
