import re

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django import Settings

from tests.web.public.conftest import Read, Words, page_of, select, words_of


def test_the_map_and_the_table_tell_the_same_of_every_district(read: Read) -> None:
    page = read("/", tag="2021-12-16")
    drawn = {
        link.get("href").split("/")[2]: link.get("aria-label").split(": ")[1] for link in select(page, "svg.lz-map a")
    }
    listed = {
        select(row, "th a")[0].get("href").split("/")[2]: select(row, ".lz-mark")[0].get("aria-label")
        for row in select(page, ".lz-table--levels tbody tr")
    }
    assert len(drawn) == 45
    assert drawn == listed
    assert drawn["03241"] == "Warnstufe 2"
    assert drawn["03358"] == "Warnstufe 1"


def test_a_day_of_the_season_is_counted_up(words: Words) -> None:
    assert "41 Kreise: Warnstufe 2; 4 Kreise: Warnstufe 1." in words("/", tag="2021-12-16")
    assert "45 Kreise: Warnstufe 2." in words("/", tag="2021-12-17")
    assert "2 Kreise: Warnstufe 1; " in words("/", tag="2021-09-19")


def test_the_table_begins_with_the_highest_level(read: Read) -> None:
    signs = [words_of(mark) for mark in select(read("/", tag="2021-12-16"), ".lz-table--levels tbody .lz-mark")]
    assert signs == sorted(signs, reverse=True)


def test_the_present_day_is_today_and_its_neighbours_are_linked(read: Read) -> None:
    page = read("/")
    assert "Heute, Montag, 20. Dezember 2021" in words_of(page.get_element_by_id("karte"))
    days = [link.get("href") for link in select(page, ".lz-days a")]
    assert "/?tag=2021-12-19#karte" in days
    assert "/#karte" in days
    assert "/?tag=2021-12-24#karte" not in days  # nobody knows yet which version holds then


def test_a_place_or_a_postal_code_gives_the_answer_at_once(words: Words) -> None:
    for sought in ("Hannover", "30159", "30159 Hannover", "Region Hannover", "03241"):
        said = words("/", ort=sought)
        assert "Seit Mittwoch, 1. Dezember 2021, gilt in der Region Hannover Warnstufe 2." in said
        assert "Durch Allgemeinverfügung vom Montag, 29. November 2021 (Region Hannover)." in said


def test_a_name_that_several_districts_bear_gives_a_choice(read: Read) -> None:
    page = read("/", ort="Oldenburg", tag="2021-12-01")
    choice = [(words_of(link), link.get("href")) for link in select(page, ".lz-choice a")]
    assert ("Landkreis Oldenburg", "?ort=03458&tag=2021-12-01") in choice
    assert ("Stadt Oldenburg (Oldb)", "?ort=03403&tag=2021-12-01") in choice
    assert select(page, ".lz-answer") == []


@pytest.mark.parametrize("path", ["/", "/samstag/", "/einlass/betrieb/"])
def test_a_place_that_is_only_spelt_alike_is_asked_about_and_never_answered_for(read: Read, path: str) -> None:
    page = read(path, ort="Hannover Linden")  # no such entry; what is spelt most alike lies in another district
    assert "„Hannover Linden“ steht nicht im Verzeichnis. Meinten Sie …" in words_of(page)
    assert len(select(page, ".lz-choice a")) == 1
    assert select(page, ".lz-answer") == []


def test_an_unknown_place_is_told_what_to_do(words: Words) -> None:
    said = words("/", ort="<b>Nirgendwo</b>")
    assert "Zu „<b>Nirgendwo</b>“ haben wir keinen Ort in Niedersachsen gefunden." in said
    assert "Versuchen Sie die Postleitzahl" in said


def test_a_day_that_does_not_exist_or_lies_outside_is_said_and_another_one_shown(words: Words) -> None:
    assert "Diesen Tag gibt es nicht." in words("/", tag="2021-02-30")
    outside = words("/", tag="2019-01-01")
    assert "Für Dienstag, 1. Januar 2019, lässt sich nichts sagen." in outside
    assert "Mittwoch, 25. August 2021" in outside


def test_every_page_says_how_current_it_is(words: Words) -> None:
    for path in ("/", "/kreis/03241/", "/land/"):
        said = words(path)
        assert re.search(r"Stand: Zahlen vom \w+, \d+\. \w+ 20\d\d", said), path
        assert "Nächste Daten erwartet: " in said, path


def test_the_day_before_and_after_and_the_nearest_days_of_change_are_linked(read: Read) -> None:
    links = {words_of(link): link.get("href") for link in select(read("/", tag="2021-12-10"), ".lz-daybar a")}
    assert links == {
        "Tag davor: ‹ Do 9.12.2021": "/?tag=2021-12-09#karte",
        "Tag danach: Sa 11.12.2021 ›": "/?tag=2021-12-11#karte",
        "Wechsel davor: « Wechsel Mi 1.12.2021": "/?tag=2021-12-01#karte",
        "Wechsel danach: Wechsel Fr 17.12.2021 »": "/?tag=2021-12-17#karte",
        "Heute": "/#karte",
    }
    first = {words_of(link) for link in select(read("/", tag="2021-08-25"), ".lz-daybar a")}
    assert first == {"Tag danach: Do 26.8.2021 ›", "Wechsel danach: Wechsel So 19.9.2021 »", "Heute"}


def _signs(page: HtmlElement) -> set[str]:
    """What is in force by the table: the sign alone, without the small question mark."""
    return {words_of(sign) for sign in select(page, ".lz-table--levels tbody .lz-mark b")}


def test_on_a_day_gone_by_the_map_shows_what_held_as_the_strip_does(read: Read) -> None:
    assert _signs(read("/", tag="2021-10-09")) == {"0", "1"}


def test_what_is_open_is_a_small_mark_beside_what_is_in_force(nothing: None, settings: Settings) -> None:
    settings.TODAY = "2021-11-16"
    page = page_of(Client().get("/"))
    assert _signs(page) == {"0"}
    said = words_of(page)
    assert "45 Kreise: keine Warnstufe. In 45 Kreisen ist offen, ob mehr erreicht ist: Werte fehlen." in said
    assert "? offen, ob mehr erreicht ist, weil Werte fehlen" in said
    assert "3G-Regel ohne Warnstufe: offen, ein Wert fehlt" in said
    told = "keine Warnstufe; offen, ob mehr erreicht ist, weil Werte fehlen"
    assert {mark.get("aria-label") for mark in select(page, ".lz-table--levels tbody .lz-mark")} == {told}
    assert {link.get("aria-label").split(": ")[1] for link in select(page, "svg.lz-map a")} == {told}
    assert len(select(page, "svg.lz-map circle.lz-open__disc")) == 45
    assert {path.get("fill") for path in select(page, "svg.lz-map path.lz-area")} == {"url(#lz-p0)"}
    card = page_of(Client().get("/kreis/03241/"))
    assert select(card, ".lz-answer .lz-mark")[0].get("aria-label") == told
    assert "gilt in der Region Hannover keine Warnstufe." in words_of(select(card, ".lz-answer")[0])


def test_where_nothing_is_open_there_is_no_second_mark(read: Read) -> None:
    page = read("/", tag="2021-12-17")
    assert select(page, ".lz-table--levels .lz-open") == []
    assert select(page, "svg.lz-map .lz-open__disc") == []
