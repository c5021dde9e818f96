"""The two addresses for those who watch the service."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from tests.web import databases


def test_alive_needs_no_database_no_tls_and_no_known_host_name(settings: pytest.FixtureRequest) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    answer = Client().get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "reasons": []}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_with_a_database_of_this_version(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("ledger", "0002_insert_only")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["1 migrations are not applied: run `lage serve`, or `lage restore` again"]


@pytest.mark.django_db
def test_not_ready_without_a_database_and_nothing_is_said_about_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_self: MigrationRecorder) -> None:
        raise DatabaseError(databases.name())

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", gone)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "reasons": ["the database does not answer"]}
