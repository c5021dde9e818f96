"""The policy lab in a real browser: a slider is moved, the season follows; without scripts the form does the same."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Visit, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = "/labor/?fassung=2021-12-12&von=2021-11-01&bis=2021-12-20"
SLIDER = "input[type=range][data-for='f-ranges-hospitalisation-1']"


def _sums(page: Page) -> list[str]:
    return [row.inner_text() for row in page.locator(".lz-lab__sums tbody tr").all()]


def test_a_moved_slider_changes_season_address_and_what_is_announced(season_site: str, visit: Visit) -> None:
    moved = f"{BEGIN}&ranges.hospitalisation.1=5"
    said = visit.open(moved).locator("#antwort .lz-lead").inner_text()
    page = visit.open(BEGIN)
    page.evaluate("window.kept = true")
    before = _sums(page)
    page.get_by_text("Zahlen je Kreis", exact=True).click()
    page.locator(SLIDER).focus()
    for _ in range(20):  # twenty steps of a tenth, one answer
        page.keyboard.press("ArrowRight")
    number = page.get_by_label("Warnstufe 1", exact=True).first
    expect(number).to_have_value("5")
    # Keys that come slowly have answers of their own; the last one counts.
    expect(page.get_by_role("status")).to_have_text(said)
    expect(page.locator("#antwort .lz-lead")).to_have_text(said)
    expect(page).to_have_url(f"{season_site}{moved}")
    assert _sums(page) != before
    assert page.evaluate("window.kept === true")
    expect(page.locator(SLIDER)).to_be_focused()
    expect(page.locator("#zahlen")).to_have_attribute("open", "")
    expect(page.locator("#sprache a")).to_have_attribute("href", f"{season_site}/en{moved}")
    shown = _sums(page)
    page.reload()
    assert _sums(page) == shown
    expect(number).to_have_value("5")


def test_a_contradiction_stands_beside_its_number_until_it_is_gone(season_site: str, visit: Visit) -> None:
    page = visit.open(BEGIN)
    number = page.locator("#f-ranges-hospitalisation-1")
    number.fill("7,5")
    error = page.locator("#f-ranges-hospitalisation-1-fehler")
    expect(error).to_contain_text("Warnstufe 1 beginnt bei 7,5, Warnstufe 2 schon bei 6.")
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("status")).to_contain_text("Wählen Sie hier höchstens 6.")
    assert violations(page) == []
    number.fill("3,0")
    expect(page.locator(".lz-knob--changed")).to_have_count(0)
    number.fill("2,5")
    expect(page.locator(".lz-knob--changed")).to_have_count(1)
    expect(error).to_be_empty()
    expect(number).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#antwort .lz-strips tbody tr")).to_have_count(45)


def test_without_scripts_the_form_is_sent_and_reset(season_site: str, visit: Visit) -> None:
    page = visit.open(BEGIN, javascript=False, width=320)
    assert page.locator(SLIDER).is_hidden()
    page.get_by_label("Warnstufe 1", exact=True).first.fill("4,5")
    page.get_by_label("Verglichen mit").select_option("gesetz")
    page.get_by_role("button", name="Rechnen").click()
    expect(page).to_have_url(f"{season_site}{BEGIN}&vergleich=gesetz&ranges.hospitalisation.1=4.5#antwort")
    expect(page.locator("#antwort")).to_contain_text("7-Tage-Hospitalisierungsinzidenz: 4,5 statt 3")
    assert too_wide(page) == []
    page.get_by_role("link", name="Alles wie im Gesetz").click()
    expect(page.locator("#antwort")).to_contain_text("Alle Zahlen stehen wie im Gesetz.")


def test_where_the_answer_can_not_be_had_the_whole_page_is_loaded(season_site: str, visit: Visit) -> None:
    page = visit.open(BEGIN)
    page.evaluate("window.kept = true")
    page.route("**/labor/antwort/*", lambda route: route.abort())
    page.locator("#f-alle-raising-days").fill("3")
    page.wait_for_url("**raising.days=3#antwort")
    assert not page.evaluate("window.kept === true")
    assert [message.partition(" Failed")[0] for message in visit.console] == ["htmx: htmx:error:"]
    visit.console.clear()
    page.unroute("**/labor/antwort/*")
    page.route("**/labor/antwort/*", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    page.locator("#f-alle-raising-days").fill("4")
    page.wait_for_url("**raising.days=4#antwort")
    expect(page.locator("#antwort .lz-lead")).to_contain_text("Kreistagen.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lab_passes_axe_and_fits_the_window(
    season_site: str, visit: Visit, scheme: Literal["light", "dark"]
) -> None:
    page = visit.open("/labor/?fassung=2021-12-12&von=2021-09-20&bis=2021-12-20&*.raising.days=3", scheme=scheme)
    for fold in page.locator("details").all():
        fold.evaluate("fold => fold.open = true")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) + too_wide(page) == [], width
