from datetime import date

import pytest
from django.test import Client

from lagezentrum.web.public.outlook import Outlook
from lagezentrum.web.situation import situation
from tests.web.public.conftest import Read, Words, page_of, select, words_of


def test_region_hannover_on_1_december_is_at_level_2_by_its_own_order(words: Words) -> None:
    said = words("/kreis/03241/", tag="2021-12-01")
    assert "Am Mittwoch, 1. Dezember 2021, galt in der Region Hannover Warnstufe 2." in said
    assert "Seit Mittwoch, 1. Dezember 2021. Durch Allgemeinverfügung vom Montag, 29. November 2021" in said


def test_the_day_before_it_is_at_level_1_by_the_regulation_itself(words: Words) -> None:
    said = words("/kreis/03241/", tag="2021-11-30")
    assert "Am Dienstag, 30. November 2021, galt in der Region Hannover Warnstufe 1." in said
    assert "Die Verordnung selbst hat das festgesetzt. Es gilt, bis es aufgehoben wird." in said
    assert "Ab Mittwoch, 1. Dezember: Warnstufe 2. Das ist festgestellt." in said


def test_heidekreis_on_17_december_is_at_level_2_by_the_order_of_the_land(words: Words) -> None:
    said = words("/kreis/03358/", tag="2021-12-17")
    assert "Am Freitag, 17. Dezember 2021, galt im Heidekreis Warnstufe 2." in said
    assert "Durch Allgemeinverfügung vom Mittwoch, 15. Dezember 2021 (Ministerium für Soziales" in said


def test_the_five_boxes_show_the_days_that_hannover_counted(read: Read) -> None:
    page = read("/kreis/03241/", tag="2021-11-29")
    card = next(c for c in select(page, ".lz-card") if words_of(c).startswith("örtliche Warnstufe"))
    boxes = [(box.get("class").split("--")[1], box.get("title")) for box in select(card, ".lz-boxes")[0]]
    assert boxes == [
        ("reached", "Mittwoch, 24. November 2021"),
        ("reached", "Donnerstag, 25. November 2021"),
        ("reached", "Freitag, 26. November 2021"),
        ("reached", "Samstag, 27. November 2021"),
        ("skipped", "Sonntag, 28. November 2021: Sonntag"),
        ("reached", "Montag, 29. November 2021"),
    ]
    assert "5 von 5 Werktagen erreicht" in words_of(card)


def test_the_boxes_are_told_to_those_who_do_not_see_them(read: Read) -> None:
    page = read("/kreis/03241/", tag="2021-11-27")
    told = [words_of(box) for box in select(page, ".lz-box .kern-sr-only")]
    assert "Samstag, 27. November 2021: erreicht" in told
    assert "Sonntag, 28. November 2021: Sonntag, zählt nicht" in told
    assert "Montag, 29. November 2021: steht noch aus" in told


def test_three_states_stay_apart_and_a_step_not_taken_is_empty(read: Read) -> None:
    states = [
        stage.get("class").split("--")[1] for stage in select(read("/kreis/03241/", tag="2021-11-30"), ".lz-stages")[0]
    ]
    assert states == ["taken", "taken", "coming"]  # determined on the 29th, in force from the next day
    page = read("/kreis/03358/", tag="2021-12-16")
    assert [stage.get("class").split("--")[1] for stage in select(page, ".lz-stages")[0]] == ["open", "taken", "coming"]
    assert "offen: Werte fehlen" in words_of(select(page, ".lz-stages")[0])


def test_a_district_that_ordered_without_the_condition_shows_that_it_was_not_reached(read: Read) -> None:
    page = read("/kreis/03404/", tag="2021-12-01")  # Osnabrück, by its own discretion
    first = select(page, ".lz-stages")[0]
    assert [stage.get("class").split("--")[1] for stage in first] == ["empty", "taken", "taken"]


def test_indicators_come_as_charts_with_thresholds_and_their_figures_beside_them(read: Read) -> None:
    page = read("/kreis/03241/", tag="2021-11-27")
    titles = [words_of(title) for title in select(page, ".lz-charts h3")]
    assert titles == ["7-Tage-Hospitalisierungsinzidenz", "7-Tage-Inzidenz der Neuinfizierten", "Intensivbetten-Anteil"]
    cases = select(page, ".lz-charts figure")[1]
    assert [words_of(sign) for sign in select(cases, ".lz-chart__sign")] == ["1/3G > 35", "2 > 100", "3 > 200"]
    assert "Zuletzt 196,0 am Samstag, 27. November 2021." in words_of(cases)
    assert len(select(cases, ".lz-chart__band")) == 1
    assert [link.get("href") for link in select(cases, "a")] == ["/reihen/03241/new_cases.csv"]


