"""Deployments: listed for who may see them, and begun, extended, recalled or ended together."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.web.office.access import page, person, refused
from lagezentrum.web.office.forms import day_field
from lagezentrum.web.office.pool.rights import Rights, rights
from lagezentrum.web.office.pool.views.board import nothing_here
from lagezentrum.web.office.pool.views.frame import pool_page
from lagezentrum.web.office.pool.words import DEPLOYMENTS
from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.pool import scope, service
from lagezentrum.web.pool.early_ends import never_begun
from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.planning import UNDER_WAY
from lagezentrum.web.pool.refusals import NotFitting, Unknown, WrongState
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_PER_PAGE = 50
_DIGITS = 18
"""What a database takes for a number."""
_BAD_DAY = ("Geben Sie den Tag an, etwa 16.11.2020.", "Give the day, such as 2020-11-16.")
State = Deployment.State


@page
def deployments(request: HttpRequest) -> HttpResponse:
    """The list, and what is done with those ticked."""
    user = person(request)
    held = rights(user)
    if held.lenders == held.receivers == frozenset():
        return refused(request, nothing_here(), "office/refused.html", 403)
    return listed(request, held, scope.deployments(user), "deployments.html", "deployments", {})


def listed(
    request: HttpRequest, held: Rights, rows: QuerySet[Deployment], template: str, section: str, more: dict[str, Any]
) -> HttpResponse:
    """A page with a list of deployments; on POST what was asked is done with those ticked, and said."""
    problem, status = "", 200
    if request.method == "POST":
        try:
            messages.success(request, _done(person(request), request))
            return redirect(request.get_full_path())
        except (NotFitting, WrongState, Unknown, NotAllowed) as refusal:
            problem = refusal.message
            status = 403 if isinstance(refusal, NotAllowed) else 404 if isinstance(refusal, Unknown) else 400
    chosen = filtered(request, rows)
    pages = Paginator(chosen.select_related("person__lender", "receiver", "asked_by"), _PER_PAGE)
    shown = pages.get_page(request.GET.get("seite"))
    context = {
        "listed": shown,
        "deployments": shown.object_list,
        "total": pages.count,
        "states": [(key, words, request.GET.get("stand") == key) for key, words in DEPLOYMENTS.items()],
        "query": _query(request),
        "picked": set(request.POST.getlist("einsatz")),
        "given": request.POST,
        "problem": problem,
        "acts": _acts(held),
        "today": today(),
        "next_monday": today() + timedelta(days=7 - today().weekday()),
        "never_begun": never_begun(shown.object_list),
        "lenders_seen": {
            row.person_id for row in shown.object_list if held.lenders is None or row.person.lender_id in held.lenders
        },
    }
    return pool_page(request, template, context | more, section, status)


def filtered(request: HttpRequest, rows: QuerySet[Deployment]) -> QuerySet[Deployment]:
    """Those that the address asks for, by state, lender and receiver."""
    wanted = {"stand": "state", "dienststelle": "person__lender_id", "amt": "receiver_id"}
    for name, column in wanted.items():
        if value := request.GET.get(name):
            rows = rows.filter(**{column: value})
    if request.GET.get("beantragt"):
        rows = rows.filter(asked_last__isnull=False)
    return rows.order_by("receiver_id", "first", "id")


def ticked(given: QueryDict) -> list[int]:
    """The numbers of deployments that a form or an address names; what can be none is left out."""
    return [int(one) for one in given.getlist("einsatz") if one.isdecimal() and len(one) <= _DIGITS]


def _query(request: HttpRequest) -> str:
    found = request.GET.copy()
    found.pop("seite", None)
    return found.urlencode()


def _acts(held: Rights) -> dict[str, bool]:
    return {
        "service": held.deploy or (held.receivers != frozenset() and not held.approve),
        "extend": held.deploy,
        "agree": held.approve,
        "recall": held.deploy or (held.lenders != frozenset() and not held.people),
        "letters": held.lenders != frozenset(),
    }


def _done(user: "User", request: HttpRequest) -> str:
    """Do what was asked; what to say about it.

    Raises:
        NotFitting, WrongState, Unknown, NotAllowed: it can not be done; nothing was.
    """
    numbers = ticked(request.POST)
    if not numbers:
        raise NotFitting("Kreuzen Sie zuerst mindestens einen Einsatz an.", "Tick at least one deployment first.")
    act = request.POST.get("act", "")
    known: dict[str, Callable[[], Iterable[Deployment]]] = {
        "start": lambda: service.start(user, numbers, on=_day(request, "service_day")),
        "end": lambda: service.end(user, numbers, on=_day(request, "service_day")),
        "ask": lambda: service.ask_extension(user, numbers, _day(request, "until")),
        "agree": lambda: service.extend(user, numbers),
        "recall": lambda: service.recall(user, numbers, effective=_day(request, "back")),
    }
    if act not in known:
        raise NotFitting(
            "Diese Handlung gibt es nicht. Laden Sie die Seite neu.", "There is no such act. Load the page again."
        )
    count = len(list(known[act]()))
    said = {
        "start": _("Als im Einsatz gemeldet: %(n)s."),
        "end": _("Als beendet gemeldet: %(n)s."),
        "ask": _("Verlängerung beantragt: %(n)s. Eine zweite Person muss zustimmen."),
        "agree": _("Verlängert: %(n)s."),
        "recall": _("Zurückgerufen: %(n)s. Die Stellen erfahren es durch die Schreiben."),
    }
    return said[act] % {"n": count}


def _day(request: HttpRequest, name: str) -> date:
    field = day_field("")
    try:
        found: date = field.clean(request.POST.get(name, ""))
    except ValidationError as error:
        raise NotFitting(*_BAD_DAY) from error
    return found


def under_way(rows: QuerySet[Deployment]) -> QuerySet[Deployment]:
    """Those promised to a receiver and not over."""
    return rows.filter(state__in=UNDER_WAY, last__gte=today())
