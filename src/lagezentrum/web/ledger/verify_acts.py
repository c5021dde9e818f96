"""Verifying who did what: acts in an allowed order, about what was before, by two people, each by a right they had."""

from collections.abc import Iterator
from datetime import date

from lagezentrum.web.archive.clock import WAITED
from lagezentrum.web.ledger import figures, payloads
from lagezentrum.web.ledger.chain import Problem
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Act, Payload, Right
from lagezentrum.web.people.changes import grants_on_record
from lagezentrum.web.people.models import Role
from lagezentrum.web.people.permission import TABLE, Action, carries
from lagezentrum.web.today import BERLIN

_ACTIONS: dict[Event.Kind, frozenset[Action]] = {
    Event.Kind.DRAFTED: frozenset({Action.DRAFT, Action.CORRECT}),
    Event.Kind.APPROVED: frozenset({Action.APPROVE}),
    Event.Kind.PUBLISHED: frozenset({Action.PUBLISH}),
    Event.Kind.WITHDRAWN: frozenset({Action.WITHDRAW}),
    Event.Kind.SUSPENDED: frozenset({Action.SUSPEND}),
    Event.Kind.SUSPENSION_CONFIRMED: frozenset({Action.CONFIRM_SUSPENSION}),
    Event.Kind.SUSPENSION_DROPPED: frozenset({Action.SUSPEND, Action.CONFIRM_SUSPENSION}),
}
_AFTER: dict[Event.Kind, frozenset[str]] = {
    Event.Kind.DRAFTED: frozenset({""}),
    Event.Kind.APPROVED: frozenset({"drafted"}),
    Event.Kind.PUBLISHED: frozenset({"approved"}),
    Event.Kind.LATE_PUBLICATION: frozenset({"published"}),
    Event.Kind.WITHDRAWN: frozenset({"drafted", "approved", "published"}),
    Event.Kind.CORRECTED: frozenset({"published"}),
    Event.Kind.SUSPENDED: frozenset({"published"}),
    Event.Kind.SUSPENSION_CONFIRMED: frozenset({"published", "corrected", "withdrawn"}),
    Event.Kind.SUSPENSION_DROPPED: frozenset({"published", "corrected", "withdrawn"}),
}
_LEADS_TO = {
    Event.Kind.DRAFTED: "drafted",
    Event.Kind.APPROVED: "approved",
    Event.Kind.PUBLISHED: "published",
    Event.Kind.WITHDRAWN: "withdrawn",
    Event.Kind.CORRECTED: "corrected",
}


def acts() -> Iterator[Problem]:
    """What is wrong with the acts of all matters; the chain itself must be sound."""
    states: dict[str, str] = {}
    begun: dict[str, int | None] = {}
    rests = _Rests()
    events = Event.objects.exclude(kind=Event.Kind.FINDING_NOTED).exclude(kind__startswith=Event.POOL)
    for event in events.order_by("number").iterator():
        kind, payload = Event.Kind(event.kind), payloads.read(event.kind, event.payload)
        state = states.get(event.matter, "")
        if state not in _AFTER[kind]:
            yield Problem.at(
                event.number, "order", f"folgt nicht auf „{state or 'nichts'}“", f"does not follow {state!r}"
            )
        yield from rests.problems(event, payload)
        states[event.matter] = _LEADS_TO.get(kind, state)
        if kind in (Event.Kind.DRAFTED, Event.Kind.SUSPENDED):
            begun[event.matter if kind == Event.Kind.DRAFTED else event.hash] = event.actor_id
        if isinstance(payload, Act):
            withdrawn_from_public = kind == Event.Kind.WITHDRAWN and state == "published"
            actions = frozenset({Action.APPROVE}) if withdrawn_from_public else _ACTIONS[kind]
            yield from right_problems(event, actions, payload.right)
            first = begun.get(_before(event, payload, state))
            if _needs_second(kind, state) and first in (event.actor_id, payload.right.acting_for_id):
                yield Problem.at(
                    event.number,
                    "second-person",
                    "ist von der Person, die begonnen hat, oder nur in ihrer Vertretung",
                    "is by the person who began, or only in their place",
                )


