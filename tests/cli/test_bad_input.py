"""Bad input: one clear message, exit code 2, nothing on standard output, no traceback."""

from pathlib import Path

import pytest

from tests.cli.conftest import Lage

CASES = [
    (("explain", "Hannover", "2021-13-01"), "JJJJ-MM-TT"),
    (("explain", "Hannover", "gestern"), "kein Datum"),
    (("explain", "Hannover", "2022-05-01"), "23.02.2022"),
    (("explain", "Hanover Stadt", "2021-12-01"), "03241"),
    (("explain", "osnabrück", "2021-12-01"), "Landkreis Osnabrück (03459)"),
    (("explain", "3241", "2021-12-01"), "03241"),
    (("explain", "Berlin", "2021-12-01"), "gilt nicht"),
    (("explain", "Hannover"), "TAG"),
    (("status", "--on", "2021-02-30"), "--on"),
    (("status", "--on", "2020-01-01"), "25.08.2021"),
    (("status", "--known-at", "heute"), "--known-at"),
    (("status", "--area", "Atlantis"), "Atlantis"),
    (("findings", "--from", "2022-01-01", "--to", "2021-12-01"), "vertauschen"),
    (("findings", "--regulation", "de-ni/corona"), "de-ni/corona-vo"),
    (("findings", "--regulation", "toy/lampland"), "keine veröffentlichten Zahlen"),
    (("findings", "--data", "/does/not/exist"), "/does/not/exist"),
    (("findings", "--format", "xml"), "xml"),
    (("findings", "--bogus"), "--bogus"),
    (("fndings",), "findings"),
    (("compare", "--decisions", "/does/not/exist.csv"), "exist.csv"),
    (("law", "show", "de-ni/corona-vo@2021-12-13"), "2021-12-12"),
    (("law", "list", "--regulations", "/does/not/exist"), "/does/not/exist"),
    (("--lang", "fr", "demo"), "de | en"),
]


@pytest.mark.parametrize(("arguments", "hint"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_the_message_says_what_to_do(lage: Lage, arguments: tuple[str, ...], hint: str) -> None:
    answer = lage(*arguments)
    assert answer.code == 2
    assert hint in answer.notes
    assert "Traceback" not in answer.notes
    assert answer.out == ""


def test_a_broken_file_is_named_with_its_line(lage: Lage, tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text("kind,rule,area,step,effective\ndetermined,local,Hanover,2,2021-12-01\n", encoding="utf-8")
    for code, words in (("de", "Kein Gebiet 'Hanover' bekannt"), ("en", "Unknown area 'Hanover'")):
        answer = lage("findings", "--decisions", str(table), "--lang", code)
        assert answer.code == 2
        assert f"{table}:2: {words}" in answer.notes
        assert answer.out == ""


BROKEN = {
    "law": (("law", "list", "--regulations", "/does/not/exist"), "Grund: Dort werden Regelungen", "why: Regulations"),
    "figures": (("findings", "--data", "/does/not/exist"), "Abhilfe: Berichtigen Sie", "do:  Correct the path"),
    "orders": (("compare", "--decisions", "/does/not/exist"), "es gibt sie nicht", "there is no such file"),
    "area": (("explain", "3241", "2021-12-01"), "Die führende Null gehört dazu", "keep the leading zero"),
    "name": (("explain", "osnabrück", "2021-12-01"), "kann heißen", "Give the key or the full name"),
    "regulation": (("findings", "--regulation", "de-ni/corona"), "Meinten Sie", "Did you mean"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_bad_input_is_told_in_the_language_of_the_call(lage: Lage, case: str) -> None:
    arguments, german, english = BROKEN[case]
    assert german in lage(*arguments).notes
    told = lage(*arguments, "--lang", "en").notes
    assert english in told
    assert german not in told


@pytest.mark.parametrize(
    ("option", "said"), [("--area=", "Kein Gebiet ''"), ("--from=", "--from: ''"), ("--to=", "--to: ''")]
)
def test_an_empty_option_is_not_taken_for_none(lage: Lage, option: str, said: str) -> None:
    answer = lage("findings", option)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.notes
