"""/map: what holds in every district on a day, as a drawing and as geometry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils import translation
from ninja import Query, Router

from lagezentrum.documents.outlines import outlines
from lagezentrum.law.model import Text
from lagezentrum.web.api.geometry import polygons
from lagezentrum.web.api.kept import Body
from lagezentrum.web.api.operations.districts import short
from lagezentrum.web.api.parameters import AsOf, On
from lagezentrum.web.api.places import areas_covered
from lagezentrum.web.api.record import ground, meta, present
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes.maps import LevelProperties, MapAnswer, MapFeature
from lagezentrum.web.api.telling import day_in_area
from lagezentrum.web.feeds.wording import half, long_date, marked
from lagezentrum.web.public.drawing import map_svg
from lagezentrum.web.public.marks import NONE, Mark
from lagezentrum.web.public.overview import rows
from lagezentrum.web.today import today

router = Router(tags=["map"], by_alias=True)

InLanguage = Annotated[
    Literal["de", "en"], Query("de", alias="language", description="language of the words in the drawing")
]
_TITLE = Text(de="Warnstufen am {day}", en="Warning levels on {day}")
_AHEAD = Text(
    de="Warnstufen am {day}, soweit am {known}, bekannt", en="Warning levels on {day}, as far as known on {known}"
)
_UNANNOUNCED = Text(
    de="Warnstufen am {day}: noch nicht bekannt, welche Fassung dann gilt",
    en="Warning levels on {day}: not yet known which version holds then",
)
_SVG: dict[str, Any] = {
    "responses": {200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}}},
}


@router.get(
    "/map/districts.svg",
    response={200: None},
    operation_id="map_svg",
    summary="The map as a drawing",
    openapi_extra=_SVG,
)
@answered
def map_drawing(on: On = None, as_of: AsOf = None, language: InLanguage = "de") -> Body:
    """The districts with the level in force as digit, colour and pattern, with a legend. May be embedded."""
    day = on or today()
    _, told_from = ground(day, as_of)
    known = present(as_of)
    told = _UNANNOUNCED if told_from.is_unannounced(day) else _AHEAD if day > known else _TITLE
    said = half(told, language).format(day=long_date(day, language), known=long_date(known, language))
    title = marked(said, language)
    marks = _marks(day, as_of)
    with translation.override(language):
        drawing = map_svg(marks, title, standalone=True)
    return Body(drawing.encode(), "image/svg+xml")


@router.get(
    "/map/districts.geojson",
    response=MapAnswer,
    operation_id="map_geojson",
    summary="The map as geometry",
)
@answered
def map_geometry(on: On = None, as_of: AsOf = None) -> MapAnswer:
    """The districts as GeoJSON (RFC 7946) with what is met, determined and in force in each."""
    day = on or today()
    _, told_from = ground(day, as_of)
    return MapAnswer(
        features=tuple(
            MapFeature(
                id=ags,
                geometry=polygons(outlines()[ags].rings),
                properties=LevelProperties(
                    **dict(short(areas_covered()[ags])), **dict(day_in_area(told_from, ags, day))
                ),
            )
            for ags in _drawn()
        ),
        meta=meta(as_of),
    )


def _drawn() -> list[str]:
    return [ags for ags, area in areas_covered().items() if ags in outlines() and area.until is None]


def _marks(day: date, as_of: datetime | None) -> Mapping[str, Mark]:
    """The marks of the districts, told as on the pages: what is in force, and beside it whether more is open."""
    situation, told_from = ground(min(day, present(as_of)), as_of)
    if told_from.is_unannounced(day):
        return dict.fromkeys(_drawn(), NONE)
    return {row.area.ags: row.mark for row in rows(situation, day) if row.area.ags in _drawn()}
