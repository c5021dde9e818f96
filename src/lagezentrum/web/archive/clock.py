"""A clock that goes back: archive and ledger only ever grow, and so do the moments at which they did."""

from datetime import datetime, timedelta

from django.conf import settings

from lagezentrum.web.people.refusal import Refusal

WAITED = timedelta(minutes=5)
"""As long as this an act may have waited for others that were recorded first."""


class ClockBehind(Refusal):
    """Something would be dated before what it follows."""


def following(last: datetime | None, at: datetime) -> datetime:
    """When something is recorded that happened at `at`, after something recorded at `last`: never before that.

    What only waited for its turn is dated with what came first. An exercise may live on any day, also backwards.

    Raises:
        ClockBehind: `at` lies so far back that the clock must be wrong; what was known then would change.
    """
    if last is None or at >= last or settings.EXERCISE:
        return at
    if last - at <= WAITED:
        return last
    raise ClockBehind(
        f"Der letzte Eintrag ist von {last.isoformat()}, jetzt soll es {at.isoformat()} sein. Prüfen Sie die Uhr des "
        "Servers.",
        f"The last entry is of {last.isoformat()}, and now it is said to be {at.isoformat()}. Check the server's "
        "clock.",
    )
