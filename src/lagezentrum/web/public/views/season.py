"""The season of all districts as a strip, and as a table for programs."""

import csv
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.engine.wording.phrases import text
from lagezentrum.sources.areas import Area
from lagezentrum.web.public import language, strip
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.days import day_of
from lagezentrum.web.public.history import span
from lagezentrum.web.public.marks import LEGEND, mark_of
from lagezentrum.web.public.overview import district_keys
from lagezentrum.web.situation import Situation, situation


@dataclass(frozen=True)
class Line:
    """One district of the strip; `words` says for those who do not see it what the runs are."""

    area: Area
    runs: tuple[strip.Run, ...]
    words: str


@page
def season(request: HttpRequest) -> HttpResponse:
    """The strip of all districts."""
    day = day_of(request)
    seen = situation(day.known)
    first, last = span(seen)
    return render(
        request,
        "public/season.html",
        {
            "day": day,
            "lines": lines(seen, first, last),
            "first": first,
            "last": last,
            "months": strip.months(first, last),
            "width": strip.width(first, last),
            "height": strip.ROW_HEIGHT,
            "legend": LEGEND,
        },
    )


@page
def season_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table: one row for each stretch of days."""
    day = day_of(request)
    seen = situation(day.known)
    first, last = span(seen)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verlauf.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(("ags", "name", "first_day", "last_day", "in_force", "meaning"))
    for line in lines(seen, first, last):
        for run in line.runs:
            meaning = text(run.mark.title, language.current())
            writer.writerow((line.area.ags, line.area.title, run.first, run.last, run.mark.sign, meaning))
    return response


def lines(seen: Situation, first: date, last: date) -> tuple[Line, ...]:
    """The strip of every district, in the order of their names."""
    found = [_line(seen, ags, first, last) for ags in district_keys(seen)]
    return tuple(sorted(found, key=lambda line: (line.area.name, line.area.ags)))


def _line(seen: Situation, ags: str, first: date, last: date) -> Line:
    runs = strip.runs(first, last, lambda day: mark_of(seen.standings.on(ags, day)))
    return Line(seen.areas[ags], runs, strip.in_words(runs))
