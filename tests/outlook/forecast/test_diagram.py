"""The reliability diagram: every class where it belongs, in words too, readable without a style sheet."""

from xml.etree import ElementTree

import pytest

from lagezentrum.outlook.forecast.diagram import reliability_svg
from lagezentrum.outlook.forecast.record import HOME, ReliabilityRecord

SVG = "{http://www.w3.org/2000/svg}"
OFTEN = ReliabilityRecord(HOME, 7, 0.9, 1.0, 4976, 0.9989, 1.0, 2, 90)
ONCE = ReliabilityRecord(HOME, 7, 0.2, 0.3, 45, 0.25, 0.98, 2, 1)


def drawn(*rows: ReliabilityRecord, title: str = "So oft kam es") -> ElementTree.Element:
    return ElementTree.fromstring(reliability_svg(rows, title, "de"))  # noqa: S314, our own drawing


def test_a_class_stands_where_said_and_came_meet() -> None:
    often, once = drawn(OFTEN, ONCE).findall(f"{SVG}circle")
    _, line = (path.attrib["d"] for path in drawn(ONCE).findall(f"{SVG}path")[-2:])
    (x0, y0), (x1, y1) = (map(float, point.split()) for point in line[1:].split("L"))
    assert float(once.attrib["cx"]) == pytest.approx(x0 + 0.25 * (x1 - x0), abs=0.1)
    assert float(once.attrib["cy"]) == pytest.approx(y0 + 0.98 * (y1 - y0), abs=0.1)
    assert float(often.attrib["r"]) > 3 * float(once.attrib["r"])


def test_the_drawing_is_told_in_words() -> None:
    picture = drawn(OFTEN, ONCE, title="7 Tage & <mehr>")
    assert picture.attrib["role"] == "img"
    assert picture[0].tag == f"{SVG}title"
    assert picture[0].text == "7 Tage & <mehr>"
    told = picture.findall(f"{SVG}circle/{SVG}title")
    assert [title.text for title in told] == [
        "angegeben 99,9 %, gekommen 100 % (4976 Vorhersagen von 90 Tagen)",
        "angegeben 25 %, gekommen 98 % (45 Vorhersagen von 1 Tag)",
    ]
    assert "came 98 % (45 forecasts from 1 day)" in reliability_svg([ONCE], "x", "en")


def test_nothing_measured_is_said() -> None:
    picture = drawn()
    assert not picture.findall(f"{SVG}circle")
    assert picture[1].text == "Keine Vorhersage wurde gemessen."


def test_colours_are_those_of_the_page() -> None:
    for part in drawn(OFTEN).iter():
        for name in ("fill", "stroke"):
            assert part.attrib.get(name, "none") in ("none", "currentColor")
