"""Which days an act can name. Pure.

What is recorded stays for ever, and whatever looks ahead goes on to the last day on record: a year that somebody
mistyped must not get into the ledger.
"""

from datetime import date, timedelta

from lagezentrum.law.model import Regulation
from lagezentrum.web.ledger.refusals import Incomplete

FURTHEST = timedelta(days=366)
"""How long after the day of the act."""


def refuse_far_day(field: str, day: date, regulation: Regulation, today: date) -> None:
    """Refuse a day before the first version of the regulation, or more than a year ahead.

    Raises:
        Incomplete: at the field, with the days that can be named.
    """
    first, last = min(version.in_force.from_ for version in regulation.versions), today + FURTHEST
    if not first <= day <= last:
        raise Incomplete(
            field,
            f"Der {day.day}.{day.month}.{day.year:04d} liegt zu weit weg. Nennen Sie einen Tag vom {first:%d.%m.%Y} "
            f"bis zum {last:%d.%m.%Y}.",
            f"{day.isoformat()} is too far away. Name a day from {first.isoformat()} to {last.isoformat()}.",
        )
