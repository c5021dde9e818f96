"""Going from day to day: with scripts only the page's content is exchanged, without them the same links load pages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Visit, violations

pytestmark = pytest.mark.django_db(transaction=True)


def _stamp(page: Page) -> None:
    """Leave a sign in the window that a newly loaded page would not have."""
    page.evaluate("window.kept = true")


def _kept(page: Page) -> bool:
    return bool(page.evaluate("window.kept === true"))


def test_another_day_is_shown_without_loading_the_page_anew(season_site: str, visit: Visit) -> None:
    page = visit.open("/?tag=2021-12-16")
    _stamp(page)
    page.get_by_role("link", name="Fr 17.12.", exact=True).click()
    expect(page.locator("#karte")).to_have_text("Freitag, 17. Dezember 2021")
    expect(page.locator("svg.lz-map a[aria-label$='Warnstufe 2']")).to_have_count(45)
    expect(page).to_have_url(re.compile(r"/\?tag=2021-12-17#karte$"))
    assert _kept(page)
    expect(page.get_by_role("status")).to_have_text("Freitag, 17. Dezember 2021")
    expect(page.locator("#tag-2021-12-17")).to_be_focused()
    expect(page.locator("#sprache a")).to_have_attribute("href", "/en/?tag=2021-12-17")
    assert violations(page) == []


def test_the_keyboard_stays_where_it_was_and_finds_the_heading_at_the_end(season_site: str, visit: Visit) -> None:
    page = visit.open("/?tag=2021-08-27")
    _stamp(page)
    for day in ("26. August 2021", "25. August 2021"):
        page.locator("#tag-davor").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#karte")).to_contain_text(day)
        expect(page.get_by_role("status")).to_contain_text(day)  # told when the new links are ready for the keyboard
    expect(page.locator("#tag-davor")).to_have_count(0)  # the first day has none before it
    expect(page.locator("#karte")).to_be_focused()
    assert _kept(page)


def test_the_day_of_the_form_is_swapped_too_and_back_leads_back(season_site: str, visit: Visit) -> None:
    page = visit.open("/?tag=2021-12-16")
    _stamp(page)
    page.get_by_label("Anderer Tag").fill("2021-12-01")
    page.get_by_role("button", name="Tag zeigen").click()
    expect(page.locator("#karte")).to_have_text("Mittwoch, 1. Dezember 2021")
    assert _kept(page)
    page.go_back()
    expect(page.locator("#karte")).to_have_text("Donnerstag, 16. Dezember 2021")
    expect(page.locator("#sprache a")).to_have_attribute("href", "/en/?tag=2021-12-16")


def test_the_page_of_a_district_goes_from_change_to_change(season_site: str, visit: Visit) -> None:
    page = visit.open("/kreis/03241/?tag=2021-11-30")
    _stamp(page)
    page.locator("#wechsel-danach").click()
    expect(page.locator(".lz-answer__sentence")).to_contain_text("galt in der Region Hannover Warnstufe 2.")
    expect(page.get_by_role("status")).to_contain_text("Mittwoch, 1. Dezember 2021: Am Mittwoch")
    expect(page.locator("#gezeigt")).to_contain_text("Mittwoch, 1. Dezember 2021")
    assert _kept(page)


def test_where_the_part_can_not_be_had_the_whole_page_is_loaded(season_site: str, visit: Visit) -> None:
    page = visit.open("/?tag=2021-12-16")
    _stamp(page)
    page.route(
        "**/?tag=2021-12-17*",
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )
    page.get_by_role("link", name="Fr 17.12.", exact=True).click()
    expect(page.locator("#karte")).to_have_text("Freitag, 17. Dezember 2021")
    assert not _kept(page)
    assert [message.partition(" Failed")[0] for message in visit.console] == ["htmx: htmx:error:"]
    visit.console.clear()


def test_without_scripts_the_same_links_load_the_page(season_site: str, visit: Visit) -> None:
    page = visit.open("/?tag=2021-12-16", javascript=False)
    page.locator("#tag-danach").click()
    expect(page.locator("#karte")).to_have_text("Freitag, 17. Dezember 2021")
    page.get_by_label("Anderer Tag").fill("2021-12-01")
    page.get_by_role("button", name="Tag zeigen").click()
    expect(page.locator("#karte")).to_have_text("Mittwoch, 1. Dezember 2021")
