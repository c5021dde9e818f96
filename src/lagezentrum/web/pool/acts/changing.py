"""Changes of a proposal by hand: what each would cost is shown before, and exactly what was shown is taken."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.staffing import plan_file
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.pool import planning
from lagezentrum.web.pool.acts.proposing import changed_meanwhile, keep, latest, open_proposal
from lagezentrum.web.pool.models import ManualChange, Nomination, Proposal, Receiver
from lagezentrum.web.pool.payloads import Changed
from lagezentrum.web.pool.planning import Made
from lagezentrum.web.pool.recording import grants, moment, record, right
from lagezentrum.web.pool.refusals import NotFitting, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change by hand. `first` and `last` are Mondays, inclusive; people are named by alias."""

    kind: ManualChange.Kind
    first: date
    last: date
    reason: ManualChange.Reason
    person: str | None = None
    other: str | None = None
    """of a swap"""
    receiver: str | None = None
    quarters: int | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a change would do. `moved` are people who would work elsewhere in some week, or no longer, or newly.

    `by_receiver` is the change in full-time posts and weeks at each receiver that gains or loses.
    """

    before: float
    after: float
    moved: int
    by_receiver: dict[str, float]
    plan: str
    """hash of the plan that would take the place of the present one"""

    @property
    def difference(self) -> float:
        """What the objective rises by."""
        return self.after - self.before


def cost_of(actor: "User", key: str, wanted: Wanted) -> Cost:
    """What a change by hand would cost; nothing is recorded.

    Raises:
        NotAllowed: the actor may not propose.
        Unknown: there is no such proposal, person or receiver.
        NotFitting: the wish contradicts itself, rules or other wishes; the text names the smallest conflict.
        WrongState: the proposal is not open.
    """
    grants(actor, Action.PROPOSE, moment(None))
    proposal = open_proposal(key)
    before, made = _resolved(proposal, wanted)
    return _cost(before, made)


def change(actor: "User", key: str, wanted: Wanted, *, shown: str, at: datetime | None = None) -> Cost:
    """Change a proposal by hand. `shown` is `Cost.plan` as it was shown before: only that plan is taken.

    Raises:
        NotAllowed, Unknown, NotFitting, WrongState: as in `cost_of`.
        ShownAnother: the change gives another plan than the one whose cost was shown.
    """
    now = moment(at)
    grants(actor, Action.PROPOSE, now)
    proposal = open_proposal(key)
    number = latest(proposal).revision
    before, made = _resolved(proposal, wanted)
    cost = _cost(before, made)
    if cost.plan != shown:
        raise changed_meanwhile()
    with transaction.atomic():
        chain.lock()
        found = grants(actor, Action.PROPOSE, now)
        proposal = open_proposal(key)
        if latest(proposal).revision != number:
            raise changed_meanwhile()
        change = _row(wanted)
        change.proposal, change.revision, change.cost = proposal, number + 1, cost.difference
        change.by, change.at = actor, now
        change.save(force_insert=True)
        keep(proposal, number + 1, made, actor, now)
        payload = Changed(
            before=before.sha256,
            plan=made.sha256,
            change=wanted.kind.value,
            reason=wanted.reason.value,
            receiver=wanted.receiver,
            first=wanted.first,
            last=wanted.last,
            cost=cost.difference,
            right=right(found),
        )
        record(Event.Kind.POOL_CHANGED, proposal.key, payload, actor, now)
    return cost


def _resolved(proposal: Proposal, wanted: Wanted) -> tuple[Made, Made]:
    """The present plan, and the one with the change: the same people and needs, one wish more."""
    _refuse_unfit(proposal, wanted)
    file = latest(proposal)
    content = bytes(file.content)
    instance, plan = plan_file.read(content)
    before = Made(instance, plan, content, file.sha256, file.objective)
    wishes = (*instance.wishes, *planning.wishes_of([_row(wanted)], plan))
    return before, planning.solve(replace(instance, wishes=wishes), with_bound=False)


def _row(wanted: Wanted) -> ManualChange:
    """The change as a record, not yet of any proposal."""
    return ManualChange(
        kind=wanted.kind,
        person_id=wanted.person,
        other_id=wanted.other,
        receiver_id=wanted.receiver,
        first=wanted.first,
        last=wanted.last,
        quarters=wanted.quarters,
        reason=wanted.reason,
    )


def _cost(before: Made, after: Made) -> Cost:
    quarters = {person.key: person.quarters for person in before.instance.people}
    old = {(row.week, row.person): row.receiver for row in before.plan.assignments}
    new = {(row.week, row.person): row.receiver for row in after.plan.assignments}
    differing = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    by_receiver: dict[str, float] = {}
    for key in differing:
        for place, sign in ((old.get(key), -1), (new.get(key), 1)):
            if place is not None:
                by_receiver[place] = by_receiver.get(place, 0.0) + sign * quarters[key[1]] / 4
    changed = {place: value for place, value in sorted(by_receiver.items()) if value}
    return Cost(before.objective, after.objective, len({person for _, person in differing}), changed, after.sha256)


def _refuse_unfit(proposal: Proposal, wanted: Wanted) -> None:
    kind = ManualChange.Kind
    within = proposal.first <= wanted.first <= wanted.last <= proposal.last
    mondays = wanted.first.weekday() == wanted.last.weekday() == 0
    needed = {
        kind.PIN: (wanted.person, wanted.receiver),
        kind.FORBID: (wanted.person,),
        kind.SWAP: (wanted.person, wanted.other),
        kind.RESERVE: (wanted.quarters,),
    }[wanted.kind]
    if not within or not mondays or any(part is None for part in needed):
        raise NotFitting(
            "Es fehlt, wer oder wohin, oder die Wochen liegen nicht im Plan (von Montag zu Montag).",
            "Who or where to is missing, or the weeks do not lie within the plan (from Monday to Monday).",
        )
    if wanted.kind == kind.SWAP and wanted.person == wanted.other:
        raise NotFitting("Zum Tauschen braucht es zwei Kräfte.", "A swap needs two people.")
    if wanted.quarters is not None and wanted.quarters < 1:
        raise NotFitting(
            "Zurückhalten lässt sich mindestens ein Viertel einer Stelle.", "At least a quarter of a post is reserved."
        )
    for alias in filter(None, (wanted.person, wanted.other)):
        if not Nomination.objects.filter(alias=alias).exists():
            raise unknown("Kraft", "person", alias)
    if wanted.receiver is not None and not Receiver.objects.filter(key=wanted.receiver).exists():
        raise unknown("aufnehmende Stelle", "receiver", wanted.receiver)
