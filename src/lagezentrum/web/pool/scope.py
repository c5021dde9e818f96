"""Who sees what: authorities their own people, offices their own requests and deployments, the staff unit all."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from lagezentrum.web.people.permission import Action, bodies, may
from lagezentrum.web.pool.models import Deployment, Lender, Nomination, Proposal, Receiver, Request, Upload
from lagezentrum.web.pool.recording import land

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def _keys(user: "User | AnonymousUser", action: Action) -> frozenset[str] | None:
    return bodies(user, action, land())


def nominations(user: "User | AnonymousUser") -> QuerySet[Nomination]:
    """The people that somebody may see: all, those of one authority, or none."""
    keys = _keys(user, Action.READ_NOMINATIONS)
    found = Nomination.objects.select_related("lender")
    return found if keys is None else found.filter(lender__in=keys)


def deployments(user: "User | AnonymousUser") -> QuerySet[Deployment]:
    """The deployments that somebody may see: all, those of an authority's people, those at an office, or none."""
    found = Deployment.objects.select_related("person", "receiver")
    at_receivers, of_lenders = _keys(user, Action.READ_DEPLOYMENTS), _keys(user, Action.READ_NOMINATIONS)
    if at_receivers is None or of_lenders is None:
        return found
    return found.filter(receiver__in=at_receivers) | found.filter(person__lender__in=of_lenders)


def uploads(user: "User | AnonymousUser") -> QuerySet[Upload]:
    """The files waiting to be confirmed by somebody."""
    keys = _keys(user, Action.NOMINATE)
    return Upload.objects.all() if keys is None else Upload.objects.filter(lender__in=keys)


def lenders(user: "User | AnonymousUser") -> QuerySet[Lender]:
    """The authorities that somebody may see: all, their own, or none."""
    keys = _keys(user, Action.READ_NOMINATIONS)
    return Lender.objects.all() if keys is None else Lender.objects.filter(key__in=keys)


def receivers(user: "User | AnonymousUser") -> QuerySet[Receiver]:
    """The receivers whose requests somebody may see."""
    keys = _keys(user, Action.READ_DEPLOYMENTS)
    return Receiver.objects.all() if keys is None else Receiver.objects.filter(key__in=keys)


def requests(user: "User | AnonymousUser") -> QuerySet[Request]:
    """The requests that somebody may see."""
    keys = _keys(user, Action.READ_DEPLOYMENTS)
    return Request.objects.all() if keys is None else Request.objects.filter(receiver__in=keys)


def proposals(user: "User | AnonymousUser") -> QuerySet[Proposal]:
    """The proposals, for those who read the state of the pool; their files hold people and are asked for apart."""
    return Proposal.objects.all() if may(user, Action.READ_POOL, land()) else Proposal.objects.none()


def plan_file(user: "User | AnonymousUser", proposal: Proposal, revision: int | None = None) -> bytes | None:
    """A plan file (None: the latest), for those who may see all people it holds; None where there is none for them."""
    if _keys(user, Action.READ_NOMINATIONS) is not None:
        return None
    files = proposal.files.order_by("-revision")
    found = (files if revision is None else files.filter(revision=revision)).first()
    return None if found is None else bytes(found.content)
