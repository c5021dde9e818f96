"""Every public page in a real browser: axe, overflow, foreign hosts, console; wide and narrow, light and dark.

Each page is loaded once and looked at in four ways. What axe finds in the structure of a page depends on neither width
nor colours, so only the rules that do are asked again.
"""

from typing import Literal

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.web.browser import AXE, WCAG, Visit, too_wide

pytestmark = pytest.mark.django_db(transaction=True)

GROUPS = {
    "start": ("/", "/?ort=Hannover&tag=2021-12-01", "/?ort=oldenburg", "/?ort=Nirgendwo&tag=1999-01-01", "/en/"),
    "districts": ("/kreis/03354/", "/kreis/03256/?tag=2021-11-27", "/kreis/03101/?tag=2021-09-30", "/en/kreis/03456/"),
    "answers": (
        "/land/?tag=2021-12-10", "/samstag/", "/samstag/?ort=Emden&tag=2021-12-23", "/verlauf/",
        "/feststellungen/03-2021-1/", "/feststellungen/?ort=03256",
        "/einlass/betrieb/?ort=03241&art=event&tag=2021-12-15",
    ),
    "words": (
        "/methode/", "/methode/vorhersage/", "/barrierefreiheit/", "/datenschutz/", "/nirgends/",
        "/feststellungen/03241-2021-1/",
    ),
}  # fmt: skip
NARROW, WIDE = 320, 1280
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((NARROW, "dark"), (WIDE, "light"), (WIDE, "dark"))
OF_WIDTH_AND_COLOUR = ("color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable")


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_passes_axe_and_fits_the_window(season_site: str, visit: Visit, group: str) -> None:
    page = visit.open(GROUPS[group][0], width=NARROW)
    page.context.add_init_script(AXE.read_text(encoding="utf-8"))
    found = {}
    for path in GROUPS[group]:
        page.goto(path)
        if problems := _problems(page):
            found[path] = problems
    assert found == {}


def test_a_day_at_level_3_everywhere_passes_too(season_site: str, visit: Visit, settings: Settings) -> None:
    settings.TODAY = "2022-01-05"
    page = visit.open("/datenschutz/", width=NARROW)
    page.context.add_init_script(AXE.read_text(encoding="utf-8"))
    page.goto("/")
    assert page.locator(".lz-table--levels .lz-mark--3").count() == 45
    assert _problems(page) == []


def test_printing_unfolds_the_proof_and_drops_navigation(season_site: str, visit: Visit) -> None:
    page = visit.open("/kreis/03241/", width=700, scheme="dark")
    page.emulate_media(media="print")
    assert page.locator(".lz-nav").is_hidden()
    assert page.locator(".lz-proof").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".lz-exercise").is_visible()
    assert page.get_by_text("Werte als CSV").first.is_hidden()
    order = page.locator(".lz-answer a[href*='/feststellungen/']").first
    written = order.evaluate("link => getComputedStyle(link, '::after').content")
    assert written == '" (/feststellungen/03241-2021-1/)"'


def _problems(page: Page) -> list[str]:
    """What is wrong with a page in any of the four ways of looking at it."""
    for fold in page.locator("details").all()[:2]:
        fold.evaluate("fold => fold.open = true")
    _look(page, NARROW, "light")
    found = too_wide(page) + _violations(page, {"type": "tag", "values": WCAG})
    for width, scheme in LOOKS:
        _look(page, width, scheme)
        asked = _violations(page, {"type": "rule", "values": OF_WIDTH_AND_COLOUR})
        found += [f"{width} {scheme}: {problem}" for problem in [*too_wide(page), *asked]]
    return found


def _look(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


def _violations(page: Page, asked: dict[str, object]) -> list[str]:
    found = page.evaluate("asked => axe.run({runOnly: asked, resultTypes: ['violations']})", asked)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
