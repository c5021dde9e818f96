"""Ranges in words, and the seams between them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lagezentrum.law.ranges import Range, as_compared, seams

tenths = st.integers(0, 3000).map(lambda n: Decimal(n) / 10)


@given(tenths, st.integers(1, 500).map(lambda n: Decimal(n) / 10), tenths)
def test_above_excludes_and_at_least_includes_the_threshold(low: Decimal, width: Decimal, value: Decimal) -> None:
    above, at_least = Range(above=low, at_most=low + width), Range(at_least=low, below=low + width)
    assert above.reached_by(value) == (value > low)
    assert at_least.reached_by(value) == (value >= low)
    assert above.strictly_below(value) == at_least.strictly_below(value) == (value < low)


@given(tenths, tenths, tenths)
def test_a_higher_value_never_reaches_less(low: Decimal, value: Decimal, more: Decimal) -> None:
    for range_ in (Range(above=low), Range(at_least=low)):
        assert range_.reached_by(value) <= range_.reached_by(value + more)
        assert range_.strictly_below(value) >= range_.strictly_below(value + more)


@given(st.lists(tenths, min_size=2, max_size=5, unique=True).map(sorted), st.booleans(), tenths)
def test_ranges_without_seams_put_every_value_into_exactly_one_range(
    bounds: list[Decimal], open_below: bool, value: Decimal
) -> None:
    lower, upper = ("above", "at_most") if open_below else ("at_least", "below")
    ends: list[Decimal | None] = [*bounds[1:], None]
    table = {
        level: Range.model_validate({lower: low} | ({upper: high} if high is not None else {}))
        for level, (low, high) in enumerate(zip(bounds, ends, strict=True), start=1)
    }
    assert seams(table) == []
    reached = [level for level, range_ in table.items() if range_.reached_by(value)]
    assert reached == list(range(1, len(reached) + 1))  # a higher range reaches the lower ones too
    inside = [level for level in table if _inside(table[level], value)]
    assert inside == reached[-1:]


def _inside(range_: Range, value: Decimal) -> bool:
    if range_.at_most is not None and value > range_.at_most:
        return False
    if range_.below is not None and value >= range_.below:
        return False
    return range_.reached_by(value)


@given(tenths, st.integers(1, 100), st.integers(-40, 100))
def test_exactly_a_moved_boundary_has_a_seam(low: Decimal, width: int, moved: int) -> None:
    upper = low + Decimal(width) / 10
    following = upper + Decimal(moved) / 10
    found = seams({1: Range(above=low, at_most=upper), 2: Range(above=following)})
    assert bool(found) == (moved != 0)
    if found:
        assert found[0][0] == 1
        assert ("gap" in found[0][1].en) == (moved > 0)


@pytest.mark.parametrize(
    ("first", "second", "description"),
    [
        (Range(above=1, at_most=2), Range(at_least=2), "both contain exactly 2"),
        (Range(above=1, below=2), Range(above=2), "neither contains exactly 2"),
        (Range(above=1), Range(above=2), "level 1 has no upper end"),
        (Range(above=1, at_most=2), Range(above=2, at_most=3), "the highest level 2 has an upper end"),
    ],
)
def test_a_seam_is_described(first: Range, second: Range, description: str) -> None:
    assert [description in text.en for _, text in seams({1: first, 2: second})] == [True]


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"at_most": 3},
        {"above": 1, "at_least": 1},
        {"above": 1, "at_most": 2, "below": 2},
        {"above": 2, "at_most": 2},
    ],
)
def test_a_range_with_unclear_ends_is_refused(words: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Range.model_validate(words)


@pytest.mark.parametrize(
    ("value", "decimals", "compared"),
    [
        ("10.02", 1, "10.0"),
        ("10.05", 1, "10.1"),
        ("9.95", 1, "10.0"),
        ("10.0249", 1, "10.0"),
        ("10.02", None, "10.02"),
        ("34.5", 0, "35"),
    ],
)
def test_values_are_compared_in_the_precision_of_the_law(value: str, decimals: int | None, compared: str) -> None:
    assert as_compared(Decimal(value), decimals) == Decimal(compared)


def test_the_value_of_region_hannover_of_10_july_2021_is_not_above_10() -> None:
    value = Decimal("10.0249")
    assert not Range(above=10).reached_by(as_compared(value, 1))
    assert Range(above=10).reached_by(as_compared(value, None))
