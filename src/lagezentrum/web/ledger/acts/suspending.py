"""A court suspends a determination: one person notes it, another compares the note with the decision and confirms it.

Until then nothing changes for anybody: no single person can end a level by naming a court.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.web import today
from lagezentrum.web.ledger import chain, law, mail, payloads
from lagezentrum.web.ledger.determination import CourtSuspension, Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.plausible_days import refuse_far_day
from lagezentrum.web.ledger.recording import day_of, found_matter, payload_of, record
from lagezentrum.web.ledger.refusals import Conflict, Incomplete, not_in_state
from lagezentrum.web.ledger.rights import right_of
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.second_person import require_second

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_OWN = Text(
    de="Diese Aussetzung haben Sie selbst vermerkt; eine andere Person muss sie mit der Entscheidung des Gerichts "
    "vergleichen.",
    en="You noted this suspension yourself; somebody else has to compare it with the court's decision.",
)


@transaction.atomic
def suspend(
    actor: "User",
    matter: str,
    *,
    court: str,
    file_number: str,
    first: date,
    to: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Determination:
    """Note that a court suspended a published determination from `first` to `to` (None: until further notice).

    It acts when a second person has confirmed it. A later note about the same court, file number and first day takes
    the place of the earlier one; so an open suspension gets its end.

    Raises:
        NotAllowed: the actor may not.
        Conflict: it is not public, or no longer.
        Incomplete: court, file number or days are missing or do not fit.
        UnknownMatter: there is no such matter.
    """
    chain.lock()
    moment = at or today.now()
    found = found_matter(matter)
    grants = require(actor, Action.SUSPEND, found.area, day_of(moment))
    if found.state not in ("published", "suspended"):
        raise not_in_state(found, "ausgesetzt", "suspended")
    if to is not None and to < first:
        raise Incomplete(
            "to",
            "Die Aussetzung endet, bevor sie beginnt. Prüfen Sie die Tage.",
            "The suspension ends before it begins. Check the days.",
        )
    for field, named in (("first", first), ("to", to)):
        if named is not None:
            refuse_far_day(field, named, law.on_file(found.regulation), day_of(moment))
    payload = payload_of(
        payloads.Suspended,
        court=court,
        file_number=file_number,
        first=first,
        to=to,
        note=note,
        right=right_of(grants),
    )
    record(Event.Kind.SUSPENDED, found.id, found.area, payload, actor, moment)
    found = found_matter(matter)
    mail.ask_to_confirm_suspension(found, actor)
    return found


@transaction.atomic
def confirm_suspension(actor: "User", matter: str, note: str, *, at: datetime | None = None) -> Determination:
    """Confirm a suspension that somebody else noted: from now on it acts, on all its days.

    Args:
        actor: who may approve in the area.
        matter: what is suspended.
        note: hash of the event that noted it (`CourtSuspension.hash`).
        at: the moment of the act.

    Raises:
        NotAllowed: the actor may not, or noted it (or only represents who did).
        Conflict: the note is confirmed, dropped or replaced already.
        UnknownMatter: there is no such matter.
    """
    chain.lock()
    moment = at or today.now()
    found = found_matter(matter)
    grants = require(actor, Action.CONFIRM_SUSPENSION, found.area, day_of(moment))
    noted = _noted(found, note)
    require_second(actor.pk, grants, noted.noted_by_id, _OWN)
    payload = payloads.SuspensionConfirmed(note=noted.hash, right=right_of(grants, noted.noted_by_id))
    record(Event.Kind.SUSPENSION_CONFIRMED, found.id, found.area, payload, actor, moment)
    return found_matter(matter)


@transaction.atomic
def drop_suspension(actor: "User", matter: str, note: str, reason: str, *, at: datetime | None = None) -> Determination:
    """Drop a note that is wrong and that nobody has confirmed; who noted it may do so too.

    Raises:
        NotAllowed: the actor may not.
        Conflict: the note is confirmed, dropped or replaced already.
        Incomplete: there is no reason.
        UnknownMatter: there is no such matter.
    """
    chain.lock()
    moment = at or today.now()
    found = found_matter(matter)
    noted = _noted(found, note)
    action = Action.SUSPEND if noted.noted_by_id == actor.pk else Action.CONFIRM_SUSPENSION
    grants = require(actor, action, found.area, day_of(moment))
    payload = payload_of(payloads.SuspensionDropped, note=noted.hash, reason=reason, right=right_of(grants))
    record(Event.Kind.SUSPENSION_DROPPED, found.id, found.area, payload, actor, moment)
    return found_matter(matter)


def _noted(found: Determination, note: str) -> CourtSuspension:
    noted = next((one for one in found.noted_suspensions if one.hash == note), None)
    if noted is None:
        raise Conflict(
            f"Im Vorgang {found.id} wartet dieser Vermerk nicht mehr auf eine Bestätigung. Laden Sie die Seite neu.",
            f"In matter {found.id} this note is not waiting for a confirmation any more. Load the page again.",
        )
    return noted
