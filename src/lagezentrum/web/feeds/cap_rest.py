"""What still holds, or is to come, once something ended: whether a message may say that all is clear."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.engine.standing import Standing
from lagezentrum.web.feeds.cap_messages import Message
from lagezentrum.web.situation import Situation, situation
from lagezentrum.web.today import BERLIN

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rest:
    """What holds on some day from the one on which a message takes effect, as far as it was known when it was sent.

    Attributes:
        level: the highest level, 0 for none.
        anything: whether a level or a consequence without a level holds.
    """

    level: int
    anything: bool


def rest(message: Message) -> Rest:
    """What is left in the area of a message, or anywhere in the Land, by orders and by the regulation."""
    known = message.known_at.astimezone(BERLIN).date()
    first = message.determination.holds_from or known
    if message.occasion != "published":
        first = known if message.pause is None else message.pause.first
    seen = situation(known, message.known_at)
    found = list(_standings(seen, message.determination.area, first))
    return Rest(
        max((standing.level for standing in found), default=0),
        any(standing.level or standing.consequences for standing in found),
    )


def _standings(seen: Situation, area: str, first: date) -> Iterator[Standing]:
    """On the first day, and on each later one on which something is known to begin."""
    areas = [key for key, found in seen.areas.items() if key.startswith(area) and found.until is None]
    days = {first, *(day for day in _beginnings(seen) if day > first)}
    for key in areas:
        for day in days:
            yield seen.standings.on(key, day)


def _beginnings(seen: Situation) -> Iterator[date]:
    for episode in seen.ordered.episodes:
        if episode.effective is not None:
            yield episode.effective
    for decision in seen.decisions:
        if decision.kind == "determined" and decision.effective is not None:
            yield decision.effective
    for determination in seen.determinations:
        for pause in determination.suspensions:
            if pause.to is not None:
                yield pause.to + _ONE_DAY
    for version in seen.regulation.versions:
        for fixed in version.fixed_levels:
            yield fixed.from_
