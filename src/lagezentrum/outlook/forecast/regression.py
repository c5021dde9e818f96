"""The factor by which growth is continued, fitted to the outcomes known by then, with the damped trend as prior."""

import numpy as np

from lagezentrum.outlook.forecast.panel import Floats

_PRIOR_WEIGHT = 0.1
"""Weight of the prior, as a sum of squared daily growth (about a fortnight of a growth of 8 % a day)."""


def regressed_growth(logs: Floats, growth: Floats, prior: Floats) -> Floats:
    """Change to come for each lead, L × D × A: growth times a factor, ridge regression towards `prior` (L).

    The factor used on day t for lead l rests on the days up to t - l, whose outcomes were known on t.
    """
    days = len(logs)
    change = np.empty((len(prior), *logs.shape))
    for index, start in enumerate(prior):
        lead = index + 1
        came = np.full_like(logs, np.nan)
        if lead < days:
            came[:-lead] = logs[lead:] - logs[:-lead]
        known = np.isfinite(came)
        areas = np.maximum(known.sum(axis=1), 1)
        left = np.where(known, came - start * growth, 0.0)
        product = np.cumsum((left * growth).sum(axis=1) / areas)
        square = np.cumsum(np.where(known, growth**2, 0.0).sum(axis=1) / areas)
        factor = np.full(days, start)
        if lead < days:
            factor[lead:] += product[:-lead] / (square[:-lead] + _PRIOR_WEIGHT)
        change[index] = factor[:, None] * growth
    return change
