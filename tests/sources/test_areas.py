"""Areas are found by key or by name, as people write them."""

from collections import Counter

import pytest

from lagezentrum.sources.areas import AmbiguousArea, UnknownArea, all_areas, districts, find


def test_there_are_16_laender_and_401_districts_of_which_45_in_lower_saxony() -> None:
    assert Counter(area.is_land for area in all_areas().values()) == {True: 16, False: 401}
    assert len(districts("03")) == 45
    assert [area.ags for area in districts("11")] == ["11000"]


def test_every_district_has_a_title_of_its_own_and_is_found_by_it_and_by_its_key() -> None:
    assert len({area.title for area in districts()}) == 401
    for area in districts():
        assert find(area.title) == area
        assert find(area.ags) == area
        assert find(f"{area.ags}0000000") == area


@pytest.mark.parametrize(
    ("text", "ags"),
    [
        ("031590000000", "03159"),
        ("03159016", "03159"),
        ("030000000000", "03"),
        ("110000000000", "11000"),
        ("03", "03"),
        ("Niedersachsen", "03"),
        ("statewide", "03"),
        ("Hannover", "03241"),
        ("region hannover", "03241"),
        ("Luechow-Dannenberg", "03354"),
        ("lüchow dannenberg", "03354"),
        ("Luneburg", "03355"),
        ("Rotenburg", "03357"),
        ("Rotenburg (Wuemme)", "03357"),
        ("Nienburg", "03256"),
        ("Stadt Osnabrück", "03404"),
        ("Osnabrueck (Stadt)", "03404"),
        ("Osnabrück, Landkreis", "03459"),
        ("LK Oldenburg", "03458"),
        ("Oldenburg (Oldb)", "03403"),
        ("Landkreis Heidekreis", "03358"),
        ("  Celle ", "03351"),
        ("Berlin", "11000"),
        ("Bremen", "04011"),
        ("Land Bremen", "04"),
        ("St. Wendel", "10046"),
    ],
)
def test_common_spellings_are_understood(text: str, ags: str) -> None:
    assert find(text).ags == ags


@pytest.mark.parametrize(("text", "candidates"), [("Osnabrück", ["03404", "03459"]), ("oldenburg", ["03403", "03458"])])
def test_a_name_that_two_districts_bear_is_not_guessed(text: str, candidates: list[str]) -> None:
    with pytest.raises(AmbiguousArea, match="Give the key or the full name") as caught:
        find(text)
    assert [area.ags for area in caught.value.candidates] == candidates
    assert all(area.title in str(caught.value) for area in caught.value.candidates)


@pytest.mark.parametrize(
    ("text", "suggestion", "words"),
    [
        ("Osnabrük", "03404", "Did you mean Stadt Osnabrück"),
        ("Wilhelmshafen", "03405", "Stadt Wilhelmshaven"),
        ("Hanover", "03241", "Region Hannover"),
        ("Bentheim", "03456", "Grafschaft Bentheim"),
        ("3241", "03241", "keep the leading zero"),
        ("11001", "11000", "Berlin counts as one district"),
        ("xyzzy", None, "five-digit key"),
        ("99999", None, "five-digit key"),
        ("", None, "five-digit key"),
    ],
)
def test_a_typo_gets_suggestions_and_a_remedy(text: str, suggestion: str | None, words: str) -> None:
    with pytest.raises(UnknownArea, match=words) as caught:
        find(text)
    nearest = caught.value.suggestions[0].ags if caught.value.suggestions else None
    assert nearest == suggestion


def test_a_search_within_one_land_finds_only_its_areas() -> None:
    assert find("Oldenburg Stadt", states=["03"]).ags == "03403"
    with pytest.raises(UnknownArea):
        find("Hamburg", states=["03"])
    with pytest.raises(UnknownArea):
        find("02000", states=["03"])
