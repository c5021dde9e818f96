"""From rows to the types that the pure core takes, and back."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import rfc8785

from lagezentrum.season.autumn import reading as autumn
from lagezentrum.staffing import model
from lagezentrum.staffing.intake.helper_pools import helper_pools
from lagezentrum.staffing.intake.known import Known, Point
from lagezentrum.staffing.intake.nominations import Nominated
from lagezentrum.staffing.model import Consent, Mode, Person, Skill
from lagezentrum.web.pool.models import Lender, Nomination, Receiver, Request
from lagezentrum.web.pool.payloads import new_salt
from lagezentrum.web.pool.recording import keep_until
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


WITH_OFFICES = "de-ni/"
"""Regulations of the Land whose receivers come with the program."""


@cache
def points() -> dict[str, Point]:
    """A point within each district by AGS; records of people hold the district alone."""
    return {district.ags: (district.latitude, district.longitude) for district in autumn.read_districts()}


def set_up_receivers() -> int:
    """Enter the receivers that come with the program, where they are missing; how many were."""
    known = set(Receiver.objects.values_list("key", flat=True))
    missing = [receiver for receiver in autumn.receivers() if receiver.key not in known]
    Receiver.objects.bulk_create(
        Receiver(
            key=found.key,
            name=found.name,
            areas=list(found.areas),
            latitude=found.latitude,
            longitude=found.longitude,
        )
        for found in missing
    )
    return len(missing)


def lender_of(row: Lender) -> model.Lender:
    """A lender as the core takes it."""
    return model.Lender(row.key, row.name, row.department, row.excluded or None, row.max_quarters, row.notice_days)


def record_hash(row: Lender) -> str:
    """SHA-256 over the whole row of a lender."""
    whole = [row.key, row.name, row.department, row.excluded, row.max_quarters, row.notice_days]
    return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()


def requests_hash(rows: Iterable[Request]) -> str:
    """SHA-256 over the rows by which a receiver asked for a week, in any order."""
    whole = [
        [
            row.receiver_id, row.week.isoformat(), row.skill, row.need_fte, row.own_fte, row.tracing, row.cases,
            row.contacts_per_case, row.backlog, row.remote_possible, row.seats, row.accesses, row.max_arrivals,
            row.languages,
        ]
        for row in sorted(rows, key=lambda row: row.skill)
    ]  # fmt: skip
    return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()


def receiver_of(row: Receiver, asked: Request | None = None) -> model.Receiver:
    """A receiver as the core takes it, with the limits it stated last."""
    if asked is None:
        return model.Receiver(row.key, row.name, tuple(row.areas), row.latitude, row.longitude)
    return model.Receiver(
        row.key,
        row.name,
        tuple(row.areas),
        row.latitude,
        row.longitude,
        remote_possible=asked.remote_possible,
        seats=asked.seats,
        accesses=asked.accesses,
        max_arrivals=asked.max_arrivals,
        languages=frozenset(asked.languages.split()),
    )


def person_of(row: Nomination) -> Person:
    """Somebody as plans name them: by alias."""
    latitude, longitude = points()[row.district]
    return Person(
        key=row.alias,
        lender=row.lender_id,
        quarters=row.quarters,
        available_from=row.available_from,
        available_to=row.available_to,
        mode=Mode(row.mode),
        district=row.district,
        latitude=latitude,
        longitude=longitude,
        skill=Skill(row.skill),
        max_km=row.max_km,
        trained_on=row.trained_on,
        languages=frozenset(row.languages.split()),
        consent=Consent(row.consent),
        staff_council_on=row.staff_council_on,
        pool=row.pool,
        team=row.team or None,
    )


def nomination_of(found: Nominated, actor: "User", at: datetime) -> Nomination:
    """A new row, with an alias and a salt of its own."""
    person = found.person
    return Nomination(
        alias=f"{person.lender}/{secrets.token_hex(5)}",
        pseudonym=person.key.removeprefix(f"{person.lender}/"),
        lender_id=person.lender,
        status=found.status.value,
        band=found.band,
        quarters=person.quarters,
        available_from=person.available_from,
        available_to=person.available_to,
        mode=person.mode.value,
        district=person.district,
        max_km=person.max_km,
        skill=person.skill.value,
        trained_on=person.trained_on,
        languages=" ".join(sorted(person.languages)),
        own_device=found.own_device,
        consent=person.consent.value,
        staff_council_on=person.staff_council_on,
        released_by=found.released_by,
        pool=person.pool,
        team="",
        state=Nomination.State.REPORTED,
        salt=new_salt(),
        by=actor,
        at=at,
        delete_on=keep_until(person.available_to),
    )


def team_aliases(nominated: list[Nominated]) -> dict[str, str]:
    """An alias for each team named in a file, so that no word of the lender's gets into plans."""
    teams = sorted({found.person.team for found in nominated if found.person.team})
    return {team: f"{team.split('/')[0]}/t-{secrets.token_hex(5)}" for team in teams}


def known(own: str | None = None) -> Known:
    """What files are held against now; `own` is the one body that they may speak of."""
    taken = Nomination.objects.values_list("lender_id", "pseudonym")
    return Known(
        lenders={row.key: lender_of(row) for row in Lender.objects.all()},
        districts=points(),
        receivers={row.key: receiver_of(row) for row in Receiver.objects.all()},
        taken=frozenset(f"{lender}/{pseudonym}" for lender, pseudonym in taken),
        own=own,
        today=today(),
    )


def pools() -> tuple[model.Pool, ...]:
    """The kinds of helpers with their rules."""
    return tuple(rules.pool(key) for key, rules in helper_pools().items())


def latest_requests(up_to: date | None = None) -> dict[tuple[str, date, str], Request]:
    """The latest request for each receiver, week and kind of work."""
    rows = Request.objects.all() if up_to is None else Request.objects.filter(week__lte=up_to)
    return {(row.receiver_id, row.week, row.skill): row for row in rows.order_by("id")}
