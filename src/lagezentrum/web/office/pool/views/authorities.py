"""The authority file of the staff unit: who lends, who is excluded and why, how many at a time, with which notice."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.staffing.intake.authorities import COLUMNS
from lagezentrum.web.office.access import page, person
from lagezentrum.web.office.pool import forms
from lagezentrum.web.office.pool.views.frame import pool_page
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.pool import service
from lagezentrum.web.pool.recording import land
from lagezentrum.web.pool.refusals import BadFile, NotFitting

_MOST_BYTES = 5_000_000


@page
def enter(request: HttpRequest) -> HttpResponse:
    """Enter authorities by file; every problem is shown, and nothing is taken until the good rows are confirmed."""
    user = person(request)
    require(user, Action.SET_LENDER, land())
    form = forms.FileForm(request.POST or None, request.FILES or None)
    reading: Any = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        good_rows = request.POST.get("good_rows") == "yes"
        try:
            number = service.import_lenders(user, given.read(_MOST_BYTES + 1), good_rows=good_rows)
        except BadFile as refusal:
            reading = refusal
            form.add_error("file", _("Die Datei wurde nicht übernommen. Nichts davon ist gespeichert."))
        except NotFitting as refusal:
            form.add_error("file", refusal.message)
        else:
            messages.success(request, _("Die Datei ist eingelesen. Stellen darin: %(n)s.") % {"n": number})
            return redirect("office:pool-lenders")
    context = {"form": form, "reading": reading, "columns": COLUMNS.known}
    return pool_page(request, "authorities.html", context, "lenders", 400 if form.errors else 200)
