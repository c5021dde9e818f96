"""How current the archive is, in words that a visitor understands."""

from datetime import date

import pytest

from lagezentrum.web.archive import readings, season
from tests.web.archive.deliveries import DIVI, RKI, at, beds, day, hand_in, published, rki

pytestmark = pytest.mark.django_db
SUNDAY = date(2021, 11, 21)


def test_an_empty_archive_says_that_there_is_nothing_yet() -> None:
    stand = readings.stand(at(day(0)))
    assert (stand.as_of, stand.published_at) == (None, None)
    assert stand.unchanged is not None
    assert stand.unchanged.de == "Es sind noch keine Zahlen da."
    assert [source.overdue for source in stand.sources] == [False, False, False]


def test_it_names_the_day_its_publication_and_the_next_figures_expected() -> None:
    season.load(until=day(2), day_by_day=True)
    stand = readings.stand(at(day(2), 12))
    assert (stand.as_of, stand.published_at, stand.unchanged) == (day(2), at(day(2), 0), None)
    assert stand.next_expected_at == at(day(3), 8)
    rki_stand, land_stand, divi_stand = stand.sources
    assert (rki_stand.as_of, rki_stand.next_expected_at, rki_stand.overdue) == (day(2), at(day(3), 8), False)
    assert land_stand.next_expected_at == at(day(3), 11)
    assert (rki_stand.licence, rki_stand.received_at) == ("dl-de/by-2-0", at(day(2), 6, 30))
    assert (divi_stand.decides, divi_stand.as_of) == (False, None)
    assert all(source.attribution and source.source for source in stand.sources)


def test_before_the_figures_of_the_day_are_due_they_are_not_there_yet() -> None:
    season.load(until=day(2), day_by_day=True)
    stand = readings.stand(at(day(3), 6))
    assert stand.unchanged is not None
    assert stand.unchanged.de == "Die Zahlen von heute sind noch nicht da."
    assert stand.next_expected_at == at(day(3), 8)
    assert not stand.sources[0].overdue


def test_on_a_sunday_without_figures_it_says_that_it_is_sunday() -> None:
    season.load(until=day(5), day_by_day=True)
    stand = readings.stand(at(SUNDAY, 12))
    assert stand.unchanged is not None
    assert stand.unchanged.de == "Heute gibt es nichts Neues, weil Sonntag ist."
    assert stand.unchanged.en == "Nothing new today because it is Sunday."
    assert stand.day_off is not None


def test_on_a_holiday_it_names_the_holiday() -> None:
    season.load(until=date(2021, 12, 24), day_by_day=True)
    stand = readings.stand(at(date(2021, 12, 25), 12))
    assert stand.unchanged is not None
    assert "Erster Weihnachtstag" in stand.unchanged.de


def test_when_figures_stay_away_it_says_since_when() -> None:
    season.load(until=day(1), day_by_day=True)
    stand = readings.stand(at(day(4), 12))
    assert stand.unchanged is not None
    assert stand.unchanged.de == "Seit dem 16.11.2021 sind keine neuen Zahlen gekommen."
    assert stand.sources[0].overdue
    assert stand.next_expected_at == at(day(5), 8)


def test_what_is_held_or_came_later_is_not_in_the_stand() -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1))
    assert readings.stand(at(day(1), 12)).as_of == day(0)
    hand_in(rki([day(2)]), RKI, day(2))
    assert readings.stand(at(day(1), 12)).as_of == day(0)
    assert readings.stand(at(day(2), 12)).as_of == day(2)


def test_beds_do_not_make_the_archive_newer() -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    hand_in(beds([day(1)]), DIVI, day(1), 13)
    stand = readings.stand(at(day(1), 14))
    assert (stand.as_of, stand.sources[2].as_of) == (day(0), day(1))
