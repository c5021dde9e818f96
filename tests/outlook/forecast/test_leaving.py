"""What leaves the window of a sum: found where it is there, not invented where it is not, and gone after the window."""

import numpy as np
import pytest

from lagezentrum.outlook.forecast.leaving import MOST, leaving
from lagezentrum.outlook.forecast.panel import Floats

WEEK = 7


def sums(days: int = 400, areas: int = 1, *, seed: int = 2) -> Floats:
    """Logarithms of sums over seven days of counts that scatter around a constant."""
    rng = np.random.default_rng(seed)
    daily = rng.gamma(12.0, 1.0, (days + WEEK - 1, areas))
    weekly: Floats = np.lib.stride_tricks.sliding_window_view(daily, WEEK, axis=0).sum(axis=2)
    return np.log(weekly)


def found(logs: Floats) -> Floats:
    return leaving(logs, np.zeros_like(logs), WEEK)


def test_what_came_a_week_ago_leaves_the_sum() -> None:
    logs = sums()
    said = found(logs)[0, 100:-1, 0]
    came = np.diff(logs[100:, 0])
    assert np.corrcoef(said, came)[0, 1] > 0.3
    assert ((came - said) ** 2).mean() < 0.9 * (came**2).mean()


def test_nothing_comes_back_on_a_random_walk() -> None:
    rng = np.random.default_rng(5)
    logs = np.cumsum(0.05 * rng.standard_normal((400, 20)), axis=0)
    assert np.abs(found(logs)[0, 100:]).mean() < 0.1 * 0.05


def test_over_a_whole_week_nothing_is_added() -> None:
    logs = sums(areas=3)
    odd = np.diff(logs, axis=0)
    correction = found(logs)
    assert correction.shape == (WEEK - 1, *logs.shape)
    # The last day of the week would take back what is left: the day that leaves then is today's own.
    share = correction[0, -1] / -(odd[-WEEK] - odd[-WEEK:].mean(axis=0))
    assert share == pytest.approx(np.full(3, share[0]))
    assert 0 < share[0] <= MOST
    assert correction[-1, -1] == pytest.approx(share * (odd[-1] - odd[-WEEK:].mean(axis=0)))


def test_unknown_days_add_nothing_and_spoil_nothing() -> None:
    logs = sums()
    gaps = logs.copy()
    gaps[[150, 200, 201, 390]] = np.nan
    correction = found(gaps)
    assert np.isfinite(correction).all()
    whole = found(logs)
    assert np.corrcoef(correction[0, 230:380, 0], whole[0, 230:380, 0])[0, 1] > 0.9
