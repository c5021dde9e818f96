"""What a nomination can get wrong: each value with row, column and a remedy in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from lagezentrum.staffing.intake.nominations import Status, read_nominations
from lagezentrum.staffing.model import Consent, Mode, Skill
from tests.staffing.intake.material import KNOWN, NOMINATION_NAMES, nominations

WRONG = [
    ("kennung", "Mueller", "Namen werden nicht erhoben"),
    ("kennung", "Max Muster 1", "Namen werden nicht erhoben"),
    ("kennung", "K-1000", "zweimal"),
    ("kennung", "", "leer ist nicht null"),
    ("dienststelle_id", "FA-002", "FA-001"),
    ("dienststelle_id", "PI-01", "Polizei"),
    ("statusgruppe", "Angestellte", "Beamte, Tarif"),
    ("laufbahngruppe_band", "3.1", "1.1"),
    ("vzae", "0,8", "Viertel"),
    ("vzae", "1,25", "Viertel"),
    ("vzae", "0", "Viertel"),
    ("vzae", "-0,5", "Viertel"),
    ("vzae", "1.000,5", "Komma"),
    ("vzae", "halb", "Komma"),
    ("einsatz_ab", "31.02.2021", "2020-11-09"),
    ("einsatz_ab", "9.11.20", "vier Ziffern"),
    ("einsatz_ab", "11/09/2020", "2020-11-09"),
    ("einsatz_bis", "08.11.2020", "vertauscht"),
    ("einsatzart", "egal", "beides"),
    ("einsatzart", "nur_remote", "max_km"),
    ("kreis_ags", "99999", "Landkreis"),
    ("kreis_ags", "30159 Hannover", "keine Adresse"),
    ("max_km", "-1", "1 bis 500"),
    ("max_km", "12,5", "1 bis 500"),
    ("stufe", "KPM", "KPN"),
    ("schulung_am", "01.02.2021", "einsatz_bis"),
    ("personalrat_am", "01.02.2021", "einsatz_bis"),
    ("sprachen", "türkisch", "zwei Buchstaben"),
    ("sprachen", "tr,xx", "xx"),
    ("dienstgeraet", "vielleicht", "j, ja, n, nein"),
    ("zustimmung", "ja", "nicht_erforderlich"),
    ("freigabe_durch", "Frau Beispiel", "nicht mit Namen"),
    ("pool", "freiwillige", "soldiers"),
]


@pytest.mark.parametrize(("column", "value", "said"), WRONG)
def test_a_wrong_value_is_told_with_row_column_and_remedy(column: str, value: str, said: str) -> None:
    found = read_nominations(nominations({"kennung": "K-1"}, {"kennung": "K-2", column: value}), KNOWN)
    assert [number for number, _ in found.rows] == [2]
    (problem,) = found.problems
    assert problem.row == 3
    place = "max_km" if value == "nur_remote" else column
    assert problem.column == place
    assert said in problem.in_language("de")
    assert problem.in_language("en").startswith(f"row 3, column {place}")


def test_an_offer_that_is_over_is_refused_when_the_day_is_known() -> None:
    (problem,) = read_nominations(nominations(), replace(KNOWN, today=date(2021, 1, 30))).problems
    assert (problem.row, problem.column) == (2, "einsatz_bis")
    assert read_nominations(nominations(), replace(KNOWN, today=date(2021, 1, 29))).right


def test_every_problem_of_a_row_is_told_at_once() -> None:
    row = {"kennung": "x", "vzae": "2", "stufe": "?", "einsatz_ab": "morgen", "sprachen": "deutsch"}
    found = read_nominations(nominations(row), KNOWN)
    assert {problem.column for problem in found.problems} == set(row)


def test_a_good_row_becomes_a_person_without_a_name() -> None:
    (found,) = read_nominations(
        nominations({"laufbahngruppe_band": "", "sprachen": "", "personalrat_am": ""}), KNOWN
    ).content
    person = found.person
    assert (person.key, person.quarters, person.mode, person.skill) == (
        "FA-001/K-0017", 3, Mode.BOTH, Skill.CONTACT_TRACING,
    )  # fmt: skip
    assert (person.available_from, person.available_to) == (date(2020, 11, 9), date(2021, 1, 29))
    assert (person.latitude, person.longitude) == KNOWN.districts["03241"]
    assert (person.languages, person.staff_council_on, found.band) == (frozenset(), None, "")
    assert (found.status, found.own_device, person.consent) == (Status.CIVIL_SERVANT, True, Consent.GIVEN)


def test_the_same_pseudonym_twice_names_the_other_row_and_that_of_another_authority_is_no_other() -> None:
    same = read_nominations(nominations({}, {}), KNOWN)
    assert [problem.row for problem in same.problems] == [3]
    assert "Zeile 2" in same.problems[0].what.de
    other = {"dienststelle_id": "RK-01"}
    assert read_nominations(nominations({}, other), KNOWN).right


@pytest.mark.parametrize(
    "column", ["Name", "Nachname", "Geburtsdatum", "Anschrift", "Telefon", "Schwerbehinderung", "Bemerkungen", "Kinder"]
)
def test_columns_that_may_not_be_collected_refuse_the_file_whatever_stands_in_it(column: str) -> None:
    content = nominations().decode().replace("max_km", f"max_km;{column}").replace(";40;", ";40;;").encode()
    found = read_nominations(content, KNOWN)
    assert found.rows == ()
    (problem,) = found.problems
    assert (problem.row, problem.column) == (1, "K")
    assert "§ 88" in problem.why.de
    assert "§ 88" in problem.why.en


def test_every_missing_column_is_named() -> None:
    found = read_nominations(b"kennung;dienststelle_id\nK-1;FA-001\n", KNOWN)
    assert [problem.column for problem in found.problems] == NOMINATION_NAMES[2:17]


TEAM = {"dienststelle_id": "RK-01", "pool": "mobile_teams", "team": "T1", "einsatzart": "nur_vor_ort"}


def team(size: int, **last: str) -> bytes:
    rows = [TEAM | {"kennung": f"K-{number}"} for number in range(size)]
    return nominations(*rows[:-1], rows[-1] | last)


def test_a_mobile_team_has_nine_people_and_comes_whole() -> None:
    whole = read_nominations(team(9), KNOWN)
    assert whole.right
    assert {row.person.team for row in whole.content} == {"RK-01/T1"}
    short = read_nominations(team(8), KNOWN)
    assert short.rows == ()
    assert "8 statt 9" in short.problems[0].what.de
    broken = read_nominations(team(9, vzae="0,3"), KNOWN)
    assert broken.rows == ()
    assert len(broken.problems) == 9


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"pool": "soldiers", "einsatzart": "nur_remote", "max_km": ""}, "einsatzart"),
        ({"pool": "students", "einsatzart": "nur_vor_ort"}, "einsatzart"),
        ({"pool": "scouts", "stufe": "Leitung"}, "stufe"),
        ({"pool": "mobile_teams", "einsatzart": "nur_vor_ort"}, "team"),
    ],
)
def test_each_pool_has_rules_of_its_own(row: dict[str, str], column: str) -> None:
    (problem,) = read_nominations(nominations(row), KNOWN).problems
    assert problem.column == column
