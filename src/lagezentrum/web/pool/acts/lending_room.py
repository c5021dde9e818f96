"""Whether the limits of lenders and the ceiling leave room for extensions by hand; plans keep them by themselves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.conf import settings

from lagezentrum.staffing.model import QUARTERS
from lagezentrum.web.pool.acts.deployment_rows import grouped
from lagezentrum.web.pool.models import Deployment, Nomination
from lagezentrum.web.pool.planning import UNDER_WAY
from lagezentrum.web.pool.records import pools
from lagezentrum.web.pool.refusals import NotFitting

_DAY = timedelta(days=1)
_Span = tuple[date, date, Nomination]


def require_room(rows: Sequence[Deployment], until: Mapping[int, date]) -> None:
    """Pass if the lenders' limits and the ceiling hold on every day by which the deployments would be longer.

    Args:
        rows: deployments under way.
        until: the last day that each would have, by number.

    Raises:
        NotFitting: one does not hold; the day is named.
    """
    others = Deployment.objects.filter(state__in=UNDER_WAY, last__gt=min(row.last for row in rows))
    spans: list[_Span] = [
        *((row.first, row.last, row.person) for row in others.exclude(pk__in=until).select_related("person")),
        *((row.first, until[row.pk], row.person) for row in rows),
    ]
    for key, group in grouped(rows, lambda row: row.person.lender_id):
        most = group[0].person.lender.max_quarters
        for day in _turning_days(group, until, spans) if most is not None else ():
            used = sum(person.quarters for person in _there(spans, day) if person.lender_id == key)
            if most is not None and used > most:
                posts, limit = f"{used / QUARTERS:g}", f"{most / QUARTERS:g}"
                raise NotFitting(
                    f"Am {day:%d.%m.%Y} wären von {key} {posts.replace('.', ',')} VZÄ im Einsatz; höchstens "
                    f"{limit.replace('.', ',')} gibt die Stelle gleichzeitig ab. Beenden Sie zuerst andere Einsätze, "
                    "oder verlängern Sie weniger.",
                    f"On {day} {posts} FTE of {key} would be in service; it lends at most {limit} at a time. End other "
                    "deployments first, or extend fewer.",
                )
    counting = {pool.key for pool in pools() if pool.counts_to_ceiling}
    counted = [row for row in rows if row.person.pool in counting]
    for day in _turning_days(counted, until, spans):
        used = sum(person.pool in counting for person in _there(spans, day))
        if used > settings.POOL_CEILING:
            raise NotFitting(
                f"Am {day:%d.%m.%Y} wären {used} Kräfte im Einsatz, mehr als die Obergrenze von "
                f"{settings.POOL_CEILING}. Verlängern Sie weniger.",
                f"On {day} {used} people would be in service, more than the ceiling of {settings.POOL_CEILING}. Extend "
                "fewer.",
            )


def _turning_days(rows: Iterable[Deployment], until: Mapping[int, date], spans: Iterable[_Span]) -> list[date]:
    """The days of the longer time on which more can be in service than on the day before."""
    begins = {first for first, _, _ in spans}
    return sorted(
        {row.last + _DAY for row in rows}
        | {first for row in rows for first in begins if row.last < first <= until[row.pk]}
    )


def _there(spans: Iterable[_Span], day: date) -> Iterable[Nomination]:
    """Everybody in service on a day, each once."""
    return {person.pk: person for first, last, person in spans if first <= day <= last}.values()
