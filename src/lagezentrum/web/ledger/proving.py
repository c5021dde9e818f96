"""The proof that a determination carries, as orders carry it too; and the figures in it, each with its hash. Pure.

It is made of the law's version and the figures alone and holds no wording, so that it can be made anew years later
and compared. How it reads in words, an explanation says.
"""

from dataclasses import dataclass
from datetime import date, datetime

from lagezentrum.documents import proving
from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.engine.evidence import Evidence
from lagezentrum.engine.observations import Observation
from lagezentrum.engine.outcome import Change, Finding
from lagezentrum.law.model import StepName, Version
from lagezentrum.web.ledger.payloads import digest


@dataclass(frozen=True)
class Proven:
    """A proof, the finding it is about (None: there is none), the figures in it."""

    proof: ChangeProof
    finding: Finding | None
    observations: tuple[Observation, ...]


def prove(
    evidence: Evidence,
    version: Version,
    finding: Finding | None,
    *,
    area: str,
    rule: str,
    step: StepName,
    change: Change,
    day: date,
    known_at: datetime,
) -> Proven:
    """Prove a change of a step by the figures known at a moment (naive local time), as decided on `day`.

    `version` is the finding's own, or the one in force where there is none; then the last days up to `day` are shown.
    """
    proof = proving.prove(
        evidence, version, finding, area=area, rule=rule, step=step, change=change, day=day, known_at=known_at
    )
    seen = (
        evidence.figures.first_published(figure.indicator, figure.area, here.day, known_at)
        for here in proof.days
        for figure in here.figures
    )
    return Proven(proof, finding, tuple(observation for observation in seen if observation is not None))


def observation_sha256(observation: Observation) -> str:
    """SHA-256 over one published figure."""
    return digest(
        {
            "indicator": observation.indicator,
            "area": observation.area,
            "day": observation.day.isoformat(),
            "value": None if observation.value is None else format(observation.value.normalize(), "f"),
            "published_at": observation.published_at.isoformat(timespec="seconds"),
            "source": observation.source,
        }
    )
