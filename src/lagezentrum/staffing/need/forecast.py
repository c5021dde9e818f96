"""A short forecast of cases, by office and week, never without its past error.

The method is plain. The growth of the last week against the week before is taken for the office and for all offices
together and mixed by the office's own numbers, because a small office's growth is mostly chance. It is continued week
by week and damped, because growth seldom lasts:

    log growth   g = w·log((y0 + 1)/(y1 + 1)) + (1 - w)·log((Y0 + 1)/(Y1 + 1)),   w = y0/(y0 + 300), |g| ≤ 0.7
    week h       m_h = max(y0, 1) · exp(g·(φ + φ² + … + φ^h))

The damping φ is, at each origin and for each h, the one of `DAMPINGS` with the smallest median error in the forecasts
whose outcome was known by then. φ = 0 says "as many as last week" (persistence), which is hard to beat.

The interval is that of a negative binomial distribution with variance m + α·m², by its variance-stabilising transform
(Anscombe 1948). α is the smallest of `SPREADS` with which the intervals of the forecasts known by then held
`COVERED` of the outcomes.

No forecast goes beyond four weeks.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from lagezentrum.law.text import LanguageCode, Text
from lagezentrum.staffing.need.record import CaseRecord

MOST_WEEKS = 4
COVERED = 0.8
"""Share of the weeks that an interval is meant to cover."""
DAMPINGS = (0.0, 0.2, 0.4, 0.6, 0.8)
SPREADS = (0.0, 0.01, 0.02, 0.04, 0.06, 0.09, 0.12, 0.16, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 2.0)
_FIRST_DAMPING = DAMPINGS[2]
_FIRST_SPREAD = SPREADS[6]
_OWN_WEIGHT = 300.0
_MOST_GROWTH = 0.7
_NORMAL = NormalDist().inv_cdf((1 + COVERED) / 2)
_FEWEST_ERRORS = 20
"""Past forecasts below which an error is chance, and said to be unknown."""

Numbers = npt.NDArray[np.float64]


class TooFarAhead(Exception):
    """A forecast was asked for beyond what can be said."""

    def __init__(self, weeks: int) -> None:
        self.weeks = weeks
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """Why not, and what to do."""
        if code == "de":
            return (
                f"{self.weeks} Wochen voraus wird nichts vorhergesagt: höchstens {MOST_WEEKS}. CDC COVIDTracer lag "
                "im Median im ersten Monat um 7 %, im zweiten um 80 % daneben. Bitte weniger weit fragen und "
                "wöchentlich neu rechnen."
            )
        return (
            f"Nothing is forecast {self.weeks} weeks ahead: at most {MOST_WEEKS}. The median error of CDC's "
            "COVIDTracer was 7 % in the first month and 80 % in the second. Ask for less, and compute anew each week."
        )


class TooShort(Exception):
    """The record does not hold the two whole weeks before the forecast."""


@dataclass(frozen=True, slots=True)
class PastError:
    """How good the same method was before: over all offices, at one number of weeks ahead."""

    weeks_ahead: int
    forecasts: int
    """past forecasts whose outcome was known"""
    median_percent: float | None
    """median absolute error in percent of the cases that came; None: too few forecasts to say"""
    persistence_percent: float | None
    """the same, had one said "as many as last week" """
    covered: float | None
    """share of outcomes within the interval, which is meant to hold `COVERED` of them"""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Cases of one office in one week to come."""

    office: str
    week: date
    weeks_ahead: int
    low: int
    likely: float
    high: int
    past: PastError


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecasts from one origin."""

    origin: date
    """last day known"""
    forecasts: tuple[Forecast, ...]
    past: tuple[PastError, ...]
    state: Text
    """as of when the figures are: errors of the past were made with figures as corrected later, too"""


def forecast(record: CaseRecord, origin: date, weeks: int) -> Outlook:
    """Forecast the cases of each office for 1 to 4 weeks after `origin`, from nothing after it.

    Args:
        record: cases by office.
        origin: the last day known; weeks of seven days are counted back from it.
        weeks: how many weeks ahead.

    Raises:
        TooFarAhead: more than four weeks.
        TooShort: fewer than two whole weeks on record up to the origin, or a day missing in them.
        ValueError: less than one week, or an origin outside the record.
    """
    if weeks > MOST_WEEKS:
        raise TooFarAhead(weeks)
    if weeks < 1:
        raise ValueError("a forecast looks at least one week ahead")
    if not record.first <= origin <= record.last:
        raise ValueError(f"{origin} lies outside the record, {record.first} to {record.last}")
    offices = tuple(record.counts)
    history = _weeks_up_to(record.known_on(origin), offices)
    if history.shape[1] < 2:
        raise TooShort(f"two whole weeks on record are needed up to {origin}, {history.shape[1]} are there")
    errors = _Errors(history)
    past, found = [], []
    for ahead in range(1, weeks + 1):
        past.append(errors.past(ahead))
        low, likely, high = errors.said(ahead, history.shape[1])
        week = origin + timedelta(days=7 * ahead - 6)
        found += [
            Forecast(office, week, ahead, int(low[n]), float(likely[n]), int(high[n]), past[-1])
            for n, office in enumerate(offices)
        ]
    return Outlook(origin, tuple(found), tuple(past), record.state)


def evaluate(record: CaseRecord) -> Mapping[int, PastError]:
    """The errors over the whole record, each forecast made from nothing after its own origin (rolling origin)."""
    history = _weeks_up_to(record, tuple(record.counts))
    errors = _Errors(history)
    return {ahead: errors.past(ahead) for ahead in range(1, MOST_WEEKS + 1)}


class _Errors:
    """The forecasts from each past origin, and what came of them. Nothing in it looks ahead of its origin.

    An origin is told by how many weeks were known.
    """

    def __init__(self, history: Numbers) -> None:
        self._history = history
        self._weeks = history.shape[1]
        self._points = {
            (known, damping): _points(history[:, :known], damping)
            for known in range(2, self._weeks + 1)
            for damping in DAMPINGS
        }

    def said(self, ahead: int, known: int) -> tuple[Numbers, Numbers, Numbers]:
        """Lowest, likely and highest cases, by what was known at the origin alone."""
        damping = self._damping(ahead, known)
        likely = self._points[known, damping][ahead - 1]
        low, high = _interval(likely, self._spread(ahead, known, damping))
        return low, likely, high

    def past(self, ahead: int) -> PastError:
        """The errors at so many weeks ahead, over all origins whose outcome is on record."""
        origins = self._judged(ahead, self._weeks)
        if len(origins) * len(self._history) < _FEWEST_ERRORS:
            return PastError(ahead, len(origins) * len(self._history), None, None, None)
        said = [self.said(ahead, known) for known in origins]
        came = [self._history[:, known + ahead - 1] for known in origins]
        inside = [(low <= c) & (c <= high) for (low, _, high), c in zip(said, came, strict=True)]
        return PastError(
            ahead,
            len(origins) * len(self._history),
            _median_percent([likely for _, likely, _ in said], came),
            _median_percent([self._history[:, known - 1] for known in origins], came),
            float(np.mean(np.concatenate(inside))),
        )

    def _judged(self, ahead: int, known: int) -> range:
        """The origins whose outcome at so many weeks ahead was on record with `known` weeks."""
        return range(2, known - ahead + 1)

    def _outcomes(self, ahead: int, known: int, damping: float) -> tuple[list[Numbers], list[Numbers]]:
        origins = self._judged(ahead, known)
        said = [self._points[origin, damping][ahead - 1] for origin in origins]
        return said, [self._history[:, origin + ahead - 1] for origin in origins]

    def _damping(self, ahead: int, known: int) -> float:
        if len(self._judged(ahead, known)) * len(self._history) < _FEWEST_ERRORS:
            return _FIRST_DAMPING
        return min(DAMPINGS, key=lambda damping: _median_percent(*self._outcomes(ahead, known, damping)))

    def _spread(self, ahead: int, known: int, damping: float) -> float:
        said, came = self._outcomes(ahead, known, damping)
        if len(said) * len(self._history) < _FEWEST_ERRORS:
            return _FIRST_SPREAD
        means, outcomes = np.concatenate(said), np.concatenate(came)
        for spread in SPREADS:
            low, high = _interval(means, spread)
            if np.mean((low <= outcomes) & (outcomes <= high)) >= COVERED:
                return spread
        return SPREADS[-1]


def _median_percent(said: Sequence[Numbers], came: Sequence[Numbers]) -> float:
    """Median absolute error in percent; an error in percent of no case is not defined and left out."""
    outcomes, means = np.concatenate(came), np.concatenate(said)
    some = outcomes > 0
    if not some.any():
        return math.inf
    return 100 * float(np.median(np.abs(means - outcomes)[some] / outcomes[some]))


def _weeks_up_to(record: CaseRecord, offices: Sequence[str]) -> Numbers:
    """Cases by office and week of seven days, counted back from the last day.

    Weeks before the last missing day are left out: a week with a day missing is not a small one.
    """
    whole = ((record.last - record.first).days + 1) // 7
    columns: list[list[int]] = []
    for back in range(whole):
        last = record.last - timedelta(days=7 * back)
        days = [record.days(office, last - timedelta(days=6), last) for office in offices]
        if any(count is None for office in days for count in office):
            break
        columns.append([sum(count or 0 for count in office) for office in days])
    return np.array(columns[::-1], dtype=np.float64).reshape(len(columns), len(offices)).T


def _points(history: Numbers, damping: float) -> list[Numbers]:
    """Expected cases of each office for each week ahead, up to `MOST_WEEKS`."""
    last, before = history[:, -1], history[:, -2]
    weight = last / (last + _OWN_WEIGHT)
    own = np.log((last + 1) / (before + 1))
    together = math.log((last.sum() + 1) / (before.sum() + 1))
    growth = np.clip(weight * own + (1 - weight) * together, -_MOST_GROWTH, _MOST_GROWTH)
    lasting = np.cumsum(damping ** np.arange(1, MOST_WEEKS + 1))
    return [np.maximum(last, 1.0) * np.exp(growth * factor) for factor in lasting]


def _interval(means: Numbers, spread: float) -> tuple[Numbers, Numbers]:
    """Lowest and highest count of the central interval: variance m + spread·m², Poisson where spread is 0."""
    if spread == 0:
        middle, half = np.sqrt(means), _NORMAL / 2
        return np.floor(np.maximum(middle - half, 0) ** 2), np.ceil((middle + half) ** 2)
    root = math.sqrt(spread)
    middle, half = np.arcsinh(np.sqrt(means * spread)), _NORMAL * root / 2
    low, high = np.sinh(np.maximum(middle - half, 0)), np.sinh(middle + half)
    return np.floor(low**2 / spread), np.ceil(high**2 / spread)
