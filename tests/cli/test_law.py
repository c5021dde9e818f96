"""`lage law`: the regulations known, shown, compared, checked."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from lagezentrum.law.library import SHIPPED
from tests.cli.conftest import Lage


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A directory with a regulation of its own: the toy under another name."""
    folder = tmp_path / "probe" / "laternen" / "2024-01-01"
    shutil.copytree(SHIPPED / "toy" / "lampland" / "2024-01-01", folder)
    for file in folder.rglob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("toy/lampland", "probe/laternen"), encoding="utf-8")
    return tmp_path


def test_list_names_every_version(lage: Lage) -> None:
    out = lage("law", "list").out
    assert "de/bundesnotbremse" in out
    assert "24.11.2021–11.12.2021" in out
    rows = list(csv.DictReader(io.StringIO(lage("law", "list", "--format", "csv").out)))
    assert {"regulation", "version", "from", "to", "title"} == set(rows[0])
    assert sum(row["regulation"] == "de-ni/corona-vo" for row in rows) == 8


def test_show_gives_the_ranges_in_words(lage: Lage) -> None:
    assert "über 6 bis 9" in lage("law", "show", "de-ni/corona-vo@2021-12-12").out
    assert "above 6 to 9" in lage("law", "show", "de-ni/corona-vo@2021-12-12", "--lang", "en").out
    content = json.loads(lage("law", "show", "de-ni/corona-vo@2021-12-12", "--format", "json").out)
    assert content["ranges"]["icu_share"]["levels"]["2"]["above"] == "10"


def test_show_without_a_version_takes_the_larger_territory_and_names_the_other(lage: Lage) -> None:
    answer = lage("law", "show", "de/bundesnotbremse")
    assert answer.out.startswith("de/bundesnotbremse@2021-04-23\n")
    assert "alle Länder außer 09" in answer.out
    assert "de/bundesnotbremse@2021-04-23-bayern" in answer.notes
    named = lage("law", "show", "de/bundesnotbremse@2021-04-23-bayern")
    assert (named.out.splitlines()[0], named.notes) == ("de/bundesnotbremse@2021-04-23-bayern", "")


def test_show_says_what_is_counted_and_from_when_in_words(lage: Lage) -> None:
    english = " ".join(lage("law", "show", "de/bundesnotbremse", "--lang", "en").out.split())
    assert "3 days in a row, counting calendar days (every day); count from 20 Apr 2021; takes effect" in english
    german = " ".join(lage("law", "show", "de-ni/corona-vo@2021-12-12").out.split())
    assert "gezählt werden Werktage (Montag bis Samstag ohne gesetzliche Feiertage des Landes)" in german


def test_diff_takes_both_spellings(lage: Lage) -> None:
    first = lage("law", "diff", "de-ni/corona-vo@2021-11-24", "de-ni/corona-vo@2021-12-12", "--format", "csv")
    second = lage("law", "diff", "de-ni/corona-vo", "2021-11-24", "2021-12-12", "--format", "csv")
    third = lage("law", "diff", "de-ni/corona-vo@2021-11-24", "2021-12-12", "--format", "csv")
    assert first.out == second.out == third.out
    paths = [row["path"] for row in csv.DictReader(io.StringIO(first.out))]
    assert "rules.local.lifting.route" in paths
    assert lage("law", "diff", "2021-11-24", "2021-12-12").code == 2


def test_two_versions_that_say_the_same_are_said_to(lage: Lage) -> None:
    assert "sagen dasselbe" in lage("law", "diff", "toy/lampland", "2024-01-01", "2024-01-01").out


def test_check_finds_the_shipped_toy_in_order_and_lists_each_provision(lage: Lage) -> None:
    answer = lage("law", "check", "toy/lampland")
    assert answer.code == 0
    assert "Alles in Ordnung" in answer.out
    assert "umgesetzt" in answer.out
    assert "dem Menschen überlassen" in answer.out


def test_check_reads_regulations_from_a_directory_outside(lage: Lage, outside: Path) -> None:
    answer = lage("law", "check", "probe/laternen", "--regulations", str(outside))
    assert answer.code == 0
    assert "probe/laternen@2024-01-01" in answer.out


def test_check_tells_file_and_line_and_ends_with_1(lage: Lage, outside: Path) -> None:
    file = outside / "probe" / "laternen" / "2024-01-01" / "regulation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("calendar:", "calender:", 1), encoding="utf-8")
    answer = lage("law", "check", "probe/laternen", "--regulations", str(outside))
    assert answer.code == 1
    assert f"{file}:" in answer.out
    assert "calendar" in answer.out
    problems = json.loads(
        lage("law", "check", "probe/laternen", "--regulations", str(outside), "--format", "json").out
    )["problems"]
    assert problems[0]["line"] > 0
    by_csv = lage("law", "check", "probe/laternen", "--regulations", str(outside), "--format", "csv")
    assert by_csv.code == 1
    assert "calender" in by_csv.notes
    assert "calender" not in by_csv.out


def test_check_tells_problems_in_the_language_of_the_call(lage: Lage, outside: Path) -> None:
    file = outside / "probe" / "laternen" / "2024-01-01" / "regulation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("days_after: 2", "days_after: 3"), encoding="utf-8")
    call = ("law", "check", "probe/laternen", "--regulations", str(outside))
    for language, words, reason in (
        ("de", "erwartet, aber nicht festgestellt: ", "Grund: Die Regelung tut nicht"),
        ("en", "expected, but not found: ", "why: The regulation does not do"),
    ):
        for form in ("table", "csv"):
            answer = lage(*call, "--lang", language, "--format", form)
            assert words in answer.out + answer.notes
            assert reason in answer.out + answer.notes
        problems = json.loads(lage(*call, "--lang", language, "--format", "json").out)["problems"]
        assert any(problem["what"].startswith(words) for problem in problems)
        assert all(problem["why"] and problem["do"] for problem in problems)


def test_check_plays_the_scenarios(lage: Lage, outside: Path) -> None:
    folder = outside / "probe" / "laternen" / "2024-01-01"
    assert list(folder.glob("scenarios/*.yaml"))
    file = folder / "regulation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("days_after: 2", "days_after: 3"), encoding="utf-8")
    answer = lage("law", "check", "probe/laternen", "--regulations", str(outside))
    assert answer.code == 1
    assert "scenarios" in answer.out


def test_a_regulation_without_a_scenario_is_not_in_order(lage: Lage, outside: Path) -> None:
    for file in (outside / "probe" / "laternen").glob("*/scenarios/*.yaml"):
        file.unlink()
    answer = lage("law", "check", "probe/laternen", "--regulations", str(outside))
    assert answer.code == 1
    assert "probe/laternen hat kein Szenario" in answer.out
    answer = lage("law", "check", "probe/laternen", "--regulations", str(outside), "--lang", "en")
    assert "probe/laternen has no scenario" in answer.out


def test_check_can_be_narrowed_to_one_version(lage: Lage) -> None:
    answer = lage("law", "check", "toy/lampland@2024-01-01", "--format", "csv")
    assert {row["version"] for row in csv.DictReader(io.StringIO(answer.out))} == {"2024-01-01"}
    unknown = lage("law", "check", "toy/lampland@2024-01-02")
    assert unknown.code == 2
    assert "toy/lampland@2024-01-01" in unknown.notes


def test_regulations_may_come_from_the_environment(lage: Lage, outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGE_REGULATIONS", str(outside))
    assert "probe/laternen" in lage("law", "list").out
