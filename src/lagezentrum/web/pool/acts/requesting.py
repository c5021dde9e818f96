"""Requests of receivers for a week, by file or form. A later one takes the place of an earlier; both stay on record."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.staffing.intake.requests import COLUMNS, read_requests
from lagezentrum.staffing.intake.requests import Request as Asked
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.pool import records
from lagezentrum.web.pool.acts.nominating import one_row
from lagezentrum.web.pool.models import Request
from lagezentrum.web.pool.payloads import Requested
from lagezentrum.web.pool.recording import grants, moment, record, right
from lagezentrum.web.pool.refusals import BadFile

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def hand_in(
    actor: "User",
    content: bytes,
    *,
    receiver: str | None = None,
    good_rows: bool = False,
    at: datetime | None = None,
) -> tuple[Request, ...]:
    """Take a file of requests.

    Args:
        actor: who hands it in.
        content: the file.
        receiver: whose it is; None: of any, which the staff unit alone may hand in.
        good_rows: take the good rows although others are not.
        at: the moment of the act.

    Raises:
        BadFile: rows are wrong and the good ones were not confirmed, or none is good.
        NotAllowed: the actor may not ask for that receiver.
    """
    chain.lock()
    now = moment(at)
    found = grants(actor, Action.REQUEST_STAFF, now, receiver or "")
    reading = read_requests(content, records.known(receiver))
    if not reading.rows or (reading.problems and not good_rows):
        raise BadFile(reading)
    rows = tuple(_row(asked, actor, now) for asked in reading.content)
    Request.objects.bulk_create(rows)
    ordered = sorted(rows, key=lambda row: (row.receiver_id, row.week))
    for (key, week), group in groupby(ordered, key=lambda row: (row.receiver_id, row.week)):
        of_week = list(group)
        payload = Requested(
            receiver=key,
            week=week,
            need_fte=sum(row.need_fte for row in of_week),
            own_fte=sum(row.own_fte for row in of_week),
            rows=len(of_week),
            record=records.requests_hash(of_week),
            right=right(found),
        )
        record(Event.Kind.POOL_REQUESTED, f"R-{key}", payload, actor, now)
    return rows


def hand_in_one(
    actor: "User", receiver: str, fields: Mapping[str, str], *, at: datetime | None = None
) -> tuple[Request, ...]:
    """Take one request by form: the columns of the file, read just as strictly.

    Raises:
        BadFile: with what does not fit, by column.
        NotAllowed: the actor may not ask for that receiver.
    """
    given = {**fields, "empfaenger_ags": receiver}
    return hand_in(actor, one_row(COLUMNS.known, given), receiver=receiver, at=at)


def _row(asked: Asked, actor: "User", now: datetime) -> Request:
    return Request(
        receiver_id=asked.receiver,
        week=asked.week,
        skill=asked.skill.value,
        need_fte=asked.need_fte,
        own_fte=asked.own_fte,
        tracing="" if asked.tracing is None else asked.tracing.value,
        cases=asked.cases,
        contacts_per_case=asked.contacts_per_case,
        backlog=asked.backlog,
        remote_possible=asked.remote_possible,
        seats=asked.seats,
        accesses=asked.accesses,
        max_arrivals=asked.max_arrivals,
        languages=" ".join(sorted(asked.languages)),
        by=actor,
        at=now,
    )
