"""Getting past the guards of the database, as somebody with full access to it could."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

_migration = import_module("lagezentrum.web.ledger.migrations.0002_insert_only")
_TRIGGERS = tuple(s for s in _migration.STATEMENTS[connection.vendor] if "CREATE TRIGGER" in s)


def names() -> tuple[str, ...]:
    """The names of the triggers that guard the ledger."""
    return tuple(statement.split()[2] for statement in _TRIGGERS)


def drop(trigger: str) -> None:
    """Remove one trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on the table
            cursor.execute(f"DROP TRIGGER {trigger} ON ledger_event")
        else:
            cursor.execute(f"DROP TRIGGER {trigger}")


@contextmanager
def guards_down() -> Iterator[None]:
    """The ledger without its triggers; afterwards they are there again."""
    for trigger in names():
        drop(trigger)
    yield
    with connection.cursor() as cursor:
        for statement in _TRIGGERS:
            cursor.execute(statement)
