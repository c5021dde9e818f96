"""Events as the database really holds them, byte for byte: reading must not repair what was damaged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

_TEXTS = ("kind", "matter", "area", "payload", "actor_name", "previous", "hash")


@dataclass(frozen=True, slots=True)
class Stored:
    """One row. `unreadable` names the columns that hold no value of their kind; the others are in `columns`."""

    position: int
    columns: dict[str, Any]
    unreadable: tuple[str, ...]


def rows() -> Iterator[Stored]:
    """Every row of the ledger in the order of its numbers; `position` counts from 1."""
    read = _from_sqlite if connection.vendor == "sqlite" else _from_postgresql
    for position, columns in enumerate(read(), start=1):
        yield Stored(position, columns, tuple(name for name, value in columns.items() if value is _Unreadable))


class _Unreadable:
    """Stands in for a value that is none of its column's kind."""


def _from_postgresql() -> Iterator[dict[str, Any]]:
    names = ("number", *_TEXTS, "actor_id", "recorded_at")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM ledger_event ORDER BY number")  # noqa: S608 (own names)
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))


def _from_sqlite() -> Iterator[dict[str, Any]]:
    """SQLite keeps any kind of value in any column, so kinds are asked for and texts taken as bytes."""
    integers, texts = ("number", "actor_id"), (*_TEXTS, "recorded_at")
    asked = [f"typeof({n}), CAST({n} AS BLOB)" for n in texts] + [f"typeof({n}), {n}" for n in integers]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)} FROM ledger_event NOT INDEXED ORDER BY number")  # noqa: S608
        found = cursor.fetchall()
    for row in found:
        columns: dict[str, Any] = {}
        for position, name in enumerate((*texts, *integers)):
            kind, value = row[2 * position], row[2 * position + 1]
            if name in _TEXTS:
                columns[name] = _text(value) if kind == "text" else _Unreadable
            elif name == "recorded_at":
                columns[name] = _moment(_text(value)) if kind == "text" else _Unreadable
            elif kind == "integer" or (name == "actor_id" and kind == "null"):
                columns[name] = value
            else:
                columns[name] = _Unreadable
        yield columns


def _text(value: bytes) -> Any:
    try:
        return bytes(value).decode()
    except UnicodeDecodeError:
        return _Unreadable


def _moment(text: Any) -> Any:
    """The moment that a text means, if it is written exactly as the service writes it."""
    if text is _Unreadable:
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _Unreadable
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None and str(moment) == text else _Unreadable
