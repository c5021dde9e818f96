"""Proposals: made, read, submitted, signed by a second person, given back, ordered."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.staffing.model import Aim, Need, Rules, last_day, week_of
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.office.access import page, person
from lagezentrum.web.office.pool import cases, choice, computing, forms, plans, reasons
from lagezentrum.web.office.pool.rights import require_board, rights
from lagezentrum.web.office.pool.views.frame import pool_page, say, wanted_week
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.pool import planning, scope, service
from lagezentrum.web.pool.acts.proposing import latest
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal
from lagezentrum.web.pool.recalls import recalled_until
from lagezentrum.web.pool.recording import land
from lagezentrum.web.pool.refusals import NotFitting
from lagezentrum.web.public.templatetags.lagezentrum import words
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_AHEAD = 8
_LISTED = 40
State = Proposal.State


@page
def proposals(request: HttpRequest) -> HttpResponse:
    """All proposals, the latest first."""
    user = person(request)
    require_board(user)
    rows = scope.proposals(user).select_related("by")[:_LISTED]
    return pool_page(request, "proposals.html", {"proposals": rows}, "proposals")


@page
def propose(request: HttpRequest) -> HttpResponse:
    """Have a distribution computed."""
    user = person(request)
    require(user, Action.PROPOSE, land())
    monday = week_of(today())
    mondays = [monday + timedelta(weeks=number) for number in range(_AHEAD)]
    bases = [("requests", _("Aus den Meldungen der Stellen"))]
    if cases.on_hand(monday):
        bases += [
            ("cases", _("Aus den Fallzahlen, mit dem Rechenmodell")),
            ("hours", _("Aus den Fallzahlen, mit festen Stunden je Fall")),
        ]
    form = forms.ProposalForm(request.POST or None, mondays=mondays, bases=bases, initial={"first": str(mondays[1])})
    if request.method == "POST" and form.is_valid():
        try:
            with computing.alone():
                made = _made(user, form.cleaned_data)
        except (NotFitting, computing.BeingComputed) as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Der Vorschlag ist gerechnet. Er gilt noch nicht: Prüfen Sie ihn."))
            return redirect("office:pool-proposal", made.key)
    context = {"form": form, "by_cases": len(bases) > 1, "open": _open()}
    return pool_page(request, "propose.html", context, "proposals", 400 if form.errors else 200)


@page
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """One proposal: coverage by receiver and week, how good it is proven to be, what was changed, what comes next."""
    user = person(request)
    require_board(user)
    found, opened = plans.of_proposal(user, key)
    return pool_page(request, "proposal.html", proposal_context(user, found, opened, wanted_week(request)), "proposals")


def proposal_context(user: "User", found: Proposal, opened: plans.Opened, wanted: date) -> dict[str, Any]:
    """What the page of a proposal needs."""
    covered = [opened.covered(week) for week in opened.weeks]
    receivers = sorted(opened.instance.receivers, key=lambda row: row.name)
    strip = [
        (receiver, [one.shares.get(receiver.key) for one in covered])
        for receiver in receivers
        if any(receiver.key in one.need_fte for one in covered)
    ]
    hands = _hands(found.key)
    return {
        "proposal": found,
        "opened": opened,
        "week": plans.week_within(opened, wanted),
        "covered": covered,
        "strip": strip,
        "silent": [opened.names[key] for key in found.without_request if key in opened.names],
        "quality": reasons.quality(opened),
        "aim": choice.AIMS[opened.instance.rules.aim],
        "triage": choice.triage(opened.instance.rules.aim),
        "changes": found.changes.select_related("person", "other", "receiver", "by"),
        "history": Event.objects.filter(matter=found.key).order_by("number"),
        "own_hand": user.pk in hands,
        "gone": _gone(found, opened),
        "counts": _counts(found),
        "file": latest(found),
        "rights": rights(user),
    }


@page
def submit(request: HttpRequest, key: str) -> HttpResponse:
    """Lay a proposal before the second person."""
    return _act(
        request,
        key,
        Action.PROPOSE,
        lambda user: service.submit(user, key),
        _("Vorgelegt. Jetzt gibt eine zweite Person frei oder zurück."),
    )


@page
def approve(request: HttpRequest, key: str) -> HttpResponse:
    """Sign as the second person; only the plan that was shown."""
    shown = request.POST.get("seen", "")
    return _act(
        request,
        key,
        Action.APPROVE_PROPOSAL,
        lambda user: service.approve(user, key, shown=shown),
        _("Freigegeben. Der Personalstab kann die Einsätze jetzt anordnen."),
    )


@page
def send_back(request: HttpRequest, key: str) -> HttpResponse:
    """Give it back to be changed."""
    return _act(
        request,
        key,
        Action.APPROVE_PROPOSAL,
        lambda user: service.send_back(user, key),
        _("Zurückgegeben. Der Personalstab kann den Vorschlag wieder ändern."),
    )


@page
def order(request: HttpRequest, key: str) -> HttpResponse:
    """Order the deployments of an approved proposal."""
    user = person(request)
    require(user, Action.DEPLOY, land())
    if request.method == "POST":
        try:
            done = service.order(user, key)
        except Refusal as refusal:
            say(request, refusal)
        else:
            number = len(done.ordered)
            messages.success(request, _("%(n)s Einsätze sind angeordnet. Jetzt die Schreiben.") % {"n": number})
            for row, reason in done.left_out:
                messages.warning(request, f"{row.person.pseudonym} ({row.person.lender_id}): {words(reason)}")
            return redirect("office:pool-deployments")
    return redirect("office:pool-proposal", key)


def _act(request: HttpRequest, key: str, action: Action, act: Any, done: str) -> HttpResponse:
    user = person(request)
    require(user, action, land())
    if request.method == "POST":
        try:
            act(user)
        except Refusal as refusal:
            say(request, refusal)
        else:
            messages.success(request, done)
    return redirect("office:pool-proposal", key)


def _made(user: "User", given: dict[str, Any]) -> Proposal:
    first, weeks = date.fromisoformat(given["first"]), given["weeks"]
    rules = Rules(ceiling=settings.POOL_CEILING, aim=Aim(given["aim"]))
    if given["basis"] == "requests":
        return service.propose(user, first=first, weeks=weeks, rules=rules)
    hours = float(given["hours"]) if given["basis"] == "hours" else None
    return service.propose(user, first=first, weeks=weeks, rules=rules, needs=needs_by_cases(first, weeks, hours))


def needs_by_cases(first: date, weeks: int, hours: float | None) -> tuple[Need, ...]:
    """The needs of the offices by cases, and of the other receivers as they stated them.

    Raises:
        NotFitting: cases of a week are not on hand.
    """
    mondays = [first + timedelta(weeks=number) for number in range(weeks)]
    missing = next((monday for monday in mondays if not cases.on_hand(monday)), None)
    if missing is not None:
        raise NotFitting(
            f"Für die Woche ab {missing:%d.%m.%Y} liegen keine Fallzahlen vor. Planen Sie weniger Wochen, oder aus den "
            "Meldungen der Stellen.",
            f"There are no cases for the week from {missing}. Plan fewer weeks, or from what the receivers asked for.",
        )
    computed = cases.needs_by_cases(mondays, hours)
    with_cases = set(cases.own_fte())
    stated = planning.ground(first, weeks).instance.needs
    return (*computed, *(need for need in stated if need.receiver not in with_cases))


def _hands(key: str) -> set[int | None]:
    begun = (Event.Kind.POOL_PROPOSED, Event.Kind.POOL_CHANGED, Event.Kind.POOL_SUBMITTED)
    return set(Event.objects.filter(matter=key, kind__in=begun).values_list("actor_id", flat=True))


def _gone(found: Proposal, opened: plans.Opened) -> int:
    """People of a plan not ordered yet who will not be ordered: withdrawn, recalled or of an excluded lender since."""
    if found.state in (State.ORDERED, State.REPLACED):
        return 0
    until = recalled_until()
    checked = Nomination.objects.filter(state=Nomination.State.CHECKED, lender__excluded="")
    there = set(checked.values_list("pk", flat=True))
    return len(
        {
            row.person
            for row in opened.plan.assignments
            if row.person not in there or until.get(row.person, last_day(row.week)) < last_day(row.week)
        }
    )


def _counts(found: Proposal) -> dict[str, int]:
    states = list(Deployment.objects.filter(proposal=found).values_list("state", flat=True))
    return {state: states.count(state) for state in dict.fromkeys(states)}


def _open() -> Proposal | None:
    """A proposal that a new one would replace."""
    return Proposal.objects.filter(state__in=(State.PROPOSED, State.SUBMITTED)).first()
