"""What a week's cases ask for: needs of the health offices with their ranges, and requests beside them.

The cases on hand are those of autumn 2020. In an exercise they may be played on other days, moved by whole weeks
(LAGEZENTRUM_POOL_SHIFT_WEEKS); every page that uses them then says so. Weeks outside have no computed need, which is
not a need of zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

from lagezentrum.season.autumn.needs import assess_autumn, needs_of_autumn
from lagezentrum.season.autumn.reading import read_office_cases, read_offices
from lagezentrum.staffing.intake import requests as intake
from lagezentrum.staffing.model import Need, Skill
from lagezentrum.staffing.need.assessment import Assessment, Place, assess
from lagezentrum.staffing.need.models import Dynamic, norm_fte
from lagezentrum.staffing.need.parameters import default_parameters
from lagezentrum.staffing.need.requests import by_office
from lagezentrum.web.pool import records
from lagezentrum.web.pool.models import Request

_SUNDAY = timedelta(days=6)


def shift() -> timedelta:
    """By how much the cases of autumn 2020 are moved in this service."""
    return timedelta(weeks=settings.POOL_SHIFT_WEEKS)


def played(week: date) -> date:
    """The Monday of the real week whose cases are shown for a week."""
    return week - shift()


def on_hand(week: date) -> bool:
    """Whether cases of a whole week are on record."""
    return played(week) in read_office_cases().weeks()


def assessed(week: date) -> Mapping[str, Assessment]:
    """Each health office in a week by the dynamic model; empty where its cases are not on hand."""
    return _assessed(played(week)) if on_hand(week) else {}


@lru_cache(maxsize=40)
def _assessed(week: date) -> Mapping[str, Assessment]:
    return {found.receiver: found for found in assess_autumn([week])}


def own_fte(asked: Iterable[Request] = ()) -> dict[str, float]:
    """Full-time posts of each receiver's own staff: as it stated, else the norm of 5 per 20,000."""
    found = {office.key: norm_fte(office.population) for office in read_offices() if office.population is not None}
    stated: dict[str, float] = {}
    for row in asked:
        stated[row.receiver_id] = stated.get(row.receiver_id, 0.0) + row.own_fte
    return found | stated


def needs_by_cases(weeks: Sequence[date], hours_per_case: float | None) -> tuple[Need, ...]:
    """The posts missing at the health offices by cases, whose weeks must be on hand (`on_hand`).

    An office that lacks nobody has a need of zero in the first week, so that it is not taken for one that is not known.

    Args:
        weeks: Mondays.
        hours_per_case: one number for all work on a case; None: the dynamic model with its likely values.
    """
    found = needs_of_autumn([played(week) for week in weeks], hours_per_case=hours_per_case)
    moved = tuple(replace(need, week=need.week + shift()) for need in found)
    lacking = {need.receiver for need in moved}
    return (
        *moved,
        *(Need(key, weeks[0], Skill.CONTACT_TRACING, 0.0) for key in own_fte() if key not in lacking),
    )


def daily_cases(receiver: str, week: date, weeks: int) -> tuple[float, ...] | None:
    """New cases of each day of so many weeks up to and with a week; None where one is not on record."""
    last = played(week) + _SUNDAY
    counts = read_office_cases().days(receiver, last - timedelta(weeks=weeks) + timedelta(days=1), last)
    known = tuple(float(count) for count in counts if count is not None)
    return known if len(known) == len(counts) else None


def beside_request(receiver: str, week: date, rows: Sequence[Request]) -> Assessment | None:
    """The computed need of an office with its own request beside it; None where cases or request are not on hand."""
    office = next((one for one in read_offices() if one.key == receiver), None)
    if office is None or office.population is None or not on_hand(week) or not rows:
        return None
    parameters = default_parameters()
    model = Dynamic(parameters)
    (asked,) = by_office(map(_asked, rows)).values()
    place = Place(receiver, office.population, norm_fte(office.population))
    return assess(
        place,
        played(week),
        read_office_cases(),
        model,
        days_before=model.days_before,
        contacts_assumed=parameters.contacts_per_case,
        request=replace(asked, week=played(week)),
    )


def asked_for(week: date) -> dict[str, list[Request]]:
    """The requests that hold in a week by receiver: those of the last week asked for up to then, the latest first.

    What is said of a whole week (cases, RKI status, desks …) may differ where kinds of work came one by one: the latest
    one's holds.
    """
    by_receiver: dict[str, dict[date, list[Request]]] = {}
    for (receiver, of_week, _), row in records.latest_requests(week).items():
        by_receiver.setdefault(receiver, {}).setdefault(of_week, []).append(row)
    return {
        receiver: sorted(rows[max(rows)], key=lambda row: row.pk, reverse=True)
        for receiver, rows in by_receiver.items()
    }


def _asked(row: Request) -> intake.Request:
    """A request on record as it was read."""
    return intake.Request(
        row.receiver_id,
        row.week,
        Skill(row.skill),
        row.need_fte,
        row.own_fte,
        intake.Tracing(row.tracing) if row.tracing else None,
        row.cases,
        row.contacts_per_case,
        row.backlog,
        row.remote_possible,
        row.seats,
        row.accesses,
        row.max_arrivals,
        frozenset(row.languages.split()),
    )
