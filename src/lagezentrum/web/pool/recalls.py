"""Who was recalled, and their last day. The end of the deployment, reported later, does not undo a recall."""

from datetime import date, timedelta

from lagezentrum.web.ledger import payloads as of_ledger
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.payloads import Recalled
from lagezentrum.web.pool.recording import deployment_token

_DAY = timedelta(days=1)


def recalled_until() -> dict[str, date]:
    """The last day of everybody whom their authority recalled, by alias; from the ledger, where recalls stand.

    Who is to come again is nominated anew.
    """
    last_day: dict[str, date] = {}
    for event in Event.objects.filter(kind=Event.Kind.POOL_RECALLED):
        said = of_ledger.read(event.kind, event.payload)
        if isinstance(said, Recalled):
            last_day.update(dict.fromkeys(said.deployments, said.effective - _DAY))
    found: dict[str, date] = {}
    if last_day:
        for row in Deployment.objects.filter(state__in=(Deployment.State.RECALLED, Deployment.State.ENDED)):
            day = last_day.get(deployment_token(row))
            if day is not None:
                found[row.person_id] = min(day, found.get(row.person_id, day))
    return found
