"""Whatever is done to an event behind the back of the service, verification finds it and says where."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction

from lagezentrum.web.ledger import chain, service, stored, verify
from lagezentrum.web.ledger.chain import GENESIS, Head, Problem
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from tests.web.ledger import guards_down
from tests.web.ledger.guards_down import guards_down as without_guards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

TEXTS = ("kind", "matter", "area", "payload", "actor_name", "previous", "hash")
PLACES = ("first", "middle", "last")


@pytest.fixture
def four_events(drafted: Determination, people: dict[str, User]) -> None:
    service.approve(people["approver"], drafted.id)
    service.publish(people["officer"], drafted.id)
    service.suspend(
        people["officer"], drafted.id, court="OVG", file_number="13 MN 1/21", first=drafted.drafted_at.date()
    )


def chain_problems(published: Head | None = None) -> list[Problem]:
    """Verification of rows and links alone; the proofs have tests of their own."""
    return [*verify._guards(), *verify._chain(published)]


def write(number: int, column: str, value: Any) -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_event SET {column} = %s WHERE number = %s", [value, number])  # noqa: S608


def flipped(text: str, place: str) -> str:
    """The text with one byte changed."""
    raw = bytearray(text.encode())
    position = {"first": 0, "middle": len(raw) // 2, "last": len(raw) - 1}[place]
    while raw[position] >= 0x80:  # stay within valid UTF-8; other bytes have a test of their own
        position -= 1
    raw[position] ^= 1
    return raw.decode()


def test_an_untouched_chain_has_no_problem(four_events: None) -> None:
    assert chain_problems() == []
    assert chain.head() == Head(4, Event.objects.get(number=4).hash, Event.objects.get(number=4).recorded_at)


def test_numbers_have_no_gap_and_each_event_carries_the_hash_before(four_events: None) -> None:
    events = list(Event.objects.all())
    assert [event.number for event in events] == [1, 2, 3, 4]
    assert [event.previous for event in events] == [GENESIS, *(event.hash for event in events[:-1])]


@pytest.mark.parametrize("column", TEXTS)
def test_a_flipped_byte_in_a_text_is_found(four_events: None, column: str) -> None:
    for number, place in product((1, 2, 3, 4), PLACES):
        before = Event.objects.values_list(column, flat=True).get(number=number)
        with transaction.atomic():
            write(number, column, flipped(before, place))
            assert number in {problem.number for problem in chain_problems()}, (number, column, place)
            transaction.set_rollback(True)
        assert chain_problems() == []


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_another_number_is_found(four_events: None, number: int) -> None:
    write(number, "number", number ^ 0x40)
    assert {"gap", "changed"} <= {problem.code for problem in chain_problems()}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_another_person_is_found(four_events: None, people: dict[str, User], number: int) -> None:
    write(number, "actor_id", people["operator"].pk)
    assert [problem.number for problem in chain_problems()] == [number]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_nobody_instead_of_a_person_is_found(four_events: None, number: int) -> None:
    write(number, "actor_id", None)
    assert [problem.number for problem in chain_problems()] == [number]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_another_moment_is_found(four_events: None, number: int) -> None:
    recorded = Event.objects.get(number=number).recorded_at
    moved = recorded + timedelta(microseconds=1)
    write(number, "recorded_at", str(moved.astimezone(UTC).replace(tzinfo=None)) if _sqlite() else moved)
    assert [problem.number for problem in chain_problems()] == [number]


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


def only_sqlite() -> None:
    if not _sqlite():
        pytest.skip("SQLite takes any bytes in any column; PostgreSQL refuses them by itself")


@pytest.mark.parametrize("position", range(19))
def test_a_flipped_byte_in_the_text_of_a_moment_is_found(four_events: None, position: int) -> None:
    only_sqlite()
    with connection.cursor() as cursor:
        cursor.execute("SELECT recorded_at || '' FROM ledger_event WHERE number = 2")
        raw = bytearray(cursor.fetchone()[0].encode())
    assert len(raw) == 19
    for mask in (0x01, 0x10, 0x74):  # 0x74 makes a "T" of the blank, which reads the same and is not
        changed = bytearray(raw)
        changed[position] ^= mask
        write(2, "recorded_at", changed.decode())
        assert 2 in {problem.number for problem in chain_problems()}


@pytest.mark.parametrize("column", [*TEXTS, "recorded_at"])
def test_bytes_that_are_no_text_are_found_and_do_not_break_verification(four_events: None, column: str) -> None:
    only_sqlite()
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_event SET {column} = CAST(x'41FF42' AS TEXT) WHERE number = 3")  # noqa: S608
    found = [problem for problem in chain_problems() if problem.number == 3]
    assert [problem.code for problem in found] == ["unreadable"]
    assert column in found[0].text.en


@pytest.mark.parametrize("column", [*TEXTS, "recorded_at"])
def test_a_value_of_another_kind_is_found(four_events: None, column: str) -> None:
    only_sqlite()
    write(3, column, b"\x01\x02")
    assert 3 in {problem.number for problem in chain_problems()}


def test_a_removed_event_is_found(four_events: None) -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE number = 2")
    assert {problem.code for problem in chain_problems()} == {"gap", "link"}


def test_events_cut_off_at_the_end_are_found_by_a_published_head(four_events: None) -> None:
    published = chain.head()
    with without_guards(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE number = 4")
    assert chain_problems() == []
    assert [problem.code for problem in chain_problems(published)] == ["head"]


def test_a_chain_forged_anew_is_found_by_a_published_head(four_events: None) -> None:
    """Somebody with full access changes an event and computes every hash after it anew."""
    published = chain.head()
    with without_guards(), connection.cursor() as cursor:
        previous = GENESIS
        for row in list(stored.rows()):
            columns = dict(row.columns)
            columns["actor_name"] = columns["actor_name"].replace("Clara", "Klara")
            columns["previous"] = previous
            actor, _ = columns.pop("actor_id"), columns.pop("hash")
            previous = chain.hash_of(actor=actor, **columns)
            cursor.execute(
                "UPDATE ledger_event SET actor_name = %s, previous = %s, hash = %s WHERE number = %s",
                [columns["actor_name"], columns["previous"], previous, columns["number"]],
            )
    assert chain_problems() == []
    assert [problem.code for problem in chain_problems(published)] == ["head"]


@pytest.mark.parametrize("trigger", guards_down.names())
def test_a_missing_guard_is_found(four_events: None, trigger: str) -> None:
    guards_down.drop(trigger)
    (problem,) = chain_problems()
    assert problem.code == "guard"
    assert trigger in problem.text.de


# -- what the database refuses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET actor_name = 'x' WHERE number = 2",
        "DELETE FROM ledger_event WHERE number = 4",
        "DELETE FROM ledger_event",
    ],
)
def test_the_database_refuses_to_change_or_remove(four_events: None, statement: str) -> None:
    with pytest.raises(IntegrityError, match="events are never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert chain_problems() == []


def test_postgresql_refuses_to_empty_the_table(four_events: None) -> None:
    if _sqlite():
        pytest.skip("SQLite knows no TRUNCATE")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="events are never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_event")
    assert Event.objects.count() == 4


def test_sqlite_refuses_to_replace_a_row(four_events: None) -> None:
    only_sqlite()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO ledger_event SELECT number, kind, matter, area, payload, 'x', recorded_at, "
            "previous, hash, actor_id FROM ledger_event WHERE number = 2"
        )
    assert chain_problems() == []


@pytest.mark.parametrize(("number", "follows"), [(9, True), (3, True), (5, False)])
def test_the_database_takes_only_the_event_that_follows(four_events: None, number: int, follows: bool) -> None:
    head = chain.head()
    assert head is not None
    stray = Event(
        number=number,
        kind="withdrawn",
        matter="m",
        area="03",
        payload="{}",
        recorded_at=datetime(2021, 12, 1, tzinfo=UTC),
        previous=head.hash if follows else GENESIS,
        hash="f" * 64,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        stray.save(force_insert=True)
    assert chain_problems() == []


def test_the_service_changes_events_by_no_way_of_django(four_events: None) -> None:
    event = Event.objects.get(number=2)
    event.actor_name = "x"
    for act in (
        event.save,
        event.delete,
        lambda: Event.objects.all().update(area="03"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.bulk_update([event], ["actor_name"]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert chain_problems() == []


def test_locking_without_a_transaction_is_refused() -> None:
    connection.in_atomic_block, kept = False, connection.in_atomic_block
    try:
        with pytest.raises(transaction.TransactionManagementError):
            chain.lock()
    finally:
        connection.in_atomic_block = kept
