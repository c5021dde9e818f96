"""What a door demands: the operator's page, the table of a district, and which level they rest on."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from lagezentrum.web import doors
from tests.web.public.conftest import Read, Words, page_of, select, words_of

pytestmark = pytest.mark.django_db


def test_the_operator_sees_the_next_wednesday_and_that_nothing_changes(words: Words) -> None:
    told = words("/einlass/betrieb/", ort="Emden", art="restaurant")
    assert "Was muss ich ab Mittwoch an meiner Tür prüfen?" in told
    assert "Es bleibt, wie es heute ist." in told
    assert "Mittwoch, 22. Dezember 2021 2G+ – geimpft oder genesen, und dazu getestet; Maske FFP2" in told


def test_the_operator_sees_what_changes_from_wednesday(season_record: None, settings: Settings) -> None:
    settings.TODAY = "2021-11-29"
    page = page_of(Client().get("/einlass/betrieb/", {"ort": "03241", "art": "restaurant"}))
    told = words_of(page.get_element_by_id("inhalt"))
    assert "Es ändert sich etwas." in told
    assert "Mittwoch, 1. Dezember 2021 2G+" in told
    assert "Heute, Montag, 29. November 2021 2G –" in told
    assert any(
        "/aushang/?ort=03241&art=restaurant&wo=indoors&tag=2021-12-01" in a.get("href") for a in select(page, "a")
    )


def test_what_a_court_decides_later_is_not_told_before(season_record: None, settings: Settings) -> None:
    asked = {"ort": "03241", "art": "retail", "tag": "2021-12-17"}
    told = []
    for today in ("2021-12-15", "2021-12-16"):
        settings.TODAY = today
        told.append(words_of(page_of(Client().get("/einlass/betrieb/", asked)).get_element_by_id("inhalt")))
    assert "Es bleibt, wie es heute ist." in told[0]
    assert "Gericht: Läden" not in told[0]
    assert "Es ändert sich etwas." in told[1]
    assert "Gericht: Läden" in told[1]


def test_a_day_gone_by_is_compared_in_the_past(words: Words) -> None:
    assert "Damals galt dasselbe wie heute." in words("/einlass/betrieb/", ort="Emden", art="sport", tag="2021-12-18")
    assert "Damals galt etwas anderes als heute." in words(
        "/einlass/betrieb/", ort="Emden", art="sport", tag="2021-11-26"
    )


def test_a_new_relief_is_a_change_though_the_demand_stays(words: Words) -> None:
    asked = {"ort": "Emden", "art": "restaurant"}
    without, booster, capacity = (
        words("/einlass/betrieb/", **asked, tag=day) for day in ("2021-12-03", "2021-12-04", "2021-12-12")
    )
    # The page tells the present day too, so each sentence stands there once or twice.
    boosted, relieved = "Geboosterte brauchen keinen Test", "Wird die Kapazität zu höchstens 70"
    assert [told.count(boosted) for told in (without, booster, capacity)] == [1, 2, 2]
    assert [told.count(relieved) for told in (without, booster, capacity)] == [1, 1, 2]
    assert "Damals galt etwas anderes als heute." in booster


def test_the_operator_sees_how_old_proofs_may_be_who_is_exempt_and_what_staff_need(words: Words) -> None:
    told = words("/einlass/betrieb/", ort="Emden", art="restaurant")
    assert "Impfnachweis, mindestens 14 Tage alt" in told
    assert "PoC-Antigentest (höchstens 24 Stunden alt)" in told
    assert "Ausgenommen: Kinder und Jugendliche unter 18 Jahren." in told
    assert "Die Ausnahme gilt hier nicht: Kinder und Jugendliche" in words(
        "/einlass/betrieb/", ort="Emden", art="disco"
    )
    assert "Ohne Nachweis darf hier arbeiten, wer täglich" in told


def test_what_is_uncertain_or_unknown_at_a_door_says_so(words: Words) -> None:
    assert "Unsicher (Quellenklasse C): Dass auf Stufe 2 für Messen 2G+ gilt, sagt nur eine Quelle." in words(
        "/einlass/betrieb/", ort="Emden", art="fair"
    )
    assert "Für mehr als 1.000 Menschen draußen ist keine Regel belegt." in words(
        "/einlass/betrieb/", ort="Emden", art="event", wo="outdoors"
    )


def test_where_nothing_is_encoded_no_comparison_is_claimed(words: Words) -> None:
    told = words("/einlass/betrieb/", ort="Emden", art="restaurant", tag="2021-11-15")
    assert "Ein Vergleich mit heute ist nicht möglich." in told
    assert "ist für diese Fassung der Verordnung nicht hinterlegt" in told
    assert "Aushang für die Tür" not in told


def test_the_district_page_has_a_table_of_doors_with_a_filter_and_keeps_the_words_of_the_norm(read: Read) -> None:
    page = read("/kreis/03241/")
    rows = page.xpath("//table[contains(@class, 'lz-table--doors')]/tbody/tr")
    assert len(rows) > 10
    filtered = read("/kreis/03241/", art="restaurant")
    rows = [words_of(row) for row in filtered.xpath("//table[contains(@class, 'lz-table--doors')]/tbody/tr")]
    assert [row.split(" 2G")[0] for row in rows] == ["Gaststätte, drinnen", "Gaststätte, draußen"]
    assert filtered.xpath("//select[@id='art']/option[@selected]/@value") == ["restaurant"]
    assert "Das sagt die Verordnung, in eigenen Worten" in words_of(filtered)
    told = "Diese Art des Ortes gibt es hier nicht. Gezeigt sind alle."
    everything = read("/kreis/03241/", art="nonsense")
    assert len(everything.xpath("//table[contains(@class, 'lz-table--doors')]/tbody/tr")) > 10
    assert told in words_of(everything)
    assert told not in words_of(filtered)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/einlass/", "Diese Art des Ortes gibt es hier nicht. Gewählt ist eine andere: Gaststätte."),
        ("/einlass/betrieb/", "Diese Art des Ortes gibt es hier nicht. Gewählt ist eine andere: "),
        ("/aushang/", "Diese Art des Ortes gibt es hier nicht."),
        ("/en/einlass/", "There is no such kind of place here. Another one is chosen: "),
        ("/en/kreis/03241/", "There is no such kind of place here. All are shown."),
    ],
)
def test_a_kind_of_place_that_is_not_known_is_not_passed_over(words: Words, path: str, said: str) -> None:
    assert said in words(path, ort="03241", art="nonsense")
    assert said not in words(path, ort="03241", art="restaurant")
    assert said not in words(path, ort="03241", art="")


@pytest.mark.parametrize(
    ("day", "step", "basis"),
    [("2021-11-25", "1", "regulation"), ("2021-12-05", "2", "decision"), ("2021-11-20", "3G", "finding")],
)
def test_the_level_used_is_the_order_on_record_else_the_earliest_date(
    season_record: None, day: str, step: str, basis: str
) -> None:
    asked = date.fromisoformat(day)
    used = doors.level_on(doors.seen_for(asked), "03241", asked)
    assert (used.step, used.basis) == (step, basis)


def test_a_day_for_which_no_version_was_announced_has_no_level(season_record: None) -> None:
    ahead = date(2022, 1, 10)
    used = doors.level_on(doors.seen_for(ahead), "03241", ahead)
    assert (used.version, used.basis) == (None, "nothing")
