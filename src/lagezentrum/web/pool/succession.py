"""What becomes of deployments under way when a new distribution is ordered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.web.pool.models import Deployment

State = Deployment.State
MOVABLE = (State.ORDERED, State.IN_SERVICE, State.EXTENDED)
"""Under way, and not taken back by the lender: a recall stands, whatever is planned."""

_WEEKEND = timedelta(days=3)
"""from a Monday back to the Friday before"""


@dataclass(frozen=True, slots=True)
class Succession:
    """New deployments; those absorbed by one that goes on; and what was lengthened, shortened or never begins."""

    new: tuple[Deployment, ...]
    absorbed: tuple[Deployment, ...]
    lengthened: tuple[Deployment, ...]
    shortened: tuple[Deployment, ...]
    cancelled: tuple[Deployment, ...]


def succession(planned: Sequence[Deployment], under_way: Sequence[Deployment], first: date, end: date) -> Succession:
    """Fit a distribution for `first` to `end` to what is under way; the rows are changed, and nothing is saved.

    Args:
        planned: deployments of the distribution, none of them ordered yet.
        under_way: those of `MOVABLE` that last until `first` or longer.
        first: Monday of its first week.
        end: Friday of its last week. What goes on beyond it is left as it was ordered.
    """
    by_person: dict[str, list[Deployment]] = {}
    for row in planned:
        by_person.setdefault(row.person_id, []).append(row)
    absorbed, lengthened, shortened, cancelled = [], [], [], []
    for old in under_way:
        begins = max(old.first, first)
        same = next((row for row in by_person.get(old.person_id, ()) if _goes_on(old, row, begins)), None)
        if same is not None:
            absorbed.append(same)
            last = same.last if same.last < end else max(same.last, old.last)
            if last > old.last:
                lengthened.append(old)
                if old.state == State.IN_SERVICE:
                    old.state = State.EXTENDED
            elif last < old.last:
                shortened.append(old)
            old.last = last
        elif old.first < first:
            old.last = first - _WEEKEND
            shortened.append(old)
        else:
            old.last, old.state = old.first, State.ENDED
            cancelled.append(old)
        old.asked_last, old.asked_by = None, None
    gone = {row.pk for row in absorbed}
    new = tuple(row for row in planned if row.pk not in gone)
    return Succession(new, tuple(absorbed), tuple(lengthened), tuple(shortened), tuple(cancelled))


def _goes_on(old: Deployment, row: Deployment, begins: date) -> bool:
    same = (old.receiver_id, old.skill, old.mode) == (row.receiver_id, row.skill, row.mode)
    return same and row.first == begins
