"""Rules at a door that contradict each other, leave a gap or cite into nothing are refused with their place."""

from pathlib import Path

import pytest

from lagezentrum.law.access.reading import access_by_version, access_of, read_access
from lagezentrum.law.access.scenarios import read_access_scenario
from lagezentrum.law.library import SHIPPED, Library
from lagezentrum.law.problems import LawError
from tests.access.people import LIBRARY, NAME, RULES

V4 = SHIPPED / NAME / "2021-11-24"
TEXT = (V4 / "access.yaml").read_text(encoding="utf-8")
VERSION = LIBRARY.regulation(NAME).named("2021-11-24")
ROW = "{steps: [1], settings: [indoors], requirement: 2G, source_class: B, cite: access-restaurants}"
INDOORS_ONLY = "settings: [indoors]\n    rows:\n      - {steps: [0], settings: [indoors],"


def _problems(tmp_path: Path, old: str, new: str) -> str:
    assert VERSION is not None
    assert old in TEXT
    file = tmp_path / "access.yaml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError) as caught:
        read_access(file, VERSION, LIBRARY.norm(NAME, "2021-11-24"))
    assert all(problem.file == file and problem.remedy for problem in caught.value.problems)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (ROW, f"{ROW}\n      - {ROW}", "several rows from the first person on"),
        (ROW, ROW.replace("2G,", "none,"), "step 1 allows more than step 3G"),
        (ROW, ROW.replace("[1]", "[3G]"), "several rows"),
        (f"      - {ROW}\n", "", "no row from the first person on"),
        (ROW, ROW.replace("access-restaurants", "access-restaurant"), "did you mean 'access-restaurants'?"),
        (ROW, ROW.replace("[1]", "[4]"), "unknown step '4'"),
        (ROW, ROW.replace("2G,", "2G, court: nobody,"), "unknown court decision 'nobody'"),
        (ROW, ROW.replace("2G,", "4G,"), "unknown word '4G'"),
        (ROW, ROW.replace("2G,", "2G, from: 2021-12-20,"), "when this version is not in force"),
        (ROW, ROW.replace("requirement: 2G, ", ""), "either a `requirement` or says in `not_encoded`"),
        (ROW, ROW.replace("2G,", "2G, people: {below: 3},"), "passed `above` or `at_least`"),
        (ROW, ROW.replace("2G,", "2G, people: {above: 3, below: 9},"), "exactly one of"),
        (ROW, ROW.replace("2G,", "2G, colour: red,"), "unknown key"),
        ("except_places: [disco]", "except_places: [disko]", "did you mean 'disco'?"),
        ("version: 2021-11-24", "version: 2021-11-25", "beside it says '2021-11-24'"),
        ("steps: [0, 3G, 1, 2, 3]", "steps: [0, 3G, 1, 2, 3, 9]", "step '9' can not hold"),
        ("people: {above: 1000}, requirement: 2G", "people: {above: 1000}, requirement: none", "more to many people"),
        ("court: body-near\n", "\n", "changes no row"),
        ("{days: 0}, cite: proof-boosted}", "{days: 0}, to: 2021-12-01, cite: proof-boosted}", "0 readings"),
        (INDOORS_ONLY, INDOORS_ONLY.replace("[indoors],", "[indoors, outdoors],"), "is declared for indoors only"),
        ("effect: admits\n", "effect: admits_with_test\n", "`tests` belongs to `admits_with_test`"),
    ],
)  # fmt: skip
def test_faulty_rules_are_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in _problems(tmp_path, old, new)


def test_a_higher_level_may_allow_more_where_a_court_is_named(tmp_path: Path) -> None:
    assert VERSION is not None
    file = tmp_path / "access.yaml"
    file.write_text(TEXT.replace(ROW, ROW.replace("2G,", "none, court: body-near,")), encoding="utf-8")
    assert read_access(file, VERSION, LIBRARY.norm(NAME, "2021-11-24")).places["restaurant"]


def test_versions_without_a_file_have_no_rules_and_say_so_in_their_norm() -> None:
    encoded = access_by_version(LIBRARY, NAME)
    without = [v.version for v in LIBRARY.regulation(NAME).versions if v.version not in encoded]
    assert without == ["2021-08-25", "2021-11-11"]
    for version in without:
        assert access_of(LIBRARY, NAME, version) is None
        assert LIBRARY.norm(NAME, version)["access-rules"].status == "not encoded"


def test_every_row_says_how_well_it_is_on_record_and_uncertain_ones_say_why() -> None:
    for rules in RULES.values():
        for of_place in rules.places.values():
            for row in of_place.rows:
                assert row.source_class in ("A", "B", "C")
                if row.source_class == "C":
                    assert row.uncertain is not None or row.not_encoded is not None


def test_a_scenario_that_names_what_does_not_exist_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(
        "title: {de: x, en: x}\nsource: constructed\ncite: nowhere\n"
        "given: {at: 2021-12-06T12:00, step: 7}\ncases:\n  - {place: resturant, expect: allowed}\n",
        encoding="utf-8",
    )
    with pytest.raises(LawError) as caught:
        read_access_scenario(file, RULES["2021-11-24"], LIBRARY.norm(NAME, "2021-11-24"))
    told = str(caught.value)
    assert "unknown provision 'nowhere'" in told
    assert "unknown step '7'" in told
    assert "did you mean 'restaurant'?" in told


@pytest.mark.parametrize(
    "case",
    [
        "{at: noon, step: 2, place: restaurant, expect: allowed}",
        "{at: 2021-12-06T12:00, step: 2, place: restaurant, tests: [pcr], expect: allowed}",
        "{at: 2021-12-06T12:00, step: 2, place: restaurant, expect: depends on}",
    ],
)
def test_a_scenario_that_can_not_be_understood_is_refused(tmp_path: Path, case: str) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(
        f"title: {{de: x, en: x}}\nsource: constructed\ncite: two-g\ncases:\n  - {case}\n", encoding="utf-8"
    )
    with pytest.raises(LawError):
        read_access_scenario(file, RULES["2021-11-24"], LIBRARY.norm(NAME, "2021-11-24"))


def test_regulations_without_access_rules_have_none() -> None:
    assert access_by_version(Library(), "toy/lampland") == {}
