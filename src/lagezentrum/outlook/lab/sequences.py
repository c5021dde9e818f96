"""Numbers between 0 and 1 for the place of a policy in a design: random ones and Sobol's, each asked for by its place.

Both are functions of the place alone, so a shard needs nothing of the shards before it, on whatever machine it runs.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Unit = NDArray[np.float64]
_Words = NDArray[np.uint64]

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_BITS: Final = 32
MOST_SOBOL_POINTS: Final = 1 << _BITS

# Degree, inner coefficients of the primitive polynomial, first direction integers of each dimension after the first,
# from S. Joe, F. Y. Kuo: Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30
# (2008) 2635-2654.
_POLYNOMIALS: Final = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
    (5, 4, (1, 1, 5, 5, 5)),
    (5, 7, (1, 1, 7, 11, 19)),
    (5, 11, (1, 1, 5, 1, 1)),
    (5, 13, (1, 1, 1, 3, 11)),
    (5, 14, (1, 3, 5, 5, 31)),
    (6, 1, (1, 3, 3, 9, 7, 49)),
    (6, 13, (1, 1, 1, 15, 21, 21)),
    (6, 16, (1, 3, 1, 13, 27, 49)),
    (6, 19, (1, 1, 1, 15, 7, 5)),
    (6, 22, (1, 3, 1, 15, 13, 25)),
    (6, 25, (1, 1, 5, 5, 19, 61)),
    (7, 1, (1, 3, 7, 11, 23, 15, 103)),
    (7, 4, (1, 3, 7, 13, 13, 15, 69)),
)
MOST_SOBOL_DIMENSIONS: Final = len(_POLYNOMIALS) + 1


def random_units(seed: int, begin: int, count: int, dimensions: int) -> Unit:
    """Random numbers for the places `begin` … `begin + count - 1`, dimensions × count, each in [0, 1).

    SplitMix64 (Steele, Lea, Flood 2014), whose n-th number can be had without the ones before it.
    """
    places = np.arange(begin, begin + count, dtype=np.uint64)[np.newaxis, :] * np.uint64(dimensions)
    places = places + np.arange(1, dimensions + 1, dtype=np.uint64)[:, np.newaxis]
    start = _mixed(np.array([seed], dtype=np.uint64) + _GOLDEN)
    return (_mixed(start + places * _GOLDEN) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def sobol_units(seed: int, begin: int, count: int, dimensions: int) -> Unit:
    """Points of a Sobol sequence, dimensions × count, each in [0, 1).

    A seed other than 0 shifts all points digitally (exclusive or), which keeps the evenness of the net.

    Raises:
        ValueError: more dimensions or points than the table of directions has.
    """
    if dimensions > MOST_SOBOL_DIMENSIONS or begin + count > MOST_SOBOL_POINTS:
        raise ValueError(f"a Sobol sequence here has {MOST_SOBOL_DIMENSIONS} dimensions and 2^{_BITS} points")
    places = np.arange(begin, begin + count, dtype=np.uint64)
    gray = places ^ (places >> np.uint64(1))
    directions = _directions()[:dimensions]
    points = np.zeros((dimensions, count), dtype=np.uint64)
    for bit in range(_BITS):
        chosen = (gray >> np.uint64(bit)) & np.uint64(1)
        points ^= directions[:, bit, np.newaxis] * chosen[np.newaxis, :]
    if seed:
        shift = random_units(seed, 0, 1, dimensions) * 2.0**_BITS
        points ^= shift.astype(np.uint64)
    return points.astype(np.float64) * 2.0**-_BITS


def _mixed(z: _Words) -> _Words:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: _Words = z ^ (z >> np.uint64(31))
    return mixed


@cache
def _directions() -> _Words:
    """Direction numbers, dimensions × bits, scaled to 32 bits."""
    table = np.zeros((MOST_SOBOL_DIMENSIONS, _BITS), dtype=np.uint64)
    table[0] = [1 << (_BITS - 1 - bit) for bit in range(_BITS)]
    for row, (degree, inner, first) in enumerate(_POLYNOMIALS, 1):
        m = list(first)
        for bit in range(degree, _BITS):
            value = m[bit - degree] ^ (m[bit - degree] << degree)
            for k in range(1, degree):
                if (inner >> (degree - 1 - k)) & 1:
                    value ^= m[bit - k] << k
            m.append(value)
        table[row] = [m[bit] << (_BITS - 1 - bit) for bit in range(_BITS)]
    return table
