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
    END_LENDER = "end-lender"
    """to the lender: the deployment ends early, or never begins"""
    END_RECEIVER = "end-receiver"
    """to the receiver: the same"""
    END_PERSON = "end-person"
    """to the person, by way of the lender: the same"""

    @property
    def of_end(self) -> bool:
        """Whether the letter says that a deployment ends early."""
        return self in (LetterKind.END_LENDER, LetterKind.END_RECEIVER, LetterKind.END_PERSON)


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """A deployment ends earlier than it was ordered for; its last day is that of the deployment."""

    told_on: date
    """day of the recall, or of the order"""
    recalled: bool
    """back to the lender, by it or the staff unit; else a newer distribution was ordered"""
    begins: bool = True
    """False: it never begins"""


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
    early_end: EarlyEnd | None = None

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

    def kinds(self) -> tuple[LetterKind, ...]:
        """The letters that there are about it: who was recalled, or never begins, is not asked for again."""
        end = self.early_end
        asked_for = end is None or (end.begins and not end.recalled)
        return tuple(kind for kind in LetterKind if (end is not None if kind.of_end else asked_for))

    def content(self) -> dict[str, Any]:
        """What travels inside the file: neither name nor pseudonym."""
        end = self.early_end
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
        } | ({} if end is None else {
            "early_end": {"told_on": end.told_on.isoformat(), "recalled": end.recalled, "begins": end.begins}
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a kind about a deployment. `name` is typed when it is made; None shows a placeholder.

    Raises:
        DocumentProblem: the name is empty, too long, or has characters that are no text; or there is no such letter
            about the deployment.
    """

    kind: LetterKind
    deployment: Deployment
    name: str | None = None

    def __post_init__(self) -> None:
        if self.name is not None:
            _check_name(self.name, self.deployment.number)
        if self.kind not in self.deployment.kinds():
            number, ends = self.deployment.number, self.deployment.early_end is not None
            raise DocumentProblem(
                f"Einsatz {number}: "
                + ("Er endet früher; dazu gibt es nur Schreiben zum Ende." if ends else "Er endet nicht früher."),
                f"Deployment {number}: "
                + ("it ends early; there are letters about the end only." if ends else "it does not end early."),
            )

    @property
    def addressee(self) -> str:
        """Key of the authority that gets the letter; the letter to a person goes by way of the lender."""
        to_receiver = self.kind in (LetterKind.RECEIVER, LetterKind.END_RECEIVER)
        return self.deployment.receiver if to_receiver else self.deployment.lender

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
