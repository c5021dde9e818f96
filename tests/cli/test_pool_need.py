"""`lage pool need`: the back-test as a command, ranges, requests, counts from SORMAS, and what is refused."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Lage

HEAD = (
    "empfaenger_ags;kw;stufe;vzae_bedarf;vzae_eigen;rki_status;faelle_7t;kontakte_je_fall;rueckstand_faelle;"
    "remote_moeglich;plaetze_vor_ort;it_zugaenge_frei;max_neue_kraefte;sprachen\n"
)
CLOPPENBURG = "03453;2020-W45;KPN;400;30;gefährdet;;15;;j;;;;\n"


def answer(lage: Lage, *arguments: str, week: str = "2020-W45") -> dict[str, Any]:
    found = lage("pool", "need", "--week", week, "--format", "json", *arguments)
    assert found.code == 0, found.notes
    content: dict[str, Any] = json.loads(found.out)
    return content


@pytest.mark.parametrize(("hours", "missing", "offices"), [("6", 96.4, 6), ("10", 539.8, 16), ("12", 872.4, 23)])
def test_week_45_leaves_the_known_posts_missing(lage: Lage, hours: str, missing: float, offices: int) -> None:
    found = answer(lage, "--hours-per-case", hours)
    assert found["format"] == "lagezentrum.pool-need/1"
    assert found["cases"] == 8765
    assert found["missing_fte"] == pytest.approx(missing, abs=0.05)
    assert found["offices_with_gap"] == offices
    rows = found["offices"]
    assert len(rows) == 43
    assert sum(row["missing_fte"] for row in rows) == pytest.approx(found["missing_fte"], abs=0.3)
    assert sum(row["cases"] for row in rows) == 8765
    assert "as corrected later" in answer(lage, "--hours-per-case", hours, "--lang", "en")["state"]


def test_the_published_table_gives_the_same_answer_as_the_bundled_one(lage: Lage, shared_data: Path) -> None:
    bundled, published = (answer(lage, "--hours-per-case", "10", *more) for more in ((), ("--data", str(shared_data))))
    assert bundled["offices"] == published["offices"]
    assert published["missing_fte"] == pytest.approx(539.8, abs=0.05)
    assert "nicht bekannt" in published["state"] or "steht dort nicht" in published["state"]


def test_without_hours_per_case_everything_is_a_range_with_its_assumptions(lage: Lage) -> None:
    found = answer(lage)
    spread = found["missing_fte_range"]
    assert spread["low"] < found["missing_fte"] == spread["likely"] < spread["high"]
    row = found["offices"][0]
    assert row["need_fte"]["low"] < row["need_fte"]["likely"] < row["need_fte"]["high"]
    parameters = {one["name"]: one for one in found["assumptions"]["parameters"]}
    assert parameters["contacts_per_case"]["high"] == 11
    assert {one["mark"] for one in parameters.values()} == {"verified", "unverified", "assumed"}
    assert {one["mark"] for one in row["comparisons"]} == {"verified", "unverified"}
    assert row["norm_fte"] == pytest.approx(row["population"] * 5 / 20_000, abs=0.01)


def test_an_assumption_can_be_replaced_and_is_marked_as_given(lage: Lage) -> None:
    more = answer(lage, "--assume", "contacts_per_case=10-15-20")
    assert more["missing_fte"] > answer(lage)["missing_fte"]
    (given,) = (one for one in more["assumptions"]["parameters"] if one["mark"] == "given")
    assert (given["name"], given["likely"]) == ("contacts_per_case", 15)


def test_that_an_assumption_does_not_change_fixed_hours_is_said(lage: Lage) -> None:
    found = lage(
        "pool", "need", "--week", "2020-W45", "--hours-per-case", "10", "--assume", "absence=0.3", "--office", "03241"
    )
    assert "nicht die Höhe" in found.notes
    assert "1.421" in found.out


@pytest.mark.parametrize("office", ["GA03459", "03404", "03459", "Stadt Osnabrück", "Landkreis und Stadt Osnabrück"])
def test_an_office_is_found_by_key_district_or_name(lage: Lage, office: str) -> None:
    (row,) = answer(lage, "--hours-per-case", "10", "--office", office)["offices"]
    assert (row["office"], row["cases"]) == ("GA03459", 868)


def test_a_request_stands_beside_the_need_with_the_difference_in_words(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "requests.csv"
    file.write_text(HEAD + CLOPPENBURG + "NLGA;2020-W45;IT;3;0;;;;;j;;;;\n", encoding="utf-8")
    found = {row["office"]: row for row in answer(lage, "--requests", str(file), "--lang", "en")["offices"]}
    assert len(found) == 44
    request = found["GA03453"]["request"]
    assert (request["asks_fte"], request["status"], request["beside"]["verdict"]) == (370, "at_risk", "above")
    parts = {part["stated"]: part["fte"] for part in request["beside"]["parts"]}
    total = sum(parts.values()) + request["beside"]["unexplained_fte"]
    assert total == pytest.approx(request["beside"]["difference_fte"], abs=0.05)
    assert "because contacts per case 15 instead of 5–11" in request["beside"]["sentence"]
    assert (found["NLGA"]["basis"], found["NLGA"]["missing_fte"], found["NLGA"]["need_fte"]) == ("request", 3, None)
    card = lage("pool", "need", "--week", "2020-W45", "--office", "Cloppenburg", "--requests", str(file))
    assert "Meldet 370" in card.out
    assert "Nachverfolgung gefährdet." in card.out


def test_a_receiver_that_asked_for_nobody_is_not_said_to_lack_nobody(lage: Lage) -> None:
    (row,) = answer(lage, "--office", "NLGA")["offices"]
    assert row["basis"] == "none"
    assert {row[name] for name in ("missing_fte", "missing_fte_range", "missing_by_skill")} == {None}
    card = lage("pool", "need", "--week", "2020-W45", "--office", "NLGA")
    assert "niemand hat einen Bedarf genannt" in card.out
    line = lage("pool", "need", "--week", "2020-W45", "--office", "NLGA", "--format", "csv").out.splitlines()[1]
    assert line.endswith(",none" + "," * 10)


def test_a_request_for_another_week_is_said_not_to_be_there(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "requests.csv"
    file.write_text(HEAD + CLOPPENBURG.replace("W45", "W46"), encoding="utf-8")
    found = lage("pool", "need", "--week", "2020-W45", "--requests", str(file))
    assert found.code == 0
    assert "keine Meldung für 2020-W45" in found.notes


def test_cases_from_sormas_take_the_place_of_those_on_record(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    days = [date(2020, 11, 2) + timedelta(days=n) for n in range(7)]
    rows = "".join(f"u,{day},LK Vechta,Erika\n" * 100 for day in days)
    file.write_text("Case,Case,Case,Person\nuuid,reportDate,district,person.firstName\n" + rows, encoding="utf-8")
    noted = lage("pool", "need", "--week", "2020-W45", "--sormas", str(file)).notes
    assert "700 Fälle gezählt, 1 Landkreise, 02.11.2020–08.11.2020" in noted
    found = answer(lage, "--hours-per-case", "10", "--sormas", str(file))
    cases = {row["office"]: row["cases"] for row in found["offices"]}
    assert (cases["GA03460"], cases["GA03453"]) == (700, 555)
    assert "SORMAS" in found["state"]
    assert "SORMAS" in found["source"]
    assert "Erika" not in json.dumps(found)


def test_contacts_from_sormas_replace_the_contacts_that_the_model_assumes(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("reportDate,district,followUpUntil\n" + "2020-11-01,Vechta,2020-11-04\n" * 30, encoding="utf-8")
    refused = lage("pool", "need", "--week", "2020-W45", "--office", "Vechta", "--sormas", str(file))
    assert refused.code == 2
    assert "30 Kontakte in Nachverfolgung" in refused.notes
    assert "bestätigen Sie das mit --contacts-complete" in refused.notes
    (row,) = answer(lage, "--office", "Vechta", "--sormas", str(file), "--contacts-complete")["offices"]
    # 30 contacts, followed up on Monday, Tuesday and Wednesday of seven days
    assert row["under_follow_up"]["likely"] == pytest.approx(30 * 3 / 7, abs=0.01)


def test_an_export_with_a_bad_row_is_refused_by_row_and_column(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text("reportDate,district\n2020-11-02,LK Nirgendwo\n", encoding="utf-8")
    found = lage("pool", "need", "--week", "2020-W45", "--sormas", str(file))
    assert found.code == 2
    assert "Zeile 2, Spalte B" in found.notes


def test_a_week_in_which_a_day_is_missing_is_unknown_and_not_zero(lage: Lage, tmp_path: Path) -> None:
    days = [date(2020, 11, 2) + timedelta(days=n) for n in range(7)]
    rows = "".join(f"{day},{ags},5\n" for day in days for ags in ("03453", "03460") if (day.day, ags) != (4, "03460"))
    (tmp_path / "nds_district_cases_by_meldedatum.csv").write_text("meldedatum,ags,cases\n" + rows, encoding="utf-8")
    found = answer(lage, "--hours-per-case", "10", "--data", str(tmp_path))
    known = {row["office"]: (row["cases"], row["missing_fte"]) for row in found["offices"]}
    assert known["GA03453"] == (35, 0)
    assert known["GA03460"] == (None, None)
    assert "GA03460" in found["offices_unknown"]
    assert len(found["offices_unknown"]) == 42
    table = lage("pool", "need", "--week", "2020-W45", "--hours-per-case", "10", "--data", str(tmp_path))
    assert "Bedarf unbekannt" in table.out


def test_the_outlook_shows_its_past_error(lage: Lage) -> None:
    found = answer(lage, "--ahead", "2", "--office", "Vechta")["outlook"]
    assert found["known_to"] == "2020-11-08"
    assert [(one["week"], one["weeks_ahead"]) for one in found["offices"]] == [("2020-W46", 1), ("2020-W47", 2)]
    assert all(past["median_error_percent"] > 0 and past["forecasts"] > 400 for past in found["past"])
    table = lage("pool", "need", "--week", "2020-W45", "--ahead", "1", "--lang", "en")
    assert "past error" in table.out


def test_csv_has_a_row_per_office_with_the_ends_of_the_range(lage: Lage) -> None:
    found = lage("pool", "need", "--week", "45/2020", "--format", "csv", "--hours-per-case", "6-10-12")
    rows = list(csv.DictReader(io.StringIO(found.out)))
    assert len(rows) == 43
    for column, expected in (("missing_fte_low", 96.4), ("missing_fte", 539.8), ("missing_fte_high", 872.4)):
        assert sum(float(row[column]) for row in rows) == pytest.approx(expected, abs=0.2)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_table_names_the_sum_and_the_state_of_the_figures(lage: Lage, lang: str) -> None:
    found = lage("pool", "need", "--week", "2020-W45", "--hours-per-case", "10", "--lang", lang)
    said = " ".join(found.out.split())
    if lang == "de":
        assert "8.765 neue Fälle; es fehlen 539,8 VZÄ in 16 Ämtern" in said
        assert "wie später berichtigt (Stand 1. Juni 2023)" in said
    else:
        assert "8,765 new cases; 539.8 FTE are missing in 16 offices" in said
        assert "as corrected later (state of 1 June 2023)" in said
    assert max(len(line) for line in found.out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--week", "2019-W01"), "2020-W34 bis 2021-W11"),
        (("--week", "2020-W31", "--hours-per-case", "10"), "2020-W32 bis 2021-W11"),
        (("--week", "2020-W54"), "keine Kalenderwoche"),
        (("--week", "nächste"), "2020-W46"),
        (("--week", "2020-W45", "--hours-per-case", "0"), "von 0,1 bis 200"),
        (("--week", "2020-W45", "--hours-per-case", "12-10-6"), "aufsteigende"),
        (("--week", "2020-W45", "--hours-per-case", "zehn"), "'zehn'"),
        (("--week", "2020-W45", "--own-staff-per-20000", "-1"), "von 0 bis 200"),
        (("--week", "2020-W45", "--own-staff-per-20000", "nan"), "von 0 bis 200"),
        (("--week", "2020-W45", "--weekly-hours", "0"), "von 1 bis 60"),
        (("--week", "2020-W45", "--office", "Atlantis"), "Atlantis"),
        (("--week", "2020-W45", "--ahead", "5"), "höchstens 4"),
        (("--week", "2020-W45", "--ahead", "-1"), "von 0 bis 4"),
        (("--week", "2020-W45", "--assume", "contact_per_case=9"), "contacts_per_case"),
        (("--week", "2020-W45", "--assume", "digital_minutes=9"), "digitale Nachfrage"),
        (("--week", "2020-W45", "--data", "/nowhere"), "/nowhere"),
        (("--week", "2020-W45", "--requests", "/nowhere.csv"), "nicht lesbar (es gibt sie nicht)"),
        (("--week", "2020-W45", "--sormas", "/nowhere.csv"), "nicht lesbar"),
    ],
)
def test_what_can_not_be_is_refused_with_what_and_what_to_do(lage: Lage, arguments: tuple[str, ...], told: str) -> None:
    found = lage("pool", "need", *arguments)
    assert found.code == 2
    assert told in found.notes
    assert not found.out
