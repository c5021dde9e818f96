"""What applies on Saturday: a place, a day, one sentence, its reason, how sure it is."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.web.public import language
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.days import AHEAD, exact_day_of, next_saturday
from lagezentrum.web.public.overview import district_keys
from lagezentrum.web.public.places import search
from lagezentrum.web.public.views.card import card
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today


@page
def saturday(request: HttpRequest) -> HttpResponse:
    """The answer for a place and a day, the next Saturday where no day is named; for a day without a version, that."""
    day = exact_day_of(request, next_saturday(today()))
    seen = situation(day.known)
    found = search(request.GET.get("ort", ""), district_keys(seen))
    ahead = [day.present + timedelta(days=n) for n in range(AHEAD.days + 1)]
    return render(
        request,
        "public/saturday.html",
        {
            "day": day,
            "seen": seen,
            "found": found,
            "card": card(seen, found.area.ags, day) if day.is_told and found.area else None,
            "area": found.area,
            "saturdays": [d for d in ahead if d.weekday() == 5 and day.first <= d <= day.last],
            "districts": sorted((seen.areas[ags] for ags in district_keys(seen)), key=lambda area: area.name),
            "weekday": language.weekday(day.shown),
        },
    )
