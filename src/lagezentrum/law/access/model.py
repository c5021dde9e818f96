"""The rules at the door of one version as types: what must be shown where, by whom, and what relieves of it.

Every part cites the provisions in `norm.md` it stands on. What is not on record is said to be `not_encoded`;
it is never filled in.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from lagezentrum.law.access.dated import Dated, Element
from lagezentrum.law.access.limits import Limit
from lagezentrum.law.access.windows import DayWindow, HourWindow
from lagezentrum.law.access.words import (
    TESTS,
    ContactData,
    ExemptFact,
    Mask,
    ProofKind,
    Requirement,
    Setting,
    SourceClass,
    Step,
    TestKind,
)
from lagezentrum.law.model import Cited, Text

_StepName = Annotated[Step, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]


class Test(HourWindow):
    """A kind of test: how old it may be, and whether it counts only where it was taken."""

    __test__ = False  # a word of the law, not a test of this program

    title: Text
    on_site: bool = False


class Proof(Element):
    """A proof that depends on a date: in which ages it counts, by the time in which each reading holds."""

    title: Text
    windows: tuple[DayWindow, ...] = Field(min_length=1)

    def window(self, day: date) -> DayWindow | None:
        """The reading that holds on `day`; None where the version has none."""
        return next((window for window in self.windows if window.on(day)), None)

    def last_day(self, dated: date) -> date | None:
        """The last day on which a proof dated `dated` counts by any reading; None where it does not expire.

        A reading counts only in its time: what has become stricter ends early what the old one still let pass.

        Raises:
            ValueError: it counts on no day.
        """
        ends = []
        for window in self.windows:
            first, last = max(window.first_day(dated), window.from_ or date.min), window.last_day(dated)
            if window.to is not None:
                last = window.to if last is None else min(last, window.to)
            if last is None:
                return None
            if first <= last:
                ends.append(last)
        return max(ends)


class Repetition(Cited):
    """Tests that a stay asks for again and again."""

    on_arrival: bool
    per_week: int = Field(ge=1, le=7, strict=True)


class CourtDecision(Cited):
    """A decision by which a court changed the rules."""

    title: Text
    court: Text
    case: str
    decided: date
    source: str = Field(min_length=1)


class Row(Dated):
    """What is required at one kind of place on some steps, in some settings, from a number of people on.

    A row without `people` holds from the first person; of several the one with the highest limit passed applies.

    Attributes:
        steps: on which steps.
        settings: where.
        people: the limit that the number of people must pass.
        requirement: what must be shown; left out where `not_encoded` says why that is not on record.
        tests: the kinds of test accepted.
        repeat: tests to be repeated during a stay.
        mask: the mask to be worn; None where that is not on record.
        contact_data: how contact data are collected; None where that is not on record.
        court: the decision of a court that made this row what it is.
        source_class: how well it is on record: A the text, a court or an authority, B two pages, C one page.
        source: where it is on record, for rows that another source than the version's own carries.
        uncertain: what is uncertain about it, shown with every answer.
    """

    steps: tuple[_StepName, ...] = Field(min_length=1)
    settings: tuple[Setting, ...] = Field(min_length=1)
    people: Limit | None = None
    requirement: Requirement | None = None
    not_encoded: Text | None = None
    tests: tuple[TestKind, ...] = TESTS
    repeat: Repetition | None = None
    mask: Mask | None = None
    contact_data: ContactData | None = None
    court: str | None = None
    source_class: SourceClass
    source: str | None = None
    uncertain: Text | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.requirement is None) == (self.not_encoded is None):
            raise ValueError("a row has either a `requirement` or says in `not_encoded` why it has none")
        if self.people is not None and self.people.word not in ("above", "at_least"):
            raise ValueError("a number of people is passed `above` or `at_least` a number")
        return self


class PlaceRules(Element):
    """The rows of one kind of place.

    Attributes:
        title: its name.
        settings: whether it exists indoors, outdoors, or both.
        rows: what is required.
    """

    title: Text
    settings: tuple[Setting, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)

    @property
    def counts_people(self) -> bool:
        """Whether the number of people matters anywhere."""
        return any(row.people is not None for row in self.rows)


class Exemption(Cited):
    """People of whom less is asked.

    `effect`: `admits` (nothing need be shown), `counts_as_tested` (no test need be shown), or `admits_with_test`
    (a test of the kinds in `tests` takes the place of vaccination and recovery).
    """

    title: Text
    age: Limit | None = None
    fact: ExemptFact | None = None
    effect: Literal["admits", "counts_as_tested", "admits_with_test"]
    tests: tuple[TestKind, ...] = ()
    except_places: tuple[str, ...] = ()
    source_class: SourceClass

    @model_validator(mode="after")
    def _about_somebody(self) -> Self:
        if (self.age is None) == (self.fact is None):
            raise ValueError("an exemption is for people of an `age` or with a `fact`")
        if (self.effect == "admits_with_test") != bool(self.tests):
            raise ValueError("`tests` belongs to `admits_with_test`, and must be there")
        return self


class BoosterRelief(Dated):
    """Boosted people need no test where 2G+ is required."""

    source_class: SourceClass


class CapacityRelief(Dated):
    """Where no more than a part of the capacity is used, one requirement takes the place of another."""

    percent: Limit
    instead_of: Requirement
    requirement: Requirement
    source_class: SourceClass


class StaffRule(Cited):
    """What binds the people who work at a place.

    Attributes:
        where: the requirements for guests that bind staff too.
        proofs: what staff may show instead of anything else.
        otherwise_tests: kinds of test that staff without such a proof must take.
        every: how often.
        mask: the mask that staff without such a proof wear in addition.
        closer_than_metres: the mask is needed only where the work regularly brings them closer to others than this.
    """

    where: tuple[Requirement, ...] = Field(min_length=1)
    proofs: tuple[ProofKind, ...] = Field(min_length=1)
    otherwise_tests: tuple[TestKind, ...] = Field(min_length=1)
    every: Literal["calendar_day"]
    mask: Mask
    closer_than_metres: Decimal


class OperatorChoice(Cited):
    """What an operator may require of his own will, whatever the step."""

    requirement: Requirement


class AccessRules(Element):
    """Who may enter, under one version of a regulation.

    Attributes:
        regulation, version: which.
        time_zone: the zone in which days begin and end, as in the tz database.
        steps: the steps that can hold in this version.
        proofs, tests: what counts as proof, and how old it may be.
        not_encoded: why no kind of place is encoded, for a version of which only proofs are known.
    """

    regulation: str
    version: str
    time_zone: str
    steps: tuple[_StepName, ...] = Field(min_length=1)
    proofs: dict[ProofKind, Proof]
    tests: dict[TestKind, Test]
    exemptions: dict[str, Exemption] = Field(default_factory=dict)
    booster: BoosterRelief | None = None
    capacity: CapacityRelief | None = None
    staff: StaffRule | None = None
    operator: OperatorChoice | None = None
    courts: dict[str, CourtDecision] = Field(default_factory=dict)
    places: dict[str, PlaceRules] = Field(default_factory=dict)
    not_encoded: Text | None = None

    @field_validator("version", mode="before")
    @classmethod
    def _version_is_named_by_a_day(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value

    @model_validator(mode="after")
    def _places_or_why_none(self) -> Self:
        if bool(self.places) == (self.not_encoded is not None):
            raise ValueError("a version has `places`, or says in `not_encoded` why it has none")
        return self

    def row(self, place: str, setting: Setting, step: Step, people: int, day: date) -> Row | None:
        """The row that applies; None where the version has no such place, setting or step.

        Args:
            place: kind of place, a key of `places`.
            setting: indoors or outdoors.
            step: what holds in the area.
            people: how many people come together, at least 1.
            day: the day at the place.
        """
        if place not in self.places:
            return None
        found = None
        for row in self.rows_for(place, setting, step, day):
            passed = row.people is None or row.people.met_by(people)
            if passed and (found is None or _beyond(row, found)):
                found = row
        return found

    def rows_for(self, place: str, setting: Setting, step: Step, day: date) -> Iterator[Row]:
        """The rows of a kind of place that hold in a setting, on a step, on a day, whatever the number of people."""
        for row in self.places[place].rows:
            if setting in row.settings and step in row.steps and row.on(day):
                yield row


def _beyond(row: Row, other: Row) -> bool:
    """Whether a row begins at more people than another."""
    if row.people is None:
        return False
    return other.people is None or (row.people.number, row.people.word == "above") > (
        other.people.number,
        other.people.word == "above",
    )
