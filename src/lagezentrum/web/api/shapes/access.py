"""Who may enter: what is asked (health data, never kept), what is answered, and what a door demands."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from lagezentrum.law.access.words import (
    ContactData,
    Mask,
    Requirement,
    Setting,
    SourceClass,
    Step,
    TestKind,
)
from lagezentrum.law.model import Text
from lagezentrum.web.api.parameters import read_day, read_moment
from lagezentrum.web.api.shapes.areas import AreaShort
from lagezentrum.web.api.shapes.envelope import Answer, Shape

_FIRST, _LAST = date(1000, 1, 1), date(9000, 12, 31)
_NOON = time(12)
_NAME = "^[ -~\u00a1-\u024f]{1,60}$"
"""Letters, digits and signs of a name or key."""


def _bounded(given: object) -> date:
    """A day far from both ends of the calendar, so that ages can be counted from it."""
    return min(max(read_day(given), _FIRST), _LAST)


def _at(given: object) -> datetime:
    """A moment; a day alone means its noon."""
    if isinstance(given, str) and len(given) == len("2021-12-06"):
        read_moment(given)
        return read_moment(f"{given}T{_NOON:%H:%M}")
    return read_moment(given)


ProofDay = Annotated[date, BeforeValidator(_bounded), WithJsonSchema({"type": "string", "format": "date"})]
At = Annotated[
    datetime,
    BeforeValidator(_at),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}),
]


def _whole(given: object) -> object:
    """In JSON 5.0 is a whole number, too."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


People = Annotated[int, Field(ge=1, le=1_000_000_000), BeforeValidator(_whole)]
Age = Annotated[int, Field(ge=0, le=150), BeforeValidator(_whole)]


class _Question(BaseModel):
    """A piece of a question: strict, and never printed with what it holds."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    __str__ = __repr__


class TestShown(_Question):
    """A negative test."""

    __test__ = False  # a word of the law, not a test of this program

    kind: TestKind = Field(description="pcr, antigen (PoC), or supervised (a self-test under supervision on site)")
    taken: At = Field(description="when; a moment without an offset is local time in Germany, a day alone its noon")


class AccessQuestion(_Question):
    """Who wants to come in where. What is left out is not shown, not claimed, or not known."""

    area: str = Field(description="AGS (five digits), ARS (twelve), or 03 for the Land", pattern=_NAME)
    on: At = Field(description="when; a moment without an offset is local time in Germany, a day alone its noon")
    place: str = Field(
        description="kind of place, such as restaurant; a wrong one is answered with all there are", pattern=_NAME
    )
    setting: Setting | None = Field(None, description="null: not said; the answer may depend on it")
    people: People | None = Field(None, description="how many people come together")
    capacity_used: float | None = Field(None, ge=0, le=100, description="percent of the capacity that is used")
    operator: Literal["2G"] | None = Field(None, description="2G: the operator requires it of his own will")
    vaccinated: ProofDay | None = Field(None, description="day of the last dose, boosters aside")
    boosted: ProofDay | None = Field(None, description="day of the booster dose")
    recovered: ProofDay | None = Field(None, description="day of the positive PCR test")
    tests: list[TestShown] = Field(default_factory=list, max_length=10)
    age: Age | None = Field(None, description="in whole years")
    pupil_tested_at_school: bool = False
    medical_certificate: bool = Field(default=False, description="certificate: can not be vaccinated")
    study_participant: bool = False
    role: Literal["guest", "staff"] = "guest"
    close_contact: bool | None = Field(
        None, description="staff: whether the work regularly brings them closer to others than the law allows"
    )
    mask: Mask | None = Field(None, description="the mask worn; null: not said, and then named as a duty")


class Cited(Shape):
    """A provision."""

    provision: str = Field(description="its anchor in the regulation")
    title: str = Field(description="in German, as in the law")


class Sentence(Shape):
    """One thing said, with the provisions it rests on."""

    kind: str
    says: Text
    cite: tuple[Cited, ...]


class LevelBehind(Shape):
    """The level that an answer rests on."""

    area: str
    day: date
    version: str | None = Field(description="null: no version is in force")
    step: Step = Field(description="0 for nothing, 3G without a level, or the level")
    basis: Literal["decision", "regulation", "finding", "nothing"] = Field(
        description="an order, the regulation itself, the figures alone (earliest date, no order on record), or nothing"
    )
    since: date | None
    open: tuple[str, ...] = Field(description="higher levels that missing values leave open")


class CaseOfAnswer(Shape):
    """What comes out if what was not said is so."""

    says: Text
    answer: Literal["allowed", "not allowed", "not encoded"]
    requirement: Requirement | None


class AccessGiven(Shape):
    """Whether somebody may come in. The person is not repeated."""

    answer: Literal["allowed", "not allowed", "depends on", "not encoded"]
    says: Text
    depends_on: tuple[str, ...]
    requirement: Requirement | None
    level: LevelBehind
    reasons: tuple[Sentence, ...]
    duties: tuple[Sentence, ...]
    would_change: tuple[Text, ...] = Field(description="each by itself")
    cases: tuple[CaseOfAnswer, ...]
    notes: tuple[Sentence, ...] = Field(description="what is uncertain or not encoded")


class AccessAnswer(Answer):
    """The answer to a question about one person; nobody keeps it."""

    data: AccessGiven


class DoorDemand(Shape):
    """What is required of guests from a number of people on."""

    people: int | None = Field(description="null: from the first person on")
    word: Literal["above", "at_least", "at_most", "below"] | None = Field(description="how the number is meant")
    requirement: Requirement | None = Field(description="null: not encoded")
    not_encoded: Text | None
    tests: tuple[TestKind, ...] = Field(description="the tests that count")
    mask: Mask | None = Field(description="null: not on record")
    contact_data: ContactData | None = Field(description="null: not on record")
    repeats_test: bool
    cite: tuple[Cited, ...]
    source_class: SourceClass
    uncertain: Text | None = Field(description="what is uncertain about it; null: nothing")


class DoorOfPlace(Shape):
    """The door of one kind of place."""

    place: str
    title: Text
    setting: Setting
    demands: tuple[DoorDemand, ...]
    cap: int | None = Field(description="the largest number of people that may come together; null: no cap")
    besides: tuple[Sentence, ...] = Field(
        description="how old proofs and tests may be, who is exempt, what relieves, what holds for staff"
    )


class DoorsOnDay(Shape):
    """What doors in an area demand on a day; no doors where the version's rules are not encoded."""

    area: AreaShort
    day: date
    level: LevelBehind
    doors: tuple[DoorOfPlace, ...]
    not_encoded: Text | None = Field(description="why there are no doors")


class DoorAnswer(Answer):
    """Doors of an area on a day."""

    data: DoorsOnDay
