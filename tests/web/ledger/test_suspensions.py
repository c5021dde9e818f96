"""Suspensions by courts: noted by one, confirmed by another, several beside each other, and after corrections."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from lagezentrum.web.ledger import folding, service
from lagezentrum.web.ledger.determination import CourtSuspension, Determination
from lagezentrum.web.ledger.service import Conflict, NotAllowed
from lagezentrum.web.people.deputies import name_deputy
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.situation import situation
from tests.web.ledger.conftest import DISTRICT, MONDAY, moment

pytestmark = pytest.mark.django_db

People = dict[str, User]
Publish = Callable[..., Determination]


def december(day: int) -> date:
    return date(2021, 12, day)


def note(people: People, matter: str, first: int, to: int | None = None, *, number: str = "1", at: int = 6) -> str:
    """Note a suspension on a day of December; the hash of the note."""
    found = service.suspend(
        people["officer"],
        matter,
        court="OVG Lüneburg",
        file_number=number,
        first=december(first),
        to=None if to is None else december(to),
        at=moment(december(at)),
    )
    return found.noted_suspensions[-1].hash


def suspend(people: People, matter: str, first: int, to: int | None = None, *, number: str = "1", at: int = 6) -> None:
    noted = note(people, matter, first, to, number=number, at=at)
    service.confirm_suspension(people["approver"], matter, noted, at=moment(december(at), 13))


def levels(last: int = 20, as_of: datetime | None = None) -> str:
    """The level on each day of December up to one, as digits."""
    seen = situation(december(last), as_of)
    return "".join(str(seen.standings.on(DISTRICT, december(day)).level) for day in range(1, last + 1))


@pytest.fixture(autouse=True)
def on_20_december(settings: object) -> None:
    settings.TODAY = "2021-12-20"  # type: ignore[attr-defined]


@pytest.fixture
def public(people: People, season: None) -> Determination:
    """Level 2 from 1 December, drafted, approved and published on 29 November."""
    at = moment(MONDAY)
    found = service.draft(
        people["officer"], kind="raise", rule="local", area=DISTRICT, step="2", effective=december(1), at=at
    )
    service.approve(people["approver"], found.id, at=at)
    return service.publish(people["officer"], found.id, at=at)


def test_a_note_changes_nothing_until_a_second_person_confirms_it(people: People, public: Determination) -> None:
    noted = note(people, public.id, 6, 8)
    assert levels() == "2" * 20
    assert [one.hash for one in folding.determinations()[0].noted_suspensions] == [noted]
    with pytest.raises(NotAllowed):
        service.confirm_suspension(people["officer"], public.id, noted, at=moment(december(6)))
    found = service.confirm_suspension(people["approver"], public.id, noted, at=moment(december(7)))
    assert levels() == "22222" + "111" + "2" * 12
    (pause,) = found.suspensions
    assert (pause.noted_by, pause.confirmed_by, pause.confirmed_on) == ("Anna Kern", "Clara Weiß", december(7))
    assert found.noted_suspensions == ()


def test_who_noted_it_does_not_confirm_it_nor_does_their_deputy(people: People, public: Determination) -> None:
    officer, second = people["officer"], people["second"]
    Grant.objects.create(user=officer, role=Role.APPROVER, area=DISTRICT, valid_from=date(2021, 1, 1))
    name_deputy(officer, second, role=Role.APPROVER, area=DISTRICT, first=MONDAY, last=december(31))
    noted = note(people, public.id, 6)
    with pytest.raises(NotAllowed, match="noted this suspension yourself"):
        service.confirm_suspension(officer, public.id, noted, at=moment(december(6)))
    with pytest.raises(NotAllowed, match="stand in for"):
        service.confirm_suspension(second, public.id, noted, at=moment(december(6)))


def test_a_note_is_settled_once(people: People, public: Determination) -> None:
    noted = note(people, public.id, 6)
    service.drop_suspension(people["officer"], public.id, noted, "Falsches Aktenzeichen.", at=moment(december(6)))
    with pytest.raises(Conflict, match="not waiting"):
        service.confirm_suspension(people["approver"], public.id, noted, at=moment(december(6)))
    assert levels() == "2" * 20


def test_approvers_are_told_that_a_suspension_waits(
    people: People, public: Determination, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        note(people, public.id, 6)
    (sent,) = mail.outbox
    assert sent.to == ["clara.weiss@example.org"]
    assert "Aussetzung bestätigen" in sent.subject


def test_a_second_suspension_leaves_the_first_as_it_was(people: People, public: Determination) -> None:
    suspend(people, public.id, 3, 4, at=6)
    suspend(people, public.id, 10, 12, number="2", at=10)
    assert levels() == "22" + "11" + "22222" + "111" + "2" * 8
    assert levels(as_of=moment(december(6), 14)) == "22" + "11" + "2" * 16


def test_an_open_suspension_gets_its_end_by_a_later_note(people: People, public: Determination) -> None:
    suspend(people, public.id, 6)
    assert levels() == "22222" + "1" * 15
    suspend(people, public.id, 6, 9, at=8)
    assert levels() == "22222" + "1111" + "2" * 11
    assert len(folding.determinations()[0].suspensions) == 1
    assert [folding.determinations(moment(december(day), 14))[0].state for day in (5, 6, 9, 10)] == [
        "published",
        "suspended",
        "suspended",
        "published",
    ]


def test_looking_ahead_over_a_suspension_shows_what_then_holds(people: People, public: Determination) -> None:
    suspend(people, public.id, 6, 8)
    seen = situation(december(6), moment(december(6), 14))
    assert [seen.standings.on(DISTRICT, december(day)).level for day in (7, 8, 9)] == [1, 1, 2]


def test_a_correction_keeps_the_suspension_of_what_it_corrects(
    people: People, public: Determination, publish: Publish
) -> None:
    suspend(people, public.id, 6, 8)
    correction = service.correct(people["officer"], public.id, reasons="Schreibfehler.", at=moment(december(9)))
    publish(correction, at=moment(december(9), 13))
    assert levels() == "22222" + "111" + "2" * 12
    again = service.correct(people["officer"], correction.id, reasons="Noch einer.", at=moment(december(12)))
    publish(again, at=moment(december(12), 13))
    assert levels() == "22222" + "111" + "2" * 12
    (pause,) = folding.determination(again.id).suspensions  # type: ignore[union-attr]
    assert isinstance(pause, CourtSuspension)


def test_what_an_order_brought_along_falls_with_it(people: People, season: None, publish: Publish) -> None:
    order = service.draft(
        people["officer"],
        kind="raise",
        rule="local",
        area=DISTRICT,
        step="3",
        effective=december(3),
        reasons="Die Kliniken sind an der Grenze.",
        at=moment(december(1)),
    )
    publish(order, at=moment(december(1), 13))
    suspend(people, order.id, 6, 8)
    assert levels() == "11" + "333" + "111" + "3" * 12


def test_a_lifting_that_is_suspended_lets_the_level_hold_on(
    people: People, public: Determination, publish: Publish
) -> None:
    lifting = service.draft(
        people["officer"],
        kind="lower",
        rule="local",
        area=DISTRICT,
        step="2",
        effective=december(5),
        reasons="Nicht mehr nötig.",
        at=moment(december(2)),
    )
    publish(lifting, at=moment(december(2), 13))
    assert levels() == "2222" + "1" * 16
    suspend(people, lifting.id, 7, 9)
    assert levels() == "2222" + "11" + "222" + "1" * 11


def test_a_new_order_holds_although_the_one_before_stays_suspended(
    people: People, public: Determination, publish: Publish
) -> None:
    suspend(people, public.id, 6)
    anew = service.draft(
        people["officer"],
        kind="raise",
        rule="local",
        area=DISTRICT,
        step="2",
        effective=december(10),
        reasons="Neu begründet.",
        at=moment(december(8)),
    )
    publish(anew, at=moment(december(8), 13))
    assert levels() == "22222" + "1111" + "2" * 11
