"""Who may do what, and what became of it: for the auditor, and for operators who want to see what others see."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from lagezentrum.web.office.access import land, page, person, shown
from lagezentrum.web.people.models import AccessChange, Grant
from lagezentrum.web.people.permission import Action, may, require
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_PER_PAGE = 50


@page
def grants(request: HttpRequest) -> HttpResponse:
    """The grants that hold or will hold, and every change of access, the newest first."""
    _allowed(person(request))
    granted = Grant.objects.select_related("user", "deputy_for").order_by("area", "role", "user__username")
    context = {
        "here": "grants",
        "grants": [grant for grant in granted if grant.valid_to is None or grant.valid_to >= today()],
        "listed": Paginator(AccessChange.objects.all(), _PER_PAGE).get_page(request.GET.get("seite")),
        "today": today(),
    }
    return shown(request, "office/grants.html", context)


def _allowed(user: "User") -> None:
    if not may(user, Action.ADMINISTER, land()):
        require(user, Action.READ_LEDGER, land())
