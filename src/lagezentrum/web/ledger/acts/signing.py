"""The second person: approving a draft, and publishing what is approved."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.web import today
from lagezentrum.web.ledger import chain, figures, mail, order_files, orders, payloads
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import changed_since, refuse_vain_refraining, wanted_of
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.recording import case_at, day_of, found_matter, record
from lagezentrum.web.ledger.refusals import Changed, not_in_state
from lagezentrum.web.ledger.rights import right_of
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.second_person import require_second

if TYPE_CHECKING:
    from django.contrib.auth.models import User


_OWN = Text(
    de="Den eigenen Entwurf zeichnet eine andere Person.",
    en="Somebody else approves what you drafted.",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was shown to who approves: the hash of the draft, and the head of the figures."""

    draft: str
    figures: str


def shown(found: Determination) -> Seen:
    """The mark of what is shown now."""
    return Seen(found.entries[0].hash, figures.head())


@transaction.atomic
def approve(
    actor: "User", matter: str, *, seen: Seen | None = None, although_changed: bool = False, at: datetime | None = None
) -> Determination:
    """Approve a draft of somebody else.

    Args:
        actor: who approves.
        matter: what.
        seen: the mark of what was shown (`shown`); None if that shall not be compared.
        although_changed: the person knows that by the figures of now the proof would be another one.
        at: the moment of the act.

    Raises:
        NotAllowed: the actor may not approve in the area, or drafted it (or only represents who did).
        Changed: the figures give another proof now and the actor has not said that they know, or something came
            since they looked.
        Conflict: it is not a draft any more.
        UnknownMatter: there is no such matter.
    """
    chain.lock()
    moment = at or today.now()
    found = found_matter(matter)
    grants = require(actor, Action.APPROVE, found.area, day_of(moment))
    require_second(actor.pk, grants, found.drafted_by_id, _OWN)
    if found.state != "drafted":
        raise not_in_state(found, "gezeichnet", "approved")
    if seen is not None and seen != shown(found):
        raise Changed(
            "Seit Sie den Vorgang gesehen haben, sind neue Zahlen gekommen. Sehen Sie ihn noch einmal an und zeichnen "
            "Sie dann.",
            "New figures have come since you saw the matter. Look at it again, then approve.",
        )
    changed = changed_since(found, moment)
    if changed and not although_changed:
        raise Changed(
            "Seit dem Entwurf haben sich die Zahlen geändert: Der Nachweis sähe heute anders aus. Zeichnen Sie nur, "
            "wenn die Entscheidung trotzdem stimmt, und bestätigen Sie das.",
            "The figures have changed since the draft: the proof would be another one today. Approve only if the "
            "decision is right all the same, and say so.",
        )
    payload = payloads.Approved(
        draft=found.entries[0].hash,
        figures=figures.head(),
        changed=changed,
        right=right_of(grants, found.drafted_by_id),
    )
    record(Event.Kind.APPROVED, found.id, found.area, payload, actor, moment)
    found = found_matter(matter)
    mail.ask_for_publication(found, actor)
    return found


@transaction.atomic
def publish(actor: "User", matter: str, *, at: datetime | None = None) -> Determination:
    """Publish an approved determination, with its order. If that is too late for its effective date, it is recorded.

    Raises:
        NotAllowed: the actor may not publish in the area.
        Conflict: it is not approved, or public already, or what it corrects has changed, or meanwhile what it refrains
            from was ordered; or no order can be made.
        UnknownMatter: there is no such matter.
    """
    chain.lock()
    moment = at or today.now()
    found = found_matter(matter)
    grants = require(actor, Action.PUBLISH, found.area, day_of(moment))
    if found.state != "approved":
        raise not_in_state(found, "veröffentlicht", "published")
    corrected = found_matter(found.corrects) if found.corrects else None
    if corrected is not None and corrected.state not in ("published", "suspended"):
        raise not_in_state(corrected, "berichtigt", "corrected")
    refuse_vain_refraining(case_at(moment), wanted_of(found))
    document = orders.pdf(found, day_of(moment))
    payload = payloads.Published(
        draft=found.entries[0].hash,
        approval=found.entries[-1].hash,
        published_on=day_of(moment),
        right=right_of(grants),
        document_sha256=document and document.sha256,
    )
    record(Event.Kind.PUBLISHED, found.id, found.area, payload, actor, moment)
    if document is not None:
        order_files.keep(found.id, document)
    if corrected is not None:
        replaced = payloads.Corrected(by=found.id)
        record(Event.Kind.CORRECTED, corrected.id, corrected.area, replaced, actor, moment)
    found = found_matter(matter)
    if found.effective is not None and found.holds_from is not None and found.holds_from > found.effective:
        late = payloads.LatePublication(
            published_on=day_of(moment), effective=found.effective, holds_from=found.holds_from
        )
        record(Event.Kind.LATE_PUBLICATION, found.id, found.area, late, actor, moment)
        found = found_matter(matter)
        mail.warn_of_late_publication(found)
    return found
