"""Build the tables of autumn 2020 that are bundled in `lagezentrum.season.autumn`.

    uv run python tools/build_autumn.py DATA_DIRECTORY

DATA_DIRECTORY holds `nds_health_offices.csv`, `nds_districts.csv`, `nds_places.csv`, `geo_nds_districts.geojson` and
`nds_district_cases_by_meldedatum.csv`. Sources and licences are named in `autumn.yaml`, which is kept by hand.
"""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from lagezentrum.season.autumn.layout import (
    CASES_FILE,
    CRISIS_UNIT,
    DISTRICT_COLUMNS,
    DISTRICTS_FILE,
    FIRST_DAY,
    FOLDER,
    LAST_DAY,
    OFFICE_COLUMNS,
    OFFICES_FILE,
    STATE_OFFICE,
)
from lagezentrum.sources.areas import all_areas

Point = tuple[float, float]
JOINT_NAMES = {
    "GA03159": "Stadt und Landkreis Göttingen",
    "GA03360": "Landkreise Uelzen und Lüchow-Dannenberg",
    "GA03459": "Landkreis und Stadt Osnabrück",
}
STATEWIDE_NAMES = {
    STATE_OFFICE: "Niedersächsisches Landesgesundheitsamt",
    CRISIS_UNIT: "Krisenstab des Sozialministeriums",
}
CAPITAL = "03241"  # both statewide receivers sit in Hanover


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def centroid(ring: Sequence[Point]) -> tuple[float, float, float]:
    """Signed area and centroid of a closed ring, in degrees (the area is only used to find the largest part)."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return area, x / (6 * area), y / (6 * area)


def point_within(geometry: dict[str, Any]) -> tuple[str, str]:
    """Latitude and longitude of a point within the largest part of a district, to thousandths of a degree (100 m).

    On the latitude of the centroid, the middle of the widest stretch that lies inside: a centroid itself may lie
    outside, or in a city that the district surrounds.
    """
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygon = max(polygons, key=lambda polygon: abs(centroid(polygon[0])[0]))
    _, _, latitude = centroid(polygon[0])
    crossings = sorted(
        x0 + (latitude - y0) * (x1 - x0) / (y1 - y0)
        for ring in polygon
        for (x0, y0), (x1, y1) in pairwise(ring)
        if (y0 > latitude) != (y1 > latitude)
    )
    west, east = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda stretch: stretch[1] - stretch[0])
    return f"{latitude:.3f}", f"{(west + east) / 2:.3f}"


def write(file: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table of the autumn."""
    with (FOLDER / file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Write the tables of the autumn."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = Path(sys.argv[1])
    shapes = json.loads((data / "geo_nds_districts.geojson").read_text(encoding="utf-8"))["features"]
    points = {shape["id"]: point_within(shape["geometry"]) for shape in shapes}
    districts = sorted(rows_of(data / "nds_districts.csv"), key=lambda row: row["ags"])
    write(
        DISTRICTS_FILE,
        DISTRICT_COLUMNS,
        (
            (ags, all_areas()[ags].title, row["health_office_id"], row["pop_2019_12_31"], *points[ags])
            for row in districts
            for ags in (row["ags"],)
        ),
    )

    district_of = {(row["zipcode"], row["place"]): row["ags"] for row in rows_of(data / "nds_places.csv")}
    offices = []
    for row in sorted(rows_of(data / "nds_health_offices.csv"), key=lambda row: row["health_office_id"]):
        key, areas = row["health_office_id"], row["district_ags"].split()
        seat = areas[0] if len(areas) == 1 else district_of[row["postal_code"], row["place"]]
        name = JOINT_NAMES.get(key) or all_areas()[seat].title
        offices.append((key, name, " ".join(areas), row["pop_2019_12_31"], *points[seat]))
    offices += [(key, name, "", "", *points[CAPITAL]) for key, name in STATEWIDE_NAMES.items()]
    write(OFFICES_FILE, OFFICE_COLUMNS, offices)

    counts = {
        (row["meldedatum"], row["ags"]): row["cases"] for row in rows_of(data / "nds_district_cases_by_meldedatum.csv")
    }
    keys = [row["ags"] for row in districts]
    days = [str(FIRST_DAY + timedelta(days=n)) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    write(CASES_FILE, ("day", *keys), ((day, *(counts.get((day, key), "") for key in keys)) for day in days))


if __name__ == "__main__":
    main()
