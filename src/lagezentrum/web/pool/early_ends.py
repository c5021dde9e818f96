"""Which deployments end earlier than they were ordered for, and why; the ledger says so."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from lagezentrum.web.ledger import payloads as of_ledger
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.payloads import Extended, Ordered, Recalled
from lagezentrum.web.pool.recording import day, deployment_token

_MOVING = (Event.Kind.POOL_ORDERED, Event.Kind.POOL_EXTENDED, Event.Kind.POOL_RECALLED)
"""Kinds of events that set a last day before it has come."""


class Ended(NamedTuple):
    """How a deployment came to end early."""

    told_on: date
    """day of the recall, or of the order of a newer distribution"""
    recalled: bool
    """back to the lender, by it or the staff unit"""
    begins: bool
    """False: it never begins"""


def early_ends(rows: Iterable[Deployment]) -> dict[int, Ended]:
    """The early ends among some deployments, by number; what was lengthened again afterwards is none."""
    found: dict[int, Ended] = {}
    open_rows = {deployment_token(row): row.pk for row in rows}
    for event in Event.objects.filter(kind__in=_MOVING).order_by("-number"):
        if not open_rows:
            break
        if not any(token in event.payload for token in open_rows):
            continue
        said = of_ledger.read(event.kind, event.payload)
        ends: dict[str, Ended] = {}
        named: set[str] = set()
        match said:
            case Recalled():
                named = set(said.deployments)
                ends = {one: Ended(said.announced_on, True, one not in said.cancelled) for one in named}
            case Ordered():
                named = {*said.deployments, *said.lengthened, *said.shortened, *said.cancelled}
                told_on = day(event.recorded_at)
                ends = {one: Ended(told_on, False, one in said.shortened) for one in (*said.shortened, *said.cancelled)}
            case Extended():
                named = set(said.deployments)
        for token in named & open_rows.keys():  # the latest event about it decides
            number = open_rows.pop(token)
            if token in ends:
                found[number] = ends[token]
    return found


def never_begun(rows: Iterable[Deployment]) -> frozenset[int]:
    """The numbers of those that ended before they began: on record they have a day on which nobody served."""
    of_a_day = [row for row in rows if row.state == Deployment.State.ENDED and row.first == row.last]
    return frozenset(number for number, end in early_ends(of_a_day).items() if not end.begins)
