"""Nobody becomes an approver unseen: every change of access is written down, and the database keeps it."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest_django import Settings

from lagezentrum.web.people import demo
from lagezentrum.web.people.deputies import end_deputy, name_deputy
from lagezentrum.web.people.models import AccessChange, Grant, Role

pytestmark = pytest.mark.django_db

ANNA, JAN = "Anna Kern (anna.kern)", "Jan Peters (jan.peters)"


@pytest.fixture(autouse=True)
def people(db: None, settings: Settings) -> None:
    settings.TODAY = "2021-11-30"
    demo.create("03241")


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="jan.peters"))
    return client


def noted() -> list[tuple[str, str, str]]:
    """The last notes: by whom, about whom, what; the newest first."""
    return [(one.by, one.person, one.what) for one in AccessChange.objects.all()[:3]]


def page_of(person: User) -> str:
    return f"/betrieb/auth/user/{person.pk}/change/"


def form_of(person: User, **more: str) -> dict[str, str]:
    own = person.grants.get()
    return {
        "username": person.username,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "is_active": "on",
        "grants-TOTAL_FORMS": "1",
        "grants-INITIAL_FORMS": "1",
        "grants-0-id": str(own.pk),
        "grants-0-user": str(person.pk),
        "grants-0-role": own.role,
        "grants-0-area": own.area,
        "grants-0-valid_from": "2021-01-01",
    } | more


def test_a_role_given_by_an_operator_is_noted_with_their_name_and_the_role_before(operator: Client) -> None:
    anna = User.objects.get(username="anna.kern")
    assert operator.post(page_of(anna), form_of(anna, **{"grants-0-role": "approver"})).status_code == 302
    assert noted()[0] == (JAN, ANNA, "grant-changed")
    facts = AccessChange.objects.all()[0].facts
    assert (facts["role"], facts["before"]["role"]) == ("approver", "district-officer")


def test_saving_without_a_change_notes_nothing(operator: Client) -> None:
    anna = User.objects.get(username="anna.kern")
    before = AccessChange.objects.count()
    assert operator.post(page_of(anna), form_of(anna)).status_code == 302
    assert AccessChange.objects.count() == before


def test_an_address_by_which_the_identity_provider_would_know_somebody_else_is_noted(operator: Client) -> None:
    anna = User.objects.get(username="anna.kern")
    operator.post(page_of(anna), form_of(anna, email="jan.peters@example.org", is_active=""))
    assert {what for _by, person, what in noted() if person == ANNA} == {"address", "deactivated"}


def test_a_password_set_by_an_operator_is_noted_and_the_own_change_is_not(operator: Client) -> None:
    anna = User.objects.get(username="anna.kern")
    password = {"password1": "long enough and new", "password2": "long enough and new", "usable_password": "true"}
    operator.post(f"/betrieb/auth/user/{anna.pk}/password/", password)
    assert noted()[0] == (JAN, ANNA, "password-set")
    before = AccessChange.objects.count()
    client = Client()
    client.login(username="anna.kern", password="long enough and new")  # noqa: S106 (of the test)
    new = {
        "oldpassword": "long enough and new",
        "password1": "another one, as long",
        "password2": "another one, as long",
    }
    assert client.post("/konto/password/change/", new).status_code == 302
    assert AccessChange.objects.count() == before


def test_a_deputy_is_noted_with_whom_they_stand_in_for(operator: Client) -> None:
    clara, georg = User.objects.get(username="clara.weiss"), User.objects.get(username="georg.stein")
    first, last = date(2021, 12, 1), date(2021, 12, 5)
    grant = name_deputy(clara, georg, role=Role.APPROVER, area="03241", first=first, last=last)
    who = ("Clara Weiß (clara.weiss)", "Georg Stein (georg.stein)")
    assert noted()[0] == (*who, "granted")
    assert AccessChange.objects.all()[0].facts["deputy_for"] == who[0]
    end_deputy(clara, grant)
    assert noted()[0] == (*who, "grant-removed")


def test_what_becomes_of_a_removed_person_stays_noted(operator: Client) -> None:
    bernd = User.objects.get(username="bernd.holt")
    assert operator.post(f"/betrieb/auth/user/{bernd.pk}/delete/", {"post": "yes"}).status_code == 302
    assert {what for _by, _person, what in noted()[:2]} == {"grant-removed", "removed"}


@pytest.mark.parametrize("act", ["UPDATE people_accesschange SET person = 'x'", "DELETE FROM people_accesschange"])
def test_the_database_refuses_to_change_or_remove_a_note(act: str) -> None:
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)


def test_the_auditor_reads_the_changes_in_words(operator: Client) -> None:
    anna = User.objects.get(username="anna.kern")
    operator.post(page_of(anna), form_of(anna, **{"grants-0-role": "approver"}))
    ines = Client()
    ines.force_login(User.objects.get(username="ines.rohde"))
    page = ines.get("/buero/berechtigungen/").content.decode()
    assert f"<strong>Berechtigung geändert</strong>: {ANNA} – Zeichnungsberechtigt, Region Hannover" in page
    assert JAN in page
    assert Grant.objects.filter(role="approver").count() == 3


def test_there_is_no_page_to_change_the_own_address_or_to_have_a_password_sent(operator: Client) -> None:
    for address in ("/konto/email/", "/konto/password/reset/", "/konto/signup/"):
        assert operator.get(address).status_code == 404
