"""The one layer that writes to the ledger: the acts of the office, and what they refuse.

Each act is one transaction and takes `at`, the moment of the act (None: now). Four eyes: who drafted does not approve.
"""

from lagezentrum.web.ledger.acts.drafts import correct, draft, preview
from lagezentrum.web.ledger.acts.ending import withdraw
from lagezentrum.web.ledger.acts.findings import note_finding
from lagezentrum.web.ledger.acts.signing import Seen, approve, publish, shown
from lagezentrum.web.ledger.acts.suspending import confirm_suspension, drop_suspension, suspend
from lagezentrum.web.ledger.refusals import Changed, Conflict, Incomplete, NoOrder, UnknownMatter
from lagezentrum.web.people.refusal import NotAllowed

__all__ = [
    "Changed",
    "Conflict",
    "Incomplete",
    "NoOrder",
    "NotAllowed",
    "Seen",
    "UnknownMatter",
    "approve",
    "confirm_suspension",
    "correct",
    "draft",
    "drop_suspension",
    "note_finding",
    "preview",
    "publish",
    "shown",
    "suspend",
    "withdraw",
]
