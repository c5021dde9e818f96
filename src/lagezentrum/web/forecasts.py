"""The probable outlook, computed once for each state of archive and ledger and kept, by one thread at a time."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from threading import Lock

from lagezentrum.law.text import Text
from lagezentrum.outlook.probable import AreaForecast, Asked, Forecast, NoForecast, forecast, tell
from lagezentrum.season.forecast_record.reading import read_record
from lagezentrum.web import knowledge
from lagezentrum.web.ledger import figures
from lagezentrum.web.situation import Situation

_LOOKS_AHEAD = timedelta(days=21)
MOST_KEPT = 64
"""Forecasts kept by a process, each for all areas of a Land: some hundred kilobytes."""

_kept: OrderedDict[tuple[object, ...], "Forecast | Untold"] = OrderedDict()
_computing = Lock()


@dataclass(frozen=True)
class Untold:
    """Nothing can be forecast for an area, and why."""

    why: Text


def told(seen: Situation, area: str) -> AreaForecast | Untold:
    """The probable outlook of an area, as seen from the day of a situation; the same situation, the same numbers.

    Figures and orders that came after that day are not looked at, also where the situation knows of them.
    """
    found = _found(seen, area[:2])
    if isinstance(found, Untold):
        return found
    last = found.present + _LOOKS_AHEAD
    suspended = any(
        pause.area in (area, area[:2]) and pause.first <= last and (pause.to is None or pause.to >= found.present)
        for pause in seen.suspensions
    )
    try:
        level = seen.standings.on(area, found.present).level
        return tell(found, area, read_record(), in_force=level, suspended=suspended)
    except NoForecast as refusal:
        return Untold(refusal.text)


def prepare(seen: Situation) -> None:
    """Compute and keep what visitors will ask for, so that the first one does not wait, nor for kernels to compile."""
    for land in sorted({key[:2] for key in seen.areas if len(key) > 2}):
        _found(seen, land)


def known_at(seen: Situation) -> datetime:
    """The moment up to which publications count (local time): the one asked for, or the end of the day."""
    end_of_day = datetime.combine(seen.decided_until, time.max)
    return end_of_day if seen.as_of is None else min(figures.local(seen.as_of), end_of_day)


def forget() -> None:
    """Keep nothing."""
    _kept.clear()


def _found(seen: Situation, land: str) -> "Forecast | Untold":
    """The forecast kept, or computed by one thread while the others that need one wait instead of doing it again."""
    key = _key(seen, land)
    found = _kept.get(key)
    if found is None:
        with _computing:
            found = _kept.get(key)
            if found is None:
                found = _kept[key] = _computed(seen, land)
                while len(_kept) > MOST_KEPT:
                    _kept.popitem(last=False)
    return found


def _key(seen: Situation, land: str) -> tuple[object, ...]:
    """Everything that a forecast rests on: law, day, moment of knowledge, and the heads of both records."""
    versions = tuple(version.version for version in seen.regulation.versions)
    days = (seen.decided_until, seen.judged_until, known_at(seen))
    return (seen.regulation.id, versions, land, *days, knowledge.heads())


def _computed(seen: Situation, land: str) -> "Forecast | Untold":
    here = [(key, area) for key, area in seen.areas.items() if len(key) > 2 and key[:2] == land]
    try:
        return forecast(
            Asked(
                regulation=seen.regulation,
                calendars=seen.calendars,
                figures=seen.figures,
                decisions=seen.decisions,
                land=land,
                districts=tuple(key for key, area in here if area.until is None or area.until >= seen.decided_until),
                present=seen.decided_until,
                figures_until=seen.judged_until,
                known_at=known_at(seen),
            )
        )
    except NoForecast as refusal:
        return Untold(refusal.text)
