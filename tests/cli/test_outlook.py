"""`lage outlook`: what can change at the earliest, in three forms."""

import csv
import io
import json

from lagezentrum.cli.outlook import COLUMNS
from tests.cli.conftest import Lage


def test_the_table_tells_the_boxes_and_the_sentence_in_both_languages(lage: Lage) -> None:
    german = lage("outlook", "Region Hannover", "--on", "2021-11-27")
    assert german.code == 0
    assert "Mi 24.[✓] Do 25.[✓] Fr 26.[✓] Sa 27.[✓] So 28. –  Mo 29.[·]" in german.out
    assert "Frühestens ab Mittwoch, 1. Dezember 2021: Warnstufe 2" in " ".join(german.out.split())
    assert "Frühestens heißt nicht wahrscheinlich." in german.out
    english = " ".join(lage("outlook", "03241", "--on", "2021-11-27", "--lang", "en").out.split())
    assert "From Wednesday, 1 December 2021 at the earliest: warning level 2" in english
    assert "otherwise not before Sunday, 5 December 2021" in english


def test_a_finding_that_nobody_decided_on_is_not_called_settled(lage: Lage) -> None:
    told = lage("outlook", "Vechta", "--on", "2021-11-10").out
    assert " ".join(told.split()).count("Nicht mehr erreicht, aber noch nicht aufgehoben.") == 1
    assert "Steht schon fest" not in told
    ordered = " ".join(lage("outlook", "Vechta", "--on", "2022-01-10").out.split())
    assert "Steht schon fest Ab Sonntag, 16. Januar 2022: Warnstufe 3 endet." in ordered


def test_the_csv_has_what_shows_first_and_then_every_rule_step_and_way(lage: Lage) -> None:
    rows = list(csv.DictReader(io.StringIO(lage("outlook", "03", "--on", "2021-12-13", "--format", "csv").out)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["scope"] for row in rows] == sorted(row["scope"] for row in rows)
    (second,) = [row for row in rows if (row["scope"], row["step"]) == ("rule", "2")]
    assert (second["earliest"], second["counted"], second["needed"]) == ("2021-12-17", "2", "5")
    assert second["days_to_come"] == "2021-12-14 2021-12-15"
    assert second["needs"] == "hospitalisation above 6 and icu_share above 10"
    assert (second["latest_break"], second["hangs_on"]) == ("2021-12-15", "icu_share:03:2021-12-10")


def test_the_json_names_what_every_day_must_bring_and_when_else(lage: Lage) -> None:
    told = json.loads(lage("outlook", "03", "--on", "2021-12-13", "--format", "json").out)
    assert told["format"] == "lagezentrum.outlook/1"
    assert told["versions_known"][-1] == "2021-12-12"
    (second,) = [rule for rule in told["rules"] if rule["step"] == "2"]
    (way,) = second["ways"]
    assert way["without_missing_values"]["earliest_effect"] == "2021-12-18"
    assert way["breaks"][0] == {"day": "2021-12-14", "then_not_before": "2021-12-22"}
    needed = {day["day"]: day["needs"] for day in way["days"] if day["mark"] == "future"}
    assert needed["2021-12-14"] == [
        [
            {"indicator": "hospitalisation", "area": "03", "word": "above", "threshold": "6"},
            {"indicator": "icu_share", "area": "03", "word": "above", "threshold": "10"},
        ]
    ]


def test_a_day_without_figures_is_refused_and_said_why(lage: Lage) -> None:
    answer = lage("outlook", "03241", "--on", "2023-01-01")
    assert (answer.code, answer.out) == (2, "")
    assert "gibt es keine Zahlen" in " ".join(answer.notes.split())
