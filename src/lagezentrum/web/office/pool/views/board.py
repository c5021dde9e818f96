"""The board of the staff unit: need against staff, week by week."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lagezentrum.staffing.model import QueueRule
from lagezentrum.web.office.access import page, person, refused
from lagezentrum.web.office.pool import board, cases, choice, drawing, effects, plans
from lagezentrum.web.office.pool.rights import require_board, rights
from lagezentrum.web.office.pool.views.frame import pool_page, wanted_week
from lagezentrum.web.office.pool.waiting import waiting_in_pool
from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.pool import scope
from lagezentrum.web.pool.models import Proposal
from lagezentrum.web.public import language
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@page
def start(request: HttpRequest) -> HttpResponse:
    """Everybody's first page of the pool: the board, or the one body they speak for."""
    held = rights(person(request))
    if held.board:
        return redirect("office:pool-board")
    if held.lenders:
        return (
            redirect("office:pool-lender", min(held.lenders))
            if len(held.lenders) == 1
            else redirect("office:pool-lenders")
        )
    if held.receivers:
        return (
            redirect("office:pool-office", min(held.receivers))
            if len(held.receivers) == 1
            else redirect("office:pool-offices")
        )
    return refused(request, nothing_here(), "office/refused.html", 403)


@page
def show(request: HttpRequest) -> HttpResponse:
    """The board."""
    user = person(request)
    require_board(user)
    key = request.GET.get("vorschlag", "")
    proposal = plans.of_proposal(user, key)[0] if key else plans.shown_first(user, today())
    context: dict[str, Any] = {"proposal": proposal, "listed": _listed(user), "waiting": waiting_in_pool(user)}
    if proposal is not None:
        _, found = plans.of_proposal(user, proposal.key)
        everything = "vergleich" in request.GET
        context |= week_context(found, proposal, plans.week_within(found, wanted_week(request)), everything=everything)
    return pool_page(request, "board.html", context, "board")


def week_context(found: plans.Opened, proposal: Proposal, week: date, *, everything: bool) -> dict[str, Any]:
    """What the board says of a week of a plan; `everything`: what takes seconds to compute, too."""
    rows = board.office_rows(found, week, frozenset(proposal.without_request), cases.asked_for(week))
    before, after = plans.neighbours(found.weeks, week)
    limits = board.limit_rows(found, week)
    return {
        "opened": found,
        "week": week,
        "weeks": found.weeks,
        "before": before,
        "after": after,
        "covered": found.covered(week),
        "rows": rows,
        "bars": drawing.need_bars([row for row in rows if row.missing or row.sent]),
        "silent": sum(row.silent for row in rows),
        "quiet": [row for row in rows if not row.missing and not row.sent],
        "weakest": next((row for row in rows if row.coverage is not None), None),
        "map": drawing.coverage_map(rows),
        "legend": drawing.LEGEND.items(),
        "limits": limits,
        "full": sum(row.full for row in limits),
        "ceiling": found.instance.rules.ceiling,
        "at_ceiling": board.at_ceiling(found, week),
        "changes": board.changes(found, week),
        "first_week": not found.before(week),
        "choice": choice.choice(found, week, tuple(QueueRule) if everything else (QueueRule.NEWEST_FIRST,)),
        "everything": everything,
        "triage": choice.triage(found.instance.rules.aim),
        "aim": choice.AIMS[found.instance.rules.aim],
        "effect": (effect := effects.shown(week, found.sent_fte(week), found.names, language.current())),
        "effect_bars": drawing.effect_bars(effect.bars) if effect else (),
        "cases_on_hand": cases.on_hand(week),
        "real": cases.played(week),
    }


def _listed(user: "User") -> list[Proposal]:
    return list(scope.proposals(user).exclude(state=Proposal.State.REPLACED)[:8])


def nothing_here() -> NotAllowed:
    """The refusal for who has no part in the pool."""
    return NotAllowed(
        "Für Ihre Rolle gibt es im Personalpool nichts zu lesen und nichts zu entscheiden. Fehlt Ihnen eine "
        "Berechtigung, trägt der Betrieb sie ein.",
        "In the staff pool there is nothing for your role to read or to decide. If you lack a grant, the operators can "
        "register it.",
    )
