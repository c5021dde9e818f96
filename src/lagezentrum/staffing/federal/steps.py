"""What unmet need costs at federal size, and how much each further quarter of a post lowers that."""

from dataclasses import dataclass

import numpy as np

from lagezentrum.staffing.federal.problem import Floats, Ints, Prices


def unmet(need: float, quarters: Floats, prices: Prices) -> Floats:
    """Cost of what stays open of a need of full-time posts when so many quarters come."""
    if need <= 0:
        return np.zeros(len(quarters))
    count = max(1, prices.steps, int(np.ceil(need / prices.step_fte)))
    width = need / count
    values = np.linspace(prices.first, prices.last, count)
    reached = np.floor(quarters / 4 / width + 1e-12).astype(np.int64).clip(0, count)
    behind = np.concatenate([np.cumsum((width * values)[::-1])[::-1], [0.0]])
    begun = np.where(reached < count, values[np.minimum(reached, count - 1)], 0.0)
    cost: Floats = behind[reached] - begun * np.clip(quarters / 4 - reached * width, 0.0, width)
    return cost


def total_unmet(need: Floats, quarters: Ints, prices: Prices) -> float:
    """Cost of all unmet need, O × 3 each."""
    given = quarters.astype(float)
    pairs = zip(need.ravel(), given.ravel(), strict=True)
    return float(sum(unmet(float(wanted), np.array([came]), prices)[0] for wanted, came in pairs))


@dataclass(frozen=True, slots=True)
class Segments:
    """So many quarters at a place, each worth `value`; the places in order, values falling within each."""

    place: Ints
    quarters: Ints
    value: Floats


def segments(need: Floats, prices: Prices, smallest: int) -> Segments:
    """The cost for whole quarters: exact at every total that people of at least `smallest` quarters can make up.

    Lines between whole totals are the tightest convex cost, so the network comes closer to whole people.
    """
    places, widths, values = [], [], []
    for place, wanted in enumerate(need.ravel()):
        if wanted <= 0:
            continue
        count = max(1, prices.steps, int(np.ceil(wanted / prices.step_fte)))
        bounds = 4 * wanted * np.arange(count + 1) / count
        totals = np.unique(np.concatenate([np.floor(bounds + 1e-9), np.ceil(bounds - 1e-9)]).astype(np.int64))
        totals = np.unique(np.concatenate([[0], np.maximum(totals[totals > 0], smallest)]))
        falls = -np.diff(unmet(float(wanted), totals.astype(float), prices))
        steps = np.diff(totals)
        places.append(np.full(len(steps), place))
        widths.append(steps)
        values.append(falls / steps)
    if not places:
        return Segments(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return Segments(np.concatenate(places), np.concatenate(widths), np.concatenate(values))
