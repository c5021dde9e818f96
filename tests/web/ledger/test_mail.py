from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends import locmem
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from lagezentrum.web.ledger import service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.service import Conflict
from lagezentrum.web.situation import situation
from tests.web.ledger.conftest import DISTRICT, MONDAY, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

Committed = DjangoCaptureOnCommitCallbacks


def addresses() -> set[str]:
    return {address for message in mail.outbox for address in message.to}


def test_a_finding_is_told_to_the_officers_of_the_area_and_to_nobody_else(
    people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    finding = next(f for f in situation(MONDAY).findings if f.area == DISTRICT and f.step == "2")
    with django_capture_on_commit_callbacks(execute=True):
        service.note_finding(finding)
    assert addresses() == {"anna.kern@example.org", "bernd.holt@example.org"}
    message = mail.outbox[0]
    assert message.subject == "[Übung] Erreicht: Warnstufe 2 – Region Hannover"
    assert "Frühestens ab 01.12.2021" in message.body
    assert "from 2021-12-01" in message.body
    assert len(message.to) == 1


def test_a_finding_noted_again_is_not_told_again(
    people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    finding = next(f for f in situation(MONDAY).findings if f.area == DISTRICT and f.step == "2")
    for expected in (2, 2):
        with django_capture_on_commit_callbacks(execute=True):
            service.note_finding(finding)
        assert len(mail.outbox) == expected


def test_a_finding_of_long_ago_is_noted_and_not_told(
    people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    finding = next(f for f in situation(MONDAY).findings if f.area == DISTRICT and f.step == "2")
    with django_capture_on_commit_callbacks(execute=True):
        assert service.note_finding(finding, at=moment(date(2021, 12, 7))) is not None
    assert mail.outbox == []


def test_a_draft_is_told_to_those_who_approve_in_the_area(
    people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        found = service.draft(
            people["officer"], kind="raise", rule="local", area=DISTRICT, step="2", effective=date(2021, 12, 1)
        )
    assert addresses() == {"clara.weiss@example.org"}
    assert found.id in mail.outbox[0].subject
    assert "Warnstufe 2 feststellen, Region Hannover" in mail.outbox[0].body
    assert "determine warning level 2, Region Hannover" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("lower", {"effective": date(2021, 12, 1)}, ("Warnstufe 2 aufheben", "lift warning level 2")),
        (
            "other-date",
            {"effective": date(2021, 12, 1)},
            ("Warnstufe 2 an einem anderen Tag aufheben", "lift warning level 2 on another day"),
        ),
        (
            "refrain",
            {"outbreak": {"place": "Ein Heim", "cases": 3, "traced": "Alle im Haus.", "until": date(2021, 12, 6)}},
            ("von Warnstufe 2 absehen", "refrain from warning level 2"),
        ),
    ],
)
def test_what_begins_what_ends_and_what_is_refrained_from_do_not_read_the_same(
    people: dict[str, User],
    django_capture_on_commit_callbacks: Committed,
    kind: str,
    changes: dict[str, object],
    said: tuple[str, str],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        found = service.draft(
            people["officer"],
            kind=kind,  # type: ignore[arg-type]
            rule="local",
            area=DISTRICT,
            step="2",
            reasons="Weil.",
            **changes,  # type: ignore[arg-type]
        )
        service.approve(people["approver"], found.id)
    asked, *told = mail.outbox
    assert asked.to == ["clara.weiss@example.org"]
    assert len(told) == 2
    for message in mail.outbox:
        assert all(f"{words}, Region Hannover" in message.body for words in said)


def test_an_approval_is_told_to_those_who_publish(
    people: dict[str, User], drafted: Determination, django_capture_on_commit_callbacks: Committed
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        service.approve(people["approver"], drafted.id)
    assert addresses() == {"anna.kern@example.org", "bernd.holt@example.org"}


def test_late_publication_is_told_to_everybody_who_can_move_the_date(
    drafted: Determination,
    publish: Callable[..., Determination],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(drafted, at=moment(date(2021, 12, 1)))
    late = [message for message in mail.outbox if "Verspätet" in message.subject]
    assert {message.to[0] for message in late} == {
        "anna.kern@example.org",
        "bernd.holt@example.org",
        "clara.weiss@example.org",
    }
    assert "frühestens ab 02.12.2021" in late[0].body


def test_what_is_refused_is_not_told(
    people: dict[str, User], drafted: Determination, django_capture_on_commit_callbacks: Committed
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Conflict):
        service.publish(people["officer"], drafted.id)
    assert mail.outbox == []


def test_a_mail_server_that_fails_undoes_nothing(
    people: dict[str, User],
    drafted: Determination,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Committed,
) -> None:
    def fails(*_: object) -> int:
        raise OSError("no route to host")

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", fails)
    with django_capture_on_commit_callbacks(execute=True):
        service.approve(people["approver"], drafted.id)
    assert Event.objects.filter(kind="approved").exists()
    assert mail.outbox == []


def test_outside_an_exercise_the_subject_does_not_say_exercise(
    people: dict[str, User], settings: Settings, django_capture_on_commit_callbacks: Committed
) -> None:
    settings.EXERCISE = False
    with django_capture_on_commit_callbacks(execute=True):
        service.draft(
            people["officer"],
            kind="raise",
            rule="local",
            area=DISTRICT,
            step="2",
            effective=date(2021, 12, 1),
            at=moment(MONDAY),
        )
    assert mail.outbox[0].subject.startswith("Zu zeichnen")
