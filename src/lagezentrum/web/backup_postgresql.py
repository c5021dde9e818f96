"""Dumps of a PostgreSQL database by the programs that come with it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from lagezentrum.web.people.refusal import Refusal

_SETTING = "LAGEZENTRUM_POSTGRESQL_PROGRAMS"
_MAJOR = re.compile(r"\b(\d+)")
_FORGET_ALL = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


@contextmanager
def snapshot() -> Iterator[str]:
    """One moment of the database, named, so that what is asked here and what pg_dump writes are of the same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def dump(target: Path, snapshot: str) -> None:
    """Write the database as text.

    Raises:
        Refusal: pg_dump is not installed, is older than the server, or could not do it.
    """
    _run(_found("pg_dump"), f"--snapshot={snapshot}", "--no-owner", "--no-privileges", f"--file={target}")


def restore(source: Path) -> None:
    """Replace everything in the database by a dump, in one transaction. Its owner must be the user who connects.

    Raises:
        Refusal: psql is not installed, is older than the server, or could not do it; nothing was changed then.
    """
    program = _found("psql")
    connection.close()
    beginning = source.with_suffix(".begin")
    beginning.write_text(_FORGET_ALL, encoding="utf-8")
    _run(
        program,
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
        f"--file={beginning}",
        f"--file={source}",
    )


def _run(program: str, *arguments: str) -> None:
    of = connection.settings_dict
    named = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    environment = os.environ | {name: str(of[key]) for name, key in named.items() if of[key]}
    options = make_conninfo(**of["OPTIONS"])  # such as sslmode; both programs take what libpq understands
    command = [program, f"--dbname={options}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Refusal(f"{program} konnte das nicht: {said}", f"{program} could not do it: {said}")


def _found(program: str) -> str:
    """The program in the directory that the settings name, or else on the PATH; not older than the server."""
    found = shutil.which(program, path=settings.POSTGRESQL_PROGRAMS or None)
    if found is None:
        where = settings.POSTGRESQL_PROGRAMS or "PATH"
        raise Refusal(
            f"{program} fehlt ({where}). Installieren Sie die Programme von PostgreSQL (etwa: apt install "
            f"postgresql-client), oder nennen Sie ihr Verzeichnis in {_SETTING}.",
            f"{program} is missing ({where}). Install the programs of PostgreSQL (such as: apt install "
            f"postgresql-client), or name their directory in {_SETTING}.",
        )
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = _MAJOR.search(told)
    server = _server()
    if version is not None and int(version[1]) < server:
        raise Refusal(
            f"{found} ist von Version {version[1]}, der Server von Version {server}. Installieren Sie die Programme "
            f"des Servers (etwa: apt install postgresql-client-{server}), oder nennen Sie ihr Verzeichnis in "
            f"{_SETTING}.",
            f"{found} is of version {version[1]}, the server of version {server}. Install the programs of the server "
            f"(such as: apt install postgresql-client-{server}), or name their directory in {_SETTING}.",
        )
    return found


def _server() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000
