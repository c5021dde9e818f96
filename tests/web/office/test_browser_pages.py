"""Every page of the office and of the account by axe, light and wide, dark and narrow, and none wider than its window.

A page is fetched once and looked at twice; every person has one window.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Visit, too_wide, violations
from tests.web.office.acting import DRAFT, FINDING, LEVEL_2, drafted, published
from tests.web.office.conftest import Browse

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC, OPEN = "/buero/vorgaenge/03241-2021-1/", "/buero/vorgaenge/03241-2021-2/"
LONG = "Donaudampfschifffahrtsgesellschaftskapitaen" * 5
DECIDING = {
    "anna.kern": (
        "/buero/",
        FINDING,
        "/buero/entwurf/",
        "/buero/vorgaenge/",
        PUBLIC,
        f"{PUBLIC}berichtigen/",
        f"{PUBLIC}aussetzung/",
        f"{OPEN}zurueckziehen/",
        "/buero/gebiete/03241/",
    ),
    "clara.weiss": (f"{OPEN}zeichnen/", f"{PUBLIC}zurueckziehen/"),
    "david.sander": ("/buero/",),
}
KEEPING = {
    "david.sander": ("/buero/lieferungen/", "/buero/lieferungen/einspielen/", "/buero/lieferungen/wert/"),
    "ines.rohde": ("/buero/register/", "/buero/register/1/", "/buero/berechtigungen/", "/buero/gebiete/03/"),
    "anna.kern": ("/buero/vertretung/", "/konto/password/change/", "/konto/2fa/", "/konto/logout/"),
    "hanna.vogt": ("/buero/",),
}


@pytest.fixture
def matters(browse: Browse) -> None:
    """One that is public, one that waits to be signed, with a word in it that is longer than a narrow window."""
    published(browse("anna.kern"), browse("clara.weiss"))
    wanted = {"subject": "new-cases:3G", "effective": "2021-12-03", "reasons": LONG}
    drafted(browse("anna.kern"), "/buero/entwurf/3g/03241/", wanted)


def looked_at(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open."""
    address = page.url.partition("/buero")[2] or page.url
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{address} {scheme} {width}: {line}" for line in violations(page) + too_wide(page))


def walked(visit: Visit, pages: dict[str, tuple[str, ...]]) -> list[str]:
    """What is wrong with some pages of some people."""
    wrong: list[str] = []
    for person, addresses in pages.items():
        page = visit.open(addresses[0], as_=person)
        for address in addresses:
            page.goto(address)
            wrong += looked_at(page)
    return wrong


def test_axe_finds_nothing_where_people_decide(visit: Visit, matters: None) -> None:
    assert walked(visit, DECIDING) == []


def test_axe_finds_nothing_where_figures_events_and_accounts_are_kept(visit: Visit, matters: None) -> None:
    assert walked(visit, KEEPING) == []


def test_axe_finds_nothing_in_forms_that_were_sent(visit: Visit, browse: Browse) -> None:
    """The preview, a form with mistakes, publishing too late, a refusal, and the sign-in with a wrong password."""
    anna = visit.open(DRAFT, as_="anna.kern")
    anna.locator("#id_subject").select_option(LEVEL_2["subject"])
    anna.locator("#id_effective").fill("2021-12-05")
    anna.get_by_role("button", name="Vorschau ansehen").click()
    wrong = [*looked_at(anna)]
    anna.locator("#id_reasons").fill(LONG)
    anna.get_by_role("button", name="Vorschau ansehen").click()
    expect(anna.get_by_role("heading", name="Vorschau: was sich ändert")).to_be_visible()
    wrong += looked_at(anna)
    matter = drafted(browse("anna.kern"))
    browse("clara.weiss").post(f"/buero/vorgaenge/{matter}/zeichnen/")
    anna.goto(f"/buero/vorgaenge/{matter}/veroeffentlichen/")
    wrong += looked_at(anna)
    anna.goto("/buero/register/")
    wrong += looked_at(anna)
    nobody = visit.open("/konto/login/")
    nobody.locator("#id_login").fill("anna.kern")
    nobody.locator("#id_password").fill("falsch")
    nobody.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    wrong += looked_at(nobody)
    assert wrong == []
