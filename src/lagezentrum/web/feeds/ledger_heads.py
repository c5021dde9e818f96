"""The last event of each day: who keeps its hash can show later that nothing before it was changed."""

from collections.abc import Iterator
from datetime import date

from lagezentrum.web.ledger.chain import Head
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.today import BERLIN

_DAYS = 30


def daily_heads(days: int = _DAYS) -> Iterator[Head]:
    """The last event of each of the latest days on which anything was recorded, the latest first."""
    told: set[date] = set()
    events = Event.objects.order_by("-number").values_list("number", "hash", "recorded_at")
    for number, digest, recorded_at in events.iterator(500):
        day = recorded_at.astimezone(BERLIN).date()
        if day not in told:
            if len(told) == days:
                return
            told.add(day)
            yield Head(number, digest, recorded_at)