def test_a_section_is_marked_only_on_the_charts_of_indicators_that_it_looks_at(read: Read) -> None:
    hospitalisation, cases, beds = select(read("/kreis/03241/", tag="2021-11-27"), ".lz-charts figure")
    for figure in (hospitalisation, cases):
        assert "Abschnitt (örtliche Warnstufe, Warnstufe 2), 24. November bis 27. November." in words_of(figure)
    assert not select(beds, ".lz-chart__band")  # the local level does not look at it, the statewide one has no section
    assert "Abschnitt" not in words_of(beds)
    ending = select(read("/kreis/03460/", tag="2021-11-05"), ".lz-charts figure")
    assert [len(select(figure, ".lz-chart__band")) for figure in ending] == [1, 0, 0]
    assert "(örtliche Warnstufe, Ende: Warnstufe 1)" in words_of(ending[0])


def test_the_history_names_every_stretch_and_its_order(read: Read) -> None:
    page = read("/kreis/03241/")
    rows = page.xpath("//table[not(contains(@class, 'lz-table--'))]/tbody/tr")
    stretches = [words_of(row) for row in rows]
    assert stretches[0].startswith("seit Mi 1.12.2021 2 Warnstufe 2")  # it goes on, and is not told as if it had ended
    assert stretches[1].startswith("Mi 24.11.2021 – Di 30.11.2021 1 Warnstufe 1")
    assert select(rows[0], "a")[0].get("href") == "/feststellungen/03241-2021-1/"


def test_the_proof_is_folded_in_with_figures_and_their_source(read: Read) -> None:
    proof = words_of(select(read("/kreis/03241/"), "details .lz-proof")[0])
    assert "Seit Mittwoch, 1. Dezember 2021, gilt in der Region Hannover Warnstufe 2." in proof
    assert "Neuinfizierten: 172,7645, verglichen als 172,8 (RKI, Fallzahlen_Kum_Tab, am selben Tag)" in proof


def test_a_sunday_changes_nothing_and_says_so(words: Words) -> None:
    said = words("/kreis/03101/", tag="2021-12-12")
    assert "– 12.12. Sonntag" in said
    changes_nothing = "zählt nicht mit: Neue Zahlen ändern an diesem Tag nichts."
    for path in ("/", "/land/", "/kreis/03101/"):
        assert f"Sonntag, 12. Dezember, {changes_nothing}" in words(path, tag="2021-12-12")
    assert "Sonntag, 31. Oktober (Reformationstag), " + changes_nothing in words("/", tag="2021-10-31")
    assert changes_nothing not in words("/", tag="2021-12-13")


