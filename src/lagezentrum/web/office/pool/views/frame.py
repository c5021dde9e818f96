"""What every page of the pool carries, and what becomes of an act that is refused."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from lagezentrum.staffing.intake.days import week as read_week
from lagezentrum.staffing.intake.problems import Unfit
from lagezentrum.staffing.model import week_name, week_of
from lagezentrum.web.office.access import person, shown
from lagezentrum.web.office.pool import cases
from lagezentrum.web.office.pool.rights import Rights, rights
from lagezentrum.web.people.refusal import NotAllowed, Refusal
from lagezentrum.web.pool.refusals import BadFile, Unknown
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def pool_page(
    request: HttpRequest, template: str, context: dict[str, Any], section: str, status: int = 200
) -> HttpResponse:
    """A page of the pool with its own row of links."""
    held = rights(request.user)
    more = {
        "here": "pool",
        "section": section,
        "rights": held,
        "sections": sections(held),
        "shifted": cases.shift() // timedelta(weeks=1),
        "real_week": cases.played(week_of(today())),
        "present_week": week_of(today()),
    }
    return shown(request, f"office/pool/{template}", more | context, status)


def sections(held: Rights) -> tuple[str, ...]:
    """The parts of the pool that somebody may go to, in their order."""
    found = []
    if held.board:
        found += ["board", "proposals"]
    if held.people or held.lenders is None or held.receivers is None:
        found.append("deployments")
    if held.lenders is None or held.lenders:
        found.append("lenders")
    if held.receivers is None or held.receivers:
        found.append("offices")
    return tuple(found)


def wanted_week(request: HttpRequest) -> date:
    """The Monday of the week that the address asks for; this week where it names none or nothing sensible."""
    try:
        return read_week(request.GET.get("woche", "") or week_name(week_of(today())))
    except Unfit:
        return week_of(today())


def say(request: HttpRequest, refusal: Refusal) -> None:
    """Tell on the next page why something was not done.

    Raises:
        Refusal: it must not go on at all: the person may not, or there is nothing of that kind for them.
    """
    if isinstance(refusal, NotAllowed | Unknown | BadFile):
        raise refusal
    messages.error(request, refusal.message)


def acting(request: HttpRequest) -> "User":
    """Who acts."""
    return person(request)
