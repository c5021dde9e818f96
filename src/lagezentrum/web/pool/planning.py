"""From the records to what the distribution takes, and to a plan file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings

from lagezentrum.staffing import allocation, plan_file
from lagezentrum.staffing.model import (
    Instance,
    Mode,
    Need,
    Person,
    Plan,
    Receiver,
    Rules,
    Skill,
    Standing,
    Wish,
    WishKind,
    last_day,
)
from lagezentrum.web.ledger import chain
from lagezentrum.web.pool import models, records
from lagezentrum.web.pool.models import Deployment, ManualChange, Nomination
from lagezentrum.web.pool.recalls import recalled_until
from lagezentrum.web.pool.refusals import NotFitting

UNDER_WAY = (
    Deployment.State.ORDERED,
    Deployment.State.IN_SERVICE,
    Deployment.State.EXTENDED,
    Deployment.State.RECALLED,
)
"""States in which somebody is promised to a receiver."""


@dataclass(frozen=True, slots=True)
class Made:
    """A plan with its file. `objective` is the sum of all weeks."""

    instance: Instance
    plan: Plan
    content: bytes
    sha256: str
    objective: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan rests on, and the receivers whose need nobody stated: it is not zero, it is not known."""

    instance: Instance
    without_request: tuple[str, ...]


def ground(first: date, weeks: int, *, rules: Rules | None = None, needs: Sequence[Need] | None = None) -> Ground:
    """Everything on record for a distribution.

    Args:
        first: Monday of the first week.
        weeks: how many.
        rules: None: the defaults with the ceiling of this service.
        needs: None: what the receivers asked for; a week without a request takes that of the last week before.
    """
    mondays = tuple(first + timedelta(weeks=number) for number in range(weeks))
    asked = records.latest_requests(mondays[-1])
    by_receiver: dict[str, dict[date, list[models.Request]]] = {}
    for (receiver, week, _), row in sorted(asked.items()):
        by_receiver.setdefault(receiver, {}).setdefault(week, []).append(row)
    receivers = list(models.Receiver.objects.all())
    if needs is None:
        needs = [need for rows in by_receiver.values() for need in _needs(rows, mondays)]
        silent = tuple(row.key for row in receivers if row.key not in by_receiver)
    else:
        silent = tuple(row.key for row in receivers if row.key not in {need.receiver for need in needs})
    under_way = list(Deployment.objects.filter(state__in=UNDER_WAY).select_related("person"))
    instance = Instance(
        weeks=mondays,
        people=tuple(_people()),
        lenders=tuple(map(records.lender_of, models.Lender.objects.all())),
        receivers=tuple(_limited(row, by_receiver.get(row.key, {}), first) for row in receivers),
        needs=tuple(sorted(needs, key=lambda need: (need.receiver, need.week, need.skill))),
        rules=rules or Rules(ceiling=settings.POOL_CEILING),
        pools=records.pools(),
        standing=tuple(_standing(under_way, first)),
    )
    return Ground(instance, silent)


def solve(instance: Instance, *, with_bound: bool = True) -> Made:
    """The plan of an instance.

    Args:
        instance: what it rests on.
        with_bound: prove a bound of all weeks together as well, which takes about as long again.

    Raises:
        NotFitting: rules and wishes exclude one another; the text names the smallest set that does.
    """
    try:
        plan = allocation.plan(instance, with_bound=with_bound)
    except allocation.Unsatisfiable as error:
        raise NotFitting(error.de, error.en) from error
    content = plan_file.write(instance, plan)
    return Made(instance, plan, content, chain.sha256(content), sum(week.objective for week in plan.weeks))


def wishes_of(changes: Iterable[ManualChange], plan: Plan | None = None) -> tuple[Wish, ...]:
    """Changes by hand as wishes. `plan` says where two people who swap were; the reason is its code alone."""
    found: list[Wish] = []
    for change in changes:
        first, last, why = change.first, change.last, change.reason
        if change.kind != ManualChange.Kind.SWAP:
            kind = WishKind(change.kind)
            found.append(Wish(kind, first, last, why, change.person_id, change.receiver_id, change.quarters))
        elif plan is not None and change.person_id is not None and change.other_id is not None:
            here, there = (place_of(plan, person, first) for person in (change.person_id, change.other_id))
            found.append(Wish(WishKind.PIN, first, last, why, change.person_id, there))
            found.append(Wish(WishKind.PIN, first, last, why, change.other_id, here))
    return tuple(found)


def place_of(plan: Plan, person: str, week: date) -> str:
    """Where somebody works in a week.

    Raises:
        NotFitting: nowhere.
    """
    for row in plan.assignments:
        if row.person == person and row.week == week:
            return row.receiver
    raise NotFitting(
        f"{person} ist in der Woche ab {week:%d.%m.%Y} nirgends eingeplant; zum Tauschen braucht es zwei Einsätze.",
        f"{person} is planned nowhere in the week from {week}; a swap needs two deployments.",
    )


def _people() -> Iterable[Person]:
    """Those found in order. Who was recalled is there until the day on which the recall takes effect."""
    until = recalled_until()
    for row in Nomination.objects.filter(state=Nomination.State.CHECKED).order_by("alias"):
        person = records.person_of(row)
        if row.alias in until:
            person = replace(person, available_to=min(person.available_to, until[row.alias]))
        yield person


def _standing(under_way: Sequence[Deployment], first: date) -> Iterable[Standing]:
    """Who is in service in the week before the plan."""
    for row in sorted(under_way, key=lambda row: row.person_id):
        if row.first < first <= row.last + timedelta(days=3) and row.person.state == Nomination.State.CHECKED:
            yield Standing(row.person_id, row.receiver_id, row.first, Skill(row.skill), Mode(row.mode))


def _needs(by_week: dict[date, list[models.Request]], mondays: Sequence[date]) -> Iterable[Need]:
    for monday in mondays:
        known = [week for week in by_week if week <= monday]
        if known:
            for row in by_week[max(known)]:
                lacking = round(row.need_fte - row.own_fte, 6)
                if lacking > 0:
                    yield Need(row.receiver_id, monday, Skill(row.skill), lacking)


def _limited(row: models.Receiver, by_week: dict[date, list[models.Request]], first: date) -> Receiver:
    """A receiver with the limits of its latest request up to the first week, or of its first one after that."""
    weeks = [week for week in by_week if week <= first] or sorted(by_week)[:1]
    return records.receiver_of(row, max(by_week[max(weeks)], key=lambda asked: asked.pk) if weeks else None)


def runs(plan: Plan) -> Iterable[tuple[str, str, Skill, Mode, date, date]]:
    """The assignments of a plan as stretches without a gap: person, receiver, work, mode, first Monday, last Friday."""
    ordered = sorted(plan.assignments, key=lambda row: (row.person, row.week))
    current: tuple[str, str, Skill, Mode, date, date] | None = None
    for row in ordered:
        key = (row.person, row.receiver, row.skill, row.mode)
        if current is not None and current[:4] == key and row.week - current[5] == timedelta(days=3):
            current = (*key, current[4], last_day(row.week))
            continue
        if current is not None:
            yield current
        current = (*key, row.week, last_day(row.week))
    if current is not None:
        yield current
