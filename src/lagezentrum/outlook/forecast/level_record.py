"""How good probabilities of levels were: rolling origin through law and figures, by Brier score.

The law is held as it is given (`held_law.held_from`), because what is judged is the forecast of figures and not of
legislation. What came is the level that the same law finds in the figures as published. Days on which missing figures
leave it open are not scored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from lagezentrum.outlook.forecast.chances import Evaluator, probabilities
from lagezentrum.outlook.forecast.courses import standing_still, what_came
from lagezentrum.outlook.forecast.panel import Floats, Panel
from lagezentrum.outlook.forecast.paths import NothingRecent, predict
from lagezentrum.outlook.forecast.scores import ReliabilityRow, reliability
from lagezentrum.outlook.forecast.spread import TooFewErrors
from lagezentrum.outlook.forecast.wording import SIMPLE_RULES

REFERENCES = tuple(SIMPLE_RULES)
"""The level of the day of origin; the law over figures that stand still; how often so far."""
_OPEN = 0.01  # a probability given from … to is scored by its middle up to this width, else not at all


@dataclass
class LevelScore:
    """Sums of squared distances at one level and number of days ahead, ours and those of `REFERENCES`."""

    forecasts: int = 0
    happened: int = 0
    ours: float = 0.0
    references: dict[str, float] = field(default_factory=lambda: dict.fromkeys(REFERENCES, 0.0))

    def joined(self, other: "LevelScore") -> "LevelScore":
        """The sums of both."""
        references = {name: self.references[name] + other.references[name] for name in REFERENCES}
        return LevelScore(
            self.forecasts + other.forecasts, self.happened + other.happened, self.ours + other.ours, references
        )

    @property
    def brier(self) -> float:
        """Brier score; NaN without forecasts."""
        return self.ours / self.forecasts if self.forecasts else float("nan")

    def skill(self, reference: str) -> float:
        """1 - score / score of the reference: 1 is perfect, 0 no better; NaN where the reference made no error."""
        against = self.references[reference]
        return 1 - self.ours / against if against > 0 else float("nan")


@dataclass
class LevelScores:
    """Scores by level and days ahead, with every pair of said and come for reliability tables.

    `pairs` holds one array (2 × A: said and come) for each origin, by level and days ahead.
    """

    scores: dict[tuple[int, int], LevelScore] = field(default_factory=dict)
    pairs: dict[tuple[int, int], list[Floats]] = field(default_factory=dict)
    origins: int = 0

    def reliability(self, days_ahead: int, level: int = 0) -> tuple[ReliabilityRow, ...]:
        """Said against come at a number of days ahead, for one level; 0: all levels together."""
        wanted = [pairs for (k, ahead), pairs in self.pairs.items() if ahead == days_ahead and level in (0, k)]
        if not any(wanted):
            return ()
        both = np.concatenate([pair for pairs in wanted for pair in pairs], axis=1)
        origins = [np.full(pair.shape[1], number) for pairs in wanted for number, pair in enumerate(pairs)]
        return reliability(both[0], both[1], groups=np.concatenate(origins))

    def add(self, other: "LevelScores") -> None:
        """Take in the scores of other areas on the same days."""
        for key, score in other.scores.items():
            self.scores[key] = self.scores.get(key, LevelScore()).joined(score)
        for kept, pairs in other.pairs.items():
            self.pairs.setdefault(kept, []).extend(pairs)
        self.origins = max(self.origins, other.origins)


def evaluate_levels(
    panels: Sequence[Panel],
    evaluator: Evaluator,
    start: date,
    origins: Sequence[date],
    *,
    days: int = 21,
    number: int = 300,
    seed: int = 0,
    state: str = "03",
    levels: tuple[int, ...] = (1, 2, 3),
    kept: Sequence[int] = (7, 14),
) -> LevelScores:
    """Score probabilities of "at least level k in force" from many days.

    Args:
        panels: the figures, on record up to `days` after the last origin.
        evaluator: the law, held still.
        start: from here on levels that came are looked at; before the first origin.
        origins: the days from which forecasts are made; those without enough record are left out.
        days: how far.
        number: paths per origin.
        seed: of the first origin; each has its own.
        state: Land key whose public holidays count.
        levels: the levels, lowest first.
        kept: days ahead for which pairs are kept for reliability tables.
    """
    span = (max(origins) - start).days + days
    truth = [evaluator(what_came(panels, start, span), unknown)[..., 0] for unknown in ("not_reached", "reached")]
    result = LevelScores()
    for index, origin in enumerate(origins):
        try:
            paths = predict(panels, origin, days=days, number=number, seed=seed + index, state=state)
        except (TooFewErrors, NothingRecent):
            continue
        chances = probabilities(paths, evaluator, levels)
        still = evaluator(standing_still(panels, origin, days), "not_reached")[1:, :, 0]
        here = (origin - start).days
        result.origins += 1
        for row, level in enumerate(levels):
            low, high = (run >= level for run in truth)
            came = np.where(low == high, low.astype(np.float64), np.nan)
            said = (chances.at_least_low[row] + chances.at_least_high[row]) / 2
            said = np.where(chances.at_least_high[row] - chances.at_least_low[row] <= _OPEN, said, np.nan)
            known = np.isfinite(came[: here + 1])
            usual = (np.where(known, came[: here + 1], 0.0).sum(axis=0) + 0.5) / (known.sum(axis=0) + 1)
            others = {
                "level_stays": np.broadcast_to(came[here], said.shape),
                "figures_stay": (still >= level).astype(np.float64),
                "climatology": np.broadcast_to(usual, said.shape),
            }
            _score(result, level, said, others, came[here + 1 : here + 1 + days], kept)
    return result


def _score(
    result: LevelScores, level: int, said: Floats, others: dict[str, Floats], came: Floats, kept: Sequence[int]
) -> None:
    for step in range(len(came)):
        known = np.isfinite(said[step]) & np.isfinite(came[step]) & np.isfinite(others["level_stays"][step])
        score = result.scores.setdefault((level, step + 1), LevelScore())
        happened = came[step][known]
        score.forecasts += int(known.sum())
        score.happened += int(happened.sum())
        score.ours += float(((said[step][known] - happened) ** 2).sum())
        for name, probability in others.items():
            score.references[name] += float(((probability[step][known] - happened) ** 2).sum())
        if step + 1 in kept:
            result.pairs.setdefault((level, step + 1), []).append(np.stack([said[step][known], happened]))
