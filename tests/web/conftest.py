"""Fixtures of the web tests.

- `db`, `transactional_db` and the mark `django_db` as usual, on SQLite or (LAGEZENTRUM_TEST_DB=postgres) PostgreSQL.
  Tests that really commit get the database put back as a whole: its triggers refuse to be emptied.
- `season`: the database with the whole bundled season, as the demo has it. More of them in `tests.web.records`.
- `own_database`: the DATABASE_URL of a fresh migrated database, for other processes.
- `site`: the address of the running site; `site + "/kreis/03241/"`.
- `visit`: `visit.open(path, as_=…, width=…, scheme="dark", javascript=False, language="en")` in a real Chromium; it
  fails at the end of the test if a page asked another host for anything or broke the content security policy.
- `page`: a window with the start page. `violations(page)`, `too_wide(page)` stand in `tests.web.browser`.
What can not run here is skipped, named in the last lines of the run, and a failure where CI=true.
"""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from tests.conftest import not_here
from tests.web import databases, postgres, records
from tests.web.browser import AXE, FLAGS, PATIENCE, Visit, chromium, click_when_loaded
from tests.web.once import ON_SQLITE_ALONE


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what could not tell one database from the other."""
    if postgres.wanted():
        once = tuple(ON_SQLITE_ALONE)
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid.startswith(once)])
        items[:] = [item for item in items if not item.nodeid.startswith(once)]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The migrated database, and the way it is put back after a test that commits."""
    if postgres.refusal:
        not_here(postgres.refusal)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        databases.keep(records.EMPTY)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: records.no_longer())
        yield
        databases.drop(records.EMPTY)
        databases.end_others()


@pytest.fixture
def _record(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database as the test wants to find it: a record, if one of its fixtures is that, or an empty one."""
    with django_db_blocker.unblock():
        records.stand_on(next((name for name in records.RECORDS if name in request.fixturenames), records.EMPTY))


@pytest.fixture
def _django_db_helper(_record: None, _django_db_helper: None) -> None:
    """What pytest-django does for every test with a database, such as to begin a transaction: on its record."""


@pytest.fixture(scope="class", autouse=True)
def _record_of_class(request: pytest.FixtureRequest) -> None:
    """Classes of Django's own kind begin their transaction themselves, on an empty database."""
    if request.cls is not None and issubclass(request.cls, TransactionTestCase):
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            records.stand_on(records.EMPTY)


@pytest.fixture(autouse=True)
def _german_again() -> Iterator[None]:
    """A test that asked for an English page does not leave the next one of its process in English."""
    yield
    translation.deactivate()


@pytest.fixture
def demo_season() -> None:
    """The whole bundled season as the demo has it."""


@pytest.fixture
def demo_weeks() -> None:
    """The first weeks of the season as the demo has them."""


@pytest.fixture
def season_record(settings: Settings) -> None:
    """Figures day by day, the orders on record as determinations; the service stands still on 20 December 2021."""
    settings.TODAY = records.SEASON_ON


@pytest.fixture
def office_record(settings: Settings) -> None:
    """The figures up to 29 November 2021, and a person for each role; it is the day after."""
    settings.EXERCISE, settings.TODAY = True, records.OFFICE_ON.isoformat()


@pytest.fixture
def november_record(settings: Settings) -> None:
    """The evening of 29 November 2021: the figures are there, no order and no person."""
    settings.TODAY = records.FIGURES_UNTIL.isoformat()


@pytest.fixture
def season(demo_season: None, transactional_db: None) -> None:
    """The whole bundled season in the database: files, findings, orders and people, see `web/demo.py`.

    `settings.TODAY` says on which day the service then lives.
    """


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
        expect.set_options(timeout=PATIENCE)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Locator, "click", click_when_loaded)
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
