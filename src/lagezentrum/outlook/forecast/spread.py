"""The width of a forecast: from the errors of the same method that were known on the day it is made.

For each lead (days from the last figure on record) the errors from past days are taken whose outcome was known by
then; recent ones count more. They are divided by each area's own size of error, pooled over areas, and the sizes below
which 50, 80 and 95 % of them lay are met by a curve: half-width = z · (a + b·|z|) with z of the normal distribution.
Errors to both sides are taken together, because which way they went in the last weeks says little about the next.
Calibrating on held-back errors is split conformal prediction (Vovk et al. 2005), here in time order and with weights.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from lagezentrum.law.text import LanguageCode
from lagezentrum.outlook.forecast.panel import Bools, Floats, Ints, Panel, last_known

HALF_LIFE = 20.0
"""Days after which an error counts half."""
MEMORY = 120
"""Days of origins whose errors are looked at."""
LONGEST_GAP = 14
"""Days since the last figure on record beyond which nothing is forecast."""
FEWEST_ERRORS = 12
_ENOUGH_ERRORS = 60
_AREA_PRIOR = 60.0  # errors (by weight) with which the pool speaks in an area's own size of error
_WEEKDAY_PRIOR = 4.0  # days (by weight) with which "no difference between weekdays" speaks
_WEEKDAY_LEADS = 6  # beyond, the kind of day makes no difference
_SHARES = (0.5, 0.8, 0.95)
_Z = np.array([NormalDist().inv_cdf((1 + share) / 2) for share in _SHARES])
_STEEPEST = 1.5  # most |b| / a: tails no heavier than the record can show
_FLATTEST = -0.08  # least b / a: the curve rises as far as z = 6


class TooFewErrors(Exception):
    """So little is on record that the width of a forecast can not be known."""

    def __init__(self, indicator: str, lead: int, errors: int) -> None:
        self.indicator, self.lead, self.errors = indicator, lead, errors
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """What is missing, and what to do."""
        if code == "de":
            return (
                f"{self.indicator}, {self.lead} Tage nach der letzten Zahl: nur {self.errors} frühere Vorhersagen mit "
                f"bekanntem Ausgang, nötig sind {FEWEST_ERRORS}. Wie unsicher eine Vorhersage wäre, ist damit nicht "
                "bekannt; bitte weniger weit fragen oder mehr frühere Zahlen angeben."
            )
        return (
            f"{self.indicator}, {self.lead} days after the last figure: only {self.errors} past forecasts with a known "
            f"outcome, {FEWEST_ERRORS} are needed. So nobody knows how uncertain a forecast would be; ask for fewer "
            "days, or give more past figures."
        )


@dataclass(frozen=True)
class Calibration:
    """Widths as known on one day, for L leads and A areas.

    Attributes:
        straight, bent: a and b of the curve, L each.
        scale: size of error by lead and area, L × A, on the log scale.
        weekday: factor by lead and kind of the day forecast, L × 7.
    """

    straight: Floats
    bent: Floats
    scale: Floats
    weekday: Floats

    def half_widths(self, z: Floats) -> Floats:
        """How far from the middle z (K) of the normal distribution lies, in units of `scale`: L × K."""
        return z * (self.straight[:, None] + self.bent[:, None] * np.abs(z))


class Errors:
    """What came of the forecasts of one method, by lead, origin and area (L × D × A, log scale; NaN: not on record)."""

    def __init__(self, panel: Panel, middle: Floats, kinds: Ints) -> None:
        self.panel, self.middle, self.kinds = panel, middle, kinds
        logs = panel.logs
        self.errors = np.full_like(middle, np.nan)
        for index in range(min(len(middle), panel.length - 1)):
            self.errors[index, : -index - 1] = logs[index + 1 :] - middle[index, : -index - 1]
        self.since = np.arange(panel.length)[:, None] - last_known(panel.values)

    @property
    def leads(self) -> int:
        """L: leads 1 … L are looked at."""
        return len(self.errors)

    def calibrate(self, origin: int, leads: int) -> Calibration:
        """The widths for leads 1 … `leads`, from nothing after row `origin`.

        Raises:
            TooFewErrors: fewer than `FEWEST_ERRORS` past forecasts have a known outcome at some lead.
        """
        areas = len(self.panel.areas)
        straight, bent = np.empty(leads), np.empty(leads)
        scale, weekday = np.empty((leads, areas)), np.ones((leads, 7))
        for index in range(leads):
            errors, weights, rows = self._known(origin, index + 1)
            known = np.isfinite(errors)
            if known.sum() < FEWEST_ERRORS:
                raise TooFewErrors(self.panel.quantity.indicator, index + 1, int(known.sum()))
            scale[index] = _scales(errors, known, weights)
            sizes = np.abs(errors) / scale[index]
            if index < _WEEKDAY_LEADS:
                weekday[index] = _by_weekday(sizes, known, weights, self.kinds[rows])
                sizes = sizes / weekday[index][self.kinds[rows]][:, None]
            straight[index], bent[index] = _curve(sizes[known], np.broadcast_to(weights[:, None], known.shape)[known])
        return Calibration(straight, bent, scale, weekday)

    def _known(self, origin: int, lead: int) -> tuple[Floats, Floats, Ints]:
        """Errors at a lead known on a row (N × A), their weights (N) and the rows of the days forecast (N).

        Where a lead has few, those of neighbouring leads join it, scaled as the errors of a random walk grow.
        """
        parts, aside = [self._at(origin, lead)], 1
        while sum(int(np.isfinite(part[0]).sum()) for part in parts) < _ENOUGH_ERRORS and aside <= lead // 2:
            for other in (lead - aside, lead + aside):
                if other <= self.leads:
                    errors, weights, rows = self._at(origin, other)
                    parts.append((errors * np.sqrt(lead / other), weights, rows))
            aside += 1
        if len(parts) == 1:
            return parts[0]
        return (
            np.concatenate([part[0] for part in parts]),
            np.concatenate([part[1] for part in parts]),
            np.concatenate([part[2] for part in parts]),
        )

    def _at(self, origin: int, lead: int) -> tuple[Floats, Floats, Ints]:
        rows = self.known_origins(origin, lead)
        return self.errors[lead - 1, rows], weights_of(rows), rows + lead

    @staticmethod
    def known_origins(origin: int, lead: int) -> Ints:
        """The rows of past forecasts whose outcome at `lead` was known on row `origin`, within `MEMORY`."""
        end = origin - lead + 1
        return np.arange(max(0, end - MEMORY), max(0, end))

    def standing(self, origin: int, ahead: int) -> tuple[Floats, Ints]:
        """Middle on the log scale (`ahead` × A) and lead (A) of the forecasts from each area's last figure.

        The lead is that of the first day after `origin`; NaN and a lead of 0 for an area with no figure for longer
        than `LONGEST_GAP` days.
        """
        since = self.since[origin]
        known = (since <= LONGEST_GAP) & (since <= origin)
        rows = np.where(known, origin - since, 0)
        first = np.where(known, since, 0)
        steps = first[None, :] + np.arange(ahead)[:, None]
        middle = self.middle[np.minimum(steps, self.leads - 1), rows[None, :], np.arange(len(since))[None, :]]
        return np.where(known & (steps < self.leads), middle, np.nan), np.where(known, first + 1, 0)


def weights_of(rows: Ints) -> Floats:
    """Weights of errors by the rows of their origins: the last counts 1."""
    weights: Floats = np.power(0.5, (rows[-1:] - rows) / HALF_LIFE)
    return weights


def _scales(errors: Floats, known: Bools, weights: Floats) -> Floats:
    """Root mean square error by area, drawn to that of the pool."""
    squares = weights @ np.where(known, errors, 0.0) ** 2
    count = weights @ known
    pool = squares.sum() / count.sum()
    scale: Floats = np.sqrt((_AREA_PRIOR * pool + squares) / (_AREA_PRIOR + count))
    return np.maximum(scale, 1e-6)


def _by_weekday(sizes: Floats, known: Bools, weights: Floats, kinds: Ints) -> Floats:
    """How much larger or smaller errors are on a kind of day; a day counts once, however many areas it has."""
    some = known.any(axis=1)
    squares = np.where(known, sizes, 0.0) ** 2
    mean = squares.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    weights = weights * some
    total = np.bincount(kinds, weights=weights * mean, minlength=7)
    count = np.bincount(kinds, weights=weights, minlength=7)
    usual = max(total.sum() / count.sum(), 1e-12)
    factor: Floats = np.sqrt((_WEEKDAY_PRIOR + total / usual) / (_WEEKDAY_PRIOR + count))
    return factor


def _curve(sizes: Floats, weights: Floats) -> tuple[float, float]:
    """A and b of z · (a + b·z) that best meet the sizes below which `_SHARES` of the errors lay."""
    order = np.argsort(sizes)
    below = np.cumsum(weights[order])
    # One more error as large as the largest stands for the forecast itself: few errors make it wide.
    at = (below - 0.5 * weights[order]) / (below[-1] + weights.mean())
    came = np.interp(_SHARES, at, sizes[order])
    basis = np.stack([_Z, _Z**2], axis=1) / _Z[:, None]  # relative to z, so that the inner ones weigh as well
    (a, b), *_ = np.linalg.lstsq(basis, came / _Z, rcond=None)
    if a <= 0 or not _FLATTEST <= b / a <= _STEEPEST:
        ratio = float(np.clip(b / a if a > 0 else _STEEPEST, _FLATTEST, _STEEPEST))
        shape = _Z * (1 + ratio * _Z)
        a = float((came / shape).mean())
        b = a * ratio
    return max(float(a), 1e-6), float(b)
