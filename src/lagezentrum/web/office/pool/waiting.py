"""What waits in the pool for a person: for the work list and the board."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from lagezentrum.web.office.pool.rights import rights
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Proposal.State


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do, where, and whether it is for the person who reads it."""

    words: str
    button: str
    address: str
    yours: bool = True


def waiting_in_pool(user: "User") -> tuple[Waiting, ...]:
    """What waits for somebody in the pool, the most pressing first; empty for who decides nothing there."""
    held = rights(user)
    found: list[Waiting] = []
    if not held.board or not (held.propose or held.approve or held.deploy or held.check):
        return ()
    for proposal in Proposal.objects.exclude(state__in=(State.REPLACED, State.ORDERED)).order_by("at"):
        address = reverse("office:pool-proposal", args=[proposal.key])
        match proposal.state:
            case State.SUBMITTED if held.approve:
                words = _("Vorschlag %(key)s ist zur Freigabe vorgelegt.") % {"key": proposal.key}
                found.append(Waiting(words, _("Prüfen und freigeben"), address))
            case State.SUBMITTED:
                words = _("Vorschlag %(key)s wartet auf die Freigabe durch eine zweite Person.") % {"key": proposal.key}
                found.append(Waiting(words, _("Ansehen"), address, yours=False))
            case State.APPROVED if held.deploy:
                words = _("Vorschlag %(key)s ist freigegeben; die Einsätze sind noch anzuordnen.") % {
                    "key": proposal.key
                }
                found.append(Waiting(words, _("Anordnen"), address))
            case State.PROPOSED if held.propose:
                words = _("Vorschlag %(key)s ist gerechnet und noch nicht vorgelegt.") % {"key": proposal.key}
                found.append(Waiting(words, _("Prüfen und vorlegen"), address))
    asked = Deployment.objects.filter(asked_last__isnull=False).exclude(asked_by=user).count()
    if asked and held.approve:
        words = _("%(n)s Verlängerungen warten auf die zweite Person.") % {"n": asked}
        found.append(Waiting(words, _("Ansehen"), reverse("office:pool-deployments") + "?beantragt=1"))
    reported = Nomination.objects.filter(state=Nomination.State.REPORTED).count()
    if reported and held.check:
        words = _("%(n)s Meldungen sind noch nicht geprüft.") % {"n": reported}
        found.append(Waiting(words, _("Prüfen"), reverse("office:pool-lenders")))
    return tuple(found)
