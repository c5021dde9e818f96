"""`lage outlook --probable`: how likely each level is, in three forms, and a refusal where nothing can be said."""

import csv
import io
import json
import re

from lagezentrum.cli.outlook_probable import COLUMNS
from tests.cli.conftest import Lage


def test_the_table_tells_assumption_numbers_and_record_in_both_languages(lage: Lage) -> None:
    german = lage("outlook", "Region Hannover", "--probable", "--on", "2021-11-27")
    assert german.code == 0
    said = " ".join(german.out.split())
    assert "Gerechnet ist, was die Regel ergibt, wenn die Behörden feststellen und aufheben" in said
    assert "Di 30.11. steht fest: nein" in said
    assert "statt" in said
    assert "Tage)" in said
    assert "Die Fassung von heute endet am Samstag, 11. Dezember 2021." in said
    english = lage("outlook", "03241", "--probable", "--on", "2021-12-15", "--lang", "en").out
    assert english.count(" or higher") == 2  # nothing is higher than level 3
    figures = english.partition("share of intensive-care beds")[2].partition("\n\n")[0].split("\n")[1:]
    assert [line for line in figures if not line.startswith("  ")] == []
    english = " ".join(english.split())
    assert "Thu 16 Dec certain: yes" in english
    assert re.search(r"Wed 22 Dec: between \d+\.\d % and \d+\.\d % with 80 %", english)
    assert (
        "today levels end by another condition. The record includes days after the one shown. 10,000 paths" in english
    )
    assert "enden Stufen nach einer anderen Bedingung" not in said


def test_beside_no_number_stands_a_rule_only_where_that_is_the_reason(lage: Lage) -> None:
    said = lage("outlook", "03354", "--probable", "--on", "2021-12-10", "--lang", "en").out
    one, two = (said.split(" or higher")[part] for part in (1, 2))
    assert 'no number 0.001; "the figures stay" < 0.001' in " ".join(one.split())
    assert "figures stay" not in two
    assert "the statewide level may decide here" in " ".join(two.split())
    assert "would be certain: yes" in two


def test_json_and_csv_hold_the_same_numbers(lage: Lage) -> None:
    call = ("outlook", "03241", "--probable", "--on", "2021-11-27", "--format")
    told = json.loads(lage(*call, "json").out)
    assert told["format"] == "lagezentrum.probable-outlook/1"
    assert (told["record_by_version"], told["record_until"]) == ("2021-11-24", "2022-08-31")
    assert (told["ends_differently"], told["level_today"]) == (False, [1, 1])
    rows = list(csv.DictReader(io.StringIO(lage(*call, "csv").out)))
    assert tuple(rows[0]) == COLUMNS
    days = [day for level in told["levels"] for day in level["days"]]
    assert [row["state"] for row in rows] == [day["state"] for day in days]
    for row, day in zip(rows, days, strict=True):
        assert row["low"] == ("" if day["low"] is None else f"{day['low']:.4g}")
        assert bool(row["record"]) == (day["state"] != "certain")


def test_too_short_a_past_is_refused_in_words(lage: Lage) -> None:
    answer = lage("outlook", "03241", "--probable", "--on", "2021-10-20")
    assert (answer.code, answer.out) == (2, "")
    assert "noch zu wenig veröffentlicht" in " ".join(answer.notes.split())
