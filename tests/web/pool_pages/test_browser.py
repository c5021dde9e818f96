"""Every page of the pool by axe, light and wide, dark and narrow, and none wider than its window; weeks by keyboard."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from lagezentrum.web.pool import service
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal
from tests.web.browser import Visit
from tests.web.office.test_browser_pages import looked_at, walked
from tests.web.pool.conftest import HANNOVER, People, nominations
from tests.web.pool_pages.conftest import Browse

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = "/buero/pool/vorschlaege/P-2020-W46-1/"
NEXT = "/buero/pool/vorschlaege/P-2020-W46-2/"
FA_01 = "/buero/pool/stellen/FA-01/"


@pytest.fixture
def pool(people: People, approved: Proposal) -> int:
    """An ordered plan, a second proposal that waits, and a file that was not confirmed: its number."""
    service.order(people.staff, approved.key)
    service.propose(people.staff, first=approved.first, weeks=2)
    rows = nominations({"kennung": "GUT-1"}, {"kennung": "SCHLECHT-2", "vzae": "0,3"})
    upload = service.upload(people.lender, rows, lender="FA-01").upload
    assert upload is not None
    return upload.pk


def test_axe_finds_nothing_on_any_page_of_the_pool(visit: Visit, browse: Browse, people: People, pool: int) -> None:
    person = Nomination.objects.filter(lender="FA-01")[0].alias
    number = Deployment.objects.order_by("pk")[0].pk
    pages: dict[str, tuple[str, ...]] = {
        "stab.eins": (
            "/buero/pool/lage/",
            "/buero/pool/vorschlaege/",
            "/buero/pool/vorschlaege/neu/",
            NEXT,
            f"{NEXT}aendern/",
            f"{PLAN}amt/{HANNOVER}/?plus=1",
            f"{PLAN}kraft/{person}/",
            "/buero/pool/einsaetze/",
            f"/buero/pool/einsaetze/schreiben/?einsatz={number}",
            "/buero/pool/stellen/",
            "/buero/pool/stellen-eintragen/",
            FA_01,
            "/buero/pool/aemter/",
        ),
        "finanzamt.eins": (
            FA_01,
            f"{FA_01}datei/",
            f"{FA_01}datei/{pool}/",
            f"{FA_01}melden/",
        ),
        "amt.hannover": (f"/buero/pool/aemter/{HANNOVER}/", f"/buero/pool/aemter/{HANNOVER}/bedarf/"),
    }
    missing = [
        address
        for name, addresses in pages.items()
        for address in addresses
        if browse(User.objects.get(username=name)).get(address).status_code != 200
    ]
    assert missing == []  # a refusal is easily free of faults
    assert walked(visit, pages | {"finanzamt.zwei": (FA_01,), "leitung": (NEXT,)}) == []


def test_axe_finds_nothing_in_forms_that_were_sent_with_mistakes(visit: Visit, people: People, pool: int) -> None:
    wrong: list[str] = []
    for address, person, button in (
        (f"{NEXT}aendern/", "stab.eins", "Kosten ausrechnen"),
        ("/buero/pool/einsaetze/", "stab.eins", "Haben begonnen"),
        (f"{FA_01}melden/", "finanzamt.eins", "Melden"),
        (f"/buero/pool/aemter/{HANNOVER}/bedarf/", "amt.hannover", "Bedarf melden"),
    ):
        page = visit.open(address, as_=person)
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })")
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("alert"), address).to_be_visible()
        wrong += looked_at(page)
    assert wrong == []


def test_a_change_is_priced_and_signed_without_scripts_and_the_weeks_go_by_keyboard(
    visit: Visit, browse: Browse, people: People, pool: int
) -> None:
    page = visit.open(f"{NEXT}aendern/", as_="stab.eins", javascript=False)
    page.get_by_label("Ausschließen").check()
    page.locator("#id_person").select_option(index=1)
    page.get_by_label("Grund").select_option("absence")
    page.get_by_role("button", name="Kosten ausrechnen").click()
    expect(page.get_by_role("heading", name="Was das kostet")).to_be_visible()
    page.get_by_role("button", name="So übernehmen").click()
    expect(page.get_by_role("main")).to_contain_text("ausgeschlossen")
    board = visit.open("/buero/pool/lage/?woche=2020-W46", as_="stab.eins", width=320)
    board.locator("#woche-danach").focus()
    board.keyboard.press("Enter")
    board.wait_for_url("**woche=2020-W47**")
    assert list(looked_at(board)) == []
