"""Backup and restore: whole, or not at all."""

import json
import stat
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from lagezentrum.web import backup_postgresql
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.verdicts import NO_HEAD
from lagezentrum.web.ledger import chain
from tests.cli.conftest import Lage
from tests.web import databases, postgres

LAST = date(2021, 10, 15)
pytestmark = [pytest.mark.usefixtures("database_programs"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def weeks(demo_weeks: None, transactional_db: None) -> None:
    """The first weeks of the season in the database."""


@pytest.fixture
def backup(weeks: None, lage: Lage, tmp_path: Path) -> Path:
    """A backup of the first weeks."""
    file = tmp_path / "backup.zip"
    answer = lage("backup", str(file))
    assert answer.code == 0, answer.notes
    return file


def emptied() -> None:
    databases.put_back(f"{databases.name()}_empty")
    assert chain.head() is None


def rewritten(file: Path, **changes: bytes) -> Path:
    """A copy with other content for some of its members."""
    target = file.with_name("rewritten.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            made.writestr(name, changes.get(name.partition(".")[0], source.read(name)))
    return target


def test_a_backup_restored_into_an_empty_database_has_the_same_heads(lage: Lage, backup: Path) -> None:
    ledger, archive, people = chain.head(), readings.head(), get_user_model().objects.count()
    emptied()
    answer = lage("restore", str(backup), "--verify")
    assert answer.code == 0, answer.notes
    assert (chain.head(), readings.head(), get_user_model().objects.count()) == (ledger, archive, people)
    assert ledger is not None
    assert f"{ledger.number}:{ledger.hash}" in answer.out
    assert "Alle Prüfsummen und Nachweise stimmen." in answer.out
    assert chain.verify() == []


def test_only_its_owner_may_read_a_backup(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [file.name for file in backup.parent.iterdir()] == [backup.name]


def test_the_guards_stand_after_a_restore(lage: Lage, backup: Path) -> None:
    emptied()
    lage("restore", str(backup))
    with connection.cursor() as cursor, pytest.raises(Exception, match="never changed"):
        cursor.execute("UPDATE ledger_event SET area = '03101' WHERE number = 1")


def test_a_database_that_holds_something_is_replaced_only_when_told(lage: Lage, backup: Path) -> None:
    get_user_model().objects.create(username="later")
    answer = lage("restore", str(backup))
    assert answer.code == 2
    assert "--replace" in answer.notes
    assert get_user_model().objects.filter(username="later").exists()
    assert lage("restore", str(backup), "--replace").code == 0
    assert not get_user_model().objects.filter(username="later").exists()


def test_an_existing_file_is_never_overwritten(lage: Lage, backup: Path) -> None:
    content = backup.read_bytes()
    answer = lage("--lang", "en", "backup", str(backup))
    assert answer.code == 2
    assert "never overwritten" in answer.notes
    assert backup.read_bytes() == content


def test_a_place_that_can_not_be_written_is_named(lage: Lage, tmp_path: Path) -> None:
    answer = lage("backup", str(tmp_path / "none" / "backup.zip"))
    assert answer.code == 2
    assert "kann nicht geschrieben werden" in answer.notes
    assert "Traceback" not in answer.notes


@pytest.mark.parametrize("damage", ["not a zip", "content", "manifest", "missing"])
def test_a_damaged_backup_changes_nothing(lage: Lage, backup: Path, damage: str) -> None:
    before = chain.head()
    if damage == "not a zip":
        backup.write_bytes(backup.read_bytes()[:1000])
    elif damage == "missing":
        backup.unlink()
    else:
        backup = rewritten(backup, **{"database" if damage == "content" else "manifest": b"{}"})
    answer = lage("restore", str(backup), "--replace")
    assert answer.code == 2
    assert backup.name in answer.notes
    assert ("es gibt sie nicht" in " ".join(answer.notes.split())) == (damage == "missing")
    assert "Traceback" not in answer.notes
    assert chain.head() == before


def test_a_backup_of_another_kind_of_database_is_refused(lage: Lage, backup: Path) -> None:
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    answer = lage("restore", str(_with_manifest(backup, database=other)), "--replace")
    assert answer.code == 2
    assert other in answer.notes


def test_a_backup_of_a_newer_program_is_refused(lage: Lage, backup: Path) -> None:
    answer = lage("restore", str(_with_manifest(backup, migrations=["ledger.0099_later"])), "--replace")
    assert answer.code == 2
    assert "ledger.0099_later" in answer.notes


def test_a_backup_whose_ledger_ends_elsewhere_than_it_says_is_refused(lage: Lage, backup: Path) -> None:
    ledger = {"number": 1, "hash": "a" * 64, "recorded_at": "2021-09-01T12:00:00Z"}
    answer = lage("restore", str(_with_manifest(backup, ledger=ledger)), "--replace")
    assert answer.code == 2
    assert "beschädigt" in answer.notes


def test_on_sqlite_a_tampered_ledger_is_not_put_in_place(lage: Lage, weeks: None, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL restores first and verifies then")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_event_no_update")
        cursor.execute("UPDATE ledger_event SET actor_name = 'Jemand' WHERE number = 17")
    assert lage("backup", str(tmp_path / "tampered.zip")).code == 0
    emptied()
    answer = lage("restore", str(tmp_path / "tampered.zip"))
    assert answer.code == 2
    assert "nichts wurde ersetzt" in answer.notes
    assert chain.head() is None
    assert lage("restore", str(tmp_path / "tampered.zip"), "--no-verify").code == 0
    assert chain.head() is not None


def test_an_empty_database_can_be_backed_up_too(lage: Lage, tmp_path: Path) -> None:
    answer = lage("backup", str(tmp_path / "empty.zip"))
    assert answer.code == 0
    assert "das Register ist leer" in answer.out
    assert lage("restore", str(tmp_path / "empty.zip")).code == 0
    assert (chain.head(), readings.head()) == (None, NO_HEAD)


def test_without_the_programs_of_postgresql_it_says_what_to_install(
    lage: Lage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs no programs")
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = lage("backup", str(tmp_path / "backup.zip"))
    assert answer.code == 2
    assert "postgresql-client" in answer.notes


def test_programs_older_than_the_server_are_named_and_so_is_what_to_install(
    lage: Lage, tmp_path: Path, settings: Any
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs no programs")
    old = tmp_path / "bin"
    old.mkdir()
    (old / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n", encoding="ascii")
    (old / "pg_dump").chmod(0o755)
    settings.POSTGRESQL_PROGRAMS = str(old)
    answer = lage("backup", str(tmp_path / "backup.zip"))
    assert answer.code == 2
    told = " ".join(answer.notes.split())
    assert "Version 9" in told
    assert "LAGEZENTRUM_POSTGRESQL_PROGRAMS" in told
    assert not (tmp_path / "backup.zip").exists()


def test_the_programs_can_be_named_in_the_settings(
    lage: Lage, weeks: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs no programs")
    settings.POSTGRESQL_PROGRAMS = str(postgres.programs() or "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lage("backup", str(tmp_path / "backup.zip")).code == 0


def _with_manifest(file: Path, **changes: Any) -> Path:
    with zipfile.ZipFile(file) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
    return rewritten(file, manifest=json.dumps(manifest | changes).encode())


def test_what_the_address_of_the_database_asks_for_reaches_its_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that must be encrypted must be so for backups too."""
    called: list[list[str]] = []

    def noted(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        called.append(command)
        return subprocess.CompletedProcess(command, 0, "pg_dump (PostgreSQL) 99", "")

    of = {"NAME": "lage", "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {"sslmode": "verify-full"}}
    monkeypatch.setattr(backup_postgresql, "connection", SimpleNamespace(settings_dict=of))
    monkeypatch.setattr(backup_postgresql, "_server", lambda: 14)
    monkeypatch.setattr("shutil.which", lambda name, path: name)
    monkeypatch.setattr("subprocess.run", noted)
    backup_postgresql.dump(Path("database.sql"), "1")
    assert called[-1][:2] == ["pg_dump", "--dbname=sslmode=verify-full"]
