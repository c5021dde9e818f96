"""What a pool consists of: people without names, those who lend them, those who receive them, and a plan by weeks.

Working time of a person is counted in quarters of a full-time post (VZÄ), so that sums are exact; a need is a number of
full-time posts. A week is named by its Monday and lasts for a deployment from Monday to Friday.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

QUARTERS = 4
"""Quarters of a full-time post (VZÄ): the smallest share of working time that can be lent."""


class Skill(StrEnum):
    """What a person can do (Stufe)."""

    CONTACT_TRACING = "contact_tracing"
    """Kontaktpersonennachverfolgung (KPN): calls to contacts"""
    CASE_INVESTIGATION = "case_investigation"
    """Fallermittlung: interviews of cases"""
    LEAD = "lead"
    """Leitung of a team"""
    MEDICAL = "medical"
    """Medizin: physicians and nursing staff"""
    IT = "it"
    """IT: accounts, devices, interfaces"""


SERVES: Mapping[Skill, frozenset[Skill]] = {
    Skill.CONTACT_TRACING: frozenset({Skill.CONTACT_TRACING}),
    Skill.CASE_INVESTIGATION: frozenset({Skill.CASE_INVESTIGATION, Skill.CONTACT_TRACING}),
    Skill.LEAD: frozenset({Skill.LEAD, Skill.CASE_INVESTIGATION, Skill.CONTACT_TRACING}),
    Skill.MEDICAL: frozenset({Skill.MEDICAL, Skill.CASE_INVESTIGATION, Skill.CONTACT_TRACING}),
    Skill.IT: frozenset({Skill.IT}),
}
"""The work that somebody with a skill can be given."""


class Mode(StrEnum):
    """Where a person is willing to work (Einsatzart)."""

    REMOTE = "remote"
    ON_SITE = "on_site"
    BOTH = "both"


class Consent(StrEnum):
    """Whether the person agreed (Zustimmung, § 27 NBG)."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_REQUIRED = "not_required"


class Aim(StrEnum):
    """What a distribution is to reach."""

    EQUAL_COVERAGE = "equal_coverage"
    """every office the same share of its need, as far as whole people allow"""
    TARGETED = "targeted"
    """the most cases served in time, given how each office orders its queue"""


class QueueRule(StrEnum):
    """Which cases an office takes up first when it can not take up all."""

    NEWEST_FIRST = "newest_first"
    OLDEST_FIRST = "oldest_first"


class WishKind(StrEnum):
    """What a person asks of the plan by hand, with a reason."""

    PIN = "pin"
    """this person works for this receiver"""
    FORBID = "forbid"
    """this person does not work for this receiver; without a receiver: for none"""
    RESERVE = "reserve"
    """so many quarters of those available stay unassigned"""
    RECALL = "recall"
    """the lender takes the person back"""


@dataclass(frozen=True, slots=True)
class Pool:
    """A kind of helpers with rules of its own (Landesbedienstete, Bundeswehr, mobile teams, Containment Scouts …)."""

    key: str
    counts_to_ceiling: bool = True
    modes: frozenset[Mode] = frozenset({Mode.REMOTE, Mode.ON_SITE})
    """where its people may be put to work: `REMOTE`, `ON_SITE` or both of them"""
    skills: frozenset[Skill] = frozenset(Skill)
    """the work its people may be given"""
    min_stay_weeks: int | None = None
    """overrides `Rules.min_stay_weeks`"""
    max_weeks: int | None = None
    """weeks that one person may be in service within a plan"""


@dataclass(frozen=True, slots=True)
class Lender:
    """An authority that lends people (abgebende Stelle)."""

    key: str
    name: str
    department: str = ""
    """Ressort"""
    excluded: str | None = None
    """why nobody may be drawn from it (funktionsnotwendig); None: people may be drawn"""
    max_quarters: int | None = None
    """quarters it lends at the same time; None: no limit"""
    notice_days: int = 0
    """days between a recall and its effect (Rückruffrist)"""


