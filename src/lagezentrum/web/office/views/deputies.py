"""Deputies: who stands in for me, and for whom I stand in."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.models import User as Person
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.web.ledger import chain
from lagezentrum.web.office import forms, words
from lagezentrum.web.office.access import UnknownThing, land, page, person, shown, where
from lagezentrum.web.people.deputies import end_deputy, name_deputy
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.permission import TABLE, Action, require, stands_apart
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.public.language import area_title
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@page
def deputies(request: HttpRequest) -> HttpResponse:
    """My roles, my deputies, those I represent; and a form to name one more."""
    user = person(request)
    _allowed(user)
    own = _own(user)
    form = forms.DeputyForm(
        request.POST if request.method == "POST" else None,
        grants=[(str(grant.pk), f"{words.ROLES[Role(grant.role)]}, {area_title(grant.area)}") for grant in own],
        people=[(str(other.pk), chain.name_of(other)) for other in _others(user)],
        today=today(),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        grant = next(g for g in own if str(g.pk) == given["grant"])
        deputy = Person.objects.get(pk=given["deputy"])
        period = {"first": given["first"], "last": given["last"]}
        if _named_already(user, deputy, grant, **period):
            messages.info(request, _("Diese Vertretung gibt es schon."))
            return redirect("office:deputies")
        try:
            name_deputy(user, deputy, role=Role(grant.role), area=grant.area, **period)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Die Vertretung ist eingetragen."))
            return redirect("office:deputies")
    granted = Grant.objects.select_related("user", "deputy_for")
    context = {
        "here": "deputies",
        "form": form,
        "own": own,
        "mine": [g for g in granted.filter(deputy_for=user) if g.valid_to is None or g.valid_to >= today()],
        "past": [g for g in granted.filter(deputy_for=user) if g.valid_to is not None and g.valid_to < today()],
        "for_others": granted.filter(user=user, deputy_for__isnull=False),
        "today": today(),
    }
    return shown(request, "office/deputies.html", context, status=400 if form.errors else 200)


@page
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Ending a deputy's grant with today as its last day."""
    grant = Grant.objects.filter(pk=number).first()
    if request.method != "POST":
        return redirect("office:deputies")
    if grant is None:
        raise UnknownThing("Diese Vertretung gibt es nicht mehr.", "There is no such deputy any more.")
    end_deputy(person(request), grant)
    messages.success(request, _("Die Vertretung endet heute."))
    return redirect("office:deputies")


def _allowed(user: "User") -> None:
    """Who holds a role that can be represented, or stands in for somebody."""
    if not where(user, Action.NAME_DEPUTY):
        require(user, Action.NAME_DEPUTY, land())


def _own(user: "User") -> list[Grant]:
    """The roles that the person holds in their own right and can let somebody else act in."""
    return [
        grant
        for grant in Grant.objects.filter(user=user, deputy_for=None)
        if Action.NAME_DEPUTY in TABLE[Role(grant.role)] and (grant.valid_to is None or grant.valid_to >= today())
    ]


def _others(user: "User") -> list[Person]:
    found = Person.objects.filter(is_active=True, grants__isnull=False).exclude(pk=user.pk).distinct()
    return sorted((other for other in found if not stands_apart(other, today(), today())), key=chain.name_of)


def _named_already(user: "User", deputy: Person, grant: Grant, *, first: date, last: date) -> bool:
    same = Grant.objects.filter(user=deputy, role=grant.role, area=grant.area, deputy_for=user)
    return same.filter(valid_from=first, valid_to=last).exists()
