"""Verifying who did what: acts in an allowed order, two people where two are needed, each by a right they had."""

from collections.abc import Iterator

from lagezentrum.law.model import Text
from lagezentrum.web.ledger import payloads
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
    events = Event.objects.exclude(kind=Event.Kind.FINDING_NOTED).exclude(kind__startswith=Event.POOL)
    for event in events.order_by("number").iterator():
        kind, payload = Event.Kind(event.kind), payloads.read(event.kind, event.payload)
        state = states.get(event.matter, "")
        if state not in _AFTER[kind]:
            yield _problem(event, "order", f"folgt nicht auf „{state or 'nichts'}“", f"does not follow {state!r}")
        states[event.matter] = _LEADS_TO.get(kind, state)
        if kind in (Event.Kind.DRAFTED, Event.Kind.SUSPENDED):
            begun[event.matter if kind == Event.Kind.DRAFTED else event.hash] = event.actor_id
        if isinstance(payload, Act):
            yield from right_problems(event, _ACTIONS[kind], payload.right)
            first = begun.get(_before(event, payload, state))
            if _needs_second(kind, state) and first in (event.actor_id, payload.right.acting_for_id):
                yield _problem(
                    event,
                    "second-person",
                    "ist von der Person, die begonnen hat, oder nur in ihrer Vertretung",
                    "is by the person who began, or only in their place",
                )


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
        yield _problem(event, "right", "ging über das Recht hinaus, das er nennt", "goes beyond the right it names")
        return
    known = grants_on_record(event.actor_id, right.role, right.area, right.acting_for_id, right.body)
    if not any(first <= day and (last is None or day <= last) for first, last in known):
        yield _problem(
            event,
            "grant",
            "nennt eine Berechtigung, von der das Verzeichnis der Berechtigungen nichts weiß",
            "names a grant that the record of grants does not know",
        )


def _problem(event: Event, code: str, de: str, en: str) -> Problem:
    return Problem(event.number, code, Text(de=f"Ereignis {event.number} {de}.", en=f"Event {event.number} {en}."))
