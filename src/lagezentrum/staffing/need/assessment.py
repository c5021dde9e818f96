"""One office in one week: cases, need, own staff, what is missing, and what others would say. Then rows of a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lagezentrum.staffing.model import Need, Skill
from lagezentrum.staffing.need.estimators import Estimate, comparisons
from lagezentrum.staffing.need.models import Model, Needed, Situation, norm_fte
from lagezentrum.staffing.need.ranges import NOTHING, Level, Range
from lagezentrum.staffing.need.record import CaseRecord, Count, total
from lagezentrum.staffing.need.requests import Beside, OfficeRequest, beside
from lagezentrum.staffing.need.workload import DAYS, MissingCases

LONG_DAYS = 14
"""Days of cases that the GWU estimator looks at."""
_LEAST_FTE = 1e-9


class Basis(StrEnum):
    """What the missing posts of an office rest on."""

    COMPUTED = "computed"
    REQUEST = "request"
    """there are no cases to compute from, so the office's own request counts"""
    NONE = "none"
    """a receiver that serves the Land and has not asked for anybody"""
    UNKNOWN = "unknown"
    """cases are missing and there is no request: the need is not known, which is not zero"""


@dataclass(frozen=True, slots=True)
class Place:
    """What the assessment must know of a receiver."""

    key: str
    population: int | None
    """None where it serves the Land: no need is computed then"""
    own_fte: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is found for one receiver in one week. None: not known."""

    receiver: str
    week: date
    basis: Basis
    cases: Count
    needed: Needed | None
    own_fte: float | None
    missing: Range | None
    """full-time posts beyond own staff"""
    norm_fte: float | None
    estimates: tuple[Estimate, ...]
    request: OfficeRequest | None
    beside: Beside | None
    days_missing: tuple[date, ...] = ()
    """days whose cases would be needed and are not on record"""

    def missing_by_skill(self, level: Level) -> Mapping[Skill, float]:
        """The posts missing, by kind of work.

        Medical staff and IT do not follow from cases: what the office asks for is added.

        Raises:
            MissingCases: the need is not known.
        """
        if self.missing is None:
            days = ", ".join(map(str, self.days_missing))
            raise MissingCases(f"{self.receiver}: cases of {days} are not on record, and there is no request")
        asked = self.request.asks_by_skill if self.request else {}
        if self.needed is None:
            return asked
        found = {skill: share * self.missing.at(level) for skill, share in self.needed.shares[level].items()}
        return found | {skill: asked[skill] for skill in (Skill.MEDICAL, Skill.IT) if skill in asked}


def assess(
    place: Place,
    week: date,
    record: CaseRecord,
    model: Model,
    *,
    days_before: int,
    contacts_assumed: Range | None = None,
    request: OfficeRequest | None = None,
    follow_up_until: tuple[float, ...] | None = None,
) -> Assessment:
    """Find what a receiver needs in a week.

    Args:
        place: the receiver.
        week: Monday.
        record: cases by receiver.
        model: how the need is found.
        days_before: days before the week that the model looks back.
        contacts_assumed: contacts per case that the model assumes, to explain differences by them.
        request: of the receiver for this week.
        follow_up_until: contacts by the last day of their follow-up from Monday on, where the office counts them.
    """
    if place.population is None:
        basis = Basis.REQUEST if request else Basis.NONE
        missing = Range.exactly(request.asks) if request else NOTHING
        own = request.own_total if request else None
        return Assessment(place.key, week, basis, None, None, own, missing, None, (), request, None)
    first, sunday = week - timedelta(days=days_before), week + timedelta(days=DAYS - 1)
    series = record.days(place.key, first, sunday)
    cases = total(series[-DAYS:])
    fortnight = total(record.days(place.key, sunday - timedelta(days=LONG_DAYS - 1), sunday))
    estimates, norm = comparisons(fortnight, place.population), norm_fte(place.population)
    gaps = tuple(first + timedelta(days=n) for n, count in enumerate(series) if count is None)
    if gaps:
        basis = Basis.REQUEST if request else Basis.UNKNOWN
        asked = Range.exactly(request.asks) if request else None
        return Assessment(
            place.key, week, basis, cases, None, place.own_fte, asked, norm, estimates, request, None, gaps
        )
    known = tuple(float(count) for count in series if count is not None)
    situation = Situation(place.key, week, known, place.own_fte, follow_up_until=follow_up_until)
    needed = model.needed(situation)
    compared = beside(request, situation, model, contacts_assumed) if request else None
    return Assessment(
        place.key,
        week,
        Basis.COMPUTED,
        cases,
        needed,
        place.own_fte,
        needed.fte.beyond(place.own_fte),
        norm,
        estimates,
        request,
        compared,
    )


def needs(assessments: Iterable[Assessment], level: Level = Level.LIKELY) -> tuple[Need, ...]:
    """The needs that a distribution works with: a row for each receiver, week and kind of work that lacks posts.

    Raises:
        MissingCases: the need of a receiver is not known; it must not be planned as if it were zero.
    """
    return tuple(
        Need(found.receiver, found.week, skill, fte)
        for found in assessments
        for skill, fte in sorted(found.missing_by_skill(level).items())
        if fte > _LEAST_FTE
    )
