"""The list of all determinations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.web.public import language
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.register import areas_with_orders, entries
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today


@page
def orders(request: HttpRequest) -> HttpResponse:
    """Every published determination, or those that concern one area."""
    seen = situation(today())
    asked = request.GET.get("ort", "").strip()
    area = asked if asked in seen.areas else ""
    return render(
        request,
        "public/orders.html",
        {
            "entries": entries(seen, area),
            "areas": list(areas_with_orders(seen)),
            "area": area,
            "title": language.area_title(area) if area else "",
            "unknown": bool(asked) and not area,
        },
    )
