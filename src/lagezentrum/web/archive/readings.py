"""What the archive says, always under a named reading: as first published, as known at a moment, or the latest.

No reading is the default. The first two are for findings: a figure that decides is the one first published, and a
past day that its publisher computed anew never stands in for it. The latest figures are for looking at the epidemic.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db.models import Q, QuerySet

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.sources.published import DECIDING
from lagezentrum.web.archive import deciding
from lagezentrum.web.archive.models import Figure
from lagezentrum.web.archive.standing import SourceStand, Stand, Withheld, stand, withheld
from lagezentrum.web.archive.storing import FILE_BY_FILE, FIRST_TO_LAST
from lagezentrum.web.archive.verdicts import head, not_counting

__all__ = [
    "AsFirstPublished",
    "AsKnownAt",
    "Latest",
    "Reading",
    "Record",
    "SourceStand",
    "Stand",
    "Withheld",
    "figures",
    "forget",
    "head",
    "moments",
    "records",
    "stand",
    "withheld",
]


@dataclass(frozen=True, slots=True)
class AsFirstPublished:
    """Every figure that may decide; of each day the first one published counts."""


@dataclass(frozen=True, slots=True)
class AsKnownAt:
    """What was published, received and not held at a moment (aware). Later files never change it."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Latest:
    """Of each day the last figure published, corrections and recomputed days included. Never for findings."""


Reading = AsFirstPublished | AsKnownAt | Latest


@dataclass(frozen=True, slots=True)
class Record:
    """A figure with everything that is kept beside it.

    Attributes:
        indicator: id of the indicator.
        area: AGS of a district, or the two-digit key of a Land.
        day: the day for which it was published.
        value: with the digits as published; None where there was none.
        unit: of the value.
        missing: why there is no value, else empty.
        denominator: inhabitants by which it was computed, None if not known.
        published_at: when it could be known (aware).
        first_seen_at: when the archive received it (aware).
        recomputed: a past day computed anew by its publisher; never decides.
        source: who published it, and where that is on record.
        note: what is known to be unusual with it, else empty.
        file: id of the file.
        sha256: of the bytes of the file.
    """

    indicator: str
    area: str
    day: date
    value: Decimal | None
    unit: str
    missing: str
    denominator: int | None
    published_at: datetime
    first_seen_at: datetime
    recomputed: bool
    source: str
    note: str
    file: int
    sha256: str


_COLUMNS = (
    "indicator",
    "area",
    "reference_day",
    "value",
    "unit",
    "missing",
    "denominator",
    "published_at",
    "first_seen_at",
    "recomputed",
    "source",
    "note",
    "file_id",
    "file__sha256",
)


def figures(
    reading: Reading,
    *,
    indicators: Collection[str] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Figures:
    """The figures for the engine, in the publishers' local time.

    Args:
        reading: which figures; there is no default.
        indicators: of those that may decide; None for all of them.
        first: first day wanted; None for all there are.
        last: last day wanted; None for all there are.

    Raises:
        ValueError: an indicator that is for information only.
    """
    wanted = frozenset(DECIDING if indicators is None else indicators)
    if not wanted <= set(DECIDING):
        raise ValueError(f"for information only, never for findings: {', '.join(sorted(wanted - set(DECIDING)))}")
    return _figures(head(), reading, wanted, first, last)


@lru_cache(maxsize=16)
def _figures(
    archive_head: str,  # a new head, a new answer
    reading: Reading,
    indicators: frozenset[str],
    first: date | None,
    last: date | None,
) -> Figures:
    if not isinstance(reading, Latest):
        return Figures(_may_decide(archive_head, reading, indicators, first, last))
    rows = _chosen(reading, indicators, None, first, last).filter(value__isnull=False)
    every = (figure.observation for figure in deciding.observed(rows))
    return Figures({(seen.indicator, seen.area, seen.day): seen for seen in every}.values())


def _may_decide(
    archive_head: str, reading: Reading, indicators: frozenset[str], first: date | None, last: date | None
) -> Iterator[Observation]:
    moment = reading.moment if isinstance(reading, AsKnownAt) else None
    out = not_counting(moment)
    for figure in deciding.figures(archive_head):
        if moment is not None and figure.known_from > moment:
            continue
        seen = figure.observation
        if figure.file in out or seen.indicator not in indicators:
            continue
        if (first is None or first <= seen.day) and (last is None or seen.day <= last):
            yield seen


def moments() -> tuple[datetime, ...]:
    """The moments (aware) at which figures became known or ceased to count, in order, each once."""
    return deciding.moments(head())


def forget() -> None:
    """Read the database at the next question, not what was kept of it."""
    _figures.cache_clear()
    deciding.figures.cache_clear()


def records(
    reading: Reading,
    *,
    indicators: Collection[str] | None = None,
    areas: Collection[str] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> tuple[Record, ...]:
    """Figures with everything kept beside them, one for each indicator, area and day, in that order.

    `AsFirstPublished` gives the first figure with a value, or the note that there was none; `AsKnownAt` and `Latest`
    give the last one, corrections and recomputed days included: the state of knowledge, not what decides.

    Args:
        reading: which figures; there is no default.
        indicators: ids wanted, those for information only included; None for all.
        areas: keys wanted; None for all.
        first: first day wanted; None for all there are.
        last: last day wanted; None for all there are.
    """
    rows = _chosen(reading, indicators, areas, first, last, recomputed=not isinstance(reading, AsFirstPublished))
    chosen: dict[tuple[str, str, date], Record] = {}
    for row in rows.values_list(*_COLUMNS).iterator(5000):
        record = Record(*row)
        key = (record.indicator, record.area, record.day)
        before = chosen.get(key)
        if before is None or before.value is None or not isinstance(reading, AsFirstPublished):
            chosen[key] = record
    return tuple(chosen[key] for key in sorted(chosen))


def _chosen(
    reading: Reading,
    indicators: Collection[str] | None,
    areas: Collection[str] | None,
    first: date | None,
    last: date | None,
    recomputed: bool | None = None,
) -> "QuerySet[Figure]":
    """The rows of a reading, those to be preferred first for `AsFirstPublished` and last otherwise."""
    conditions = Q()
    if isinstance(reading, AsKnownAt):
        conditions &= Q(published_at__lte=reading.moment, first_seen_at__lte=reading.moment)
    if not (isinstance(reading, Latest) if recomputed is None else recomputed):
        conditions &= Q(recomputed=False)
    for name, wanted in (("indicator__in", indicators), ("area__in", areas)):
        if wanted is not None:
            conditions &= Q(**{name: tuple(wanted)})
    if first is not None:
        conditions &= Q(reference_day__gte=first)
    if last is not None:
        conditions &= Q(reference_day__lte=last)
    order = FIRST_TO_LAST if isinstance(reading, AsFirstPublished) else FILE_BY_FILE
    out = not_counting(reading.moment if isinstance(reading, AsKnownAt) else None)
    return Figure.objects.filter(conditions).exclude(file_id__in=out).order_by(*order)
