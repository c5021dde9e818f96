"""A small pool on the Thursday before it began: two authorities that lend, one that is excluded, two offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.staffing.intake.templates import nomination_template, request_template
from lagezentrum.staffing.model import Lender
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.pool import service
from lagezentrum.web.pool.models import Nomination, Proposal
from lagezentrum.web.today import BERLIN

THURSDAY = date(2020, 11, 5)
MONDAY = date(2020, 11, 9)
SECOND_MONDAY = date(2020, 11, 16)
SECOND_FRIDAY = date(2020, 11, 20)
HANNOVER, HOLZMINDEN = "GA03241", "GA03255"
LAND = "03"


def moment(day: date, hour: int = 12) -> datetime:
    """A moment in Germany."""
    return datetime.combine(day, time(hour), tzinfo=BERLIN)


def _file(template: str, rows: Sequence[dict[str, str]]) -> bytes:
    header, example = template.lstrip("\ufeff").strip().split("\r\n")
    names = header.split(";")
    given = dict(zip(names, example.split(";"), strict=True))
    lines = [";".join((given | row)[name] for name in names) for row in rows]
    return "\r\n".join([header, *lines]).encode()


def nominations(*rows: dict[str, str]) -> bytes:
    """A nomination file: the template's example with other values, a row for each."""
    return _file(nomination_template(), [{"dienststelle_id": "FA-01", "vzae": "1"} | row for row in rows])


def requests(*rows: dict[str, str]) -> bytes:
    """A file of requests."""
    return _file(request_template(), rows)


@dataclass(frozen=True)
class People:
    """Who acts in the pool."""

    staff: User
    colleague: User
    approver: User
    lender: User
    other_lender: User
    office: User
    other_office: User
    auditor: User


@pytest.fixture(autouse=True)
def on_5_november(settings: Settings) -> None:
    settings.TODAY = THURSDAY.isoformat()


@pytest.fixture
def people(db: None) -> People:
    def person(name: str, role: Role, body: str = "") -> User:
        user = User.objects.create_user(name)
        Grant.objects.create(user=user, role=role, area=LAND, body=body, valid_from=date(2020, 1, 1))
        return user

    return People(
        staff=person("stab.eins", Role.STAFF_UNIT),
        colleague=person("stab.zwei", Role.STAFF_UNIT),
        approver=person("leitung", Role.POOL_APPROVER),
        lender=person("finanzamt.eins", Role.LENDING_AUTHORITY, "FA-01"),
        other_lender=person("finanzamt.zwei", Role.LENDING_AUTHORITY, "FA-02"),
        office=person("amt.hannover", Role.RECEIVING_OFFICE, HANNOVER),
        other_office=person("amt.holzminden", Role.RECEIVING_OFFICE, HOLZMINDEN),
        auditor=person("revision", Role.AUDITOR),
    )


@pytest.fixture
def lenders(people: People) -> None:
    service.set_up_receivers()
    service.set_lender(people.staff, Lender("FA-01", "Finanzamt Eins", "Finanzen", notice_days=7))
    service.set_lender(people.staff, Lender("FA-02", "Finanzamt Zwei", "Finanzen", max_quarters=4, notice_days=3))
    service.set_lender(people.staff, Lender("PI-01", "Inspektion", "Inneres", excluded="Polizei", notice_days=0))


@pytest.fixture
def nominated(people: People, lenders: None) -> tuple[Nomination, ...]:
    """Four people of FA-01 and two of FA-02, reported."""
    own = nominations(*({"kennung": f"KRAFT-{number}"} for number in range(1, 5)))
    others = nominations(*({"kennung": f"ZWEITE-{number}", "dienststelle_id": "FA-02"} for number in range(1, 3)))
    found: list[Nomination] = []
    for user, lender, content in ((people.lender, "FA-01", own), (people.other_lender, "FA-02", others)):
        upload = service.upload(user, content, lender=lender).upload
        assert upload is not None
        found += service.confirm(user, upload.pk)
    return tuple(found)


@pytest.fixture
def checked(people: People, nominated: tuple[Nomination, ...]) -> tuple[Nomination, ...]:
    """The same, found in order; and what both offices ask for."""
    week = {"kw": "46/2020", "vzae_eigen": "10", "sprachen": ""}
    service.hand_in(
        people.staff,
        requests(
            {"empfaenger_ags": "03241", "vzae_bedarf": "13", **week},
            {"empfaenger_ags": "03255", "vzae_bedarf": "12", **week},
        ),
    )
    return service.check(people.staff, [row.alias for row in nominated])


@pytest.fixture
def proposal(people: People, checked: tuple[Nomination, ...]) -> Proposal:
    """Two weeks from 9 November, as computed."""
    return service.propose(people.staff, first=MONDAY, weeks=2)


@pytest.fixture
def approved(people: People, proposal: Proposal) -> Proposal:
    """The same, submitted by one person and approved by another."""
    service.submit(people.staff, proposal.key)
    return service.approve(people.approver, proposal.key, shown=proposal.files.get().sha256)
