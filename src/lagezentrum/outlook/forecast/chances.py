"""From paths to levels: how likely each level is in force on each day, how likely a change is, and what is certain.

Three kinds of not knowing stay apart. What comes is drawn: a probability. What was not put on record is not drawn:
where it decides, a probability is given from … to, from one evaluation with every missing figure as not reaching any
range and one as reaching all. And what no figure to come can change any more is certain: ordered levels, sections
complete today, dates already set. It is found by two extreme courses, not by all paths happening to agree.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.panel import Bools, Floats, Singles
from lagezentrum.outlook.forecast.paths import Paths

Unknown = Literal["not_reached", "reached"]
"""How figures are read that are not on record."""
Levels = NDArray[np.int8]
WITHIN = (7, 14)
"""Days within which the probability of a change is asked."""
HIGHEST = 1e9
"""A figure that reaches every range."""


class Evaluator(Protocol):
    """Anything that can tell the level in force along paths."""

    @property
    def areas(self) -> tuple[str, ...]:
        """The districts it answers for."""
        ...

    def __call__(self, paths: Paths, unknown: Unknown) -> Levels:
        """The level in force, (1 + days) × A × P: row 0 is the day of origin, row d the d-th day after it."""
        ...


@dataclass(frozen=True)
class Chances:
    """What the paths say about levels, for A districts, K levels and the days after the origin.

    Attributes:
        origin: the last day whose figures were known.
        areas: the districts.
        levels: the levels, lowest first.
        at_least_low, at_least_high: probability that a level of at least k is in force, K × days × A.
        change_low, change_high: probability that the level is another one on some day within `WITHIN` days, 2 × A.
        certain: days × A, whether the level of the day no longer depends on any figure to come or missing.
        certain_level: days × A, that level; -1 where it is not certain.
        paths: how many paths.
    """

    origin: date
    areas: tuple[str, ...]
    levels: tuple[int, ...]
    at_least_low: Floats
    at_least_high: Floats
    change_low: Floats
    change_high: Floats
    certain: Bools
    certain_level: Levels
    paths: int

    def day(self, row: int) -> date:
        """The day of a row."""
        return self.origin + timedelta(days=row + 1)

    @property
    def exactly_low(self) -> Floats:
        """Least probability that exactly level k is the one in force, K × days × A."""
        above = np.concatenate([self.at_least_high[1:], np.zeros_like(self.at_least_high[:1])])
        least: Floats = np.maximum(self.at_least_low - above, 0.0)
        return least

    @property
    def exactly_high(self) -> Floats:
        """Greatest probability that exactly level k is the one in force, K × days × A."""
        above = np.concatenate([self.at_least_low[1:], np.zeros_like(self.at_least_low[:1])])
        most: Floats = np.minimum(self.at_least_high - above, 1.0)
        return most


def probabilities(paths: Paths, evaluator: Evaluator, levels: tuple[int, ...] = (1, 2, 3)) -> Chances:
    """What paths say about levels, by any evaluator that knows law, calendars and decisions.

    Args:
        paths: of every indicator the law looks at.
        evaluator: the compiled kernel, or `by_engine.EngineEvaluator`.
        levels: the levels asked about, lowest first.
    """
    low = evaluator(paths, "not_reached")
    high = evaluator(paths, "reached") if _something_missing(paths) else low
    at_least = [np.stack([(run[1:] >= level).mean(axis=2) for level in levels]) for run in (low, high)]
    change = [
        np.stack([(run[1 : days + 1] != run[:1]).any(axis=0).mean(axis=1) for days in WITHIN]) for run in (low, high)
    ]
    agreed = _determined(paths, evaluator, low, high)
    return Chances(
        paths.origin,
        evaluator.areas,
        levels,
        np.minimum(*at_least),
        np.maximum(*at_least),
        np.minimum(*change),
        np.maximum(*change),
        agreed >= 0,
        agreed,
        paths.number,
    )


def _determined(paths: Paths, evaluator: Evaluator, low: Levels, high: Levels) -> Levels:
    """Days × A: the level on which the extreme courses and all paths agree, else -1."""
    extremes = replace(paths, values={name: _extremes(paths, name) for name in paths.values})
    runs = [low, high, evaluator(extremes, "not_reached"), evaluator(extremes, "reached")]
    least = np.minimum.reduce([run[1:].min(axis=2) for run in runs])
    most = np.maximum.reduce([run[1:].max(axis=2) for run in runs])
    return np.where(least == most, least, np.int8(-1)).astype(np.int8)


def _extremes(paths: Paths, indicator: str) -> Singles:
    """Two courses: from the day after each area's last figure on, nothing is reached, or everything."""
    values = paths.values[indicator][:, :, :1].repeat(2, axis=2)
    drawn = drawn_rows(paths, indicator)
    values[..., 0] = np.where(drawn, 0.0, values[..., 0])
    values[..., 1] = np.where(drawn, HIGHEST, values[..., 1])
    return values


def drawn_rows(paths: Paths, indicator: str) -> Bools:
    """Rows × A: which figures of the paths are drawn, and not on record."""
    panel = paths.known[indicator]
    finite = np.isfinite(panel.values)
    last = panel.length - 1 - finite[::-1].argmax(axis=0)
    rows = panel.row(paths.first) + np.arange(len(paths.values[indicator]))
    return np.asarray(rows[:, None] > last[None, :])


def _something_missing(paths: Paths) -> bool:
    for indicator, panel in paths.known.items():
        missing = np.isnan(panel.values)
        drawn = drawn_rows(paths, indicator)
        inside = missing.copy()
        start = panel.row(paths.first)
        inside[start:] &= ~drawn[: panel.length - start]
        if inside.any():
            return True
    return False


def spoken(low: float, high: float, certain: bool, paths: int) -> Text:
    """A probability in words and whole percent; 0 and 100 % are said only of what is certain."""
    if certain:
        return Text(de="steht fest", en="is certain")
    if high - low > 0.5:
        return Text(de="offen: fehlende Zahlen entscheiden", en="open: missing figures decide")
    ends = [_percent(value, paths) for value in ((low, high) if high - low >= 0.01 else ((low + high) / 2,))]
    return Text(de=" bis ".join(end.de for end in ends), en=" to ".join(end.en for end in ends))


def _percent(value: float, paths: int) -> Text:
    least = max(1, int(np.ceil(100 / max(paths, 1))))
    said = round(100 * value)
    if said < least:
        return Text(de=f"unter {least} %", en=f"below {least} %")
    if said > 100 - least:
        return Text(de=f"über {100 - least} %", en=f"above {100 - least} %")
    return Text(de=f"{said} %", en=f"{said} %")
