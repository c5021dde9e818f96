"""The Land: statewide rule, its indicators, what changed in the last days."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public import sentences
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.days import day_of
from lagezentrum.web.public.earliest import earliest_steps
from lagezentrum.web.public.marks import Mark, mark_of
from lagezentrum.web.public.outlook import Outlook, is_open
from lagezentrum.web.public.overview import Row, count_open, counted, district_keys, land_keys, rows
from lagezentrum.web.public.probable import probable
from lagezentrum.web.public.proofs import proof_lines
from lagezentrum.web.public.stages import stages
from lagezentrum.web.public.views.district import indicator_charts, routes
from lagezentrum.web.situation import Situation, situation

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Changed:
    """A district in which something else held a week ago."""

    row: Row
    before: Mark


@page
def state(request: HttpRequest) -> HttpResponse:
    """The Land on a day."""
    day = day_of(request)
    seen = situation(day.known)
    land = land_keys(seen)[0]
    standing = seen.standing(land)
    running = seen.progress(land)
    version = seen.regulation.in_force(land, seen.judged_until)
    shown = routes(version, running, standing.level)
    table = rows(seen, seen.on)
    return render(
        request,
        "public/state.html",
        {
            "area": seen.areas[land],
            "day": day,
            "seen": seen,
            "mark": mark_of(standing, is_open=is_open(Outlook(seen).coming(land, by_figures_to_come=False))),
            "sentence": sentences.holds(standing, day.present),
            "reason": sentences.reason(standing),
            "counts": counted(table),
            "number_open": count_open(table),
            "total": len(table),
            "stages": stages(seen, land),
            "routes": shown,
            "earliest": earliest_steps(seen, land),
            "probable": probable(seen, land),
            "charts": indicator_charts(seen, version, land, shown),
            "changed": _changed(seen, table),
            "orders": _recent_orders(seen),
            "proof": proof_lines(seen, land),
            "week_ago": seen.on - _WEEK,
        },
    )


def _changed(seen: Situation, table: tuple[Row, ...]) -> tuple[Changed, ...]:
    """The districts in which something else holds than a week before, highest level first."""
    before = {ags: mark_of(seen.standings.on(ags, seen.on - _WEEK)) for ags in district_keys(seen)}
    changed = [Changed(row, before[row.area.ags]) for row in table if before[row.area.ags] != row.mark.in_force]
    return tuple(sorted(changed, key=lambda c: (c.row.mark.rank, c.row.title)))


def _recent_orders(seen: Situation) -> tuple[Determination, ...]:
    """What was published in the last week, the latest first."""
    recent = [d for d in seen.determinations if d.published_on and seen.on - _WEEK < d.published_on <= seen.on]
    return tuple(sorted(recent, key=lambda d: (d.published_on or date.min, d.id), reverse=True))
