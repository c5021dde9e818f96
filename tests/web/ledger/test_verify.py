"""Every published determination's proof is made anew from the archive, as known when it was drafted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
import rfc8785
from django.contrib.auth.models import User
from django.db import connection

from lagezentrum.web.archive import season as archived_season
from lagezentrum.web.archive.intake import receive
from lagezentrum.web.archive.models import Figure
from lagezentrum.web.ledger import chain, figures, folding, law, payloads, service, stored
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from tests.web.ledger.conftest import DISTRICT, MONDAY, moment
from tests.web.ledger.guards_down import guards_down

pytestmark = pytest.mark.django_db

People = dict[str, User]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Tests forge figures under the same head of the archive; none may see what another forged."""
    figures.forget()
    yield
    figures.forget()


def bring(first: date, last: date) -> None:
    """Bring the season's files of some days into the archive, each on its own morning."""
    for one in archived_season.deliveries(last, day_by_day=True):
        if one.at.date() >= first:
            receipt = receive(one.content, one.kind, name=one.name, by=None, at=one.at)
            assert not receipt.held


@pytest.fixture
def two_orders(people: People, publish: Callable[..., Determination]) -> tuple[Determination, Determination]:
    """Region Hannover's level 2 of 29 November, and the statewide one of 15 December, on a real archive."""
    bring(date(2021, 11, 22), date(2021, 12, 15))
    local = service.draft(
        people["officer"],
        kind="raise",
        rule="local",
        area=DISTRICT,
        step="2",
        effective=date(2021, 12, 1),
        at=moment(MONDAY),
    )
    local = publish(local, at=moment(MONDAY, 14))
    day = date(2021, 12, 15)
    land = service.draft(
        people["ministry"],
        kind="raise",
        rule="statewide",
        area="03",
        step="2",
        effective=date(2021, 12, 17),
        reasons="Der Wert vom 10. Dezember lag über 10 %.",
        at=moment(day),
    )
    return local, publish(land, at=moment(day, 14), land=True)


@contextmanager
def archive_open(table: str) -> Iterator[None]:
    """A table of the archive without its triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, statement in triggers:
            cursor.execute(statement)


def test_an_honest_ledger_has_no_problem(two_orders: tuple[Determination, Determination]) -> None:
    assert chain.verify() == []
    assert chain.verify(chain.head()) == []


def test_a_determination_names_the_files_it_rests_on(two_orders: tuple[Determination, Determination]) -> None:
    local, _ = two_orders
    assert len(local.rests_on.files) == 2 * 5  # each morning two files: incidences, and the indicators of the Land
    assert len(local.rests_on.observations) == 2 * 5


def test_later_figures_change_no_proof_of_before(two_orders: tuple[Determination, Determination]) -> None:
    bring(date(2021, 12, 16), date(2021, 12, 24))
    assert chain.verify() == []


def test_later_decisions_change_no_proof_of_before(
    two_orders: tuple[Determination, Determination], people: People
) -> None:
    local, _ = two_orders
    service.suspend(
        people["officer"],
        local.id,
        court="OVG",
        file_number="13 MN 1/21",
        first=date(2021, 12, 6),
        at=moment(date(2021, 12, 6)),
    )
    assert chain.verify() == []


@pytest.mark.parametrize(("day", "value"), [(date(2021, 11, 27), "99.9"), (date(2021, 11, 29), "250.5")])
def test_a_figure_changed_in_the_archive_is_found(
    two_orders: tuple[Determination, Determination], day: date, value: str
) -> None:
    local, _ = two_orders
    with archive_open("archive_figure"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_figure SET value = %s WHERE indicator = 'new_cases' AND area = %s AND reference_day = %s",
            [value, DISTRICT, day],
        )
        assert cursor.rowcount == 1
    (problem,) = chain.verify()
    assert (problem.code, problem.number) == ("proof", 1)
    assert local.id in problem.text.de


def test_a_figure_taken_out_of_the_archive_is_found(two_orders: tuple[Determination, Determination]) -> None:
    with archive_open("archive_figure"):
        Figure.objects.filter(indicator="hospitalisation", reference_day=date(2021, 12, 14))._raw_delete("default")
    assert [problem.code for problem in chain.verify()] == ["proof"]


def test_a_file_that_is_no_longer_the_same_is_found(two_orders: tuple[Determination, Determination]) -> None:
    local, _ = two_orders
    with archive_open("archive_sourcefile"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_sourcefile SET content = %s WHERE sha256 = %s",
            [b"\x1f\x8b nothing of the kind", local.rests_on.files[0]],
        )
    problems = chain.verify()
    assert {problem.code for problem in problems} == {"file"}
    assert local.rests_on.files[0][:12] in problems[0].text.en


def test_another_text_of_the_law_is_found(
    two_orders: tuple[Determination, Determination], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(law, "text_sha256", lambda name, version: "0" * 64)
    assert [problem.code for problem in chain.verify()] == ["law", "law"]


@pytest.mark.parametrize("with_hash", [False, True])
def test_a_proof_forged_together_with_the_chain_is_found(
    two_orders: tuple[Determination, Determination], with_hash: bool
) -> None:
    event = Event.objects.get(number=1)
    drafted = payloads.read(event.kind, event.payload)
    assert isinstance(drafted, payloads.Drafted)
    proof = {**drafted.proof, "earliest_effect": "2021-11-30"}
    changes: dict[str, object] = {"proof": proof}
    if with_hash:
        changes["proof_sha256"] = payloads.digest(proof)
    _forge(drafted.model_copy(update=changes).canonical())
    assert [problem.code for problem in chain.verify()] == ["proof" if with_hash else "proof-hash"]


def _forge(payload: str) -> None:
    """Give the first event another payload, compute every hash after it anew, and name the new ones in later events."""
    anew: dict[str, str] = {}
    with guards_down(), connection.cursor() as cursor:
        previous = chain.GENESIS
        for row in list(stored.rows()):
            columns = {**row.columns, "previous": previous}
            if row.position == 1:
                columns["payload"] = payload
            for old, new in anew.items():
                columns["payload"] = columns["payload"].replace(old, new)
            actor, before = columns.pop("actor_id"), columns.pop("hash")
            previous = anew[before] = chain.hash_of(actor=actor, **columns)
            cursor.execute(
                "UPDATE ledger_event SET payload = %s, previous = %s, hash = %s WHERE number = %s",
                [columns["payload"], columns["previous"], previous, columns["number"]],
            )


def test_a_payload_is_canonical_json(two_orders: tuple[Determination, Determination]) -> None:
    for event in Event.objects.all():
        read = payloads.read(event.kind, event.payload)
        assert rfc8785.dumps(read.model_dump(mode="json")).decode() == event.payload


def test_a_payload_of_another_kind_is_refused_in_reading() -> None:
    with pytest.raises(ValueError, match="validation error"):
        payloads.read(Event.Kind.WITHDRAWN, '{"reason":"x","more":1}')


def test_the_decisions_of_the_ledger_are_those_of_the_record(two_orders: tuple[Determination, Determination]) -> None:
    from lagezentrum.season.reading import read_orders
    from lagezentrum.sources.orders.order import decisions

    on_record = {(d.kind, d.rule, d.area, d.step, d.decided_on, d.effective) for d in decisions(read_orders())}
    for decision in folding.decisions():
        key = (decision.kind, decision.rule, decision.area, decision.step, decision.decided_on, decision.effective)
        assert key in on_record
