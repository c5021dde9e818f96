"""What was known at a moment stays so, even if the clock of the server is wrong or files wait for each other."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.web.archive import intake, readings
from lagezentrum.web.archive.clock import ClockBehind
from lagezentrum.web.archive.importing import bring
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.archive.readings import AsKnownAt
from tests.web.archive.deliveries import LAND, RKI, at, codes, day, hand_in, land, published, rki

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_service(settings: Settings) -> None:
    settings.EXERCISE = False


def test_a_clock_that_went_back_keeps_everything_out_until_it_is_right() -> None:
    hand_in(rki([day(0), day(1)]), RKI, day(1), 9)
    known = set(readings.figures(AsKnownAt(at(day(1), 8))))
    with pytest.raises(ClockBehind, match="Check the server's clock"):
        hand_in(land({day(0): ("5.6", "7.7")}), LAND, day(1), 8)
    assert SourceFile.objects.count() == 1
    assert set(readings.figures(AsKnownAt(at(day(1), 8)))) == known
    hand_in(land({day(0): ("5.6", "7.7")}), LAND, day(1), 10)
    assert set(readings.figures(AsKnownAt(at(day(1), 8)))) == known


def test_a_file_that_waited_for_another_counts_from_when_that_one_did() -> None:
    hand_in(rki([day(0)]), RKI, day(0), 9)
    file = hand_in(land({day(0): ("5.6", "7.7")}), LAND, day(0), 8, 58).file
    assert file.received_at == at(day(0), 9)
    assert {figure.first_seen_at for figure in file.figures.all()} == {at(day(0), 9)}
    assert file.verdict.given_at == at(day(0), 9)


def test_a_decision_about_a_held_file_does_not_go_back_either(officer: User) -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    held = hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1), 9)
    assert codes(held) == ["same-figures"]
    for act in (intake.release, intake.reject):
        with pytest.raises(ClockBehind):
            act(held.file, officer, "geprüft", at(day(1), 8))
    assert held.file.verdict.kind == "held"
    intake.release(held.file, officer, "geprüft", at(day(1), 9) - timedelta(minutes=1))
    assert held.file.verdict.given_at == at(day(1), 9)


def test_the_import_says_that_the_clock_is_wrong(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    hand_in(rki([day(0)]), RKI, day(5))
    monkeypatch.setattr("lagezentrum.web.archive.importing.now", lambda: at(day(1)))
    file = Path(str(tmp_path)) / "land.csv"
    file.write_bytes(land({day(0): ("5.6", "7.7")}))
    (outcome,) = bring(str(file))
    assert outcome.refused
    assert "Uhr des Servers" in outcome.text.de
