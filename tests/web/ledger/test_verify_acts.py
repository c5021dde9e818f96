"""Verification asks who did what: two people where two are needed, in order, each by a right that was on record."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.contrib.auth.models import User

from lagezentrum.web.ledger import chain, payloads
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Right
from lagezentrum.web.ledger.verify_acts import acts
from lagezentrum.web.people.models import Role
from tests.web.ledger.conftest import DISTRICT, MONDAY, moment

pytestmark = pytest.mark.django_db

People = dict[str, User]
LATER = moment(MONDAY, 13)


def right(role: Role = Role.APPROVER, area: str = DISTRICT, **more: object) -> Right:
    parts: dict[str, object] = {"first": date(2021, 1, 1), "last": None, "acting_for": None, "acting_for_id": None}
    return Right(role=role, area=area, **(parts | more))


def approve(found: Determination, actor: User, by: Right, at: datetime = LATER) -> None:
    """An approval that the service would not let through."""
    payload = payloads.Approved(draft=found.entries[0].hash, figures="", changed=False, right=by)
    chain.lock()
    chain.append(Event.Kind.APPROVED, found.id, found.area, payload.canonical(), actor, at)


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
    chain.lock()
    chain.append(Event.Kind.PUBLISHED, drafted.id, DISTRICT, payload.canonical(), people["officer"], LATER)
    assert codes() == ["order"]
