"""How much larger a wave from outside may be when more posts trace: the containment model in full-time posts."""

from dataclasses import dataclass
from math import inf

from lagezentrum.staffing.effect.assumptions import Assumption, Interval, Terms
from lagezentrum.staffing.effect.containment import Tracing, capacity_for, published
from lagezentrum.staffing.effect.waves import wave_per_contact

_DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class ToleranceEffect:
    """What more posts add to the wave that is still borne, in the model.

    Attributes:
        extra_fte: full-time posts added.
        cases_per_day: cases that they can work per day.
        contacts_per_day: infected contacts that they find per day at that.
        infections: from outside, in one wave, that are borne in addition; infinite where every wave is.
        assumptions: what it rests on.
    """

    extra_fte: float
    cases_per_day: Interval
    contacts_per_day: Interval
    infections: Interval
    assumptions: tuple[Assumption, ...]


def what_more_tracers_bear(
    extra_fte: float, *, terms: Terms | None = None, model: Tracing | None = None
) -> ToleranceEffect:
    """The wave from outside that so many more posts make bearable.

    Posts work cases, those found by tests and those found by tracing alike; the model counts infected contacts found.
    At the capacity one goes into the other as in `containment.observed_at_capacity`. Holds for posts added where the
    capacity already does for the ordinary influx.

    Args:
        extra_fte: full-time posts added, 0 or more.
        terms: hours per case and week, and what a new one does of a post.
        model: the published base case where none is given.

    Raises:
        ValueError: negative posts, or a model in which infections grow with any number of hands.
    """
    if not 0 <= extra_fte < inf:
        raise ValueError(f"extra_fte is {extra_fte}; full-time posts must be a number of 0 or more.")
    terms, model = terms or Terms(), model or published()
    hours = extra_fte * terms.weekly_hours / _DAYS_PER_WEEK
    cases = Interval(
        hours * terms.new_staff_share.low / terms.hours_per_case.high,
        hours * terms.new_staff_share.high / terms.hours_per_case.low,
    )
    contacts = Interval(capacity_for(model, cases.low), capacity_for(model, cases.high))
    each = wave_per_contact(model)
    infections = (
        Interval(0.0, 0.0)
        if contacts.high == 0
        else Interval(contacts.low * each if contacts.low else 0.0, contacts.high * each)
    )
    return ToleranceEffect(
        extra_fte=extra_fte,
        cases_per_day=cases,
        contacts_per_day=contacts,
        infections=infections,
        assumptions=(
            Assumption("hours_per_case", {"hours": terms.hours_per_case}),
            Assumption("weekly_hours", {"hours": terms.weekly_hours}),
            Assumption("new_staff_share", {"share": terms.new_staff_share}),
            Assumption("capacity_every_day"),
            Assumption("model_country"),
            Assumption("model_reproduction_number", {"reproduction_number": model.reproduction_number}),
            Assumption("model_one_wave"),
        ),
    )
