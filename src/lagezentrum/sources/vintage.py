"""A file as one look at the figures: every row with what the archive keeps beside the value."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lagezentrum.sources.layout import Layout


@dataclass(frozen=True, slots=True)
class Row:
    """What a file says of one indicator, area and day.

    Attributes:
        indicator: id of the indicator.
        area: AGS of a district, or the two-digit key of a Land.
        day: the day for which the figure decides.
        value: the figure with the digits of the file; None where the cell is empty.
        published_at: when it could be known if this file is the first to say it, in the publisher's local time.
        source: who published it, and where that is on record.
        note: what is known to be unusual with it, else empty.
        denominator: inhabitants by which the incidence was computed, given or implied by the cases; None if not known.
        recomputed: whether the publisher computed a past day anew; such a figure never decides.
    """

    indicator: str
    area: str
    day: date
    value: Decimal | None
    published_at: datetime
    source: str
    note: str
    denominator: int | None
    recomputed: bool


@dataclass(frozen=True, slots=True)
class Vintage:
    """All rows of a file.

    Attributes:
        layout: of which file.
        first_day: earliest day in it.
        as_of: latest day in it, the morning of its publication.
        rows: what it says.
    """

    layout: Layout
    first_day: date
    as_of: date
    rows: tuple[Row, ...]

    @property
    def published_at(self) -> datetime:
        """When the file could be known, in the publisher's local time."""
        return datetime.combine(self.as_of, self.layout.hour)
