"""Which figures of a file are stored: those that were not on record, or differ from what was."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q

from lagezentrum.sources.published import UNITS, read_published
from lagezentrum.sources.vintage import Row, Vintage
from lagezentrum.web.archive.gate import Known
from lagezentrum.web.archive.models import Figure, SourceFile
from lagezentrum.web.archive.moments import aware, naive
from lagezentrum.web.archive.verdicts import not_counting

Record = Mapping[tuple[str, str], Mapping[date, Known]]
"""(indicator, area) → day → figure on record."""

FILE_BY_FILE = ("file__published_at", "file_id")
"""The order in which files told of a day; the last one is the latest state."""

FIRST_TO_LAST = ("published_at", *FILE_BY_FILE)
"""The order in which figures could be known; of two that claim the same moment, the older file comes first."""

_DAYS_BEFORE = timedelta(days=10)


def on_record(vintage: Vintage) -> Record:
    """The last figures that counted when a file was published, for its days and some before."""
    found: dict[tuple[str, str], dict[date, Known]] = {}
    if not vintage.rows:
        return found
    figures = (
        Figure.objects.filter(
            indicator__in={row.indicator for row in vintage.rows},
            reference_day__range=(min(row.day for row in vintage.rows) - _DAYS_BEFORE, vintage.as_of),
            file__published_at__lte=aware(vintage.published_at),
        )
        .exclude(file_id__in=not_counting())
        .order_by(*FILE_BY_FILE)
        .values_list("indicator", "area", "reference_day", "value", "denominator")
    )
    for indicator, area, day, value, denominator in figures.iterator():
        found.setdefault((indicator, area), {})[day] = Known(value, denominator)
    return found


def store(file: SourceFile, vintage: Vintage, record: Record) -> int:
    """Store what is new or changed; returns how many figures that were.

    A figure of a day without any is new with its row; one that differs from the record is new with its file.
    """
    figures = []
    for row in vintage.rows:
        known = record.get((row.indicator, row.area), {}).get(row.day)
        if known is None:
            figures.append(_figure(file, row, aware(row.published_at), file.received_at))
        elif known.value != row.value:
            figures.append(_figure(file, row, file.published_at, file.received_at))
    Figure.objects.bulk_create(figures)
    return len(figures)


def settle(file: SourceFile, at: datetime) -> None:
    """After a held file was released: store what it and later files say otherwise than the record as it is now."""
    vintage = read_again(file)
    own = set(file.figures.values_list("indicator", "area", "reference_day"))
    record = on_record(vintage)
    differing = [
        _figure(file, row, file.published_at, at)
        for row in vintage.rows
        if (row.indicator, row.area, row.day) not in own and record[row.indicator, row.area][row.day].value != row.value
    ]
    Figure.objects.bulk_create(differing)
    confirm_later(file, at)


def confirm_later(file: SourceFile, at: datetime) -> None:
    """Let files published after this one say again what they said, where this one says something else.

    They may have stored nothing for a day because they agreed with the record of then. Now that this file counts and
    stands between, their agreement has to be on record for the latest figure to be theirs. It is on record from `at`,
    when this file began to count, so that what was known before stays as it was.
    """
    later = (
        SourceFile.objects.filter(kind=file.kind, first_day__lte=file.as_of)
        .filter(Q(published_at__gt=file.published_at) | Q(published_at=file.published_at, id__gt=file.id))
        .exclude(id__in=not_counting())
        .order_by("published_at", "id")
    )
    open_keys: dict[tuple[str, str, date], object] | None = None
    for other in later:
        if open_keys is None:
            open_keys = {
                (indicator, area, day): value
                for indicator, area, day, value in file.figures.values_list(
                    "indicator", "area", "reference_day", "value"
                )
            }
        if not open_keys:
            return
        Figure.objects.bulk_create(_said_again(other, open_keys, at))


def _said_again(other: SourceFile, open_keys: dict[tuple[str, str, date], object], at: datetime) -> Iterator[Figure]:
    """Figures that a later file must have of its own; the keys it speaks of are taken out of `open_keys`."""
    own = set(other.figures.values_list("indicator", "area", "reference_day"))
    for row in read_again(other).rows:
        key = (row.indicator, row.area, row.day)
        if key in open_keys:
            value = open_keys.pop(key)
            if key not in own and value != row.value:
                yield _figure(other, row, other.published_at, at)


def read_again(file: SourceFile) -> Vintage:
    """What a kept file says, read from its bytes."""
    return read_published(file.kind, file.name, file.original, latest=naive(file.received_at).date())


def _figure(file: SourceFile, row: Row, published_at: datetime, first_seen_at: datetime) -> Figure:
    return Figure(
        file=file,
        indicator=row.indicator,
        area=row.area,
        reference_day=row.day,
        value=row.value,
        unit=UNITS[row.indicator],
        published_at=published_at,
        first_seen_at=first_seen_at,
        source=row.source,
        missing="" if row.value is not None else Figure.Missing.NOT_PUBLISHED,
        denominator=row.denominator,
        recomputed=row.recomputed,
        note=row.note,
    )
