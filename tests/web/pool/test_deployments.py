"""Deployments: ordered, in service, extended by two people, recalled within the notice, ended."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from lagezentrum.web.ledger import chain
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.pool import counts, scope, service, verify
from lagezentrum.web.pool.acts.proposing import read_plan
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal
from lagezentrum.web.pool.service import NotFitting, Unknown, WrongState
from tests.web.pool.conftest import HANNOVER, LAND, MONDAY, SECOND_FRIDAY, SECOND_MONDAY, People, moment

pytestmark = pytest.mark.django_db
LATER = date(2020, 11, 27)


@pytest.fixture
def ordered(people: People, approved: Proposal) -> list[Deployment]:
    """Those at Hannover, ordered."""
    service.order(people.staff, approved.key)
    return list(Deployment.objects.filter(receiver=HANNOVER).order_by("pk"))


@pytest.fixture
def in_service(people: People, ordered: list[Deployment]) -> list[Deployment]:
    """The same, at work since Monday."""
    return list(service.start(people.office, [row.pk for row in ordered], on=MONDAY, at=moment(MONDAY)))


def test_only_what_was_approved_is_ordered_once(people: People, proposal: Proposal) -> None:
    with pytest.raises(WrongState):
        service.order(people.staff, proposal.key)
    service.submit(people.staff, proposal.key)
    service.approve(people.approver, proposal.key, shown=proposal.files.get().sha256)
    with pytest.raises(NotAllowed):
        service.order(people.approver, proposal.key)
    found = service.order(people.staff, proposal.key)
    assert len(found.ordered) == Deployment.objects.filter(state="ordered").count() > 0
    assert found.left_out == ()
    with pytest.raises(WrongState):
        service.order(people.staff, proposal.key)


def test_who_was_withdrawn_or_whose_authority_was_excluded_meanwhile_is_left_out_with_the_reason(
    people: People, approved: Proposal
) -> None:
    row = Deployment.objects.filter(person__lender="FA-02").first()
    assert row is not None
    service.exclude(people.staff, "FA-02", "Wahlen")
    gone = Deployment.objects.filter(person__lender="FA-01")[0].person_id
    service.withdraw(people.lender, [gone])
    found = service.order(people.staff, approved.key)
    assert {left.person.lender_id for left, _ in found.left_out} == {"FA-02"}
    assert gone not in {row.person_id for row in found.ordered}


def test_an_office_reports_the_beginning_for_itself_alone(people: People, ordered: list[Deployment]) -> None:
    at = moment(MONDAY)
    with pytest.raises(Unknown):
        service.start(people.other_office, [ordered[0].pk], on=MONDAY, at=at)
    for day in (MONDAY - timedelta(days=3), MONDAY + timedelta(days=1)):  # before it, and before it has come
        with pytest.raises(NotFitting):
            service.start(people.office, [ordered[0].pk], on=day, at=at)
    with pytest.raises(NotAllowed):
        service.start(people.lender, [row.pk for row in ordered if row.person.lender_id == "FA-01"], on=MONDAY, at=at)
    (row,) = service.start(people.office, [ordered[0].pk], on=MONDAY, at=at)
    assert row.state == "in-service"
    with pytest.raises(WrongState):
        service.start(people.office, [row.pk], on=MONDAY, at=at)


def test_lender_and_office_see_theirs_and_no_other(people: People, ordered: list[Deployment]) -> None:
    assert {row.receiver_id for row in scope.deployments(people.office)} == {HANNOVER}
    assert {row.person.lender_id for row in scope.deployments(people.lender)} == {"FA-01"}
    assert scope.deployments(people.staff).count() == Deployment.objects.count()
    assert not scope.deployments(people.auditor).exists()


def test_an_extension_holds_once_a_second_person_agrees(people: People, in_service: list[Deployment]) -> None:
    numbers = [row.pk for row in in_service]
    with pytest.raises(WrongState):
        service.extend(people.approver, numbers)
    service.ask_extension(people.staff, numbers, LATER)
    assert Deployment.objects.get(pk=numbers[0]).last == SECOND_FRIDAY
    Grant.objects.create(user=people.staff, role=Role.POOL_APPROVER, area=LAND, valid_from=date(2020, 1, 1))
    with pytest.raises(NotAllowed):
        service.extend(people.staff, numbers)
    service.extend(people.approver, numbers)
    row = Deployment.objects.get(pk=numbers[0])
    assert (row.last, row.state, row.asked_last) == (LATER, "extended", None)


@pytest.mark.parametrize("last", [SECOND_FRIDAY, date(2021, 3, 1)])
def test_an_extension_goes_beyond_the_end_and_not_beyond_the_offer(
    people: People, in_service: list[Deployment], last: date
) -> None:
    with pytest.raises(NotFitting):
        service.ask_extension(people.staff, [in_service[0].pk], last)


def test_a_lender_recalls_its_own_after_its_notice_and_no_sooner(people: People, in_service: list[Deployment]) -> None:
    row = next(row for row in in_service if row.person.lender_id == "FA-01")
    at = moment(date(2020, 11, 10))
    with pytest.raises(NotFitting):
        service.recall(people.lender, [row.pk], effective=date(2020, 11, 16), at=at)
    with pytest.raises(NotFitting):  # announced earlier than said does not help
        service.recall(people.lender, [row.pk], effective=date(2020, 11, 16), announced_on=date(2020, 11, 1), at=at)
    with pytest.raises(Unknown):
        service.recall(people.other_lender, [row.pk], effective=date(2020, 11, 17), at=at)
    (recalled,) = service.recall(people.lender, [row.pk], effective=date(2020, 11, 17), at=at)
    assert (recalled.state, recalled.last) == ("recalled", date(2020, 11, 16))


def test_who_was_recalled_is_not_planned_for_afterwards(people: People, in_service: list[Deployment]) -> None:
    row = next(row for row in in_service if row.person.lender_id == "FA-01")
    service.recall(people.lender, [row.pk], effective=date(2020, 11, 13), at=moment(date(2020, 11, 5)))
    again = service.propose(people.staff, first=SECOND_MONDAY, weeks=1)
    content = bytes(again.files.get().content).decode()
    service.submit(people.staff, again.key)
    service.approve(people.approver, again.key, shown=again.files.get().sha256)
    assert row.person_id in content
    assert not Deployment.objects.filter(proposal=again, person=row.person_id).exists()


def planned(proposal: Proposal) -> set[str]:
    """The aliases of everybody whom a proposal sends anywhere."""
    _, plan = read_plan(proposal.files.get())
    return {row.person for row in plan.assignments}


def test_a_recall_stands_when_the_end_is_reported_and_for_plans_approved_before_it(
    people: People, in_service: list[Deployment]
) -> None:
    row = next(row for row in in_service if row.person.lender_id == "FA-01")
    later = approve_anew(people)
    assert row.person_id in planned(later)
    service.recall(people.lender, [row.pk], effective=SECOND_MONDAY, at=moment(MONDAY))
    left_out = {left.person_id: reason.de for left, reason in service.order(people.staff, later.key).left_out}
    assert left_out == {row.person_id: "Die Dienststelle hat die Kraft zurückgerufen."}
    with pytest.raises(WrongState, match="schon zurückgerufen"):
        service.withdraw(people.lender, [row.person_id])
    friday = SECOND_MONDAY - timedelta(days=3)
    service.end(people.office, [row.pk], on=friday, at=moment(friday))
    again = service.propose(people.staff, first=SECOND_MONDAY, weeks=1)
    assert row.person_id not in planned(again)
    assert planned(again)
    assert list(verify.problems()) == []


def test_who_is_recalled_before_the_first_day_never_begins(people: People, ordered: list[Deployment]) -> None:
    row = Deployment.objects.filter(person__lender="FA-02")[0]
    (recalled,) = service.recall(people.other_lender, [row.pk], effective=MONDAY)
    assert recalled.state == "ended"
    assert row.person_id not in planned(service.propose(people.staff, first=MONDAY, weeks=2))
    assert list(verify.problems()) == []


def test_people_of_an_authority_excluded_meanwhile_are_not_extended(
    people: People, in_service: list[Deployment]
) -> None:
    numbers = [row.pk for row in in_service if row.person.lender_id == "FA-01"]
    service.ask_extension(people.staff, numbers, LATER)
    service.exclude(people.staff, "FA-01", "Wahlen")
    with pytest.raises(NotFitting, match="Wahlen"):
        service.extend(people.approver, numbers)
    with pytest.raises(NotFitting, match="Wahlen"):
        service.ask_extension(people.staff, numbers, LATER)


def test_an_extension_keeps_the_lender_s_limit_and_the_ceiling(
    people: People, in_service: list[Deployment], settings: Settings
) -> None:
    numbers = [row.pk for row in in_service if row.person.lender_id == "FA-01"]
    service.set_limits(people.staff, "FA-01", max_quarters=4 * len(numbers) - 1, notice_days=7)
    with pytest.raises(NotFitting, match=r"Am 21\.11\.2020 wären von FA-01"):
        service.ask_extension(people.staff, numbers, LATER)
    service.ask_extension(people.staff, numbers[1:], LATER)  # one leaves, and there is room
    settings.POOL_CEILING = len(numbers) - 2
    with pytest.raises(NotFitting, match="mehr als die Obergrenze"):
        service.extend(people.approver, numbers[1:])
    settings.POOL_CEILING = len(numbers) - 1
    assert len(service.extend(people.approver, numbers[1:])) == len(numbers) - 1


def approve_anew(people: People, first: date = SECOND_MONDAY, weeks: int = 2) -> Proposal:
    """Another distribution, approved."""
    again = service.propose(people.staff, first=first, weeks=weeks)
    service.submit(people.staff, again.key)
    return service.approve(people.approver, again.key, shown=again.files.get().sha256)


def order_anew(people: People, weeks: int = 2) -> Proposal:
    """A distribution from the second week on, ordered."""
    again = approve_anew(people, weeks=weeks)
    service.order(people.staff, again.key)
    return again


def test_an_approved_plan_that_a_newer_one_took_the_place_of_can_not_be_ordered(
    people: People, approved: Proposal
) -> None:
    service.order(people.staff, approve_anew(people, MONDAY).key)
    states = set(Deployment.objects.values_list("state", flat=True))
    with pytest.raises(WrongState):
        service.order(people.staff, approved.key)
    assert set(Deployment.objects.values_list("state", flat=True)) == states == {"ordered"}
    assert chain.verify() == []


def test_ordering_earlier_weeks_leaves_later_ones_alone(people: People, checked: tuple[Nomination, ...]) -> None:
    first = approve_anew(people, MONDAY, weeks=1)
    second = approve_anew(people)
    service.order(people.staff, second.key)
    service.order(people.staff, first.key)
    assert {row.state for row in Deployment.objects.filter(proposal=second)} == {"ordered"}
    assert chain.verify() == []


def test_an_extension_is_not_agreed_to_once_the_person_is_ordered_elsewhere(
    people: People, in_service: list[Deployment]
) -> None:
    row = in_service[0]
    service.ask_extension(people.staff, [row.pk], LATER)
    Deployment.objects.create(
        person=row.person, receiver_id="GA03255", proposal=row.proposal, skill=row.skill, mode=row.mode,
        first=row.last + timedelta(days=3), last=LATER, state="ordered", salt="0",
    )  # fmt: skip
    with pytest.raises(WrongState):
        service.extend(people.approver, [row.pk])
    row.refresh_from_db()
    assert row.last == SECOND_FRIDAY


def test_who_goes_on_at_the_same_receiver_has_the_deployment_lengthened(
    people: People, in_service: list[Deployment]
) -> None:
    again = order_anew(people)
    for row in in_service:
        row.refresh_from_db()
        assert (row.state, row.last) == ("extended", LATER)
    assert not Deployment.objects.filter(proposal=again).exists()
    assert chain.verify() == []


def test_a_shorter_plan_does_not_shorten_what_was_ordered_beyond_it(
    people: People, in_service: list[Deployment]
) -> None:
    order_anew(people)
    order_anew(people, weeks=1)
    assert {row.last for row in Deployment.objects.all()} == {LATER}


def test_the_end_is_reported_and_starts_the_period_of_deletion(people: People, in_service: list[Deployment]) -> None:
    row = in_service[0]
    thursday = date(2020, 11, 12)
    with pytest.raises(NotFitting):
        service.end(people.office, [row.pk], on=LATER, at=moment(LATER))
    with pytest.raises(NotFitting):  # what has not come can not be reported
        service.end(people.office, [row.pk], on=thursday, at=moment(MONDAY))
    (ended,) = service.end(people.office, [row.pk], on=thursday, at=moment(thursday))
    assert (ended.state, ended.last) == ("ended", date(2020, 11, 12))
    with pytest.raises(WrongState):
        service.end(people.office, [row.pk])
    service.withdraw(people.staff, [row.person_id])
    row.person.refresh_from_db()
    assert row.person.delete_on == date(2020, 11, 12) + timedelta(days=90)


def test_who_is_under_way_is_recalled_and_not_withdrawn(people: People, in_service: list[Deployment]) -> None:
    with pytest.raises(WrongState):
        service.withdraw(people.staff, [in_service[0].person_id])


def test_the_use_of_the_ceiling_counts_people_once(people: People, in_service: list[Deployment]) -> None:
    assert counts.ceiling_use(MONDAY) == (5, 1400)
    assert counts.public_by_receiver(MONDAY) == {HANNOVER: None, "GA03255": None}


def test_a_letter_states_the_pseudonym_and_the_name_is_stored_nowhere(people: People, approved: Proposal) -> None:
    row = Deployment.objects.filter(person__lender="FA-01")[0]
    with pytest.raises(WrongState):
        service.letter_facts(people.lender, row.pk)
    service.order(people.staff, approved.key)
    facts = service.letter_facts(people.lender, row.pk)
    assert (facts.pseudonym, facts.lender_name, facts.receiver) == (
        row.person.pseudonym, "Finanzamt Eins", row.receiver_id,
    )  # fmt: skip
    with pytest.raises(Unknown):
        service.letter_facts(people.other_lender, row.pk)
    with pytest.raises((NotAllowed, Unknown)):
        service.letter_facts(people.office, row.pk)
