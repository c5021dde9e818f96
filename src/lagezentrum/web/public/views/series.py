"""The figures behind a chart, as a table for programs."""

import csv
from collections.abc import Iterator
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from lagezentrum.engine.observations import Figures
from lagezentrum.web.archive.moments import aware
from lagezentrum.web.ledger import law
from lagezentrum.web.public.caching import page
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today


@page
def series(_request: HttpRequest, ags: str, indicator: str) -> HttpResponse:
    """Every day from the first to the last figure that may decide, as first published; where none is, no value."""
    regulation = law.regulation()
    declared = next((v.indicators[indicator] for v in reversed(regulation.versions) if indicator in v.indicators), None)
    if declared is None or ags not in law.areas(regulation.id) or (declared.scope == "state") != (len(ags) == 2):
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{indicator}-{ags}.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(("indicator", "unit", "area", "day", "value", "published_at", "source", "note"))
    for row in _rows(situation(today()).figures, indicator, ags):
        writer.writerow((indicator, declared.unit, ags, *row))
    return response


def _rows(figures: Figures, indicator: str, area: str) -> Iterator[tuple[object, ...]]:
    """Day, value, moment of publication, source, note; all but the day are None where nothing was published."""
    known = figures.days(indicator, area)
    for day in _every_day(known[0], known[-1]) if known else ():
        found = figures.first_published(indicator, area, day)
        if found is None:
            yield day, None, None, None, None
        else:
            yield day, found.value, aware(found.published_at).isoformat(), found.source, found.note


def _every_day(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
