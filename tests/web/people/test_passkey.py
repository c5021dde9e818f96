"""A passkey from beginning to end in a real browser, with the authenticator that Chromium makes up for tests."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect

from lagezentrum.web.people import demo
from tests.web.browser import Visit, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)

KEYS = "/konto/2fa/webauthn/"
INSIDE = "Was muss ich heute entscheiden?"


@pytest.fixture
def site(site: str) -> str:
    """The running site under a name: an address in numbers can have no passkeys."""
    return site.replace("127.0.0.1", "localhost")


def with_authenticator(page: Page) -> CDPSession:
    """Give the window a device that knows its user and keeps passkeys."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return chromium


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("Anmeldename").fill("anna.kern")
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()


def add_passkey(page: Page, password: str) -> None:
    page.goto(f"{KEYS}add/")
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("main").locator("button[type=submit]").first.click()
    page.get_by_label("Name", exact=False).first.fill("Dienstrechner")
    page.locator("input[type=checkbox]").check()
    page.get_by_role("button", name="Schlüssel hinzufügen").click()


def test_a_passkey_is_added_signs_in_without_a_password_and_is_removed(visit: Visit) -> None:
    password = next(person.password for person in demo.create() if person.username == "anna.kern")
    page = visit.open("/konto/login/")
    with_authenticator(page)
    sign_in(page, password)
    expect(page.get_by_role("heading", name=INSIDE)).to_be_visible()
    add_passkey(page, password)
    page.wait_for_url("**/konto/2fa/recovery-codes/**")
    assert Authenticator.objects.filter(user__username="anna.kern", type=Authenticator.Type.WEBAUTHN).count() == 1
    page.get_by_role("button", name="Abmelden").first.click()

    page.goto("/konto/login/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_role("heading", name=INSIDE)).to_be_visible()
    page.goto(KEYS)
    expect(page.get_by_text("Dienstrechner").first).to_be_visible()
    assert violations(page) + too_wide(page) == []


def test_the_password_alone_lets_in_no_more_and_the_key_is_asked_for(visit: Visit) -> None:
    password = next(person.password for person in demo.create() if person.username == "anna.kern")
    page = visit.open("/konto/login/")
    chromium = with_authenticator(page)
    sign_in(page, password)
    add_passkey(page, password)
    page.wait_for_url("**/konto/2fa/recovery-codes/**")
    page.get_by_role("button", name="Abmelden").first.click()
    page.goto("/konto/login/")
    sign_in(page, password)
    page.goto("/buero/")
    expect(page.get_by_role("heading", name=INSIDE)).to_have_count(0)
    assert violations(page) + too_wide(page) == []
    page.get_by_role("button", name="Sicherheitsschlüssel").click()
    expect(page.get_by_role("heading", name=INSIDE)).to_be_visible()

    page.get_by_role("button", name="Abmelden").first.click()
    chromium.detach()  # the device is gone
    page.goto("/konto/login/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.goto("/buero/")
    expect(page.get_by_role("heading", name=INSIDE)).to_have_count(0)
