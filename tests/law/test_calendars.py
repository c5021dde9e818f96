"""Which days count where, and why a day is left out."""

from datetime import date

import pytest

from lagezentrum.law.calendars import Calendar, german_holidays
from lagezentrum.law.library import Library

CALENDARS = Library().calendars
WORKING_DAYS = CALENDARS["werktage"]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2021, 11, 27), True),  # Saturday: counted by Region Hannover
        (date(2021, 11, 28), False),  # Sunday
        (date(2022, 10, 31), False),  # Reformation Day, a Monday
        (date(2021, 11, 1), True),  # All Saints' is no holiday in Lower Saxony
        (date(2021, 12, 24), True),
        (date(2021, 12, 25), False),
        (date(2020, 12, 26), False),
        (date(2021, 12, 31), True),
        (date(2022, 1, 1), False),
        (date(2021, 5, 1), False),
        (date(2021, 5, 13), False),  # Ascension
        (date(2021, 5, 24), False),  # Whit Monday
        (date(2022, 10, 3), False),
        (date(2016, 10, 31), True),  # before Lower Saxony made it a holiday in 2018
    ],
)
def test_working_days_of_lower_saxony(day: date, counts: bool) -> None:
    assert WORKING_DAYS.counts(day, "03") is counts


def test_corpus_christi_is_a_holiday_in_six_states() -> None:
    states = [f"{number:02}" for number in range(1, 17)]
    free = [state for state in states if not WORKING_DAYS.counts(date(2021, 6, 3), state)]
    assert free == ["05", "06", "07", "08", "09", "10"]


def test_lower_saxony_has_ten_public_holidays() -> None:
    assert len(german_holidays("03", 2021)) == 10


def test_a_day_left_out_says_why_in_both_languages() -> None:
    sunday, christmas = WORKING_DAYS.left_out(date(2021, 11, 28), "03"), WORKING_DAYS.left_out(date(2021, 12, 25), "03")
    assert (sunday.de, sunday.en) == ("Sonntag", "Sunday") if sunday else False
    assert (christmas.de, christmas.en) == ("Erster Weihnachtstag", "Christmas Day") if christmas else False
    assert WORKING_DAYS.left_out(date(2021, 12, 24), "03") is None


def test_business_days_leave_out_saturdays() -> None:
    assert not CALENDARS["arbeitstage"].counts(date(2021, 11, 27), "08")


def test_calendar_days_all_count() -> None:
    assert CALENDARS["kalendertage"].counts(date(2021, 12, 26), "03")


def test_a_calendar_may_have_holidays_of_its_own() -> None:
    lamp_days = CALENDARS["lampentage"]
    left_out = lamp_days.left_out(date(2024, 1, 10), "90")
    assert left_out is not None
    assert left_out.de == "Dochttag"
    assert lamp_days.counts(date(2024, 1, 11), "90")


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="'90' is no key of a German Land"):
        WORKING_DAYS.counts(date(2021, 11, 29), "90")


def test_a_day_before_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="is valid from 1990-10-03"):
        WORKING_DAYS.counts(date(1989, 11, 9), "03")


def test_every_calendar_names_its_source() -> None:
    assert sorted(CALENDARS.by_id) == ["arbeitstage", "kalendertage", "lampentage", "werktage"]
    assert all(isinstance(calendar, Calendar) and calendar.source for calendar in CALENDARS.by_id.values())
