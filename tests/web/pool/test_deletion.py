"""On their day records of people go, and nothing that leads back to them stays; the ledger still verifies."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, models
from pytest_django import Settings

from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.pool import deletion, service
from lagezentrum.web.pool.models import Deployment, ManualChange, Nomination, PlanFile, Proposal, Upload
from lagezentrum.web.pool.service import Deleted, Wanted
from tests.web import databases
from tests.web.pool.conftest import MONDAY, THURSDAY, People, moment, nominations

pytestmark = pytest.mark.django_db
AFTERWARDS = date(2021, 6, 1)

ALLOWED = {
    "pool_nomination": (
        "alias pseudonym lender_id status band quarters available_from available_to mode district max_km skill "
        "trained_on languages own_device consent staff_council_on released_by pool team state salt by_id at delete_on"
    ),
    "pool_deployment": ("id person_id receiver_id proposal_id skill mode first last state asked_last asked_by_id salt"),
    "pool_manualchange": (
        "id proposal_id revision kind person_id other_id receiver_id first last quarters reason cost by_id at"
    ),
    "pool_upload": "id lender_id content sha256 by_id at delete_on salt",
    "pool_planfile": "id proposal_id revision sha256 content objective by_id at delete_on",
    "pool_proposal": "key first last state without_request by_id at",
    "pool_request": (
        "id receiver_id week skill need_fte own_fte tracing cases contacts_per_case backlog remote_possible seats "
        "accesses max_arrivals languages by_id at"
    ),
    "pool_lender": "key name department excluded max_quarters notice_days",
    "pool_receiver": "key name areas latitude longitude",
}


def test_no_column_was_added_that_nobody_judged() -> None:
    """A new column may hold personal data: name the need for it in the records' documentation, then allow it here."""
    found = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields}
        for model in apps.get_app_config("pool").get_models()
    }
    assert found == {table: set(columns.split()) for table, columns in ALLOWED.items()}


def test_free_text_is_for_organisations_alone() -> None:
    """Columns wide enough for a sentence, and what they may hold."""
    wide = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_app_config("pool").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField) or (isinstance(field, models.CharField) and (field.max_length or 0) > 64)
    }
    assert wide == {
        "pool_lender.name", "pool_lender.department", "pool_lender.excluded", "pool_receiver.name",
        "pool_nomination.languages", "pool_request.languages",
    }  # fmt: skip


def in_database(words: list[str]) -> list[str]:
    """Where in any table any of some words stands, whatever the kind of the column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own database
            for row in cursor.fetchall():
                text = " ".join(
                    bytes(part).decode("utf-8", "replace") if isinstance(part, bytes | memoryview) else str(part)
                    for part in row
                )
                found += [f"{table}: {word}" for word in words if word in text]
    return found


def in_files(words: list[str]) -> list[str]:
    """Where in the files of the database (SQLite) any of some words stands."""
    if connection.vendor != "sqlite":
        return []
    files = [Path(databases.name() + ending) for ending in ("", "-wal", "-journal")]
    return [
        f"{file.name}: {word}"
        for file in files
        if file.exists()
        for word in words
        if word.encode() in file.read_bytes()
    ]


@pytest.mark.django_db(transaction=True)
def test_after_the_deletion_no_pseudonym_is_left_anywhere_and_the_ledger_still_verifies(
    people: People, proposal: Proposal, settings: Settings
) -> None:
    person = Nomination.objects.filter(deployments=None)[0].alias
    wanted = Wanted(ManualChange.Kind.FORBID, MONDAY, proposal.last, ManualChange.Reason.ABSENCE, person=person)
    cost = service.cost_of(people.staff, proposal.key, wanted)
    service.change(people.staff, proposal.key, wanted, shown=cost.plan)
    service.submit(people.staff, proposal.key)
    service.approve(people.approver, proposal.key, shown=cost.plan)
    service.order(people.staff, proposal.key)
    rows = [row.pk for row in Deployment.objects.all()]
    service.start(people.staff, rows, on=MONDAY, at=moment(MONDAY))
    service.end(people.staff, rows, on=MONDAY + timedelta(days=3), at=moment(MONDAY + timedelta(days=3)))
    service.upload(people.lender, nominations({"kennung": "UNBESTAETIGT-1"}), lender="FA-01")
    words = ["UNBESTAETIGT-1"]
    for pseudonym, alias, salt in Nomination.objects.values_list("pseudonym", "alias", "salt"):
        words += [pseudonym, alias, alias.split("/")[1], salt]
    assert {line.split(": ")[1] for line in in_database(words)} == set(words)
    assert connection.vendor != "sqlite" or in_files(words)
    assert chain.verify() == []

    at = moment(AFTERWARDS)
    deleted = service.delete_expired(at=at)
    deletion.sweep()
    assert deleted == Deleted(people=6, deployments=len(rows), uploads=1, plans=2)
    assert in_database(words) == []
    assert in_files(words) == []
    assert chain.verify() == []
    assert service.delete_expired(at=at) == Deleted(0, 0, 0, 0)
    assert Event.objects.filter(kind="pool-erased").count() == 1


def test_who_was_never_used_goes_when_the_offer_and_the_period_have_passed(
    people: People, nominated: tuple[Nomination, ...]
) -> None:
    last = nominated[0].available_to
    assert {row.delete_on for row in nominated} == {last + timedelta(days=90)}
    assert service.delete_expired(at=moment(last + timedelta(days=89))).people == 0
    assert service.delete_expired(at=moment(last + timedelta(days=90))).people == 6


def test_the_period_is_a_parameter(people: People, lenders: None, settings: Settings) -> None:
    settings.POOL_KEEP_DAYS = 10
    checked = service.upload(people.lender, nominations({"kennung": "K-1"}), lender="FA-01")
    assert checked.upload is not None
    (row,) = service.confirm(people.lender, checked.upload.pk)
    assert row.delete_on == row.available_to + timedelta(days=10)


def test_a_file_that_nobody_confirms_goes_after_a_week(people: People, lenders: None) -> None:
    service.upload(people.lender, nominations({"kennung": "K-1"}), lender="FA-01")
    assert service.delete_expired(at=moment(THURSDAY + timedelta(days=6))).uploads == 0
    assert service.delete_expired(at=moment(THURSDAY + timedelta(days=7))).uploads == 1
    assert not Upload.objects.exists()


def test_what_was_typed_into_a_session_that_ended_goes(people: People) -> None:
    for age, word in ((-1, "K-ENDED"), (1000, "K-OPEN")):
        session = SessionStore()
        session["kept_input"] = {"given": [("kennung", word)]}
        session.set_expiry(age)
        session.save()
    service.delete_expired()
    (left,) = Session.objects.all()
    assert left.get_decoded()["kept_input"]["given"] == [["kennung", "K-OPEN"]]


def test_who_is_still_promised_to_a_receiver_is_kept(people: People, approved: Proposal) -> None:
    service.order(people.staff, approved.key)
    Nomination.objects.update(delete_on=THURSDAY)
    left = Nomination.objects.exclude(deployments__state="ordered").count()
    assert service.delete_expired().people == left
    assert Deployment.objects.filter(state="ordered").exists()
    assert PlanFile.objects.exists()


def test_the_ledger_names_nobody(people: People, approved: Proposal) -> None:
    service.order(people.staff, approved.key)
    told = " ".join(Event.objects.values_list("payload", flat=True))
    for row in Nomination.objects.all():
        for word in (row.pseudonym, row.alias.split("/")[1], row.salt):
            assert word not in told
