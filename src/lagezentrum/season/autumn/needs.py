"""Needs of the real autumn, for plans and exercises: what each week's cases, as corrected later, took."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lagezentrum.season.autumn.reading import read_office_cases, read_offices
from lagezentrum.staffing.model import Need
from lagezentrum.staffing.need.assessment import Assessment, Place, assess, needs
from lagezentrum.staffing.need.models import NORM_PEOPLE, Dynamic, PerCase, norm_fte
from lagezentrum.staffing.need.parameters import default_parameters
from lagezentrum.staffing.need.ranges import Level, Range


def assess_autumn(
    weeks: Iterable[date],
    *,
    hours_per_case: float | None = None,
    own_per_20000: float = NORM_PEOPLE,
    weekly_hours: float = 39,
) -> tuple[Assessment, ...]:
    """Each of the 43 health offices in each week; the two receivers that serve the Land need nobody unless they ask.

    This is hindsight: a plan for a week did not know that week's cases. For what was known, see `forecast`.

    Args:
        weeks: Mondays.
        hours_per_case: one number for all work on a case; None: the dynamic model with its ranges.
        own_per_20000: own staff of each office, in full-time posts per 20,000 inhabitants.
        weekly_hours: of a full-time post.
    """
    parameters = replace(default_parameters(), weekly_hours=Range.exactly(weekly_hours))
    model: Dynamic | PerCase = (
        Dynamic(parameters)
        if hours_per_case is None
        else PerCase(Range.exactly(hours_per_case), weekly_hours, parameters)
    )
    record = read_office_cases()
    return tuple(
        assess(
            Place(office.key, office.population, norm_fte(office.population, own_per_20000)),
            week,
            record,
            model,
            days_before=model.days_before,
        )
        for week in weeks
        for office in read_offices()
        if office.population is not None
    )


def needs_of_autumn(
    weeks: Iterable[date],
    *,
    hours_per_case: float | None = None,
    own_per_20000: float = NORM_PEOPLE,
    weekly_hours: float = 39,
    level: Level = Level.LIKELY,
) -> tuple[Need, ...]:
    """The posts missing by receiver, week and kind of work, as a distribution takes them; arguments as above.

    Raises:
        MissingCases: a week does not lie in the record with the days that the model looks back.
    """
    found = assess_autumn(weeks, hours_per_case=hours_per_case, own_per_20000=own_per_20000, weekly_hours=weekly_hours)
    return needs(found, level)
