"""Why an office or a person gets what they get, and what more would cost: by solving again."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from lagezentrum.staffing import explanation
from lagezentrum.web.office.access import page, person
from lagezentrum.web.office.pool import cases, forms, plans, reasons
from lagezentrum.web.office.pool.people import pseudonyms
from lagezentrum.web.office.pool.rights import require_board, require_plans, rights
from lagezentrum.web.office.pool.views.frame import pool_page, wanted_week
from lagezentrum.web.pool.refusals import unknown

_GAP = 1e-3


@page
def office(request: HttpRequest, key: str, receiver: str) -> HttpResponse:
    """One office in a week of a plan: reasons, the what-if panel, and who comes."""
    user = person(request)
    require_board(user)
    found, opened = plans.of_proposal(user, key)
    if receiver not in opened.names:
        raise unknown("aufnehmende Stelle", "receiver", receiver)
    week = plans.week_within(opened, wanted_week(request))
    before, after = plans.neighbours(opened.weeks, week)
    own = cases.own_fte(cases.asked_for(week).get(receiver, ())).get(receiver)
    form = forms.WhatIfForm(request.GET if "plus" in request.GET else None)
    asked = None
    if form.is_bound and form.is_valid():
        plus = float(form.cleaned_data["plus"])
        asked = reasons.what_if_line(
            explanation.what_if(opened.instance, opened.plan, receiver, week, plus, gap=_GAP), opened.names
        )
    why = explanation.office(opened.instance, opened.plan, receiver, week, own_fte=own, gap=_GAP)
    context: dict[str, Any] = {
        "proposal": found,
        "receiver": receiver,
        "name": opened.names[receiver],
        "week": week,
        "before": before,
        "after": after,
        "why": why,
        "need": [(reasons.SKILLS[skill], need, why.sent.get(skill, 0.0)) for skill, need in why.need.items()],
        "own": own,
        "lines": reasons.office_lines(why, opened.names),
        "assessment": cases.assessed(week).get(receiver),
        "form": form,
        "asked": asked,
        "people": _people(opened, week, receiver) if rights(user).people else None,
    }
    return pool_page(request, "explain_office.html", context, "proposals")


@page
def one(request: HttpRequest, key: str, alias: str) -> HttpResponse:
    """Why a person is where the plan puts them in a week."""
    user = person(request)
    require_plans(user)
    found, opened = plans.of_proposal(user, key)
    name = pseudonyms([alias]).get(alias)
    if alias not in opened.people or name is None:
        raise unknown("Kraft", "person", alias)
    week = plans.week_within(opened, wanted_week(request))
    before, after = plans.neighbours(opened.weeks, week)
    why = explanation.person(opened.instance, opened.plan, alias, week, gap=_GAP)
    context = {
        "proposal": found,
        "alias": alias,
        "name": name,
        "person": opened.people[alias],
        "skill": reasons.SKILLS[opened.people[alias].skill],
        "mode": reasons.MODES[opened.people[alias].mode],
        "week": week,
        "before": before,
        "after": after,
        "lines": reasons.person_lines(why, opened.names),
        "weeks": [
            (monday, next((opened.names[row.receiver] for row in opened.rows(monday) if row.person == alias), None))
            for monday in opened.weeks
        ],
    }
    return pool_page(request, "explain_person.html", context, "proposals")


def _people(opened: plans.Opened, week: Any, receiver: str) -> list[Mapping[str, Any]]:
    rows = [row for row in opened.rows(week) if row.receiver == receiver]
    named, before = pseudonyms(row.person for row in rows), opened.before(week)
    return [
        {
            "alias": row.person,
            "name": named[row.person],
            "person": opened.people[row.person],
            "suits": reasons.suits(opened.people[row.person], row),
            "new": before.get(row.person) != receiver,
        }
        for row in rows
        if row.person in named
    ]
