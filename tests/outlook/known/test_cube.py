"""What was known on each morning, against a slow loop over everything that was published."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lagezentrum.law.ranges import as_compared
from lagezentrum.outlook.known import Cube, CubeTooLarge, LaterThanLags, Published, as_compared_all

FIRST = date(2021, 11, 1)
AREAS = ("03101", "03241")
DAYS = 6
Told = tuple[int, int, float]
"""Cell, row of the morning on which it became known, value; NaN: there is none."""

VALUES = st.one_of(st.just(float("nan")), st.integers(0, 20).map(float))
TOLD = st.lists(st.tuples(st.integers(0, DAYS * len(AREAS) - 1), st.integers(-1, DAYS + 2), VALUES), max_size=40)


def published(told: list[Told]) -> Published:
    """Values in the order of their cells, within a cell as listed, which is the order in which they were told."""
    rows = sorted(told, key=lambda row: row[0])
    moment = np.array([row[1] for row in rows], dtype=np.int64)
    return Published(
        np.array([row[0] for row in rows], dtype=np.int64), moment, moment, np.array([row[2] for row in rows])
    )


def filled(told: list[Told], lags: int = DAYS) -> Cube:
    kept = published(told).ever_known()
    cube = Cube.of(lags, FIRST, DAYS, AREAS)
    cube.add(kept, kept.known)
    return cube.finish()


def known(told: list[Told], cell: int, morning: int) -> float:
    """The last that was told of a cell, of what was known on a morning."""
    values = [value for where, since, value in told if where == cell and since <= morning]
    return values[-1] if values else float("nan")


@given(told=TOLD)
@example(told=[(0, 2, 5.0), (0, 1, 7.0)])  # told later, known earlier: the first one never counted
@example(told=[(0, 0, 5.0), (0, 1, float("nan"))])  # taken back
def test_each_morning_shows_what_was_told_last_of_what_was_known(told: list[Told]) -> None:
    cube = filled(told)
    back = cube.before_each_morning(DAYS + 1)
    for morning in range(DAYS):
        expected = [[known(told, row * len(AREAS) + column, morning) for column in range(len(AREAS))]
                    for row in range(morning + 1)]  # fmt: skip
        np.testing.assert_array_equal(cube.on_morning(FIRST + timedelta(days=morning)), expected)
        for ago in range(1, DAYS + 2):
            row = expected[morning - ago] if ago <= morning else [float("nan")] * len(AREAS)
            np.testing.assert_array_equal(back[ago - 1, morning], row)


def test_the_last_lag_stands_for_all_later_mornings() -> None:
    cube = filled([(0, 0, 5.0), (0, 1, 6.0), (3, 1, 2.0)], lags=2)
    known_then = cube.on_morning(FIRST + timedelta(days=5))
    np.testing.assert_array_equal(known_then[:2], [[6.0, np.nan], [np.nan, 2.0]])
    np.testing.assert_array_equal(cube.before_each_morning(4)[:, 4, 0], [np.nan, np.nan, np.nan, 6.0])


def test_what_came_later_than_there_are_lags_is_refused_or_left_out_but_never_known_too_early() -> None:
    told = published([(1, 0, 5.0), (1, 3, 6.0)])
    cube = Cube.of(2, FIRST, DAYS, AREAS)
    with pytest.raises(LaterThanLags, match=r"03241 for 2021-11-01 changed 3 days later.*Take 4 lags"):
        cube.add(told, told.known)
    cube.add(told, told.known, leave_out_later=True)
    assert cube.finish().on_morning(FIRST + timedelta(days=5))[0, 1] == 5.0


def test_what_no_morning_knew_asks_for_no_lag() -> None:
    cube = filled([(0, 0, 5.0), (0, DAYS, 9.0)], lags=1)
    assert cube.on_morning(FIRST + timedelta(days=DAYS - 1))[0, 0] == 5.0


def test_a_cube_larger_than_the_memory_and_a_morning_outside_are_refused() -> None:
    with pytest.raises(CubeTooLarge, match=r"16\.0 GB"):
        Cube.of(1000, FIRST, 1000, tuple(map(str, range(2000))))
    with pytest.raises(ValueError, match="mornings from 2021-11-01 to 2021-11-06"):
        filled([]).on_morning(FIRST + timedelta(days=DAYS))


def test_of_several_the_first_that_may_decide_and_the_last_told() -> None:
    cell, at = np.zeros(4, dtype=np.int64), np.array([3, 1, 2, 4])
    decides = np.array([True, True, True, False])
    told = Published(cell, at, at, np.array([3.0, float("nan"), 2.0, 9.0]), decides)
    assert told.first_deciding().value.tolist() == [2.0]
    assert told.last().value.tolist() == [9.0]
    assert told.by(3).last().value.tolist() == [2.0]
    assert len(told.by(0).last()) == 0


DECIMALS = st.decimals(-1000, 10**7, allow_nan=False, places=4)


@given(values=st.lists(DECIMALS, min_size=1, max_size=30), decimals=st.integers(0, 3))
@example(values=[Decimal("2.675"), Decimal("1.005"), Decimal("-0.5"), Decimal("35.05")], decimals=2)
@example(values=[Decimal("35.05"), Decimal("0.25"), Decimal("2.45")], decimals=1)
def test_many_values_are_rounded_as_the_law_rounds_one(values: list[Decimal], decimals: int) -> None:
    found = as_compared_all(np.array([float(value) for value in values]), decimals)
    assert found.tolist() == [float(as_compared(value, decimals)) for value in values]


def test_rounding_leaves_missing_values_and_exact_comparison_alone() -> None:
    values = np.array([float("nan"), float("inf"), 2.675])
    np.testing.assert_array_equal(as_compared_all(values, 1), [np.nan, np.inf, 2.7])
    assert as_compared_all(values, None) is values
