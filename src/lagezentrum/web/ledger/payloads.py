"""What an event of each kind says, as types; in the database it is canonical JSON."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

import rfc8785
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from lagezentrum.engine.outcome import Change, Finding, Status
from lagezentrum.web.ledger.chain import sha256
from lagezentrum.web.ledger.models import Event

DraftKind = Literal["raise", "lower", "3g", "lift-3g", "refrain", "other-date"]
"""What a determination does: a level or the 3G rule begins or ends, the authority refrains, or it sets another day."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


MOST_CASES = 1_000_000
"""Of one outbreak; more is a slip of the hand."""


class Payload(BaseModel):
    """What all payloads have in common: they are frozen and know their fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def canonical(self) -> str:
        """The payload as canonical JSON (RFC 8785)."""
        return rfc8785.dumps(self.model_dump(mode="json")).decode()


class MissingFigure(Payload):
    """A value that is not on record and decides."""

    indicator: str
    area: str
    day: date


class FindingNoted(Payload):
    """The rule found something (or may have). Noted by the service itself, once for each state of the finding."""

    regulation: str
    version: str
    rule: str
    area: str
    step: str
    change: Change
    section: tuple[date, ...]
    earliest_effect: date
    status: Status
    hangs_on: tuple[MissingFigure, ...]
    run_end: date

    @classmethod
    def of(cls, regulation: str, finding: Finding) -> "FindingNoted":
        """The record of a finding of the engine."""
        return cls(
            regulation=regulation,
            version=finding.version,
            rule=finding.rule,
            area=finding.area,
            step=finding.step,
            change=finding.change,
            section=finding.section,
            earliest_effect=finding.earliest_effect,
            status=finding.status,
            hangs_on=tuple(MissingFigure(indicator=m.indicator, area=m.area, day=m.day) for m in finding.hangs_on),
            run_end=finding.run_end,
        )


class Outbreak(Payload):
    """Why an authority may refrain: an outbreak confined in space with sufficient certainty."""

    place: Line
    cases: int = Field(ge=1, le=MOST_CASES)
    traced: Words
    until: date


class RestsOn(Payload):
    """SHA-256 of the files and of the single figures that a determination rests on, each sorted."""

    files: tuple[Digest, ...]
    observations: tuple[Digest, ...]


class Right(Payload):
    """By what right somebody acted: the grant as it stood that day, and whom they stood in for, if anybody.

    `role`, `area` and `body` are those of the grant, `first` and `last` (None: open) its days.
    """

    role: str
    area: str
    body: str = ""
    first: date
    last: date | None
    acting_for: str | None
    acting_for_id: int | None


class Act(Payload):
    """What a person did, and by what right."""

    right: Right


class Drafted(Act):
    """A determination as drafted; nothing of it changes afterwards.

    `known_at` and `decided_up_to` (number of the last event) say what was known when the proof was made.
    `corrects` names the published matter that this one is to replace.
    `finding` is None where the rule found nothing; `warnings` are codes of `ledger/cautions.py`.
    """

    kind: DraftKind
    regulation: str
    version: str
    law_sha256: Digest
    rule: str
    area: str
    step: str
    change: Change
    finding: FindingNoted | None
    effective: date | None
    reasons: str = Field(max_length=20_000)
    outbreak: Outbreak | None
    corrects: str | None
    known_at: AwareDatetime
    decided_up_to: int
    proof: dict[str, Any]
    proof_sha256: Digest
    rests_on: RestsOn
    warnings: tuple[str, ...]


class Approved(Act):
    """A second person signed the draft whose event has the hash `draft`.

    `figures` is the head of the archive that was shown; `changed` whether by then the figures gave another proof.
    """

    draft: Digest
    figures: str
    changed: bool


class Published(Act):
    """The determination was made public on a day; `draft` and `approval` are the hashes of the events it rests on.

    `document_sha256` is that of the order as PDF; None where there is none (what holds by law takes no order).
    """

    draft: Digest
    approval: Digest
    published_on: date
    document_sha256: Digest | None = None


class Withdrawn(Act):
    """A draft was dropped, or a published determination taken back before it took effect."""

    reason: Words


class Suspended(Act):
    """Somebody noted that a court suspended a published determination; `to` is the last day, None while open.

    It acts when it is confirmed.
    """

    court: Line
    file_number: Line
    first: date
    to: date | None
    note: str = Field(max_length=20_000)


class SuspensionConfirmed(Act):
    """A second person compared the note whose event has the hash `note` with the court's decision: it acts."""

    note: Digest


class SuspensionDropped(Act):
    """The note whose event has the hash `note` was wrong; it never acts."""

    note: Digest
    reason: Words


class LatePublication(Payload):
    """It was published on or after its effective date; it can hold from `holds_from` at the earliest."""

    published_on: date
    effective: date
    holds_from: date


class Corrected(Payload):
    """Another published matter replaced this one."""

    by: str


KINDS: dict[Event.Kind, type[Payload]] = {
    Event.Kind.FINDING_NOTED: FindingNoted,
    Event.Kind.DRAFTED: Drafted,
    Event.Kind.APPROVED: Approved,
    Event.Kind.PUBLISHED: Published,
    Event.Kind.WITHDRAWN: Withdrawn,
    Event.Kind.SUSPENDED: Suspended,
    Event.Kind.SUSPENSION_CONFIRMED: SuspensionConfirmed,
    Event.Kind.SUSPENSION_DROPPED: SuspensionDropped,
    Event.Kind.LATE_PUBLICATION: LatePublication,
    Event.Kind.CORRECTED: Corrected,
}
"""Those of determinations; the pool, which lies above, adds its own when the service starts (`pool/payloads.py`)."""


def read(kind: str, text: str) -> Payload:
    """The payload of an event.

    Raises:
        ValueError: the kind is unknown, or the text is no payload of that kind.
    """
    return KINDS[Event.Kind(kind)].model_validate_json(text)


def digest(content: dict[str, Any]) -> str:
    """SHA-256 over canonical JSON."""
    return sha256(rfc8785.dumps(content))


def moment_text(moment: datetime) -> str:
    """A moment as it stands in proofs."""
    return moment.isoformat(timespec="seconds")
