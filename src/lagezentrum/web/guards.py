"""Which of the triggers that refuse changes are missing in a table, or switched off."""

from collections.abc import Iterable

from django.db import connection

_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(%s AS regclass) AND tgenabled IN ('O', 'A')",
}


def missing(table: str, expected: Iterable[str]) -> list[str]:
    """Those of the expected triggers of a table that do not stand there or do not act, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor], [table])
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in expected if name not in there]
