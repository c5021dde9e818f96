"""Outlines of districts: as geometry for programs, and projected onto a drawing for people."""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

_TABLE = Path(__file__).with_name("outlines.csv")
WIDTH = 1000
"""Width of a drawing in its own units; the height follows from the land."""

Point = tuple[int, int]


@dataclass(frozen=True)
class Outline:
    """One district's outline.

    Attributes:
        ags: key of the district.
        label: where a digit fits best.
        rings: closed rings without the closing point. All points in thousandths of a degree, (east, north), WGS84.
    """

    ags: str
    label: Point
    rings: tuple[tuple[Point, ...], ...]

    def coordinates(self) -> list[list[list[tuple[float, float]]]]:
        """The coordinates of a GeoJSON MultiPolygon: degrees, rings closed."""
        return [[[(x / 1000, y / 1000) for x, y in (*ring, ring[0])]] for ring in self.rings]


@dataclass(frozen=True)
class Projection:
    """A plain projection that fits a set of outlines into a drawing `WIDTH` units wide (a Land is small enough)."""

    outlines: tuple[Outline, ...]

    @cached_property
    def _bounds(self) -> tuple[int, int, int, int]:
        points = [point for outline in self.outlines for ring in outline.rings for point in ring]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    @cached_property
    def _scale(self) -> tuple[float, float]:
        west, south, east, north = self._bounds
        across = (WIDTH - 8) / (east - west)
        return across, across / math.cos(math.radians((south + north) / 2000))

    @property
    def height(self) -> int:
        """Height of the drawing."""
        _, south, _, north = self._bounds
        return round((north - south) * self._scale[1]) + 8

    def place(self, point: Point) -> Point:
        """Where a point comes to lie in the drawing."""
        west, _, _, north = self._bounds
        across, down = self._scale
        return round((point[0] - west) * across) + 4, round((north - point[1]) * down) + 4

    def path(self, outline: Outline) -> str:
        """The outline as the `d` of an SVG path."""
        parts = []
        for ring in outline.rings:
            points = [self.place(point) for point in ring]
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
            moved = " ".join(f"{x} {y}" for x, y in steps if x or y)
            parts.append(f"M{points[0][0]} {points[0][1]}l{moved}z".replace(" -", "-"))
        return "".join(parts)


@cache
def outlines() -> Mapping[str, Outline]:
    """Every outline by the key of its district."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return {
            row["ags"]: Outline(
                row["ags"], (int(row["label_lon"]), int(row["label_lat"])), tuple(map(_ring, row["rings"].split(";")))
            )
            for row in csv.DictReader(stream)
        }


@cache
def drawn_outlines() -> tuple[int, tuple[tuple[str, str, Point], ...]]:
    """Height of the drawing, and of each district: key, SVG path, place of its digit. Ready to be drawn."""
    projection = Projection(tuple(outlines().values()))
    return projection.height, tuple(
        (outline.ags, projection.path(outline), projection.place(outline.label)) for outline in projection.outlines
    )


def _ring(packed: str) -> tuple[Point, ...]:
    numbers = [int(number) for number in packed.split()]
    x = y = 0
    points = []
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return tuple(points)
