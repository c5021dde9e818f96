"""Determinations and days made up for tests that need no database."""

from datetime import date, datetime, timedelta
from typing import Any

from lagezentrum.law.model import Text
from lagezentrum.web.api.shapes.levels import Counting, DayInArea, Determined, InForce, Met, StepInForce
from lagezentrum.web.ledger.determination import Determination, Entry
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import RestsOn, Right
from lagezentrum.web.today import BERLIN

_DIGEST = "0" * 64


def determination(matter: str, number: int, at: datetime, **changed: Any) -> Determination:
    """A published determination of level 2 in the Region Hannover; `number` is that of its last event."""
    kinds = (Event.Kind.DRAFTED, Event.Kind.APPROVED, Event.Kind.PUBLISHED)
    entries = tuple(Entry(number - 2 + place, kind, "", at, _DIGEST) for place, kind in enumerate(kinds))
    given: dict[str, Any] = {
        "id": matter,
        "kind": "raise",
        "state": "published",
        "regulation": "de-ni/corona-vo",
        "version": "2021-11-24",
        "law_sha256": _DIGEST,
        "rule": "local",
        "area": "03241",
        "step": "2",
        "change": "raise",
        "effective": date(2021, 12, 1),
        "holds_from": date(2021, 12, 1),
        "until": None,
        "reasons": "",
        "outbreak": None,
        "finding": None,
        "drafted_by": "",
        "drafted_by_id": None,
        "drafted_at": at,
        "published_at": at,
        "published_on": at.date(),
        "known_at": at,
        "decided_up_to": 0,
        "proof": {},
        "proof_sha256": _DIGEST,
        "rests_on": RestsOn(files=(), observations=()),
        "right": Right(role="", area="", first=date.min, last=None, acting_for=None, acting_for_id=None),
        "warnings": (),
        "entries": entries,
    }
    return Determination(**(given | changed))


def followed(found: Determination, number: int, kind: Event.Kind, at: datetime) -> tuple[Entry, ...]:
    """The events of a determination with one more behind them."""
    return (*found.entries, Entry(number, kind, "", at, _DIGEST))


def at(day: int, hour: int = 15) -> datetime:
    """A moment in November 2021 (or, above 30, in December)."""
    return datetime(2021, 11, 1, hour, tzinfo=BERLIN) + timedelta(days=day - 1)


def day_with(day: date, level: int, *, consequence: bool = False, ends: date | None = None) -> DayInArea:
    """A day on which a level (and the 3G rule) is in force."""
    titles = [(str(level), Text(de=f"Warnstufe {level}", en=f"warning level {level}"))] if level else []
    titles += [("3G", Text(de="3G", en="3G"))] if consequence else []
    steps = tuple(
        StepInForce(rule="local", area="03241", step=step, title=title, by="order", since=day, ends=ends)
        for step, title in titles
    )
    return DayInArea(
        day=day,
        version="2021-11-24",
        counting=Counting(counts=True, reason=None),
        met=Met(state="known", level=0, steps=()),
        determined=Determined(state="known", reason=None, level=level, steps=()),
        in_force=InForce(state="known", reason=None, level=level, since=None, title=None, steps=steps, suspended=()),
    )
