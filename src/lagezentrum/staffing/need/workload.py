"""From new cases to work: the dynamic model of a health office, and the one number of hours per case.

With N_t new cases on day t, κ contacts per case, δ days from report to contact, D days of follow-up:

    traced_t   = p_n · κ · N_(t-δ)                                       contacts reached
    A_t        = Σ traced_(t-d), d = 0 … D-1                             contacts under follow-up
    minutes_t  = N_t·p_i·T_i + traced_t·T_n + A_t·f·((1-s)·T_f + s·T_s) + (N_t + traced_t)·T_b
    FTE_t      = (1+o) · minutes_t / 60 / (weekly hours / 7 · (1-a)) · (1 + 1/span)

The need of a week is the mean of its seven days, because a post gives its weekly hours whatever the days. The stock A
runs up to D days behind the cases, so one number of hours per case understates the need after a peak.

**Why the range is exact.** At a fixed lag, minutes_t is a sum of products of quantities that are zero or more, so it
never falls when N, p, κ, T, f or D grows (a longer D adds terms), nor FTE_t when o, a grow; both never grow with the
weekly hours and the span, nor with s, since a digital follow-up takes no longer than a call (checked by
`Parameters`). So the lowest and the highest need lie at the ends of the ranges. The lag alone is not monotone: it
moves work in time, which lowers the need while cases rise and raises it while they fall. It is a few whole days, so
all of them are tried.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lagezentrum.staffing.model import Skill
from lagezentrum.staffing.need.parameters import Parameters
from lagezentrum.staffing.need.ranges import Level

DAYS = 7


class MissingCases(Exception):
    """The cases that a need is computed from are not all on record; nothing may be computed as if they were zero."""


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes of work on each day, without overhead and lead."""

    interviews: tuple[float, ...]
    notifications: tuple[float, ...]
    follow_up: tuple[float, ...]
    case_orders: tuple[float, ...]
    contact_orders: tuple[float, ...]
    under_follow_up: tuple[float, ...]
    """contacts under follow-up, A_t"""

    @property
    def minutes(self) -> tuple[float, ...]:
        """All work of each day."""
        kinds = (self.interviews, self.notifications, self.follow_up, self.case_orders, self.contact_orders)
        return tuple(sum(day) for day in zip(*kinds, strict=True))


def days_before(parameters: Parameters) -> int:
    """How many days before its week the model looks back, at most."""
    return int(parameters.follow_up_days.high - 1 + parameters.tracing_lag_days.high)


def daily_work(
    values: Mapping[str, float],
    lag: int,
    cases: Sequence[float],
    days: int,
    follow_up_until: Sequence[float] | None = None,
) -> Work:
    """The work of the last `days` days of `cases`.

    Args:
        values: one value per parameter (`Parameters.at`).
        lag: days from report to contact.
        cases: new cases by day, ending on the last day asked for; with at least D-1+lag days before the first.
        days: how many days to give.
        follow_up_until: contacts by the last day of their follow-up, from the first day asked for on, where an office
            counts them itself; it takes the place of A_t. At least days-1+D entries.

    Raises:
        MissingCases: `cases` begins too late, or `follow_up_until` ends too early.
    """
    length = int(values["follow_up_days"])
    first = len(cases) - days
    if first < length - 1 + lag:
        raise MissingCases(f"{length - 1 + lag} days of cases before the first are needed, {first} are there")
    if follow_up_until is not None and len(follow_up_until) < days - 1 + length:
        raise MissingCases(f"{days - 1 + length} days of contacts are needed, {len(follow_up_until)} are there")
    reached = values["notified_share"] * values["contacts_per_case"]
    digital = values["digital_share"]
    each = (1 - digital) * values["call_minutes"] + digital * values["digital_minutes"]
    window = range(first, len(cases))
    new = [cases[day] for day in window]
    traced = [reached * cases[day - lag] for day in window]
    if follow_up_until is None:
        stock = [reached * sum(cases[day - lag - back] for back in range(length)) for day in window]
    else:
        stock = [sum(follow_up_until[day : day + length]) for day in range(days)]
    return Work(
        interviews=tuple(n * values["interviewed_share"] * values["interview_minutes"] for n in new),
        notifications=tuple(n * values["notification_minutes"] for n in traced),
        follow_up=tuple(n * values["calls_per_day"] * each for n in stock),
        case_orders=tuple(n * values["order_minutes"] for n in new),
        contact_orders=tuple(n * values["order_minutes"] for n in traced),
        under_follow_up=tuple(stock),
    )


def hours_per_case(values: Mapping[str, float]) -> float:
    """Hours of work that a case causes in the end, with overhead, without absence and lead (the steady state)."""
    reached = values["notified_share"] * values["contacts_per_case"]
    digital = values["digital_share"]
    each = (1 - digital) * values["call_minutes"] + digital * values["digital_minutes"]
    minutes = (
        values["interviewed_share"] * values["interview_minutes"]
        + reached * (values["notification_minutes"] + values["follow_up_days"] * values["calls_per_day"] * each)
        + (1 + reached) * values["order_minutes"]
    )
    return minutes * (1 + values["overhead"]) / 60


def hours_to_take_up(values: Mapping[str, float]) -> float:
    """Hours to take up a case that waits: interview, calls to its contacts, orders; follow-up comes after."""
    return hours_per_case({**values, "calls_per_day": 0.0})


def fte_per_weekly_minute(values: Mapping[str, float]) -> float:
    """Full-time posts for one minute of work in a week, with overhead, absence and lead."""
    weekly = values["weekly_hours"] * (1 - values["absence"])
    return (1 + values["overhead"]) / 60 / weekly * (1 + 1 / values["span"])


def shares(values: Mapping[str, float], work: Work | None = None) -> Mapping[Skill, float]:
    """How a need divides into kinds of work; the sum is one.

    Interviews and the orders that follow them are case investigation, calls to contacts are contact tracing; each
    `span` people need one more as lead. Medical staff and IT do not follow from cases: they are needed where an office
    asks for them.

    Args:
        values: one value per parameter.
        work: of the week; without it, or where there is none, the steady state counts.
    """
    if work is not None and sum(work.minutes) > 0:
        investigation = (sum(work.interviews) + sum(work.case_orders)) / sum(work.minutes)
    else:
        interview = values["interviewed_share"] * values["interview_minutes"] + values["order_minutes"]
        whole = hours_per_case(values) * 60 / (1 + values["overhead"])
        investigation = interview / whole if whole else 0.0
    lead = (1 / values["span"]) / (1 + 1 / values["span"])
    return {
        Skill.CONTACT_TRACING: (1 - lead) * (1 - investigation),
        Skill.CASE_INVESTIGATION: (1 - lead) * investigation,
        Skill.LEAD: lead,
    }


def lags(parameters: Parameters, level: Level) -> range:
    """The lags to try: the likely one, or all of them for an end of the range."""
    lag = parameters.tracing_lag_days
    if level is Level.LIKELY:
        return range(int(lag.likely), int(lag.likely) + 1)
    return range(int(lag.low), int(lag.high) + 1)


def queue(work: Sequence[float], capacity: float, waiting: float = 0.0) -> tuple[float, ...]:
    """What is left undone at the end of each day: Q_(t+1) = max(0, Q_t + H_t - capacity).

    Args:
        work: hours of new work by day.
        capacity: hours that the staff at hand does on a day.
        waiting: hours left undone before the first day.
    """
    left = []
    for hours in work:
        waiting = max(0.0, waiting + hours - capacity)
        left.append(waiting)
    return tuple(left)
