"""From events to determinations, and from those to the decisions that the engine takes."""

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from lagezentrum.engine.decisions import Decision, Suspension
from lagezentrum.web.ledger import cautions, chain, payloads
from lagezentrum.web.ledger.cautions import Caution
from lagezentrum.web.ledger.determination import CourtSuspension, Determination, Entry
from lagezentrum.web.ledger.effect import days_of, decisions_of, in_order
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.suspending import suspensions_of
from lagezentrum.web.today import BERLIN, today


def determinations(as_of: datetime | None = None, *, up_to: int | None = None) -> tuple[Determination, ...]:
    """Every determination recorded by a moment (None: all), in the order of the drafts.

    `up_to` leaves out events with a higher number.
    """
    head = chain.head()
    day = as_of.astimezone(BERLIN).date() if as_of is not None else today()
    return () if head is None else _folded(head.number, head.hash, as_of, up_to, day)


def determination(matter: str, as_of: datetime | None = None) -> Determination | None:
    """One determination, or None if there is none of that name."""
    return next((d for d in determinations(as_of) if d.id == matter), None)


def decisions(as_of: datetime | None = None, *, up_to: int | None = None) -> tuple[Decision, ...]:
    """The decisions published by a moment, in the order in which they were taken."""
    return tuple(decision for found in in_order(determinations(as_of, up_to=up_to)) for decision in decisions_of(found))


def suspensions(as_of: datetime | None = None) -> tuple[Suspension, ...]:
    """The suspensions by courts that were confirmed by a moment."""
    return suspensions_of(determinations(as_of))


def moments() -> tuple[datetime, ...]:
    """The moments at which acts were recorded, in order, each once."""
    head = chain.head()
    return () if head is None else _moments(head.number, head.hash)


@lru_cache(maxsize=2)
def _moments(number: int, head: str) -> tuple[datetime, ...]:
    return tuple(sorted({event.recorded_at for event, _ in _acts(number, head)}))


@lru_cache(maxsize=2)
def _acts(
    number: int,
    head: str,  # noqa: ARG001 (part of what the result is kept under)
) -> tuple[tuple[Event, payloads.Payload], ...]:
    """The events of all matters with what they say, read once as long as the head is the same."""
    acts = Event.objects.exclude(kind=Event.Kind.FINDING_NOTED).exclude(kind__startswith=Event.POOL)
    events = acts.filter(number__lte=number).order_by("number")
    return tuple((event, _said(event.kind, event.payload)) for event in events.iterator())


_said = lru_cache(maxsize=16_384)(payloads.read)
"""What a text of the ledger says: an act that is added does not make all the others be read anew."""


@lru_cache(maxsize=64)
def _folded(
    number: int,
    head: str,
    as_of: datetime | None,
    up_to: int | None,
    day: date,
) -> tuple[Determination, ...]:
    """The events fold the same way as long as the head is the same."""
    matters: dict[str, Determination] = {}
    for event, payload in _acts(number, head):
        if (as_of is not None and event.recorded_at > as_of) or (up_to is not None and event.number > up_to):
            continue
        if isinstance(payload, payloads.Drafted):
            matters[event.matter] = _drafted(event, payload)
        else:
            matters[event.matter] = _followed(matters[event.matter], event, payload)
    for name in list(matters):  # what is corrected was drafted before its correction
        matters[name] = _on(matters[name], matters.get(matters[name].corrects or ""), day)
    return tuple(matters.values())


def _entry(event: Event) -> Entry:
    return Entry(event.number, Event.Kind(event.kind), event.actor_name, event.recorded_at, event.hash)


