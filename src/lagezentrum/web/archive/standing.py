"""How current the archive is, and what is held back from findings at the moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Max, Min, QuerySet

from lagezentrum.law.calendars import german_holidays
from lagezentrum.law.model import Text
from lagezentrum.sources.layout import Layout
from lagezentrum.sources.nds.layout import AREA
from lagezentrum.sources.published import DECIDING, PUBLISHERS, Publisher
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from lagezentrum.web.archive.moments import aware, naive
from lagezentrum.web.archive.reasons import Reason
from lagezentrum.web.archive.verdicts import head, not_counting

_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Withheld:
    """A file that is held, and what findings have to do without until a person decides.

    Attributes:
        file: the file.
        indicators: whose figures it holds back.
        days: of which nothing else that counts is on record.
        areas: the areas of those figures.
        reasons: why it is held.
    """

    file: SourceFile
    indicators: tuple[str, ...]
    days: tuple[date, ...]
    areas: tuple[str, ...]
    reasons: tuple[Reason, ...]

    def has(self, indicator: str, area: str, day: date) -> bool:
        """Whether the file keeps back the figures of an area and day."""
        return indicator in self.indicators and day in self.days and area in self.areas


@dataclass(frozen=True, slots=True)
class SourceStand:
    """How current one source is.

    Attributes:
        kind: key of the publisher.
        title: what it is called.
        as_of: latest day with a figure that counts, None if there is none.
        published_at: when that was published (aware).
        received_at: when the last file came (aware).
        next_expected_at: when the next figures should be there (aware).
        overdue: whether they should have been there already.
        decides: whether its figures may drive findings.
        url: where the last file was fetched, or empty.
        source, licence, licence_url, attribution: to be shown with the figures.
    """

    kind: str
    title: Text
    as_of: date | None
    published_at: datetime | None
    received_at: datetime | None
    next_expected_at: datetime
    overdue: bool
    decides: bool
    url: str
    source: str
    licence: str
    licence_url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Stand:
    """How current the archive is as a whole.

    Attributes:
        as_of: latest day with a figure that may decide, None in an empty archive.
        published_at: when it was published (aware).
        next_expected_at: when the next figures that may decide should be there (aware).
        unchanged: why there is nothing new today, as a sentence; None where there is.
        day_off: "Sonntag" or the name of the public holiday in Lower Saxony, if today is one.
        sources: one by one, those that may decide first.
    """

    as_of: date | None
    published_at: datetime | None
    next_expected_at: datetime
    unchanged: Text | None
    day_off: Text | None
    sources: tuple[SourceStand, ...]


def withheld(at: datetime) -> tuple[Withheld, ...]:
    """The files that are held at a moment (aware) and keep figures from findings, in order of receipt."""
    out = not_counting(at)
    found = []
    for file in SourceFile.objects.filter(id__in=out).defer("content"):
        verdict = file.verdicts.filter(given_at__lte=at).latest("id")
        if verdict.kind == Verdict.Kind.HELD:
            keys = _deciding(Figure.objects.filter(file=file)) - _counting_beside(file, out, at)
            found.append(
                Withheld(
                    file,
                    tuple(sorted({indicator for indicator, _, _ in keys})),
                    tuple(sorted({day for _, _, day in keys})),
                    tuple(sorted({area for _, area, _ in keys})),
                    tuple(map(Reason.from_json, verdict.reasons)),
                )
            )
    return tuple(found)


def _counting_beside(file: SourceFile, out: frozenset[int], at: datetime) -> set[tuple[str, str, date]]:
    days = Figure.objects.filter(file=file).aggregate(first=Min("reference_day"), last=Max("reference_day"))
    if days["first"] is None:
        return set()
    others = Figure.objects.filter(
        reference_day__range=(days["first"], days["last"]), published_at__lte=at, first_seen_at__lte=at
    )
    return _deciding(others.exclude(file_id__in=out))


def _deciding(figures: "QuerySet[Figure]") -> set[tuple[str, str, date]]:
    sound = figures.filter(value__isnull=False, recomputed=False, indicator__in=DECIDING)
    return set(sound.values_list("indicator", "area", "reference_day"))


def stand(at: datetime) -> Stand:
    """How current the archive is at a moment (aware), to the minute begun."""
    return _stand(head(), at.replace(second=0, microsecond=0) + timedelta(minutes=1))


@lru_cache(maxsize=32)
def _stand(archive_head: str, at: datetime) -> Stand:  # noqa: ARG001 (a new head, a new answer)
    out = not_counting(at)
    sources = tuple(_source(kind, publisher, out, at) for kind, publisher in PUBLISHERS.items())
    deciding = [source for source in sources if source.decides]
    newest = max(
        (source for source in deciding if source.as_of is not None),
        key=lambda source: (source.as_of, source.published_at),
        default=None,
    )
    as_of = newest.as_of if newest else None
    today = naive(at).date()
    return Stand(
        as_of=as_of,
        published_at=newest.published_at if newest else None,
        next_expected_at=min(source.next_expected_at for source in deciding),
        unchanged=None if as_of is not None and as_of >= today else _why_nothing_new(as_of, at),
        day_off=_day_off(today),
        sources=sources,
    )


def _source(kind: str, publisher: Publisher, out: frozenset[int], at: datetime) -> SourceStand:
    figure = (
        Figure.objects.filter(
            indicator__in=publisher.units,
            value__isnull=False,
            recomputed=False,
            published_at__lte=at,
            first_seen_at__lte=at,
        )
        .exclude(file_id__in=out)
        .order_by("-reference_day", "published_at")
        .values_list("reference_day", "published_at")
        .first()
    )
    as_of, published_at = figure or (None, None)
    file = SourceFile.objects.filter(kind=kind, received_at__lte=at).defer("content").last()
    layout = _layout(publisher, file)
    due = _expected_on(as_of + timedelta(days=1), publisher) if as_of else None
    return SourceStand(
        kind=kind,
        title=Text(de=publisher.title.de, en=publisher.title.en),
        as_of=as_of,
        published_at=published_at,
        received_at=file.received_at if file else None,
        next_expected_at=due if due and due > at else _next_expected(publisher, at),
        overdue=due is not None and due <= at,
        decides=publisher.decides,
        url=file.url if file else "",
        source=layout.source,
        licence=layout.licence,
        licence_url=layout.licence_url,
        attribution=layout.attribution,
    )


def _layout(publisher: Publisher, file: SourceFile | None) -> Layout:
    named = (layout for layout in publisher.layouts if file is not None and layout.file == file.layout)
    return next(named, publisher.layouts[0])


def _expected_on(day: date, publisher: Publisher) -> datetime:
    return aware(datetime.combine(day, publisher.expected))


def _next_expected(publisher: Publisher, at: datetime) -> datetime:
    """The next hour at which the publisher usually has something new; they publish every day of the week."""
    today = naive(at).date()
    expected = _expected_on(today, publisher)
    return expected if expected > at else _expected_on(today + timedelta(days=1), publisher)


def _why_nothing_new(as_of: date | None, at: datetime) -> Text:
    today = naive(at).date()
    if as_of is None:
        return Text(de="Es sind noch keine Zahlen da.", en="There are no figures yet.")
    if as_of < today - timedelta(days=1):
        return Text(
            de=f"Seit dem {as_of.day}.{as_of.month}.{as_of.year} sind keine neuen Zahlen gekommen.",
            en=f"No new figures have come since {as_of}.",
        )
    off = _day_off(today)
    if off is not None:
        return Text(
            de=f"Heute gibt es nichts Neues, weil {off.de} ist.",
            en=f"Nothing new today because it is {off.en}.",
        )
    return Text(de="Die Zahlen von heute sind noch nicht da.", en="Today's figures are not there yet.")


def _day_off(day: date) -> Text | None:
    """Sunday or a public holiday in Lower Saxony, by its name."""
    holiday = german_holidays(AREA, day.year).get(day)
    if holiday is not None:
        return holiday
    return Text(de="Sonntag", en="Sunday") if day.weekday() == _SUNDAY else None
