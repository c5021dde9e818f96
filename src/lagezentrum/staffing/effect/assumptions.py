"""What a statement about effect rests on, as data: `wording` makes a sentence of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

AssumptionKind = Literal[
    "hours_per_case",
    "weekly_hours",
    "useful_days",
    "late_cases_kept",
    "late_cases_set_aside",
    "capacity_every_day",
    "new_staff_share",
    "each_office_alone",
    "empty_desks",
    "cases_as_given",
    "same_effort",
    "strict_rule",
    "model_country",
    "model_reproduction_number",
    "model_one_wave",
]
ASSUMPTION_KINDS: tuple[AssumptionKind, ...] = get_args(AssumptionKind)


@dataclass(frozen=True, slots=True)
class Interval:
    """From a low to a high number; both ends belong to it."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:  # also refuses NaN
            raise ValueError(
                f"The interval goes from {self.low} to {self.high}; the first must not be above the second."
            )


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption.

    Attributes:
        kind: which; the key for a sentence.
        facts: its numbers by name.
    """

    kind: AssumptionKind
    facts: Mapping[str, float | Interval] = field(default_factory=dict)


_HOURS_PER_CASE = Interval(6.0, 12.0)
_EXPERIENCED = Interval(1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is assumed for all offices.

    Attributes:
        hours_per_case: hours of work per case. 6 follow from records of Salt Lake County (Fields et al. 2021), up to 10
            were reported in Germany (January 2021); 12 is above both.
        weekly_hours: hours per week of a full-time post.
        useful_days: a case is in time up to so many days after it came in. The CDC's rule for short hands was 6.
        set_late_aside: whether offices give up cases that are too late.
        new_staff_share: how much of an experienced full-time post a new one does, 0 to 1.
    """

    hours_per_case: Interval = _HOURS_PER_CASE
    weekly_hours: float = 39.0
    useful_days: int = 6
    set_late_aside: bool = False
    new_staff_share: Interval = _EXPERIENCED

    def __post_init__(self) -> None:
        if not self.hours_per_case.low > 0 or not self.weekly_hours > 0:
            raise ValueError("hours_per_case and weekly_hours must be above 0; a case without work needs no tracers.")
        if not 0 <= self.new_staff_share.low <= self.new_staff_share.high <= 1:
            raise ValueError("new_staff_share must lie between 0 and 1; 1 is an experienced full-time post.")
