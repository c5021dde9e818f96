"""The plan of a proposal opened for reading: who works where, coverage by week, who is there in the week before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lagezentrum.staffing import plan_file
from lagezentrum.staffing.allocation.fairness import Coverage, coverage
from lagezentrum.staffing.allocation.rolling import carried
from lagezentrum.staffing.model import Assignment, Instance, Person, Plan, Standing, WeekResult, week_of
from lagezentrum.web.pool import scope
from lagezentrum.web.pool.acts.proposing import latest
from lagezentrum.web.pool.models import PlanFile, Proposal
from lagezentrum.web.pool.refusals import unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_KEPT = 6
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Opened:
    """A plan with what pages ask of it."""

    instance: Instance
    plan: Plan
    sha256: str

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """Its Mondays, ascending."""
        return tuple(sorted(self.instance.weeks))

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody who could be sent, by alias."""
        return {person.key: person for person in self.instance.people}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The receivers' names by key."""
        return {receiver.key: receiver.name for receiver in self.instance.receivers}

    @cached_property
    def _by_week(self) -> Mapping[date, tuple[Assignment, ...]]:
        return {week: tuple(row for row in self.plan.assignments if row.week == week) for week in self.weeks}

    @cached_property
    def _standing(self) -> Mapping[date, tuple[Standing, ...]]:
        found, standing = {}, tuple(self.instance.standing)
        for week in self.weeks:
            found[week] = standing
            standing = carried(standing, self._by_week[week])
        return found

    @cached_property
    def _covered(self) -> Mapping[date, Coverage]:
        return {week: coverage(self.instance, self.rows(week), week, self.before(week)) for week in self.weeks}

    def rows(self, week: date) -> tuple[Assignment, ...]:
        """Who works where in a week."""
        return self._by_week[week]

    def standing(self, week: date) -> tuple[Standing, ...]:
        """Who is in service in the week before."""
        return self._standing[week]

    def before(self, week: date) -> dict[str, str]:
        """The same as person → receiver."""
        return {row.person: row.receiver for row in self.standing(week)}

    def covered(self, week: date) -> Coverage:
        """How far the needs of a week are covered."""
        return self._covered[week]

    def result(self, week: date) -> WeekResult:
        """Objective and proven bound of a week."""
        return next(row for row in self.plan.weeks if row.week == week)

    def sent_fte(self, week: date) -> dict[str, float]:
        """Full-time posts sent to each receiver, beyond its need as well."""
        quarters: Counter[str] = Counter()
        for row in self.rows(week):
            quarters[row.receiver] += self.people[row.person].quarters
        return {key: count / 4 for key, count in quarters.items()}


def opened(file: PlanFile) -> Opened:
    """A plan file, read once for each process. The same bytes are the same plan."""
    return _opened(file.sha256, file.pk)


@lru_cache(maxsize=_KEPT)
def _opened(sha256: str, number: int) -> Opened:
    instance, plan = plan_file.read(bytes(PlanFile.objects.get(pk=number).content))
    return Opened(instance, plan, sha256)


def of_proposal(user: "User", key: str) -> tuple[Proposal, Opened]:
    """A proposal that somebody may see, with the plan that counts.

    Raises:
        Unknown: there is none for them.
        WrongState: its plan was deleted on its day.
    """
    found = scope.proposals(user).filter(key=key).first()
    if found is None:
        raise unknown("Vorschlag", "proposal", key)
    return found, opened(latest(found))


def shown_first(user: "User", today: date) -> Proposal | None:
    """The proposal that the board begins with: the one that was ordered for today, else the latest that has a plan."""
    rows = scope.proposals(user).filter(files__isnull=False).distinct()
    ordered = rows.filter(state=Proposal.State.ORDERED, first__lte=today, last__gte=week_of(today)).first()
    return ordered or rows.exclude(state=Proposal.State.REPLACED).first() or rows.first()


def week_within(opened_plan: Opened, wanted: date) -> date:
    """The week of a plan that lies nearest to the one wanted."""
    return min(opened_plan.weeks, key=lambda week: abs(week - wanted))


def neighbours(weeks: tuple[date, ...], week: date) -> tuple[date | None, date | None]:
    """The weeks before and after one, where the plan has them."""
    before, after = week - _WEEK, week + _WEEK
    return (before if before in weeks else None, after if after in weeks else None)
