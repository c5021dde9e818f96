"""A held file keeps its figures from findings, openly, until a person releases or rejects it."""

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.archive import intake, readings
from lagezentrum.web.archive.models import SourceFile, Verdict
from lagezentrum.web.archive.readings import AsFirstPublished, AsKnownAt, Latest
from lagezentrum.web.people.refusal import NotAllowed, Refusal
from tests.web.archive.deliveries import LAND, RKI, at, codes, day, hand_in, land, published, rki

pytestmark = pytest.mark.django_db
KEY = "03241"


@pytest.fixture
def held(officer: User) -> SourceFile:
    """Monday's figures under Tuesday's date."""
    hand_in(rki([day(0)]), RKI, day(0))
    receipt = hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1))
    assert receipt.held
    assert codes(receipt) == ["same-figures"]
    return receipt.file


def value_of_tuesday() -> str:
    seen = readings.figures(AsFirstPublished()).first_published("new_cases", KEY, day(1))
    return str(seen.value) if seen else ""


def test_what_is_held_is_named_with_days_areas_and_reason(held: SourceFile) -> None:
    (withheld,) = readings.withheld(at(day(1), 8))
    assert (withheld.file, withheld.days, withheld.indicators) == (held, (day(1),), ("new_cases",))
    assert len(withheld.areas) == 45
    assert withheld.reasons[0].text.de.startswith("Alle 45 Zahlen vom 16.11.2021 sind dieselben")
    assert value_of_tuesday() == ""


def test_released_it_counts_as_published_that_morning(held: SourceFile, officer: User) -> None:
    intake.release(held, officer, "Das RKI hat bestätigt: keine neuen Meldungen.", at(day(1), 10))
    assert readings.withheld(at(day(1), 11)) == ()
    assert value_of_tuesday() == str(published(day(0))[KEY])
    verdict = held.verdict
    assert (verdict.kind, verdict.given_by) == ("released", officer)
    assert verdict.reasons[0]["text_de"] == "Das RKI hat bestätigt: keine neuen Meldungen."


def test_who_handed_a_file_in_does_not_release_it(officer: User, colleague: User) -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    content = rki([day(1)], {day(1): published(day(0))})
    receipt = intake.receive(content, RKI, name="held.csv", by=officer, at=at(day(1), 8))
    assert receipt.held
    with pytest.raises(NotAllowed, match="handed in this file yourself"):
        intake.release(receipt.file, officer, "geprüft", at(day(1), 10))
    intake.release(receipt.file, colleague, "geprüft", at(day(1), 10))
    assert receipt.file.verdict.kind == Verdict.Kind.RELEASED


def test_what_was_known_while_it_was_held_stays_so(held: SourceFile, officer: User) -> None:
    intake.release(held, officer, "geprüft", at(day(1), 10))
    assert readings.figures(AsKnownAt(at(day(1), 9))).span() == (day(0), day(0))
    assert [one.days for one in readings.withheld(at(day(1), 9))] == [(day(1),)]
    assert readings.figures(AsKnownAt(at(day(1), 11))).span() == (day(0), day(1))


def test_rejected_it_never_counts_and_a_sound_file_takes_its_place(held: SourceFile, officer: User) -> None:
    intake.reject(held, officer, "alter Stand", at(day(1), 10))
    assert readings.withheld(at(day(1), 11)) == ()
    assert value_of_tuesday() == ""
    receipt = hand_in(rki([day(1)]), RKI, day(1), 12)
    assert (codes(receipt), receipt.added) == ([], 45)
    assert value_of_tuesday() == str(published(day(1))[KEY])


def test_a_sound_file_ends_the_gap_though_the_other_is_still_held(held: SourceFile) -> None:
    hand_in(rki([day(1)]), RKI, day(1), 12)
    assert value_of_tuesday() == str(published(day(1))[KEY])
    (withheld,) = readings.withheld(at(day(1), 13))
    assert (withheld.file, withheld.days, withheld.areas) == (held, (), ())


def test_the_same_bytes_again_are_still_held(held: SourceFile) -> None:
    receipt = hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1), 9)
    assert (receipt.new, receipt.held, receipt.file, codes(receipt)) == (False, True, held, ["same-figures"])


def test_a_changed_past_does_not_withhold_what_was_published_first() -> None:
    hand_in(rki([day(n) for n in range(4)]), RKI, day(3))
    altered = {day(n): {key: value * 2 for key, value in published(day(n)).items()} for n in range(4)}
    assert hand_in(rki([day(n) for n in range(5)], altered), RKI, day(4)).held
    (withheld,) = readings.withheld(at(day(4), 8))
    assert withheld.days == (day(4),)


def test_a_decision_needs_a_reason_a_permission_and_a_held_file(
    held: SourceFile, officer: User, district_officer: User
) -> None:
    for act in (intake.release, intake.reject):
        with pytest.raises(NotAllowed):
            act(held, district_officer, "weil", at(day(1), 9))
        with pytest.raises(Refusal, match="Please give a reason"):
            act(held, officer, "  ", at(day(1), 9))
    intake.reject(held, officer, "alter Stand", at(day(1), 10))
    for act in (intake.release, intake.reject):
        with pytest.raises(Refusal, match="is not held; the file is rejected") as caught:
            act(held, officer, "doch", at(day(1), 11))
        assert "verworfen" in caught.value.text.de
    assert Verdict.objects.filter(file=held).count() == 2


def test_after_a_release_the_latest_state_is_still_that_of_the_newest_file(officer: User) -> None:
    days = {day(n): ("5.6", "") for n in range(3)}
    hand_in(land(days), LAND, day(2))
    odd = hand_in(land({**dict.fromkeys(days, ("5.9", "")), day(3): ("5.6", "")}), LAND, day(3))
    assert codes(odd) == ["history-recalculated"]
    hand_in(land({**days, day(3): ("5.6", ""), day(4): ("5.6", "")}), LAND, day(4))
    before = readings.records(AsKnownAt(at(day(4), 8)))
    intake.release(odd.file, officer, "so veröffentlicht", at(day(4), 9))
    latest = {record.day: str(record.value) for record in readings.records(Latest(), indicators=["hospitalisation"])}
    assert set(latest.values()) == {"5.6"}
    first = readings.figures(AsFirstPublished()).first_published("hospitalisation", "03", day(0))
    assert first is not None
    assert str(first.value) == "5.6"
    assert readings.records(AsKnownAt(at(day(4), 8))) == before
