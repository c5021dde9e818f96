"""The second person: who approves a distribution neither computed, nor changed, nor submitted it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.staffing.model import last_day
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.people.second_person import require_second
from lagezentrum.web.pool import planning
from lagezentrum.web.pool.acts.proposing import latest, proposal_of, read_plan, wrong_state
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal
from lagezentrum.web.pool.payloads import Approved, Returned, new_salt
from lagezentrum.web.pool.recording import grants, moment, record, right
from lagezentrum.web.pool.refusals import ShownAnother

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from lagezentrum.web.people.models import Grant

_OWN = Text(
    de="Was Sie selbst vorgeschlagen, geändert oder vorgelegt haben, gibt eine andere Person frei.",
    en="Somebody else approves what you proposed, changed or submitted.",
)
_BEGUN = (Event.Kind.POOL_PROPOSED, Event.Kind.POOL_CHANGED, Event.Kind.POOL_SUBMITTED)


@transaction.atomic
def approve(actor: "User", key: str, *, shown: str, at: datetime | None = None) -> Proposal:
    """Approve a submitted distribution: its deployments can be ordered.

    Earlier approved plans that were not ordered and have weeks in common with it are replaced by it, as a whole.

    Args:
        actor: who approves.
        key: the proposal.
        shown: hash of the plan file that was shown.
        at: the moment of the act.

    Raises:
        NotAllowed: the actor may not approve, or had a hand in the proposal (or stands in for who had).
        Unknown, WrongState: there is no such submitted proposal.
        ShownAnother: another plan was shown.
    """
    chain.lock()
    now = moment(at)
    held = grants(actor, Action.APPROVE_PROPOSAL, now)
    proposal = proposal_of(key)
    if proposal.state != Proposal.State.SUBMITTED:
        raise wrong_state(proposal)
    held = _as_second(actor, held, key)
    file = latest(proposal)
    if file.sha256 != shown:
        raise ShownAnother(
            "Das ist nicht der Plan, der vorgelegt ist. Sehen Sie ihn noch einmal an.",
            "This is not the plan that was submitted. Look at it again.",
        )
    submission = Event.objects.filter(kind=Event.Kind.POOL_SUBMITTED, matter=key).order_by("-number")[0]
    payload = Approved(plan=file.sha256, submission=submission.hash, right=right(held, submission.actor_id))
    record(Event.Kind.POOL_APPROVED, key, payload, actor, now)
    proposal.state = Proposal.State.APPROVED
    proposal.save(update_fields=["state"])
    _, plan = read_plan(file)
    _replace_earlier(proposal)
    there = set(Nomination.objects.filter(state=Nomination.State.CHECKED).values_list("alias", flat=True))
    Deployment.objects.bulk_create(
        Deployment(
            person_id=person,
            receiver_id=receiver,
            proposal=proposal,
            skill=skill.value,
            mode=mode.value,
            first=first,
            last=last,
            state=Deployment.State.APPROVED,
            salt=new_salt(),
        )
        for person, receiver, skill, mode, first, last in planning.runs(plan)
        if person in there  # who was withdrawn meanwhile is not sent
    )
    return proposal


@transaction.atomic
def send_back(actor: "User", key: str, *, at: datetime | None = None) -> Proposal:
    """Give a submitted proposal back to be changed.

    Raises:
        NotAllowed: the actor may not approve.
        Unknown, WrongState: there is no such submitted proposal.
    """
    chain.lock()
    now = moment(at)
    held = grants(actor, Action.APPROVE_PROPOSAL, now)
    proposal = proposal_of(key)
    if proposal.state != Proposal.State.SUBMITTED:
        raise wrong_state(proposal)
    payload = Returned(plan=latest(proposal).sha256, right=right(held))
    record(Event.Kind.POOL_RETURNED, key, payload, actor, now)
    proposal.state = Proposal.State.PROPOSED
    proposal.save(update_fields=["state"])
    return proposal


def _as_second(actor: "User", held: "tuple[Grant, ...]", key: str) -> "tuple[Grant, ...]":
    """Those of the grants by which somebody is the second person: in the place of nobody who had a hand in it."""
    hands = set(Event.objects.filter(matter=key, kind__in=_BEGUN).values_list("actor_id", flat=True)) - {None}
    free = tuple(grant for grant in held if grant.deputy_for_id not in hands)
    for first in sorted(hands):
        require_second(actor.pk, free, first, _OWN)
    return free


def _replace_earlier(proposal: Proposal) -> None:
    """What was approved for these weeks and never ordered can not be ordered any more: it would undo the newer plan."""
    approved = Proposal.objects.filter(
        state=Proposal.State.APPROVED, first__lte=proposal.last, last__gte=proposal.first
    ).exclude(pk=proposal.pk)
    rows = Deployment.objects.filter(state=Deployment.State.APPROVED)
    of_these_weeks = rows.filter(first__lte=last_day(proposal.last), last__gte=proposal.first)
    (rows.filter(proposal__in=list(approved)) | of_these_weeks).delete()
    approved.update(state=Proposal.State.REPLACED)
