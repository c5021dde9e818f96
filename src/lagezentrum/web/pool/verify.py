"""Verifying the pool's part of the ledger: rights, two people, plan files, notice, states in order, records."""

from collections.abc import Iterator

from django.db import connection

from lagezentrum.law.model import Text
from lagezentrum.web import guards
from lagezentrum.web.ledger import verify as of_all
from lagezentrum.web.ledger.chain import Problem
from lagezentrum.web.pool.verify_story import Story

GUARDS = {
    "sqlite": {
        "pool_request": ("pool_request_no_update", "pool_request_no_delete", "pool_request_no_replace"),
        "pool_planfile": ("pool_planfile_no_update", "pool_planfile_no_replace"),
    },
    "postgresql": {
        "pool_request": ("pool_request_no_update", "pool_request_no_delete", "pool_request_no_truncate"),
        "pool_planfile": ("pool_planfile_no_update",),
    },
}


def register() -> None:
    """Let `lage ledger verify` check the pool as well."""
    if problems not in of_all.FURTHER:
        of_all.FURTHER.append(problems)


def problems() -> Iterator[Problem]:
    """What is wrong with the pool; the chain itself must be sound."""
    yield from _guards()
    yield from Story().told()


def _guards() -> Iterator[Problem]:
    for table, expected in GUARDS[connection.vendor].items():
        missing = guards.missing(table, expected)
        if missing:
            yield Problem(
                None,
                "guard",
                Text(
                    de=f"In der Datenbank fehlen Schutzregeln des Personalpools: {', '.join(missing)}. Stellen Sie die "
                    "Datenbank aus einer Sicherung wieder her.",
                    en=f"Guards of the staff pool are missing in the database: {', '.join(missing)}. Restore the "
                    "database from a backup.",
                ),
            )
