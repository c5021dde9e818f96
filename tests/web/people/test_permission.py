"""Every role × action × area × time: the expectation is written out here, independently of the table in the code."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction

from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.permission import READING, Action, areas, may, require
from lagezentrum.web.people.refusal import NotAllowed

pytestmark = pytest.mark.django_db

LAND, OWN, OTHER, ELSEWHERE = "03", "03241", "03404", "04011"
FIRST, LAST = date(2021, 11, 1), date(2021, 12, 31)
TIMES = {
    "the day before": FIRST - timedelta(days=1),
    "the first day": FIRST,
    "the last day": LAST,
    "the day after": LAST + timedelta(days=1),
}

_OFFICER = "read-office read-imports draft publish withdraw suspend correct name-deputy"
_APPROVER = "read-office read-imports approve publish withdraw confirm-suspension confirm-notice name-deputy"
_EVERYBODY = "read-imports"
_AUDITOR = "read-office read-ledger read-imports"
_OPERATOR = "read-imports upload administer"

EXPECTED: dict[tuple[str, str], dict[str, str]] = {
    ("district-officer", OWN): {OWN: _OFFICER, OTHER: _EVERYBODY, LAND: _EVERYBODY, ELSEWHERE: _EVERYBODY},
    ("ministry-officer", LAND): {
        LAND: f"{_OFFICER} upload release enter-notice confirm-notice",
        OWN: "read-office read-imports",
        OTHER: "read-office read-imports",
        ELSEWHERE: _EVERYBODY,
    },
    ("approver", OWN): {OWN: _APPROVER, OTHER: _EVERYBODY, LAND: _EVERYBODY, ELSEWHERE: _EVERYBODY},
    ("approver", LAND): {
        LAND: _APPROVER,
        OWN: "read-office read-imports",
        OTHER: "read-office read-imports",
        ELSEWHERE: _EVERYBODY,
    },
    ("staff-unit", LAND): {
        LAND: "read-office read-imports",
        OWN: "read-office read-imports",
        OTHER: "read-office read-imports",
        ELSEWHERE: _EVERYBODY,
    },
    ("lending-authority", LAND): {LAND: "", OWN: "", OTHER: "", ELSEWHERE: ""},
    ("auditor", LAND): dict.fromkeys((LAND, OWN, OTHER, ELSEWHERE), _AUDITOR),
    ("operator", LAND): dict.fromkeys((LAND, OWN, OTHER, ELSEWHERE), _OPERATOR),
}
CASES = [
    (role, granted, area, when)
    for (role, granted), by_area in EXPECTED.items()
    for area, when in product(by_area, TIMES)
]


def person(name: str = "somebody", **more: object) -> User:
    return User.objects.create_user(name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("role", "granted", "area", "when"), CASES)
def test_a_role_allows_exactly_what_the_table_says_for_every_action(
    role: str, granted: str, area: str, when: str
) -> None:
    user = person()
    Grant.objects.create(user=user, role=role, area=granted, valid_from=FIRST, valid_to=LAST)
    in_time = when in ("the first day", "the last day")
    expected = set(EXPECTED[role, granted][area].split()) if in_time else set()
    assert {str(action) for action in Action if may(user, action, area, TIMES[when])} == expected


def test_the_cases_cover_every_role() -> None:
    assert {role for role, _ in EXPECTED} == {str(role) for role in Role}


@pytest.mark.parametrize("action", Action)
def test_nobody_may_anything_without_a_grant_or_without_signing_in(action: Action) -> None:
    assert not may(person(), action, OWN, FIRST)
    assert not may(AnonymousUser(), action, OWN, FIRST)


@pytest.mark.parametrize("action", Action)
def test_a_superuser_without_a_grant_may_nothing(action: Action) -> None:
    assert not may(person(is_superuser=True, is_staff=True), action, OWN, FIRST)


def test_an_inactive_person_may_nothing() -> None:
    user = person(is_active=False)
    Grant.objects.create(user=user, role=Role.DISTRICT_OFFICER, area=OWN, valid_from=FIRST)
    assert not may(user, Action.DRAFT, OWN, FIRST)


def test_an_open_grant_lasts() -> None:
    user = person()
    Grant.objects.create(user=user, role=Role.DISTRICT_OFFICER, area=OWN, valid_from=FIRST)
    assert may(user, Action.DRAFT, OWN, FIRST + timedelta(days=4000))


def test_an_auditor_reads_everywhere_and_changes_nothing_anywhere() -> None:
    user = person()
    Grant.objects.create(user=user, role=Role.AUDITOR, area=LAND, valid_from=FIRST)
    for area in (LAND, OWN, ELSEWHERE):
        assert {action for action in Action if may(user, action, area, FIRST)} == READING


def test_two_grants_add_up() -> None:
    user = person()
    Grant.objects.create(user=user, role=Role.DISTRICT_OFFICER, area=OWN, valid_from=FIRST)
    Grant.objects.create(user=user, role=Role.APPROVER, area=OTHER, valid_from=FIRST)
    assert areas(user, Action.DRAFT, (LAND, OWN, OTHER), FIRST) == (OWN,)
    assert areas(user, Action.PUBLISH, (LAND, OWN, OTHER), FIRST) == (OWN, OTHER)


def test_a_refusal_says_in_both_languages_what_is_not_allowed_where_and_what_to_do() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(person(), Action.APPROVE, OWN, FIRST)
    assert "03241" in refused.value.text.de
    assert "zeichnen" in refused.value.text.de
    assert "Betrieb" in refused.value.text.de
    assert "approve" in refused.value.text.en
    assert "operators" in refused.value.text.en


@pytest.mark.parametrize(
    ("role", "area"), [("district-officer", "03"), ("ministry-officer", "03241"), ("district-officer", "")]
)
def test_the_database_refuses_an_officer_for_an_area_of_the_wrong_kind(role: str, area: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=person(), role=role, area=area, valid_from=FIRST)


def test_the_database_refuses_a_grant_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=person(), role=Role.AUDITOR, area=LAND, valid_from=LAST, valid_to=FIRST)
