"""What a held file means for findings: open as long as nobody decided, with the file named; then found, or missing."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.web.archive import intake, season
from lagezentrum.web.archive.intake import Receipt
from lagezentrum.web.noting import note_findings
from lagezentrum.web.situation import situation
from lagezentrum.web.work_list import WorkList
from tests.web.archive.deliveries import RKI, at, hand_in, published, rki

pytestmark = pytest.mark.django_db

MONDAY = date(2021, 11, 29)
SUNDAY = MONDAY - timedelta(days=1)
HANNOVER = "03241"


@pytest.fixture
def held(settings: Settings) -> Receipt:
    """All that was known on Sunday; on Monday the Land's figures, and RKI's of Sunday under Monday's date."""
    settings.TODAY = MONDAY.isoformat()
    before = season.deliveries(SUNDAY, day_by_day=False)
    today = (one for one in season.deliveries(MONDAY, day_by_day=True) if one.at.date() == MONDAY)
    for one in (*before, *(one for one in today if one.kind != RKI)):
        intake.receive(one.content, one.kind, name=one.name, by=None, at=one.at)
    receipt = hand_in(rki([MONDAY], {MONDAY: published(SUNDAY)}), RKI, MONDAY, 11)
    assert receipt.held
    return receipt


def work(hour: int) -> WorkList:
    return situation(MONDAY, at(MONDAY, hour)).work_list([HANNOVER])


def test_while_it_is_held_what_hangs_on_it_is_undetermined_and_the_file_is_named(held: Receipt) -> None:
    (item,) = work(11).undetermined
    assert (item.step, [withheld.file for withheld in item.withheld]) == ("2", [held.file])
    assert {(m.indicator, m.day) for m in item.missing} == {("new_cases", MONDAY)}
    assert work(11).decide == ()


def test_released_it_is_found_and_what_was_known_before_stays_open(held: Receipt, officer: User) -> None:
    intake.release(held.file, officer, "Das RKI hat es bestätigt.", at(MONDAY, 13))
    (item,) = work(14).decide
    assert (item.step, item.earliest) == ("2", date(2021, 12, 1))
    assert work(14).undetermined == ()
    assert [one.withheld[0].file for one in work(12).undetermined] == [held.file]


def test_rejected_it_is_awaited_that_day_and_missing_when_the_day_is_over(
    held: Receipt, officer: User, settings: Settings
) -> None:
    intake.reject(held.file, officer, "alter Stand", at(MONDAY, 13))
    assert work(14).undetermined == ()
    settings.TODAY = (MONDAY + timedelta(days=1)).isoformat()
    (item,) = situation(MONDAY + timedelta(days=1)).work_list([HANNOVER]).undetermined
    assert (item.step, item.withheld) == ("2", ())


def test_the_ledger_notes_it_as_undetermined_and_then_as_found(held: Receipt, officer: User) -> None:
    def said(events: tuple[object, ...]) -> set[str]:
        return {event.payload for event in events if event.area == HANNOVER and '"step":"2"' in event.payload}  # type: ignore[attr-defined]

    (before,) = said(note_findings(at(MONDAY, 11)))
    assert '"status":"undetermined"' in before
    intake.release(held.file, officer, "Das RKI hat es bestätigt.", at(MONDAY, 13))
    (after,) = said(note_findings(at(MONDAY, 14)))
    assert '"status":"found"' in after
    assert note_findings(at(MONDAY, 15)) == ()
