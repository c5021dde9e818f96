"""Proposals: computed, and laid before a second person."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.staffing import plan_file
from lagezentrum.staffing.model import Instance, Need, Plan, Rules, last_day
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.pool import planning
from lagezentrum.web.pool.models import PlanFile, Proposal
from lagezentrum.web.pool.payloads import Proposed, Submitted
from lagezentrum.web.pool.planning import Made
from lagezentrum.web.pool.recording import day, grants, keep_until, moment, record, right
from lagezentrum.web.pool.refusals import NotFitting, ShownAnother, WrongState, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_MOST_WEEKS = 26
State = Proposal.State


def propose(
    actor: "User",
    *,
    first: date,
    weeks: int,
    rules: Rules | None = None,
    needs: Sequence[Need] | None = None,
    with_bound: bool = False,
    at: datetime | None = None,
) -> Proposal:
    """Compute a distribution and keep it as a proposal; open ones before it are replaced.

    Args:
        actor: who proposes.
        first: Monday of the first week.
        weeks: how many, 1 to 26.
        rules: None: the defaults with the ceiling of this service.
        needs: None: what the receivers asked for.
        with_bound: prove a bound of all weeks together too; a page does not wait for it, `lage pool plan` does.
        at: the moment of the act.

    Raises:
        NotAllowed: the actor may not propose.
        NotFitting: no Monday, no weeks, nobody checked, or rules that exclude one another.
        ShownAnother: the records changed while the plan was computed.
    """
    now = moment(at)
    grants(actor, Action.PROPOSE, now)
    if first.weekday() != 0 or not 1 <= weeks <= _MOST_WEEKS:
        raise NotFitting(
            f"Geplant wird ab einem Montag für 1 bis {_MOST_WEEKS} Wochen.",
            f"Plans begin on a Monday and cover 1 to {_MOST_WEEKS} weeks.",
        )
    ground = planning.ground(first, weeks, rules=rules, needs=needs)
    if not ground.instance.people:
        raise NotFitting(
            "Keine Meldung ist geprüft; ohne Kräfte gibt es nichts zu verteilen. Prüfen Sie zuerst die Meldungen.",
            "No nomination has been checked; without people there is nothing to distribute. Check nominations first.",
        )
    made = planning.solve(ground.instance, with_bound=with_bound)
    with transaction.atomic():
        chain.lock()
        found = grants(actor, Action.PROPOSE, now)
        if planning.ground(first, weeks, rules=rules, needs=needs) != ground:
            raise changed_meanwhile()
        Proposal.objects.filter(state__in=(State.PROPOSED, State.SUBMITTED)).update(state=State.REPLACED)
        proposal = Proposal.objects.create(
            key=_new_key(first),
            first=first,
            last=ground.instance.weeks[-1],
            state=State.PROPOSED,
            without_request=list(ground.without_request),
            by=actor,
            at=now,
        )
        keep(proposal, 0, made, actor, now)
        payload = Proposed(
            plan=made.sha256,
            first=first,
            last=proposal.last,
            people=len({row.person for row in made.plan.assignments}),
            quarters=_quarters(made),
            objective=made.objective,
            without_request=ground.without_request,
            right=right(found),
        )
        record(Event.Kind.POOL_PROPOSED, proposal.key, payload, actor, now)
    return proposal


@transaction.atomic
def submit(actor: "User", key: str, *, at: datetime | None = None) -> Proposal:
    """Lay a proposal before the second person; from then on it does not change.

    Raises:
        NotAllowed: the actor may not propose.
        Unknown, WrongState: there is no such open proposal.
    """
    chain.lock()
    now = moment(at)
    found = grants(actor, Action.PROPOSE, now)
    proposal = open_proposal(key)
    payload = Submitted(plan=latest(proposal).sha256, right=right(found))
    record(Event.Kind.POOL_SUBMITTED, key, payload, actor, now)
    proposal.state = State.SUBMITTED
    proposal.save(update_fields=["state"])
    return proposal


def proposal_of(key: str) -> Proposal:
    """A proposal.

    Raises:
        Unknown: there is none of that key.
    """
    found = Proposal.objects.filter(key=key).first()
    if found is None:
        raise unknown("Vorschlag", "proposal", key)
    return found


def open_proposal(key: str) -> Proposal:
    """A proposal that can still be changed.

    Raises:
        Unknown, WrongState: there is none.
    """
    found = proposal_of(key)
    if found.state != State.PROPOSED:
        raise wrong_state(found)
    return found


def wrong_state(found: Proposal) -> WrongState:
    """The refusal of an act that the state of a proposal does not allow."""
    return WrongState(
        f"Der Vorschlag {found.key} ist {State(found.state).label}; das geht jetzt nicht. Laden Sie die Seite neu.",
        f"Proposal {found.key} is {found.state}; this can not be done now. Load the page again.",
    )


def latest(proposal: Proposal) -> PlanFile:
    """The plan file that counts.

    Raises:
        WrongState: it was deleted because its day had come.
    """
    found = proposal.files.order_by("-revision").first()
    if found is None:
        raise WrongState(
            f"Die Plandatei zu {proposal.key} ist gelöscht, weil ihre Frist abgelaufen ist. Machen Sie einen neuen "
            "Vorschlag.",
            f"The plan file of {proposal.key} was deleted because its period had ended. Make a new proposal.",
        )
    return found


def read_plan(file: PlanFile) -> tuple[Instance, Plan]:
    """What a plan file holds."""
    return plan_file.read(bytes(file.content))


def keep(proposal: Proposal, revision: int, made: Made, actor: "User", now: datetime) -> None:
    """Keep a plan as a revision of a proposal."""
    PlanFile.objects.create(
        proposal=proposal,
        revision=revision,
        sha256=made.sha256,
        content=made.content,
        objective=made.objective,
        by=actor,
        at=now,
        delete_on=keep_until(max(last_day(proposal.last), day(now) + timedelta(days=1))),
    )


def _quarters(made: Made) -> int:
    each = {person.key: person.quarters for person in made.instance.people}
    return sum(each[row.person] for row in made.plan.assignments)


def _new_key(first: date) -> str:
    year, week, _ = first.isocalendar()
    stem = f"P-{year}-W{week:02d}-"
    return f"{stem}{Proposal.objects.filter(key__startswith=stem).count() + 1}"


def changed_meanwhile() -> ShownAnother:
    """The refusal of what was shown before something else changed."""
    return ShownAnother(
        "Inzwischen hat sich etwas geändert: Der Plan wäre ein anderer als der gezeigte. Lassen Sie neu rechnen.",
        "Something has changed meanwhile: the plan would be another one than was shown. Compute it again.",
    )
