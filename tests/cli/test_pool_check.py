"""`lage pool check`: exit codes and forms of the answer."""

import csv
import io
import json
from pathlib import Path

import pytest

from lagezentrum.staffing.model import week_name
from tests.cli.conftest import Lage
from tests.staffing.checking.base_plan import W1, W2, put, rules, spoiled, valid, written


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.json"


def test_a_valid_plan_ends_with_0(lage: Lage, plan: Path) -> None:
    plan.write_bytes(written(valid()))
    answer = lage("pool", "check", str(plan))
    assert answer.code == 0
    assert answer.out.startswith("Gültig: keine Regel ist verletzt.")


def test_broken_rules_end_with_1_and_are_named(lage: Lage, plan: Path) -> None:
    plan.write_bytes(spoiled(rules(ceiling=3), put("people", {"key": "A/3"}, consent="refused")))
    answer = lage("pool", "check", str(plan))
    assert answer.code == 1
    assert "11 Obergrenze" in answer.out
    assert "A/3 hat nicht zugestimmt." in " ".join(answer.out.split())
    assert "Nicht gültig, Verstöße: 4." in answer.out
    english = lage("pool", "check", str(plan), "--lang", "en")
    assert "A/3 has refused consent." in " ".join(english.out.split())


def test_json_has_violations_and_figures(lage: Lage, plan: Path) -> None:
    plan.write_bytes(spoiled(put("lenders", {"key": "A"}, max_quarters=9)))
    answer = lage("pool", "check", str(plan), "--format", "json", "--lang", "en")
    assert answer.code == 1
    told = json.loads(answer.out)
    assert (told["valid"], told["people"], told["assignments"]) == (False, 8, 14)
    assert told["violations"] == [
        {
            "rule": 8, "name": "lender", "week": week_name(W2), "receiver": None, "person": None,
            "violation": "A lends 2.5 FTE, at most 2.25 are possible.",
        }
    ]  # fmt: skip
    assert told["weeks"][0] | {"receivers": None} == {
        "week": week_name(W1), "people": 6, "need_fte": 5.0, "covered_fte": 5.0, "coverage": 1.0,
        "minimum_coverage": 1.0, "gini": 0.0, "changes": 0, "receivers": None,
    }  # fmt: skip


def test_csv_has_a_row_per_violation(lage: Lage, plan: Path) -> None:
    plan.write_bytes(spoiled(rules(ceiling=3)))
    answer = lage("pool", "check", str(plan), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert [(row["rule"], row["name"], row["week"]) for row in rows] == [
        ("11", "Obergrenze", week_name(W1)),
        ("11", "Obergrenze", week_name(W2)),
    ]


def test_what_can_not_be_read_ends_with_2_and_its_place(lage: Lage, plan: Path) -> None:
    plan.write_bytes(spoiled(put("people", {"key": "A/3"}, quarters="2")))
    answer = lage("pool", "check", str(plan))
    assert (answer.code, answer.out) == (2, "")
    assert "people[2].quarters: erwartet: eine ganze Zahl von 1 bis 4" in answer.notes
    assert "nichts" in answer.notes
    missing = lage("pool", "check", str(plan.with_name("other.json")))
    assert missing.code == 2
    assert "other.json ist nicht lesbar" in missing.notes
