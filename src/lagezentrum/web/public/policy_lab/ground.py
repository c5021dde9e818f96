"""What an answer of the lab rests on: the version compiled, the figures of the archive, what really held.

Kept per process as long as nothing new is recorded, so that moving a slider costs the sweep and the drawing alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from django.conf import settings
from django.db.models import Count

from lagezentrum.engine.observations import Figures
from lagezentrum.law.model import Text, Version
from lagezentrum.outlook.lab.design import Reading
from lagezentrum.outlook.packed import CannotPack, Packed, Series, compile_rules
from lagezentrum.sources.areas import Area
from lagezentrum.web import knowledge
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.models import Figure
from lagezentrum.web.ledger import law
from lagezentrum.web.public.history import span
from lagezentrum.web.public.overview import district_keys
from lagezentrum.web.public.policy_lab.answer import Levels
from lagezentrum.web.public.policy_lab.asked import MOST_DAYS, Possible
from lagezentrum.web.public.policy_lab.controls import Control, controls
from lagezentrum.web.situation import Situation, situation
from lagezentrum.web.today import today

_DAY = timedelta(days=1)
LONG_GAP, LEAST_LEFT = 7, 28
"""Days: of a gap that the page does not begin before, and that must be left after it."""


@dataclass(frozen=True)
class Offer:
    """A version on the page.

    Attributes:
        version: the version.
        packed: the same compiled, or None.
        refusal: why it can not be computed, or None.
        moved: what can be moved.
    """

    version: Version
    packed: Packed | None
    refusal: Text | None
    moved: tuple[Control, ...] = ()


@dataclass(frozen=True)
class Season:
    """What is on record now.

    Attributes:
        key: stands for everything recorded; another record, another key.
        first, last: the days that can be asked for: of the regulation, with figures.
        usual_first: where the page begins by itself, after the long gaps.
        areas: the districts in the order of their names.
        figures: by reading; `final` only where the archive has a later state of some figure.
        real: the level really in force, as on the page of the season, from the day before `first` to `last`; -1
            where no version of the regulation was in force.
    """

    key: tuple[object, ...]
    first: date
    last: date
    usual_first: date
    areas: tuple[Area, ...]
    figures: Mapping[Reading, Figures]
    real: Levels

    def possible(self, version: str) -> Possible:
        """What can be asked of a version."""
        return Possible(version, self.first, self.last, self.usual_first, tuple(self.figures))


@dataclass(frozen=True, eq=False)
class Ground:
    """Figures and the real course of one period, as arrays.

    Attributes:
        packed: the version, compiled.
        first, last: the period.
        series: the figures.
        real: the level really in force.
        before: the same on the day before `first`.
        missing: days of the period without a value, by figure of the Land; for other figures district-days.
    """

    packed: Packed
    first: date
    last: date
    series: Series
    real: Levels
    before: Levels
    missing: Mapping[str, int]


def offers() -> tuple[Offer, ...]:
    """The versions announced so far, in the order in which they came into force."""
    states = tuple(sorted({ags[:2] for ags in law.areas(settings.REGULATION)}))
    return tuple(_offer(version.regulation, version.version, states) for version in law.regulation().versions)


def usual(all_: tuple[Offer, ...]) -> Offer | None:
    """The latest version that can be computed."""
    return next((offer for offer in reversed(all_) if offer.packed is not None), None)


@lru_cache(maxsize=64)
def _offer(regulation: str, name: str, states: tuple[str, ...]) -> Offer:
    version = law.on_file(regulation).named(name)
    assert version is not None  # noqa: S101 (a name of `law.regulation`)
    try:
        packed = compile_rules(version, law.library().calendars)
    except CannotPack as refusal:
        return Offer(version, None, refusal.text)
    earliest = min(v.in_force.from_ for v in law.on_file(regulation).versions) - timedelta(days=packed.lead_in)
    return Offer(version, packed, None, controls(packed, earliest, states))


def season() -> Season | None:
    """What is on record now; None where no figure is."""
    return _season(knowledge.heads(), today(), settings.REGULATION)


@lru_cache(maxsize=2)
def _season(heads: knowledge.Heads, present: date, regulation: str) -> Season | None:
    seen = situation(present)
    on_record = seen.figures.span()
    if on_record is None:
        return None
    begin, end = span(seen)
    first, last = max(begin, on_record[0]), min(end, seen.judged_until, on_record[1])
    if last < first:
        return None
    found = sorted((seen.areas[ags] for ags in district_keys(seen)), key=lambda area: (area.name, area.ags))
    areas = tuple(area for area in found if area.until is None)
    figures: dict[Reading, Figures] = {"as_known": seen.figures}
    if _published_again():
        later = readings.figures(readings.Latest(), last=last)
        if _differs(seen.figures, later, first, last):
            figures["final"] = later
    key = (heads, present, regulation)
    begin = _after_long_gaps(seen.figures, areas, first, last)
    return Season(key, first, last, begin, areas, figures, _really(seen, areas, first - _DAY, last))


def _after_long_gaps(figures: Figures, areas: tuple[Area, ...], first: date, last: date) -> date:
    """The first day after which no figure that a version looks at is missing for a week, if enough days are left.

    Over a longer gap every section is open, and the answer of the page would begin with a range that says nothing.
    """
    indicators = {name for offer in offers() if offer.packed for name in offer.packed.indicators}
    states = sorted({area.ags[:2] for area in areas})
    found = max(first, last - timedelta(days=MOST_DAYS - 1))
    for name in indicators:
        for place in states if figures.days(name, states[0]) else [area.ags for area in areas[:1]]:
            before = first - _DAY
            for day in figures.days(name, place):
                seen = figures.first_published(name, place, day)
                if seen is None or seen.value is None or not first <= day <= last:
                    continue
                if (day - before).days > LONG_GAP and (last - day).days >= LEAST_LEFT:
                    found = max(found, day)
                before = day
    return found


def _published_again() -> bool:
    """Whether any figure stands in the archive twice, or as computed anew: else there is nothing later to read."""
    of_one = Figure.objects.values("indicator", "area", "reference_day")
    twice = of_one.annotate(times=Count("id")).filter(times__gt=1).order_by()
    return Figure.objects.filter(recomputed=True).exists() or twice.exists()


def _differs(known: Figures, later: Figures, first: date, last: date) -> bool:
    """Whether any figure was published otherwise later, or came later than its day."""
    for seen in later:
        if first <= seen.day <= last:
            before = known.first_published(seen.indicator, seen.area, seen.day)
            if before is None or before.value != seen.value:
                return True
    return False


def _really(seen: Situation, areas: tuple[Area, ...], first: date, last: date) -> Levels:
    levels = np.full((len(areas), (last - first).days + 1), -1, dtype=np.int8)
    for row, area in enumerate(areas):
        for day in sorted(_change_days(seen, area.ags, first, last)):
            standing = seen.standings.on(area.ags, day)
            levels[row, (day - first).days :] = -1 if standing.version is None else standing.level
    return levels


def _change_days(seen: Situation, area: str, first: date, last: date) -> set[date]:
    """The days on which another level may begin: nothing in a standing changes between two of them."""
    days: list[date | None] = [first]
    for version in seen.applied.versions:
        days += [version.in_force.from_, _after(version.in_force.to)]
        days += [day for fixed in version.fixed_levels for day in (fixed.from_, _after(fixed.to))]
    here = (area, area[:2])
    days += [day for e in seen.ordered.episodes if e.area in here for day in (e.effective, e.ends)]
    days += [day for s in seen.suspensions if s.area in here for day in (s.first, _after(s.to))]
    return {day for day in days if day is not None and first <= day <= last}


def _after(day: date | None) -> date | None:
    return None if day is None else day + _DAY


_GROUNDS: dict[tuple[object, ...], Ground] = {}
_MOST_GROUNDS = 24


def ground(on: Season, packed: Packed, reading: Reading, first: date, last: date) -> Ground:
    """The figures of one period as arrays; the last few are kept."""
    key = (on.key, packed.version.version, reading, first, last)
    found = _GROUNDS.get(key)
    if found is None:
        found = _ground(on, packed, reading, first, last)
        while len(_GROUNDS) >= _MOST_GROUNDS:
            _GROUNDS.pop(next(iter(_GROUNDS)), None)
        _GROUNDS[key] = found
    return found


def _ground(on: Season, packed: Packed, reading: Reading, first: date, last: date) -> Ground:
    keys = tuple(area.ags for area in on.areas)
    series = Series.of(packed, on.figures[reading], keys, first, last)
    begin = (first - on.first).days + 1
    return Ground(
        packed,
        first,
        last,
        series,
        np.ascontiguousarray(on.real[:, begin : begin + series.days]),
        on.real[:, begin - 1],
        {name: int(np.isnan(values[series.lead :]).sum()) for name, values in series.values.items()},
    )
