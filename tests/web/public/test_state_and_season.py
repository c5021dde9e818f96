import csv
import io
import itertools
from datetime import date, timedelta

from django.test import Client
from django.utils import translation

from lagezentrum.web.public.strip import months
from tests.web.public.conftest import Read, Words, select, words_of


def test_the_land_on_the_day_after_the_order_shows_what_comes(words: Words) -> None:
    said = words("/land/", tag="2021-12-16")
    assert "Landesweit: Am Donnerstag, 16. Dezember 2021, galt in Niedersachsen Warnstufe 1." in said
    assert "41 Kreise: Warnstufe 2 1 4 Kreise: Warnstufe 1" in said
    assert "offen: Werte fehlen" in said  # the share of intensive-care beds of 10 December is not on record
    assert "Mi 15.12.2021: Feststellung: Warnstufe 2, Niedersachsen" in said


def test_the_land_says_what_changed_within_a_week(read: Read) -> None:
    page = read("/land/", tag="2021-12-17")
    table = next(t for t in select(page, "table") if "Verglichen mit" in words_of(t))
    assert [words_of(row) for row in select(table, "tbody tr")] == [
        "Heidekreis 1 2 Fr 17.12.2021",
        "Landkreis Holzminden 1 2 Fr 17.12.2021",
        "Landkreis Nienburg (Weser) 1 2 Fr 17.12.2021",
        "Stadt Wilhelmshaven 1 2 Fr 17.12.2021",
    ]
    assert "In keinem Kreis gilt etwas anderes als vor einer Woche." in words_of(
        read("/land/", tag="2021-12-15").get_element_by_id("inhalt")
    )


def test_only_statewide_indicators_and_rules_stand_on_the_page_of_the_land(read: Read) -> None:
    page = read("/land/", tag="2021-12-16")
    assert [words_of(title) for title in select(page, ".lz-charts h3")] == [
        "7-Tage-Hospitalisierungsinzidenz",
        "Intensivbetten-Anteil",
    ]
    assert [words_of(title) for title in select(page, ".lz-routes h3")] == ["landesweite Warnstufe"]


def test_the_strip_has_a_row_for_every_district_told_in_words(read: Read) -> None:
    rows = select(read("/verlauf/"), ".lz-strips tbody tr")
    assert len(rows) == 45
    told = {words_of(select(row, "th")[0]): select(row, "svg.lz-strip")[0].get("aria-label") for row in rows}
    assert told["Region Hannover"] == (
        "keine Warnstufe 25.8.–23.11.; Warnstufe 1 24.11.–30.11.; Warnstufe 2 1.12.–20.12."
    )
    assert told["Landkreis Vechta"].startswith("keine Warnstufe 25.8.–18.9.; Warnstufe 1 19.9.–")


def test_the_name_of_a_month_is_shortened_or_left_out_where_it_would_run_into_the_next() -> None:
    with translation.override("de"):
        for last, labels in (
            (date(2021, 12, 20), ["Aug.", "September", "Oktober", "November", "Dezember"]),
            (date(2022, 1, 3), ["Aug.", "September", "Oktober", "November", "Dezember", ""]),
            (date(2022, 2, 10), ["", "September", "Oktober", "November", "Dezember", "Januar 2022", "Feb."]),
        ):
            assert [month.label for month in months(date(2021, 8, 25), last)] == labels


def test_the_strip_as_a_table_covers_every_day_once(read: Read) -> None:
    read("/verlauf/")
    response = Client().get("/verlauf.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert response["Content-Disposition"] == 'attachment; filename="verlauf.csv"'
    for ags in ("03241", "03358"):
        mine = [
            (date.fromisoformat(r["first_day"]), date.fromisoformat(r["last_day"])) for r in rows if r["ags"] == ags
        ]
        assert mine[0][0] == date(2021, 8, 25)
        assert mine[-1][1] == date(2021, 12, 20)
        assert all(b[0] - a[1] == timedelta(days=1) for a, b in itertools.pairwise(mine))


def test_a_series_is_given_as_published_with_its_source(read: Read) -> None:
    read("/land/")
    rows = list(csv.DictReader(io.StringIO(Client().get("/reihen/03241/new_cases.csv").content.decode())))
    hannover = {row["day"]: row for row in rows}
    assert hannover["2021-11-24"]["value"].startswith("172.7645")
    assert hannover["2021-11-24"]["source"].startswith("RKI")
    assert hannover["2021-11-24"]["published_at"] == "2021-11-24T00:00:00+01:00"
    assert hannover["2021-09-24"]["published_at"].endswith("+02:00")
    assert Client().get("/reihen/03/hospitalisation.csv").status_code == 200
    for wrong in ("/reihen/03/new_cases.csv", "/reihen/03241/hospitalisation.csv", "/reihen/03241/x.csv"):
        assert Client().get(wrong).status_code == 404


def test_a_day_without_a_figure_has_a_row_without_a_value(read: Read) -> None:
    read("/land/")
    rows = list(csv.DictReader(io.StringIO(Client().get("/reihen/03/icu_share.csv").content.decode())))
    days = [date.fromisoformat(row["day"]) for row in rows]
    assert all(b - a == timedelta(days=1) for a, b in itertools.pairwise(days))
    (missing,) = [row for row in rows if row["day"] == "2021-12-10"]
    assert missing["indicator"] == "icu_share"
    assert (missing["value"], missing["published_at"], missing["source"]) == ("", "", "")
    assert rows[-1]["value"]
