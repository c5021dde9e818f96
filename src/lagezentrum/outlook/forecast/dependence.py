"""How errors hang together: over the days of one path, over areas, and over indicators.

An area's error at a lead is a shock that all areas share plus one of its own. Both fade over leads as a process that is
stationary in the logarithm of the lead, corr(l, m) = (l/m)^γ for l < m; γ = 1/2 is a random walk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lagezentrum.outlook.forecast.panel import Floats
from lagezentrum.outlook.forecast.spread import Calibration, Errors, weights_of

_LEADS = (7, 14)
"""Leads by which γ is found; the first also tells how indicators go together."""
_RANDOM_WALK = 0.5
_SMALLEST, _LARGEST = 0.15, 1.0
_MOST_SHARED = 0.95
_PRIOR_WEEKS = 10.0
"""Weeks of figures with which "indicators do not hang together" speaks."""


@dataclass(frozen=True)
class Dependence:
    """As known on one day, for one indicator.

    Attributes:
        shared: share of an error's variance that all areas have in common, by lead (L).
        fading_shared, fading_own: γ of the shared and of the own part.
        shocks: shared standardised error at lead 7, by day of origin, with its weight.
    """

    shared: Floats
    fading_shared: float
    fading_own: float
    shocks: Mapping[date, tuple[float, float]]


def dependence(errors: Errors, calibration: Calibration, origin: int) -> Dependence:
    """How the errors known on a row hang together."""
    leads, areas = calibration.scale.shape
    shared = np.ones(leads)
    if areas > 1:
        for index in range(leads):
            shared[index] = _shared(errors, calibration, origin, index + 1)
    common: list[dict[int, float]] = []
    own: list[dict[int, Floats]] = []
    for lead in _LEADS:
        here_common, here_own = {}, {}
        if lead <= leads:
            rows = errors.known_origins(origin, lead)
            for row, sizes in zip(rows, errors.errors[lead - 1, rows] / calibration.scale[lead - 1], strict=True):
                if np.isfinite(sizes).any():
                    here_common[int(row)] = float(np.nanmean(sizes))
                    here_own[int(row)] = sizes - here_common[int(row)]
        common.append(here_common)
        own.append(here_own)
    both = sorted(common[0].keys() & common[1].keys())
    near = np.array([common[0][row] for row in both])
    far = np.array([common[1][row] for row in both])
    own_near = np.array([own[0][row] for row in both]).ravel()
    own_far = np.array([own[1][row] for row in both]).ravel()
    rows = errors.known_origins(origin, _LEADS[0])
    weights = dict(zip(rows.tolist(), weights_of(rows).tolist(), strict=True)) if len(rows) else {}
    shocks = {errors.panel.day(row): (value, weights[row]) for row, value in common[0].items()}
    return Dependence(shared, _fading(near, far), _fading(own_near, own_far) if areas > 1 else _RANDOM_WALK, shocks)


def correlation(parts: Sequence[Dependence]) -> Floats:
    """Correlation of the shared shocks of several indicators, drawn to none where few weeks are known; K × K."""
    number = len(parts)
    result = np.eye(number)
    for one in range(number):
        for other in range(one):
            days = sorted(parts[one].shocks.keys() & parts[other].shocks.keys())
            if not days:
                continue
            pairs = np.array([(parts[one].shocks[day][0], parts[other].shocks[day][0]) for day in days])
            weights = np.array([parts[one].shocks[day][1] for day in days])
            spread = np.sqrt(weights @ pairs**2)
            if (spread <= 0).any():
                continue
            found = float((weights * pairs[:, 0]) @ pairs[:, 1] / (spread[0] * spread[1]))
            weeks = float(weights.sum()) / _LEADS[0]  # forecasts of seven days overlap
            result[one, other] = result[other, one] = found * weeks / (weeks + _PRIOR_WEEKS)
    # Pairs known on different days need not fit together; the nearest that does is close by.
    values, vectors = np.linalg.eigh(result)
    fitting = (vectors * np.maximum(values, 1e-6)) @ vectors.T
    size = np.sqrt(np.diag(fitting))
    return np.asarray(fitting / np.outer(size, size), dtype=np.float64)


def _shared(errors: Errors, calibration: Calibration, origin: int, lead: int) -> float:
    """Share of the variance that is common to all areas (intraclass correlation), from the errors of single days."""
    rows = errors.known_origins(origin, lead)
    sizes = errors.errors[lead - 1, rows] / calibration.scale[lead - 1]
    known = np.isfinite(sizes)
    count = known.sum(axis=1)
    use = count > 1
    if not use.any():
        return 0.5
    sizes, count, weights = np.where(known, sizes, 0.0)[use], count[use], weights_of(rows)[use]
    mean = sizes.sum(axis=1) / count
    square = (sizes**2).sum(axis=1) / count
    common = mean**2 - (square - mean**2) / (count - 1)
    total = float(weights @ square)
    return float(np.clip(weights @ common / total, 0.0, _MOST_SHARED)) if total > 0 else 0.5


def _fading(near: Floats, far: Floats) -> float:
    """γ from errors at the two leads; that of a random walk where too few are known."""
    known = np.isfinite(near) & np.isfinite(far)
    if known.sum() < 20:
        return _RANDOM_WALK
    near, far = near[known], far[known]
    size = float(np.sqrt((near**2).sum() * (far**2).sum()))
    found = float((near * far).sum()) / size if size > 0 else 0.0
    gamma = -np.log(max(found, 1e-3)) / np.log(_LEADS[1] / _LEADS[0])
    return float(np.clip(gamma, _SMALLEST, _LARGEST))
