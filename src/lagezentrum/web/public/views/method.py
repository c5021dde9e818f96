"""Method: the norm of the version in force with what the program carries out, and the readings chosen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.law.coverage import coverage
from lagezentrum.web.ledger import law
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.days import day_of
from lagezentrum.web.public.marks import LEGEND, OPEN
from lagezentrum.web.public.proofs import norms


@page
def method(request: HttpRequest) -> HttpResponse:
    """The norm of the version asked for, or of the one in force on the day."""
    day = day_of(request)
    regulation = law.regulation()
    asked = request.GET.get("fassung", "").strip()
    named = regulation.named(asked)
    version = named or next((v for v in regulation.versions if v.in_force.covers(day.shown)), regulation.versions[-1])
    provisions = norms(regulation.id)[version.version]
    rows = coverage(version, provisions)
    return render(
        request,
        "public/method.html",
        {
            "day": day,
            "regulation": regulation,
            "version": version,
            "unknown": bool(asked) and named is None,
            "provisions": [(row, provisions[row.anchor]) for row in rows],
            "counts": {
                "encoded": sum(row.status == "encoded" for row in rows),
                "human": sum(row.status == "left to a human" for row in rows),
                "definition": sum(row.status == "definition" for row in rows),
                "not_encoded": sum(row.status == "not encoded" for row in rows),
            },
            "readings": law.library().interpretations(regulation.id, version.version),
            "calendars": sorted({section.calendar for section in version.sections.values()}),
            "legend": LEGEND,
            "open_title": OPEN,
        },
    )
