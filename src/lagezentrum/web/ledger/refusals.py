"""Why the ledger does not take an act."""

from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.people.refusal import Refusal

_STATES = {
    "drafted": ("entworfen und noch nicht gezeichnet", "drafted and not approved yet"),
    "approved": ("gezeichnet und noch nicht veröffentlicht", "approved and not published yet"),
    "published": ("schon veröffentlicht", "published already"),
    "withdrawn": ("zurückgezogen", "withdrawn"),
    "suspended": ("gerichtlich ausgesetzt", "suspended by a court"),
    "corrected": ("durch eine Berichtigung ersetzt", "replaced by a correction"),
}


class Conflict(Refusal):
    """The matter is no longer (or not yet) in the state that the act needs; somebody else may have been first."""


class Changed(Conflict):
    """What the act rests on has changed; look again, then repeat it."""


class NoOrder(Conflict):
    """No order can be made of what was handed in, such as where no font has one of its characters."""


class Incomplete(Refusal):
    """What was handed in can not be recorded; `field` names the part of it."""

    def __init__(self, field: str, de: str, en: str) -> None:
        self.field = field
        super().__init__(de, en)


class UnknownMatter(Refusal):
    """There is no such matter."""

    def __init__(self, matter: str) -> None:
        super().__init__(
            f"Den Vorgang {matter} gibt es nicht. Prüfen Sie die Adresse oder gehen Sie über die Arbeitsliste.",
            f"There is no matter {matter}. Check the address, or go by the work list.",
        )


def not_in_state(found: Determination, de: str, en: str) -> Conflict:
    """The refusal of an act (named by a participle) that the state of a matter does not allow."""
    state = _STATES[found.state]
    last = found.entries[-1]
    who = f" ({last.by}, {last.at.astimezone():%d.%m.%Y %H:%M})" if last.by else ""
    return Conflict(
        f"Der Vorgang {found.id} ist {state[0]}{who}; er kann jetzt nicht {de} werden. Laden Sie die Seite neu.",
        f"Matter {found.id} is {state[1]}{who}; it can not be {en} now. Load the page again.",
    )
