"""The visitor's path, by hand and by keyboard, without scripts."""

import pytest
from playwright.sync_api import expect

from tests.web.browser import Visit

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_start_page_to_the_answer_for_a_place_and_a_saturday(season_site: str, visit: Visit) -> None:
    page = visit.open("/", width=320, javascript=False)
    page.get_by_label("Ort, Postleitzahl oder Landkreis").fill("30159")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator(".lz-answer__sentence")).to_have_text(
        "Seit Mittwoch, 1. Dezember 2021, gilt in der Region Hannover Warnstufe 2."
    )
    page.get_by_role("link", name="Was gilt am Samstag?").click()
    page.get_by_label("Ort, Postleitzahl oder Landkreis").fill("Heidekreis")
    page.get_by_label("Tag", exact=True).fill("2021-12-04")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator(".lz-answer__sentence")).to_have_text(
        "Am Samstag, 4. Dezember 2021, galt im Heidekreis Warnstufe 1."
    )


def test_from_a_district_on_the_map_to_its_order_and_the_norm(season_site: str, visit: Visit) -> None:
    page = visit.open("/", javascript=False)
    page.locator("svg.lz-map").get_by_role("link", name="Region Hannover: Warnstufe 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Region Hannover")
    page.get_by_role("link", name="Zur Feststellung").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feststellung: Warnstufe 2, Region Hannover")
    page.get_by_role("link", name="Niedersächsische Corona-Verordnung vom 23. November 2021").click()
    expect(page.get_by_role("heading", name="Niedersächsische Corona-Verordnung vom 23. November 2021")).to_be_visible()


def test_the_map_of_another_day_is_one_link_away(season_site: str, visit: Visit) -> None:
    page = visit.open("/?tag=2021-12-16", javascript=False)
    expect(page.locator("svg.lz-map a[aria-label$='Warnstufe 1']")).to_have_count(4)
    page.get_by_role("link", name="Fr 17.12.", exact=True).click()
    expect(page.locator("svg.lz-map a[aria-label$='Warnstufe 2']")).to_have_count(45)
    expect(page.locator("svg.lz-map a[aria-label$='Warnstufe 1']")).to_have_count(0)


def test_the_answer_is_a_dozen_steps_of_the_keyboard_away(season_site: str, visit: Visit) -> None:
    page = visit.open("/")
    steps = 0
    while page.evaluate("document.activeElement.id") != "ort":
        page.keyboard.press("Tab")
        steps += 1
        assert steps <= 12
    page.keyboard.type("Emden")
    page.keyboard.press("Enter")
    expect(page.locator(".lz-answer__sentence")).to_contain_text("in der Stadt Emden")


def test_the_jump_to_the_content_comes_first(season_site: str, visit: Visit) -> None:
    page = visit.open("/kreis/03241/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()


def test_on_a_narrow_screen_the_strip_begins_with_the_latest_days(season_site: str, visit: Visit) -> None:
    page = visit.open("/verlauf/", width=320, javascript=False)
    row = page.locator(".lz-strips tbody tr").first
    expect(row.locator("svg .lz-run--2")).to_be_in_viewport()
    expect(row.locator("th a")).to_be_in_viewport()
