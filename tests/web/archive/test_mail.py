"""Who is told that a file is held back or that a figure waits for its second person."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from lagezentrum.sources.problems import SourceError
from lagezentrum.web.archive import intake, notices, season
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.people import demo
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import Refusal

pytestmark = pytest.mark.django_db

Committed = DjangoCaptureOnCommitCallbacks
DAY = date(2021, 11, 30)
EARLIER = date(2021, 11, 20)


@pytest.fixture(autouse=True)
def people(settings: Settings) -> None:
    settings.TODAY = DAY.isoformat()
    demo.create()


def person(username: str) -> User:
    return User.objects.get(username=username)


def told() -> set[str]:
    return {address for message in mail.outbox for address in message.to}


def incidence(day: date) -> season.Delivery:
    return next(
        one
        for one in season.deliveries(day, day_by_day=True)
        if one.kind == SourceFile.Kind.RKI_INCIDENCE and one.at.date() == day
    )


def held(day: date, by: User | None, hours: int = 0) -> intake.Receipt:
    """A file of a day that lacks all but its first lines, received that day or some hours later."""
    one, before = incidence(day), incidence(day - timedelta(days=1))
    intake.receive(before.content, before.kind, name=before.name, by=None, at=before.at)
    lines = one.content.decode().splitlines()[:20]
    at = one.at + timedelta(hours=hours)
    receipt = intake.receive("\n".join(lines).encode() + b"\n", one.kind, name="half\n.csv", by=by, at=at)
    assert receipt.held
    return receipt


def test_a_held_file_is_told_to_those_who_may_release_it_except_who_handed_it_in(
    django_capture_on_commit_callbacks: Committed,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        receipt = held(DAY, person("david.sander"))
    assert told() == {"emine.aydin@example.org"}
    (message,) = mail.outbox
    assert message.subject == "[Übung] Zurückgehalten: half?.csv"
    assert f"Nummer {receipt.file.pk}" in message.body
    reasons = [reason for reason in receipt.reasons if reason.holds]
    assert reasons
    assert all(reason.text.de in message.body and reason.text.en in message.body for reason in reasons)


def test_a_file_that_the_service_fetched_and_held_is_told_to_all_who_may_release_it(
    django_capture_on_commit_callbacks: Committed,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        held(DAY, None)
    assert told() == {"david.sander@example.org", "emine.aydin@example.org"}


def test_good_files_the_same_file_again_and_the_files_of_a_long_record_are_not_told(
    django_capture_on_commit_callbacks: Committed,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        held(EARLIER, None, hours=24 * 8)
    assert mail.outbox == []
    for expected in (1, 1):
        with django_capture_on_commit_callbacks(execute=True):
            held(DAY, person("david.sander"), hours=3)
        assert len(mail.outbox) == expected


def test_a_figure_by_hand_is_told_to_those_who_may_confirm_it_except_who_entered_it(
    django_capture_on_commit_callbacks: Committed,
) -> None:
    for deputy, absent, role in (
        ("georg.stein", "frieda.lang", Role.APPROVER),
        ("hanna.vogt", "david.sander", Role.MINISTRY_OFFICER),  # stands in only for who enters it
    ):
        Grant.objects.create(
            user=person(deputy), role=role, area="03", valid_from=DAY, valid_to=DAY, deputy_for=person(absent)
        )
    with django_capture_on_commit_callbacks(execute=True):
        receipt = notices.enter(
            "icu_share", DAY, "9,9", "https://www.niedersachsen.de/m", by=person("david.sander"), at=incidence(DAY).at
        )
    assert told() == {"emine.aydin@example.org", "frieda.lang@example.org", "georg.stein@example.org"}
    body = mail.outbox[0].body
    assert "David Sander hat einen Wert von Hand eingetragen: Intensivbetten, 30.11.2021, 9,9." in body
    assert "https://www.niedersachsen.de/m" in body
    assert f"Nummer {receipt.file.pk}" in body


def test_a_refused_file_or_figure_is_not_told(django_capture_on_commit_callbacks: Committed) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(SourceError):
            intake.receive(b"nonsense", "rki-incidence", name="x.csv", by=None, at=incidence(DAY).at)
        with pytest.raises(Refusal):
            notices.enter("icu_share", DAY, "?", "x", by=person("david.sander"), at=incidence(DAY).at)
    assert mail.outbox == []
