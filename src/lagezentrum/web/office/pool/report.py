"""From a plan on record to what the weekly report rests on."""

from collections import Counter
from datetime import date, timedelta

from lagezentrum.documents.pool.report_data import LenderUse, Office, PlanNamed, Reason, ReportData
from lagezentrum.law.model import Text
from lagezentrum.staffing.model import WishKind
from lagezentrum.staffing.need.ranges import Range
from lagezentrum.web.office.pool import board, cases
from lagezentrum.web.office.pool.plans import Opened
from lagezentrum.web.office.pool.words import PROPOSALS
from lagezentrum.web.pool.models import Proposal

_WEEK = timedelta(weeks=1)
_RELEVANT = 0.05


def report_data(proposal: Proposal, found: Opened, week: date, made_on: date) -> ReportData:
    """Everything that the report of a week of a plan says."""
    rows = board.office_rows(found, week, frozenset(proposal.without_request), cases.asked_for(week))
    before, now = found.before(week), {row.person: row.receiver for row in found.rows(week)}
    earlier = _fte(found, before)
    people: Counter[str] = Counter()
    quarters: Counter[str] = Counter()
    for alias in now:
        person = found.people[alias]
        people[person.lender] += 1
        quarters[person.lender] += person.quarters
    return ReportData(
        week=week,
        made_on=made_on,
        plan=PlanNamed(proposal.key, found.sha256, PROPOSALS[proposal.state]),
        offices=tuple(
            Office(
                receiver=row.receiver,
                need=row.missing,
                missing=_missing(row),
                own_fte=row.own,
                sent_fte=row.sent,
                covered_fte=row.covered,
                before_fte=earlier.get(row.receiver.key, 0.0),
                reasons=_reasons(found, week, row.receiver.key, before, now),
            )
            for row in rows
        ),
        lenders=tuple(
            LenderUse(lender, people[lender.key], quarters[lender.key])
            for lender in found.instance.lenders
            if lender.excluded is None
        ),
        ceiling=found.instance.rules.ceiling,
        at_ceiling=board.at_ceiling(found, week),
        people=len(now),
        arrived=sum(before.get(alias) != place for alias, place in now.items()),
        departed=sum(now.get(alias) != place for alias, place in before.items()),
        aim=found.instance.rules.aim,
        result=found.result(week),
        assumptions=_assumptions(),
    )


def _missing(row: board.OfficeRow) -> Range | None:
    return None if row.range is None or row.own is None else row.range.beyond(row.own)


def _fte(found: Opened, places: dict[str, str]) -> dict[str, float]:
    quarters: Counter[str] = Counter()
    for alias, place in places.items():
        if alias in found.people:
            quarters[place] += found.people[alias].quarters
    return {key: count / 4 for key, count in quarters.items()}


def _reasons(found: Opened, week: date, key: str, before: dict[str, str], now: dict[str, str]) -> tuple[Reason, ...]:
    """What the records say about why an office has other people, in the order in which it is told."""
    told: list[Reason] = []
    if week - _WEEK in found.weeks:
        old, new = (found.covered(day).need_fte.get(key, 0.0) for day in (week - _WEEK, week))
        if abs(new - old) >= _RELEVANT:
            told.append(Reason.NEED_ROSE if new > old else Reason.NEED_FELL)
    for alias, place in now.items():
        if place == key != before.get(alias):
            person = found.people[alias]
            fresh = week - _WEEK < person.available_from <= week
            elsewhere = Reason.NEWLY_AVAILABLE if fresh else Reason.FROM_RESERVE
            told.append(Reason.FROM_ELSEWHERE if alias in before else elsewhere)
    recalled = {wish.person for wish in found.instance.wishes if wish.kind is WishKind.RECALL}
    for alias, place in before.items():
        if place == key != now.get(alias):
            ended = alias not in found.people or found.people[alias].available_to < week
            gone = Reason.RECALLED if alias in recalled else Reason.WINDOW_ENDED if ended else Reason.NOT_PLANNED
            told.append(Reason.TO_ELSEWHERE if alias in now else gone)
    if any(wish.receiver == key and wish.first <= week <= wish.last for wish in found.instance.wishes):
        told.append(Reason.BY_HAND)
    return tuple(dict.fromkeys(told)) if told else ()


def _assumptions() -> tuple[Text, ...]:
    if not cases.shift():
        return ()
    weeks = cases.shift() // _WEEK
    return (
        Text(
            de=f"Übung: Die Fallzahlen sind die des Herbstes 2020, um {weeks} Wochen verschoben.",
            en=f"Exercise: the cases are those of autumn 2020, moved by {weeks} weeks.",
        ),
    )