@pytest.mark.parametrize("path", ["/kreis/03/", "/kreis/09162/", "/kreis/99999/", "/kreis/x/"])
def test_what_is_no_district_of_the_land_is_not_found(read: Read, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


def test_under_the_boxes_stands_what_each_indicator_needs_and_where_it_stands(read: Read) -> None:
    page = read("/kreis/03241/", tag="2021-11-29")
    cards = {words_of(select(card, "h3")[0]): card for card in select(page, ".lz-routes .lz-card")}
    assert [words_of(need) for need in select(cards["landesweite Warnstufe"], ".lz-needs li")][:2] == [
        "7-Tage-Hospitalisierungsinzidenz: nötig mehr als 6; ✓ 7,4 am 29. November",
        "Intensivbetten-Anteil: nötig mehr als 10 %; ✗ 9,4 % am 29. November",
    ]
    ends = [words_of(need) for need in select(cards["3G durch Neuinfektionen"], ".lz-needs li")]
    assert ends == ["7-Tage-Inzidenz der Neuinfizierten: nötig höchstens 35; ✗ 210,9 am 29. November"]


def test_a_value_that_is_missing_is_named_as_missing(read: Read) -> None:
    page = read("/land/", tag="2021-12-10")
    needs = [words_of(need) for need in select(page, ".lz-needs li")]
    assert "Intensivbetten-Anteil: nötig mehr als 10 %; ? der Wert vom 10. Dezember fehlt" in needs


def test_the_history_of_a_past_day_ends_with_that_day(words: Words) -> None:
    assert "Mi 1.12.2021 – Fr 10.12.2021" in words("/kreis/03241/", tag="2021-12-10")


def test_doors_told_by_a_level_that_nobody_determined_are_told_beside_what_is_in_force(words: Words) -> None:
    assert "In Kraft ist nach den bekannten Anordnungen: Warnstufe 1." in words("/kreis/03256/", tag="2021-12-15")
    assert "In Kraft ist nach den bekannten Anordnungen" not in words("/kreis/03241/", tag="2021-12-15")


def test_what_applies_is_told_in_the_words_of_the_norm_and_says_what_it_leaves_out(words: Words) -> None:
    said = words("/kreis/03241/", tag="2021-12-01")
    assert "3G heißt: Zutritt haben nur Geimpfte, Genesene und negativ Getestete." in said
    assert "Ab Warnstufe 2 ist 2G in einigen Bereichen Pflicht." in said
    assert "Maßgeblich ist der amtliche Text." in said
    assert "Auf Stufe 1 oder bei einer Inzidenz über 50 gilt drinnen 3G" in words("/kreis/03241/", tag="2021-10-01")


def test_the_days_of_change_of_a_district_are_one_link_away(read: Read) -> None:
    links = {
        words_of(link): link.get("href") for link in select(read("/kreis/03358/", tag="2021-12-01"), ".lz-daynav a")
    }
    assert links["Wechsel davor: « Wechsel Mi 24.11.2021"] == "/kreis/03358/?tag=2021-11-24"
    assert links["Wechsel danach: Wechsel Fr 17.12.2021 »"] == "/kreis/03358/?tag=2021-12-17"
    assert links["Tag davor: ‹ Di 30.11.2021"] == "/kreis/03358/?tag=2021-11-30"


def test_a_level_beneath_the_one_that_comes_is_not_announced(november: None) -> None:
    page = page_of(Client().get("/kreis/03241/", {"tag": "2021-11-29"}))
    assert [words_of(mark) for mark in select(page, ".lz-coming .lz-mark")] == ["2"]


@pytest.mark.parametrize("ags", ["03460", "03241", "03255"])
@pytest.mark.parametrize("day", ["2021-09-20", "2021-10-25", "2021-11-29", "2021-12-01", "2021-12-16"])
def test_nothing_is_said_to_come_before_tomorrow_and_no_step_is_told_twice(read: Read, ags: str, day: str) -> None:
    shown = date.fromisoformat(day)
    seen = situation(shown)
    coming = Outlook(seen).coming(ags)
    assert all(change.day > shown for change in coming)
    certain = [(c.kind, c.day) for c in coming if c.change == "raise" and c.step.isdigit() and c.kind != "undetermined"]
    assert len(certain) == len(set(certain))
    page = read(f"/kreis/{ags}/", tag=day)
    of_outlook = select(page, ".lz-earliest .lz-marked")
    titles = [words_of(title) for title in select(page, ".lz-marked") if title not in of_outlook]
    assert titles
    assert len(titles) == len(set(titles))


def test_a_lower_level_on_the_day_of_a_higher_one_is_not_told(words: Words) -> None:
    said = words("/kreis/03241/", tag="2021-11-29")
    assert "Ab Mittwoch, 1. Dezember: Warnstufe 2. Das ist festgestellt." in said
    assert "1. Dezember: Warnstufe 1" not in said


def test_the_card_of_the_earliest_days_shows_each_level_with_its_boxes_and_its_if(words: Words, read: Read) -> None:
    page = read("/kreis/03241/", tag="2021-11-27")
    (card,) = [c for c in select(page, ".lz-earliest .lz-card") if words_of(select(c, "h3")[0]) == "2 Warnstufe 2"]
    assert len(select(card, ".lz-box")) == 6  # a Sunday among them
    said = words_of(card)
    assert words_of(select(card, "strong")[0]) == "Frühestens ab Mittwoch, 1. Dezember 2021"
    assert "Nötig an einem Zähltag (Mo 29.11.): 7-Tage-Hospitalisierungsinzidenz mehr als 6 und " in said
    assert "Sonst nicht vor Sonntag, 5. Dezember 2021. Noch am Montag, 29. November 2021, kann ein einziger" in said
    assert "auf diesem Weg dann nicht vor Montag, 6. Dezember 2021. 4 von 5 Werktagen sind gezählt." in said
    assert not [c for c in select(page, ".lz-earliest .lz-card") if "3G" in words_of(select(c, "h3")[0])]  # needless
    ways = [words_of(way) for way in select(card, "details li")]
    assert [way.split(" (")[0] for way in ways] == ["Örtliche Warnstufe", "Landesweite Warnstufe"]
    assert ways[0].endswith("mehr als 100 (4 von 5 gezählt; bis Mo 29.11. kann ein einziger Wert es verhindern).")
    assert "Frühestens heißt nicht wahrscheinlich." in words("/kreis/03241/", tag="2021-11-27")


@pytest.mark.parametrize("path", ["/kreis/03241/", "/en/kreis/03241/", "/en/land/"])
def test_every_feed_that_a_page_names_is_there_and_speaks_its_language(read: Read, path: str) -> None:
    page = read(path)
    feeds = {str(link.get("href")) for name in ("a", "link") for link in page.iter(name)}
    feeds = {address for address in feeds if address.startswith("/feeds/") and not address.endswith(".zip")}
    assert len(feeds) == 2  # calendar and news; the latter is named in the head as well
    for address in feeds:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert ("EXERCISE" in answer.content.decode()) == path.startswith("/en/")
