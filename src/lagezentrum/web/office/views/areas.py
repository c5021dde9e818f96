"""The history of an area: everything recorded about it, and what holds there."""

from django.http import HttpRequest, HttpResponse

from lagezentrum.web.ledger import payloads
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.office import words
from lagezentrum.web.office.access import area_or_refuse, page, person, shown, where
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.public.language import area_title
from lagezentrum.web.public.marks import mark_of
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today


@page
def area(request: HttpRequest, area: str) -> HttpResponse:
    """All events of an area in their order, its running sections, what is met and what is in force."""
    user = person(request)
    require(user, Action.READ_OFFICE, area_or_refuse(area))
    seen = situation(today())
    events = Event.objects.filter(area=area).exclude(kind__startswith=Event.POOL).order_by("-number")
    readable = where(user, Action.READ_OFFICE)
    context = {
        "here": "area",
        "area": area,
        "readable": [(key, area_title(key)) for key in readable],
        "standing": seen.standing(area),
        "mark": mark_of(seen.standing(area)),
        "computed": mark_of(seen.computed.on(area, today())),
        "running": [p for p in seen.progress(area) if p.area == area],
        "events": [_row(event) for event in events],
        "matters": [d for d in reversed(seen.determinations) if d.area == area],
        "findings": [f for f in reversed(seen.findings) if f.area == area][:_MOST_FINDINGS],
        "judged_until": seen.judged_until,
    }
    return shown(request, "office/area.html", context)


_MOST_FINDINGS = 12


def _row(event: Event) -> dict[str, object]:
    payload = payloads.read(event.kind, event.payload)
    title = ""
    if isinstance(payload, payloads.Drafted):
        title = words.matter_title(payload.kind, payload.step)
    elif isinstance(payload, payloads.FindingNoted):
        title = words.finding_title(payload.step, payload.change, open_=payload.status == "undetermined")
    return {"event": event, "title": title, "is_finding": event.kind == Event.Kind.FINDING_NOTED}
