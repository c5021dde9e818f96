"""Joint predictive paths: one path says what all figures of all areas do together.

Each path is a middle (`trend.py`) plus widths (`spread.py`) times normal shocks that hang together over days, areas and
indicators (`dependence.py`). Paths start after each area's last figure on record: days since then for which the figure
is missing are drawn too, never filled in. Figures that were missing before stay missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lagezentrum.law.text import LanguageCode
from lagezentrum.outlook.forecast.dependence import Dependence, correlation, dependence
from lagezentrum.outlook.forecast.panel import Floats, Ints, Panel, Singles
from lagezentrum.outlook.forecast.reporting_days import reporting_days
from lagezentrum.outlook.forecast.spread import LONGEST_GAP, Calibration, Errors
from lagezentrum.outlook.forecast.trend import CHOSEN, METHODS, Method, medians

MOST_DAYS = 21
HISTORY = 240
"""Days before the origin on which middle and width rest."""


class NothingRecent(Exception):
    """The last figure of an area is too old to forecast from."""

    def __init__(self, indicator: str, areas: Sequence[str]) -> None:
        self.indicator, self.areas = indicator, tuple(areas)
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """What is missing, and what to do."""
        named = ", ".join(self.areas[:5]) + (" …" if len(self.areas) > 5 else "")
        if code == "de":
            return (
                f"{self.indicator}: keine Zahl in den letzten {LONGEST_GAP} Tagen für {named}. Aus so alten Zahlen "
                "wird nichts vorhergesagt; bitte fehlende Zahlen nachtragen oder das Gebiet auslassen."
            )
        return (
            f"{self.indicator}: no figure in the last {LONGEST_GAP} days for {named}. Nothing is forecast from figures "
            "that old; enter the missing ones, or leave the area out."
        )


@dataclass(frozen=True)
class Paths:
    """P predictive paths of several indicators from one day on.

    Attributes:
        origin: the last day whose figures could be known.
        first: the day of row 0: `origin` + 1 or, where the last figures are missing, up to 14 days earlier.
        days: number of days after `origin`.
        values: for each indicator rows × A × P. On rows up to an area's last figure: what is on record (NaN: missing).
        known: for each indicator the figures up to `origin`.
        seed: of the random numbers.
    """

    origin: date
    first: date
    days: int
    values: Mapping[str, Singles]
    known: Mapping[str, Panel]
    seed: int

    @property
    def number(self) -> int:
        """P, the number of paths."""
        number: int = next(iter(self.values.values())).shape[2]
        return number

    @property
    def ahead(self) -> int:
        """The row of the first day after `origin`."""
        return (self.origin - self.first).days + 1

    def day(self, row: int) -> date:
        """The day of a row."""
        return self.first + timedelta(days=row)

    def quantiles(self, indicator: str, levels: Floats) -> Floats:
        """Quantiles of the days after `origin`, days × levels × A."""
        ahead = self.values[indicator][self.ahead :]
        return np.moveaxis(np.quantile(ahead, levels, axis=2), 0, 1)


def predict(
    panels: Sequence[Panel],
    origin: date,
    *,
    days: int = MOST_DAYS,
    number: int = 10_000,
    seed: int = 0,
    state: str = "03",
    method: Method = METHODS[CHOSEN],
) -> Paths:
    """Draw paths from nothing after `origin`; the same arguments give the same paths.

    Args:
        panels: one per indicator; figures after `origin` are not looked at.
        origin: the last day whose figures are known.
        days: how far, at most 21.
        number: how many paths.
        seed: of the random numbers.
        state: Land key whose public holidays count.
        method: how the middle is found.

    Raises:
        TooFewErrors: so little is on record that the width can not be known.
        NothingRecent: the last figure of an area is more than 14 days old.
        ValueError: no day, no path or no panel was asked for, or more than 21 days.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"{days} days: at least 1 and at most {MOST_DAYS} can be forecast")
    if number < 1 or not panels:
        raise ValueError("at least one path and one panel are needed")
    fits = [_Fit(panel, origin, days, state, method) for panel in panels]
    missing = max(fit.missing for fit in fits)
    rng = np.random.Generator(np.random.SFC64(seed))
    mixing = np.linalg.cholesky(correlation([fit.dependence for fit in fits])).astype(np.float32)
    rows = missing + days
    independent = rng.standard_normal((rows, len(fits), number), dtype=np.float32)
    together = np.einsum("ij,rjp->rip", mixing, independent)
    values = {
        fit.panel.quantity.indicator: fit.draw(together[:, index], missing, rng) for index, fit in enumerate(fits)
    }
    known = {fit.past.quantity.indicator: fit.past for fit in fits}
    return Paths(origin, origin + timedelta(days=1 - missing), days, values, known, seed)


