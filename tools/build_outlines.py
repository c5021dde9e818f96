"""Build the table of district outlines that is bundled in `lagezentrum.documents`.

    uv run python tools/build_outlines.py DATA_DIRECTORY

DATA_DIRECTORY holds `geo_nds_districts.geojson`. Source and licence are named in
`src/lagezentrum/documents/outlines.yaml`. Coordinates are rounded to thousandths of a degree (about 100 m), which
keeps common borders common; points that then coincide, or lie on a straight line in both neighbours, are left out.
"""

import csv
import json
import math
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src" / "lagezentrum" / "documents" / "outlines.csv"
SHRINK = math.cos(math.radians(52.75))  # a degree of longitude against one of latitude in the middle of the Land
Point = tuple[int, int]


def rings(geometry: dict[str, Any]) -> list[list[Point]]:
    """Outer and inner rings in thousandths of a degree, without the closing point; specks are left out."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    found = []
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for lon, lat in ring:
                point = (round(lon * 1000), round(lat * 1000))
                if not points or point != points[-1]:
                    points.append(point)
            if points[0] == points[-1]:
                points.pop()
            if len(points) >= 3:
                found.append(points)
    return found


def label_point(outlines: list[list[Point]]) -> Point:
    """The point of the area that lies farthest from its border: there a digit fits best."""
    xs = [x for ring in outlines for x, _ in ring]
    ys = [y for ring in outlines for _, y in ring]
    edges = [(ring[i - 1], ring[i]) for ring in outlines for i in range(len(ring))]
    best, at = -1.0, (0, 0)
    for x in range(min(xs), max(xs), 8):
        for y in range(min(ys), max(ys), 6):
            if not inside(edges, x, y):
                continue
            distance = min(to_edge(edge, x, y) for edge in edges)
            if distance > best:
                best, at = distance, (x, y)
    return at


def inside(edges: list[tuple[Point, Point]], x: int, y: int) -> bool:
    """Whether a point lies inside, by counting the borders on the way out."""
    crossings = 0
    for (ax, ay), (bx, by) in edges:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossings += 1
    return crossings % 2 == 1


def to_edge(edge: tuple[Point, Point], x: int, y: int) -> float:
    """Distance from a point to a border, in thousandths of a degree of latitude."""
    (ax, ay), (bx, by) = edge
    px, py, qx, qy = (x - ax) * SHRINK, y - ay, (bx - ax) * SHRINK, by - ay
    length = qx * qx + qy * qy
    along = max(0.0, min(1.0, (px * qx + py * qy) / length)) if length else 0.0
    return math.hypot(px - along * qx, py - along * qy)


def without_needless_points(areas: dict[str, list[list[Point]]]) -> dict[str, list[list[Point]]]:
    """Drop points that change nothing: those on the straight line between their neighbours, wherever they occur."""
    bends: Counter[Point] = Counter()
    uses: Counter[Point] = Counter()
    for outlines in areas.values():
        for ring in outlines:
            for i, (x, y) in enumerate(ring):
                (ax, ay), (bx, by) = ring[i - 1], ring[(i + 1) % len(ring)]
                uses[x, y] += 1
                bends[x, y] += (x - ax) * (by - ay) != (y - ay) * (bx - ax)
    return {ags: [[point for point in ring if bends[point]] for ring in outlines] for ags, outlines in areas.items()}


def packed(ring: list[Point]) -> str:
    """First point, then steps: "9730 52370 5 -3 …"."""
    steps = [ring[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring)]
    return " ".join(f"{x} {y}" for x, y in steps)


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source = json.loads((Path(sys.argv[1]) / "geo_nds_districts.geojson").read_text(encoding="utf-8"))
    areas = {feature["properties"]["ags"]: rings(feature["geometry"]) for feature in source["features"]}
    areas = without_needless_points(areas)
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("ags", "label_lon", "label_lat", "rings"))
        for ags in sorted(areas):
            writer.writerow((ags, *label_point(areas[ags]), ";".join(packed(ring) for ring in areas[ags])))


if __name__ == "__main__":
    main()
