"""The middle of a forecast: from each past day, what each method says about the days after it.

The method in use, `damped_shared_learning`. In a season the figures of a Land rise and fall together, while a
district's own growth of one week is mostly noise. So the growth of the last seven days is taken as the mean over all
areas of the panel and continued with damping, because growth seldom lasts:

    log y(t + l) = log y(t) + strength · g(t) · (φ + φ² + … + φ^l) + w(t + l) - w(t) + v(t, l)

with g the mean daily log growth of the last seven days, w the weekly pattern of publication (`weekdays.py`), in which a
public holiday is like a Sunday, and v what leaves the window of a sum over seven days (`leaving.py`). Where an area
stands alone, its growth is no mean and may be noise too; then the factor, strength · (φ + … + φ^l), is learned from
what came of it so far (`regression.py`).

The others are kept because a method is worth nothing without those it was measured against: `python -m
benchmarks.forecast` prints all of them. The damped trend is that of Gardner and McKenzie (1985).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lagezentrum.outlook.forecast.leaving import leaving
from lagezentrum.outlook.forecast.panel import Floats, Ints, Panel, last_known
from lagezentrum.outlook.forecast.regression import regressed_growth
from lagezentrum.outlook.forecast.weekdays import weekday_levels

MOST_GROWTH = 0.1
"""Daily log growth beyond which nothing is continued (doubling in a week)."""
GROWTH_LASTS = 14
"""Days for which a growth once known is still used where figures are missing."""


@dataclass(frozen=True, slots=True)
class Method:
    """How the middle is found.

    Attributes:
        strength: share of the growth that is continued; 0 is persistence.
        damping: φ; 1 continues it for ever.
        windows: days over which growth is taken; the mean of several.
        shared: growth as the mean over the panel's areas instead of each area's own.
        weekdays: whether the weekly pattern of publication is added.
        limited: whether growth is limited to `MOST_GROWTH`.
        regression: whether the factor of growth is fitted to past outcomes, with strength and damping as prior:
            never, always, or where an area stands alone, so that its growth is no mean over several.
        leaving: whether what leaves the window of a sum is looked at.
    """

    strength: float
    damping: float = 1.0
    windows: tuple[int, ...] = (7,)
    shared: bool = False
    weekdays: bool = False
    limited: bool = True
    regression: Literal["never", "alone", "always"] = "never"
    leaving: bool = False


METHODS: Mapping[str, Method] = {
    "persistence": Method(0.0),
    "log_linear": Method(1.0, limited=False),
    "half_log_linear": Method(0.5, limited=False),  # on the log scale the mean of the two before
    "damped_own": Method(0.75, 0.85),
    "damped_shared": Method(0.75, 0.85, shared=True),
    "damped_shared_two_windows": Method(0.75, 0.85, windows=(7, 14), shared=True),
    "damped_shared_weekdays": Method(0.75, 0.85, shared=True, weekdays=True),
    "damped_shared_leaving": Method(0.75, 0.85, shared=True, weekdays=True, leaving=True),
    "damped_shared_learning": Method(0.75, 0.85, shared=True, weekdays=True, leaving=True, regression="alone"),
    "regression": Method(0.75, 0.85, shared=True, regression="always"),
}
CHOSEN = "damped_shared_learning"
RIVALS = ("persistence", "log_linear")


def medians(panel: Panel, leads: int, method: Method, kinds: Ints) -> Floats:
    """What a method says on each day about the 1 … `leads` days after it, on the log scale.

    Args:
        panel: D × A figures.
        leads: how many days ahead.
        method: how.
        kinds: what each day reports like, D + `leads` of them (`reporting_days`).

    Returns:
        L × D × A; NaN from days on which an area had no figure. Row t rests on nothing after day t.
    """
    logs = panel.logs
    growth = _growth(logs, method)
    steps = np.arange(1, leads + 1)
    lasting = method.strength * np.cumsum(method.damping ** (steps if method.damping < 1 else 0 * steps))
    if method.regression == "always" or (method.regression == "alone" and len(panel.areas) == 1):
        middle = logs[None] + regressed_growth(logs, growth, lasting)
    else:
        middle = logs[None] + lasting[:, None, None] * growth[None]
    if method.weekdays:
        levels = weekday_levels(logs, kinds[: panel.length])
        rows = np.arange(panel.length)
        here = levels[rows, kinds[: panel.length]]
        for lead in range(1, leads + 1):
            middle[lead - 1] += (levels[rows, kinds[rows + lead]] - here)[:, None]
    window = panel.quantity.window
    if method.leaving and window is not None:
        correction = leaving(logs, middle[0] - logs, window)[:leads]
        middle[: len(correction)] += correction
    return middle


def _growth(logs: Floats, method: Method) -> Floats:
    """D × A, daily log growth as it could be known on each day; 0 where it could not."""
    growth = np.zeros_like(logs)
    if method.strength == 0:
        return growth
    for window in method.windows:
        part = _growth_over(logs, window)
        if method.shared:
            known = np.isfinite(part)
            mean = np.where(known, part, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
            part = np.broadcast_to(mean[:, None], logs.shape)
        growth = growth + np.nan_to_num(part) / len(method.windows)
    return np.clip(growth, -MOST_GROWTH, MOST_GROWTH) if method.limited else growth


def _growth_over(logs: Floats, window: int) -> Floats:
    """Growth against the figure `window` days before or, where that is missing, the nearest up to three days off."""
    growth = np.full_like(logs, np.nan)
    for aside in (0, 1, -1, 2, -2, 3, -3):
        back = window + aside
        if 2 <= back < len(logs):
            since = np.full_like(logs, np.nan)
            since[back:] = (logs[back:] - logs[:-back]) / back
            growth = np.where(np.isfinite(growth), growth, since)
    rows = last_known(growth)
    age = np.arange(len(logs))[:, None] - rows
    filled = np.take_along_axis(growth, np.maximum(rows, 0), axis=0)
    return np.where((rows >= 0) & (age <= GROWTH_LASTS), filled, np.nan)