def _drafted(event: Event, payload: payloads.Drafted) -> Determination:
    return Determination(
        id=event.matter,
        kind=payload.kind,
        state="drafted",
        regulation=payload.regulation,
        version=payload.version,
        law_sha256=payload.law_sha256,
        rule=payload.rule,
        area=payload.area,
        step=payload.step,
        change=payload.change,
        effective=payload.effective,
        holds_from=payload.effective,
        until=payload.outbreak.until if payload.outbreak else None,
        reasons=payload.reasons,
        outbreak=payload.outbreak,
        finding=payload.finding,
        drafted_by=event.actor_name,
        drafted_by_id=event.actor_id,
        drafted_at=event.recorded_at,
        corrects=payload.corrects,
        right=payload.right,
        known_at=payload.known_at,
        decided_up_to=payload.decided_up_to,
        proof=payload.proof,
        proof_sha256=payload.proof_sha256,
        rests_on=payload.rests_on,
        warnings=tuple(Caution.of(code) for code in payload.warnings),
        entries=(_entry(event),),
    )


def _followed(found: Determination, event: Event, payload: payloads.Payload) -> Determination:
    found = replace(found, entries=(*found.entries, _entry(event)))
    match payload:
        case payloads.Approved():
            return replace(
                found,
                state="approved",
                approved_by=event.actor_name,
                approved_by_id=event.actor_id,
                approved_at=event.recorded_at,
            )
        case payloads.Published():
            return replace(
                found,
                state="published",
                published_by=event.actor_name,
                published_at=event.recorded_at,
                published_on=payload.published_on,
                document_sha256=payload.document_sha256,
            )
        case payloads.Withdrawn():
            on = event.recorded_at.astimezone(BERLIN).date()
            return replace(found, state="withdrawn", withdrawn_reason=payload.reason, withdrawn_on=on)
        case payloads.Suspended():
            noted = _noted(event, payload)
            return replace(found, noted_suspensions=(*_others(found.noted_suspensions, noted), noted))
        case payloads.SuspensionConfirmed() | payloads.SuspensionDropped():
            return _settled(found, event, payload)
        case payloads.LatePublication():
            return replace(found, warnings=(*found.warnings, Caution.of(cautions.LATE)))
        case payloads.Corrected():
            return replace(found, state="corrected", corrected_by=payload.by)
    raise AssertionError(f"event {event.number}: {event.kind} does not follow a draft")


def _noted(event: Event, payload: payloads.Suspended) -> CourtSuspension:
    return CourtSuspension(
        court=payload.court,
        file_number=payload.file_number,
        first=payload.first,
        to=payload.to,
        note=payload.note,
        hash=event.hash,
        noted_by=event.actor_name,
        noted_by_id=event.actor_id,
        noted_at=event.recorded_at,
    )


def _others(suspensions: tuple[CourtSuspension, ...], one: CourtSuspension) -> tuple[CourtSuspension, ...]:
    """Those that a note does not replace."""
    return tuple(other for other in suspensions if other.key != one.key)


def _settled(
    found: Determination, event: Event, payload: payloads.SuspensionConfirmed | payloads.SuspensionDropped
) -> Determination:
    """A note confirmed acts, in the place of an earlier one about the same suspension; one dropped never does."""
    left = tuple(one for one in found.noted_suspensions if one.hash != payload.note)
    acting = found.suspensions
    for one in found.noted_suspensions:
        if one.hash == payload.note and isinstance(payload, payloads.SuspensionConfirmed):
            confirmed = replace(one, confirmed_by=event.actor_name, confirmed_at=event.recorded_at)
            acting = tuple(sorted((*_others(acting, one), confirmed), key=lambda pause: pause.first))
    return replace(found, noted_suspensions=left, suspensions=acting)


def _on(found: Determination, corrected: Determination | None, day: date) -> Determination:
    """The determination as it stands on a day: from when it can hold, and whether it is suspended then.

    `corrected` is what it corrects, already as it stands on the day.
    """
    if found.published_on is None:
        return found
    since, holds_from = days_of(found.effective, found.published_on, corrected)
    inherited = corrected.suspensions if corrected is not None else ()
    own = {pause.key for pause in found.suspensions}
    every = (*found.suspensions, *(pause for pause in inherited if pause.key not in own))
    found = replace(
        found,
        public_since=since,
        holds_from=holds_from,
        suspensions=tuple(sorted(every, key=lambda pause: pause.first)),
    )
    return replace(found, state="suspended") if found.state == "published" and found.suspended_on(day) else found
