"""What a plan file contains, in plain values: enumerations are text as written, days are dates."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Rules:
    """The parameters that make a plan valid or not; those of the objective are read and set aside."""

    ceiling: int | None
    min_stay_weeks: int
    default_max_km: int
    staff_council_required: bool
    training_required: bool
    earliest_arrival: date | None


@dataclass(frozen=True, slots=True)
class Pool:
    """A kind of helpers."""

    key: str
    counts_to_ceiling: bool
    modes: frozenset[str]
    skills: frozenset[str]
    min_stay_weeks: int | None
    max_weeks: int | None


@dataclass(frozen=True, slots=True)
class Lender:
    """Who lends people."""

    key: str
    excluded: str | None
    max_quarters: int | None
    notice_days: int


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives people; degrees."""

    key: str
    latitude: float
    longitude: float
    remote_possible: bool
    seats: int | None
    accesses: int | None
    max_arrivals: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Who may be sent; working time in quarters of a full-time post."""

    key: str
    lender: str
    quarters: int
    available_from: date
    available_to: date
    mode: str
    latitude: float
    longitude: float
    skill: str
    max_km: int | None
    trained_on: date | None
    consent: str
    staff_council_on: date | None
    pool: str
    team: str | None


@dataclass(frozen=True, slots=True)
class Need:
    """Full-time posts missing at a receiver in a week for one kind of work."""

    receiver: str
    week: date
    skill: str
    fte: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is in service when the plan begins."""

    person: str
    receiver: str
    since: date


@dataclass(frozen=True, slots=True)
class Wish:
    """A change by hand, from one Monday to another, inclusive."""

    kind: str
    first: date
    last: date
    person: str | None
    receiver: str | None
    quarters: int | None
    announced_on: date | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One row of the plan."""

    week: date
    receiver: str
    person: str
    skill: str
    mode: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the file states about a week."""

    week: date
    objective: float
    bound: float
    stated: dict[str, float] = field(default_factory=dict)
    """figures that can be recomputed, by name; only those that the file gives"""


@dataclass(frozen=True, slots=True)
class Contents:
    """A plan file as it was read."""

    weeks: tuple[date, ...]
    rules: Rules
    pools: dict[str, Pool]
    lenders: dict[str, Lender]
    receivers: dict[str, Receiver]
    people: dict[str, Person]
    needs: tuple[Need, ...]
    standing: dict[str, Standing]
    wishes: tuple[Wish, ...]
    assignments: tuple[Assignment, ...]
    results: tuple[Result, ...]
