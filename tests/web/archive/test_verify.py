"""Whoever gets past the guards of the database is found out."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection

from lagezentrum.web.archive import intake, notices, verify
from lagezentrum.web.archive.models import Verdict
from tests.web.archive.deliveries import RKI, at, day, hand_in, published, rki

pytestmark = pytest.mark.django_db


@pytest.fixture
def tamper() -> Callable[[str], None]:
    """Run a statement with the guards taken down."""

    def run(statement: str) -> None:
        table = statement.split()[2 if statement.startswith(("DELETE", "INSERT")) else 1]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or it waits for keys to be checked
            for act in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{act}{on}")
            cursor.execute(statement)

    return run


@pytest.fixture(autouse=True)
def _a_week(officer: User, colleague: User) -> None:
    for number in range(4):
        hand_in(rki([day(number)]), RKI, day(number))
    held = hand_in(rki([day(4)], {day(4): published(day(3))}), RKI, day(4)).file
    intake.reject(held, officer, "alter Stand", at(day(4), 9))
    notice = notices.enter("icu_share", day(4), "7.7", "https://example.org/n", by=officer, at=at(day(4), 12))
    notices.confirm(notice.file, colleague, at(day(4), 13))


def test_an_archive_that_nobody_touched_is_sound() -> None:
    assert list(verify.problems()) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE archive_figure SET value = '0.1' WHERE area = '03241' AND reference_day = '2021-11-16'", "not in the"),
        ("UPDATE archive_figure SET value = '7.8' WHERE indicator = 'icu_share' AND value = '7.7'", "not in the file"),
        ("UPDATE archive_figure SET recomputed = NOT recomputed WHERE indicator = 'icu_share'", "not in the file"),
        ("UPDATE archive_figure SET denominator = 5 WHERE area = '03241'", "not in the file"),
        (
            "UPDATE archive_figure SET published_at = '2021-11-01 00:00:00+00:00' WHERE area = '03241'",
            "not in the file",
        ),
        ("UPDATE archive_figure SET first_seen_at = '2021-11-30 00:00:00+00:00' WHERE area = '03'", "not in the file"),
        ("UPDATE archive_sourcefile SET as_of = '2021-11-14' WHERE kind = 'notice'", "not those of the file"),
        ("UPDATE archive_sourcefile SET rows = 1 WHERE kind = 'rki-incidence'", "not those of the file"),
        ("UPDATE archive_sourcefile SET kind = 'notice' WHERE kind = 'rki-incidence'", "not readable as"),
        ("UPDATE archive_sourcefile SET kind = 'other' WHERE kind = 'rki-incidence'", "not readable as"),
        ("DELETE FROM archive_figure WHERE area = '03241' AND reference_day = '2021-11-16'", "missing in the archive"),
        (
            "UPDATE archive_sourcefile SET name = 'other.csv' WHERE id = (SELECT MIN(id) FROM archive_sourcefile)",
            "hash",
        ),
        (
            "UPDATE archive_sourcefile SET sha256 = '00' WHERE id = (SELECT MIN(id) FROM archive_sourcefile)",
            "not the content",
        ),
        ("UPDATE archive_verdict SET kind = 'accepted' WHERE kind = 'held'", "hash of the chain"),
        (
            "UPDATE archive_verdict SET given_at = '2020-01-01 00:00:00+00:00' WHERE kind = 'rejected'",
            "hash of the chain",
        ),
        ("UPDATE archive_verdict SET given_by_id = NULL WHERE kind = 'rejected'", "hash of the chain"),
        ("DELETE FROM archive_verdict WHERE kind = 'rejected'", "hash of the chain"),
    ],
)
def test_a_row_that_was_touched_is_found(tamper: Callable[[str], None], statement: str, words: str) -> None:
    tamper(statement)
    assert any(words in problem.en for problem in verify.problems())


def test_content_of_which_one_byte_was_changed_is_found(tamper: Callable[[str], None]) -> None:
    file = Verdict.objects.order_by("id")[0].file
    content = bytearray(file.content)
    content[len(content) // 2] ^= 1
    literal = f"X'{content.hex()}'" if connection.vendor == "sqlite" else f"'\\x{content.hex()}'"
    tamper(f"UPDATE archive_sourcefile SET content = {literal} WHERE id = {file.pk}")  # noqa: S608 (our own bytes)
    guards, content_changed = (problem.de for problem in verify.problems())
    assert "archive_sourcefile_no_update" in guards
    assert "nicht der empfangene" in content_changed


@pytest.mark.parametrize("table", verify.TABLES)
@pytest.mark.parametrize("act", verify.GUARDED[connection.vendor])
def test_a_missing_guard_is_found(table: str, act: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_{act}")
        else:
            cursor.execute(f"DROP TRIGGER {table}_no_{act}")
    (problem,) = verify.problems()
    assert f"{table}_no_{act}" in problem.de
