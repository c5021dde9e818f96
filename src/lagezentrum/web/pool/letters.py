"""What a letter needs from the records. The name is typed when the letter is made and kept nowhere."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from lagezentrum.web.people.permission import Action
from lagezentrum.web.pool import scope
from lagezentrum.web.pool.early_ends import Ended, early_ends
from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.recording import grants, moment
from lagezentrum.web.pool.refusals import WrongState, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """One ordered deployment as a letter states it. `pseudonym` is how the lender knows the person."""

    number: int
    pseudonym: str
    status: str
    band: str
    lender: str
    lender_name: str
    receiver: str
    receiver_name: str
    first: date
    last: date
    quarters: int
    skill: str
    mode: str
    consent: str
    staff_council_on: date | None
    state: str
    plan_sha256: str | None
    early_end: Ended | None


def letter_facts(actor: "User", number: int, *, at: datetime | None = None) -> LetterFacts:
    """What the letter of a deployment says, for the staff unit or the person's lender.

    Raises:
        NotAllowed: the actor is neither.
        Unknown: there is no such deployment for the actor.
        WrongState: it is not ordered.
    """
    row = scope.deployments(actor).select_related("person__lender", "receiver", "proposal").filter(pk=number).first()
    if row is None:
        raise unknown("Einsatz", "deployment", number)
    grants(actor, Action.READ_NOMINATIONS, moment(at), row.person.lender_id)
    if row.state == Deployment.State.APPROVED:
        raise WrongState(
            "Der Einsatz ist freigegeben, aber noch nicht angeordnet. Ein Schreiben gibt es danach.",
            "The deployment is approved but not ordered yet. There is a letter after that.",
        )
    file = row.proposal.files.order_by("-revision").first()
    person = row.person
    return LetterFacts(
        number=row.pk,
        pseudonym=person.pseudonym,
        status=person.status,
        band=person.band,
        lender=person.lender_id,
        lender_name=person.lender.name,
        receiver=row.receiver_id,
        receiver_name=row.receiver.name,
        first=row.first,
        last=row.last,
        quarters=person.quarters,
        skill=row.skill,
        mode=row.mode,
        consent=person.consent,
        staff_council_on=person.staff_council_on,
        state=row.state,
        plan_sha256=None if file is None else file.sha256,
        early_end=early_ends([row]).get(row.pk),
    )
