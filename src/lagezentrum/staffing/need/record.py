"""New cases by day, of districts or of health offices: what a need is computed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lagezentrum.law.text import Text
from lagezentrum.staffing.model import week_of

Count = int | None
"""New cases of a day; None: not on record, which is not zero."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """New cases by reporting date, day by day without gaps in time."""

    first: date
    last: date
    counts: Mapping[str, Sequence[Count]]
    """by district (AGS) or health office: one entry per day from `first` to `last`"""
    state: Text
    """as of when the figures are, said beside every result made from them"""
    source: str

    def __post_init__(self) -> None:
        days = (self.last - self.first).days + 1
        for key, series in self.counts.items():
            if len(series) != days:
                raise ValueError(f"{key}: {len(series)} entries for {days} days from {self.first} to {self.last}")

    def on(self, key: str, day: date) -> Count:
        """New cases of one day; None where they are not on record or the day lies outside."""
        if not self.first <= day <= self.last:
            return None
        return self.counts[key][(day - self.first).days]

    def days(self, key: str, first: date, last: date) -> tuple[Count, ...]:
        """New cases of each day from `first` to `last`, inclusive."""
        return tuple(self.on(key, first + timedelta(days=n)) for n in range((last - first).days + 1))

    def in_week(self, key: str, monday: date) -> Count:
        """New cases from Monday to Sunday; None where one of the seven days is not on record."""
        return total(self.days(key, monday, monday + timedelta(days=6)))

    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks that lie wholly in the record."""
        monday = week_of(self.first + timedelta(days=6))
        return tuple(monday + timedelta(weeks=n) for n in range(max(0, ((self.last - monday).days + 1) // 7)))

    def known_on(self, day: date) -> "CaseRecord":
        """The same record without the days after `day`. Corrections made later remain in it: see `state`.

        Raises:
            ValueError: `day` lies before the record.
        """
        if day < self.first:
            raise ValueError(f"{day} lies before the record, which begins on {self.first}")
        last = min(day, self.last)
        length = (last - self.first).days + 1
        return CaseRecord(
            self.first, last, {key: series[:length] for key, series in self.counts.items()}, self.state, self.source
        )

    def grouped(self, members: Mapping[str, Iterable[str]]) -> "CaseRecord":
        """The sums over groups, such as health offices with their districts.

        A day on which one member is not on record is not on record for its group.
        """
        counts = {
            group: tuple(total(day) for day in zip(*(self.counts[key] for key in keys), strict=True))
            for group, keys in ((group, tuple(keys)) for group, keys in members.items())
            if keys
        }
        return CaseRecord(self.first, self.last, counts, self.state, self.source)


def total(counts: Iterable[Count]) -> Count:
    """The sum, or None where one of the counts is not on record."""
    known = 0
    for count in counts:
        if count is None:
            return None
        known += count
    return known
