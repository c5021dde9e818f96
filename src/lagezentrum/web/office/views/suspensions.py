"""A court suspends a determination: noted by one person, confirmed or dropped by another."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.web.ledger import payloads, service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.office import forms
from lagezentrum.web.office.access import page, shown
from lagezentrum.web.office.effects import lapse
from lagezentrum.web.office.views.matters import context_of, readable
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@page
def suspend(request: HttpRequest, matter: str) -> HttpResponse:
    """Noting that a court suspended it."""
    user, found = readable(request, matter)
    require(user, Action.SUSPEND, found.area)
    form = forms.SuspensionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if _noted_already(found, form.cleaned_data):
            messages.info(request, _("Genau diese Aussetzung ist schon vermerkt."))
            return redirect("office:matter", matter)
        try:
            service.suspend(user, matter, **form.cleaned_data)
        except service.Incomplete as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(
                request, _("Die Aussetzung ist vermerkt. Sie wirkt, sobald eine zweite Person sie bestätigt.")
            )
            return redirect("office:matter", matter)
    context = context_of(user, found) | {"form": form, "lapse": lapse(situation(today()), found, today())}
    return shown(request, "office/suspend.html", context, status=400 if form.errors else 200)


@page
def confirm_suspension(request: HttpRequest, matter: str) -> HttpResponse:
    """The second person confirms what was noted of a court's decision, or drops it with a reason."""
    user, _found = readable(request, matter)
    if request.method != "POST":
        return redirect("office:matter", matter)
    note = request.POST.get("note", "")
    if request.POST.get("act") == "drop":
        form = forms.ReasonForm(request.POST)
        if not form.is_valid():
            messages.warning(request, _("Bitte nennen Sie einen Grund."))
            return redirect("office:matter", matter)
        return _settle(
            request, user, matter, note, Event.Kind.SUSPENSION_DROPPED,
            lambda: service.drop_suspension(user, matter, note, form.cleaned_data["reason"]),
            done=_("Der Vermerk ist verworfen. Er wirkt nie."),
        )  # fmt: skip
    return _settle(
        request, user, matter, note, Event.Kind.SUSPENSION_CONFIRMED,
        lambda: service.confirm_suspension(user, matter, note),
        done=_("Die Aussetzung ist bestätigt. Sie wirkt an den Tagen, die das Gericht bestimmt hat."),
    )  # fmt: skip


def _settle(
    request: HttpRequest,
    user: "User",
    matter: str,
    note: str,
    kind: Event.Kind,
    act: Callable[[], Determination],
    *,
    done: str,
) -> HttpResponse:
    """Confirm or drop a note once; the same person clicking twice is told so."""
    try:
        act()
    except service.Conflict:
        own = Event.objects.filter(matter=matter, kind=kind, actor_id=user.pk)
        if not any(getattr(payloads.read(event.kind, event.payload), "note", "") == note for event in own):
            raise
        messages.info(request, _("Das ist schon so eingetragen. Es wurde nichts doppelt angelegt."))
    else:
        messages.success(request, done)
    return redirect("office:matter", matter)


def _noted_already(found: Determination, given: dict[str, Any]) -> bool:
    wanted = {name: value or ("" if name == "note" else value) for name, value in given.items()}
    return any(
        all(getattr(noted, name) == value for name, value in wanted.items())
        for noted in (*found.suspensions, *found.noted_suspensions)
    )
