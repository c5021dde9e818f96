"""Paths: same seed same paths, joint, as wide as the quantiles, and nothing missing is filled in."""

from datetime import timedelta

import numpy as np
import pytest

from lagezentrum.outlook.forecast.panel import QUANTITIES, Panel
from lagezentrum.outlook.forecast.paths import HISTORY, NothingRecent, predict
from lagezentrum.outlook.forecast.reporting_days import reporting_days
from lagezentrum.outlook.forecast.rolling import quantiles_from
from lagezentrum.outlook.forecast.scores import LEVELS
from lagezentrum.outlook.forecast.spread import LONGEST_GAP, Errors, TooFewErrors
from lagezentrum.outlook.forecast.trend import CHOSEN, METHODS, medians
from tests.outlook.forecast.made_up import walk

LAND, DISTRICTS = walk(200, seed=4), walk(200, 5, seed=5, shared=0.5)
ORIGIN = LAND.last


def test_the_same_seed_gives_the_same_paths() -> None:
    first, again = (predict([LAND, DISTRICTS], ORIGIN, number=50, seed=7) for _ in range(2))
    other = predict([LAND, DISTRICTS], ORIGIN, number=50, seed=8)
    for name, values in first.values.items():
        np.testing.assert_array_equal(values, again.values[name])
        assert (values != other.values[name]).mean() > 0.9
    assert (first.number, first.ahead, first.day(first.ahead)) == (50, 0, ORIGIN + timedelta(days=1))


def test_figures_after_the_origin_are_not_looked_at() -> None:
    origin = ORIGIN - timedelta(days=30)
    whole = predict([LAND], origin, number=20)
    np.testing.assert_array_equal(
        whole.values["hospitalisation"], predict([LAND.until(origin)], origin, number=20).values["hospitalisation"]
    )


def test_paths_are_as_wide_as_the_quantiles_that_were_scored() -> None:
    paths = predict([DISTRICTS], ORIGIN, number=20_000)
    kinds = reporting_days(DISTRICTS.first, DISTRICTS.length + 21 + LONGEST_GAP, "03")
    errors = Errors(DISTRICTS, medians(DISTRICTS, 35, METHODS[CHOSEN], kinds), kinds)
    assert DISTRICTS.length <= HISTORY
    scored = quantiles_from(errors, DISTRICTS.length - 1, 21)
    inner = slice(3, 20)
    assert paths.quantiles("new_cases", LEVELS[inner]) == pytest.approx(scored[:, inner], rel=0.04)


def test_districts_of_a_land_go_together_on_a_path() -> None:
    def correlation(shared: float) -> float:
        paths = predict([walk(200, 5, seed=5, shared=shared)], ORIGIN, number=4000)
        return float(np.corrcoef(np.log(paths.values["new_cases"][6] + 5))[0, 1])

    assert correlation(0.0) < 0.3
    assert correlation(0.7) > 0.45


def test_days_of_a_path_go_together() -> None:
    values = np.log(predict([LAND], ORIGIN, number=4000).values["hospitalisation"][:, 0] + 0.5)
    assert np.corrcoef(values[12], values[13])[0, 1] > 0.9
    assert np.corrcoef(values[0], values[13])[0, 1] < 0.7


def test_figures_missing_at_the_end_are_drawn_and_earlier_ones_stay_missing() -> None:
    values = LAND.values.copy()
    values[-2:], values[-4] = np.nan, np.nan
    late = Panel(LAND.quantity, LAND.areas, LAND.first, values)
    paths = predict([late, DISTRICTS], ORIGIN, number=300)
    assert paths.ahead == 2
    drawn = paths.values["hospitalisation"][:, 0]
    assert (drawn.std(axis=1) > 0).all()
    assert drawn[1].std() > drawn[0].std()
    known = paths.values["new_cases"][:2]
    np.testing.assert_allclose(known, np.repeat(DISTRICTS.values[-2:, :, None], 300, axis=2), rtol=1e-6)
    assert np.isnan(paths.known["hospitalisation"].values[-4, 0])


def test_published_decimals_and_no_figure_below_zero() -> None:
    low = Panel(QUANTITIES["icu_share"], ("03",), LAND.first, np.round(0.02 * walk(200, seed=6).values, 1))
    values = predict([low], ORIGIN, number=500).values["icu_share"]
    assert (values >= 0).all()
    assert values == pytest.approx(np.round(values, 1), abs=1e-5)


def test_what_can_not_be_forecast_is_refused_in_words() -> None:
    values = DISTRICTS.values.copy()
    values[-LONGEST_GAP - 1 :, 2] = np.nan
    old = Panel(DISTRICTS.quantity, DISTRICTS.areas, DISTRICTS.first, values)
    with pytest.raises(NothingRecent, match="03003") as refusal:
        predict([old], ORIGIN, number=5)
    assert "keine Zahl in den letzten 14 Tagen" in refusal.value.in_language("de")
    with pytest.raises(TooFewErrors):
        predict([LAND], LAND.day(14), number=5)
    with pytest.raises(ValueError, match="at most 21"):
        predict([LAND], ORIGIN, days=22)
    with pytest.raises(ValueError, match="outside the figures"):
        predict([LAND], ORIGIN + timedelta(days=1))
