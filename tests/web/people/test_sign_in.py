"""Signing in with a password, enrolling a second factor and using it; nobody registers themselves."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from lagezentrum.web.people import demo
from lagezentrum.web.people.demo import SignIn

pytestmark = pytest.mark.django_db

LOGIN, TOTP, SECOND = "/konto/login/", "/konto/2fa/totp/activate/", "/konto/2fa/authenticate/"


@pytest.fixture(autouse=True)
def no_limits_reached() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The half minute that a code holds does not end between reading the code and typing it."""
    counters = list(yield_hotp_counters_from_time())
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter(counters))


@pytest.fixture
def anna() -> SignIn:
    return next(person for person in demo.create() if person.username == "anna.kern")


def sign_in(anna: SignIn) -> Client:
    client = Client()
    answer = client.post(LOGIN, {"login": anna.username, "password": anna.password})
    assert answer.status_code == 302
    return client


def confirmed(anna: SignIn) -> Client:
    """Signed in, and the password given once more, as changes to the account ask for."""
    client = sign_in(anna)
    asked = client.get(TOTP)
    assert asked.status_code == 302
    assert asked.url.startswith("/konto/reauthenticate/")  # type: ignore[attr-defined]
    assert client.get(asked.url).status_code == 200  # type: ignore[attr-defined]
    assert client.post("/konto/reauthenticate/", {"password": anna.password}).status_code == 302
    return client


def code_for(secret: str) -> str:
    """The code that an app shows now."""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def enrol(client: Client) -> str:
    """Set up an app with one-time codes; its secret."""
    page = client.get(TOTP)
    secret = str(page.context["form"].secret)
    assert secret in page.content.decode()
    assert client.post(TOTP, {"code": code_for(secret)}).status_code == 302
    return secret


def test_a_registered_person_signs_in_with_their_password(anna: SignIn) -> None:
    assert sign_in(anna).get("/buero/").status_code == 200


def test_a_wrong_password_is_refused_without_saying_whether_the_person_exists(anna: SignIn) -> None:
    answers = [
        Client().post(LOGIN, {"login": name, "password": "falsch"}).context["form"].errors.as_text()
        for name in (anna.username, "niemand")
    ]
    assert answers[0] == answers[1] != ""


def test_the_page_for_an_app_shows_an_image_and_the_key_to_type(anna: SignIn) -> None:
    page = confirmed(anna).get(TOTP)
    assert page.status_code == 200
    assert "<svg" in page.content.decode() or "data:image/svg+xml" in page.content.decode()


def test_a_second_factor_is_set_up_and_then_asked_for(anna: SignIn) -> None:
    secret = enrol(confirmed(anna))
    assert Authenticator.objects.filter(user__username="anna.kern", type=Authenticator.Type.TOTP).exists()
    client = sign_in(anna)
    assert client.get("/buero/").status_code == 302  # the password alone does not let in any more
    assert client.get(SECOND).status_code == 200
    cache.clear()  # a code is taken once; the one of setting up does not count here
    assert client.post(SECOND, {"code": code_for(secret)}).status_code == 302
    assert client.get("/buero/").status_code == 200


def test_a_wrong_code_does_not_let_in(anna: SignIn) -> None:
    secret = enrol(confirmed(anna))
    client = sign_in(anna)
    wrong = f"{(int(code_for(secret)) + 500_000 + int(time.time()) % 100) % 1_000_000:06d}"
    assert client.post(SECOND, {"code": wrong}).context["form"].errors
    assert client.get("/buero/").status_code == 302


def test_a_wrong_code_sets_nothing_up(anna: SignIn) -> None:
    client = confirmed(anna)
    client.get(TOTP)
    assert client.post(TOTP, {"code": "000000"}).context["form"].errors
    assert not Authenticator.objects.exists()


def test_passkeys_are_offered_at_sign_in_and_in_the_account(anna: SignIn) -> None:
    assert 'id="passkey_login"' in Client().get(LOGIN).content.decode()
    client = confirmed(anna)
    assert "/konto/2fa/webauthn/add/" in client.get("/konto/2fa/").content.decode()
    assert client.get("/konto/2fa/webauthn/add/").status_code == 200


def test_nobody_registers_themselves(db: None) -> None:
    client = Client()
    client.get("/konto/signup/")
    form = {"username": "fremd", "password1": "lang-genug-und-fremd", "password2": "lang-genug-und-fremd"}
    client.post("/konto/signup/", form)
    assert not User.objects.exists()
    assert "/konto/signup/" not in client.get(LOGIN).content.decode()


def test_signing_out_ends_the_session(anna: SignIn) -> None:
    client = sign_in(anna)
    client.post("/konto/logout/")
    assert client.get("/buero/").status_code == 302


def test_a_person_made_inactive_is_out_at_once(anna: SignIn) -> None:
    client = sign_in(anna)
    User.objects.filter(username=anna.username).update(is_active=False)
    assert client.get("/buero/").status_code == 302


def test_a_wrong_password_change_is_said_politely_at_each_field(anna: SignIn) -> None:
    given = {"oldpassword": "falsch", "password1": "lang-genug-und-neu", "password2": "anders-und-lang"}
    errors = sign_in(anna).post("/konto/password/change/", given).context["form"].errors
    assert errors["oldpassword"] == ["Bitte geben Sie Ihr aktuelles Passwort ein."]
    assert errors["password2"] == ["Bitte geben Sie zweimal dasselbe neue Passwort ein."]


def test_the_password_is_changed_and_the_old_one_lets_in_no_more(anna: SignIn) -> None:
    given = {"oldpassword": anna.password, "password1": "lang-genug-und-neu", "password2": "lang-genug-und-neu"}
    assert sign_in(anna).post("/konto/password/change/", given).status_code == 302
    old = Client().post(LOGIN, {"login": anna.username, "password": anna.password})
    assert old.context["form"].errors
    assert Client().post(LOGIN, {"login": anna.username, "password": "lang-genug-und-neu"}).status_code == 302


def test_the_app_is_switched_off_after_the_password_and_its_code_is_asked_no_more(anna: SignIn) -> None:
    client = confirmed(anna)
    enrol(client)
    assert client.get("/konto/2fa/totp/deactivate/").status_code == 200
    assert client.post("/konto/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(user__username="anna.kern", type=Authenticator.Type.TOTP).exists()
    assert sign_in(anna).get("/buero/").status_code == 200
