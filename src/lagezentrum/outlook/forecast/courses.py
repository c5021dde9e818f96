"""Single courses in the form of paths: what really came, and figures that stand still."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from lagezentrum.outlook.forecast.panel import Panel, last_known
from lagezentrum.outlook.forecast.paths import Paths


def what_came(panels: Sequence[Panel], origin: date, days: int) -> Paths:
    """The figures on record after `origin` as one path; NaN where nothing is on record."""
    values, known = {}, {}
    for panel in panels:
        start = panel.row(origin) + 1
        came = np.full((days, len(panel.areas), 1), np.nan, dtype=np.float32)
        recorded = panel.values[start : start + days]
        came[: len(recorded), :, 0] = recorded
        values[panel.quantity.indicator], known[panel.quantity.indicator] = came, panel.until(origin)
    return Paths(origin, origin + timedelta(days=1), days, values, known, 0)


def standing_still(panels: Sequence[Panel], origin: date, days: int) -> Paths:
    """One path on which every figure stays as it was last on record: persistence of figures, not of levels."""
    values, known = {}, {}
    for panel in panels:
        past = panel.until(origin)
        last = last_known(past.values)[-1]
        figures = np.where(last >= 0, past.values[last, np.arange(len(panel.areas))], np.nan)
        values[panel.quantity.indicator] = np.broadcast_to(
            figures.astype(np.float32)[None, :, None], (days, len(panel.areas), 1)
        ).copy()
        known[panel.quantity.indicator] = past
    return Paths(origin, origin + timedelta(days=1), days, values, known, 0)
