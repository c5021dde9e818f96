"""What a health office does: ask for people, read what was computed beside it, see who comes. Each sees its own."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lagezentrum.law.model import Text
from lagezentrum.staffing.intake.requests import COLUMNS
from lagezentrum.staffing.model import week_of
from lagezentrum.staffing.need.wording import sentence
from lagezentrum.web.office.access import page, person
from lagezentrum.web.office.pool import cases, field_forms, forms
from lagezentrum.web.office.pool.calendars import as_ics
from lagezentrum.web.office.pool.rights import reaches, rights
from lagezentrum.web.office.pool.views.deployments import listed
from lagezentrum.web.office.pool.views.frame import pool_page, wanted_week
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.pool import scope, service
from lagezentrum.web.pool.early_ends import never_begun
from lagezentrum.web.pool.models import Receiver
from lagezentrum.web.pool.recording import land
from lagezentrum.web.pool.refusals import BadFile, unknown
from lagezentrum.web.today import now, today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_MOST_BYTES = 5_000_000
_AHEAD = 8
_SHOWN = 12


@page
def offices(request: HttpRequest) -> HttpResponse:
    """The receivers that somebody may see."""
    user = person(request)
    require_some(user)
    asked = cases.asked_for(week_of(today()))
    rows = [(row, asked.get(row.key)) for row in scope.receivers(user).order_by("name")]
    return pool_page(request, "offices.html", {"offices": rows}, "offices")


@page
def office(request: HttpRequest, key: str) -> HttpResponse:
    """One receiver: its request beside the computed need, and who comes."""
    user = person(request)
    found = found_office(user, key)
    held = rights(user)
    week = wanted_week(request)
    rows = cases.asked_for(week).get(key, [])
    beside = cases.beside_request(key, week, rows)
    computed = cases.assessed(week).get(key)
    more = {
        "office": found,
        "week": week,
        "before": week - timedelta(weeks=1),
        "after": week + timedelta(weeks=1),
        "asked": rows,
        "asks": sum(max(0.0, row.need_fte - row.own_fte) for row in rows),
        "computed": computed,
        "own": cases.own_fte(rows).get(key),
        "difference": None
        if beside is None or beside.beside is None
        else Text(de=sentence(beside.beside, "de"), en=sentence(beside.beside, "en")),
        "may_request": reaches(held.request, key),
        "history": scope.requests(user).filter(receiver=found).order_by("-id")[:_SHOWN],
        "own_page": True,
    }
    return listed(request, held, scope.deployments(user).filter(receiver=found), "office.html", "offices", more)


@page
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for people by form, one kind of work at a time, or by the weekly file."""
    user = person(request)
    found = found_office(user, key)
    require(user, Action.REQUEST_STAFF, land(), body=key)
    monday = week_of(today())
    weeks = [monday + timedelta(weeks=number) for number in range(_AHEAD)]
    by_file = "file" in request.FILES or request.POST.get("act") == "file"
    form = field_forms.RequestForm(None if by_file else request.POST or None, weeks=weeks)
    file_form = forms.FileForm(request.POST if by_file else None, request.FILES if by_file else None)
    reading: Any = None
    if request.method == "POST" and (file_form if by_file else form).is_valid():
        try:
            if by_file:
                rows = _from_file(user, key, file_form, good_rows=request.POST.get("good_rows") == "yes")
            else:
                rows = service.hand_in_one(user, key, form.as_columns())
        except BadFile as refusal:
            if by_file:
                reading = refusal
                file_form.add_error("file", _("Die Datei wurde nicht übernommen. Nichts davon ist gespeichert."))
            else:
                form.take(refusal.problems)
        else:
            messages.success(request, _("Der Bedarf ist gemeldet: %(n)s Zeilen.") % {"n": len(rows)})
            return redirect("office:pool-office", key)
    context = {
        "office": found,
        "form": form,
        "file_form": file_form,
        "reading": reading,
        "columns": COLUMNS.known,
    }
    wrong = form.errors or file_form.errors
    return pool_page(request, "ask.html", context, "offices", 400 if wrong else 200)


@page
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Who comes when, as iCalendar; without anything that names a person."""
    user = person(request)
    found = found_office(user, key)
    rows = list(scope.deployments(user).filter(receiver=found).select_related("person__lender"))
    unbegun = never_begun(rows)
    rows = [row for row in rows if row.pk not in unbegun]
    address = request.build_absolute_uri(reverse("office:pool-office", args=[key]))  # in the language of the page
    answer = HttpResponse(as_ics(found, rows, now(), address), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="personalpool-{key}.ics"'
    return answer


def require_some(user: "User") -> None:
    """Refuse who speaks for no receiver.

    Raises:
        NotAllowed: they speak for none.
    """
    if rights(user).receivers == frozenset():
        require(user, Action.READ_DEPLOYMENTS, land())


def found_office(user: "User", key: str) -> Receiver:
    """A receiver that somebody may see.

    Raises:
        NotAllowed: they speak for none.
        Unknown: there is none of that key for them.
    """
    require_some(user)
    found = scope.receivers(user).filter(key=key).first()
    if found is None:
        raise unknown("aufnehmende Stelle", "receiver", key)
    return found


def _from_file(user: "User", key: str, form: forms.FileForm, *, good_rows: bool) -> Any:
    given = form.cleaned_data["file"]
    return service.hand_in(user, given.read(_MOST_BYTES + 1), receiver=key, good_rows=good_rows)
