"""Drafting a determination, or the correction of one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lagezentrum.web import today
from lagezentrum.web.ledger import chain, drafting, mail, orders, payloads
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Wanted
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import DraftKind, Outbreak
from lagezentrum.web.ledger.recording import case_at, found_matter, new_matter, record, refuse_twice
from lagezentrum.web.ledger.refusals import Incomplete, not_in_state
from lagezentrum.web.ledger.rights import right_of
from lagezentrum.web.people.permission import Action, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def preview(wanted: Wanted, at: datetime | None = None) -> payloads.Drafted:
    """What a draft would record, without recording it. Its `proof` can be handed to `draft`.

    Raises:
        Incomplete: something is missing or does not fit.
    """
    return drafting.draft(case_at(at or today.now()), wanted, right=None, seen=None)


@transaction.atomic
def draft(
    actor: "User",
    *,
    kind: DraftKind,
    rule: str,
    area: str,
    step: str,
    effective: date | None = None,
    reasons: str = "",
    outbreak: Outbreak | Mapping[str, Any] | None = None,
    proof: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Determination:
    """Draft a determination. The proof is made here, by the figures known at `at`.

    Args:
        actor: an officer of the area.
        kind: what it does.
        rule: id of the rule.
        area: AGS, or the Land key for a statewide rule.
        step: level as text, or name of the consequence.
        effective: first day; None for refraining.
        reasons: required where the authority decides otherwise than the rule found, or without it.
        outbreak: place, cases, traced, until; required for refraining.
        proof: the proof that the officer saw in a preview; if it is no longer the same, nothing is drafted.
        at: the moment of the act.

    Raises:
        NotAllowed: the actor may not draft for the area.
        Incomplete: something is missing or does not fit.
        Conflict: the same is drafted or published already, the figures have changed, or no order can be made.
    """
    wanted = Wanted(kind=kind, rule=rule, area=area, step=step, effective=effective, reasons=reasons, outbreak=outbreak)
    chain.lock()  # before the clock is read: who waits is later
    return _draft(actor, wanted, Action.DRAFT, proof, at or today.now())


@transaction.atomic
def correct(
    actor: "User",
    matter: str,
    *,
    reasons: str,
    effective: date | None = None,
    outbreak: Outbreak | Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Determination:
    """Draft a correction of a published determination: the same with other reasons, another day or outbreak.

    It is a matter of its own that needs a second person. When it is published it takes the place of the first.

    Raises:
        NotAllowed, Incomplete, UnknownMatter: as their names say.
        Conflict: the matter is not published, or the same correction is drafted already.
    """
    chain.lock()
    moment = at or today.now()
    found = found_matter(matter)
    if found.state not in ("published", "suspended"):
        raise not_in_state(found, "berichtigt", "corrected")
    if not reasons.strip():
        raise Incomplete("reasons", "Sagen Sie, was falsch war und warum.", "Say what was wrong, and why.")
    wanted = Wanted(
        kind=found.kind,
        rule=found.rule,
        area=found.area,
        step=found.step,
        effective=effective or found.effective,
        reasons=reasons,
        outbreak=outbreak or found.outbreak,
        corrects=found.id,
    )
    return _draft(actor, wanted, Action.CORRECT, None, moment)


def _draft(
    actor: "User", wanted: Wanted, action: Action, seen: Mapping[str, Any] | None, moment: datetime
) -> Determination:
    case = case_at(moment)
    grants = require(actor, action, wanted.area, case.day)
    refuse_twice(wanted)
    payload = drafting.draft(case, wanted, right=right_of(grants), seen=seen)
    matter = new_matter(wanted.area, case.day)
    record(Event.Kind.DRAFTED, matter, wanted.area, payload, actor, moment)
    found = found_matter(matter)
    orders.pdf(found, case.day)  # what can not be made public later is refused now
    mail.ask_for_approval(found, actor)
    return found
