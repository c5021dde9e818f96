"""Scores of forecasts: weighted interval score, coverage, Brier score and reliability."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from lagezentrum.outlook.forecast.panel import Floats, Ints

LEVELS: Floats = np.array([0.01, 0.025, *(n / 20 for n in range(1, 20)), 0.975, 0.99])
"""The 23 quantile levels by which forecasts are scored (those of the forecast hubs of 2020 and after)."""
NORMAL: Floats = np.array([NormalDist().inv_cdf(float(level)) for level in LEVELS])
_BOUNDS = {50: (6, 16), 80: (3, 19), 95: (1, 21)}


def weighted_interval_score(quantiles: Floats, outcome: Floats) -> Floats:
    """Weighted interval score (Bracher et al. 2021), in the unit of the outcome; smaller is better.

    Twice the mean pinball loss over `LEVELS`, which is the same thing.

    Args:
        quantiles: 23 × …, at `LEVELS`.
        outcome: what came.

    Returns:
        The score of each outcome; NaN where outcome or a quantile is missing.
    """
    levels = LEVELS.reshape(-1, *(1 for _ in range(quantiles.ndim - 1)))
    above = outcome - quantiles
    score: Floats = 2 * np.maximum(levels * above, (levels - 1) * above).mean(axis=0)
    return score


def covered(quantiles: Floats, outcome: Floats, percent: int) -> Floats:
    """1 where the outcome lies in the central interval of 50, 80 or 95 %, bounds included, 0 where not, else NaN."""
    low, high = _BOUNDS[percent]
    inside = (quantiles[low] <= outcome) & (outcome <= quantiles[high])
    return np.where(np.isfinite(outcome) & np.isfinite(quantiles[low]), inside.astype(np.float64), np.nan)


def brier(probability: Floats, happened: Floats) -> float:
    """Brier score (1950): mean squared distance of probability and outcome (0 or 1); NaN pairs are left out."""
    return float(np.nanmean((probability - happened) ** 2))


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """One class of a reliability table: of `forecasts` with `said` on average, `came` happened.

    `origins` counts the groups of forecasts they come from; 0 where groups were not told.
    """

    low: float
    high: float
    forecasts: int
    said: float
    came: float
    origins: int = 0


def reliability(
    probability: Floats, happened: Floats, classes: int = 10, groups: Ints | None = None
) -> tuple[ReliabilityRow, ...]:
    """Said against come, by classes of probability of equal width; classes without a forecast are left out.

    `groups` tells for each forecast with which others it was made.
    """
    both = np.isfinite(probability) & np.isfinite(happened)
    together = groups[both] if groups is not None else None
    said, came = probability[both], happened[both]
    which = np.minimum((said * classes).astype(int), classes - 1)
    rows = []
    for index in range(classes):
        here = which == index
        if here.any():
            rows.append(
                ReliabilityRow(
                    index / classes,
                    (index + 1) / classes,
                    int(here.sum()),
                    float(said[here].mean()),
                    float(came[here].mean()),
                    len(np.unique(together[here])) if together is not None else 0,
                )
            )
    return tuple(rows)
