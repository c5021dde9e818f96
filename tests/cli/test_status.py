"""`lage status`: what holds where on a day."""

import csv
import io
import json
from typing import Any

import pytest

from lagezentrum.cli.status import COLUMNS
from tests.cli.conftest import Lage


def area_on(lage: Lage, area: str, day: str, *more: str) -> dict[str, Any]:
    content = json.loads(lage("status", "--area", area, "--on", day, "--format", "json", *more).out)
    (row,) = content["areas"]
    assert isinstance(row, dict)
    return row


def test_the_csv_has_a_row_for_the_land_and_each_district(lage: Lage) -> None:
    answer = lage("status", "--on", "2021-12-01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 46
    assert sum(row["level"] == "2" for row in rows) == 41  # forty met it, one city chose it
    assert answer.notes == ""


def test_an_order_a_finding_and_the_regulation_are_told_apart(lage: Lage) -> None:
    assert area_on(lage, "03241", "2021-12-05")["in_force"]["by"] == "order"
    assert area_on(lage, "03255", "2021-12-05")["in_force"]["by"] == "finding"
    assert area_on(lage, "03358", "2021-12-05")["in_force"]["by"] == "regulation"
    fixed = area_on(lage, "03241", "2021-12-24")["in_force"]
    assert fixed == {"level": 3, "since": "2021-12-24", "by": "regulation", "until": "2022-01-15"}


def test_met_determined_and_in_force_stay_apart(lage: Lage) -> None:
    heath = area_on(lage, "Heidekreis", "2021-12-15")
    assert (heath["met"], heath["determined"], heath["in_force"]["level"]) == (2, 2, 1)
    city = area_on(lage, "Stadt Osnabrück", "2021-12-01")
    assert (city["met"], city["determined"], city["in_force"]["level"]) == (1, 2, 2)


def test_a_level_that_hangs_on_a_missing_value_is_shown_as_open(lage: Lage) -> None:
    land = area_on(lage, "03", "2021-12-20")
    assert (land["met"], land["undetermined"], land["determined"]) == (0, 2, 2)
    assert area_on(lage, "03", "2021-12-05")["undetermined"] is None


def test_only_what_was_known_on_the_day_counts(lage: Lage) -> None:
    assert area_on(lage, "03241", "2021-11-28")["met"] == 0
    assert area_on(lage, "03241", "2021-11-29")["met"] == 2
    assert area_on(lage, "03241", "2021-11-29", "--known-at", "2021-11-28")["met"] == 0


def test_the_running_section_tells_its_days(lage: Lage) -> None:
    (section,) = [
        s for s in area_on(lage, "03358", "2021-12-15")["running"] if s["rule"] == "local" and s["level"] == "2"
    ]
    assert [day["mark"] for day in section["days"]] == [
        "reached",
        "reached",
        "skipped",
        "reached",
        "reached",
        "reached",
    ]
    assert (section["counted"], section["earliest_effect"]) == (5, "2021-12-17")


def test_the_card_shows_the_boxes_and_what_comes_next(lage: Lage) -> None:
    german = lage("status", "--area", "heidekreis", "--on", "2021-12-15").out
    assert "Fr 10.[✓] Sa 11.[✓] So 12. –  Mo 13.[✓]" in german
    assert "5 von 5 Werktagen erreicht" in german
    english = lage("status", "--area", "heidekreis", "--on", "2021-12-15", "--lang", "en").out
    assert "Level 1 since Wednesday, 24 November 2021, by the regulation itself." in english


def test_the_last_day_of_the_figures_is_the_default(lage: Lage) -> None:
    assert json.loads(lage("status", "--format", "json").out)["on"] == "2022-02-23"


@pytest.mark.parametrize("area", ["03241", "032410000000", "Region Hannover", "hannover"])
def test_an_area_may_be_named_by_key_or_by_name(lage: Lage, area: str) -> None:
    assert area_on(lage, area, "2021-12-01")["area"] == "03241"


def test_the_table_names_every_district(lage: Lage) -> None:
    out = lage("status", "--on", "2021-12-17").out
    assert "Lüchow-Dannenberg" in out
    assert "Grafschaft Bentheim" in out
    assert "Anordnung" in out


def test_what_an_order_brings_is_told_with_its_day_and_what_is_only_met_is_not(lage: Lage) -> None:
    ordered = " ".join(lage("status", "--area", "Hannover", "--on", "2021-11-30").out.split())
    assert "Steht schon fest Ab Mittwoch, 1. Dezember 2021: Warnstufe 2. Das ist festgestellt." in ordered
    assert "Steht schon fest" not in lage("status", "--area", "Nienburg", "--on", "2021-11-30").out
    (area,) = json.loads(lage("status", "--area", "Hannover", "--on", "2021-11-30", "--format", "json").out)["areas"]
    assert area["settled"] == [{"level": "2", "change": "raise", "day": "2021-12-01", "cause": "order"}]


def test_a_level_fixed_by_one_version_after_another_is_dated_by_the_first(lage: Lage) -> None:
    (area,) = json.loads(lage("status", "--area", "Hannover", "--on", "2022-02-10", "--format", "json").out)["areas"]
    assert area["in_force"] == {"level": 3, "since": "2021-12-24", "by": "regulation", "until": "2022-02-23"}


def test_3g_that_nobody_ordered_says_so(lage: Lage) -> None:
    out = " ".join(lage("status", "--area", "Hannover", "--on", "2021-12-01").out.split())
    assert "3G seit Samstag, 23. Oktober 2021, angenommen als frühester Tag; keine Anordnung überliefert." in out
    (area,) = json.loads(lage("status", "--area", "03241", "--on", "2021-12-01", "--format", "json").out)["areas"]
    assert area["consequences"] == [{"name": "3G", "since": "2021-10-23", "by": "finding"}]
