"""The bundled season, brought through the archive, is the season."""

import pytest

from lagezentrum.season.layout import LAST_DAY
from lagezentrum.season.reading import read_season
from lagezentrum.web.archive import readings, season
from lagezentrum.web.archive.models import Figure
from lagezentrum.web.archive.readings import AsFirstPublished, AsKnownAt
from tests.web.archive.deliveries import at, day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day_by_day", [False, True])
def test_the_season_comes_out_of_the_archive_as_it_is_read_from_its_files(day_by_day: bool) -> None:
    receipts = season.load(day_by_day=day_by_day)
    assert [receipt.reasons for receipt in receipts if receipt.reasons] == []
    assert set(readings.figures(AsFirstPublished())) == set(read_season())
    digits = {str(seen.value) for seen in read_season()}
    assert {str(seen.value) for seen in readings.figures(AsFirstPublished())} == digits


def test_loading_the_season_again_adds_nothing() -> None:
    season.load(until=day(3), day_by_day=True)
    head, count = readings.head(), Figure.objects.count()
    assert not any(receipt.new for receipt in season.load(until=day(3), day_by_day=True))
    assert (readings.head(), Figure.objects.count()) == (head, count)


def test_loaded_day_by_day_a_past_morning_is_known_as_it_was() -> None:
    season.load(until=LAST_DAY, day_by_day=True)
    then = readings.figures(AsKnownAt(at(day(2), 12)))
    assert set(then) == {seen for seen in read_season() if seen.day <= day(2)}
    before_the_land = readings.figures(AsKnownAt(at(day(2), 9)))
    assert before_the_land.first_published("new_cases", "03241", day(2)) is not None
    assert before_the_land.first_published("hospitalisation", "03", day(2)) is None


def test_loaded_in_one_file_nothing_was_known_before_it_came() -> None:
    season.load()
    assert readings.figures(AsKnownAt(at(day(2), 12))).span() is None
