"""Counts of the pool: for the staff unit as they are, for the public only where nobody can be guessed from them."""

from collections import Counter
from datetime import date

from django.conf import settings

from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.planning import UNDER_WAY
from lagezentrum.web.pool.records import pools

SMALLEST_SHOWN = 5
"""Public reports name no count of people below this."""


def suppressed(count: int) -> int | None:
    """A count for the public; None where it is above zero and too small to be shown."""
    return count if count == 0 or count >= SMALLEST_SHOWN else None


def in_service_by_receiver(on: date) -> dict[str, int]:
    """How many people are promised to each receiver on a day. Not for the public: see `public_by_receiver`."""
    rows = Deployment.objects.filter(state__in=UNDER_WAY, first__lte=on, last__gte=on)
    return dict(Counter(rows.values_list("receiver_id", flat=True)))


def public_by_receiver(on: date) -> dict[str, int | None]:
    """The same for the public: None where a count is too small, and a second one where the sum would give it away."""
    counts = in_service_by_receiver(on)
    shown = {key: suppressed(count) for key, count in sorted(counts.items())}
    hidden = [key for key, count in shown.items() if count is None]
    if len(hidden) == 1:
        others = [key for key, count in shown.items() if count]
        if others:
            shown[min(others, key=lambda key: (counts[key], key))] = None
    return shown


def ceiling_use(on: date) -> tuple[int, int]:
    """People promised on a day of the pools that count to the ceiling, and the ceiling."""
    counting = [pool.key for pool in pools() if pool.counts_to_ceiling]
    rows = Deployment.objects.filter(state__in=UNDER_WAY, first__lte=on, last__gte=on, person__pool__in=counting)
    return rows.values("person").distinct().count(), settings.POOL_CEILING
