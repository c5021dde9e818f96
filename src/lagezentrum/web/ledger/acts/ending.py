"""Taking back what does not hold yet."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.web import today
from lagezentrum.web.ledger import chain, payloads
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.recording import day_of, found_matter, payload_of, record
from lagezentrum.web.ledger.refusals import Conflict, not_in_state
from lagezentrum.web.ledger.rights import right_of
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.second_person import require_second

if TYPE_CHECKING:
    from django.contrib.auth.models import User


_OWN = Text(
    de="Was veröffentlicht ist, zieht eine andere Person zurück als die, die es entworfen hat.",
    en="What is public is withdrawn by somebody other than who drafted it.",
)


@transaction.atomic
def withdraw(actor: "User", matter: str, reason: str, *, at: datetime | None = None) -> Determination:
    """Drop a draft, or take back a published determination that has not taken effect yet.

    What is public only somebody who may approve takes back, and not who drafted it. What is in force ends by lifting.

    Raises:
        NotAllowed: the actor may not, or drafted what is public (or only represents who did).
        Conflict: it is in force, or withdrawn or corrected already.
        Incomplete: there is no reason.
        UnknownMatter: there is no such matter.
    """
    chain.lock()
    moment = at or today.now()
    found = found_matter(matter)
    day = day_of(moment)
    grants = require(actor, Action.WITHDRAW, found.area, day)
    if found.state in ("withdrawn", "corrected"):
        raise not_in_state(found, "zurückgezogen", "withdrawn")
    if found.is_public:
        grants = require(actor, Action.APPROVE, found.area, day)
        require_second(actor.pk, grants, found.drafted_by_id, _OWN)
        if found.holds_from is not None and found.holds_from <= day:
            raise Conflict(
                f"Der Vorgang {found.id} gilt seit {found.holds_from:%d.%m.%Y} und kann nicht mehr zurückgezogen "
                "werden. Entwerfen Sie die Aufhebung.",
                f"Matter {found.id} has held since {found.holds_from.isoformat()} and can not be withdrawn any more. "
                "Draft the lifting.",
            )
    first = found.drafted_by_id if found.is_public else None
    payload = payload_of(payloads.Withdrawn, reason=reason, right=right_of(grants, first))
    record(Event.Kind.WITHDRAWN, found.id, found.area, payload, actor, moment)
    return found_matter(matter)
