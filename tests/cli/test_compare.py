"""`lage compare` and `lage demo`: computed beside ordered."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Lage


def rows_of(lage: Lage, *more: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(lage("compare", "--format", "csv", *more).out)))


def test_every_order_on_record_is_reproduced_or_explained(lage: Lage) -> None:
    rows = [row for row in rows_of(lage) if row["side"] == "ordered"]
    assert len(rows) == 53
    assert {row["verdict"] for row in rows} == {"matched", "human decision", "missing value"}
    assert sum(row["verdict"] == "matched" for row in rows) == 48
    assert {(r["area"], r["reason"]) for r in rows if r["verdict"] == "human decision"} == {
        ("03241", "declined"),
        ("03404", "own discretion"),
    }


def test_the_statewide_order_hangs_on_one_value_only(lage: Lage) -> None:
    (row,) = [
        row for row in rows_of(lage) if row["side"] == "ordered" and row["rule"] == "statewide" and row["level"] == "2"
    ]
    assert (row["verdict"], row["missing"]) == ("missing value", "icu_share 03 2021-12-10")
    assert "jeder Wert über 10,0 passt zur Anordnung" in " ".join(lage("compare").out.split())


def test_an_order_within_a_long_open_run_stands_beside_the_section_it_could_rest_on(lage: Lage) -> None:
    (row,) = [
        row for row in rows_of(lage) if row["side"] == "ordered" and row["area"] == "03460" and row["level"] == "1"
    ]
    assert row["section"] == "2021-09-13;2021-09-14;2021-09-15;2021-09-16;2021-09-17"  # holds the missing days
    assert row["missing"] == "icu_share 03 2021-09-15;icu_share 03 2021-09-16"
    assert row["computed_effect"] == row["effective"] == "2021-09-19"


def test_computed_changes_without_an_order_are_told(lage: Lage) -> None:
    rows = {(row["area"], row["kind"]): row for row in rows_of(lage) if row["side"] == "computed"}
    assert rows["03256", "raise"]["computed_effect"] == "2021-12-02"
    assert rows["03404", "raise"]["reason"] == "ordered already from 2021-12-01"
    assert rows["03255", "raise"]["reason"] == "no order on record"
    assert rows["03358", "raise"]["reason"] == "holds statewide from 2021-12-17"
    assert rows["03451", "lower"]["reason"] == "holds statewide from 2021-12-17"


def test_json_says_what_could_not_be_compared(lage: Lage) -> None:
    content = json.loads(lage("compare", "--format", "json").out)
    assert content["rules_without_any_order"] == ["new-cases"]
    assert content["findings_of_rules_without_any_order"] > 100


def test_the_full_files_with_their_own_list_agree(lage: Lage, shared_data: Path) -> None:
    answer = lage("compare", "--data", str(shared_data))
    assert answer.code == 0
    assert "0 sind unser Fehler" in answer.out


def test_an_order_that_nothing_explains_is_our_error_and_ends_with_1(lage: Lage, tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text("kind,rule,area,step,effective\ndetermined,local,03241,3,2021-12-03\n", encoding="utf-8")
    answer = lage("compare", "--decisions", str(table))
    assert answer.code == 1
    assert "unser Fehler" in answer.out


def test_a_regulation_without_orders_says_so(lage: Lage, shared_data: Path) -> None:
    answer = lage("compare", "--regulation", "de-ni/stufenplan", "--data", str(shared_data))
    assert answer.code == 2
    assert "--decisions" in answer.notes


@pytest.mark.parametrize(("language", "words"), [("de", "in 40 von 45"), ("en", "in 40 of 45")])
def test_the_demo_shows_the_known_facts_and_ends_with_the_orders(lage: Lage, language: str, words: str) -> None:
    answer = lage("demo", "--no-serve", "--lang", language)
    assert answer.code == 0
    text = " ".join(answer.out.split())
    assert words in text
    assert "Region Hannover ··gGGGggggGGGggggg·GgggGGGGGGG1122222222333333333333333333333" in text
    assert text.index("Region Hannover ··") < text.index("53 ")
    assert len(answer.out.splitlines()) <= 125
