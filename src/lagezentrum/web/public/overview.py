"""What holds in every district on a day, for map and table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagezentrum.engine.standing import Standing
from lagezentrum.sources.areas import Area
from lagezentrum.web.public import sentences
from lagezentrum.web.public.marks import Mark, mark_of
from lagezentrum.web.public.outlook import Coming, Outlook, is_open
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class Row:
    """One district in a table.

    Attributes:
        area: the district.
        standing: what holds there.
        mark: its mark: what is in force, and whether more is open.
        since: since when; None where nothing holds.
        coming: what has been determined or met for later in this district alone, nearest first.
    """

    area: Area
    standing: Standing
    mark: Mark
    since: date | None
    coming: tuple[Coming, ...]

    @property
    def title(self) -> str:
        """The name with what tells it from its namesakes."""
        return self.area.title


def district_keys(seen: Situation) -> tuple[str, ...]:
    """The keys of the districts, without the Land."""
    return tuple(ags for ags in seen.areas if len(ags) > 2)


def land_keys(seen: Situation) -> tuple[str, ...]:
    """The keys of the Länder."""
    return tuple(ags for ags in seen.areas if len(ags) == 2)


def rows(seen: Situation, day: date) -> tuple[Row, ...]:
    """Every district on a day, in the order of their keys.

    Args:
        seen: the situation on that day, or today for a later one.
        day: the day.
    """
    outlook = Outlook(seen)
    found = []
    for ags in district_keys(seen):
        standing = seen.standings.on(ags, day)
        coming = outlook.coming(ags, by_figures_to_come=False)
        found.append(
            Row(
                seen.areas[ags],
                standing,
                mark_of(standing, is_open=is_open(coming)),
                sentences.since(standing),
                tuple(c for c in coming if c.area == ags) if day == seen.on else (),
            )
        )
    return tuple(found)


def counted(table: Sequence[Row]) -> tuple[tuple[Mark, int], ...]:
    """In how many districts what is in force, highest level first."""
    counts = Counter(row.mark.in_force for row in table)
    return tuple((mark, counts[mark]) for mark in sorted(counts, key=lambda mark: mark.rank))


def count_open(table: Sequence[Row]) -> int:
    """In how many districts it is open if more was reached."""
    return sum(row.mark.is_open for row in table)
