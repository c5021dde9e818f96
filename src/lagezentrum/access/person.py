"""What a person shows at a door. Health data: used for one answer, never kept, and not printed by accident."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lagezentrum.law.access.words import Mask, TestKind

Role = Literal["guest", "staff"]


@dataclass(frozen=True, slots=True, repr=False)
class Test:
    """A negative test: its kind, and the moment at which it was taken (with its time zone)."""

    __test__ = False  # a word of the law, not a test of this program

    kind: TestKind
    taken: datetime

    def __post_init__(self) -> None:
        if self.taken.tzinfo is None:
            raise ValueError("the moment of a test needs its time zone: an hour decides whether it still counts")

    def __repr__(self) -> str:
        """No more than what this is, so that no log can hold it."""
        return "Test(…)"


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Person:
    """A person at a door. What is not shown does not count; an exemption not claimed is not granted.

    Attributes:
        vaccinated: day of the last dose of a complete vaccination, boosters aside.
        boosted: day of the booster dose.
        recovered: day of the positive PCR test of an infection that is over.
        tests: negative tests.
        age: in whole years.
        pupil_tested_at_school, medical_certificate, study_participant: what exempts.
        role: whether the person is a guest or works there.
        close_contact: whether the work regularly brings staff closer to others than the law allows without a mask;
            None where that is not said.
        mask: the mask worn; None where that is not said, and then it is named as a duty.
    """

    vaccinated: date | None = None
    boosted: date | None = None
    recovered: date | None = None
    tests: tuple[Test, ...] = ()
    age: int | None = None
    pupil_tested_at_school: bool = False
    medical_certificate: bool = False
    study_participant: bool = False
    role: Role = "guest"
    close_contact: bool | None = None
    mask: Mask | None = None

    def __post_init__(self) -> None:
        if self.age is not None and self.age < 0:
            raise ValueError("an age is not below 0")

    def __repr__(self) -> str:
        """No more than what this is, so that no log can hold it."""
        return "Person(…)"
