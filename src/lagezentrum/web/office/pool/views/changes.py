"""Changes by hand: the cost is shown first, and only the plan whose cost was shown is taken."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.web.office.access import page, person
from lagezentrum.web.office.pool import forms, plans
from lagezentrum.web.office.pool.numbers import whole_quarters
from lagezentrum.web.office.pool.people import pseudonyms
from lagezentrum.web.office.pool.views.frame import pool_page
from lagezentrum.web.office.pool.words import REASONS
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.pool import service
from lagezentrum.web.pool.acts.proposing import open_proposal
from lagezentrum.web.pool.models import ManualChange
from lagezentrum.web.pool.recording import land
from lagezentrum.web.pool.refusals import NotFitting, ShownAnother, Unknown
from lagezentrum.web.pool.service import Cost, Wanted
from lagezentrum.web.public.templatetags.lagezentrum import words


@page
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Wish something, see what it costs, and take it or not."""
    user = person(request)
    require(user, Action.PROPOSE, land())
    found, opened = plans.of_proposal(user, key)
    open_proposal(key)
    form = _form(request, opened)
    cost: Cost | None = None
    if request.method == "POST" and form.is_valid():
        try:
            wanted = _wanted(form.cleaned_data)
            if request.POST.get("act") == "sign":
                service.change(user, key, wanted, shown=request.POST.get("seen", ""))
                messages.success(request, _("Die Änderung ist übernommen und mit ihrem Grund im Register vermerkt."))
                return redirect("office:pool-proposal", key)
            cost = service.cost_of(user, key, wanted)
        except (NotFitting, Unknown, ShownAnother) as refusal:
            form.add_error(None, refusal.message)
    context = {
        "proposal": found,
        "form": form,
        "cost": cost,
        "by_receiver": _by_receiver(cost, opened),
        "kinds": [ManualChange.Kind.PIN, ManualChange.Kind.FORBID, ManualChange.Kind.SWAP, ManualChange.Kind.RESERVE],
    }
    return pool_page(request, "change.html", context, "proposals", 400 if form.errors else 200)


def _form(request: HttpRequest, opened: plans.Opened) -> forms.ChangeForm:
    named = pseudonyms(opened.people)
    people = sorted((alias, f"{opened.people[alias].lender} · {name}") for alias, name in named.items())
    receivers = sorted(opened.names.items(), key=lambda item: item[1])
    return forms.ChangeForm(
        request.POST or None,
        people=sorted(people, key=lambda item: item[1]),
        receivers=receivers,
        weeks=opened.weeks,
        reasons=[(key, words(text)) for key, text in REASONS.items()],
        initial={
            "person": request.GET.get("kraft", ""),
            "receiver": request.GET.get("amt", ""),
            "kind": request.GET.get("art", ""),
        },
    )


def _wanted(given: dict[str, Any]) -> Wanted:
    """The wish. Fields that do not belong to its kind are left out.

    Raises:
        NotFitting: posts that are not whole quarters.
    """
    kind = ManualChange.Kind(given["kind"])
    quarters = whole_quarters(given["fte"])
    of_person = kind is not ManualChange.Kind.RESERVE
    return Wanted(
        kind,
        date.fromisoformat(given["first"]),
        date.fromisoformat(given["last"]),
        ManualChange.Reason(given["reason"]),
        person=(given["person"] or None) if of_person else None,
        other=(given["other"] or None) if kind is ManualChange.Kind.SWAP else None,
        receiver=(given["receiver"] or None) if kind in (ManualChange.Kind.PIN, ManualChange.Kind.FORBID) else None,
        quarters=quarters if kind is ManualChange.Kind.RESERVE else None,
    )


def _by_receiver(cost: Cost | None, opened: plans.Opened) -> list[tuple[str, float]]:
    if cost is None:
        return []
    rows = [(opened.names.get(key, key), value) for key, value in cost.by_receiver.items()]
    return sorted(rows, key=lambda row: (row[1], row[0]))
