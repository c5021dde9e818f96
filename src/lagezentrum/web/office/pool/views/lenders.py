"""What a lender does: nominate by file or form, see its own people, recall them. The staff unit does it for any."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.law.model import Text
from lagezentrum.staffing.intake.nominations import COLUMNS
from lagezentrum.staffing.model import QUARTERS
from lagezentrum.web.office.access import page, person
from lagezentrum.web.office.pool import field_forms, forms
from lagezentrum.web.office.pool.numbers import whole_quarters
from lagezentrum.web.office.pool.rights import reaches, rights
from lagezentrum.web.office.pool.views.deployments import listed
from lagezentrum.web.office.pool.views.frame import pool_page
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.pool import scope, service
from lagezentrum.web.pool.models import Lender, Nomination
from lagezentrum.web.pool.recalls import recalled_until
from lagezentrum.web.pool.recording import land
from lagezentrum.web.pool.refusals import BadFile, NotFitting, WrongState, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_MOST_BYTES = 5_000_000
_RECALLED = Text(de="zurückgerufen, wird nicht mehr eingeplant", en="recalled, no longer planned for")


@page
def lenders(request: HttpRequest) -> HttpResponse:
    """The authorities that somebody may see, with how many people each has offered."""
    user = person(request)
    require_some(user)
    state = Nomination.State
    rows = scope.lenders(user).annotate(
        reported=Count("nomination", filter=Q(nomination__state=state.REPORTED)),
        checked=Count("nomination", filter=Q(nomination__state=state.CHECKED)),
        offered=Sum("nomination__quarters", filter=~Q(nomination__state=state.WITHDRAWN)),
    )
    return pool_page(request, "lenders.html", {"lenders": rows, "quarters": QUARTERS}, "lenders")


@page
def lender(request: HttpRequest, key: str) -> HttpResponse:
    """One authority: its people, what to do for it, and their deployments."""
    user = person(request)
    found = found_lender(user, key)
    held = rights(user)
    people = found.nomination_set.exclude(state=Nomination.State.WITHDRAWN)
    more = {
        "lender": found,
        "people": people.order_by("state", "pseudonym"),
        "fte": sum(row.quarters for row in people) / QUARTERS,
        "most": None if found.max_quarters is None else found.max_quarters / QUARTERS,
        "recalled": recalled_until().keys(),
        "recalled_words": _RECALLED,
        "may_nominate": reaches(held.nominate, key),
        "uploads": scope.uploads(user).filter(lender=found),
        "exclusion": forms.ExclusionForm(
            initial={
                "reason": found.excluded,
                "most": None if found.max_quarters is None else found.max_quarters / QUARTERS,
                "notice": found.notice_days,
            }
        ),
        "own_page": True,
    }
    rows = scope.deployments(user).filter(person__lender=found)
    return listed(request, held, rows, "lender.html", "lenders", more)


@page
def upload(request: HttpRequest, key: str) -> HttpResponse:
    """Hand in a file of nominations; it is read and shown before anybody is entered."""
    user = person(request)
    found = found_lender(user, key)
    require(user, Action.NOMINATE, land(), body=key)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    reading = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        if given.size > _MOST_BYTES:
            form.add_error("file", _("Die Datei ist größer als 5 MB. Teilen Sie sie auf."))
        else:
            checked = service.upload(user, given.read(), lender=key)
            if checked.upload is not None:
                return redirect("office:pool-upload", key, checked.upload.pk)
            reading = checked.reading
            form.add_error("file", _("Keine Zeile der Datei ist in Ordnung. Es ist nichts gespeichert."))
    context = {"lender": found, "form": form, "reading": reading, "columns": COLUMNS.known}
    return pool_page(request, "upload.html", context, "lenders", 400 if form.errors else 200)


@page
def waiting(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A file that was read: every problem with row and column, and the choice to take the good rows or none."""
    user = person(request)
    found = found_lender(user, key)
    checked = service.check_again(user, number)
    if checked.upload is None or checked.upload.lender_id != key:
        raise unknown("Datei", "upload", number)
    if request.method == "POST":
        if request.POST.get("act") == "discard":
            service.discard(user, number)
            messages.info(request, _("Die Datei ist verworfen. Niemand wurde eingetragen."))
            return redirect("office:pool-lender", key)
        try:
            entered = service.confirm(user, number, good_rows=request.POST.get("good_rows") == "yes")
        except BadFile as refusal:
            messages.error(request, refusal.message.splitlines()[0])
        else:
            messages.success(request, _("Gemeldet: %(n)s. Der Personalstab prüft die Meldungen.") % {"n": len(entered)})
            return redirect("office:pool-lender", key)
    context = {"lender": found, "reading": checked.reading, "upload": checked.upload}
    return pool_page(request, "waiting.html", context, "lenders")


