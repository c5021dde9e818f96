"""What tests ask of a page in a real browser: opened by name, looked at by axe, nothing fetched from elsewhere."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from weakref import WeakSet

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Route

REPOSITORY = Path(__file__).resolve().parents[2]
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
"""Milliseconds after which a page that does not come is a failure: long, for a busy machine is not a fault."""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium(own: str) -> str | None:
    """The Chromium to use: LAGEZENTRUM_CHROMIUM, the system's, Playwright's `own` download; None if there is none."""
    named = os.environ.get("LAGEZENTRUM_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return own if Path(own).exists() else None


_without_scripts: WeakSet[Page] = WeakSet()


@dataclass
class Visit:
    """The windows of one test. At the end of the test `complaints()` must be empty.

    Attributes:
        foreign: addresses on other hosts that a page asked for (they are not let through).
        console: errors the browser reported, violations of the content security policy among them.
    """

    browser: Browser
    address: str
    foreign: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        path: str = "/",
        *,
        as_: str | None = None,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        language: str = "de-DE",
        **more: Any,
    ) -> Page:
        """A new window with a path of the site. `as_`: the user name of a person who is signed in."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale=language,
            timezone_id="Europe/Berlin",
            **more,
        )
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._let_through)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        self.contexts.append(context)
        if as_ is not None:
            sign_in(context, self.address, as_)
        page = context.new_page()
        if not javascript:
            _without_scripts.add(page)
        page.goto(path)
        return page

    def complaints(self) -> list[str]:
        """What no page may do: ask other hosts, raise errors, break the content security policy."""
        return [f"asked for {address}" for address in self.foreign] + self.console

    def close(self) -> None:
        """Close all windows."""
        for context in self.contexts:
            context.close()

    def _let_through(self, route: Route) -> None:
        target = urlsplit(route.request.url)
        if target.scheme in ("data", "blob") or target.netloc == urlsplit(self.address).netloc:
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that is refused (403, 404) on purpose is no complaint; the test asserts its status.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.console.append(message.text)


def click_when_loaded(locator: Locator, **options: Any) -> None:
    """Click as a person does: on a page that stands still, and look up again when the next one is there.

    A style sheet or a font that arrives while the button of the mouse is down moves the link away from under it.
    """
    locator.page.wait_for_load_state()
    _click(locator, **options)
    locator.page.wait_for_load_state()


_click = Locator.click


def sign_in(context: BrowserContext, address: str, username: str) -> None:
    """Sign a registered person in without the form (the form has tests of its own)."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": address,
            }
        ]
    )


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA on a page, one line each; empty where there is nothing."""
    assert page not in _without_scripts, "axe is a script and would wait for ever in a window without scripts"
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    asked = "{runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}"
    found = page.evaluate(f"tags => axe.run({asked}).then(found => found.violations)", list(WCAG))
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """Elements that stick out of the window at the right; empty where the page does not scroll sideways."""
    page.wait_for_load_state()  # measured before the style sheet is there, a page is a column of unbroken words
    return list(
        page.evaluate(
            """() => {
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) return [];
                return [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > width + 1)
                    .slice(0, 10)
                    .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right));
            }"""
        )
    )
