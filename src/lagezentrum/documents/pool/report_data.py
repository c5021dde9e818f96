"""What the weekly report of the staff unit rests on, before any wording."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lagezentrum.documents.authorities import AuthorityProfile
from lagezentrum.documents.pool.letter import STAFF_UNIT
from lagezentrum.documents.pool.suppression import told
from lagezentrum.law.text import Text
from lagezentrum.staffing.model import Aim, Lender, QueueRule, Receiver, WeekResult
from lagezentrum.staffing.need.ranges import Range


class Reason(StrEnum):
    """Why an office has other people than in the week before."""

    NEED_ROSE = "need-rose"
    NEED_FELL = "need-fell"
    NEWLY_AVAILABLE = "newly-available"
    FROM_RESERVE = "from-reserve"
    """people who were available in the week before and had no deployment"""
    FROM_ELSEWHERE = "from-elsewhere"
    WINDOW_ENDED = "window-ended"
    RECALLED = "recalled"
    TO_ELSEWHERE = "to-elsewhere"
    NOT_PLANNED = "not-planned"
    BY_HAND = "by-hand"
    """a wish pins or forbids it"""


@dataclass(frozen=True, slots=True)
class Office:
    """One receiver in the week. Amounts are full-time posts."""

    receiver: Receiver
    need: float | None
    """what the plan is to cover, beyond own staff; None: not known, which is not zero"""
    missing: Range | None
    """the range in which that need lies; None: none was computed"""
    own_fte: float | None
    sent_fte: float
    """put to work here by the plan"""
    covered_fte: float
    """of that, what meets need: for each kind of work at most the need for it"""
    before_fte: float
    """in the week before"""
    reasons: tuple[Reason, ...] = ()

    @property
    def coverage(self) -> float | None:
        """Share of the need that is covered; None without need, or where it is not known."""
        return self.covered_fte / self.need if self.need else None


@dataclass(frozen=True, slots=True)
class LenderUse:
    """How much of a lender's staff is in service in the week."""

    lender: Lender
    people: int
    quarters: int


@dataclass(frozen=True, slots=True)
class PlanNamed:
    """Which plan the report is made from."""

    key: str
    """such as `P-2020-W46-1`"""
    sha256: str
    state: Text
    """how far it has come: proposed, approved, in service"""


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything that the report of a week says."""

    week: date
    """its Monday"""
    made_on: date
    plan: PlanNamed
    offices: tuple[Office, ...]
    lenders: tuple[LenderUse, ...]
    ceiling: int | None
    at_ceiling: int
    """people in service who count to the ceiling"""
    people: int
    arrived: int
    """people at a receiver where they were not in the week before"""
    departed: int
    """people no longer at the receiver of the week before"""
    aim: Aim
    result: WeekResult | None
    assumptions: tuple[Text, ...] = ()
    """what the figures rest on besides what every report says"""
    author: AuthorityProfile = STAFF_UNIT
    live: bool = False
    coverages: tuple[float, ...] = field(init=False)
    """of the offices with a known need, ascending"""

    def __post_init__(self) -> None:
        found = sorted(office.coverage for office in self.offices if office.coverage is not None)
        object.__setattr__(self, "coverages", tuple(found))

    @property
    def weakest(self) -> Office | None:
        """The office with the smallest coverage; None where nobody is known to need anybody."""
        with_need = [office for office in self.offices if office.coverage is not None]
        return min(with_need, key=lambda one: (one.coverage or 0.0, one.receiver.key), default=None)

    @property
    def gini(self) -> float | None:
        """Gini coefficient of coverage, 0 if all are equal: mean difference of all pairs over twice the mean."""
        values, total = self.coverages, sum(self.coverages)
        if not values:
            return None
        if total == 0:
            return 0.0
        return sum((2 * rank - len(values) - 1) * one for rank, one in enumerate(values, 1)) / (len(values) * total)

    @property
    def told_at_ceiling(self) -> int | None:
        """`at_ceiling`, unless it or the rest, who do not count to the ceiling, are too few to be told."""
        rest = told(self.people - self.at_ceiling)
        return None if rest is None else told(self.at_ceiling)

    @property
    def need(self) -> float:
        """Sum of the known needs."""
        return sum(office.need or 0.0 for office in self.offices)

    @property
    def covered(self) -> float:
        """Full-time posts that meet need."""
        return sum(office.covered_fte for office in self.offices)

    @property
    def unknown(self) -> tuple[Office, ...]:
        """The offices whose need is not known."""
        return tuple(office for office in self.offices if office.need is None)

    def with_queue(self, rule: QueueRule) -> tuple[Office, ...]:
        """The offices that need people and take up their cases by a rule."""
        return tuple(office for office in self.offices if office.need and office.receiver.queue_rule is rule)
