"""Figures as they were published: who said what of which day, and when it could be known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure.

    Attributes:
        indicator: id of the indicator in the regulation.
        area: AGS of a district, or the two-digit key of a Land.
        day: the day for which the figure decides (the morning of its publication, for the sources at hand).
        value: the figure as published; None where the publisher said that there is none.
        published_at: when it could be known, in the publisher's local time.
        source: who published it, and where that is on record.
        note: what is known to be wrong or unusual with it, else empty.
    """

    indicator: str
    area: str
    day: date
    value: Decimal | None
    published_at: datetime
    source: str
    note: str = ""


class Figures:
    """A body of published figures that is only ever added to; every question names a time of knowledge."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._series: dict[tuple[str, str], dict[date, list[Observation]]] = {}
        for observation in observations:
            series = self._series.setdefault((observation.indicator, observation.area), {})
            series.setdefault(observation.day, []).append(observation)
        for series in self._series.values():
            for published in series.values():
                if len(published) > 1:
                    published.sort(key=lambda observation: observation.published_at)

    def first_published(
        self, indicator: str, area: str, day: date, known_at: datetime | None = None
    ) -> Observation | None:
        """The figure of `day` as first published, of those known at `known_at` (None: all on record).

        A publication that only says "no figure" counts as no publication. Later corrections never count.
        """
        for observation in self._series.get((indicator, area), {}).get(day, ()):
            if known_at is not None and observation.published_at > known_at:
                return None
            if observation.value is not None:
                return observation
        return None

    def areas(self, indicator: str) -> tuple[str, ...]:
        """The areas for which some figure of `indicator` was published, in order of their keys."""
        return tuple(sorted(area for name, area in self._series if name == indicator))

    def days(self, indicator: str, area: str) -> tuple[date, ...]:
        """The days of a series for which anything was published, in order."""
        return tuple(sorted(self._series.get((indicator, area), ())))

    def span(self) -> tuple[date, date] | None:
        """First and last day on record, or None for an empty record."""
        days = [day for series in self._series.values() for day in series]
        return (min(days), max(days)) if days else None

    def __iter__(self) -> Iterator[Observation]:
        for series in self._series.values():
            for published in series.values():
                yield from published
