"""The weekly pattern of publication: how far a Sunday's figure lies below a Wednesday's without anything happening."""

import numpy as np

from lagezentrum.outlook.forecast.panel import Bools, Floats, Ints

WEEKS = 8
"""Weeks from which the pattern is taken."""


def weekday_levels(logs: Floats, kinds: Ints) -> Floats:
    """The pattern as it could be known on each day, D × 7 on the log scale, with mean zero.

    A day's increment is compared with a seventh of the week's growth. Of the mean by kind of day as much is kept as
    stands out of its own uncertainty (positive-part shrinkage after James and Stein 1961), so that a single series
    with few weeks shows no pattern at all.
    """
    days = len(logs)
    odd = np.full_like(logs, np.nan)
    odd[7:] = (logs[7:] - logs[6:-1]) - (logs[7:] - logs[:-7]) / 7
    known = np.isfinite(odd)
    mean = np.where(known, odd, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    some: Bools = np.asarray(known.any(axis=1))
    levels = np.zeros((days, 7))
    for day in range(days):
        rows = np.arange(max(7, day + 1 - 7 * WEEKS), day + 1)
        rows = rows[some[rows]] if len(rows) else rows
        levels[day] = _levels(mean[rows], kinds[rows])
    return levels


def _levels(odd: Floats, kinds: Ints) -> Floats:
    count = np.bincount(kinds, minlength=7).astype(np.float64)
    if (count < 3).any():
        return np.zeros(7)
    effect = np.bincount(kinds, weights=odd, minlength=7) / count
    left = odd - effect[kinds]
    uncertainty = float((left**2).sum() / (len(odd) - 7) * (1 / count).sum())
    effect -= effect.mean()
    size = float((effect**2).sum())
    effect *= max(0.0, 1.0 - uncertainty / size) if size > 0 else 0.0
    levels: Floats = np.cumsum(effect)
    levels -= levels.mean()
    return levels
