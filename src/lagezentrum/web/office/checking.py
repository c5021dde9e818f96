"""Whether an order that somebody edited still says what the ledger says: read, compared, and not kept."""

from dataclasses import replace
from datetime import date

from lagezentrum.documents.checking import Checked, check
from lagezentrum.documents.composing import compose
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.reading_back import Returned, read_back
from lagezentrum.web.ledger import order_files
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.orders import order_of

MOST_BYTES = 10_000_000


def checked(found: Determination, content: bytes, name: str) -> Checked:
    """Compare a file with the order of a matter: the published one, or the one that would be made of its draft.

    What the file says about itself is not believed: its fields are looked up in the order and proof on record here.

    Raises:
        DocumentProblem: it is no order, or one of another matter.
    """
    returned = read_back(content, name)
    number = returned.order.get("file_number")
    if number != found.id:
        raise DocumentProblem(
            f"Diese Datei gehört nicht zum Vorgang {found.id}, sondern zu {number}. Wählen Sie die richtige Datei.",
            f"This file does not belong to matter {found.id}, but to {number}. Choose the right file.",
        )
    enclosed = [d for d in check(returned, found.proof_sha256).deviations if d.kind == "other_proof"]
    compared = check(replace(_on_record(found, returned), text=returned.text))
    return replace(compared, deviations=(*enclosed, *compared.deviations))


def _on_record(found: Determination, returned: Returned) -> Returned:
    """The order, its proof and its fields as they are on record, whatever the file says they are."""
    kept = order_files.pdf_of(found)
    if kept is not None:
        return read_back(kept, found.id)
    # A draft was made on some day, and says that it is announced then; that day is not what is checked.
    order, proof = order_of(found, _announced(returned) or found.drafted_at.date())
    return Returned("", order.content(), proof.content(), compose(order, proof).fields())


def _announced(returned: Returned) -> date | None:
    try:
        return date.fromisoformat(str(returned.order.get("announced_on")))
    except ValueError:
        return None
