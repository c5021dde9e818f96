import csv
import json
from pathlib import Path

from lagezentrum.documents.outlines import WIDTH, drawn_outlines, outlines
from lagezentrum.sources.areas import districts


def test_there_is_an_outline_of_every_district_and_the_table_is_small() -> None:
    assert set(outlines()) == {area.ags for area in districts("03")}
    assert Path("src/lagezentrum/documents/outlines.csv").stat().st_size < 60_000


def test_every_drawing_lies_within_its_frame_and_every_digit_within_its_district() -> None:
    height, drawn = drawn_outlines()
    assert 500 < height < WIDTH
    for ags, path, (x, y) in drawn:
        assert path.startswith("M"), ags
        assert path.endswith("z"), ags
        assert 0 < x < WIDTH, ags
        assert 0 < y < height, ags
        assert _inside(outlines()[ags].rings, outlines()[ags].label), ags


def test_neighbours_share_their_border_point_by_point() -> None:
    hannover = {point for ring in outlines()["03241"].rings for point in ring}
    around = ("03251", "03252", "03254", "03256", "03257", "03351", "03157", "03358")
    shared = {point for ags in around for ring in outlines()[ags].rings for point in ring} & hannover
    assert len(shared) > 0.8 * len(hannover)


def test_the_outlines_are_where_the_published_ones_are(shared_data: Path) -> None:
    source = json.loads((shared_data / "geo_nds_districts.geojson").read_text(encoding="utf-8"))
    for feature in source["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        published = [point for polygon in polygons for point in polygon[0]]
        ours = [p for polygon in outlines()[feature["properties"]["ags"]].coordinates() for p in polygon[0]]
        for side in (0, 1):
            for edge in (min, max):
                assert abs(edge(p[side] for p in published) - edge(p[side] for p in ours)) < 0.002


def test_geojson_rings_are_closed_and_in_degrees() -> None:
    for outline in outlines().values():
        for (ring,) in outline.coordinates():
            assert ring[0] == ring[-1]
            assert all(6 < lon < 12 and 51 < lat < 54 for lon, lat in ring)


def test_the_tables_name_their_source_and_licence() -> None:
    for name in ("documents/outlines", "web/public/places"):
        about = Path(f"src/lagezentrum/{name}.yaml").read_text(encoding="utf-8")
        table = Path(f"src/lagezentrum/{name}.csv").read_text(encoding="utf-8")
        header = next(csv.reader([table.splitlines()[0]]))
        assert "attribution:" in about
        assert "licence_url:" in about
        assert all(f"  {column}: " in about for column in header)


def _inside(rings: tuple[tuple[tuple[int, int], ...], ...], point: tuple[int, int]) -> bool:
    x, y = point
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1
