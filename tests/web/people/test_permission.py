"""Every role × action × area × time: the expectation is written out here, independently of the table in the code."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction

from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.permission import READING, TABLE, Action, areas, bodies, may, require
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
_AUDITOR = "read-office read-ledger read-imports read-pool"
_OPERATOR = "read-imports upload administer"
_STAFF_UNIT = (
    "read-office read-imports read-pool read-nominations read-deployments nominate check-nomination set-lender "
    "request-staff propose deploy report-service recall name-deputy"
)
_POOL_APPROVER = "read-pool read-nominations read-deployments approve-proposal name-deputy"
_LENDER = "read-nominations nominate recall"
_RECEIVER = "read-deployments request-staff report-service"

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
        LAND: _STAFF_UNIT,
        OWN: "read-office read-imports",
        OTHER: "read-office read-imports",
        ELSEWHERE: _EVERYBODY,
    },
    ("pool-approver", LAND): {LAND: _POOL_APPROVER, OWN: "", OTHER: "", ELSEWHERE: ""},
    # Who speaks for one body may nothing for an area as a whole; what they may for their body stands below.
    ("lending-authority", LAND): {LAND: "", OWN: "", OTHER: "", ELSEWHERE: ""},
    ("receiving-office", LAND): {LAND: "", OWN: "", OTHER: "", ELSEWHERE: ""},
    ("auditor", LAND): dict.fromkeys((LAND, OWN, OTHER, ELSEWHERE), _AUDITOR),
    ("operator", LAND): dict.fromkeys((LAND, OWN, OTHER, ELSEWHERE), _OPERATOR),
}
BODY, OTHER_BODY = "FA-01", "FA-02"
OF_ONE_BODY = {"lending-authority": _LENDER, "receiving-office": _RECEIVER}
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
    body = BODY if role in OF_ONE_BODY else ""
    Grant.objects.create(user=user, role=role, area=granted, body=body, valid_from=FIRST, valid_to=LAST)
    in_time = when in ("the first day", "the last day")
    expected = set(EXPECTED[role, granted][area].split()) if in_time else set()
    assert {str(action) for action in Action if may(user, action, area, TIMES[when])} == expected


@pytest.mark.parametrize("role", OF_ONE_BODY)
@pytest.mark.parametrize("when", TIMES)
@pytest.mark.parametrize("body", [BODY, OTHER_BODY, ""])
@pytest.mark.parametrize("area", [LAND, OWN, ELSEWHERE])
def test_a_role_of_one_body_allows_what_the_table_says_for_that_body_alone(
    role: str, when: str, body: str, area: str
) -> None:
    user = person()
    Grant.objects.create(user=user, role=role, area=LAND, body=BODY, valid_from=FIRST, valid_to=LAST)
    allowed = when in ("the first day", "the last day") and body == BODY and area == LAND
    expected = set(OF_ONE_BODY[role].split()) if allowed else set()
    assert {str(action) for action in Action if may(user, action, area, TIMES[when], body)} == expected


@pytest.mark.parametrize("role", [role for role, granted in EXPECTED if granted == LAND and role not in OF_ONE_BODY])
def test_a_role_of_the_whole_land_allows_the_same_for_every_body(role: str) -> None:
    user = person()
    Grant.objects.create(user=user, role=role, area=LAND, valid_from=FIRST)
    for action in Action:
        assert may(user, action, LAND, FIRST, BODY) == may(user, action, LAND, FIRST)


def test_a_person_sees_for_which_bodies_they_may_act() -> None:
    user = person()
    Grant.objects.create(user=user, role=Role.LENDING_AUTHORITY, area=LAND, body=BODY, valid_from=FIRST)
    Grant.objects.create(user=user, role=Role.RECEIVING_OFFICE, area=LAND, body=OTHER_BODY, valid_from=FIRST)
    assert bodies(user, Action.NOMINATE, LAND, FIRST) == frozenset({BODY})
    assert bodies(user, Action.REQUEST_STAFF, LAND, FIRST) == frozenset({OTHER_BODY})
    assert bodies(user, Action.PROPOSE, LAND, FIRST) == frozenset()
    Grant.objects.create(user=user, role=Role.STAFF_UNIT, area=LAND, valid_from=FIRST)
    assert bodies(user, Action.NOMINATE, LAND, FIRST) is None


def test_authorities_and_offices_share_no_action_so_equal_keys_can_not_be_mixed_up() -> None:
    assert not TABLE[Role.LENDING_AUTHORITY].keys() & TABLE[Role.RECEIVING_OFFICE].keys()


def test_a_deputy_of_one_body_stands_in_for_that_body_alone() -> None:
    head, deputy = person("head"), person("deputy")
    role = Role.LENDING_AUTHORITY
    Grant.objects.create(user=head, role=role, area=LAND, body=BODY, valid_from=FIRST)
    Grant.objects.create(
        user=deputy, role=role, area=LAND, body=OTHER_BODY, valid_from=FIRST, valid_to=LAST, deputy_for=head
    )
    assert not may(deputy, Action.NOMINATE, LAND, FIRST, OTHER_BODY)
    Grant.objects.create(user=head, role=role, area=LAND, body=OTHER_BODY, valid_from=FIRST)
    assert may(deputy, Action.NOMINATE, LAND, FIRST, OTHER_BODY)


@pytest.mark.parametrize(
    ("role", "area", "body"),
    [
        ("lending-authority", LAND, ""),
        ("receiving-office", LAND, ""),
        ("lending-authority", OWN, BODY),
        ("staff-unit", LAND, BODY),
        ("approver", OWN, BODY),
    ],
)
def test_the_database_refuses_a_grant_that_names_no_body_where_one_is_needed_or_one_where_none_is(
    role: str, area: str, body: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=person(), role=role, area=area, body=body, valid_from=FIRST)


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
