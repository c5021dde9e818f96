"""The figures that may decide, read from the database once for every head of the archive and shared by all readings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from lagezentrum.engine.observations import Observation
from lagezentrum.sources.published import DECIDING
from lagezentrum.web.archive.models import Figure, Verdict
from lagezentrum.web.archive.moments import naive
from lagezentrum.web.archive.storing import FIRST_TO_LAST

_COLUMNS = ("indicator", "area", "source", "note", "reference_day", "value", "published_at")


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure for the engine, the file it came with, and the moment (aware) from which it was published and here."""

    file: int
    known_from: datetime
    observation: Observation


@lru_cache(maxsize=2)
def figures(archive_head: str) -> tuple[Kept, ...]:  # noqa: ARG001 (a new head, a new answer)
    """Every figure that may decide, held files included, in the order of publication."""
    rows = Figure.objects.filter(indicator__in=DECIDING, recomputed=False, value__isnull=False)
    return tuple(observed(rows.order_by(*FIRST_TO_LAST)))


def observed(rows: "QuerySet[Figure]") -> Iterator[Kept]:
    """Rows as observations in the publishers' local time; words and moments that repeat themselves are kept once."""
    words: dict[str, str] = {}
    local: dict[datetime, datetime] = {}
    read: Iterator[tuple[Any, ...]] = rows.values_list("file_id", "first_seen_at", *_COLUMNS).iterator(5000)
    for file, seen_at, indicator, area, source, note, day, value, published_at in read:
        said = (words.setdefault(word, word) for word in (indicator, area, source, note))
        indicator, area, source, note = said
        if published_at not in local:
            local[published_at] = naive(published_at)
        observation = Observation(indicator, area, day, value, local[published_at], source, note)
        yield Kept(file, max(published_at, seen_at), observation)


@lru_cache(maxsize=2)
def moments(archive_head: str) -> tuple[datetime, ...]:
    """The moments (aware) at which figures became known or ceased to count, in order, each once."""
    verdicts = Verdict.objects.order_by().values_list("given_at", flat=True)
    return tuple(sorted({kept.known_from for kept in figures(archive_head)} | set(verdicts)))
