"""Deployments that end earlier than ordered: whom a recall takes along, what the ledger says, and the letters."""

from datetime import date, timedelta

import pytest

from lagezentrum.web.pool import service
from lagezentrum.web.pool.early_ends import early_ends
from lagezentrum.web.pool.models import Deployment, Proposal
from tests.web.pool.conftest import (
    HANNOVER,
    HOLZMINDEN,
    MONDAY,
    SECOND_FRIDAY,
    SECOND_MONDAY,
    THURSDAY,
    People,
    moment,
    requests,
)

pytestmark = pytest.mark.django_db
THIRD_MONDAY, LATER = date(2020, 11, 23), date(2020, 11, 27)


@pytest.fixture
def in_service(people: People, approved: Proposal) -> list[Deployment]:
    """Those at Hannover, at work since Monday."""
    service.order(people.staff, approved.key)
    numbers = Deployment.objects.filter(receiver=HANNOVER).order_by("pk").values_list("pk", flat=True)
    return list(service.start(people.office, numbers, on=MONDAY, at=moment(MONDAY)))


def of_fa_01(rows: list[Deployment]) -> Deployment:
    return next(row for row in rows if row.person.lender_id == "FA-01")


def test_a_recall_takes_the_person_back_from_what_is_ordered_elsewhere_afterwards_too(
    people: People, in_service: list[Deployment]
) -> None:
    row = of_fa_01(in_service)
    later = Deployment.objects.create(
        person=row.person, receiver_id=HOLZMINDEN, proposal=row.proposal, skill=row.skill, mode=row.mode,
        first=row.last + timedelta(days=3), last=row.last + timedelta(days=7), state="ordered", salt="0",
    )  # fmt: skip
    recalled = service.recall(people.lender, [row.pk], effective=SECOND_MONDAY, at=moment(MONDAY))
    assert [(one.pk, one.state) for one in recalled] == [(row.pk, "recalled"), (later.pk, "ended")]
    assert early_ends([later]) == {later.pk: (MONDAY, True, False)}


def test_a_recall_takes_no_deployment_along_that_is_over_before(people: People, in_service: list[Deployment]) -> None:
    row = of_fa_01(in_service)
    later = Deployment.objects.create(
        person=row.person, receiver_id=HOLZMINDEN, proposal=row.proposal, skill=row.skill, mode=row.mode,
        first=row.last + timedelta(days=3), last=row.last + timedelta(days=14), state="ordered", salt="0",
    )  # fmt: skip
    service.recall(people.lender, [later.pk], effective=later.first + timedelta(days=7), at=moment(MONDAY))
    row.refresh_from_db()
    assert row.state == "in-service"


def test_what_was_recalled_ends_early_and_the_letter_knows_since_when(
    people: People, in_service: list[Deployment]
) -> None:
    row = of_fa_01(in_service)
    assert early_ends(in_service) == {}
    service.recall(people.lender, [row.pk], effective=SECOND_MONDAY, at=moment(MONDAY))
    assert early_ends(in_service) == {row.pk: (MONDAY, True, True)}
    facts = service.letter_facts(people.lender, row.pk)
    assert (facts.last, facts.early_end) == (SECOND_MONDAY - timedelta(days=1), (MONDAY, True, True))


def test_what_a_newer_distribution_shortened_ends_early_until_it_is_lengthened_again(
    people: People, in_service: list[Deployment]
) -> None:
    order_with_need(people, "47/2020", "13", SECOND_MONDAY)  # two weeks: all go on
    assert early_ends(in_service) == {}
    order_with_need(people, "48/2020", "10", THIRD_MONDAY)  # own staff is enough: all leave
    assert early_ends(in_service) == {row.pk: (THURSDAY, False, True) for row in in_service}
    row = Deployment.objects.get(pk=in_service[0].pk)
    assert row.last == SECOND_FRIDAY
    service.ask_extension(people.staff, [row.pk], LATER)
    service.extend(people.approver, [row.pk])
    assert row.pk not in early_ends([*Deployment.objects.all()])


def order_with_need(people: People, week: str, need: str, first: date) -> None:
    """A distribution of two weeks, ordered, with another need at Hannover."""
    asked = {"empfaenger_ags": "03241", "kw": week, "vzae_bedarf": need, "vzae_eigen": "10", "sprachen": ""}
    service.hand_in(people.staff, requests(asked))
    again = service.propose(people.staff, first=first, weeks=2)
    service.submit(people.staff, again.key)
    service.approve(people.approver, again.key, shown=again.files.get().sha256)
    service.order(people.staff, again.key)
