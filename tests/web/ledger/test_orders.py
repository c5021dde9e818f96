"""The order that a determination takes: made when it is published, kept byte for byte, compared for ever."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from lagezentrum.documents.checking import check
from lagezentrum.documents.reading_back import read_back
from lagezentrum.web.ledger import chain, folding, order_files, payloads, service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Document, Event
from lagezentrum.web.ledger.orders import needs_order, order_of, pdf
from tests.web.ledger.conftest import MONDAY, moment

pytestmark = pytest.mark.django_db

Publish = Callable[..., Determination]

PROFILE = """
ags: "03241"
name: Region Hannover
subject: die Region Hannover
seat: Hannover
court: Hannover
signatory: Der Regionspräsident
person: Erika Mustermann
address: [Hildesheimer Straße 20, 30169 Hannover]
confirmed_languages: [tr]
confirmed: true
"""


def order_in(found: Determination) -> dict[str, object]:
    kept = order_files.pdf_of(found)
    assert kept is not None
    return read_back(kept, found.id).order


def test_publishing_makes_the_order_of_the_recorded_proof_and_records_its_hash(
    drafted: Determination, publish: Publish
) -> None:
    found = publish(drafted)
    kept = order_files.pdf_of(found)
    assert kept is not None
    assert found.document_sha256 == hashlib.sha256(kept).hexdigest()
    event = Event.objects.get(matter=found.id, kind=Event.Kind.PUBLISHED)
    assert payloads.Published.model_validate_json(event.payload).document_sha256 == found.document_sha256
    checked = check(read_back(kept, found.id), found.proof_sha256)
    assert checked.deviations == ()
    assert checked.agreeing > 30
    order = order_in(found)
    assert (order["file_number"], order["effective"], order["announced_on"]) == (found.id, "2021-12-01", "2021-11-29")
    assert chain.verify() == []


def test_before_it_is_published_nothing_is_kept(drafted: Determination) -> None:
    assert not Document.objects.exists()
    assert drafted.document_sha256 is None


def test_the_same_order_gives_the_same_bytes_and_the_word_file_is_made_of_the_published_one(
    drafted: Determination, publish: Publish
) -> None:
    found = publish(drafted)
    kept = order_files.pdf_of(found)
    made = pdf(drafted, MONDAY)
    assert kept is not None
    assert made is not None
    assert made.content == kept
    word = order_files.docx_from(kept, found.id)
    assert check(read_back(word.content, "x.docx"), found.proof_sha256).deviations == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_document SET content = content",
        "DELETE FROM ledger_document",
        "INSERT INTO ledger_document (sha256, matter, content) SELECT 'x', matter, content FROM ledger_document",
    ],
)
def test_the_database_refuses_to_change_a_published_order(
    drafted: Determination, publish: Publish, statement: str
) -> None:
    publish(drafted)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert chain.verify() == []


def test_it_does_not_let_itself_be_replaced_either(drafted: Determination, publish: Publish) -> None:
    publish(drafted)
    statement = (
        "INSERT OR REPLACE INTO ledger_document (sha256, matter, content) "
        "SELECT sha256, matter, 'x' FROM ledger_document"
        if connection.vendor == "sqlite"
        else "TRUNCATE ledger_document"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _without_guards(statement: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_document DISABLE TRIGGER USER")
            cursor.execute(statement)
            cursor.execute("ALTER TABLE ledger_document ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_document'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)
        for _, text in guards:
            cursor.execute(text)


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_document SET content = '%PDF-1.7 another'", "DELETE FROM ledger_document"]
)
def test_verification_notices_an_order_that_was_changed_or_lost(
    drafted: Determination, publish: Publish, statement: str
) -> None:
    found = publish(drafted)
    _without_guards(statement)
    (problem,) = chain.verify()
    assert problem.code == "document"
    assert found.id in problem.text.de


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL keeps no text that is none")
def test_verification_tells_of_a_column_that_holds_no_text(drafted: Determination, publish: Publish) -> None:
    found = publish(drafted)
    _without_guards("UPDATE ledger_document SET matter = CAST(X'FFFE' AS TEXT)")
    problems = chain.verify()
    assert [problem.code for problem in problems] == ["document", "document"]
    assert found.id in problems[0].text.de
    assert r"\xff\xfe" in problems[1].text.de


def test_verification_notices_an_order_that_nobody_published_and_a_missing_guard(drafted: Determination) -> None:
    Document(sha256="0" * 64, matter="03241-2021-9", content=b"x").save(force_insert=True)
    assert [(p.code, "03241-2021-9" in p.text.en) for p in chain.verify()] == [("document", True)]
    guard = order_files.GUARDS[connection.vendor][0]
    on = " ON ledger_document" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard}{on}")
    assert [p.code for p in chain.verify()] == ["guard", "document"]


def test_what_can_not_be_set_is_refused_when_it_is_drafted_and_nothing_is_left(
    people: dict[str, User], season: None
) -> None:
    with pytest.raises(service.Conflict, match="ungewöhnliche Zeichen"):
        service.draft(
            people["officer"], kind="raise", rule="local", area="03241", step="2", effective=date(2021, 12, 1),
            reasons="Weil es 𓀀 ist.",
        )  # fmt: skip
    assert folding.determinations() == ()


def test_an_exercise_is_marked_until_the_authority_confirmed_its_profile_and_the_service_is_real(
    drafted: Determination, settings: Settings, tmp_path: Path
) -> None:
    def order() -> tuple[bool, str | None]:
        made, _ = order_of(drafted, MONDAY)
        return made.exercise, made.authority.person

    settings.EXERCISE = False
    assert order() == (True, None)
    settings.AUTHORITIES = str(tmp_path)
    assert order() == (True, None)
    (tmp_path / "03241.yaml").write_text(PROFILE, encoding="utf-8")
    assert order() == (False, "Erika Mustermann")
    settings.EXERCISE = True
    assert order() == (True, "Erika Mustermann")


@pytest.mark.parametrize(("old", "new"), [('ags: "03241"', 'ags: "03404"'), ("seat: Hannover", "sead: Hannover")])
def test_a_profile_that_can_not_be_used_stops_publication_in_words(
    drafted: Determination, publish: Publish, settings: Settings, tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "03241.yaml").write_text(PROFILE.replace(old, new), encoding="utf-8")
    settings.AUTHORITIES = str(tmp_path)
    with pytest.raises(service.Conflict, match=r"03241\.yaml"):
        publish(drafted)
    assert not Document.objects.exists()
    assert [d.state for d in folding.determinations()] == ["approved"]


def test_a_correction_says_what_it_replaces_and_may_hold_before_the_day_after_it(
    drafted: Determination, publish: Publish, people: dict[str, User], settings: Settings
) -> None:
    first = publish(drafted)
    settings.TODAY = "2021-12-02"
    corrected = service.correct(
        people["officer"], first.id, reasons="Die Begründung fehlte.", at=moment(date(2021, 12, 2))
    )
    second = publish(corrected, at=moment(date(2021, 12, 2), 13))
    order = order_in(second)
    assert order["reasons"] == [f"Ersetzt wird die Anordnung {first.id} vom 29.11.2021.", "Die Begründung fehlte."]
    assert order["holds_from"] is None
    assert second.holds_from == date(2021, 12, 1)
    assert order_in(folding.determination(first.id) or first)["announced_on"] == "2021-11-29"


def test_what_is_published_too_late_says_from_when_it_holds(drafted: Determination, publish: Publish) -> None:
    found = publish(drafted, at=moment(date(2021, 12, 1)))
    assert found.holds_from == date(2021, 12, 2)
    assert order_in(found)["holds_from"] == "2021-12-02"


def test_what_holds_by_law_takes_no_order(drafted: Determination) -> None:
    assert needs_order(drafted)
    by_law = replace(drafted, regulation="de/bundesnotbremse", version="2021-04-23", rule="district", area="09162")
    assert not needs_order(by_law)
    assert pdf(by_law, MONDAY) is None


def test_lifting_a_level_says_what_remains_in_force(
    drafted: Determination, publish: Publish, people: dict[str, User]
) -> None:
    publish(drafted)
    lifting = service.draft(
        people["officer"], kind="lower", rule="local", area="03241", step="2", effective=date(2021, 12, 3),
        reasons="Die Behörde hebt auf.",
    )  # fmt: skip
    order, _ = order_of(lifting, MONDAY)
    assert order.remains == "Warnstufe 1"  # by the regulation itself
