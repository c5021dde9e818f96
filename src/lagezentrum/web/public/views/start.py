"""Start page: search, answer, map of any day, table."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lagezentrum.web.public import language, sentences
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.day_links import day_links
from lagezentrum.web.public.days import Day, day_of
from lagezentrum.web.public.drawing import map_svg
from lagezentrum.web.public.marks import LEGEND, OPEN
from lagezentrum.web.public.outlook import Outlook
from lagezentrum.web.public.overview import count_open, counted, district_keys, land_keys, rows
from lagezentrum.web.public.places import search
from lagezentrum.web.public.views.card import card
from lagezentrum.web.situation import Situation, situation

_ROUND = 7
"""Days before and after the day shown that are linked."""


@page
def start(request: HttpRequest) -> HttpResponse:
    """The map of a day, and the answer for a place."""
    day = day_of(request)
    seen = situation(day.known)
    table = rows(seen, day.shown)
    found = search(request.GET.get("ort", ""), district_keys(seen))
    return render(
        request,
        "public/start.html",
        {
            "day": day,
            "days": _days(day),
            "day_links": day_links(day, district_keys(seen), lambda d: address_of(d, day)),
            "seen": seen,
            "found": found,
            "card": card(seen, found.area.ags, day) if found.area else None,
            "rows": sorted(table, key=lambda row: (row.mark.rank, row.title)),
            "districts": sorted(table, key=lambda row: row.area.name),
            "counts": counted(table),
            "number_open": count_open(table),
            "statewide": _statewide(seen, day),
            "map": map_svg(
                {row.area.ags: row.mark for row in table},
                _("Karte: was am %s in jedem Landkreis gilt") % sentences.day_words(day.shown),
                day=None if day.is_present and not day.chosen else day.shown,
            ),
            "legend": LEGEND,
            "open_title": OPEN,
        },
    )


def _days(day: Day) -> list[dict[str, object]]:
    """The days around the one shown, as links."""
    around = [day.shown + timedelta(days=n) for n in range(-_ROUND, _ROUND + 1)]
    return [
        {"day": d, "weekday": language.weekday(d), "date": language.tiny_date(d), "current": d == day.shown,
         "present": d == day.present, "address": address_of(d, day)}
        for d in around
        if day.first <= d <= day.last
    ]  # fmt: skip


def _statewide(seen: Situation, day: Day) -> list[str]:
    """What has been determined or found for the whole Land and is still to come."""
    if not day.is_present:
        return []
    outlook = Outlook(seen)
    return [
        sentences.comes(change, seen)
        for land in land_keys(seen)
        for change in outlook.coming(land, by_figures_to_come=False)
    ]


def address_of(shown: date, day: Day) -> str:
    """The address of the map of a day; the present day has no day in its address."""
    return reverse("public:start") + ("" if shown == day.present else f"?tag={shown.isoformat()}") + "#karte"
