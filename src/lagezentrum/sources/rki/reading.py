"""From a file of RKI incidences to observations, or to rows for the archive."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from lagezentrum.engine.observations import Observation
from lagezentrum.sources.rki.layout import INDICATOR, IncidenceLayout
from lagezentrum.sources.rki.rows import ReadRow, read_rows
from lagezentrum.sources.tables import Progress, open_table
from lagezentrum.sources.vintage import Row, Vintage

_MOST_INHABITANTS = 100_000_000


def read_incidences(
    file: Path,
    layout: IncidenceLayout,
    *,
    first: date | None,
    last: date | None,
    states: Collection[str] | None,
    latest: date,
    progress: Progress | None = None,
) -> list[Observation]:
    """The published incidences of the districts in `states` (None: all) from `first` to `last`.

    Values keep the digits of the file. An empty cell yields no observation.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    rows, days = read_rows(open_table(file), layout, first, last, states, latest, progress)
    published = {day.day: datetime.combine(day.day, layout.hour) for day in days}
    source = layout.source
    return [
        Observation(INDICATOR, row.ags, row.day, Decimal(row.figure), published[row.day], source, row.note)
        for row in rows
        if row.figure
    ]


def read_incidence_vintage(file: Path, content: bytes, layout: IncidenceLayout, latest: date) -> Vintage:
    """All rows of a file that came as bytes, empty cells included.

    Args:
        file: the name it came under.
        content: its bytes.
        layout: of which file.
        latest: the day of its receipt.

    Raises:
        SourceError: anything in the file is not as its publisher writes it.
    """
    rows, days = read_rows(open_table(file, content), layout, None, None, None, latest, None)
    as_of = max(day.day for day in days)
    oldest = as_of - timedelta(days=layout.days_kept) if layout.recomputed else layout.first_day
    return Vintage(
        layout,
        min(day.day for day in days),
        as_of,
        tuple(
            Row(
                indicator=INDICATOR,
                area=row.ags,
                day=row.day,
                value=Decimal(row.figure) if row.figure else None,
                published_at=datetime.combine(as_of if layout.recomputed else row.day, layout.hour),
                source=layout.source,
                note=row.note,
                denominator=_denominator(row),
                recomputed=layout.recomputed and row.day < as_of,
            )
            for row in rows
            if row.day >= oldest
        ),
    )


def _denominator(row: ReadRow) -> int | None:
    """The inhabitants by which the figure was computed: named in the file, or implied by the cases beside it."""
    if row.population:
        return int(row.population)
    if not row.cases or not row.figure or not float(row.figure):
        return None
    implied = round(int(row.cases) * 100_000 / float(row.figure))
    return implied if implied <= _MOST_INHABITANTS else None
