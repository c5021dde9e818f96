"""`lage pool plan`, `explain` and `what-if` on the bundled autumn."""

import json
from pathlib import Path

import pytest

from lagezentrum.cli.main import main
from lagezentrum.staffing.intake import templates
from tests.cli.conftest import Lage

HOURS = ("--hours-per-case", "10")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("plan") / "plan.json"
    assert main(["pool", "plan", "--weeks", "1", *HOURS, "--format", "csv", "--out", str(file)]) == 0
    return file


def test_the_plan_passes_the_independent_check(lage: Lage, plan: Path) -> None:
    assert lage("pool", "check", str(plan)).code == 0


def test_json_has_coverage_objective_and_proof(lage: Lage) -> None:
    answer = json.loads(lage("pool", "plan", "--weeks", "1", *HOURS, "--format", "json").out)
    week = answer["weeks"][0]
    assert week["week"] == "2020-W46"
    assert week["objective"] - week["bound"] <= 1e-3 * week["objective"]
    assert answer["joint_bound"] <= answer["objective"] + 1e-6
    assert 0 < week["coverage"] < 1
    assert week["minimum_coverage"] <= week["leximin_level"] + 1e-9
    assert {row["receiver"] for row in week["offices"]} > {"GA03241", "GA03453"}
    assert "neuesten" in answer["triage_rule"]


def test_the_table_speaks_both_languages(lage: Lage) -> None:
    german = lage("pool", "plan", "--weeks", "1", *HOURS, "--no-bound").out
    english = lage("pool", "plan", "--weeks", "1", *HOURS, "--no-bound", "--lang", "en").out
    assert "2020-W46" in german
    assert "Vorschlag, keine Entscheidung" in german
    assert "A proposal, no decision" in english


def test_explain_names_need_coverage_and_who_would_lose(lage: Lage, plan: Path) -> None:
    answer = lage("pool", "explain", "Cloppenburg", "2020-W46", "--plan", str(plan))
    assert answer.code == 0
    assert "es fehlen" in answer.out
    assert "Deckung" in answer.out
    assert "kostet" in answer.out


def test_explain_a_person(lage: Lage, plan: Path) -> None:
    row = json.loads(plan.read_bytes())["assignments"][0]
    answer = lage("pool", "explain", row["receiver"], "2020-W46", "--person", row["person"], "--plan", str(plan))
    assert row["person"] in answer.out.splitlines()[0]
    assert "Punkte" in answer.out


def test_what_if_takes_no_more_than_three_posts_from_one_office(lage: Lage, plan: Path) -> None:
    answer = json.loads(
        lage("pool", "what-if", "--office", "03453", "--plus", "2", "--plan", str(plan), "--format", "json").out
    )
    changes = dict(answer["changes"])
    assert changes.pop("GA03453") >= 2
    assert changes
    assert min(changes.values()) >= -3
    assert answer["relaxed"] > 0


def test_half_a_post_is_written_with_a_comma_and_what_is_not_possible_is_said_beside_the_table(
    lage: Lage, plan: Path
) -> None:
    asked = ("pool", "what-if", "--office", "Cloppenburg", "--plan", str(plan), "--format")
    assert json.loads(lage(*asked, "json", "--plus", "0,5").out)["plus"] == 0.5
    answer = lage(*asked, "csv", "--plus", "999,5")
    assert answer.out.splitlines() == ["receiver,name,change_fte"]
    assert "+999,50 VZÄ" in answer.notes
    assert "nicht möglich" in answer.notes


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("plan", "--weeks", "0"), "--weeks"),
        (("plan", "--from", "2021-W30"), "2021-W30"),
        (("plan", "--people", "missing.csv"), "--lenders"),
        (("plan", "--wishes", "missing.csv"), "missing.csv"),
        (("explain", "Nirgendwo", "2020-W46"), "Nirgendwo"),
        (("explain", "Cloppenburg", "2021-W30"), "2021-W30"),
        (("what-if", "--office", "Cloppenburg", "--plus", "-1"), "--plus"),
        (("what-if", "--office", "Cloppenburg", "--plus", "0,1"), "von 0,25 bis 1000"),
        (("need", "--week", "2020-W45", "--office", "Bremen"), "Stadt Bremen liegt nicht in Niedersachsen"),
        (("need", "--week", "2020-W45", "--weekly-hours", "nan"), "--weekly-hours: 'nan'"),
        (("what-if", "--office", "Cloppenburg", "--plan", "missing.json"), "missing.json"),
    ],
)
def test_bad_input_is_refused_with_its_place(lage: Lage, arguments: tuple[str, ...], told: str) -> None:
    answer = lage("pool", *arguments)
    assert answer.code == 2
    assert told in answer.notes


def test_nominated_people_take_the_place_of_the_exercise(lage: Lage, tmp_path: Path) -> None:
    lenders, people = tmp_path / "stellen.csv", tmp_path / "meldungen.csv"
    lenders.write_text(templates.authority_template(), encoding="utf-8")
    people.write_text(templates.nomination_template(), encoding="utf-8")
    out = tmp_path / "plan.json"
    answer = lage(
        "pool", "plan", "--weeks", "1", *HOURS, "--no-bound",
        "--lenders", str(lenders), "--people", str(people), "--out", str(out),
    )  # fmt: skip
    assert answer.code == 0
    plan = json.loads(out.read_bytes())
    assert [row["key"] for row in plan["lenders"]] == ["FA-001"]
    assert [row["key"] for row in plan["people"]] == ["FA-001/K-0017"]
    assert [row["person"] for row in plan["assignments"]] == ["FA-001/K-0017"]
    assert lage("pool", "check", str(out)).code == 0


def test_wishes_are_obeyed(lage: Lage, tmp_path: Path, plan: Path) -> None:
    rows = json.loads(plan.read_bytes())["assignments"]
    first = next(row["person"] for row in rows if row["receiver"] != "GA03453")
    second = next(row["person"] for row in rows if row["receiver"] == "GA03453")
    wishes, out = tmp_path / "wishes.csv", tmp_path / "plan.json"
    wishes.write_text(
        "kind;first;last;reason;person;receiver;quarters;announced_on\n"
        f"forbid;2020-W46;;befangen;{first};;;\n"
        f"forbid;2020-W46;2020-W46;befangen;{second};Cloppenburg;;\n",
        encoding="utf-8",
    )
    answer = lage("pool", "plan", "--weeks", "1", *HOURS, "--no-bound", "--wishes", str(wishes), "--out", str(out))
    assert answer.code == 0
    made = json.loads(out.read_bytes())
    assert len(made["wishes"]) == 2
    assert first not in {row["person"] for row in made["assignments"]}
    assert (second, "GA03453") not in {(row["person"], row["receiver"]) for row in made["assignments"]}
    assert lage("pool", "check", str(out)).code == 0


def test_wishes_that_exclude_one_another_are_named(lage: Lage, tmp_path: Path, plan: Path) -> None:
    person = json.loads(plan.read_bytes())["assignments"][0]["person"]
    file = tmp_path / "wishes.csv"
    file.write_text(
        "kind;first;last;reason;person;receiver;quarters;announced_on\n"
        f"pin;2020-W46;2020-W46;gebraucht;{person};Cloppenburg;;\n"
        f"forbid;2020-W46;2020-W46;befangen;{person};03453;;\n",
        encoding="utf-8",
    )
    answer = lage("pool", "plan", "--weeks", "1", *HOURS, "--wishes", str(file))
    assert answer.code == 2
    assert "schließen diese Wünsche einander aus" in answer.notes
    assert person in answer.notes
