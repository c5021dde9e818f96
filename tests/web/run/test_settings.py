"""Settings from the environment, seen from a process of their own, as in production."""

import json
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.web.run.processes import run

_SHOW = """
import json, django
from django.conf import settings
django.setup()
from lagezentrum.web import today
print(json.dumps({name: eval(name) for name in NAMES}, default=str))
"""


def process(home: Path, program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run("-c", program, home=home, DJANGO_SETTINGS_MODULE="lagezentrum.web.settings", **variables)


def settings_of(home: Path, *names: str, **variables: str) -> dict[str, Any]:
    done = process(home, f"NAMES = {names!r}{_SHOW}", **variables)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_check_for_production_has_no_warning_without_any_setting(tmp_path: Path) -> None:
    program = "import django; django.setup(); from django.core.management import call_command; " + (
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    done = process(tmp_path, program)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = settings_of(tmp_path, "settings.SECRET_KEY")["settings.SECRET_KEY"]
    assert len(first) > 60
    assert settings_of(tmp_path, "settings.SECRET_KEY")["settings.SECRET_KEY"] == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_pages_come_over_tls_only_and_cookies_too(tmp_path: Path) -> None:
    names = ("settings.SECURE_SSL_REDIRECT", "settings.SESSION_COOKIE_SECURE", "settings.SECURE_HSTS_SECONDS")
    assert list(settings_of(tmp_path, *names).values()) == [True, True, 31_536_000]
    assert list(settings_of(tmp_path, *names, LAGEZENTRUM_HTTP="1").values()) == [False, False, 0]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sqlite:////srv/lage%20x.sqlite3", {"NAME": "/srv/lage x.sqlite3"}),
        (
            "postgresql://lage:p%40ss@db.example:5433/zentrum",
            {"NAME": "zentrum", "USER": "lage", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"},
        ),
        ("postgres:///lage?host=/run/postgresql", {"NAME": "lage", "HOST": "/run/postgresql", "USER": ""}),
    ],
)
def test_the_address_of_the_database_is_taken_apart(tmp_path: Path, address: str, expected: dict[str, str]) -> None:
    found = settings_of(tmp_path, "settings.DATABASES['default']", DATABASE_URL=address)
    of = found["settings.DATABASES['default']"]
    assert {name: of[name] for name in expected} == expected


def test_an_unknown_kind_of_database_is_named(tmp_path: Path) -> None:
    done = process(tmp_path, "import django; django.setup()", DATABASE_URL="mysql://x/y")
    assert done.returncode == 1
    assert "'mysql' is not supported; use postgresql://" in done.stderr


def test_only_an_exercise_may_live_on_a_day_of_its_own(tmp_path: Path) -> None:
    day = {"LAGEZENTRUM_TODAY": "2021-12-15"}
    assert settings_of(tmp_path, "today.now().isoformat()", **day) == {
        "today.now().isoformat()": "2021-12-15T12:00:00+01:00"
    }
    assert settings_of(tmp_path, "settings.TODAY", LAGEZENTRUM_EXERCISE="0", **day) == {"settings.TODAY": ""}


def test_how_many_servers_stand_in_front_is_told_to_all_who_count_requests(tmp_path: Path) -> None:
    names = ("settings.NINJA_NUM_PROXIES", "settings.ALLAUTH_TRUSTED_PROXY_COUNT")
    assert list(settings_of(tmp_path, *names).values()) == [0, 0]
    assert list(settings_of(tmp_path, *names, LAGEZENTRUM_PROXIES="1").values()) == [1, 1]
    done = process(tmp_path, "import django; django.setup()", LAGEZENTRUM_PROXIES="one")
    assert "LAGEZENTRUM_PROXIES: 'one' is no number" in done.stderr


def test_built_pages_are_shared_by_all_processes(tmp_path: Path) -> None:
    ask = "import django; django.setup(); from django.core.cache import caches; pages = caches['pages']; "
    process(tmp_path, ask + "pages.set('key', 'built')")
    assert process(tmp_path, ask + "print(pages.get('key'))").stdout == "built\n"
