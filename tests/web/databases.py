"""Whole copies of the test database, taken and put back.

Django would empty the tables after a test that really commits; the archive and the ledger refuse to be emptied, which
is the point of them. So the database is put back as a whole: a copied file on SQLite, a database made from a template
on PostgreSQL.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections


def name() -> str:
    """The name (PostgreSQL) or the file (SQLite) of the database that the tests use now."""
    return str(connection.settings_dict["NAME"])


def address(of: str = "") -> str:
    """A DATABASE_URL for a database of this server, for another process; by default the one in use."""
    return _sqlite_address(of or name()) if connection.vendor == "sqlite" else _postgres_address(of or name())


def copy_of(label: str) -> str:
    """What the copy is called that `keep` makes."""
    return f"{name()}_{label}"


def shared(label: str) -> str:
    """What a copy is called that all processes of a run share."""
    folder = os.environ["PYTEST_LAGEZENTRUM_RUN"]
    return f"{folder}/{label}.sqlite3" if connection.vendor == "sqlite" else f"lagezentrum_{label}"


def keep(label: str) -> str:
    """Keep the database as it stands; what it returns can be given to `put_back` and `copy`."""
    copy(name(), copy_of(label))
    return copy_of(label)


def copy(source: str, target: str) -> None:
    """Copy a database of this server to a new one."""
    connections.close_all()
    if connection.vendor == "sqlite":
        _copy_file(source, target)
    else:
        _copy_database(source, target)


def put_back(kept: str) -> None:
    """Make the database in use what it was when it was kept."""
    cache.clear()
    copy(kept, name())


def drop(label: str) -> None:
    """Remove a copy."""
    target = copy_of(label)
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(target + ending).unlink(missing_ok=True)
    else:
        _on_server(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')


def end_others() -> None:
    """End the connections of others, such as a thread of the site: PostgreSQL drops no database that is in use."""
    connections.close_all()
    if connection.vendor == "postgresql":
        _on_server(_ended(name()))


def _ended(database: str) -> str:
    return f"SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '{database}'"  # noqa: S608 - our own names


def _copy_file(source: str, target: str) -> None:
    # Page by page inside SQLite: a thread of the site may still hold the file open.
    with closing(sqlite3.connect(source)) as given, closing(sqlite3.connect(target, timeout=20)) as taken:
        given.backup(taken)


def _copy_database(source: str, target: str) -> None:
    _on_server(
        _ended(source),
        f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
        f'CREATE DATABASE "{target}" TEMPLATE "{source}"',
    )


def _on_server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(_postgres_address("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


def _sqlite_address(file: str) -> str:
    return f"sqlite:///{quote(file)}"


def _postgres_address(database: str) -> str:
    of: dict[str, Any] = settings.DATABASES["default"]
    return f"postgresql://{of['USER']}:{of['PASSWORD']}@/{database}?host={quote(str(of['HOST']), safe='/')}"
