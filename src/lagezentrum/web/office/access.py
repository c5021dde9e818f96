"""Who sees an office page, and what becomes of an act that is refused."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lagezentrum.web.ledger import law
from lagezentrum.web.ledger.refusals import Conflict, Incomplete, UnknownMatter
from lagezentrum.web.office import kept
from lagezentrum.web.people.permission import Action, areas
from lagezentrum.web.people.refusal import NotAllowed, Refusal
from lagezentrum.web.pool.refusals import Unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User

P = ParamSpec("P")

_PAGES: tuple[tuple[type[Refusal], str, int], ...] = (
    (NotAllowed, "office/refused.html", 403),
    (UnknownMatter, "office/unknown.html", 404),
    (Unknown, "office/unknown.html", 404),
    (Conflict, "office/conflict.html", 409),
    (Incomplete, "office/conflict.html", 400),
    (Refusal, "office/conflict.html", 409),
)


class UnknownThing(Refusal):
    """An address that names an area, rule, file or person that there is none of."""


def page(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[P, HttpResponse]:
    """A page for people who are signed in; nothing of it is kept by browsers, and a refusal is answered in words."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            kept.keep(request)
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        try:
            return kept.offer(request) or view(request, *args, **kwargs)
        except UnknownThing as refusal:
            return refused(request, refusal, "office/unknown.html", 404)
        except Refusal as refusal:
            template, status = next((t, s) for kind, t, s in _PAGES if isinstance(refusal, kind))
            return refused(request, refusal, template, status)

    return cast("Callable[P, HttpResponse]", guarded)


def refused(request: HttpRequest, refusal: Refusal, template: str, status: int) -> HttpResponse:
    """The page that says why something was not done."""
    return render(request, template, {"refusal": refusal.text}, status=status)


def person(request: HttpRequest) -> "User":
    """The person signed in; only for views behind `page`."""
    return cast("User", request.user)


def land() -> str:
    """The key of the Land whose regulation is in charge: what concerns no single district is asked for it."""
    return next(iter(law.areas(settings.REGULATION)))


def all_areas() -> tuple[str, ...]:
    """Every area judged, its Land first, that still exists."""
    return tuple(key for key, area in law.areas(settings.REGULATION).items() if area.until is None)


def where(user: "User", *actions: Action) -> tuple[str, ...]:
    """The areas in which a person may do at least one of some things."""
    found = {area for action in actions for area in areas(user, action, all_areas())}
    return tuple(area for area in all_areas() if area in found)


def area_or_refuse(area: str) -> str:
    """The area, if there is one of that key.

    Raises:
        UnknownThing: there is none.
    """
    if area not in law.areas(settings.REGULATION):
        raise UnknownThing(
            f"Ein Gebiet mit dem Schlüssel {area} gibt es hier nicht. Prüfen Sie die Adresse.",
            f"There is no area with the key {area} here. Check the address.",
        )
    return area


def shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the office."""
    return render(request, template, context, status=status)
