"""Proposal → change by hand at a shown cost → second person."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lagezentrum.staffing import plan_file
from lagezentrum.staffing.model import Plan
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.pool import scope, service
from lagezentrum.web.pool.models import Deployment, ManualChange, Nomination, PlanFile, Proposal, Request
from lagezentrum.web.pool.service import NotFitting, ShownAnother, Unknown, Wanted, WrongState
from tests.web.pool.conftest import HANNOVER, HOLZMINDEN, LAND, MONDAY, SECOND_FRIDAY, SECOND_MONDAY, THURSDAY, People

pytestmark = pytest.mark.django_db
Kind, Reason = ManualChange.Kind, ManualChange.Reason


def plan_of(proposal: Proposal) -> Plan:
    return plan_file.read(bytes(proposal.files.order_by("-revision")[0].content))[1]


def someone(proposal: Proposal, receiver: str) -> str:
    return next(row.person for row in plan_of(proposal).assignments if row.receiver == receiver)


def pin(proposal: Proposal) -> Wanted:
    person = someone(proposal, HANNOVER)
    return Wanted(Kind.PIN, MONDAY, SECOND_MONDAY, Reason.LANGUAGE, person=person, receiver=HOLZMINDEN)


def test_a_proposal_covers_what_was_asked_with_whom_was_checked_within_the_limits(proposal: Proposal) -> None:
    instance, plan = plan_file.read(bytes(proposal.files.get().content))
    first = [row for row in plan.assignments if row.week == MONDAY]
    assert {row.receiver for row in first} == {HANNOVER, HOLZMINDEN}
    assert len(first) == 5  # five posts are lacking; FA-02 lends one of its two people
    assert sum(row.person.startswith("FA-02/") for row in first) <= 1
    assert [need.fte for need in instance.needs if need.week == SECOND_MONDAY] == [3.0, 2.0]
    assert "GA03101" in proposal.without_request
    assert HANNOVER not in proposal.without_request


def test_a_plan_file_holds_no_pseudonym_and_no_name_of_a_team(proposal: Proposal) -> None:
    text = bytes(proposal.files.get().content).decode()
    pseudonyms = list(Nomination.objects.values_list("pseudonym", flat=True))
    assert len(pseudonyms) == 6
    assert not any(word in text for word in pseudonyms)


def test_the_cost_of_a_change_is_shown_and_then_exactly_that_change_is_taken(
    people: People, proposal: Proposal
) -> None:
    cost = service.cost_of(people.staff, proposal.key, pin(proposal))
    assert cost.difference >= 0
    assert cost.moved > 0
    assert PlanFile.objects.count() == 1
    service.change(people.staff, proposal.key, pin(proposal), shown=cost.plan)
    made = ManualChange.objects.get()
    assert (made.revision, made.reason, made.cost) == (1, "language", cost.difference)
    assert proposal.files.order_by("-revision")[0].sha256 == cost.plan
    assert made.person_id in {row.person for row in plan_of(proposal).assignments if row.receiver == HOLZMINDEN}


def test_another_plan_than_was_shown_is_not_taken(people: People, proposal: Proposal) -> None:
    with pytest.raises(ShownAnother):
        service.change(people.staff, proposal.key, pin(proposal), shown="0" * 64)
    assert not ManualChange.objects.exists()


def test_two_people_swap_their_places(people: People, proposal: Proposal) -> None:
    here, there = someone(proposal, HANNOVER), someone(proposal, HOLZMINDEN)
    wanted = Wanted(Kind.SWAP, MONDAY, SECOND_MONDAY, Reason.CONTINUITY, person=here, other=there)
    cost = service.cost_of(people.staff, proposal.key, wanted)
    service.change(people.staff, proposal.key, wanted, shown=cost.plan)
    places = {row.person: row.receiver for row in plan_of(proposal).assignments if row.week == MONDAY}
    assert (places[here], places[there]) == (HOLZMINDEN, HANNOVER)


def test_wishes_that_exclude_one_another_are_refused_in_words_and_nothing_changes(
    people: People, proposal: Proposal
) -> None:
    wanted = pin(proposal)
    cost = service.cost_of(people.staff, proposal.key, wanted)
    service.change(people.staff, proposal.key, wanted, shown=cost.plan)
    with pytest.raises(NotFitting) as refused:
        service.cost_of(people.staff, proposal.key, replace(wanted, kind=Kind.FORBID))
    assert refused.value.text.de
    assert refused.value.text.en
    assert PlanFile.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"receiver": None}, NotFitting),
        ({"first": date(2020, 11, 10)}, NotFitting),
        ({"last": date(2020, 12, 28)}, NotFitting),
        ({"person": "FA-01/nobody"}, Unknown),
        ({"receiver": "GA99999"}, Unknown),
        ({"kind": Kind.RESERVE, "quarters": -1}, NotFitting),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    people: People, proposal: Proposal, change: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        service.cost_of(people.staff, proposal.key, replace(pin(proposal), **change))  # type: ignore[arg-type]


def test_who_proposed_changed_or_submitted_does_not_approve_nor_does_their_deputy(
    people: People, proposal: Proposal
) -> None:
    for user in (people.staff, people.colleague):
        Grant.objects.create(user=user, role=Role.POOL_APPROVER, area=LAND, valid_from=date(2020, 1, 1))
    deputy = people.auditor
    Grant.objects.filter(user=deputy).delete()
    for first in (people.staff, people.colleague):  # in the place of both, who both had a hand in it
        Grant.objects.create(
            user=deputy, role=Role.POOL_APPROVER, area=LAND, valid_from=THURSDAY, valid_to=THURSDAY, deputy_for=first
        )
    service.submit(people.colleague, proposal.key)
    shown = proposal.files.get().sha256
    for user in (people.staff, people.colleague, deputy):
        with pytest.raises(NotAllowed):
            service.approve(user, proposal.key, shown=shown)
    Grant.objects.create(
        user=deputy, role=Role.POOL_APPROVER, area=LAND, valid_from=THURSDAY, valid_to=THURSDAY,
        deputy_for=people.approver,
    )  # fmt: skip
    assert service.approve(deputy, proposal.key, shown=shown).state == "approved"
    assert chain.verify() == []


def test_only_the_plan_that_was_shown_is_approved_and_only_once_submitted(people: People, proposal: Proposal) -> None:
    shown = proposal.files.get().sha256
    with pytest.raises(WrongState):
        service.approve(people.approver, proposal.key, shown=shown)
    service.submit(people.staff, proposal.key)
    with pytest.raises(ShownAnother):
        service.approve(people.approver, proposal.key, shown="0" * 64)
    with pytest.raises(WrongState):
        service.cost_of(people.staff, proposal.key, pin(proposal))
    service.send_back(people.approver, proposal.key)
    assert service.cost_of(people.staff, proposal.key, pin(proposal)).plan


def test_approval_turns_the_plan_into_deployments_without_gaps(people: People, approved: Proposal) -> None:
    rows = list(Deployment.objects.all())
    weeks = {(row.person, row.week) for row in plan_of(approved).assignments}
    assert sum(1 + (row.last - row.first).days // 7 for row in rows) == len(weeks)
    assert {row.state for row in rows} == {"approved"}
    assert all(row.first.weekday() == 0 and row.last.weekday() == 4 for row in rows)
    assert max(row.last for row in rows) == SECOND_FRIDAY


def test_a_new_proposal_replaces_an_open_one(people: People, proposal: Proposal) -> None:
    again = service.propose(people.colleague, first=MONDAY, weeks=2)
    assert (again.key, proposal.key) == ("P-2020-W46-2", "P-2020-W46-1")
    proposal.refresh_from_db()
    assert proposal.state == "replaced"
    assert again.files.get().sha256 == proposal.files.get().sha256  # nothing has changed, so the plan has not


@pytest.mark.parametrize(("first", "weeks"), [(date(2020, 11, 10), 2), (MONDAY, 0), (MONDAY, 27)])
def test_plans_begin_on_a_monday_and_cover_some_weeks(people: People, first: date, weeks: int) -> None:
    with pytest.raises(NotFitting):
        service.propose(people.staff, first=first, weeks=weeks)


def test_without_anybody_checked_there_is_nothing_to_distribute(
    people: People, nominated: tuple[Nomination, ...]
) -> None:
    with pytest.raises(NotFitting):
        service.propose(people.staff, first=MONDAY, weeks=2)


def test_plan_files_are_for_those_who_may_see_all_people_in_them(people: People, proposal: Proposal) -> None:
    assert scope.plan_file(people.approver, proposal) == bytes(proposal.files.get().content)
    for user in (people.lender, people.office, people.auditor):
        assert scope.plan_file(user, proposal) is None
    assert list(scope.proposals(people.auditor)) == [proposal]
    assert not scope.proposals(people.lender).exists()


@pytest.mark.parametrize("model", [Request, PlanFile])
def test_the_database_refuses_to_change_requests_and_plan_files(
    proposal: Proposal, model: type[Request | PlanFile]
) -> None:
    row = model.objects.first()
    assert row is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    if model is Request:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()


def test_every_act_stands_in_the_ledger_with_who_did_it(people: People, approved: Proposal) -> None:
    kinds = list(Event.objects.filter(matter=approved.key).order_by("number").values_list("kind", "actor__username"))
    assert kinds == [
        ("pool-proposed", "stab.eins"),
        ("pool-submitted", "stab.eins"),
        ("pool-approved", "leitung"),
    ]
