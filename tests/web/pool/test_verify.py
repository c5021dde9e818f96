"""`lage ledger verify` checks the pool too: whoever gets past the service is found out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model

from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Payload, Right
from lagezentrum.web.people.models import Role
from lagezentrum.web.pool import payloads, service
from lagezentrum.web.pool.models import (
    Deployment,
    Lender,
    ManualChange,
    Nomination,
    PlanFile,
    Proposal,
    Receiver,
    Request,
    Upload,
)
from tests.web.ledger.guards_down import guards_down
from tests.web.pool.conftest import LAND, MONDAY, THURSDAY, People, moment, nominations

pytestmark = pytest.mark.django_db
Kind = Event.Kind
_guards = import_module("lagezentrum.web.pool.migrations.0002_guards")


def codes() -> list[str]:
    return [problem.code for problem in chain.verify()]


def of_events() -> list[str]:
    """What is wrong with events; a forged one leaves the records as they were, which shows besides."""
    return [problem.code for problem in chain.verify() if problem.number is not None]


def right(role: Role, body: str = "") -> Right:
    first = date(2020, 1, 1)
    return Right(role=role, area=LAND, body=body, first=first, last=None, acting_for=None, acting_for_id=None)


def add(kind: Event.Kind, matter: str, payload: Payload, actor: User | None) -> None:
    """An event that the service would not let through."""
    chain.lock()
    chain.append(kind, matter, LAND, payload.canonical(), actor, moment(THURSDAY, 13))


def approval(proposal: Proposal, **more: object) -> payloads.Approved:
    submission = Event.objects.filter(kind=Kind.POOL_SUBMITTED).last()
    parts: dict[str, object] = {
        "plan": proposal.files.get().sha256,
        "submission": submission.hash if submission else "0" * 64,
        "right": right(Role.POOL_APPROVER),
    }
    return payloads.Approved(**(parts | more))


@contextmanager
def guard_down(table: str) -> Iterator[None]:
    """A table without the triggers that refuse changes, as somebody with full access could make it."""
    statements = [s for s in _guards.STATEMENTS[connection.vendor]() if "CREATE TRIGGER" in s and f"ON {table}" in s]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            name = statement.split()[2]
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
        yield
        for statement in statements:
            cursor.execute(statement)


def test_what_the_service_does_is_in_order(people: People, approved: Proposal) -> None:
    service.order(people.staff, approved.key)
    rows = list(Deployment.objects.values_list("pk", flat=True))
    service.start(people.staff, rows, on=MONDAY, at=moment(MONDAY))
    service.ask_extension(people.staff, rows, date(2020, 11, 27), at=moment(MONDAY))
    service.extend(people.approver, rows, at=moment(MONDAY))
    service.recall(people.staff, rows[:1], effective=date(2020, 11, 20), at=moment(MONDAY))
    service.end(people.staff, rows[1:], on=date(2020, 11, 12), at=moment(date(2020, 11, 12)))
    service.withdraw(people.staff, [Deployment.objects.get(pk=rows[1]).person_id], at=moment(date(2020, 11, 13)))
    assert codes() == []


def test_an_approval_by_who_proposed_is_found(people: People, proposal: Proposal) -> None:
    service.submit(people.staff, proposal.key)
    add(Kind.POOL_APPROVED, proposal.key, approval(proposal), people.staff)
    assert of_events() == ["grant", "second-person"]


def test_an_approval_by_who_stands_in_for_the_proposer_is_found(people: People, proposal: Proposal) -> None:
    service.submit(people.staff, proposal.key)
    by = right(Role.POOL_APPROVER).model_copy(update={"acting_for": "x", "acting_for_id": people.staff.pk})
    add(Kind.POOL_APPROVED, proposal.key, approval(proposal, right=by), people.approver)
    assert "second-person" in codes()


def test_an_approval_of_what_was_not_submitted_or_of_another_plan_is_found(people: People, proposal: Proposal) -> None:
    add(Kind.POOL_APPROVED, proposal.key, approval(proposal, plan="1" * 64), people.approver)
    assert of_events() == ["order", "plan", "submission"]


def test_an_approval_by_a_role_that_does_not_approve_is_found(people: People, proposal: Proposal) -> None:
    service.submit(people.staff, proposal.key)
    add(Kind.POOL_APPROVED, proposal.key, approval(proposal, right=right(Role.STAFF_UNIT)), people.colleague)
    assert of_events() == ["right"]


def test_an_act_for_another_body_than_that_of_the_grant_is_found(people: People, lenders: None) -> None:
    by = right(Role.LENDING_AUTHORITY, "FA-01")
    payload = payloads.Nominations(lender="FA-02", quarters=4, people=("0" * 32,), right=by)
    add(Kind.POOL_NOMINATED, "N-FA-02", payload, people.lender)
    assert of_events() == ["right"]


def test_an_order_without_approval_of_people_nobody_checked_is_found(
    people: People, proposal: Proposal, nominated: tuple[Nomination, ...]
) -> None:
    payload = payloads.Ordered(
        plan=proposal.files.get().sha256,
        shares=(payloads.Share(
            lender="PI-01", receiver="GA03241", people=1, quarters=4, first=MONDAY, last=MONDAY
        ),),
        people=("0" * 32,),
        deployments=("1" * 32,),
        lengthened=(),
        shortened=("2" * 32,),
        cancelled=(),
        right=right(Role.STAFF_UNIT),
    )  # fmt: skip
    add(Kind.POOL_ORDERED, proposal.key, payload, people.staff)
    assert of_events() == ["order", "unchecked", "order", "excluded"]


def test_a_recall_within_the_notice_is_found(people: People, approved: Proposal) -> None:
    service.order(people.staff, approved.key)
    token = Event.objects.filter(kind=Kind.POOL_ORDERED).get()
    tokens = payloads.Ordered.model_validate_json(token.payload).deployments
    for notice, effective in ((7, date(2020, 11, 11)), (0, date(2020, 11, 6))):
        payload = payloads.Recalled(
            lender="FA-01", notice_days=notice, announced_on=THURSDAY, effective=effective, shares=(),
            deployments=tokens[:1], right=right(Role.LENDING_AUTHORITY, "FA-01"),
        )  # fmt: skip
        add(Kind.POOL_RECALLED, "L-FA-01", payload, people.lender)
        tokens = tokens[1:]
    assert of_events() == ["notice", "notice"]


def test_an_extension_that_nobody_else_asked_for_is_found(people: People, approved: Proposal) -> None:
    service.order(people.staff, approved.key)
    rows = list(Deployment.objects.values_list("pk", flat=True))
    service.start(people.staff, rows, on=MONDAY, at=moment(MONDAY))
    ordered = payloads.Ordered.model_validate_json(Event.objects.filter(kind=Kind.POOL_ORDERED).get().payload)
    payload = payloads.Extended(
        asked="0" * 64, last=MONDAY, shares=(), deployments=ordered.deployments, right=right(Role.POOL_APPROVER)
    )
    add(Kind.POOL_EXTENDED, "X-1", payload, people.approver)
    assert of_events() == ["extension"]


def changed_plan(proposal: Proposal) -> None:
    content = bytes(proposal.files.get().content).replace(b"remote", b"rem0te", 1)
    PlanFile.objects.update(content=content)


def removed_plan(proposal: Proposal) -> None:
    PlanFile.objects.all().delete()


@pytest.mark.parametrize("damage", [changed_plan, removed_plan])
def test_a_plan_file_changed_or_removed_before_its_day_is_found(
    proposal: Proposal, damage: Callable[[Proposal], None]
) -> None:
    with guard_down("pool_planfile"):
        damage(proposal)
    assert codes() == ["plan-file"]


def test_missing_guards_are_found(proposal: Proposal) -> None:
    with guard_down("pool_request"):
        assert codes() == ["guard"]


def test_limits_of_an_authority_changed_past_the_service_are_found(people: People, lenders: None) -> None:
    Lender.objects.filter(key="FA-01").update(notice_days=0)
    assert codes() == ["lender"]


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (Nomination, {"consent": "not_required"}),
        (Nomination, {"available_to": date(2021, 6, 30)}),
        (Nomination, {"state": "reported"}),
        (Deployment, {"receiver_id": "GA03101"}),
        (Deployment, {"state": "extended"}),
        (Deployment, {"last": date(2021, 6, 30)}),
        (Receiver, {"latitude": 52.0}),
        (Receiver, {"areas": ["03101", "03102"]}),
        (Proposal, {"state": "submitted"}),
        (ManualChange, {"reason": "outbreak"}),
        (Request, {"seats": 0}),
    ],
)
def test_a_record_changed_past_the_service_is_found(
    people: People, proposal: Proposal, model: type[Model], changed: dict[str, object]
) -> None:
    wanted = service.Wanted(ManualChange.Kind.RESERVE, MONDAY, MONDAY, ManualChange.Reason.CONTINUITY, quarters=1)
    cost = service.cost_of(people.staff, proposal.key, wanted)
    service.change(people.staff, proposal.key, wanted, shown=cost.plan)
    service.submit(people.staff, proposal.key)
    service.approve(people.approver, proposal.key, shown=cost.plan)
    service.order(people.staff, proposal.key)
    assert codes() == []
    row = model._default_manager.order_by("pk")[0]
    with guard_down("pool_request"):
        model._default_manager.filter(pk=row.pk).update(**changed)
    assert codes() == ["pool-record"]


def test_another_file_in_the_place_of_one_that_waits_is_found(people: People, lenders: None) -> None:
    kept = service.upload(people.lender, nominations({"kennung": "K-1"}), lender="FA-01").upload
    assert kept is not None
    assert codes() == []
    other = nominations({"kennung": "K-2"})
    Upload.objects.filter(pk=kept.pk).update(content=other)
    assert codes() == ["pool-record"]
    Upload.objects.filter(pk=kept.pk).update(content=other, sha256=chain.sha256(other))
    assert codes() == ["pool-record"]
    service.discard(people.lender, kept.pk)
    assert codes() == []


def test_an_act_states_the_last_day_that_holds_after_it(people: People, approved: Proposal) -> None:
    row, *_ = service.order(people.staff, approved.key, at=moment(THURSDAY)).ordered
    service.start(people.staff, [row.pk], on=row.first, at=moment(row.first))
    ended = row.first + timedelta(days=1)
    service.end(people.staff, [row.pk], on=ended, at=moment(ended))
    assert codes() == []
    Deployment.objects.filter(pk=row.pk).update(last=row.last)  # as it was ordered
    assert codes() == ["pool-record"]


def test_a_nomination_removed_past_the_deletion_and_a_request_slipped_in_are_found(
    people: People, checked: tuple[Nomination, ...]
) -> None:
    Nomination.objects.filter(pk=checked[0].pk).delete()
    row = Request.objects.order_by("pk")[0]
    row.pk = None
    row.save()
    assert codes() == ["pool-record", "pool-record"]


def test_one_byte_of_any_event_of_the_pool_changed_is_found(people: People, approved: Proposal) -> None:
    service.order(people.staff, approved.key)
    events = list(Event.objects.filter(kind__startswith=Event.POOL))
    assert len({event.kind for event in events}) == 9
    with guards_down():
        for event in events:
            place = len(event.payload) // 2
            other = event.payload[:place] + chr(ord(event.payload[place]) ^ 1) + event.payload[place + 1 :]
            Event.objects.filter(pk=event.pk).update(payload=other)
            assert (event.number, "changed") in {(found.number, found.code) for found in chain.verify()}
            Event.objects.filter(pk=event.pk).update(payload=event.payload)
    assert codes() == []
