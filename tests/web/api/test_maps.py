"""The map as geometry and as a drawing."""

import pytest
from django.test import Client
from lxml import etree

from lagezentrum.web.api.geometry import polygons

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]


def test_the_geometry_is_geojson_with_45_districts_and_their_levels() -> None:
    told = Client().get("/api/v1/map/districts.geojson?on=2021-12-04").json()
    assert told["type"] == "FeatureCollection"
    assert "GeoBasis-DE" in told["attribution"]
    features = {feature["id"]: feature for feature in told["features"]}
    assert len(features) == 45
    assert features["03241"]["properties"]["in_force"]["level"] == 2
    assert features["03358"]["properties"]["in_force"]["level"] == 1
    for feature in features.values():
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(6 < east < 12 and 51 < north < 54.5 for east, north in ring)


def test_outer_rings_run_counterclockwise_and_holes_clockwise() -> None:
    outer = ((0, 0), (0, 10), (10, 10), (10, 0))
    hole = ((2, 2), (8, 2), (8, 8), (2, 8))
    island = ((4, 4), (6, 4), (6, 6), (4, 6))
    shape = polygons((hole, island, outer))
    assert [len(polygon) for polygon in shape.coordinates] == [1, 2]
    big = shape.coordinates[1]
    assert big[0] == ((0.01, 0.0), (0.01, 0.01), (0.0, 0.01), (0.0, 0.0), (0.01, 0.0))
    assert big[1][1] == (0.008, 0.008)


def signs(address: str) -> tuple[list[str], str]:
    """The large signs of the drawing, and its title."""
    drawing = etree.fromstring(Client().get(address).content)
    found = [e for e in drawing.iter("{*}text") if (e.get("class") or "").split()[:1] == ["lz-sign"]]
    return [(e.text or "").strip() for e in found], drawing.findtext("{*}title") or ""


@pytest.mark.parametrize("day", ["2021-10-31", "2021-11-30", "2021-12-15", "2021-12-20"])
@pytest.mark.parametrize("as_of", ["", "&as_of={day}"])
def test_the_sign_of_a_district_is_what_is_in_force_and_open_findings_never_take_its_place(
    day: str, as_of: str
) -> None:
    asked = f"?on={day}{as_of.format(day=day)}"
    drawn, _ = signs(f"/api/v1/map/districts.svg{asked}")
    told = Client().get(f"/api/v1/map/districts.geojson{asked}").json()["features"]
    held = [feature["properties"]["in_force"] for feature in told]
    named = [str(i["level"]) if i["level"] else (i["steps"] or [{"step": "0"}])[0]["step"] for i in held]
    assert sorted(drawn) == sorted(named)
    assert "?" not in drawn


def test_of_a_day_whose_version_is_not_announced_the_map_says_so() -> None:
    drawn, title = signs("/api/v1/map/districts.svg?on=2021-12-28")
    assert set(drawn) == {"–"}
    assert "noch nicht bekannt" in title
    told = Client().get("/api/v1/map/districts.geojson?on=2021-12-28").json()["features"]
    assert {feature["properties"]["in_force"]["reason"] for feature in told} == {"not_announced"}


@pytest.mark.parametrize(("language", "words"), [("de", "Warnstufen am"), ("en", "Warning levels on")])
def test_the_drawing_stands_alone_and_is_marked_as_an_exercise(language: str, words: str) -> None:
    response = Client().get(f"/api/v1/map/districts.svg?on=2021-12-04&language={language}")
    assert response["Content-Type"] == "image/svg+xml"
    drawing = etree.fromstring(response.content)
    text = " ".join(str(part) for part in drawing.itertext())
    assert words in text
    assert "ÜBUNG" in text or "EXERCISE" in text
    assert not [e for e in drawing.iter() if isinstance(e.tag, str) and e.tag.endswith(("}a", "}script", "}image"))]