class _Fit:
    """One indicator: middle, widths and dependence as known at the origin."""

    def __init__(self, panel: Panel, origin: date, days: int, state: str, method: Method) -> None:
        if not panel.first <= origin <= panel.last:
            raise ValueError(f"{origin} lies outside the figures, {panel.first} to {panel.last}")
        past = panel.until(origin)
        self.past = past
        start = max(0, past.length - HISTORY)
        self.panel = Panel(past.quantity, past.areas, past.day(start), past.values[start:])
        self.days = days
        self.row = self.panel.length - 1
        finite = np.isfinite(self.panel.values)
        since = np.where(finite.any(axis=0), finite[::-1].argmax(axis=0), self.panel.length)
        old = [area for area, age in zip(panel.areas, since, strict=True) if age > LONGEST_GAP]
        if old:
            raise NothingRecent(panel.quantity.indicator, old)
        self.since: Ints = since
        self.missing = int(since.max())
        leads = days + self.missing
        self.kinds = reporting_days(self.panel.first, self.panel.length + leads, state)
        middle = medians(self.panel, leads, method, self.kinds)
        errors = Errors(self.panel, middle, self.kinds)
        self.calibration: Calibration = errors.calibrate(self.row, leads)
        self.dependence: Dependence = dependence(errors, self.calibration, self.row)
        self.middle = middle[:, self.row - since, np.arange(len(since))]  # leads × A, from the last figure of each

    def draw(self, together: Singles, missing: int, rng: np.random.Generator) -> Singles:
        """Rows × A × P, `missing` + days rows, from shocks that the indicators share (rows × P)."""
        rows, number = together.shape
        areas = np.arange(len(self.panel.areas))
        values = np.empty((rows, len(areas), number), dtype=np.float32)
        common = np.zeros((1, number), dtype=np.float32)
        own = np.zeros((len(areas), number), dtype=np.float32)
        first_common = rows - self.days - self.missing  # no area of this indicator needs a draw before
        for row in range(rows):
            lead = row - missing + 1 + self.since  # days since each area's last figure
            if row >= first_common:
                common *= np.float32(_kept(row - first_common + 1, self.dependence.fading_shared))
                common += np.float32(_fresh(row - first_common + 1, self.dependence.fading_shared)) * together[row]
            drawn = lead >= 1
            if not drawn.any():
                values[row] = self._recorded(row, missing)[:, None]
                continue
            index = np.clip(lead - 1, 0, len(self.middle) - 1)
            if len(areas) > 1:
                keep = np.where(drawn, _kept(np.maximum(lead, 1), self.dependence.fading_own), 0.0)
                fresh = np.where(drawn, _fresh(np.maximum(lead, 1), self.dependence.fading_own), 0.0)
                noise = rng.standard_normal(own.shape, dtype=np.float32)
                own *= keep.astype(np.float32)[:, None]
                noise *= fresh.astype(np.float32)[:, None]
                own += noise
            self._figures(values[row], common, own, index)
            if not drawn.all():
                values[row, ~drawn] = self._recorded(row, missing)[~drawn, None]
        return values

    def _figures(self, out: Singles, common: Singles, own: Singles, index: Ints) -> None:
        """Turn shocks into figures, in place: out is A × P."""
        areas = np.arange(len(index))
        ahead = self.calibration
        shared = self.dependence.shared[index]
        np.multiply(own, np.sqrt(1 - shared).astype(np.float32)[:, None], out=out)
        out += np.sqrt(shared).astype(np.float32)[:, None] * common
        kind = self.kinds[self.row - self.since + index + 1]
        width = ahead.scale[index, areas] * ahead.weekday[index, kind]
        bent = np.abs(out)
        bent *= (ahead.bent[index] * width).astype(np.float32)[:, None]
        bent += (ahead.straight[index] * width).astype(np.float32)[:, None]
        out *= bent
        out += self.middle[index, areas].astype(np.float32)[:, None]
        np.exp(out, out=out)
        out -= np.float32(self.panel.quantity.offset)
        np.maximum(out, np.float32(0), out=out)
        if self.panel.quantity.decimals is not None:
            np.round(out, self.panel.quantity.decimals, out=out)

    def _recorded(self, row: int, missing: int) -> Singles:
        at = self.row + 1 - missing + row
        return self.panel.values[at].astype(np.float32) if at <= self.row else np.full(len(self.since), np.nan, "f4")


def _kept(lead: Ints | int, gamma: float) -> Floats:
    """How much of the last day's shock stays: corr(l - 1, l) = ((l - 1)/l)^γ; nothing on the first day."""
    return np.asarray(((np.asarray(lead) - 1) / np.asarray(lead)) ** gamma, dtype=np.float64)


def _fresh(lead: Ints | int, gamma: float) -> Floats:
    """How much a new shock adds, so that the variance stays 1."""
    return np.sqrt(1 - _kept(lead, gamma) ** 2)
