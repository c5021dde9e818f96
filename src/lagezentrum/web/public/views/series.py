"""The figures behind a chart, as a table for programs."""

import csv

from django.http import Http404, HttpRequest, HttpResponse

from lagezentrum.web.ledger import law
from lagezentrum.web.public.caching import page
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today


@page
def series(_request: HttpRequest, ags: str, indicator: str) -> HttpResponse:
    """Every figure of an indicator that may decide, as first published. A day without a figure has no row."""
    regulation = law.regulation()
    declared = next((v.indicators[indicator] for v in reversed(regulation.versions) if indicator in v.indicators), None)
    if declared is None or ags not in law.areas(regulation.id) or (declared.scope == "state") != (len(ags) == 2):
        raise Http404
    figures = situation(today()).figures
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{indicator}-{ags}.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(("indicator", "unit", "area", "day", "value", "published_at", "source", "note"))
    for day in figures.days(indicator, ags):
        found = figures.first_published(indicator, ags, day)
        if found is not None:
            writer.writerow(
                (
                    indicator,
                    declared.unit,
                    ags,
                    day,
                    found.value,
                    found.published_at.isoformat(),
                    found.source,
                    found.note,
                )
            )
    return response
