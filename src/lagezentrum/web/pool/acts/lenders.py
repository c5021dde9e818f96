"""Authorities: entered, excluded with a reason, limited, given their notice."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.staffing import model
from lagezentrum.staffing.intake.authorities import LONGEST_NOTICE, read_lenders
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.pool.models import Lender
from lagezentrum.web.pool.payloads import LenderSet
from lagezentrum.web.pool.recording import grants, moment, record, right
from lagezentrum.web.pool.records import lender_of, record_hash
from lagezentrum.web.pool.refusals import BadFile, NotFitting, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def set_lender(actor: "User", lender: model.Lender, *, at: datetime | None = None) -> Lender:
    """Enter an authority or change what is on record of it; nothing happens where nothing changes.

    Raises:
        NotAllowed: the actor may not.
        NotFitting: an exclusion without a reason, or a limit or notice out of bounds.
    """
    chain.lock()
    now = moment(at)
    found = grants(actor, Action.SET_LENDER, now)
    _refuse_unfit(lender)
    row = Lender(
        key=lender.key,
        name=lender.name,
        department=lender.department,
        excluded=lender.excluded or "",
        max_quarters=lender.max_quarters,
        notice_days=lender.notice_days,
    )
    before = Lender.objects.filter(key=lender.key).first()
    if before is not None and record_hash(before) == record_hash(row):
        return before
    row.save()
    payload = LenderSet(
        lender=row.key,
        excluded=bool(row.excluded),
        max_quarters=row.max_quarters,
        notice_days=row.notice_days,
        record=record_hash(row),
        right=right(found),
    )
    record(Event.Kind.POOL_LENDER, f"L-{row.key}", payload, actor, now)
    return row


def import_lenders(actor: "User", content: bytes, *, good_rows: bool = False, at: datetime | None = None) -> int:
    """Enter the authorities of a file; how many were read.

    Args:
        actor: who does it.
        content: the authority file.
        good_rows: take the good rows although others are not.
        at: the moment of the act.

    Raises:
        BadFile: rows are wrong and the good ones were not confirmed, or nothing can be taken.
        NotAllowed: the actor may not.
    """
    reading = read_lenders(content)
    if not reading.rows or (reading.problems and not good_rows):
        raise BadFile(reading)
    with transaction.atomic():
        for lender in reading.content:
            set_lender(actor, lender, at=at)
    return len(reading.rows)


def exclude(actor: "User", key: str, reason: str, *, at: datetime | None = None) -> Lender:
    """Draw nobody from an authority any more, for a reason; an empty reason lifts the exclusion.

    Raises:
        Unknown: there is no such authority.
        NotAllowed: the actor may not.
    """
    return set_lender(actor, replace(_known(key), excluded=reason.strip() or None), at=at)


def set_limits(
    actor: "User", key: str, *, max_quarters: int | None, notice_days: int, at: datetime | None = None
) -> Lender:
    """Set how many quarters of posts an authority lends at a time (None: no limit), and its notice of recall.

    Raises:
        Unknown: there is no such authority.
        NotAllowed: the actor may not.
        NotFitting: out of bounds.
    """
    return set_lender(actor, replace(_known(key), max_quarters=max_quarters, notice_days=notice_days), at=at)


def _known(key: str) -> model.Lender:
    row = Lender.objects.filter(key=key).first()
    if row is None:
        raise unknown("abgebende Stelle", "authority", key)
    return lender_of(row)


def _refuse_unfit(lender: model.Lender) -> None:
    if not 0 <= lender.notice_days <= LONGEST_NOTICE or (lender.max_quarters is not None and lender.max_quarters < 1):
        raise NotFitting(
            f"Die Rückruffrist muss 0 bis {LONGEST_NOTICE} Tage sein, die Grenze mindestens ein Viertel einer Stelle.",
            f"The notice must be 0 to {LONGEST_NOTICE} days, the limit at least a quarter of a post.",
        )
    if not lender.name.strip() or len(lender.excluded or "") > 200:
        raise NotFitting(
            "Der Name fehlt, oder der Grund der Ausnahme ist länger als 200 Zeichen.",
            "The name is missing, or the reason of the exclusion is longer than 200 characters.",
        )
