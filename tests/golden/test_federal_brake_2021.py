"""Every raise and every end of the federal brake in every German district, 20 April to 30 June 2021."""

import csv
from datetime import date
from pathlib import Path

from tests.golden.conftest import Record

HERE = Path(__file__).parent


def test_the_brake_was_raised_and_ended_as_in_the_committed_table(brake: Record) -> None:
    with (HERE / "brake_raises_and_lowers.csv").open(encoding="utf-8", newline="") as file:
        expected = [tuple(row.values()) for row in csv.DictReader(file)]
    found = [
        (f.area, f.step, f.change, str(f.section_end), str(f.earliest_effect)) for f in brake.effective("district")
    ]
    assert {f.status for f in brake.replay.findings} == {"found"}
    assert sorted(found, key=lambda row: (row[0], row[3], row[1])) == expected


def test_berlin_and_its_boroughs_are_one_district(brake: Record) -> None:
    assert [area for area in brake.figures.areas("new_cases") if area.startswith("11")] == ["11000"]
    assert [brake.standings.on("11000", date(2021, *day)).level for day in ((4, 23), (4, 24), (5, 18), (5, 19))] == [
        0,
        1,
        1,
        0,
    ]


def test_nothing_takes_effect_before_24_april(brake: Record) -> None:
    assert min(f.earliest_effect for f in brake.replay.findings) == date(2021, 4, 24)
