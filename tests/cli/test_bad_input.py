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
    answer = lage("findings", "--decisions", str(table))
    assert answer.code == 2
    assert f"{table}:2" in answer.notes
    assert answer.out == ""