class _Rests:
    """What later events of a matter point back to: its draft, its approval, what it corrects."""

    def __init__(self) -> None:
        self.drafts: dict[str, tuple[Event, payloads.Drafted]] = {}
        self.signed: dict[str, str] = {}
        self.public: set[str] = set()
        self.archive = figures.heads()

    def problems(self, event: Event, payload: Payload) -> Iterator[Problem]:
        """What an event says otherwise than those before it, and the archive."""
        if isinstance(payload, payloads.Drafted):
            self.drafts[event.matter] = (event, payload)
        if event.matter not in self.drafts:
            return  # an act without a draft is out of order already
        draft, drafted = self.drafts[event.matter]
        if event.area != draft.area or event.area != drafted.area:
            yield Problem.at(
                event.number, "area", "nennt ein anderes Gebiet als der Entwurf", "names another area than the draft"
            )
        match payload:
            case payloads.Approved():
                self.signed[event.matter] = event.hash
                if payload.draft != draft.hash:
                    yield _of_another(event)
                if payload.figures not in self.archive:
                    yield Problem.at(
                        event.number,
                        "archive",
                        "nennt einen Stand des Archivs, den es dort nicht gibt: Entscheidungen über Dateien fehlen",
                        "names a state of the archive that is not there: verdicts on files are missing",
                    )
            case payloads.Published():
                self.public.add(event.matter)
                if (payload.draft, payload.approval) != (draft.hash, self.signed.get(event.matter)):
                    yield _of_another(event)
                if payload.published_on not in _days_of(event):
                    yield Problem.at(
                        event.number,
                        "day",
                        "nennt einen anderen Tag der Veröffentlichung als den, an dem er festgehalten wurde",
                        "names another day of publication than the one on which it was recorded",
                    )
            case payloads.Corrected():
                _, other = self.drafts.get(payload.by, (None, None))
                if other is None or other.corrects != event.matter or payload.by not in self.public:
                    yield Problem.at(
                        event.number,
                        "correction",
                        f"nennt eine Berichtigung, die nicht veröffentlicht ist: {payload.by}",
                        f"names a correction that is not public: {payload.by}",
                    )


def _of_another(event: Event) -> Problem:
    return Problem.at(
        event.number,
        "rests-on",
        "stützt sich auf einen anderen Entwurf oder eine andere Zeichnung",
        "rests on another draft or another approval",
    )


def _days_of(event: Event) -> set[date]:
    """The days on which an event can have happened: an act that waited for others is dated with the last of them."""
    return {moment.astimezone(BERLIN).date() for moment in (event.recorded_at, event.recorded_at - WAITED)}


def _before(event: Event, payload: Payload, state: str) -> str:  # noqa: ARG001 (told apart by the payload alone)
    return payload.note if isinstance(payload, payloads.SuspensionConfirmed) else event.matter


def _needs_second(kind: Event.Kind, state: str) -> bool:
    second = (Event.Kind.APPROVED, Event.Kind.SUSPENSION_CONFIRMED)
    return kind in second or (kind == Event.Kind.WITHDRAWN and state == "published")


def right_problems(event: Event, actions: frozenset[Action], right: Right, body: str = "") -> Iterator[Problem]:
    """The role must allow one of the actions there, the grant cover the day, and the record of grants know it."""
    day = event.recorded_at.astimezone(BERLIN).date()
    reach = TABLE[Role(right.role)] if right.role in Role.values else {}
    allowed = any(action in reach and carries(reach[action], right.area, event.area) for action in actions)
    in_time = right.first <= day and (right.last is None or day <= right.last)
    if not allowed or not in_time or right.body not in ("", body):
        yield Problem.at(
            event.number, "right", "ging über das Recht hinaus, das er nennt", "goes beyond the right it names"
        )
        return
    known = grants_on_record(event.actor_id, right.role, right.area, right.acting_for_id, right.body)
    if not any(first <= day and (last is None or day <= last) for first, last in known):
        yield Problem.at(
            event.number,
            "grant",
            "nennt eine Berechtigung, von der das Verzeichnis der Berechtigungen nichts weiß",
            "names a grant that the record of grants does not know",
        )
