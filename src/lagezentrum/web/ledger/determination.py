"""A determination as its events leave it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from lagezentrum.engine.outcome import Change
from lagezentrum.web.ledger import payloads
from lagezentrum.web.ledger.cautions import Caution
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.today import BERLIN

State = Literal["drafted", "approved", "published", "withdrawn", "suspended", "corrected"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a matter: where it stands in the chain, and who did it when."""

    number: int
    kind: Event.Kind
    by: str
    at: datetime
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtSuspension:
    """A suspension by a court as noted by one person and confirmed by another.

    Attributes:
        court, file_number: whose decision, under which number.
        first, to: its days; `to` is None until further notice.
        note: anything to add.
        hash: of the event that noted it.
        noted_by, noted_by_id, noted_at: who noted it when.
        confirmed_by, confirmed_at: who confirmed it when; empty and None while nobody has.
    """

    court: str
    file_number: str
    first: date
    to: date | None
    note: str
    hash: str
    noted_by: str
    noted_by_id: int | None
    noted_at: datetime
    confirmed_by: str = ""
    confirmed_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, date]:
        """What a later note about the same suspension has in common with an earlier one."""
        return self.court, self.file_number, self.first

    @property
    def confirmed_on(self) -> date | None:
        """The day in Germany from which on it is known."""
        return None if self.confirmed_at is None else self.confirmed_at.astimezone(BERLIN).date()

    def covers(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.first <= day and (self.to is None or day <= self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """A matter as its events leave it.

    Attributes:
        id: the matter, such as "03241-2021-3".
        state: `suspended` only on the days of the suspension, afterwards `published` again.
        version: version of the regulation it was drafted under.
        step: level or consequence that begins or ends, or that is refrained from.
        effective: the first day as ordered; None for refraining.
        holds_from: the first day on which it can hold: later than `effective` where it was published too late.
        public_since: the day from which on it counts as public: a correction stands in its first one's place.
        until: last day of refraining.
        section: the counted days of the finding; empty where the rule found nothing.
        known_at: the moment whose knowledge the proof shows.
        suspensions: those by courts that act, in the order of their first days; of a correction, also those of the
            determination in whose place it stands.
        noted_suspensions: those that nobody has confirmed yet.
        withdrawn_on: the day on which it was withdrawn.
        corrects, corrected_by: the matter it replaces, or that replaced it.
        document_sha256: SHA-256 of the published order as PDF.
        proof: `documents.change_proof.ChangeProof` as JSON values.
        entries: its events in order.
    """

    id: str
    kind: payloads.DraftKind
    state: State
    regulation: str
    version: str
    law_sha256: str
    rule: str
    area: str
    step: str
    change: Change
    effective: date | None
    holds_from: date | None
    until: date | None
    reasons: str
    outbreak: payloads.Outbreak | None
    finding: payloads.FindingNoted | None
    drafted_by: str
    drafted_by_id: int | None
    drafted_at: datetime
    approved_by: str = ""
    approved_by_id: int | None = None
    approved_at: datetime | None = None
    published_by: str = ""
    published_at: datetime | None = None
    published_on: date | None = None
    document_sha256: str | None = None
    withdrawn_reason: str = ""
    withdrawn_on: date | None = None
    public_since: date | None = None
    suspensions: tuple[CourtSuspension, ...] = ()
    noted_suspensions: tuple[CourtSuspension, ...] = ()
    corrects: str | None = None
    corrected_by: str | None = None
    right: payloads.Right
    known_at: datetime
    decided_up_to: int
    proof: dict[str, Any]
    proof_sha256: str
    rests_on: payloads.RestsOn
    warnings: tuple[Caution, ...]
    entries: tuple[Entry, ...]

    @property
    def section(self) -> tuple[date, ...]:
        """The counted days of the finding."""
        return self.finding.section if self.finding else ()

    @property
    def earliest_effect(self) -> date | None:
        """The earliest day that the finding allows."""
        return self.finding.earliest_effect if self.finding else None

    @property
    def acting_for(self) -> str | None:
        """In whose place it was drafted, if by a deputy."""
        return self.right.acting_for

    def suspended_on(self, day: date) -> bool:
        """Whether a court has suspended it on a day."""
        return any(pause.covers(day) for pause in self.suspensions)

    @property
    def is_public(self) -> bool:
        """Whether it was published, whatever came of it afterwards."""
        return self.published_on is not None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act before it is public."""
        return self.state in ("drafted", "approved")
