"""The map as GeoJSON (RFC 7946)."""

from typing import Literal

from pydantic import Field

from lagezentrum.web.api.shapes.areas import AreaShort
from lagezentrum.web.api.shapes.envelope import Answer, Shape
from lagezentrum.web.api.shapes.levels import DayInArea

ATTRIBUTION = "© GeoBasis-DE / BKG 2021, dl-de/by-2-0, data changed"

Position = tuple[float, float]
Ring = tuple[Position, ...]


class Geometry(Shape):
    """Polygons in degrees (WGS84), east before north; outer rings first and counterclockwise."""

    type: Literal["MultiPolygon"] = "MultiPolygon"
    coordinates: tuple[tuple[Ring, ...], ...]


class LevelProperties(AreaShort, DayInArea):
    """What holds in the district."""


class MapFeature(Shape):
    """A district."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Geometry
    properties: LevelProperties


class MapAnswer(Answer):
    """The districts; `meta` as in every answer."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    attribution: str = Field(ATTRIBUTION, description="to be shown with the map")
    features: tuple[MapFeature, ...]
