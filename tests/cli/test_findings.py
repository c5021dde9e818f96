"""`lage findings`: one row per change, in three forms."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.conftest import Lage

HEADER = "regulation,version,rule,area,level,change,section,earliest_effect,status"
MISSED = {"03255", "03256", "03358", "03404", "03405"}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_exactly_the_agreed_columns(lage: Lage) -> None:
    answer = lage("findings", "--format", "csv")
    assert answer.out.splitlines()[0] == HEADER
    assert answer.notes == ""
    rows = rows_of(answer.out)
    assert len(rows) > 300
    assert {row["change"] for row in rows} == {"raise", "lower"}
    assert {row["level"] for row in rows} == {"1", "2", "3", "3G"}
    assert {row["rule"] for row in rows} == {"statewide", "local", "new-cases"}


def test_forty_districts_reach_level_2_from_1_december(lage: Lage) -> None:
    answer = lage("findings", "--from", "2021-11-29", "--to", "2021-11-29", "--format", "csv")
    rows = [row for row in rows_of(answer.out) if row["rule"] == "local" and row["level"] == "2"]
    assert len(rows) == 40
    assert not MISSED & {row["area"] for row in rows}
    assert {row["earliest_effect"] for row in rows} == {"2021-12-01"}
    assert {row["section"] for row in rows} == {"2021-11-24;2021-11-25;2021-11-26;2021-11-27;2021-11-29"}


def test_statewide_level_2_is_undetermined_and_names_the_value_it_hangs_on(lage: Lage) -> None:
    answer = lage("findings", "--area", "Niedersachsen", "--from", "2021-12-01", "--format", "json")
    content = json.loads(answer.out)
    assert content["format"] == "lagezentrum.findings/1"
    (finding,) = content["findings"]
    assert finding["status"] == "undetermined"
    assert finding["section"] == ["2021-12-10", "2021-12-11", "2021-12-13", "2021-12-14", "2021-12-15"]
    assert finding["hangs_on"] == [{"indicator": "icu_share", "area": "03", "day": "2021-12-10"}]
    assert finding["run_end"] == "2021-12-15"
    assert finding["earliest_effect"] == "2021-12-17"


def test_the_span_selects_by_the_end_of_the_section_and_keeps_what_held_before(lage: Lage) -> None:
    everything = rows_of(lage("findings", "--format", "csv").out)
    some = rows_of(lage("findings", "--from", "2021-10-01", "--to", "2021-11-15", "--format", "csv").out)
    assert some == [row for row in everything if "2021-10-01" <= row["section"][-10:] <= "2021-11-15"]


def test_an_area_shows_the_same_rows_as_the_whole_land(lage: Lage) -> None:
    everything = rows_of(lage("findings", "--format", "csv").out)
    hannover = rows_of(lage("findings", "--area", "Hannover", "--format", "csv").out)
    assert hannover == [row for row in everything if row["area"] == "03241"]
    assert hannover


def test_all_adds_what_changes_nothing(lage: Lage) -> None:
    shown, complete = (rows_of(lage("findings", "--format", "csv", *more).out) for more in ((), ("--all",)))
    extra = Counter(tuple(row.values()) for row in complete) - Counter(tuple(row.values()) for row in shown)
    assert sum(extra.values()) == len(complete) - len(shown) > 40
    content = json.loads(lage("findings", "--all", "--format", "json").out)
    assert {finding["remark"] for finding in content["findings"]} == {None, "already in force", "without effect"}


def test_an_earlier_evaluation_day_knows_nothing_later(lage: Lage) -> None:
    early = rows_of(lage("findings", "--on", "2021-11-29", "--format", "csv").out)
    assert max(row["section"][-10:] for row in early) == "2021-11-29"
    late = rows_of(lage("findings", "--known-at", "2021-11-28", "--from", "2021-11-29", "--format", "csv").out)
    assert not [row for row in late if row["status"] == "found"]


def test_recorded_decisions_change_what_follows(lage: Lage, tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text(
        "kind,rule,area,step,decided_on,effective\ndetermined,statewide,03,2,2021-12-15,2021-12-17\n", encoding="utf-8"
    )
    answer = lage("findings", "--decisions", str(table), "--area", "03", "--from", "2021-12-16", "--format", "csv")
    assert answer.code == 0
    assert rows_of(answer.out) == []  # not lifted: the intensive-care share stayed above 10


def test_the_table_is_german_first_and_tells_what_is_missing(lage: Lage) -> None:
    german = lage("findings", "--from", "2021-12-10", "--to", "2021-12-16")
    assert "Heidekreis" in german.out
    assert "Es fehlt: Intensivbetten-Anteil vom Fr 10.12." in german.out
    english = lage("findings", "--from", "2021-12-10", "--to", "2021-12-16", "--lang", "en")
    assert "Missing: share of intensive-care beds of Fri 10 Dec." in english.out


def test_a_time_without_findings_says_so(lage: Lage) -> None:
    assert "Keine Feststellung" in lage("findings", "--from", "2022-01-10").out


def test_the_federal_brake_needs_other_figures_and_says_how_to_name_them(lage: Lage) -> None:
    answer = lage("findings", "--regulation", "de/bundesnotbremse")
    assert answer.code == 2
    assert "--data" in answer.notes
    assert answer.out == ""


def test_the_federal_brake_is_replayed_for_all_german_districts(lage: Lage, shared_data: Path) -> None:
    answer = lage("findings", "--regulation", "de/bundesnotbremse", "--data", str(shared_data), "--format", "csv")
    rows = rows_of(answer.out)
    assert {row["rule"] for row in rows} == {"district"}
    assert {"11000", "16056"} <= {row["area"] for row in rows}
    on_the_first_day = {
        row["area"] for row in rows if row["earliest_effect"] == "2021-04-24" and row["change"] == "raise"
    }
    assert len(on_the_first_day) == 325
    berlin = rows_of(
        lage(
            "findings", "--regulation", "de/bundesnotbremse", "--data", str(shared_data), "--area", "Berlin",
            "--format", "csv",
        ).out
    )  # fmt: skip
    assert berlin == [row for row in rows if row["area"] == "11000"]


def test_the_full_files_give_the_same_findings_as_the_bundled_season(lage: Lage, shared_data: Path) -> None:
    assert (
        lage("findings", "--data", str(shared_data), "--format", "csv").out == lage("findings", "--format", "csv").out
    )


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_form_can_be_asked_for(lage: Lage, form: str) -> None:
    assert lage("findings", "--area", "03241", "--format", form).code == 0


def test_sections_open_since_before_the_first_day_asked_for_are_mentioned(lage: Lage) -> None:
    inside = lage("findings", "--from", "2021-09-20", "--to", "2021-09-22", "--area", "Vechta", "--format", "csv")
    assert inside.out.count("\n") == 1  # the row itself stands under the end of its first section
    assert "Schon vor --from offen" in inside.notes
    assert "--from 2021-09-14" in inside.notes
    english = lage("findings", "--from", "2021-09-20", "--area", "Vechta", "--lang", "en")
    assert "--from 2021-09-14 shows their rows." in english.notes
    assert lage("findings", "--from", "2021-09-14", "--to", "2021-09-22", "--area", "Vechta").notes == ""
    assert lage("findings", "--from", "2021-11-24", "--to", "2021-12-03").notes == ""
