"""Backup and restore: one file with the whole database, and a note of what it must turn out to be.

The file is a ZIP with `manifest.json` (format, when, which heads, hash of the content) and the database: an SQLite
file, or a dump by pg_dump as text. The secret key is not in it.
"""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pydantic import BaseModel, ConfigDict, ValidationError

from lagezentrum.law.model import Text
from lagezentrum.law.system_faults import cause
from lagezentrum.web import backup_postgresql, backup_sqlite
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.verdicts import NO_HEAD
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.verify import verify_with_archive
from lagezentrum.web.people.refusal import Refusal

FORMAT = "lagezentrum-backup/1"
_MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class Head(BaseModel):
    """The head of the ledger at the moment of the backup."""

    model_config = ConfigDict(frozen=True)

    number: int
    hash: str
    recorded_at: datetime


class Manifest(BaseModel):
    """What a backup says of itself.

    Attributes:
        format: `FORMAT`.
        program: version of the program that wrote it.
        made_at: when (aware).
        database: which database it is of; it can be restored into one of the same kind only.
        content: name of the other file in the ZIP.
        sha256: of that file.
        ledger: head of the ledger, None while it was empty.
        archive: head of the archive.
        migrations: applied, as `app.name`.
    """

    model_config = ConfigDict(frozen=True)

    format: Literal["lagezentrum-backup/1"]
    program: str
    made_at: datetime
    database: Literal["sqlite", "postgresql"]
    content: str
    sha256: str
    ledger: Head | None
    archive: str
    migrations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that is in place. `problems` is what verification found; it can be non-empty on PostgreSQL only."""

    manifest: Manifest
    problems: tuple[Text, ...]


def write(file: Path, at: datetime) -> Manifest:
    """Back up the database in use; the service may go on running.

    Raises:
        Refusal: the file exists, can not be written, or the database can not be dumped.
    """
    if file.exists():
        raise Refusal(
            f"{file} gibt es schon; eine Sicherung wird nie überschrieben. Nennen Sie einen neuen Namen, etwa mit Tag.",
            f"{file} exists already; a backup is never overwritten. Give a new name, such as one with the day.",
        )
    try:
        with _workshop(file.resolve().parent) as folder:
            made = _sqlite(folder, at) if connection.vendor == "sqlite" else _postgresql(folder, at)
            draft = folder / "backup.zip"
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as zipped:
                zipped.writestr(_MANIFEST, made.model_dump_json(indent=1))
                zipped.write(folder / made.content, made.content)
            draft.chmod(0o600)  # there are hashes of passwords in it
            _to_disk(draft)
            draft.replace(file)
    except OSError as error:
        raise Refusal(
            f"{file} kann nicht geschrieben werden: {cause(error).de}.",
            f"{file} can not be written: {cause(error).en}.",
        ) from error
    return made


def read(file: Path) -> Manifest:
    """What a backup says of itself.

    Raises:
        Refusal: it can not be read, is no backup, or was damaged.
    """
    try:
        with zipfile.ZipFile(file) as zipped:
            return Manifest.model_validate_json(zipped.read(_MANIFEST))
    except OSError as error:
        why = cause(error)
        raise Refusal(f"{file} kann nicht gelesen werden: {why.de}.", f"{file} can not be read: {why.en}.") from error
    except (zipfile.BadZipFile, KeyError, ValidationError) as error:
        raise _no_backup(file) from error


def restore(file: Path, *, replace: bool, verify: bool) -> Restored:
    """Put a backup in the place of the database in use.

    Args:
        file: the backup.
        replace: whether a database that holds something may be replaced.
        verify: whether every hash of the archive and every hash and proof of the ledger is computed anew; on SQLite
            before anything changes.

    Raises:
        Refusal: it is no backup, was damaged, is of a newer program or of another kind of database; the database in
            use holds something; or (SQLite) verification found a problem. Nothing was changed then.
    """
    manifest = read(file)
    _require_fitting(file, manifest)
    if not replace:
        _require_empty()
    try:
        with _workshop() as folder:
            content = folder / "content"
            _extract(file, manifest, content)
            if connection.vendor == "postgresql":
                backup_postgresql.restore(content)
                problems = _settled(file, manifest, verify)
            else:
                with backup_sqlite.looking_at(content):
                    problems = _settled(file, manifest, verify)
                if problems:
                    raise Refusal(
                        f"{file} ist nicht in Ordnung, nichts wurde ersetzt: {problems[0].de}",
                        f"{file} is not in order, nothing was replaced: {problems[0].en}",
                    )
                backup_sqlite.put_in_place(content)
    except OSError as error:
        raise Refusal(
            f"{file} kann nicht ausgepackt werden: {cause(error).de}.",
            f"{file} can not be unpacked: {cause(error).en}.",
        ) from error
    return Restored(manifest, problems)


def _settled(file: Path, manifest: Manifest, verify: bool) -> tuple[Text, ...]:
    """Bring the restored database up to this version of the program, and hold it against the manifest."""
    call_command("migrate", interactive=False, verbosity=0)
    head = chain.head()
    expected = manifest.ledger and chain.Head(**manifest.ledger.model_dump())
    if head != expected or readings.head() != manifest.archive:
        raise Refusal(
            f"{file} ist beschädigt: Register oder Archiv enden nicht dort, wo sie beim Sichern endeten.",
            f"{file} is damaged: ledger or archive do not end where they ended when backed up.",
        )
    if not verify:
        return ()
    return tuple(problem.text for problem in verify_with_archive(expected))


def _require_fitting(file: Path, manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise Refusal(
            f"{file} ist die Sicherung einer {manifest.database}-Datenbank; DATABASE_URL nennt {connection.vendor}.",
            f"{file} is the backup of a {manifest.database} database; DATABASE_URL names {connection.vendor}.",
        )
    unknown = set(manifest.migrations) - _known_migrations()
    if unknown:
        raise Refusal(
            f"{file} stammt aus der neueren Fassung {manifest.program} des Programms ({min(unknown)}). Stellen Sie sie "
            "mit jener Fassung wieder her.",
            f"{file} was written by the newer version {manifest.program} of the program ({min(unknown)}). Restore it "
            "with that version.",
        )


def _require_empty() -> None:
    if "ledger_event" in connection.introspection.table_names() and (
        chain.head() is not None or readings.head() != NO_HEAD
    ):
        raise Refusal(
            "Die Datenbank enthält schon etwas. Sichern Sie sie erst; ersetzt wird sie nur mit --replace.",
            "The database holds something already. Back it up first; it is replaced with --replace only.",
        )


def _sqlite(folder: Path, at: datetime) -> Manifest:
    content = folder / "database.sqlite3"
    backup_sqlite.copy_to(content)
    with backup_sqlite.looking_at(content):
        return _manifest(at, content.name, content)


def _postgresql(folder: Path, at: datetime) -> Manifest:
    content = folder / "database.sql"
    with backup_postgresql.snapshot() as snapshot:
        backup_postgresql.dump(content, snapshot)
        return _manifest(at, content.name, content)


def _manifest(at: datetime, name: str, content: Path) -> Manifest:
    head = chain.head()
    ledger = None if head is None else Head(number=head.number, hash=head.hash, recorded_at=head.recorded_at)
    archive = readings.head()
    applied = MigrationRecorder(connection).applied_migrations()
    if connection.vendor == "sqlite":
        connection.close()  # so that the file holds everything before its hash is taken
    return Manifest(
        format=FORMAT,
        program=version("lagezentrum"),
        made_at=at,
        database="sqlite" if connection.vendor == "sqlite" else "postgresql",
        content=name,
        sha256=_sha256(content),
        ledger=ledger,
        archive=archive,
        migrations=tuple(sorted(f"{app}.{name}" for app, name in applied)),
    )


def _known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def _extract(file: Path, manifest: Manifest, target: Path) -> None:
    try:
        with zipfile.ZipFile(file) as zipped, zipped.open(manifest.content) as source, target.open("wb") as taken:
            shutil.copyfileobj(source, taken, _CHUNK)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise _no_backup(file) from error
    if _sha256(target) != manifest.sha256:
        raise _no_backup(file)


def _no_backup(file: Path) -> Refusal:
    return Refusal(
        f"{file} ist keine Sicherung von Lagezentrum, oder sie ist beschädigt. Nehmen Sie eine andere.",
        f"{file} is no backup of Lagezentrum, or it is damaged. Take another one.",
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _to_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


@contextmanager
def _workshop(beside: Path | None = None) -> Iterator[Path]:
    """A directory that only this user can read, gone at the end; `beside` keeps it on the disk of the target."""
    with tempfile.TemporaryDirectory(prefix=".lagezentrum-", dir=beside) as folder:
        yield Path(folder)
