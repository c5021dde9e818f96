import pytest

from lagezentrum.sources.areas import districts
from lagezentrum.web.public.places import search

AMONG = tuple(area.ags for area in districts("03"))


@pytest.mark.parametrize(
    ("sought", "ags"),
    [
        ("Hannover", "03241"),
        ("hannover", "03241"),
        ("30159", "03241"),
        ("30159 Hannover", "03241"),
        ("03241", "03241"),
        ("032410000000", "03241"),
        ("Region Hannover", "03241"),
        ("Lüchow", "03354"),
        ("Luechow", "03354"),
        ("Landkreis Osnabrück", "03459"),
        ("LK Harburg", "03353"),
        ("Stadt Oldenburg", "03403"),
        ("heidekreis", "03358"),
        ("  Göttingen  ", "03159"),
        ("Nienburg", "03256"),
        ("D-30159", "03241"),
        ("D-30159 Hannover", "03241"),
        ("Stadt Leer", "03457"),
        ("Gemeinde Isernhagen", "03241"),
        ("Landeshauptstadt Hannover", "03241"),
        ("Insel Juist", "03452"),
    ],
)
def test_a_place_a_postal_code_or_a_district_is_found_as_people_write_it(sought: str, ags: str) -> None:
    found = search(sought, AMONG)
    assert [area.ags for area in found.areas] == [ags]
    assert not found.alike
    assert found.area == found.areas[0]
    assert found.sought == " ".join(sought.split())


def test_a_name_of_several_districts_gives_them_all() -> None:
    assert {area.ags for area in search("Oldenburg", AMONG).areas} == {"03403", "03458"}
    assert {area.ags for area in search("Achim", AMONG).areas} == {"03158", "03361"}


def test_the_beginning_of_a_postal_code_gives_the_places_and_says_how_many_are_left_out() -> None:
    found = search("274", AMONG)
    assert {area.ags for area in found.areas} >= {"03357", "03359"}
    assert found.more > 0
    assert sum(map(len, found.places.values())) == 25


def test_a_misspelt_name_gives_what_is_spelt_alike_and_says_so() -> None:
    found = search("Ganover", AMONG)
    assert [area.ags for area in found.areas] == ["03241"]
    assert found.alike
    assert found.area is None


@pytest.mark.parametrize("sought", ["", "   ", "x", "99999", "12", "§$%&", "Qqqqqqqq", "0" * 500])
def test_what_is_no_place_finds_nothing(sought: str) -> None:
    assert search(sought, AMONG).areas == ()


def test_every_postal_code_of_the_table_leads_to_a_district_of_the_land() -> None:
    from lagezentrum.web.public.places import _table

    places = _table()
    assert len(places) > 1600
    assert {place.ags for place in places} == set(AMONG)
    for place in places[::40]:
        assert place.ags in {area.ags for area in search(place.zipcodes[0], AMONG).areas}
