"""Verification asks who did what: two people where two are needed, in order, each by a right that was on record."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.ledger import chain, figures, payloads, service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Payload, Right
from lagezentrum.web.ledger.verify_acts import acts
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.today import BERLIN
from tests.web.ledger.conftest import DISTRICT, MONDAY, moment

pytestmark = pytest.mark.django_db

People = dict[str, User]
LATER = moment(MONDAY, 13)


def right(role: Role = Role.APPROVER, area: str = DISTRICT, **more: object) -> Right:
    parts: dict[str, object] = {"first": date(2021, 1, 1), "last": None, "acting_for": None, "acting_for_id": None}
    return Right(role=role, area=area, **(parts | more))


def add(
    kind: Event.Kind, found: Determination, payload: Payload, actor: User, at: datetime = LATER, area: str = DISTRICT
) -> None:
    """An event past the service, as somebody who can write to the database could add it."""
    chain.lock()
    chain.append(kind, found.id, area, payload.canonical(), actor, at)


def approve(found: Determination, actor: User, by: Right, area: str = DISTRICT, **more: str) -> None:
    """An approval that the service would not let through."""
    parts: dict[str, Any] = {"draft": found.entries[0].hash, "figures": figures.head(), "changed": False, "right": by}
    add(Event.Kind.APPROVED, found, payloads.Approved(**(parts | more)), actor, area=area)


def codes() -> list[str]:
    return [problem.code for problem in acts()]


def test_what_the_service_does_is_in_order(
    people: People, drafted: Determination, publish: Callable[..., Determination]
) -> None:
    publish(drafted)
    assert codes() == []


def test_an_approval_by_who_drafted_is_found(people: People, drafted: Determination) -> None:
    approve(drafted, people["officer"], right())
    assert codes() == ["grant", "second-person"]


def test_an_approval_in_the_place_of_who_drafted_is_found(people: People, drafted: Determination) -> None:
    approve(drafted, people["approver"], right(acting_for="Anna Kern", acting_for_id=people["officer"].pk))
    assert "second-person" in codes()


def test_an_approval_by_a_role_that_does_not_approve_is_found(people: People, drafted: Determination) -> None:
    approve(drafted, people["second"], right(Role.DISTRICT_OFFICER))
    assert codes() == ["right"]


def test_an_approval_for_another_area_or_after_the_grant_is_found(people: People, drafted: Determination) -> None:
    approve(drafted, people["approver"], right(area="03404"))
    assert codes() == ["right"]


def test_an_approval_by_a_right_that_nobody_gave_is_found(people: People, drafted: Determination) -> None:
    approve(drafted, people["second"], right())
    assert codes() == ["grant"]


def test_a_publication_without_approval_is_found(people: People, drafted: Determination) -> None:
    digest = drafted.entries[0].hash
    payload = payloads.Published(draft=digest, approval=digest, published_on=MONDAY, right=right(Role.DISTRICT_OFFICER))
    add(Event.Kind.PUBLISHED, drafted, payload, people["officer"])
    assert codes() == ["order", "rests-on"]


def test_an_approval_of_another_draft_is_found(people: People, drafted: Determination) -> None:
    approve(drafted, people["approver"], right(), draft="a" * 64)
    assert codes() == ["rests-on"]


def test_an_approval_by_a_state_that_the_archive_does_not_know_is_found(people: People, drafted: Determination) -> None:
    approve(drafted, people["approver"], right(), figures="a" * 64)
    assert codes() == ["archive"]


def test_an_approval_that_names_another_area_than_its_draft_is_found(people: People, drafted: Determination) -> None:
    Grant.objects.create(user=people["neighbour"], role=Role.APPROVER, area="03404", valid_from=date(2021, 1, 1))
    approve(drafted, people["neighbour"], right(area="03404"), area="03404")
    assert codes() == ["area"]


@pytest.mark.parametrize(("published_on", "found"), [(MONDAY, []), (date(2021, 11, 26), ["day"])])
def test_a_publication_dated_back_is_found(
    people: People, drafted: Determination, published_on: date, found: list[str]
) -> None:
    approve(drafted, people["approver"], right())
    publication = payloads.Published(
        draft=drafted.entries[0].hash,
        approval=Event.objects.get(kind=Event.Kind.APPROVED).hash,
        published_on=published_on,
        right=right(Role.DISTRICT_OFFICER),
    )
    add(Event.Kind.PUBLISHED, drafted, publication, people["officer"])
    assert codes() == found


def test_a_publication_that_waited_until_after_midnight_keeps_its_day(people: People, drafted: Determination) -> None:
    approve(drafted, people["approver"], right())
    publication = payloads.Published(
        draft=drafted.entries[0].hash,
        approval=Event.objects.get(kind=Event.Kind.APPROVED).hash,
        published_on=MONDAY,
        right=right(Role.DISTRICT_OFFICER),
    )
    just_after = datetime(2021, 11, 30, 0, 4, tzinfo=BERLIN)
    add(Event.Kind.PUBLISHED, drafted, publication, people["officer"], just_after)
    assert codes() == []


def test_a_correction_that_nobody_published_is_found(
    people: People, drafted: Determination, publish: Callable[..., Determination]
) -> None:
    publish(drafted)
    add(Event.Kind.CORRECTED, drafted, payloads.Corrected(by="03241-2021-9"), people["officer"])
    assert codes() == ["correction"]


def test_an_honest_correction_is_in_order(
    people: People, drafted: Determination, publish: Callable[..., Determination]
) -> None:
    publish(drafted)
    publish(service.correct(people["officer"], drafted.id, reasons="Der Name des Ortes war falsch."))
    assert Event.objects.filter(kind=Event.Kind.CORRECTED).count() == 1
    assert codes() == []


@pytest.mark.parametrize(("role", "found"), [(Role.DISTRICT_OFFICER, ["right"]), (Role.APPROVER, [])])
def test_what_is_public_is_withdrawn_by_who_may_approve(
    people: People, drafted: Determination, publish: Callable[..., Determination], role: Role, found: list[str]
) -> None:
    publish(drafted)
    actor = people["approver" if role is Role.APPROVER else "second"]
    add(Event.Kind.WITHDRAWN, drafted, payloads.Withdrawn(reason="Irrtum", right=right(role)), actor)
    assert codes() == found
