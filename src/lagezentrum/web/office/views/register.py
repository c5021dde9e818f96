"""The ledger as the auditor reads it: every event, its hash, and the button that recomputes everything."""

import json

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.verify import verify as verify_ledger
from lagezentrum.web.office import words
from lagezentrum.web.office.access import UnknownThing, land, page, person, shown
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.today import now

_PER_PAGE = 50


@page
def register(request: HttpRequest) -> HttpResponse:
    """The events, the newest first; `?art=` names one kind, `?gebiet=` an area."""
    require(person(request), Action.READ_LEDGER, land())
    return shown(request, "office/register.html", _context(request))


@page
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute every hash and every proof, and say what is wrong."""
    require(person(request), Action.READ_LEDGER, land())
    if request.method != "POST":
        return redirect("office:register")
    problems = verify_ledger()
    return shown(request, "office/register.html", _context(request) | {"verified_at": now(), "problems": problems})


@page
def event(request: HttpRequest, number: int) -> HttpResponse:
    """One event with everything that its hash covers."""
    require(person(request), Action.READ_LEDGER, land())
    found = Event.objects.filter(number=number).first()
    if found is None:
        raise UnknownThing(
            f"Einen Eintrag mit der Nummer {number} gibt es nicht. Prüfen Sie die Adresse.",
            f"There is no entry with the number {number}. Check the address.",
        )
    head = chain.head()
    content = json.dumps(json.loads(found.payload), ensure_ascii=False, indent=2)
    context = {"here": "register", "event": found, "content": content, "last": head.number if head else number}
    return shown(request, "office/event.html", context)


def _context(request: HttpRequest) -> dict[str, object]:
    kind, area = request.GET.get("art", ""), request.GET.get("gebiet", "")
    events = Event.objects.order_by("-number")
    if kind in words.EVENTS:
        events = events.filter(kind=kind)
    if area:
        events = events.filter(area=area)
    listed = Paginator(events, _PER_PAGE).get_page(request.GET.get("seite"))
    return {
        "here": "register",
        "listed": listed,
        "head": chain.head(),
        "kinds": [(name, title) for name, title in words.EVENTS.items()],
        "kind": kind,
        "area": area,
        "areas": Event.objects.order_by("area").values_list("area", flat=True).distinct(),
    }
