import secrets

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client

from lagezentrum.web.people import demo
from lagezentrum.web.people.models import Grant, Role

pytestmark = pytest.mark.django_db

SITE = "/betrieb/"


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    demo.create()


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.fixture
def operator() -> Client:
    return signed_in("jan.peters")


@pytest.mark.parametrize(
    "username",
    [p[0] for p in demo._PEOPLE if p[2] is not Role.OPERATOR],
)
def test_nobody_but_operators_gets_into_the_admin_site(username: str) -> None:
    client = signed_in(username)
    assert client.get(SITE).status_code == 302
    assert client.get(SITE, follow=True).status_code == 403
    assert client.get(f"{SITE}auth/user/", follow=True).status_code == 403


def test_a_superuser_of_django_without_a_grant_does_not_get_in() -> None:
    User.objects.create_superuser("root")
    assert signed_in("root").get(SITE, follow=True).status_code == 403


def test_a_visitor_is_sent_to_the_one_sign_in() -> None:
    response = Client().get(f"{SITE}auth/user/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/konto/login/?next=")
    assert "betrieb" in response.redirect_chain[-1][0]


def test_an_operator_sees_people_and_nothing_of_the_matters(operator: Client) -> None:
    page = operator.get(SITE)
    assert page.status_code == 200
    offered = {model["object_name"] for app in page.context["app_list"] for model in app["models"]}
    assert offered == {"User", "Authenticator", "SocialAccount"}


def test_an_operator_registers_a_person_with_a_grant(operator: Client) -> None:
    password = secrets.token_urlsafe(12)
    form = {"username": "neu.hier", "email": "neu@example.org", "usable_password": "true"}
    form |= {"password1": password, "password2": password}
    added = operator.post(f"{SITE}auth/user/add/", form)
    assert added.status_code == 302
    person = User.objects.get(username="neu.hier")
    granted = operator.post(
        f"{SITE}auth/user/{person.pk}/change/",
        {
            "username": "neu.hier",
            "first_name": "Neu",
            "last_name": "Hier",
            "email": "neu@example.org",
            "is_active": "on",
            "grants-TOTAL_FORMS": "1",
            "grants-INITIAL_FORMS": "0",
            "grants-0-user": person.pk,
            "grants-0-role": "district-officer",
            "grants-0-area": "03404",
            "grants-0-valid_from": "2021-11-01",
        },
    )
    assert granted.status_code == 302
    assert [(g.role, g.area) for g in Grant.objects.filter(user=person)] == [("district-officer", "03404")]
    assert not person.is_staff


def test_a_grant_of_the_wrong_kind_is_refused_in_words(operator: Client) -> None:
    person = User.objects.get(username="anna.kern")
    page = operator.post(
        f"{SITE}auth/user/{person.pk}/change/",
        {
            "username": "anna.kern",
            "is_active": "on",
            "grants-TOTAL_FORMS": "2",
            "grants-INITIAL_FORMS": "1",
            "grants-0-id": person.grants.get().pk,
            "grants-0-user": person.pk,
            "grants-0-role": "district-officer",
            "grants-0-area": "03241",
            "grants-0-valid_from": "2021-01-01",
            "grants-1-user": person.pk,
            "grants-1-role": "district-officer",
            "grants-1-area": "03",
            "grants-1-valid_from": "2021-01-01",
        },
    )
    assert page.status_code == 200
    assert "fünfstelligen Schlüssel" in page.content.decode()
    assert person.grants.count() == 1


def test_an_operator_does_not_give_themselves_a_grant(operator: Client) -> None:
    person = User.objects.get(username="jan.peters")
    operator.post(
        f"{SITE}auth/user/{person.pk}/change/",
        {
            "username": "jan.peters",
            "is_active": "on",
            "grants-TOTAL_FORMS": "1",
            "grants-INITIAL_FORMS": "0",
            "grants-0-user": person.pk,
            "grants-0-role": "approver",
            "grants-0-area": "03241",
            "grants-0-valid_from": "2021-01-01",
        },
    )
    assert [g.role for g in person.grants.all()] == ["operator"]


def test_an_operator_removes_a_lost_second_factor_and_adds_none(operator: Client) -> None:
    anna = User.objects.get(username="anna.kern")
    lost = Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DP"})
    page = f"{SITE}mfa/authenticator/"
    assert operator.get(f"{page}add/").status_code == 403
    shown = operator.get(f"{page}{lost.pk}/change/")
    assert shown.status_code == 200
    assert "JBSWY3DP" not in shown.content.decode()
    assert operator.post(f"{page}{lost.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.exists()


def test_an_operator_whose_grant_has_run_out_does_not_get_in() -> None:
    Grant.objects.filter(role=Role.OPERATOR).update(valid_to="2021-12-31")
    assert signed_in("jan.peters").get(SITE, follow=True).status_code == 403
