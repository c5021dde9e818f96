"""The databases of the tests are those of production."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.web import databases, postgres


@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_was_asked_for() -> None:
    assert connection.vendor == ("postgresql" if postgres.wanted() else "sqlite")


@pytest.mark.django_db
def test_sqlite_writes_ahead_and_syncs_every_commit() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no pragmas")
    with connection.cursor() as cursor:
        pragmas = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}


@pytest.mark.django_db(transaction=True)
def test_a_committed_row_is_gone_once_the_database_is_put_back() -> None:
    kept = databases.keep("before")
    get_user_model().objects.create(username="anna")
    databases.put_back(kept)
    databases.drop("before")
    assert not get_user_model().objects.filter(username="anna").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_no_test_sees_what_another_committed(time: int) -> None:
    assert not get_user_model().objects.exists()
    get_user_model().objects.create(username="anna")


def test_a_copy_for_another_process_is_a_database_of_its_own(
    own_database: str, django_db_blocker: DjangoDbBlocker
) -> None:
    assert own_database == databases.address(f"{databases.name()}_own")
    assert own_database != databases.address()
