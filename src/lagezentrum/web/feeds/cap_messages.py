"""Which CAP messages determinations make: an alert, updates that refer to it, a cancellation. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event

MessageType = Literal["Alert", "Update", "Cancel"]
Occasion = Literal["published", "withdrawn", "suspended"]
WARNING_KINDS = frozenset({"raise", "lower", "3g", "lift-3g", "other-date"})
"""Refraining is no warning: nothing begins and nothing ends."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The days on which a court suspended a determination, both included; `last` is None until further notice."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        identifier: unique for the sender, and the same for ever.
        sent: when it was made public (aware, whole seconds).
        type: `Alert` begins a matter, `Update` replaces the messages before, `Cancel` takes back its own.
        determination: what it says.
        references: identifiers and moments of the messages that it replaces or takes back.
        known_at: the moment of the event that it tells of (aware); what was known then, it may say.
        occasion: the event that it tells of.
        pause: of a suspension, its days.
    """

    identifier: str
    sent: datetime
    type: MessageType
    determination: Determination
    references: tuple[tuple[str, datetime], ...]
    known_at: datetime
    occasion: Occasion
    pause: Pause | None = None

    @property
    def warns(self) -> bool:
        """Whether it says that something begins, or goes on although its end had been ordered."""
        if self.occasion == "published":
            return self.determination.change == "raise"
        return self.determination.change == "lower"


@dataclass(frozen=True, slots=True)
class _Said:
    at: datetime
    determination: Determination
    number: int
    occasion: Occasion
    pause: Pause | None = None


def messages(determinations: Iterable[Determination]) -> tuple[Message, ...]:
    """The messages of all published determinations, in the order in which they were sent.

    Determinations of one rule in one area belong together: levels among themselves, each consequence on its own. The
    first that raises is an alert; what follows updates it until nothing holds any more. What is taken back, or
    suspended until further notice, cancels its own message; a suspension of some days, or of an ending, updates it.
    """
    made: list[Message] = []
    standing: dict[tuple[str, str, str], Message] = {}
    for said in sorted(_events(determinations), key=lambda found: found.number):
        determination = said.determination
        key = _matter(determination)
        before = standing.get(key)
        own = next((m for m in reversed(made) if m.determination.id == determination.id), None)
        kind: MessageType
        if said.occasion == "published":
            kind, refers = ("Update" if before else "Alert"), before
        elif _goes_on(said):
            kind, refers = "Update", before or own
        else:
            kind, refers = "Cancel", own
        message = Message(
            f"{determination.id}-{said.number}",
            _after(said.at, refers),
            kind,
            determination,
            ((refers.identifier, refers.sent),) if refers else (),
            said.at,
            said.occasion,
            said.pause,
        )
        made.append(message)
        if kind == "Cancel":
            if before is not None and before.determination.id == determination.id:
                standing.pop(key)
        elif said.occasion == "published" and _ends(determination):
            standing.pop(key, None)
        else:
            standing[key] = message
    return tuple(made)


def message_of(determinations: Iterable[Determination], identifier: str) -> Message | None:
    """The message with an identifier, or the last one of the determination with that id; None if there is none."""
    found = [m for m in messages(determinations) if identifier in (m.identifier, m.determination.id)]
    return found[-1] if found else None


def _events(determinations: Iterable[Determination]) -> Iterator[_Said]:
    for determination in determinations:
        if determination.kind not in WARNING_KINDS or not determination.is_public:
            continue
        public = False
        pauses = _pauses(determination)
        for entry in determination.entries:
            if entry.kind == Event.Kind.PUBLISHED:
                public = True
                yield _Said(entry.at, determination, entry.number, "published")
            elif public and entry.kind == Event.Kind.WITHDRAWN:
                yield _Said(entry.at, determination, entry.number, "withdrawn")
            elif public and entry.kind == Event.Kind.SUSPENSION_CONFIRMED:
                yield _Said(entry.at, determination, entry.number, "suspended", pauses.get(entry.at))


def _pauses(determination: Determination) -> dict[datetime | None, Pause]:
    """The suspensions that act, by the moment of their confirmation; none begins before the determination holds.

    One in whose place a later note stands is not among them: its days are not those that count.
    """
    return {
        found.confirmed_at: Pause(max(found.first, determination.holds_from or found.first), found.to)
        for found in determination.suspensions
    }


def _goes_on(said: _Said) -> bool:
    """Whether danger goes on, or comes back, after something was suspended or taken back."""
    if said.determination.change == "lower":
        return True
    return said.pause is not None and said.pause.last is not None


def _matter(determination: Determination) -> tuple[str, str, str]:
    family = "level" if determination.step.isdigit() else determination.step
    return determination.rule, determination.area, family


def _ends(determination: Determination) -> bool:
    """Whether nothing holds any more after it: level 1 or a consequence ends."""
    return determination.change == "lower" and (determination.step == "1" or not determination.step.isdigit())


def _after(sent: datetime, before: Message | None) -> datetime:
    """Whole seconds, as CAP writes them, and later than what it refers to."""
    at = sent.replace(microsecond=0)
    return at if before is None or at > before.sent else before.sent + timedelta(seconds=1)
