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


def test_of_a_day_that_lies_ahead_the_map_says_when_that_was_known() -> None:
    for asked, said in (
        ("on=2021-12-22", "Warnstufen am Mittwoch, 22. Dezember 2021, soweit am Montag, 20. Dezember 2021, bekannt"),
        ("on=2021-12-05&as_of=2021-12-04", "soweit am Samstag, 4. Dezember 2021, bekannt"),
        ("on=2021-12-05&as_of=2021-12-05", "Warnstufen am Sonntag, 5. Dezember 2021"),
    ):
        assert signs(f"/api/v1/map/districts.svg?{asked}")[1].endswith(said)


def test_who_sees_the_drawing_alone_sees_its_day_that_it_is_an_exercise_and_a_legend_without_overlap() -> None:
    drawing = etree.fromstring(Client().get("/api/v1/map/districts.svg?on=2021-12-04&language=en").content)
    shown = list(drawing.iter("{*}text"))
    assert "EXERCISE: Warning levels on Saturday, 4 December 2021" in [e.text for e in shown]
    below = [e for e in shown if e.get("y") == "47"]
    assert len(below) == 6
    ends = [float(e.get("x", "")) + 6.3 * len(e.text or "") for e in below]  # as wide as Arial is
    assert all(end < float(e.get("x", "")) - 30 for end, e in zip(ends, below[1:], strict=False))
    assert ends[-1] < 1000


@pytest.mark.parametrize(("language", "words"), [("de", "Warnstufen am"), ("en", "Warning levels on")])
def test_the_drawing_stands_alone_and_is_marked_as_an_exercise(language: str, words: str) -> None:
    response = Client().get(f"/api/v1/map/districts.svg?on=2021-12-04&language={language}")
    assert response["Content-Type"] == "image/svg+xml"
    drawing = etree.fromstring(response.content)
    text = " ".join(str(part) for part in drawing.itertext())
    assert words in text
    assert "ÜBUNG" in text or "EXERCISE" in text
    assert not [e for e in drawing.iter() if isinstance(e.tag, str) and e.tag.endswith(("}a", "}script", "}image"))]
