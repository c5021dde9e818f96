"""Who signs: all authorities of Lower Saxony, and profiles of their own."""

from pathlib import Path

import pytest

from lagezentrum.documents.authorities import bundled, profile_of, read_profile
from lagezentrum.documents.legal_frame import legal_frame
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.sources.areas import all_areas, districts

COURTS = {"Braunschweig", "Göttingen", "Hannover", "Lüneburg", "Oldenburg", "Osnabrück", "Stade"}


def test_every_district_and_the_land_has_a_profile_and_none_is_confirmed() -> None:
    assert set(bundled()) == {"03", *(area.ags for area in districts("03"))}
    assert not any(profile.confirmed or profile.address or profile.person for profile in bundled().values())


def test_a_profile_is_named_like_its_district() -> None:
    for ags, profile in bundled().items():
        if len(ags) > 2:
            assert all_areas()[ags].name.removeprefix("Region ") in profile.name


def test_every_district_lies_in_one_of_the_seven_court_districts() -> None:
    assert {profile.court for ags, profile in bundled().items() if len(ags) > 2} == COURTS
    assert profile_of("03").court == ""


def test_a_sentence_takes_the_authority_with_its_article() -> None:
    assert profile_of("03241").subject == "die Region Hannover"
    assert profile_of("03462").subject == "der Landkreis Wittmund"
    assert profile_of("03").subject == "das Niedersächsische Ministerium für Soziales, Gesundheit und Gleichstellung"


def test_an_area_without_authority_is_refused() -> None:
    with pytest.raises(DocumentProblem, match="No authority is on file for 09162"):
        profile_of("09162")


def test_an_own_profile_is_read_strictly(tmp_path: Path) -> None:
    file = tmp_path / "profile.yaml"
    file.write_text(
        'ags: "03241"\nname: Region Hannover\nsubject: die Region Hannover\nseat: Hannover\ncourt: Hannover\n'
        "signatory: Der Regionspräsident\nperson: A. Beispiel\naddress: [Beispielweg 1]\nconfirmed: true\n",
        encoding="utf-8",
    )
    assert read_profile(file).confirmed
    file.write_text('ags: "3241"\nname: Region Hannover\nstreet: x\n', encoding="utf-8")
    with pytest.raises(DocumentProblem, match="ags, seat, signatory, street, subject"):
        read_profile(file)
    text = 'ags: "03241"\nname: a\nsubject: b\nseat: c\nsignatory: d\nconfirmed_languages: [tr, klingon]\n'
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentProblem, match="names klingon; door notices know en, tr, ru, ar, uk"):
        read_profile(file)
    file.write_text(text.replace('"', "").replace("klingon", "en"), encoding="utf-8")
    with pytest.raises(DocumentProblem, match=r"concerned: ags\..*stands in quotes"):
        read_profile(file)
    for content in (b"a: [", b"\xff\xfe\x00", b"- 1"):
        file.write_bytes(content)
        with pytest.raises(DocumentProblem):
            read_profile(file)
    with pytest.raises(DocumentProblem, match="can not be read"):
        read_profile(tmp_path / "absent.yaml")


def test_the_frame_of_law_names_provisions() -> None:
    assert all("§" in cite for cite in legal_frame().values())
