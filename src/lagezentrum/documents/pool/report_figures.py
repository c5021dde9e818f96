"""From an instance and its plan to the data of a week's report: who covers what, and what changed why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.documents.pool.moves import Moves
from lagezentrum.documents.pool.report_data import LenderUse, Office, PlanNamed, ReportData
from lagezentrum.law.text import Text
from lagezentrum.staffing.model import (
    QUARTERS,
    Assignment,
    Instance,
    Person,
    Plan,
    Receiver,
    Skill,
)
from lagezentrum.staffing.need.ranges import Range


@dataclass(frozen=True, slots=True)
class Assessed:
    """What is known of a receiver besides the plan: the range of its need, and its own staff. None: not known."""

    missing: Range | None
    own_fte: float | None


def report_data(
    instance: Instance,
    plan: Plan,
    week: date,
    named: PlanNamed,
    made_on: date,
    *,
    assessed: Mapping[str, Assessed],
    unknown: Collection[str] = (),
    assumptions: tuple[Text, ...] = (),
) -> ReportData:
    """The data of the report of one week of a plan.

    Args:
        instance: what the plan rests on; its `standing` is the week before the first one.
        plan: the weeks planned.
        week: Monday of a week of the plan.
        named: key, hash and state of the plan.
        made_on: day of the report.
        assessed: by key of receiver.
        unknown: keys of receivers whose need nobody knows; without a row in `instance.needs` the others need nobody.
        assumptions: what the figures rest on.

    Raises:
        KeyError: the week is not in the plan.
    """
    if week not in instance.weeks:
        raise KeyError(week)
    people = {person.key: person for person in instance.people}
    now = {row.person: row for row in plan.assignments if row.week == week}
    moves = Moves.of(instance, plan, week)
    before = moves.before
    counting = {pool.key for pool in instance.pools if pool.counts_to_ceiling}
    offices = tuple(
        _office(instance, week, receiver, now.values(), moves, assessed.get(receiver.key), receiver.key in unknown)
        for receiver in sorted(instance.receivers, key=lambda one: one.key)
    )
    return ReportData(
        week=week,
        made_on=made_on,
        plan=named,
        offices=offices,
        lenders=_lenders(instance, [people[key] for key in now]),
        ceiling=instance.rules.ceiling,
        at_ceiling=sum(people[key].pool in counting for key in now),
        people=len(now),
        arrived=sum(before.get(key) != row.receiver for key, row in now.items()),
        departed=sum(key not in now or now[key].receiver != receiver for key, receiver in before.items()),
        aim=instance.rules.aim,
        result=next((result for result in plan.weeks if result.week == week), None),
        assumptions=assumptions,
    )


def _office(
    instance: Instance,
    week: date,
    receiver: Receiver,
    now: Iterable[Assignment],
    moves: Moves,
    known: Assessed | None,
    need_is_unknown: bool,
) -> Office:
    quarters: defaultdict[Skill, int] = defaultdict(int)
    for row in now:
        if row.receiver == receiver.key:
            quarters[row.skill] += moves.people[row.person].quarters
    wanted = _needs(instance, week, receiver.key)
    earlier = week - timedelta(weeks=1)
    needs = (sum(_needs(instance, earlier, receiver.key).values()), sum(wanted.values()))
    there = [key for key, place in moves.before.items() if place == receiver.key and key in moves.people]
    return Office(
        receiver=receiver,
        need=None if need_is_unknown and not wanted else needs[1],
        missing=None if known is None else known.missing,
        own_fte=None if known is None else known.own_fte,
        sent_fte=sum(quarters.values()) / QUARTERS,
        covered_fte=sum(min(fte, quarters[skill] / QUARTERS) for skill, fte in wanted.items()),
        before_fte=sum(moves.people[key].quarters for key in there) / QUARTERS,
        reasons=moves.reasons(receiver.key, needs if earlier in instance.weeks else None),
    )


def _needs(instance: Instance, week: date, receiver: str) -> dict[Skill, float]:
    found: defaultdict[Skill, float] = defaultdict(float)
    for need in instance.needs:
        if need.receiver == receiver and need.week == week and need.fte > 0:
            found[need.skill] += need.fte
    return dict(sorted(found.items()))


def _lenders(instance: Instance, serving: Iterable[Person]) -> tuple[LenderUse, ...]:
    """Use of every lender that lends, or from which people are in service."""
    of_lender: defaultdict[str, list[int]] = defaultdict(list)
    for person in serving:
        of_lender[person.lender].append(person.quarters)
    return tuple(
        LenderUse(lender, len(of_lender[lender.key]), sum(of_lender[lender.key]))
        for lender in sorted(instance.lenders, key=lambda one: one.key)
        if lender.excluded is None or of_lender[lender.key]
    )
