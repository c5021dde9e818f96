"""The bundled season lived through: every morning its files, at noon the findings, and the orders on their real days.

Everything goes the way it goes in service: figures through the gate, orders drafted, approved and published by two
people. Only in an exercise.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.contrib.auth.models import User
from django.db import transaction

from lagezentrum.engine import fast
from lagezentrum.season.layout import FIRST_DAY, LAST_DAY
from lagezentrum.season.reading import read_orders, read_season
from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.nds.layout import AREA
from lagezentrum.sources.orders.order import Order, decisions
from lagezentrum.web.archive import intake, season
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.ledger import law, service
from lagezentrum.web.ledger.payloads import DraftKind
from lagezentrum.web.noting import note_findings
from lagezentrum.web.people.demo import DISTRICT, SignIn, create
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.today import BERLIN

NOTED_AT = time(12)
DRAFTED_AT, APPROVED_AT, PUBLISHED_AT = time(14), time(15), time(16)
"""The hours of the acts of a day; the record of the season gives days only."""

Told = Callable[[int, int], None]
"""Called with the days done and all days."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the demo now holds."""

    people: tuple[SignIn, ...]
    files: int
    released: int
    findings: int
    determinations: int


@transaction.atomic
def load(until: date = LAST_DAY, told: Told | None = None) -> Loaded:
    """Live through the season up to noon of a day, as a whole or not at all. The database is empty before.

    Args:
        until: the last day. What was ordered on it was ordered in the afternoon, so it still waits.
        told: hears how far it is.

    Raises:
        NoExercise: the service is a real one.
    """
    people = create()
    by_name = {user.username: user for user in User.objects.all()}
    files = released = findings = determinations = 0
    deliveries = {day: tuple(those) for day, those in groupby(season.deliveries(until, day_by_day=True), _day)}
    days, eventful = tuple(_days(until)), _eventful_days()
    for number, day in enumerate(days, start=1):
        for delivery in deliveries.get(day, ()):
            receipt = intake.receive(delivery.content, delivery.kind, name=delivery.name, by=None, at=delivery.at)
            files += 1
            if receipt.held:
                _release(receipt.file, by_name["david.sander"], delivery.at)
                released += 1
        if day in eventful:
            findings += len(note_findings(_at(day, NOTED_AT)))
        for order in read_orders():
            if order.decision is not None and order.decided_on == day < until:
                _determine(order, day)
                determinations += 1
        if told is not None:
            told(number, len(days))
    return Loaded(people, files, released, findings, determinations)


def _eventful_days() -> frozenset[date]:
    """The days on which the rule finds something; on the others there is nothing to note, and nothing is computed."""
    regulation = law.on_file()
    replay = fast.replay(
        regulation,
        law.library().calendars,
        read_season(),
        [key for key, area in law.areas(regulation.id).items() if area.until is None],
        LAST_DAY,
        decisions=decisions(read_orders()),
        assume="nothing",
    )
    return frozenset(finding.section_end for finding in replay.findings)


def _determine(order: Order, day: date) -> None:
    """Draft, approve and publish an order as it is on record."""
    officer, approver = _pair(order.area)
    level = order.step.isdigit()
    kinds: dict[str, DraftKind] = {
        "determined": "raise" if level else "3g",
        "lifted": "lower" if level else "lift-3g",
        "refrained": "refrain",
    }
    drafted = service.draft(
        officer,
        kind=kinds[order.kind],
        rule=order.rule,
        area=order.area,
        step=order.step,
        effective=order.effective,
        reasons=f"{order.basis}\n{order.source}",
        at=_at(day, DRAFTED_AT),
    )
    service.approve(approver, drafted.id, at=_at(day, APPROVED_AT))
    service.publish(officer, drafted.id, at=_at(day, PUBLISHED_AT))


def _release(file: SourceFile, by: User, at: datetime) -> None:
    reason = "Übung: Die Zahlen wurden so veröffentlicht und galten. / Exercise: published like this, and they counted."
    intake.release(file, by, reason, at + timedelta(hours=1))


def _pair(area: str) -> tuple[User, User]:
    """Who drafts and who approves in an area: people of the demo, or two who can not sign in."""
    if area == AREA:
        return User.objects.get(username="david.sander"), User.objects.get(username="frieda.lang")
    if area == DISTRICT:
        return User.objects.get(username="anna.kern"), User.objects.get(username="clara.weiss")
    return _person(area, Role.DISTRICT_OFFICER, "sachbearbeitung"), _person(area, Role.APPROVER, "zeichnung")


def _person(area: str, role: Role, office: str) -> User:
    user, new = User.objects.get_or_create(
        username=f"{office}.{area}", defaults={"first_name": office.capitalize(), "last_name": all_areas()[area].title}
    )
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        Grant.objects.create(user=user, role=role, area=area, valid_from=FIRST_DAY)
    return user


def _days(until: date) -> Iterator[date]:
    day = FIRST_DAY
    while day <= until:
        yield day
        day += timedelta(days=1)


def _day(delivery: season.Delivery) -> date:
    return delivery.at.astimezone(BERLIN).date()


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=BERLIN)