@page
def nominate(request: HttpRequest, key: str) -> HttpResponse:
    """Enter one person by form."""
    user = person(request)
    found = found_lender(user, key)
    require(user, Action.NOMINATE, land(), body=key)
    form = field_forms.NominationForm(request.POST or None)
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            service.nominate_one(user, form.as_columns() | {"dienststelle_id": key})
        except BadFile as refusal:
            problems = refusal.problems
            form.take(refusal.problems)
        else:
            messages.success(request, _("Gemeldet. Der Personalstab prüft die Meldung."))
            return redirect("office:pool-lender", key)
    context = {"lender": found, "form": form, "problems": problems}
    return pool_page(request, "nominate.html", context, "lenders", 400 if form.errors else 200)


@page
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Find the people ticked in order, or take them back."""
    user = person(request)
    found = found_lender(user, key)
    if request.method == "POST":
        aliases = request.POST.getlist("kraft")
        try:
            if not aliases:
                raise NotFitting("Kreuzen Sie zuerst mindestens eine Kraft an.", "Tick at least one person first.")
            own = set(found.nomination_set.filter(alias__in=aliases).values_list("alias", flat=True))
            if own != set(aliases):
                raise unknown("Kraft", "person", min(set(aliases) - own))
            if request.POST.get("act") == "withdraw":
                count = service.withdraw(user, aliases)
                messages.success(request, _("Zurückgezogen: %(n)s.") % {"n": count})
            else:
                messages.success(request, _("Geprüft: %(n)s.") % {"n": len(service.check(user, aliases))})
        except (NotFitting, WrongState) as refusal:
            messages.error(request, refusal.message)
    return redirect("office:pool-lender", key)


@page
def limits(request: HttpRequest, key: str) -> HttpResponse:
    """Exclude an authority for a reason, or set how many it lends and its notice."""
    user = person(request)
    require(user, Action.SET_LENDER, land())
    found_lender(user, key)
    form = forms.ExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():  # both or neither
                service.exclude(user, key, given["reason"])
                service.set_limits(user, key, max_quarters=whole_quarters(given["most"]), notice_days=given["notice"])
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Eingetragen und im Register vermerkt."))
            return redirect("office:pool-lender", key)
    if request.method != "POST":
        return redirect("office:pool-lender", key)
    context = {"lender": found_lender(user, key), "form": form}
    return pool_page(request, "limits.html", context, "lenders", 400)


def require_some(user: "User") -> None:
    """Refuse who speaks for no authority.

    Raises:
        NotAllowed: they speak for none.
    """
    if rights(user).lenders == frozenset():
        require(user, Action.READ_NOMINATIONS, land())


def found_lender(user: "User", key: str) -> Lender:
    """An authority that somebody may see.

    Raises:
        NotAllowed: they speak for none.
        Unknown: there is none of that key for them.
    """
    require_some(user)
    found = scope.lenders(user).filter(key=key).first()
    if found is None:
        raise unknown("abgebende Stelle", "authority", key)
    return found
