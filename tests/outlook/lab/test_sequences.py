"""Random and Sobol places: known points, evenness, and independence of where a shard begins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.outlook.lab.sequences import MOST_SOBOL_DIMENSIONS, random_units, sobol_units
from tests.outlook.drawing import drawn


def test_the_first_points_are_those_of_the_paper() -> None:
    points = sobol_units(0, 0, 8, 4).T
    assert points[:5].tolist() == [
        [0, 0, 0, 0],
        [0.5, 0.5, 0.5, 0.5],
        [0.75, 0.25, 0.25, 0.25],
        [0.25, 0.75, 0.75, 0.75],
        [0.375, 0.375, 0.625, 0.875],
    ]


@pytest.mark.parametrize("seed", [0, 7])
def test_every_dimension_is_even_and_neighbouring_pairs_fill_the_square(seed: int) -> None:
    points = sobol_units(seed, 0, 1024, MOST_SOBOL_DIMENSIONS)
    for row in points:
        assert sorted(np.floor(row * 1024).astype(int)) == list(range(1024))
    for one, other in ((0, 1), (1, 2)):
        cells = np.floor(points[one] * 16).astype(int) * 16 + np.floor(points[other] * 16).astype(int)
        assert (np.bincount(cells, minlength=256) == 4).all()


@drawn(100)
@given(st.integers(0, 2**63 - 1), st.integers(0, 10**9), st.integers(1, 40), st.integers(1, 5))
def test_a_point_depends_on_its_place_alone(seed: int, begin: int, count: int, dimensions: int) -> None:
    for sequence in (random_units, sobol_units):
        whole = sequence(seed, begin, count, dimensions)
        assert ((whole >= 0) & (whole < 1)).all()
        assert (sequence(seed, begin + count - 1, 1, dimensions)[:, 0] == whole[:, -1]).all()


def test_random_numbers_look_random_and_change_with_the_seed() -> None:
    units = random_units(3, 0, 50_000, 3)
    assert np.abs(units.mean(axis=1) - 0.5).max() < 0.01
    assert np.abs(np.corrcoef(units) - np.eye(3)).max() < 0.02
    assert (random_units(4, 0, 100, 3) != units[:, :100]).all()
