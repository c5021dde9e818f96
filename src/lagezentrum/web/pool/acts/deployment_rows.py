"""Deployments as the acts take them: only those that the actor may see, in the state that the act needs."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from django.db.models import Max, QuerySet

from lagezentrum.web.pool.models import Deployment, Nomination
from lagezentrum.web.pool.recording import keep_until
from lagezentrum.web.pool.refusals import WrongState, unknown

State = Deployment.State


def every() -> QuerySet[Deployment]:
    """All deployments with their people, lenders and receivers."""
    return Deployment.objects.select_related("person__lender", "receiver").order_by("pk")


def seen_rows(seen: QuerySet[Deployment], numbers: Iterable[int]) -> list[Deployment]:
    """Those of some numbers, all of them within what the actor sees.

    Raises:
        Unknown: one is not.
    """
    asked = set(numbers)
    visible = set(seen.filter(pk__in=asked).values_list("pk", flat=True))
    if asked - visible or not asked:
        raise unknown("Einsatz", "deployment", min(asked - visible, default="–"))
    return list(every().filter(pk__in=visible))


def grouped(rows: Sequence[Deployment], key: Callable[[Deployment], str]) -> list[tuple[str, list[Deployment]]]:
    """Rows by a key, sorted by it."""
    return [(name, list(group)) for name, group in groupby(sorted(rows, key=key), key=key)]


def save(rows: Sequence[Deployment]) -> None:
    """Save rows, and set anew when the records of their people are deleted."""
    Deployment.objects.bulk_update(rows, ["state", "last", "asked_last", "asked_by"])
    _set_keeping(row.person_id for row in rows)


def require_state(row: Deployment, *allowed: str) -> None:
    """Refuse a deployment in another state.

    Raises:
        WrongState: it is in none of those allowed.
    """
    if row.state not in allowed:
        label = State(row.state).label
        raise WrongState(
            f"Der Einsatz {row.pk} ist {label}; das geht jetzt nicht. Laden Sie die Seite neu.",
            f"Deployment {row.pk} is {row.state}; this can not be done now. Load the page again.",
        )


def _set_keeping(aliases: Iterable[str]) -> None:
    """Set the days of deletion anew: the period runs from the last day offered, or of the last deployment.

    Who was withdrawn is kept because of deployments alone.
    """
    rows = list(Nomination.objects.filter(alias__in=set(aliases)).annotate(end=Max("deployments__last")))
    for row in rows:
        offered = None if row.state == Nomination.State.WITHDRAWN else row.available_to
        row.delete_on = keep_until(max(filter(None, (offered, row.end)), default=row.at.date()))
    Nomination.objects.bulk_update(rows, ["delete_on"])
