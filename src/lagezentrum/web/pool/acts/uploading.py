"""Nomination files: kept until their good rows are confirmed, and no longer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.staffing.intake.nominations import Nominated, read_nominations
from lagezentrum.staffing.intake.problems import Reading
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.pool import records, scope
from lagezentrum.web.pool.acts.nominating import enter
from lagezentrum.web.pool.models import Nomination, Upload
from lagezentrum.web.pool.payloads import Uploaded, new_salt
from lagezentrum.web.pool.recording import day, grants, land, moment, record, right, upload_token
from lagezentrum.web.pool.refusals import BadFile, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_KEPT_UNCONFIRMED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file says; `upload` waits to be confirmed, None where nothing could be taken and nothing was kept."""

    reading: Reading[Nominated]
    upload: Upload | None


@transaction.atomic
def upload(actor: "User", content: bytes, *, lender: str | None = None, at: datetime | None = None) -> Checked:
    """Check a nomination file and keep it until it is confirmed. No person is entered yet.

    Args:
        actor: who hands it in.
        content: the file.
        lender: the authority it is of; None: of any, which the staff unit alone may hand in.
        at: the moment of the act.

    Raises:
        NotAllowed: the actor may not nominate for it.
    """
    now = moment(at)
    grants(actor, Action.NOMINATE, now, lender or "")
    reading = read_nominations(content, records.known(lender))
    if not reading.rows:
        return Checked(reading, None)
    chain.lock()
    held = grants(actor, Action.NOMINATE, now, lender or "")
    kept = Upload.objects.create(
        lender_id=lender,
        content=content,
        sha256=chain.sha256(content),
        salt=new_salt(),
        by=actor,
        at=now,
        delete_on=day(now) + _KEPT_UNCONFIRMED,
    )
    payload = Uploaded(lender=lender, rows=len(reading.rows), file=upload_token(kept), right=right(held))
    record(Event.Kind.POOL_UPLOADED, f"U-{kept.pk}", payload, actor, now)
    return Checked(reading, kept)


def check_again(actor: "User", number: int) -> Checked:
    """What an upload says when held against the records of now.

    Raises:
        Unknown: there is no such upload for the actor.
    """
    kept = _upload(actor, number)
    return Checked(read_nominations(bytes(kept.content), records.known(kept.lender_id)), kept)


@transaction.atomic
def confirm(
    actor: "User", number: int, *, good_rows: bool = False, at: datetime | None = None
) -> tuple[Nomination, ...]:
    """Enter the people of an upload; the file is deleted with it.

    Args:
        actor: who confirms.
        number: the upload.
        good_rows: take the good rows although others are not.
        at: the moment of the act.

    Raises:
        BadFile: rows are wrong and the good ones were not confirmed, or none is good any more.
        NotAllowed: the actor may not nominate for it.
        Unknown: there is no such upload for the actor.
    """
    chain.lock()
    now = moment(at)
    kept = _upload(actor, number)
    reading = read_nominations(bytes(kept.content), records.known(kept.lender_id))
    if not reading.rows or (reading.problems and not good_rows):
        raise BadFile(reading)
    entered = enter(actor, list(reading.content), now)
    kept.delete()
    return entered


@transaction.atomic
def discard(actor: "User", number: int) -> None:
    """Drop an upload without taking anything of it.

    Raises:
        Unknown: there is no such upload for the actor.
    """
    _upload(actor, number).delete()


def _upload(actor: "User", number: int) -> Upload:
    kept = scope.uploads(actor).filter(pk=number).first()
    if kept is None:
        raise unknown("Datei", "upload", number)
    require(actor, Action.NOMINATE, land(), body=kept.lender_id or "")
    return kept
