"""May I come in? Three questions, an answer, and nothing kept of either."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from lagezentrum.access import answer, contradictions
from lagezentrum.engine.wording.phrases import long_date, text
from lagezentrum.law.model import Text
from lagezentrum.web import doors
from lagezentrum.web.ledger import law
from lagezentrum.web.public import language
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.days import bounds, day_of
from lagezentrum.web.public.entry_answer import shown
from lagezentrum.web.public.entry_form import EntryForm, read
from lagezentrum.web.public.overview import district_keys
from lagezentrum.web.public.places import Found, search
from lagezentrum.web.situation import Situation
from lagezentrum.web.today import BERLIN

_USUAL = "restaurant"
"""The kind of place that the form begins with, if the regulation knows it."""


# Exempt from the check against forged forms, which would need a cookie: the answer changes nothing and is shown only
# to whoever asked, so there is nothing to forge.
@csrf_exempt
@sensitive_variables()  # so that no report of an error carries what was asked
@sensitive_post_parameters()
def entry(request: HttpRequest) -> HttpResponse:
    """The questions (GET, the same for everybody) or the answer (POST, for nobody else and never kept)."""
    return _answered(request) if request.method == "POST" else _questions(request)


@page
def _questions(request: HttpRequest) -> HttpResponse:
    day = day_of(request)
    asked_for = request.GET.get("art", "").strip()
    places = _places()
    kind = asked_for if asked_for in places else _USUAL
    form = EntryForm(
        places=places,
        initial={
            "ort": request.GET.get("ort", "")[:80],
            "tag": day.shown,
            "art": kind,
            "rolle": "guest",
        },
    )
    title = dict(form.fields["art"].choices).get(kind, "")  # type: ignore[attr-defined]
    unknown = bool(title) and asked_for not in ("", kind)
    return render(
        request, "public/entry.html", {"form": form, "day": day, "unknown_kind": unknown, "place_title": title}
    )


@sensitive_variables()
def _answered(request: HttpRequest) -> HttpResponse:
    form = EntryForm(request.POST, places=_places())
    context: dict[str, object] = {"form": form}
    if form.is_valid() and _day_is_possible(form) and _proofs_are_possible(form):
        seen = doors.seen_for(form.cleaned_data["tag"])
        found = search(form.cleaned_data["ort"], district_keys(seen))
        context["found"] = found
        area = _area(form, found)
        if area is not None:
            context |= _answer(form, seen, area)
    response = render(request, "public/entry.html", context)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@sensitive_variables()
def _answer(form: EntryForm, seen: Situation, ags: str) -> dict[str, object]:
    day = form.cleaned_data["tag"]
    level = doors.level_on(seen, ags, day)
    rules = doors.rules(seen.regulation.id).get(level.version or "")
    asked = read(form, rules, ZoneInfo(rules.time_zone) if rules else BERLIN)
    given = answer(rules, asked.place, asked.person, asked.moment, level)
    return {
        "area": seen.areas[ags],
        "place_title": dict(form.fields["art"].choices)[asked.place.kind],  # type: ignore[attr-defined]
        "moment": asked.moment,
        "at_noon": form.cleaned_data["uhrzeit"] is None,
        "answer": shown(given, asked, rules, seen.regulation.id),
    }


def _area(form: EntryForm, found: Found) -> str | None:
    """The district meant: the one chosen from several of that name, or the only one; None where that is open."""
    keys = [area.ags for area in found.areas]
    if form.cleaned_data["kreis"] in keys:
        return str(form.cleaned_data["kreis"])
    if len(keys) == 1 and not found.alike:
        return keys[0]
    return None


def _day_is_possible(form: EntryForm) -> bool:
    first, last = bounds(law.regulation())
    if first <= form.cleaned_data["tag"] <= last:
        return True
    spoken = language.current()
    form.add_error(
        "tag",
        _("Möglich sind die Tage von %(first)s, bis %(last)s.")
        % {"first": long_date(first, spoken), "last": long_date(last, spoken)},
    )
    return False


@sensitive_variables()
def _proofs_are_possible(form: EntryForm) -> bool:
    asked = read(form, None, BERLIN)
    given = form.cleaned_data
    # A date that was not given but assumed contradicts nothing.
    said = replace(asked.person, vaccinated=given["vaccinated"], boosted=given["boosted"], recovered=given["recovered"])
    for wrong in contradictions(said, asked.moment):
        form.add_error(wrong.field, text(wrong.says, language.current()))
    return not form.errors


def _places() -> dict[str, Text]:
    return dict(doors.kinds(settings.REGULATION))
