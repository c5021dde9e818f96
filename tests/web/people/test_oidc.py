"""A real sign-in by OpenID Connect: authorization code with PKCE over the loopback, against a provider of its own."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from playwright.sync_api import Browser
from pytest_django import Settings

from lagezentrum.web.people import demo
from tests.web.browser import PATIENCE
from tests.web.run.processes import PATIENCE as SECONDS
from tests.web.run.processes import free_port

pytestmark = pytest.mark.django_db(transaction=True)

PROVIDER = "behoerde"
ANNA = {"email": "anna.kern@example.org", "email_verified": True, "name": "Anna Kern"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a running identity provider."""
    port = free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_for(f"{address}/.well-known/openid-configuration", server)
        yield address
    finally:
        server.terminate()
        server.wait(SECONDS)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            if httpx.get(address).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture
def office(provider: str, site: str, settings: Settings) -> str:
    """The address of the site, which knows the provider as settings with LAGEZENTRUM_OIDC say."""
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": PROVIDER,
                    "name": "Anmeldedienst",
                    "client_id": "lagezentrum",
                    "secret": "only-for-tests",
                    "settings": {"server_url": provider},
                }
            ],
        }
    }
    demo.create()
    return site


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A visitor with cookies of their own."""
    with httpx.Client(follow_redirects=True, timeout=SECONDS) as client:
        yield client


def register(provider: str, sub: str, claims: dict[str, object]) -> None:
    httpx.put(f"{provider}/users/{sub}", json=claims, timeout=SECONDS).raise_for_status()


def sign_in(client: httpx.Client, office: str, sub: str) -> tuple[httpx.Response, httpx.URL]:
    """Sign in through the provider as `sub`; the last answer, and the address sent to the provider."""
    page = client.get(f"{office}/konto/login/")
    link = re.search(r'href="([^"]*/oidc/behoerde/login/[^"]*)"', page.text)
    assert link is not None, "the sign-in page offers no provider"
    asked = client.get(httpx.URL(office).join(link[1].replace("&amp;", "&")))
    if asked.url.host == httpx.URL(office).host and asked.url.port == httpx.URL(office).port:  # asks to confirm
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked.text)
        assert token is not None
        asked = client.post(asked.url, data={"csrfmiddlewaretoken": token[1]}, headers={"Referer": str(asked.url)})
    assert "/oauth2/authorize" in asked.url.path
    return client.post(asked.url, data={"sub": sub}), asked.url


def test_a_registered_person_signs_in_by_their_verified_address_and_nobody_is_made(
    client: httpx.Client, office: str, provider: str
) -> None:
    register(provider, "sub-anna", ANNA)
    before = User.objects.count()
    _, authorize = sign_in(client, office, "sub-anna")
    query = parse_qs(urlsplit(str(authorize)).query)
    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert "openid" in query["scope"][0].split()
    assert client.get(f"{office}/buero/").status_code == 200
    assert User.objects.count() == before
    assert SocialAccount.objects.get(uid="sub-anna").user.username == "anna.kern"


def test_from_then_on_the_identity_counts_and_not_the_address(client: httpx.Client, office: str, provider: str) -> None:
    register(provider, "sub-anna", ANNA)
    sign_in(client, office, "sub-anna")
    register(provider, "sub-anna", {**ANNA, "email": "anna.neu@example.org"})
    client.cookies.clear()
    sign_in(client, office, "sub-anna")
    assert client.get(f"{office}/buero/").status_code == 200
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {**ANNA, "email_verified": False},
        {"email": "anna.kern@example.org"},
        {"email": "stranger@example.org", "email_verified": True},
        {"name": "Anna Kern"},
    ],
    ids=["address not verified", "verification not said", "nobody registered", "no address"],
)
def test_who_is_not_registered_or_not_verified_does_not_get_in(
    client: httpx.Client, office: str, provider: str, claims: dict[str, object]
) -> None:
    sub = f"sub-{abs(hash(str(claims)))}"
    register(provider, sub, claims)
    before = User.objects.count()
    answer, _ = sign_in(client, office, sub)
    assert answer.status_code in (200, 403)
    assert client.get(f"{office}/buero/").url.path == "/konto/login/"
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_address_that_two_people_share_ties_nobody(client: httpx.Client, office: str, provider: str) -> None:
    User.objects.create_user("anna.zwei", email="Anna.Kern@example.org")
    register(provider, "sub-two", ANNA)
    sign_in(client, office, "sub-two")
    assert client.get(f"{office}/buero/").url.path == "/konto/login/"


def test_an_inactive_person_does_not_get_in(client: httpx.Client, office: str, provider: str) -> None:
    User.objects.filter(username="anna.kern").update(is_active=False)
    register(provider, "sub-off", ANNA)
    sign_in(client, office, "sub-off")
    assert client.get(f"{office}/buero/").url.path == "/konto/login/"


def test_who_turns_back_at_the_provider_is_not_signed_in(client: httpx.Client, office: str, provider: str) -> None:
    _, authorize = sign_in(client, office, "sub-somebody")
    denied = client.post(authorize, data={"action": "deny"})
    assert denied.status_code < 500
    assert client.get(f"{office}/buero/").url.path == "/konto/login/"


def test_a_browser_gets_to_the_provider_and_back_under_the_content_security_policy(
    office: str, provider: str, browser: Browser
) -> None:
    register(provider, "sub-anna", ANNA)
    context = browser.new_context(base_url=office)
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto("/konto/login/")
        page.get_by_role("link", name="Anmeldedienst").click()
        if page.url.startswith(office):
            page.get_by_role("main").get_by_role("button").first.click()
        page.wait_for_url(f"{provider}/**")
        page.locator("input[name=sub]").fill("sub-anna")
        page.locator("form").filter(has=page.locator("input[name=sub]")).locator("button").first.click()
        page.wait_for_url(f"{office}/buero/")
    finally:
        context.close()
