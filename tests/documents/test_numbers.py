"""Numbers and dates in German text, however they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.documents.fields import write
from lagezentrum.documents.numbers import tokens


def values(text: str) -> list[str]:
    return [token.value for token in tokens(text)]


@pytest.mark.parametrize(
    "written",
    ["Mittwoch, 1. Dezember 2021", "Mittwoch, den 1. Dezember 2021", "1. Dezember 2021", "01.12.2021", "1.12.21",
     "Mi 01.12.2021", "Mi. 01.12.2021", "2021-12-01", "1.\u00a0Dezember\n2021"],
)  # fmt: skip
def test_a_date_is_the_same_in_every_spelling(written: str) -> None:
    assert values(f"ab {written} gilt") == ["2021-12-01"]


def test_a_wrong_weekday_makes_another_date() -> None:
    assert values("Dienstag, 1. Dezember 2021") != values("Mittwoch, 1. Dezember 2021")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6,30", "6.3"),
        ("7", "7"),
        ("7,0", "7"),
        ("1.400", "1400"),
        ("1.234,5", "1234.5"),
        ("172.8", "172.8"),
        ("10", "10"),
    ],
)
def test_numbers_equal_whatever_their_marks(written: str, value: str) -> None:
    assert values(f"Wert {written} %") == [value]


@pytest.mark.parametrize(
    ("written", "value"),
    [("-190,6", "-190.6"), ("(–5", "-5"), ("− 5", "5"), ("5–10", "5 10"), ("– 7-Tage", "7"), ("Covid-19", "19")],
)
def test_a_minus_makes_another_number_and_a_dash_does_not(written: str, value: str) -> None:
    assert " ".join(values(written)) == value


@pytest.mark.parametrize("written", ["1. Dez. 2021", "Mi, 1. Dez 2021", "Mi., den 1. Dez. 2021"])
def test_short_months_are_read(written: str) -> None:
    assert values(written) == ["2021-12-01"]
    assert values("3. Marsch") == ["3"]


def test_rules_of_entry_are_told_apart() -> None:
    assert values("3G, 2G, 2G+ und 2Gplus") == ["3G", "2G", "2G+", "2G+"]


def test_a_date_that_does_not_exist_equals_none_that_does() -> None:
    assert values("31.11.2021") == ["2021-11-31"]
    assert values("Montag, 31. November 2021") == ["2021-11-31"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_date_is_read_back_from_every_form(day: object) -> None:
    for form in ("long_date", "date", "table_date"):
        assert values(write(str(day), form)) == [str(day)]


@given(st.decimals(min_value=0, max_value=10**6, places=1))
def test_every_value_is_read_back(value: object) -> None:
    (read,) = values(write(str(value), "number"))
    assert float(read) == float(str(value))
