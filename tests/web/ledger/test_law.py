"""The service knows of the regulation what had been announced by its day, or by the moment asked about."""

from datetime import date, timedelta

import pytest
from django.test import override_settings

from lagezentrum.law.announcement import is_announced
from lagezentrum.web.ledger import law

NAME = "de-ni/corona-vo"
THIRD = date(2021, 12, 3)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2021-12-03", "2021-11-24"),
        ("2021-12-10", "2021-11-24"),
        ("2021-12-11", "2021-12-12"),  # made public the day before it came into force
        ("2022-02-01", "2022-02-02"),
        ("2022-03-01", "2022-02-02"),
    ],
)
def test_an_exercise_knows_the_versions_that_were_announced_by_its_day(today: str, last: str) -> None:
    with override_settings(TODAY=today):
        known = law.regulation().versions
        assert known[-1].version == last
        assert [v.version for v in known] == [v.version for v in law.on_file().versions][: len(known)]


def test_a_service_that_lives_today_knows_all_that_is_on_file_but_did_not_at_every_past_moment() -> None:
    with override_settings(TODAY=""):
        assert law.regulation() == law.on_file()
        assert law.regulation(known=law.known_on(THIRD)).versions[-1].version == "2021-11-24"


def test_a_moment_to_come_makes_an_exercise_know_no_more() -> None:
    with override_settings(TODAY=THIRD.isoformat()):
        assert law.known_on(date(2022, 6, 1)) == THIRD
        assert law.known_on(date(2021, 11, 1)) == date(2021, 11, 1)


def test_views_of_different_days_are_kept_apart() -> None:
    seen = {}
    for today in ("2021-12-03", "2021-12-20", "2021-12-03"):
        with override_settings(TODAY=today):
            seen[today] = law.regulation().versions[-1].version
    assert seen == {"2021-12-03": "2021-11-24", "2021-12-20": "2021-12-12"}


def test_the_last_version_announced_is_applied_until_further_notice_and_the_others_as_they_stand() -> None:
    announced, applied = law.regulation(NAME, THIRD), law.applied(NAME, THIRD)
    assert applied.versions[:-1] == announced.versions[:-1]
    assert applied.versions[-1].in_force.to is None
    assert announced.versions[-1].in_force.to == law.announced_until(NAME, THIRD) == date(2021, 12, 11)


def test_where_all_on_file_has_been_announced_the_end_of_the_last_version_stands() -> None:
    for known in (date(2022, 2, 1), date.max):
        assert law.applied(NAME, known) == law.on_file(NAME)
        assert law.announced_until(NAME, known) is None


def test_before_anything_was_announced_the_first_version_is_all_there_is() -> None:
    assert [v.version for v in law.regulation(NAME, date.min).versions] == ["2021-08-25"]
    assert law.last_day(law.regulation(NAME, date.min)) == date(2021, 9, 21)


@pytest.mark.parametrize("name", list(law.library().folders))
def test_every_regulation_on_file_has_its_versions_in_the_order_in_which_they_are_announced(name: str) -> None:
    for version in law.on_file(name).versions:
        known = version.in_force.from_ - timedelta(days=1)
        expected = [v for v in law.on_file(name).versions if is_announced(v, known)]
        assert list(law.regulation(name, known).versions) == expected
