"""Made-up figures of known nature."""

from datetime import date

import numpy as np

from lagezentrum.outlook.forecast.panel import Panel, Quantity

FIRST = date(2021, 9, 6)  # a Monday
LAND = Quantity("hospitalisation", 0.5, None, 7)
DISTRICTS = Quantity("new_cases", 5.0, None, 7)


def walk(days: int = 200, areas: int = 1, *, seed: int = 1, size: float = 0.05, shared: float = 0.0) -> Panel:
    """Logarithms walk at random, a share of each day's variance in common to all areas."""
    rng = np.random.default_rng(seed)
    steps = np.sqrt(shared) * rng.standard_normal((days, 1)) + np.sqrt(1 - shared) * rng.standard_normal((days, areas))
    values = np.exp(5 + np.cumsum(size * steps, axis=0)) - DISTRICTS.offset
    names = ("03",) if areas == 1 else tuple(f"03{number:03d}" for number in range(1, areas + 1))
    return Panel(LAND if areas == 1 else DISTRICTS, names, FIRST, np.maximum(values, 0))
