"""Fixtures of the web tests.

- `db`, `transactional_db` and the mark `django_db` as usual, on SQLite or (LAGEZENTRUM_TEST_DB=postgres) PostgreSQL.
  Tests that really commit get the database put back as a whole: its triggers refuse to be emptied.
- `season`: the database with the whole bundled season, as the demo has it.
- `own_database`: the DATABASE_URL of a fresh migrated database, for other processes.
- `site`: the address of the running site; `site + "/kreis/03241/"`.
- `visit`: `visit.open(path, as_=…, width=…, scheme="dark", javascript=False, language="en")` in a real Chromium; it
  fails at the end of the test if a page asked another host for anything or broke the content security policy.
- `page`: a window with the start page. `violations(page)`, `too_wide(page)` stand in `tests.web.browser`.
What can not run here is skipped, named in the last lines of the run, and a failure where CI=true.
"""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Error, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from lagezentrum.web import demo
from tests.conftest import NOT_HERE
from tests.web import databases, postgres
from tests.web.browser import AXE, FLAGS, Visit, chromium


def not_here(reason: str) -> NoReturn:
    """Skip a test that can not run here, or fail it where CI=true."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"must run in CI: {reason}", pytrace=False)
    pytest.skip(NOT_HERE + reason)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The migrated database, and the way it is put back after a test that commits."""
    if postgres.refusal:
        not_here(postgres.refusal)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        kept = databases.keep("empty")
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: databases.put_back(kept))
        yield
        databases.drop("empty")


@pytest.fixture(scope="session")
def _season_kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock():
        empty = databases.keep("before_season")
        demo.load()
        kept = databases.keep("season")
        databases.put_back(empty)
        databases.drop("before_season")
        yield kept
        databases.drop("season")


@pytest.fixture
def season(_season_kept: str, transactional_db: None) -> None:
    """The whole bundled season in the database: files, findings, orders and people, see `web/demo.py`.

    Loading takes half a minute, once in a run. `settings.TODAY` says on which day the service then lives.
    """
    databases.put_back(_season_kept)


@pytest.fixture
def own_database(transactional_db: None) -> Iterator[str]:
    """The DATABASE_URL of a migrated database that only this test uses, for other processes.

    It is a copy of the test's database as it stands when the fixture is asked for.
    """
    yield databases.address(databases.keep("own"))
    databases.drop("own")


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of the running site, without a slash at the end."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    if not AXE.is_file():
        not_here("node_modules is missing: run `make setup`")
    with sync_playwright() as playwright:
        program = chromium(playwright.chromium.executable_path)
        if program is None:
            not_here("no Chromium: run `make setup`, or name one in LAGEZENTRUM_CHROMIUM")
        try:
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        except Error as error:
            not_here(f"{program} does not start: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Windows of a real browser on the running site."""
    visit = Visit(browser, site)
    yield visit
    visit.close()
    assert visit.complaints() == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """A window with the start page."""
    return visit.open()
