"""What answers rest on: the archive, the ledger, the law. The one place where the interface looks at them."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.db import connection

from lagezentrum import __version__
from lagezentrum.web.api.ground import Ground, Order
from lagezentrum.web.api.shapes.envelope import LedgerHead, Meta, Source
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.models import Verdict
from lagezentrum.web.ledger import chain, folding
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.effect import decisions_of, in_order
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.situation import Situation, situation
from lagezentrum.web.today import BERLIN, now, today

_NOTHING_YET = datetime(1980, 1, 1, tzinfo=BERLIN)


def meta(as_of: datetime | None = None) -> Meta:
    """What an answer says of itself."""
    head = chain.head()
    stand = readings.stand(as_of or now())
    return Meta(
        regulation=settings.REGULATION,
        today=today(),
        as_of=as_of,
        data_until=stand.as_of,
        published_at=stand.published_at,
        next_expected_at=stand.next_expected_at,
        last_checked_at=max((s.received_at for s in stand.sources if s.received_at), default=None),
        unchanged=stand.unchanged,
        source=tuple(map(_source, stand.sources)),
        exercise=settings.EXERCISE,
        authority=settings.AUTHORITY,
        ledger=None if head is None else LedgerHead(number=head.number, hash=head.hash, recorded_at=head.recorded_at),
    )


def _source(found: readings.SourceStand) -> Source:
    return Source(
        id=found.kind,
        title=found.title,
        name=found.source,
        decides=found.decides,
        data_until=found.as_of,
        published_at=found.published_at,
        received_at=found.received_at,
        next_expected_at=found.next_expected_at,
        overdue=found.overdue,
        url=found.url,
        licence=found.licence,
        licence_url=found.licence_url,
        attribution=found.attribution,
    )


def changed_at(about: Meta) -> datetime:
    """When anything that answers rest on was last recorded; a fixed moment while nothing is."""
    moments = (about.published_at, about.last_checked_at, about.ledger.recorded_at if about.ledger else None)
    return max((moment for moment in moments if moment is not None), default=_NOTHING_YET)


def rests_on() -> str:
    """A text that changes whenever an answer could: figures, events, the day, the law, the program."""
    archive, ledger = _heads()
    parts = [
        __version__,
        settings.REGULATION,
        settings.EXERCISE,
        settings.AUTHORITY,
        today().isoformat(),
        archive,
        ledger,
        _stand(archive, now().replace(second=0, microsecond=0)),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _heads() -> tuple[str | None, str | None]:
    """The heads of archive and ledger in one question, in the words of the database: each request begins with it."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS)
        archive, ledger = cursor.fetchone()
    return archive, ledger


_HEADS = (
    f"SELECT (SELECT head FROM {Verdict._meta.db_table} ORDER BY id DESC LIMIT 1), "  # noqa: S608 - names of our own
    f"(SELECT hash FROM {Event._meta.db_table} ORDER BY number DESC LIMIT 1)"
)


@lru_cache(maxsize=2)
def _stand(archive: str | None, minute: datetime) -> str:  # noqa: ARG001 (part of what the result is kept under)
    """How current the archive is, to the minute, as a text."""
    return repr(readings.stand(minute))


def published(as_of: datetime | None = None) -> tuple[Determination, ...]:
    """The determinations that are public, whatever came of them afterwards. Drafts are nobody's business."""
    return tuple(found for found in folding.determinations(as_of) if found.is_public)


def present(as_of: datetime | None) -> date:
    """The day after which days lie ahead: today, or an earlier day from which a question looks at things."""
    return today() if as_of is None else min(today(), as_of.astimezone(BERLIN).date())


def ground(last: date, as_of: datetime | None) -> tuple[Situation, Ground]:
    """What days up to `last` are told from, as known at a moment."""
    found = situation(last, as_of)
    return found, _ground(_Once(found))


class _Once:
    """A situation told apart by identity: it is made once as long as nothing new is recorded."""

    def __init__(self, held: Situation) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and other.held is self.held

    def __hash__(self) -> int:
        return id(self.held)


@lru_cache(maxsize=8)
def _ground(once: _Once) -> Ground:
    found = once.held
    orders = tuple(_orders(found.determinations))
    span = found.figures.span()
    days = [order.decision.decided_on for order in orders] + ([span[0]] if span else [])
    return Ground(
        regulation=found.applied,
        announced_until=found.announced_until,
        calendars=found.calendars,
        findings=found.replay,
        ordered=found.ordered,
        standings=found.standings,
        until=found.judged_until,
        orders=orders,
        first_record=min(days, default=None),
        last_figures=span[1] if span else None,
        withheld=frozenset((area, day) for held in found.withheld for area in held.areas for day in held.days),
        present=present(found.as_of),
    )


def _orders(determinations: tuple[Determination, ...]) -> Iterator[Order]:
    """The published decisions in the order in which they were taken."""
    return (Order(found.id, decision) for found in in_order(determinations) for decision in decisions_of(found))
