"""One byte changed in any column of any kind of event, a row moved, swapped or taken away: verification finds it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from lagezentrum.web.ledger import chain, service, stored, verify
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.stored import Stored
from lagezentrum.web.situation import situation
from tests.web.ledger.conftest import DISTRICT, MONDAY, moment
from tests.web.ledger.guards_down import guards_down

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]

KINDS = tuple(kind for kind in Event.Kind.values if not kind.startswith(Event.POOL))
"""Those of determinations; the pool's are tried with the pool."""
TEXTS = ("kind", "matter", "area", "payload", "actor_name", "previous", "hash")


@pytest.fixture
def every_kind(people: dict[str, User], season: None, publish: Callable[..., Determination]) -> None:
    """A ledger with every kind of event."""
    service.note_finding(next(f for f in situation(MONDAY).findings if f.area == DISTRICT and f.step == "2"))
    wanted: dict[str, Any] = {"kind": "raise", "rule": "local", "area": DISTRICT, "step": "2"}
    dropped = service.draft(people["officer"], effective=date(2021, 12, 1), **wanted)
    service.withdraw(people["officer"], dropped.id, "Tippfehler")
    late = publish(service.draft(people["officer"], effective=MONDAY, reasons="sofort", **wanted))
    day = date(2021, 11, 30)
    corrected = service.correct(
        people["officer"], late.id, reasons="Der Tag war zu früh.", effective=date(2021, 12, 1), at=moment(day)
    )
    publish(corrected, at=moment(day))
    for file_number in ("13 MN 1/21", "13 MN 2/21"):
        found = service.suspend(
            people["officer"],
            corrected.id,
            court="OVG",
            file_number=file_number,
            first=date(2021, 12, 6),
            at=moment(day),
        )
    first, second = found.noted_suspensions
    service.confirm_suspension(people["approver"], corrected.id, first.hash, at=moment(day))
    service.drop_suspension(people["officer"], corrected.id, second.hash, "Vertippt.", at=moment(day))
    assert {event.kind for event in Event.objects.all()} == set(KINDS)


def rows() -> list[Stored]:
    return list(stored.rows())


def problems(changed: list[Stored], monkeypatch: pytest.MonkeyPatch, published: chain.Head | None = None) -> set[Any]:
    """The places at which something is wrong if these were the rows of the ledger."""
    monkeypatch.setattr(verify, "rows", lambda: iter(changed))
    return {problem.number for problem in verify._chain(published)}


def altered(text: str) -> Iterator[str]:
    """The text with one byte changed: each byte of a short one, every 41st of a long one; three bits of each."""
    raw = text.encode()
    for position in range(0, len(raw), 1 if len(raw) <= 100 else 41):
        for bit in (0x01, 0x10, 0x20):
            changed = bytearray(raw)
            changed[position] ^= bit
            yield bytes(changed).decode("utf-8", errors="surrogateescape")


@pytest.mark.parametrize("column", TEXTS)
def test_a_changed_byte_of_a_text_is_found(column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rows()
    assert problems(honest, monkeypatch) == set()
    for kind in KINDS:
        row = next(row for row in honest if row.columns["kind"] == kind)
        tried = 0
        for text in altered(row.columns[column]):
            other = replace(row, columns={**row.columns, column: text})
            changed = [other if one is row else one for one in honest]
            assert row.position in problems(changed, monkeypatch), (kind, column, text[:80])
            tried += 1
        assert tried or row.columns[column] == ""


@pytest.mark.parametrize("kind", KINDS)
def test_another_number_person_or_moment_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rows()
    row = next(row for row in honest if row.columns["kind"] == kind)
    recorded: datetime = row.columns["recorded_at"]
    others: list[tuple[str, Any]] = [("number", row.columns["number"] ^ (1 << bit)) for bit in range(8)]
    others += [("actor_id", (row.columns["actor_id"] or 0) ^ (1 << bit)) for bit in range(8)]
    others += [("recorded_at", recorded + timedelta(microseconds=step)) for step in (-1, 1, 1_000_000, 86_400_000_000)]
    for column, value in others:
        other = replace(row, columns={**row.columns, column: value})
        assert row.position in problems([other if one is row else one for one in honest], monkeypatch), (column, value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_byte_in_the_database_itself_is_found(kind: str) -> None:
    event = Event.objects.filter(kind=kind).first()
    assert event is not None
    raw = bytearray(event.payload.encode())
    position = raw.index(b":") - 2  # in the name of the first part
    raw[position] ^= 1
    with guards_down(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET payload = %s WHERE number = %s", [raw.decode(), event.number])
    assert event.number in {problem.number for problem in chain.verify()}


def test_rows_in_another_order_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rows()
    for first in range(len(honest) - 1):
        moved = [row.columns for row in honest]
        moved[first], moved[first + 1] = moved[first + 1], moved[first]
        renumbered = [{**columns, "number": place} for place, columns in enumerate(moved, 1)]
        for columns in (moved, renumbered):
            changed = [Stored(place, some, ()) for place, some in enumerate(columns, 1)]
            assert first + 1 in problems(changed, monkeypatch)


def test_a_row_in_the_place_of_another_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but number and links is exchanged between two rows, hashes included."""
    honest = rows()
    for here in range(len(honest)):
        for there in range(here):
            changed = [dict(row.columns) for row in honest]
            for column in changed[here].keys() - {"number", "previous"}:
                changed[here][column], changed[there][column] = changed[there][column], changed[here][column]
            found = problems([Stored(place, some, ()) for place, some in enumerate(changed, 1)], monkeypatch)
            assert {here + 1, there + 1} <= found


def test_rows_missing_at_the_end_are_found_by_any_head_published_before(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rows()
    heads = [chain.Head(row.columns["number"], row.columns["hash"], row.columns["recorded_at"]) for row in honest]
    for kept in range(len(honest)):
        for head in heads:
            found = problems(honest[:kept], monkeypatch, published=head)
            assert bool(found) == (head.number > kept)


def test_a_row_written_twice_or_left_out_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rows()
    for place in range(len(honest)):
        for changed in (honest[:place] + honest[place + 1 :], honest[: place + 1] + honest[place:]):
            again = [Stored(position, row.columns, ()) for position, row in enumerate(changed, 1)]
            if len(again) != place:  # taking away the last one is found by a published head only
                assert problems(again, monkeypatch)
