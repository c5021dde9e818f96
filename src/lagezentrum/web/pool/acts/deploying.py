"""Deployments: ordered, begun, ended."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.staffing.model import last_day
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.pool import scope
from lagezentrum.web.pool.acts.deployment_rows import every, grouped, require_state, save, seen_rows
from lagezentrum.web.pool.acts.proposing import latest, proposal_of, wrong_state
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal
from lagezentrum.web.pool.payloads import Ordered, Service
from lagezentrum.web.pool.planning import UNDER_WAY
from lagezentrum.web.pool.recalls import recalled_until
from lagezentrum.web.pool.recording import (
    day,
    grants,
    lasts_of,
    moment,
    person_token,
    record,
    right,
    shares,
    tokens_of,
)
from lagezentrum.web.pool.refusals import NotFitting
from lagezentrum.web.pool.succession import MOVABLE, succession

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Deployment.State


@dataclass(frozen=True, slots=True)
class Ordering:
    """What was ordered (new deployments and those lengthened), and what was left out with the reason for each."""

    ordered: tuple[Deployment, ...]
    left_out: tuple[tuple[Deployment, Text], ...]


@transaction.atomic
def order(actor: "User", key: str, *, at: datetime | None = None) -> Ordering:
    """Order the deployments of an approved distribution; letters can be made from then on.

    What is under way already follows the plan: who goes on at the same receiver has that deployment lengthened, who
    works elsewhere or nowhere from then on ends there on the Friday before (see `pool/succession.py`).

    Raises:
        NotAllowed: the actor may not.
        Unknown, WrongState: there is no such approved proposal.
    """
    chain.lock()
    now = moment(at)
    held = grants(actor, Action.DEPLOY, now)
    proposal = proposal_of(key)
    if proposal.state != Proposal.State.APPROVED:
        raise wrong_state(proposal)
    waiting = list(every().filter(proposal=proposal, state=State.APPROVED))
    recalled = recalled_until()
    left_out = tuple((row, reason) for row in waiting if (reason := _hindrance(row, recalled)) is not None)
    skipped = {row.pk for row, _ in left_out}
    end_of_plan = last_day(proposal.last)
    under_way = every().filter(state__in=MOVABLE, last__gte=proposal.first, first__lte=end_of_plan)
    follows = succession(
        [row for row in waiting if row.pk not in skipped],
        list(under_way.exclude(person__in={row.person_id for row, _ in left_out})),
        proposal.first,
        end_of_plan,
    )
    there = (*follows.new, *follows.lengthened)
    payload = Ordered(
        plan=latest(proposal).sha256,
        shares=shares(there),
        people=tuple(sorted({person_token(row.person) for row in there})),
        deployments=tokens_of(follows.new),
        lengthened=tokens_of(follows.lengthened),
        shortened=tokens_of(follows.shortened),
        cancelled=tokens_of(follows.cancelled),
        lasts=lasts_of((*there, *follows.shortened, *follows.cancelled)),
        right=right(held),
    )
    record(Event.Kind.POOL_ORDERED, key, payload, actor, now)
    Deployment.objects.filter(pk__in=[row.pk for row in follows.absorbed]).delete()
    for row in follows.new:
        row.state = State.ORDERED
    save((*there, *follows.shortened, *follows.cancelled))
    proposal.state = Proposal.State.ORDERED
    proposal.save(update_fields=["state"])
    return Ordering(there, left_out)


def start(
    actor: "User", numbers: Iterable[int], *, on: date | None = None, at: datetime | None = None
) -> tuple[Deployment, ...]:
    """Report that people began their service.

    Args:
        actor: the staff unit, or the office for itself.
        numbers: deployments.
        on: the first day (None: today), not before that of the order.
        at: the moment of the act.

    Raises:
        NotAllowed, Unknown, WrongState: they may not, there is no such deployment for them, or it is not ordered.
        NotFitting: the day lies outside the deployment, or in the future.
    """
    present = day(moment(at))

    def begin(row: Deployment, day_: date) -> None:
        require_state(row, State.ORDERED)
        if day_ > present:
            raise NotFitting(
                "Der Beginn wird gemeldet, wenn er da ist: Vorher ist niemand im Einsatz.",
                "A beginning is reported once it has come: before, nobody is in service.",
            )
        if not row.first <= day_ <= row.last:
            raise _outside(row)
        row.state = State.IN_SERVICE

    return _service(actor, numbers, on, at, Event.Kind.POOL_STARTED, begin)


def end(
    actor: "User", numbers: Iterable[int], *, on: date | None = None, at: datetime | None = None
) -> tuple[Deployment, ...]:
    """Report that people ended their service; from that day the period runs after which their records are deleted.

    Raises:
        NotAllowed, Unknown, WrongState: they may not, there is no such deployment for them, or it is not under way.
        NotFitting: the last day lies before the first, after the end of the deployment, or in the future.
    """
    if on is not None and on > day(moment(at)):
        raise NotFitting(
            "Das Ende wird gemeldet, wenn es da ist. Wer früher gehen soll, wird zurückgerufen.",
            "An end is reported once it has come. Who is to leave early is recalled.",
        )

    def finish(row: Deployment, day_: date) -> None:
        require_state(row, *UNDER_WAY)
        if row.state == State.ORDERED:  # somebody who never came; the first day is the last as well
            day_ = max(day_, row.first)
        if not row.first <= day_ <= row.last:
            raise _outside(row)
        row.last, row.state, row.asked_last, row.asked_by = day_, State.ENDED, None, None

    return _service(actor, numbers, on, at, Event.Kind.POOL_ENDED, finish)


@transaction.atomic
def _service(
    actor: "User",
    numbers: Iterable[int],
    on: date | None,
    at: datetime | None,
    kind: Event.Kind,
    change: Callable[[Deployment, date], None],
) -> tuple[Deployment, ...]:
    chain.lock()
    now = moment(at)
    of_day = on or day(now)
    rows = seen_rows(scope.deployments(actor), numbers)
    for receiver, group in grouped(rows, lambda row: row.receiver_id):
        held = grants(actor, Action.REPORT_SERVICE, now, receiver)
        tokens = tokens_of(group)
        for row in group:
            change(row, of_day)
        payload = Service(on=of_day, shares=shares(group), deployments=tokens, lasts=lasts_of(group), right=right(held))
        record(kind, f"R-{receiver}", payload, actor, now)
    save(rows)
    return tuple(rows)


def _hindrance(row: Deployment, recalled: Mapping[str, date]) -> Text | None:
    """Why a deployment can not be ordered after all."""
    if row.person.state != Nomination.State.CHECKED:
        return Text(de="Die Meldung wurde zurückgezogen.", en="The nomination was withdrawn.")
    if row.person.lender.excluded:
        return Text(de="Die Dienststelle wurde ausgenommen.", en="The authority was excluded.")
    if recalled.get(row.person_id, row.last) < row.last:
        return Text(de="Die Dienststelle hat die Kraft zurückgerufen.", en="The authority has recalled the person.")
    if row.person.available_to < row.last:
        return Text(de="Die Kraft ist nicht so lange verfügbar.", en="The person is not available so long.")
    return None


def _outside(row: Deployment) -> NotFitting:
    return NotFitting(
        f"Der Tag muss zwischen dem {row.first:%d.%m.%Y} und dem {row.last:%d.%m.%Y} liegen.",
        f"The day must lie between {row.first} and {row.last}.",
    )
