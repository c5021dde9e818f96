"""From rings to polygons with holes, as GeoJSON demands them. Pure."""

from collections.abc import Sequence

from lagezentrum.web.api.shapes.maps import Geometry, Ring

Point = tuple[int, int]


def polygons(rings: Sequence[Sequence[Point]]) -> Geometry:
    """A ring that lies within another one is a hole in it; outer rings run counterclockwise, holes clockwise.

    Args:
        rings: closed rings without their closing points, in thousandths of a degree, east and north.
    """
    around = [[other for other in rings if other is not ring and _inside(ring[0], other)] for ring in rings]
    made: list[tuple[Ring, ...]] = []
    for ring, outer in zip(rings, around, strict=True):
        if len(outer) % 2 == 0:
            holes = [
                hole
                for hole, within in zip(rings, around, strict=True)
                if len(within) == len(outer) + 1 and any(other is ring for other in within)
            ]
            made.append((_turned(ring, counterclockwise=True), *(_turned(h, counterclockwise=False) for h in holes)))
    return Geometry(coordinates=tuple(made))


def _turned(ring: Sequence[Point], *, counterclockwise: bool) -> Ring:
    """The ring in degrees, closed, running the way it should."""
    doubled_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    points = list(ring) if (doubled_area > 0) == counterclockwise else list(reversed(ring))
    return tuple((x / 1000, y / 1000) for x, y in (*points, points[0]))


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a point lies within a ring, by counting the borders on the way out."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossings += 1
    return crossings % 2 == 1
