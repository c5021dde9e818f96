from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from pytest_django import Settings

from lagezentrum.web.people.deputies import BadDeputy, end_deputy, name_deputy
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.permission import Action, may
from lagezentrum.web.people.refusal import NotAllowed

pytestmark = pytest.mark.django_db

AREA = "03241"
TODAY = date(2021, 11, 29)
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.TODAY = TODAY.isoformat()


@pytest.fixture
def approver() -> User:
    user = User.objects.create_user("approver")
    Grant.objects.create(user=user, role=Role.APPROVER, area=AREA, valid_from=date(2021, 1, 1))
    return user


@pytest.fixture
def deputy() -> User:
    return User.objects.create_user("deputy")


def test_a_deputy_may_the_same_in_the_period_and_nothing_outside_it(approver: User, deputy: User) -> None:
    name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    assert may(deputy, Action.APPROVE, AREA)
    assert may(deputy, Action.APPROVE, AREA, NEXT_WEEK)
    assert not may(deputy, Action.APPROVE, AREA, TODAY - timedelta(days=1))
    assert not may(deputy, Action.APPROVE, AREA, NEXT_WEEK + timedelta(days=1))
    assert not may(deputy, Action.APPROVE, "03404")
    assert not may(deputy, Action.DRAFT, AREA)


def test_a_deputy_loses_the_role_with_the_person_represented(approver: User, deputy: User) -> None:
    name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    Grant.objects.filter(user=approver).update(valid_to=TODAY)
    assert may(deputy, Action.APPROVE, AREA, TODAY)
    assert not may(deputy, Action.APPROVE, AREA, TODAY + timedelta(days=1))


def test_a_deputy_loses_the_role_when_the_person_represented_is_no_longer_active(approver: User, deputy: User) -> None:
    name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    User.objects.filter(pk=approver.pk).update(is_active=False)
    assert not may(deputy, Action.APPROVE, AREA)


def test_a_deputy_can_not_pass_it_on(approver: User, deputy: User) -> None:
    name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    with pytest.raises(NotAllowed, match="in their own right"):
        name_deputy(
            deputy, User.objects.create_user("third"), role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK
        )


def test_nobody_gives_a_deputy_more_than_they_have(approver: User, deputy: User) -> None:
    with pytest.raises(NotAllowed):
        name_deputy(approver, deputy, role=Role.DISTRICT_OFFICER, area=AREA, first=TODAY, last=NEXT_WEEK)
    with pytest.raises(NotAllowed):
        name_deputy(approver, deputy, role=Role.APPROVER, area="03404", first=TODAY, last=NEXT_WEEK)
    assert not Grant.objects.filter(user=deputy).exists()


def test_nobody_gives_a_role_for_longer_than_they_have_it(approver: User, deputy: User) -> None:
    Grant.objects.filter(user=approver).update(valid_to=TODAY)
    with pytest.raises(NotAllowed, match="throughout the period"):
        name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)


def test_the_deputy_is_another_active_person(approver: User, deputy: User) -> None:
    with pytest.raises(BadDeputy):
        name_deputy(approver, approver, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    deputy.is_active = False
    with pytest.raises(BadDeputy):
        name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)


@pytest.mark.parametrize(("first", "last"), [(NEXT_WEEK, TODAY), (date(2021, 5, 1), date(2021, 5, 2))])
def test_the_period_is_one_and_not_past(approver: User, deputy: User, first: date, last: date) -> None:
    with pytest.raises(BadDeputy, match="Check the days"):
        name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=first, last=last)


def test_the_person_represented_ends_it(approver: User, deputy: User) -> None:
    grant = name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    end_deputy(approver, grant)
    assert may(deputy, Action.APPROVE, AREA, TODAY)
    assert not may(deputy, Action.APPROVE, AREA, TODAY + timedelta(days=1))


def test_one_that_has_not_begun_is_removed(approver: User, deputy: User) -> None:
    grant = name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=NEXT_WEEK, last=NEXT_WEEK)
    end_deputy(approver, grant)
    assert not Grant.objects.filter(user=deputy).exists()


def test_nobody_else_ends_it(approver: User, deputy: User) -> None:
    grant = name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    with pytest.raises(NotAllowed):
        end_deputy(deputy, grant)


def test_the_database_refuses_a_deputy_without_a_last_day_or_for_oneself(approver: User, deputy: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=deputy, role=Role.APPROVER, area=AREA, valid_from=TODAY, deputy_for=approver)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            user=deputy, role=Role.APPROVER, area=AREA, valid_from=TODAY, valid_to=TODAY, deputy_for=deputy
        )


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATOR])
def test_who_audits_or_operates_stands_in_for_nobody(approver: User, deputy: User, role: Role) -> None:
    Grant.objects.create(user=deputy, role=role, area="03", valid_from=date(2021, 1, 1))
    with pytest.raises(BadDeputy):
        name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    assert not Grant.objects.filter(deputy_for=approver).exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATOR])
def test_who_begins_to_audit_or_operate_can_use_no_other_grant(approver: User, deputy: User, role: Role) -> None:
    name_deputy(approver, deputy, role=Role.APPROVER, area=AREA, first=TODAY, last=NEXT_WEEK)
    Grant.objects.create(user=deputy, role=role, area="03", valid_from=TODAY + timedelta(days=1))
    Grant.objects.create(user=approver, role=role, area="03", valid_from=TODAY + timedelta(days=1))
    assert may(deputy, Action.APPROVE, AREA, TODAY)
    for person in (approver, deputy):
        assert not may(person, Action.APPROVE, AREA, TODAY + timedelta(days=1))
