"""Too many wrong passwords: who waits, how long, and that all processes count together."""

import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from lagezentrum.web import settings as product
from lagezentrum.web.people import demo
from lagezentrum.web.people.demo import SignIn
from lagezentrum.web.today import BERLIN
from tests.web.run.processes import run

LOGIN = "/konto/login/"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
SWEPT = "SELECT COUNT(*) FROM people_attempts"


@pytest.fixture(autouse=True)
def as_in_production(settings: Settings) -> None:
    """Count where the service counts; the other tests count in memory."""
    settings.CACHES = {**settings.CACHES, "default": product.CACHES["default"]}


@pytest.fixture
def anna(db: None) -> SignIn:
    return next(person for person in demo.create() if person.username == "anna.kern")


def attempt(login: str, password: str, address: str = HERE) -> Any:
    return Client().post(LOGIN, {"login": login, "password": password}, REMOTE_ADDR=address)


def errors(answer: Any) -> str:
    return str(answer.context["form"].errors.as_text())


def test_the_sixth_attempt_waits_even_with_the_right_password_and_is_told_until_when(anna: SignIn) -> None:
    first = datetime.now(BERLIN)
    assert "Zu viele" not in errors(attempt(anna.username, "falsch"))
    last = datetime.now(BERLIN)
    for _ in range(4):
        assert "Zu viele" not in errors(attempt(anna.username, "falsch"))
    refused = attempt(anna.username, anna.password)
    told = re.search(r"Ab (\d\d:\d\d:\d\d) Uhr \(in höchstens (\d) min\)", errors(refused))
    assert told, errors(refused)
    seconds = range(300, 302 + int((last - first).total_seconds()))
    assert told[1] in {f"{first + timedelta(seconds=s):%H:%M:%S}" for s in seconds}
    assert int(told[2]) == 5
    assert "_auth_user_id" not in refused.client.session


def test_who_fails_elsewhere_under_the_same_name_locks_nobody_out(anna: SignIn) -> None:
    for _ in range(14):
        attempt(anna.username, "falsch", ELSEWHERE)
    assert "Zu viele" in errors(attempt(anna.username, anna.password, ELSEWHERE))
    assert attempt(anna.username, anna.password).status_code == 302


def test_who_waits_uses_up_nothing_of_the_others_at_the_same_address(anna: SignIn) -> None:
    for _ in range(25):
        attempt("bernd.holt", "falsch")
    assert attempt(anna.username, anna.password).status_code == 302


def test_one_address_can_not_try_one_password_on_many_names(anna: SignIn) -> None:
    for number in range(20):
        attempt(f"name{number}", "Sommer2021")
    refused = errors(attempt(anna.username, anna.password))
    assert re.search(r"Ab \d\d:\d\d:\d\d Uhr \(in höchstens 1 min\)", refused), refused
    assert attempt(anna.username, anna.password, ELSEWHERE).status_code == 302


def test_after_the_time_told_the_right_password_lets_in(anna: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        attempt(anna.username, "falsch")
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)
    assert attempt(anna.username, anna.password).status_code == 302


def test_the_right_password_counts_for_nothing(anna: SignIn) -> None:
    for _ in range(8):
        assert attempt(anna.username, anna.password).status_code == 302


def test_the_page_says_it_in_english_too(anna: SignIn) -> None:
    for _ in range(6):
        answer = Client().post("/en" + LOGIN, {"login": anna.username, "password": "wrong"}, REMOTE_ADDR=HERE)
    assert "Too many failed attempts from here." in errors(answer)


def test_more_requests_than_anybody_needs_are_refused_on_a_page_of_ours(anna: SignIn) -> None:
    for number in range(31):
        answer = attempt(f"name{number}", "falsch")
    assert answer.status_code == 429
    assert "Bitte warten Sie" in answer.content.decode()
    assert 'lang="de"' in answer.content.decode()


def test_what_has_run_out_is_removed_with_the_addresses_and_nothing_else_is(db: None) -> None:
    cache.set("over", "192.0.2.9", -5)
    cache.set("counts", 1, 60)
    cache.set("new", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute(SWEPT)
        assert cursor.fetchone() == (2,)
    assert (cache.get("counts"), cache.get("new")) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_all_processes_count_together(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    anna = next(person for person in demo.create() if person.username == "anna.kern")
    program = (
        "import django; django.setup(); from django.test import Client\n"
        "for _ in range(3):\n"
        f"    answer = Client().post({LOGIN!r}, {{'login': {anna.username!r}, 'password': 'falsch'}},"
        f" REMOTE_ADDR={HERE!r}, HTTP_HOST='localhost')\n"
        "print('Zu viele Fehlversuche' in answer.content.decode())\n"
    )
    database = request.getfixturevalue("own_database")
    said = []
    for _ in range(2):
        done = run(
            "-c",
            program,
            home=tmp_path,
            DJANGO_SETTINGS_MODULE="lagezentrum.web.settings",
            DATABASE_URL=database,
            LAGEZENTRUM_DEBUG="1",  # no style sheets need be laid out
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout.strip())
    assert said == ["False", "True"]
