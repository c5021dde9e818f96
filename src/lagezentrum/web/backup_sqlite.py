"""Copies of an SQLite database by SQLite itself, so that writers need not stop."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

_PATIENCE = 20.0
"""Seconds to wait for a writer."""


def copy_to(target: Path) -> None:
    """Copy the database in use as it stands at one moment."""
    connection.close()
    _copy(_in_use(), target)


def put_in_place(source: Path) -> None:
    """Write a database over the one in use, in one transaction: a service that runs sees the old or the new one."""
    connection.close()
    _in_use().parent.mkdir(parents=True, exist_ok=True)
    _copy(source, _in_use())


@contextmanager
def looking_at(file: Path) -> Iterator[None]:
    """Let everything that asks the database ask another file."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _in_use() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as given, closing(sqlite3.connect(target, timeout=_PATIENCE)) as taken:
        given.backup(taken)
