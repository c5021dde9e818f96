"""When more became known: the moments between which every answer stays the same."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, time

from lagezentrum.web.ledger import chain, figures, folding
from lagezentrum.web.today import BERLIN, today


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands for everything recorded: as long as both are the same, so is every answer."""

    archive: str
    ledger: str


def heads() -> Heads:
    """The heads of archive and ledger now."""
    head = chain.head()
    return Heads(figures.head(), "" if head is None else head.hash)


def last_change(at: datetime) -> datetime | None:
    """The last moment, not after `at` (aware), at which anything became known or a day began.

    What was known at `at` was known then, so there are only as many answers as there are such moments. None where it
    is today and nothing came later: then it is simply all on record.
    """
    day = at.astimezone(BERLIN).date()
    last = datetime.combine(day, time.min, tzinfo=BERLIN)
    later = False
    for moments in (figures.moments(), folding.moments()):
        position = bisect_right(moments, at)
        if position:
            last = max(last, moments[position - 1])
        later = later or position < len(moments)
    return None if day == today() and not later else last
