"""The browser of the tests notices what it is there to notice."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser

from tests.web.browser import Visit, too_wide, violations

pytestmark = pytest.mark.urls("tests.web.run.small_site")


def test_a_page_without_fault_gives_no_complaint(visit: Visit) -> None:
    page = visit.open("/", width=320, scheme="dark")
    assert page.inner_text("p") == "niemand"
    assert violations(page) == []
    assert too_wide(page) == []
    assert visit.open("/", javascript=False).inner_text("h1") == "Gut"


def test_foreign_hosts_inline_scripts_missing_words_and_overflow_are_noticed(browser: Browser, site: str) -> None:
    visit = Visit(browser, site)
    page = visit.open("/schlecht/", width=320)
    assert sum("Content Security Policy" in line for line in visit.console) == 2
    assert any(line.startswith("image-alt") for line in violations(page))
    assert too_wide(page)
    visit.open("/lasch/")
    assert visit.foreign == ["https://example.org/a.png"]
    visit.close()


def test_a_person_is_signed_in_without_the_form(visit: Visit) -> None:
    get_user_model().objects.create(username="anna")
    assert visit.open("/", as_="anna").inner_text("p") == "anna"
