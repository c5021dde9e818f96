"""May I come in, in a real browser, without and with scripts: asked, answered, axe narrow and wide, light and dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browser import Visit, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_three_questions_are_answered_without_javascript_and_the_address_stays_clean(
    season_site: str, visit: Visit
) -> None:
    page = visit.open("/einlass/", javascript=False, width=320)
    page.get_by_label("Ort, Postleitzahl oder Landkreis").fill("30159")
    page.get_by_label("Tag").fill("2021-12-06")
    page.get_by_label("Wohin möchten Sie?").select_option("restaurant")
    page.get_by_label("Impfnachweis").check()
    page.get_by_role("button", name="Antwort zeigen").first.click()
    expect(page.locator("#antwort h2")).to_have_text("Es kommt darauf an: ob drinnen oder draußen.")
    expect(page).to_have_url(re.compile(r"/einlass/#antwort$"))
    page.get_by_label("Drinnen oder draußen?").select_option("indoors")
    page.get_by_label("PCR-Test, abgenommen um", exact=True).fill("2021-12-06T08:00")
    page.get_by_role("button", name="Antwort zeigen").first.click()
    expect(page.locator("#antwort h2")).to_have_text("Ja, Zutritt.")
    assert page.context.cookies() == []
    assert too_wide(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_questions_and_answers_pass_axe_and_fit_the_window(season_site: str, visit: Visit, scheme: str) -> None:
    page = visit.open("/einlass/?ort=03241&tag=2021-12-14", scheme=scheme)  # type: ignore[arg-type]
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) + too_wide(page) == [], width
    page.get_by_label("Impfnachweis").check()
    page.get_by_role("button", name="Antwort zeigen").first.click()
    page.locator("#antwort h2").wait_for()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) + too_wide(page) == [], width
    page.get_by_label("Ort, Postleitzahl oder Landkreis").fill("")
    page.get_by_role("button", name="Antwort zeigen").first.click()
    page.locator("#id_ort_error").wait_for()
    assert violations(page) == []
