"""Rolling origin: forecasts from many past days, each from nothing after its day, against what came.

Scored in the indicator's own unit. Every method gets its width in the same way, so that the comparison is about
the middle and not about who was given the better intervals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lagezentrum.outlook.forecast.panel import Floats, Ints, Panel
from lagezentrum.outlook.forecast.scores import LEVELS, NORMAL, covered, weighted_interval_score
from lagezentrum.outlook.forecast.spread import LONGEST_GAP, Errors, TooFewErrors
from lagezentrum.outlook.forecast.trend import METHODS, Method, medians

CLIMATOLOGY = "climatology"
_FEWEST_PAST = 20  # figures of an area's own past that make a climatology


@dataclass
class Score:
    """Sums over forecasts of one method at one number of days ahead.

    Attributes:
        forecasts: forecasts whose outcome is on record.
        origins: days from which they were made.
        wis, inside50, inside80, inside95: sums; see `mean`.
    """

    forecasts: int = 0
    origins: int = 0
    wis: float = 0.0
    inside50: float = 0.0
    inside80: float = 0.0
    inside95: float = 0.0

    def add(self, quantiles: Floats, outcome: Floats) -> None:
        """Score the forecasts of one origin (23 × A against A)."""
        score = weighted_interval_score(quantiles, outcome)
        known = np.isfinite(score)
        if not known.any():
            return
        self.forecasts += int(known.sum())
        self.origins += 1
        self.wis += float(score[known].sum())
        self.inside50 += float(covered(quantiles, outcome, 50)[known].sum())
        self.inside80 += float(covered(quantiles, outcome, 80)[known].sum())
        self.inside95 += float(covered(quantiles, outcome, 95)[known].sum())

    def joined(self, other: "Score") -> "Score":
        """The sums of both; origins of the one with more, as other areas do not make more days."""
        return Score(
            self.forecasts + other.forecasts,
            max(self.origins, other.origins),
            self.wis + other.wis,
            self.inside50 + other.inside50,
            self.inside80 + other.inside80,
            self.inside95 + other.inside95,
        )

    def mean(self, what: str) -> float:
        """Mean of `wis`, `inside50`, `inside80` or `inside95`; NaN without forecasts."""
        total: float = getattr(self, what)
        return total / self.forecasts if self.forecasts else float("nan")


Scores = dict[tuple[str, int], Score]
"""By method and days ahead."""


def quantiles_from(errors: Errors, origin: int, ahead: int) -> Floats:
    """Quantiles of the figures 1 … `ahead` days after a row, from nothing after it: `ahead` × 23 × A.

    NaN for areas without a figure in the last `LONGEST_GAP` days.

    Raises:
        TooFewErrors: the width can not be known.
    """
    middle, first = errors.standing(origin, ahead)
    calibration = errors.calibrate(origin, min(ahead + max(int(first.max()) - 1, 0), errors.leads))
    curve = calibration.half_widths(NORMAL)
    result = np.full((ahead, len(LEVELS), len(first)), np.nan)
    areas = np.arange(len(first))
    for step in range(ahead):
        lead = np.minimum(np.maximum(first - 1, 0) + step, len(curve) - 1)
        width = calibration.scale[lead, areas] * calibration.weekday[lead, errors.kinds[origin + 1 + step]]
        result[step] = errors.panel.back(middle[step] + curve[lead].T * width)
    return result


def evaluate(
    panel: Panel,
    kinds: Ints,
    origins: Iterable[int],
    ahead: int,
    methods: Sequence[str],
) -> Scores:
    """Scores of named methods (and `CLIMATOLOGY` if named) from rows `origins`, at 1 … `ahead` days.

    An origin counts for all methods or for none, so that all are scored on the same forecasts.

    Args:
        panel: the figures.
        kinds: what each day reports like, at least D + `ahead` + `LONGEST_GAP` of them.
        origins: rows; those for which the width can not be known are left out.
        ahead: most days ahead.
        methods: names of `METHODS`.
    """
    named: list[tuple[str, Method | None]] = [(name, METHODS.get(name)) for name in methods]
    leads = ahead + LONGEST_GAP
    made = {
        name: Errors(panel, medians(panel, leads, method, kinds), kinds) for name, method in named if method is not None
    }
    scores: Scores = {(name, step): Score() for name in methods for step in range(1, ahead + 1)}
    for origin in origins:
        reach = min(ahead, panel.length - 1 - origin)
        if reach < 1:
            continue
        try:
            said = {name: quantiles_from(errors, origin, reach) for name, errors in made.items()}
        except TooFewErrors:
            continue
        if CLIMATOLOGY in methods:
            said[CLIMATOLOGY] = np.broadcast_to(climatology(panel, origin), (reach, len(LEVELS), panel.values.shape[1]))
        for step in range(reach):
            outcome = panel.values[origin + 1 + step].copy()
            for quantiles in said.values():
                outcome[~np.isfinite(quantiles[step]).all(axis=0)] = np.nan
            for name, quantiles in said.items():
                scores[name, step + 1].add(quantiles[step], outcome)
    return scores


def climatology(panel: Panel, origin: int) -> Floats:
    """Quantiles of each area's own figures up to a row, 23 × A: what one says who only knows what is usual."""
    past = panel.values[: origin + 1]
    few = np.isfinite(past).sum(axis=0) < _FEWEST_PAST
    result = np.full((len(LEVELS), past.shape[1]), np.nan)
    if not few.all():
        result[:, ~few] = np.nanquantile(past[:, ~few], LEVELS, axis=0)
    return result
