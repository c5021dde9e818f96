"""A letter about one deployment as data: to whom, about what, in whose name."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from lagezentrum.documents.authorities import AuthorityProfile
from lagezentrum.documents.pool.legal_forms import LegalForm
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.staffing.model import QUARTERS, Consent, Mode, Skill

LONGEST_NAME: Final = 200
STAFF_UNIT: Final = AuthorityProfile(
    ags="03",
    name="Niedersächsisches Ministerium für Inneres und Sport",
    subject="das Niedersächsische Ministerium für Inneres und Sport",
    department="Personalstab",
    seat="Hannover",
    signatory="Die Leitung des Personalstabs",
)
"""Who distributes the pool, as far as it is publicly known. Not confirmed: letters in its name are exercises."""

_JOINERS = "\u200c\u200d"  # invisible, but part of how Persian and Indian names are written


class LetterKind(StrEnum):
    """To whom a letter goes, and what for."""

    LENDER_REQUEST = "lender-request"
    """to the lender: please lend this person"""
    LENDER_CONFIRMATION = "lender-confirmation"
    """to the lender: what it agreed to is settled"""
    RECEIVER = "receiver"
    """to the receiver: who comes when"""
    PERSON = "person"
    """to the person, by way of the lender"""


@dataclass(frozen=True, slots=True)
class Deployment:
    """One person at one receiver for some weeks without a gap, without a name.

    Raises:
        DocumentProblem: no letter can be written about it; the reason says why.
    """

    number: int
    pseudonym: str
    """by which the lender knows the person; only lender and person read it"""
    lender: str
    lender_name: str
    receiver: str
    receiver_name: str
    first: date
    last: date
    """last day, inclusive"""
    quarters: int
    """working time in quarters of a full-time post, 1 to 4"""
    skill: Skill
    mode: Mode
    """`REMOTE` or `ON_SITE`"""
    form: LegalForm
    consent: Consent
    staff_council_on: date | None = None
    notice_days: int = 0
    """days between a recall by the lender and its effect"""
    plan_sha256: str | None = None
    """of the plan file that was approved"""

    def __post_init__(self) -> None:
        if self.consent is Consent.REFUSED:
            raise DocumentProblem(
                f"Einsatz {self.number}: Die Kraft hat nicht zugestimmt. Ein Schreiben gibt es nicht; nehmen Sie die "
                "Kraft aus dem Plan.",
                f"Deployment {self.number}: the person did not agree. There is no letter; remove the person.",
            )
        if self.last < self.first or not 1 <= self.quarters <= QUARTERS or self.mode is Mode.BOTH or self.number < 1:
            raise DocumentProblem(
                f"Einsatz {self.number}: Zeitraum, Arbeitszeit oder Einsatzart passen nicht ({self.first} bis "
                f"{self.last}, {self.quarters} Viertel, {self.mode.value}). Prüfen Sie den Einsatz.",
                f"Deployment {self.number}: period, working time or mode do not fit ({self.first} to {self.last}, "
                f"{self.quarters} quarters, {self.mode.value}). Check the deployment.",
            )

    def content(self) -> dict[str, Any]:
        """What travels inside the file: neither name nor pseudonym."""
        return {
            "number": self.number,
            "lender": self.lender,
            "receiver": self.receiver,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "quarters": self.quarters,
            "skill": self.skill.value,
            "mode": self.mode.value,
            "form": self.form.value,
            "plan_sha256": self.plan_sha256,
        }


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a kind about a deployment. `name` is typed when it is made; None shows a placeholder.

    Raises:
        DocumentProblem: the name is empty, too long, or has characters that are no text.
    """

    kind: LetterKind
    deployment: Deployment
    name: str | None = None

    def __post_init__(self) -> None:
        if self.name is not None:
            _check_name(self.name, self.deployment.number)

    @property
    def addressee(self) -> str:
        """Key of the authority that gets the letter; the letter to a person goes by way of the lender."""
        return self.deployment.receiver if self.kind is LetterKind.RECEIVER else self.deployment.lender

    @property
    def order(self) -> tuple[int, str, int]:
        """Sorts the letters of a batch: by kind, then by authority, then by deployment."""
        return list(LetterKind).index(self.kind), self.addressee, self.deployment.number


@dataclass(frozen=True, slots=True)
class Sending:
    """What the letters of a batch share.

    Raises:
        DocumentProblem: they shall be real letters although the authority did not confirm its profile.
    """

    made_on: date
    sender: AuthorityProfile = STAFF_UNIT
    contact: str = ""
    """whom to ask at the sender: telephone or address of a unit, no person; empty shows a placeholder"""
    live: bool = False
    """whether these are no exercises"""
    draft: bool = False
    """whether the print-out shows what a jurist has still to check"""

    def __post_init__(self) -> None:
        if self.live and not self.sender.confirmed:
            raise DocumentProblem(
                f"Das Profil von {self.sender.name} ist nicht bestätigt. Ohne Bestätigung bleibt das Schreiben eine "
                "Übung.",
                f"The profile of {self.sender.name} is not confirmed. Without that the letter remains an exercise.",
            )


def _check_name(name: str, number: int) -> None:
    if not name.strip():
        raise DocumentProblem(
            f"Einsatz {number}: Der Name ist leer. Geben Sie ihn ein, oder lassen Sie das Schreiben ohne Namen.",
            f"Deployment {number}: the name is empty. Type it, or leave the letter without one.",
        )
    if len(name) > LONGEST_NAME:
        raise DocumentProblem(
            f"Einsatz {number}: Der Name hat {len(name)} Zeichen, möglich sind {LONGEST_NAME}. Kürzen Sie ihn.",
            f"Deployment {number}: the name has {len(name)} characters, {LONGEST_NAME} are possible. Shorten it.",
        )
    # Line breaks could imitate further lines of a letter, marks of direction another order of its words.
    unseen = any(unicodedata.category(char).startswith("C") and char not in _JOINERS for char in name)
    if unseen or len(name.splitlines()) > 1:
        raise DocumentProblem(
            f"Einsatz {number}: Im Namen stehen Zeilenumbrüche oder unsichtbare Steuerzeichen. Tippen Sie ihn neu ein.",
            f"Deployment {number}: the name has line breaks or invisible control characters. Type it again.",
        )
