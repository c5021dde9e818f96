"""/observations: published figures, in a reading that has to be named."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated, get_args

from ninja import Query, Router
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import Area
from lagezentrum.sources.published import UNITS
from lagezentrum.web.api.operations.districts import short
from lagezentrum.web.api.parameters import LONGEST_OF_ALL, LONGEST_SPAN, AsOf, From, SomeArea, To, days_of, span
from lagezentrum.web.api.places import area_of, areas_covered
from lagezentrum.web.api.problems import Complaint, Refused
from lagezentrum.web.api.record import meta, present
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes.observations import (
    DayFigure,
    FigureState,
    Observations,
    ObservationsAnswer,
    ReadingName,
    Series,
)
from lagezentrum.web.archive import readings
from lagezentrum.web.ledger import law
from lagezentrum.web.today import now

router = Router(tags=["figures"], by_alias=True)


def _known_indicator(given: object) -> str:
    if given in UNITS:
        return str(given)
    raise PydanticCustomError("literal_error", "unknown indicator", {"expected": ", ".join(UNITS)})


Indicator = Annotated[
    Annotated[str, BeforeValidator(_known_indicator), WithJsonSchema({"type": "string", "enum": list(UNITS)})] | None,
    Query(None, description="which figure; without it: all", example="new_cases"),
]
Reading = Annotated[
    ReadingName | None,
    Query(
        None,
        description="which of the published figures of a day: the first one (it decides), the last one known at "
        "`as_of`, or the latest on record; needed unless `as_of` says it",
        example="as-first-published",
    ),
]


@router.get("/observations", response=ObservationsAnswer, operation_id="observations", summary="Published figures")
@answered
def observations(
    indicator: Indicator = None,
    area: SomeArea = None,
    reading: Reading = None,
    first: From = None,
    last: To = None,
    as_of: AsOf = None,
) -> ObservationsAnswer:
    """One figure for every day of a span, of each indicator in each area asked for.

    There is no reading by default: name one, or say `as_of`, which means what was known at that moment; then the span
    ends with it, too, unless `to` says otherwise. A figure that is published for the Land only is given for the Land,
    also where a district was asked for.
    """
    name, chosen = _reading(reading, as_of)
    start, end = _span(first, last, as_of, LONGEST_SPAN if area is not None else LONGEST_OF_ALL)
    asked = _series_asked(indicator, area)
    indicators = list(dict.fromkeys(which for which, _ in asked))
    places = {place.ags: place for _, place in asked}
    records = {
        (record.indicator, record.area, record.day): record
        for record in readings.records(chosen, indicators=indicators, areas=list(places), first=start, last=end)
    }
    held, until = readings.withheld(as_of or now()), present(as_of)
    return ObservationsAnswer(
        data=Observations(
            reading=name,
            first=start,
            last=end,
            series=tuple(
                Series(
                    indicator=which,
                    unit=UNITS[which],
                    area=short(place),
                    days=tuple(
                        _figure(day, records.get((which, place.ags, day)), _held(held, which, place.ags), until)
                        for day in days_of(start, end)
                    ),
                )
                for which, place in asked
            ),
        ),
        meta=meta(as_of),
    )


def _series_asked(indicator: str | None, area: str | None) -> tuple[tuple[str, Area], ...]:
    """Each indicator in each area for which it is published, once."""
    places = [found for found in areas_covered().values() if found.until is None] if area is None else [area_of(area)]
    pairs = {
        (which, published.ags): published
        for which in (UNITS if indicator is None else (indicator,))
        for published in (_published_for(which, place) for place in places)
    }
    return tuple((which, place) for (which, _), place in pairs.items())


def _published_for(indicator: str, area: Area) -> Area:
    """The area itself where the law looks at the indicator by district, otherwise its Land."""
    by_district = any(
        version.indicators[indicator].scope == "district"
        for version in law.on_file().versions
        if indicator in version.indicators
    )
    return area if by_district else areas_covered()[area.state]


def _reading(name: ReadingName | None, as_of: datetime | None) -> tuple[ReadingName, readings.Reading]:
    """The reading that was named, or that `as_of` says.

    Raises:
        Refused: neither was given, or they contradict each other.
    """
    if name is None and as_of is None:
        known = ", ".join(get_args(ReadingName))
        told = Text(
            de=f"Welche Lesart der Zahlen? `reading` ist eine von {known}; oder `as_of` sagt, wann es bekannt war.",
            en=f"Which reading of the figures? `reading` is one of {known}; or `as_of` says when it was known.",
        )
        complaint = Complaint(parameter="reading", message=told.de, message_en=told.en)
        raise Refused("invalid-parameter", told, errors=[complaint])
    if name is not None and (name == "as-known-at") != (as_of is not None):
        raise Refused(
            "contradicting-parameters",
            Text(
                de="`as_of` gehört zu `reading=as-known-at` und nur dazu: Wann war was bekannt?",
                en="`as_of` belongs to `reading=as-known-at` and to nothing else: what was known when?",
            ),
        )
    if as_of is not None:
        return "as-known-at", readings.AsKnownAt(as_of)
    return ("latest", readings.Latest()) if name == "latest" else ("as-first-published", readings.AsFirstPublished())


def _span(first: date | None, last: date | None, as_of: datetime | None, most: int) -> tuple[date, date]:
    if last is None and as_of is not None:
        known = present(as_of)
        last = known if first is None else max(first, known)
    return span(first, last, most)


def _held(files: Collection[readings.Withheld], indicator: str, area: str) -> Collection[date]:
    return {day for held in files if indicator in held.indicators and area in held.areas for day in held.days}


def _figure(day: date, record: readings.Record | None, held: Collection[date], until: date) -> DayFigure:
    """The figure of a day; days after `until` lie ahead."""
    if record is None:
        state: FigureState = "withheld" if day in held else "ahead" if day > until else "not_on_record"
        return DayFigure(
            day=day,
            state=state,
            value=None,
            published_at=None,
            first_seen_at=None,
            recomputed=None,
            denominator=None,
            missing=None,
            source=None,
            note=None,
            file_sha256=None,
        )
    return DayFigure(
        day=day,
        state="no_value" if record.value is None else "published",
        value=None if record.value is None else f"{record.value:f}",
        published_at=record.published_at,
        first_seen_at=record.first_seen_at,
        recomputed=record.recomputed,
        denominator=record.denominator,
        missing=record.missing or None,
        source=record.source,
        note=record.note or None,
        file_sha256=record.sha256,
    )
