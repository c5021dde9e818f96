"""Which cases an office reaches in time when its hands are too few: newest first against oldest first.

An exact queue by days: the cases of a day join, the day's capacity is spent on the queue in the order of the rule, the
rest waits. Cases are amounts, so a capacity of 3.5 cases a day is 7 cases in two days. A case is in time if it is taken
up at most `useful_days` days after it came in; later its contacts have been infectious unnoticed for too long.

What can be said of the two rules for certain:

- Both finish equally many cases, and of those finished the mean delay is never larger with newest first.
- As long as every unit of newest-first work goes to cases still in time, no rule serves a larger share in time. That is
  so wherever each day brings at least as many cases as can be worked.
- Where hands are short for a day or two only and then free again, oldest first can reach more cases in time, because
  newest first comes back to the old ones too late: two cases, one case, no case, one case worked a day, one useful day.
- Setting late cases aside (`set_late_aside`) and then working oldest first serves the largest share in time that any
  rule can, with the largest delay.

With constant coverage c < 1 oldest first is (1 − c)·t days behind after t days, and newest first serves a share c on
the same day: the arithmetic of Wu et al. 2025, PLoS Comput Biol, pcbi.1012906, who recommend last in, first out.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

Rule = Literal["newest_first", "oldest_first"]
RULES: tuple[Rule, ...] = get_args(Rule)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Worked:
    """What became of the cases. All amounts are cases; the first axis is the office.

    Attributes:
        cases: came in, shape (offices,).
        in_time: taken up while useful, shape (offices,).
        late: taken up later than that, shape (offices,).
        set_aside: given up as too late, shape (offices,).
        waiting: neither, at the end of the last day, shape (offices,).
        taken_up: worked on each day, shape (offices, days).
        mean_delay: days between coming in and being taken up, of the cases worked on each day; NaN on days without
            work, shape (offices, days).
        mean_delay_of_all: the same of all cases worked; NaN without work, shape (offices,).
    """

    cases: Floats
    in_time: Floats
    late: Floats
    set_aside: Floats
    waiting: Floats
    taken_up: Floats
    mean_delay: Floats
    mean_delay_of_all: Floats

    @property
    def share_in_time(self) -> Floats:
        """In time, of all that came in; NaN for an office without cases. Shape (offices,)."""
        return _quotient(self.in_time, self.cases)


def work_through(
    cases: ArrayLike, capacity: ArrayLike, rule: str, useful_days: int, *, set_late_aside: bool = False
) -> Worked:
    """Plays the queues of offices day by day, from empty desks.

    Args:
        cases: that came in, per office and day, shape (offices, days) or (days,) for one office.
        capacity: cases that can be worked, per office and day; a number, or anything that fits the shape of `cases`.
        rule: `newest_first` or `oldest_first`.
        useful_days: a case is in time up to so many days after it came in; 0 means on the same day.
        set_late_aside: whether cases that are too late are not worked any more.

    Raises:
        ValueError: a wrong shape, a negative or missing number, an unknown rule.
    """
    came, hands = _amounts(cases, capacity)
    if rule not in RULES:
        raise ValueError(f"The rule is {rule!r}; write one of {', '.join(RULES)}.")
    if useful_days < 0:
        raise ValueError(f"useful_days is {useful_days}; a case can not be late before it came in. Take 0 or more.")
    offices, days = came.shape
    queue = np.zeros_like(came)
    in_time, late, aside = np.zeros(offices), np.zeros(offices), np.zeros(offices)
    taken_up, delay = np.zeros_like(came), np.zeros_like(came)
    for day in range(days):
        queue[:, day] = came[:, day]
        too_late = max(0, day - useful_days)  # what came in before this day is late
        if set_late_aside:
            aside += queue[:, :too_late].sum(axis=1)
            queue[:, :too_late] = 0
        worked = _spend(queue[:, : day + 1], hands[:, day], newest=rule == "newest_first")
        queue[:, : day + 1] -= worked
        late += worked[:, :too_late].sum(axis=1)
        in_time += worked[:, too_late:].sum(axis=1)
        taken_up[:, day] = worked.sum(axis=1)
        delay[:, day] = worked @ (day - np.arange(day + 1, dtype=np.float64))
    return Worked(
        cases=came.sum(axis=1),
        in_time=in_time,
        late=late,
        set_aside=aside,
        waiting=queue.sum(axis=1),
        taken_up=taken_up,
        mean_delay=_quotient(delay, taken_up),
        mean_delay_of_all=_quotient(delay.sum(axis=1), taken_up.sum(axis=1)),
    )


def steady_share_in_time(coverage: ArrayLike, rule: str, useful_days: float, day: float) -> Floats:
    """Share of a day's cases' worth of work that is in time, on a late day, where coverage never changed.

    Newest first: the coverage, at most 1. Oldest first: the same while the delay (1 − c)·day is at most `useful_days`,
    and nothing after that, because from then on only late cases are worked.

    Args:
        coverage: capacity per need, any shape.
        rule: `newest_first` or `oldest_first`.
        useful_days: how long a case is useful.
        day: days since the shortage began, above 0; `math.inf` asks for the end state.
    """
    if not day > 0:
        raise ValueError(f"day is {day}; the shortage must have lasted for some time. Take a number above 0.")
    if rule not in RULES:
        raise ValueError(f"The rule is {rule!r}; write one of {', '.join(RULES)}.")
    served = np.minimum(1.0, np.asarray(coverage, dtype=np.float64))
    if rule == "newest_first":
        return served
    # The margin keeps an office that was filled up to the very limit from falling over it by rounding.
    return np.where(1 - served <= useful_days / day + 1e-9, served, 0.0)


def _spend(queue: Floats, hands: Floats, *, newest: bool) -> Floats:
    """How much of each day's cases is worked, when the capacity goes through the queue in order."""
    ordered = queue[:, ::-1] if newest else queue
    before = np.cumsum(ordered, axis=1) - ordered
    worked = np.clip(hands[:, None] - before, 0.0, ordered)
    return worked[:, ::-1] if newest else worked


def _amounts(cases: ArrayLike, capacity: ArrayLike) -> tuple[Floats, Floats]:
    came = np.atleast_2d(np.array(cases, dtype=np.float64))
    if came.ndim != 2:
        raise ValueError(f"cases has {came.ndim} axes; give offices × days, or days for one office.")
    try:
        hands = np.broadcast_to(np.asarray(capacity, dtype=np.float64), came.shape)
    except ValueError:
        raise ValueError(
            f"capacity has the shape {np.shape(capacity)}, cases {came.shape} (offices × days); give a number, or one "
            "per office as a column (offices × 1), or one per office and day."
        ) from None
    for name, amounts in (("cases", came), ("capacity", hands)):
        wrong = ~np.isfinite(amounts) | (amounts < 0)
        if wrong.any():
            office, day = (int(place) for place in np.argwhere(wrong)[0])
            raise ValueError(
                f"{name} is {amounts[office, day]} for office {office} on day {day} (counted from 0); it must be a "
                "number of 0 or more. A missing number is not zero: leave out the office or the days."
            )
    return came, hands


def _quotient(amount: Floats, by: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(by > 0, amount / by, np.nan)
