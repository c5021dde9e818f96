"""Scores: our own against an independent package, and what they must be by definition."""

import numpy as np
import pytest
import scoringrules  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.outlook.forecast.scores import LEVELS, brier, covered, reliability, weighted_interval_score
from tests.outlook.drawing import drawn

ALPHA = 2 * LEVELS[:11]


@given(st.integers(0, 2**32 - 1))
@drawn(100)
def test_wis_is_that_of_scoringrules(seed: int) -> None:
    rng = np.random.default_rng(seed)
    quantiles = np.sort(rng.normal(0, 3, (23, 5)), axis=0)
    outcome = rng.normal(0, 4, 5)
    theirs = scoringrules.weighted_interval_score(
        outcome, quantiles[11], quantiles[:11].T, quantiles[:11:-1].T, ALPHA, w_median=0.5, w_alpha=ALPHA / 2
    )
    assert weighted_interval_score(quantiles, outcome) == pytest.approx(np.asarray(theirs))


def test_wis_of_a_point_is_its_distance() -> None:
    assert weighted_interval_score(np.full((23, 1), 3.0), np.array([5.0])) == pytest.approx([2.0])


def test_a_missing_outcome_is_not_scored() -> None:
    quantiles = np.zeros((23, 2))
    outcome = np.array([np.nan, 0.0])
    assert np.isnan(weighted_interval_score(quantiles, outcome)).tolist() == [True, False]
    assert np.isnan(covered(quantiles, outcome, 80)).tolist() == [True, False]


def test_intervals_hold_their_bounds() -> None:
    quantiles = np.repeat(LEVELS[:, None], 4, axis=1)
    outcome = np.array([0.1, 0.9, 0.0999, 0.25])
    assert covered(quantiles, outcome, 80).tolist() == [1, 1, 0, 1]
    assert covered(quantiles, outcome, 50).tolist() == [0, 0, 0, 1]


def test_brier_and_reliability() -> None:
    said, came = np.array([0.0, 0.25, 0.25, 1.0, np.nan]), np.array([0.0, 1.0, 0.0, 1.0, 1.0])
    assert brier(said, came) == pytest.approx((0.75**2 + 0.25**2) / 4)
    assert brier(said[:4], came[:4]) == pytest.approx(float(scoringrules.brier_score(came[:4], said[:4]).mean()))
    rows = reliability(said, came, classes=4)
    assert [(row.low, row.forecasts, row.said, row.came) for row in rows] == [
        (0, 1, 0, 0),
        (0.25, 2, 0.25, 0.5),
        (0.75, 1, 1, 1),
    ]
