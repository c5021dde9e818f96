"""What every act of the pool needs: the Land, the moment, the right, the entry in the ledger."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from lagezentrum.web import today
from lagezentrum.web.ledger import chain, law
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Payload, Right
from lagezentrum.web.ledger.rights import right_of
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.pool.models import Deployment, Nomination, Upload
from lagezentrum.web.pool.payloads import Share, token

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from lagezentrum.web.people.models import Grant


def land() -> str:
    """Key of the Land whose pool this is; permissions of the pool are asked for it."""
    return next(iter(law.areas(settings.REGULATION)))


def moment(at: datetime | None) -> datetime:
    """The moment of an act."""
    return at or today.now()


def day(at: datetime) -> date:
    """Its day in Germany."""
    return at.astimezone(today.BERLIN).date()


def keep_until(last: date) -> date:
    """When records of people are deleted whose last day is `last`."""
    return last + timedelta(days=settings.POOL_KEEP_DAYS)


def grants(actor: "User", action: Action, at: datetime, body: str = "") -> "tuple[Grant, ...]":
    """The grants by which somebody acts.

    Raises:
        NotAllowed: there are none.
    """
    return require(actor, action, land(), day(at), body)


def right(found: "tuple[Grant, ...]", first: int | None = None) -> Right:
    """The right as it goes into the ledger."""
    return right_of(found, first)


def record(kind: Event.Kind, matter: str, payload: Payload, actor: "User | None", at: datetime) -> Event:
    """Add an event; the caller holds the lock."""
    return chain.append(kind, matter, land(), payload.canonical(), actor, at)


def person_token(nomination: Nomination) -> str:
    """The token of a nomination: over everything offered, so that a record changed past the service shows."""
    row = nomination
    offered = (
        row.alias, row.pseudonym, row.lender_id, row.status, row.band, row.quarters, row.available_from,
        row.available_to, row.mode, row.district, row.max_km, row.skill, row.trained_on, row.languages, row.own_device,
        row.consent, row.staff_council_on, row.released_by, row.pool, row.team,
    )  # fmt: skip
    return token(row.salt, "|".join(map(str, offered)))


def deployment_token(deployment: Deployment) -> str:
    """The token of a deployment; it does not lead to that of the nomination."""
    row = deployment
    return token(row.salt, f"{row.person_id}|{row.receiver_id}|{row.first}|{row.skill}|{row.mode}")


def upload_token(upload: Upload) -> str:
    """The token of a nomination file that waits: over its bytes, so that another file in its place shows."""
    return token(upload.salt, f"{upload.lender_id}|{chain.sha256(bytes(upload.content))}")


def last_token(deployment: Deployment) -> str:
    """The token of a deployment's last day, which moves: each event says the one that holds after it."""
    return token(deployment.salt, f"{deployment_token(deployment)}|{deployment.last}")


def lasts_of(deployments: Iterable[Deployment]) -> tuple[str, ...]:
    """The tokens of their last days, sorted."""
    return tuple(sorted(map(last_token, deployments)))


def tokens_of(deployments: Iterable[Deployment]) -> tuple[str, ...]:
    """The tokens of deployments, sorted, so that their order says nothing."""
    return tuple(sorted(map(deployment_token, deployments)))


def shares(deployments: Iterable[Deployment]) -> tuple[Share, ...]:
    """Deployments as counts by lender, receiver and time."""
    people: Counter[tuple[str, str, date, date]] = Counter()
    quarters: Counter[tuple[str, str, date, date]] = Counter()
    for found in deployments:
        key = (found.person.lender_id, found.receiver_id, found.first, found.last)
        people[key] += 1
        quarters[key] += found.person.quarters
    return tuple(
        Share(lender=key[0], receiver=key[1], first=key[2], last=key[3], people=people[key], quarters=quarters[key])
        for key in sorted(people)
    )