@dataclass(frozen=True, slots=True)
class Receiver:
    """A health office, the state health office or the crisis unit (aufnehmende Stelle)."""

    key: str
    name: str
    areas: tuple[str, ...]
    """AGS of the districts it serves; empty where it serves the Land"""
    latitude: float
    longitude: float
    remote_possible: bool = True
    seats: int | None = None
    """desks for people on site; None: no limit"""
    accesses: int | None = None
    """accounts for people of the pool, remote or on site; None: no limit"""
    max_arrivals: int | None = None
    """new people that it can brief in a week; None: no limit"""
    languages: frozenset[str] = frozenset()
    """languages it asks for (ISO 639-1)"""
    queue_rule: QueueRule = QueueRule.NEWEST_FIRST


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody nominated for the pool, without a name."""

    key: str
    """`LENDER/PSEUDONYM`, unique"""
    lender: str
    quarters: int
    """working time in quarters of a full-time post, 1 to 4"""
    available_from: date
    available_to: date
    """last day, inclusive"""
    mode: Mode
    district: str
    """AGS of the district of residence or office, no address"""
    latitude: float
    longitude: float
    """a point within that district"""
    skill: Skill
    max_km: int | None = None
    """farthest place on site as the crow flies; None: `Rules.default_max_km`"""
    trained_on: date | None = None
    languages: frozenset[str] = frozenset()
    consent: Consent = Consent.NOT_REQUIRED
    staff_council_on: date | None = None
    """day on which the staff council (Personalrat) was heard"""
    pool: str = "state"
    team: str | None = None
    """people of one team are all sent to the same receiver, or none of them"""


@dataclass(frozen=True, slots=True)
class Need:
    """Full-time posts that a receiver lacks in a week for one kind of work, beyond its own staff."""

    receiver: str
    week: date
    skill: Skill
    fte: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody already in service when a plan begins."""

    person: str
    receiver: str
    since: date
    """Monday of the first week there"""
    skill: Skill
    mode: Mode


@dataclass(frozen=True, slots=True)
class Wish:
    """A change by hand. `first` and `last` are Mondays, inclusive."""

    kind: WishKind
    first: date
    last: date
    reason: str
    person: str | None = None
    receiver: str | None = None
    quarters: int | None = None
    """of a reserve"""
    announced_on: date | None = None
    """of a recall"""


@dataclass(frozen=True, slots=True)
class Rules:
    """The parameters of a distribution.

    Costs are in the unit of the objective: the first full-time post of an uncovered need is worth 1,000, the last one
    little.
    """

    ceiling: int | None = 1400
    """people in service at the same time, of the pools that count to it"""
    aim: Aim = Aim.EQUAL_COVERAGE
    min_steps: int = 20
    """steps of the convex cost of unmet need, at least"""
    step_fte: float = 1.0
    """widest step, in full-time posts"""
    min_stay_weeks: int = 2
    default_max_km: int = 80
    staff_council_required: bool = True
    training_required: bool = True
    change_cost: float = 20.0
    """a person who leaves a receiver that still needs them, for another one or for none"""
    km_cost: float = 0.1
    """a person on site, per kilometre as the crow flies"""
    mismatch_cost: float = 10.0
    """a person given work below their skill"""
    language_gain: float = 5.0
    """a person who brings a language that the receiver asks for"""
    earliest_arrival: date | None = None
    """Monday before which nobody new can be sent (letters, accounts, briefing)"""


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything a distribution depends on. The order of the tuples has no meaning."""

    weeks: tuple[date, ...]
    """Mondays, ascending, without gaps"""
    people: tuple[Person, ...]
    lenders: tuple[Lender, ...]
    receivers: tuple[Receiver, ...]
    needs: tuple[Need, ...]
    rules: Rules = Rules()
    pools: tuple[Pool, ...] = (Pool("state"),)
    standing: tuple[Standing, ...] = ()
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """One person at one receiver for one week."""

    week: date
    receiver: str
    person: str
    skill: Skill
    """the work given, not the highest the person can do"""
    mode: Mode
    """`REMOTE` or `ON_SITE`"""


@dataclass(frozen=True, slots=True)
class WeekResult:
    """What is known about the distribution of one week. `objective - bound` is what may still be gained."""

    week: date
    objective: float
    bound: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Who works where in which week, and how good that is proven to be."""

    assignments: tuple[Assignment, ...]
    """sorted"""
    weeks: tuple[WeekResult, ...]
    joint_bound: float | None = None
    """lower bound of the sum of all weeks planned at once; None: not computed"""
    notes: tuple[str, ...] = field(default=())


def week_of(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def last_day(week: date) -> date:
    """The Friday of a week: the last day of a deployment in it."""
    return week + timedelta(days=4)


def week_name(week: date) -> str:
    """`2020-W45` for its Monday."""
    year, number, _ = week.isocalendar()
    return f"{year}-W{number:02d}"
