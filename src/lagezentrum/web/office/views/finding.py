"""A finding with its proof, and what the authority can do about it."""

from typing import TYPE_CHECKING, cast, get_args

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from lagezentrum.engine.outcome import Change
from lagezentrum.law.model import Rule
from lagezentrum.web.ledger import law, service
from lagezentrum.web.ledger.drafting import Wanted, proven
from lagezentrum.web.ledger.recording import case_at
from lagezentrum.web.office import words
from lagezentrum.web.office.access import UnknownThing, area_or_refuse, page, person, shown
from lagezentrum.web.office.proofs import shown as proof_shown
from lagezentrum.web.people.permission import Action, may, require
from lagezentrum.web.situation import situation
from lagezentrum.web.today import now, today

if TYPE_CHECKING:
    from lagezentrum.web.ledger.payloads import DraftKind


@page
def finding(request: HttpRequest, area: str, rule: str, step: str, change: str) -> HttpResponse:
    """What the rule found (or did not) about a step, day by day, and the choices that the law leaves."""
    user = person(request)
    require(user, Action.READ_OFFICE, area_or_refuse(area))
    if change not in get_args(Change):
        raise UnknownThing(
            "Eine solche Feststellung gibt es nicht. Prüfen Sie die Adresse.",
            "There is no such finding. Check the address.",
        )
    kind = words.kind_for(step, change)
    wanted = Wanted(kind=kind, rule=rule, area=area, step=step, effective=None)
    try:
        version, found = proven(case_at(now()), wanted)
    except service.Incomplete as refusal:
        raise UnknownThing(refusal.text.de, refusal.text.en) from refusal
    seen = situation(today())
    matters = [
        d
        for d in seen.determinations
        if (d.area, d.rule, d.step, d.change) == (area, rule, step, cast("Change", change))
    ]
    context = {
        "here": "work",
        "area": area,
        "step": step,
        "change": change,
        "kind": kind,
        "rule": version.rules[rule],
        "version": version,
        "finding": found.finding,
        "proof": proof_shown(found.proof, version),
        "decides": law.authority(version.rules[rule], area),
        "matters": matters,
        "open": next((d for d in matters if d.is_open), None),
        "standing": seen.standing(area),
        "today": today(),
        "choices": _choices(kind, version.rules[rule], area, f"{rule}:{step}", found.finding)
        if may(user, Action.DRAFT, area)
        else (),
    }
    return shown(request, "office/finding.html", context)


def _choices(
    kind: "DraftKind", rule: Rule, area: str, subject: str, found: object
) -> tuple[tuple[str, "DraftKind", str], ...]:
    """What can be drafted: (words, kind, address), the usual thing first."""
    kinds: list[DraftKind] = [kind]
    left = {choice.kind for choice in rule.discretion}
    if kind in ("raise", "3g") and "confined_outbreak" in left:
        kinds.append("refrain")
    if kind in ("lower", "lift-3g") and "other_lifting_date" in left:
        kinds.append("other-date")
    query = {"subject": subject}
    earliest = getattr(found, "earliest_effect", None)
    if earliest is not None:
        query["effective"] = earliest.isoformat()
    return tuple(
        (str(words.KINDS[k]), k, f"{reverse('office:draft', args=[k, area])}?{urlencode(query)}") for k in kinds
    )
