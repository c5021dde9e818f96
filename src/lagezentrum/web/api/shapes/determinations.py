"""What authorities ordered: published determinations, with the proof they rest on."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from lagezentrum.law.model import Text
from lagezentrum.web.api.shapes.envelope import Answer, LocalMoment, Shape

PublicState = Literal["published", "withdrawn", "suspended", "corrected"]


class Caution(Shape):
    """Something that had to be known when it was signed."""

    code: str
    text: Text


class OrderFiles(Shape):
    """The published order, in German, with `order.json`, `proof.json` and `fields.json` inside each file."""

    pdf: str = Field(description="authentic; always the same bytes")
    docx: str = Field(description="the same order, for Word")
    pdf_sha256: str = Field(description="as it stands in the ledger's event of publication")


class Determination(Shape):
    """A published determination. Drafts are not public; neither are the names of officers."""

    id: str
    kind: Literal["raise", "lower", "3g", "lift-3g", "refrain", "other-date"]
    state: PublicState = Field(description="what became of it; `suspended` only on the days of the suspension")
    rule: str
    area: str
    area_title: str
    step: str
    change: Literal["raise", "lower"]
    headline: Text
    authority: str
    published_at: LocalMoment
    published_on: date
    effective: date | None = Field(description="first day as ordered; null when refraining")
    holds_from: date | None = Field(description="first day on which it can hold: later where it was published too late")
    until: date | None = Field(description="last day of refraining")
    regulation: str
    version: str
    corrects: str | None
    corrected_by: str | None
    page: str = Field(description="page for people")
    order: OrderFiles | None = Field(description="the order as files; null where none is kept")
    cap: str | None = Field(description="CAP message; null where it is no warning")


class SuspensionByCourt(Shape):
    """A suspension by a court, noted by one person and confirmed by another; `last` is null while it is open."""

    court: str
    file_number: str
    first: date
    last: date | None
    recorded_on: date | None = Field(description="day on which it became known here; days before it may be suspended")


class ChainEntry(Shape):
    """An event of the matter in the chain of the ledger."""

    number: int
    kind: str
    at: LocalMoment
    hash: str


class RestsOn(Shape):
    """SHA-256 of what the determination rests on: files, and single figures."""

    files: tuple[str, ...]
    observations: tuple[str, ...]


class DeterminationInFull(Determination):
    """A determination with reasons, proof and its place in the chain."""

    reasons: str
    cautions: tuple[Caution, ...]
    section: tuple[date, ...] = Field(description="the counted days; empty where the rule found nothing")
    earliest_effect: date | None
    suspensions: tuple[SuspensionByCourt, ...] = Field(description="in the order of their first days")
    withdrawn_on: date | None
    law_sha256: str = Field(description="of the file that states the version")
    known_at: LocalMoment = Field(description="the moment whose knowledge the proof shows")
    proof: dict[str, Any] = Field(description="format lagezentrum.determination/1")
    proof_sha256: str = Field(description="over the proof as canonical JSON (RFC 8785)")
    rests_on: RestsOn
    chain: tuple[ChainEntry, ...]


class DeterminationsAnswer(Answer):
    """Published determinations, the latest first."""

    data: tuple[Determination, ...]


class DeterminationAnswer(Answer):
    """One published determination."""

    data: DeterminationInFull
