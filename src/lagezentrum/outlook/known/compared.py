"""Values in the precision in which the law compares them, many at once."""

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from lagezentrum.law.ranges import as_compared

_NEAR = 1e-6
_LARGEST = 1e9
"""Below this, and so far from a tie, binary arithmetic rounds as decimal arithmetic does."""


def as_compared_all(values: NDArray[np.float64], decimals: int | None) -> NDArray[np.float64]:
    """What `law.ranges.as_compared` gives for each value as it is written shortest; NaN and infinity stay.

    Values near a tie are rounded one by one as decimals, because 2.675 is no tie as a binary number and is one as
    published.
    """
    if decimals is None or not len(values):
        return values
    scale = 10.0**decimals
    scaled = np.abs(values) * scale
    whole = np.floor(scaled + 0.5)
    with np.errstate(invalid="ignore"):
        doubtful = (np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR) | ((scaled >= _LARGEST) & np.isfinite(scaled))
    rounded: NDArray[np.float64] = np.copysign(whole / scale, values)
    if doubtful.any():
        distinct, places = np.unique(values[doubtful], return_inverse=True)
        exact = [float(as_compared(Decimal(repr(value)), decimals)) for value in distinct.tolist()]
        rounded[doubtful] = np.array(exact)[places]
    return rounded
