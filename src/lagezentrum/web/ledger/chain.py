"""The chain: every event carries the hash of the one before, so that no change goes unseen."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import rfc8785
from django.db import connection, transaction

from lagezentrum.law.model import Text
from lagezentrum.web.archive.clock import following
from lagezentrum.web.ledger.models import Event

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FORMAT = "lagezentrum.event/1"
GENESIS = "0" * 64
"""What the first event carries as the hash of the one before."""

_LOCK = 0x6C61676500000001  # one number for the whole ledger: "lage", then 1


@dataclass(frozen=True, slots=True)
class Head:
    """The last event: who knows its hash can prove that nothing up to it was changed or removed."""

    number: int
    hash: str
    recorded_at: datetime


def head() -> Head | None:
    """The head of the chain, or None while nothing is recorded."""
    last = Event.objects.order_by("-number").values_list("number", "hash", "recorded_at").first()
    return None if last is None else Head(*last)


def sha256(content: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def hash_of(
    *,
    number: int,
    kind: str,
    matter: str,
    area: str,
    payload: str,
    actor: int | None,
    actor_name: str,
    recorded_at: datetime,
    previous: str,
) -> str:
    """The hash of an event: SHA-256 over canonical JSON (RFC 8785) of everything else in its row."""
    return sha256(
        rfc8785.dumps(
            {
                "format": FORMAT,
                "number": number,
                "kind": kind,
                "matter": matter,
                "area": area,
                "payload": payload,
                "actor": actor,
                "actor_name": actor_name,
                "recorded_at": recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
                "previous": previous,
            }
        )
    )


def lock() -> None:
    """Let nobody else write to the ledger until the transaction ends. Call it first in the transaction.

    On SQLite every transaction of the service begins as a writing one (IMMEDIATE), which is such a lock.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the ledger is locked for a transaction, and there is none")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def append(kind: Event.Kind, matter: str, area: str, payload: str, actor: "User | None", at: datetime) -> Event:
    """Add an event behind the last one. The caller holds the lock.

    Args:
        kind: what happened.
        matter: the matter it belongs to.
        area: AGS or Land key.
        payload: canonical JSON.
        actor: who did it; None for the service itself.
        at: when (aware).

    Raises:
        ClockBehind: `at` lies before the last event, by more than an act may have waited.
    """
    last = head()
    at = following(None if last is None else last.recorded_at, at)
    event = Event(
        number=1 if last is None else last.number + 1,
        kind=kind,
        matter=matter,
        area=area,
        payload=payload,
        actor=actor,
        actor_name=name_of(actor),
        recorded_at=at,
        previous=GENESIS if last is None else last.hash,
    )
    event.hash = hash_of(
        number=event.number,
        kind=str(event.kind),
        matter=matter,
        area=area,
        payload=payload,
        actor=None if actor is None else actor.pk,
        actor_name=event.actor_name,
        recorded_at=at,
        previous=event.previous,
    )
    event.save(force_insert=True)
    return event


def name_of(actor: "User | None") -> str:
    """The name under which a person is recorded; empty for the service itself."""
    return "" if actor is None else actor.get_full_name() or actor.get_username()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the ledger. `number` is the event concerned, None for the ledger as a whole."""

    number: int | None
    code: str
    text: Text

    @classmethod
    def at(cls, number: int, code: str, de: str, en: str) -> "Problem":
        """Something wrong with one event. `de`, `en`: what is said of it, to follow its name."""
        return cls(number, code, Text(de=f"Eintrag {number} {de}.", en=f"Entry {number} {en}."))


def verify(published: Head | None = None) -> list[Problem]:
    """Everything that is wrong with the ledger; see `ledger/verify.py`."""
    from lagezentrum.web.ledger.verify import verify as verify_all

    return verify_all(published)
