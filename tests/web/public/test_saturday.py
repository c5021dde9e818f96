import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.public.conftest import Read, Words, page_of, select, words_of


def test_the_next_saturday_is_asked_about_where_no_day_is_named(read: Read, settings: Settings) -> None:
    settings.TODAY = "2021-12-13"
    said = words_of(page_of(Client().get("/samstag/", {"ort": "Emden"})))
    assert "Stadt Emden, Samstag, 18. Dezember 2021" in said
    assert "gilt in der Stadt Emden Warnstufe 2." in said


def test_where_no_version_is_left_by_then_the_next_saturday_is_told_to_have_none(read: Read) -> None:
    # From Monday 20 December the next Saturday is the 25th; the version in force ends with the 23rd.
    page = read("/samstag/", ort="Emden")
    said = words_of(page)
    assert "Stadt Emden, Samstag, 25. Dezember 2021" in said
    assert "gibt es keine Fassung der Regelung. Die letzte gilt bis Donnerstag, 23. Dezember 2021." in said
    assert select(page, ".lz-answer") == []


@pytest.mark.parametrize(
    ("today", "asked", "told"),
    [
        ("2022-02-23", "", "Für Samstag, 26. Februar 2022, gibt es keine Fassung der Regelung."),
        ("2022-02-23", "2022-02-26", "Die letzte gilt bis Mittwoch, 23. Februar 2022."),
        ("2030-01-01", "", "Für Samstag, 5. Januar 2030, gibt es keine Fassung der Regelung."),
        ("2021-12-20", "2021-08-21", "Die erste gilt ab Mittwoch, 25. August 2021."),
        ("2021-11-20", "2022-03-05", "Für Samstag, 5. März 2022, "),
    ],
)
def test_a_day_without_a_version_never_shows_the_card_of_another_day(
    read: Read, settings: Settings, today: str, asked: str, told: str
) -> None:
    settings.TODAY = today
    page = page_of(Client().get("/samstag/", {"ort": "Hannover"} | ({"tag": asked} if asked else {})))
    assert told in words_of(page)
    assert select(page, ".lz-answer") == []
    assert "Wie sicher:" not in words_of(page)


def test_a_saturday_that_has_been_is_in_force(words: Words) -> None:
    said = words("/samstag/", ort="38300", tag="2021-12-04")
    assert "Am Samstag, 4. Dezember 2021, galt im Landkreis Wolfenbüttel Warnstufe 2." in said
    assert "Wie sicher: Das ist in Kraft." in said


def test_a_day_that_nothing_can_change_any_more_is_determined(words: Words) -> None:
    said = words("/samstag/", ort="03241", tag="2021-12-21")
    assert "Am Dienstag, 21. Dezember 2021, gilt in der Region Hannover Warnstufe 2." in said
    assert "Das steht fest, solange niemand anders entscheidet" in said


def _main(path: str, **asked: str) -> str:
    return words_of(page_of(Client().get(path, asked)).get_element_by_id("inhalt"))


def test_what_is_reached_and_not_determined_is_possible_at_the_earliest(november: None) -> None:
    said = _main("/samstag/", ort="Hannover", tag="2021-12-04")
    assert "Am Samstag, 4. Dezember 2021, gilt in der Region Hannover Warnstufe 1." in said
    assert (
        "Wie sicher: Das kann sich noch ändern: Die Werte haben eine Änderung ergeben; festgestellt ist sie noch nicht."
        in said
    )
    assert "Frühestens ab Mittwoch, 1. Dezember: Warnstufe 2. Erreicht, aber noch nicht festgestellt." in said


def test_what_hangs_on_figures_to_come_is_not_known_yet(november: None) -> None:
    said = _main("/samstag/", ort="Holzminden", tag="2021-12-11")
    assert "Wie sicher: Das ist noch nicht bekannt: Es hängt von Werten ab, die noch fehlen oder erst kommen." in said


def test_the_district_page_says_the_same_and_counts_the_days(november: None) -> None:
    said = _main("/kreis/03241/")
    assert "Seit Mittwoch, 24. November 2021, gilt in der Region Hannover Warnstufe 1." in said
    assert "Frühestens ab Mittwoch, 1. Dezember: Warnstufe 2. Erreicht, aber noch nicht festgestellt." in said
    assert "5 von 5 Werktagen erreicht; frühestens ab Mittwoch, 1. Dezember." in said


def test_without_a_place_all_districts_are_offered(read: Read) -> None:
    links = select(read("/samstag/"), ".lz-list a")
    assert len(links) == 45
    assert "Landkreis Lüchow-Dannenberg" in [words_of(link) for link in links]
