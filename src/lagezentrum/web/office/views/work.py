"""The work list: what must be decided today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lagezentrum.web.archive import readings
from lagezentrum.web.office import cards
from lagezentrum.web.office.access import land, page, person, refused, shown, where
from lagezentrum.web.office.pool.rights import rights
from lagezentrum.web.office.pool.waiting import waiting_in_pool
from lagezentrum.web.people.permission import Action, may
from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.situation import situation
from lagezentrum.web.today import now, today

_MOST_FOLLOWED = 3
"""Areas whose running sections are shown on the list; who reads more of them looks at the area."""


@page
def work_list(request: HttpRequest) -> HttpResponse:
    """What must be decided in the areas of the person signed in, grouped; what they can only read comes after."""
    user = person(request)
    areas = where(user, Action.READ_OFFICE)
    if not areas:
        if rights(user).any:
            return redirect("office:pool")
        if may(user, Action.READ_IMPORTS, land()):
            return redirect("office:imports")
        return refused(request, _nothing_here(), "office/refused.html", 403)
    day = today()
    seen = situation(day)
    listed = seen.work_list(areas)
    acting = where(user, Action.DRAFT, Action.APPROVE, Action.PUBLISH)
    mine, others = cards.shared_out(user, listed, acting, day)
    waiting = cards.waiting(user, seen, areas, [card.item for card in (*(c for s in mine for c in s.cards), *others)])
    to_do = [card for section in mine for card in section.cards if acting and card.button.moves]
    context = {
        "here": "work",
        "day": day,
        "areas": areas,
        "acting": acting,
        "sections": mine,
        "quiet": [section.quiet for section in mine if not section.cards],
        "others": others,
        "waiting": waiting,
        "due_now": sum(card.urgency == "now" for card in to_do),
        "to_do": len(to_do) + sum(one.button.moves for one in waiting),
        "running": cards.running(seen, acting) if len(acting) <= _MOST_FOLLOWED else (),
        "withheld": readings.withheld(now()) if may(user, Action.READ_IMPORTS, land()) else (),
        "may_release": may(user, Action.RELEASE, land()) or may(user, Action.CONFIRM_NOTICE, land()),
        "may_draft": bool(where(user, Action.DRAFT)),
        "judged_until": seen.judged_until,
        "pool": waiting_in_pool(user),
    }
    return shown(request, "office/work_list.html", context)


def _nothing_here() -> NotAllowed:
    return NotAllowed(
        "Für Ihre Rolle gibt es in diesem Teil des Lagezentrums nichts zu lesen und nichts zu entscheiden. Fehlt Ihnen "
        "eine Berechtigung, trägt der Betrieb sie ein.",
        "In this part of the Lagezentrum there is nothing for your role to read or to decide. If you lack a grant, "
        "the operators can register it.",
    )
