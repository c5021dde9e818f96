"""The law that comes with the program is complete, covered, and says what the sources say."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from lagezentrum.law.coverage import check
from lagezentrum.law.library import Library
from lagezentrum.law.model import Version

LIBRARY = Library()
FOLDERS = [folder for name in LIBRARY.folders for folder in LIBRARY.version_folders(name)]


def in_force(regulation: str, area: str, day: date) -> Version:
    found = LIBRARY.regulation(regulation).in_force(area, day)
    assert found is not None
    return found


def thresholds(version: Version, indicator: str) -> list[Decimal]:
    return [range_.threshold for range_ in version.ranges[indicator].levels.values()]


def test_every_regulation_is_in_order_and_fully_covered() -> None:
    assert [str(problem) for problem in check(LIBRARY)] == []


def test_the_regulations_are_these() -> None:
    assert {name: [folder.name for folder in folders] for name, folders in LIBRARY.folders.items()} == {
        "de-ni/corona-vo": [
            "2021-08-25",
            "2021-09-22",
            "2021-11-11",
            "2021-11-24",
            "2021-12-12",
            "2021-12-24",
            "2022-01-16",
            "2022-02-02",
        ],
        "de-ni/stufenplan": ["2021-06-01"],
        "de/bundesnotbremse": ["2021-04-23", "2021-04-23-bayern"],
        "toy/lampland": ["2024-01-01"],
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: "/".join(folder.parts[-3:]))
def test_every_version_is_complete_in_itself(folder: Path) -> None:
    for name in ("regulation.yaml", "norm.md", "interpretations.yaml"):
        assert (folder / name).is_file()
    assert LIBRARY.interpretations("/".join(folder.parts[-3:-1]), folder.name)


def test_lower_saxony_has_a_rule_on_every_day_from_june_2021_to_february_2022() -> None:
    day = date(2021, 6, 1)
    while day <= date(2022, 2, 23):
        known = [LIBRARY.regulation(name).in_force("03241", day) for name in ("de-ni/stufenplan", "de-ni/corona-vo")]
        assert len([version for version in known if version is not None]) == 1, day
        day += timedelta(days=1)
    assert LIBRARY.regulation("de-ni/corona-vo").in_force("03", day) is None


@pytest.mark.parametrize(
    ("day", "hospitalisation", "icu_share", "three_g"),
    [
        (date(2021, 8, 25), [6, 9, 12], [5, 10, 20], 50),
        (date(2021, 9, 22), [6, 8, 11], [5, 10, 20], 50),
        (date(2021, 11, 11), [6, 8, 11], [5, 10, 20], 50),
        (date(2021, 11, 24), [3, 6, 9], [5, 10, 15], 35),
        (date(2021, 12, 12), [3, 6, 9], [5, 10, 15], 35),
    ],
)
def test_thresholds_of_lower_saxony(day: date, hospitalisation: list[int], icu_share: list[int], three_g: int) -> None:
    version = in_force("de-ni/corona-vo", "03", day)
    assert thresholds(version, "hospitalisation") == hospitalisation
    assert thresholds(version, "new_cases") == [35, 100, 200]
    assert thresholds(version, "icu_share") == icu_share
    assert version.steps("new-cases") == ("3G",)
    assert version.range_for("new-cases", "3G", "new_cases").above == three_g
    assert {version.section(rule, "raising").days for rule in version.rules} == {5}


def test_exactly_the_threshold_is_below_it() -> None:
    for folder in FOLDERS:
        version = LIBRARY.regulation("/".join(folder.parts[-3:-1])).named(folder.name)
        assert version is not None
        for rule in version.rules:
            for step in version.steps(rule):
                for indicator in version.rules[rule].raising.route.indicators:
                    range_ = version.range_for(rule, step, indicator)
                    assert not range_.reached_by(range_.threshold)


@pytest.mark.parametrize(
    ("version", "starts"),
    [
        ("2021-08-25", "2021-08-25"),
        ("2021-09-22", "2021-08-25"),
        ("2021-11-11", "2021-08-25"),
        ("2021-11-24", "2021-11-24"),
        ("2021-12-12", "2021-11-24"),
    ],
)
def test_amendments_carry_the_count_on_and_new_ordinances_start_it(version: str, starts: str) -> None:
    regulation = LIBRARY.regulation("de-ni/corona-vo")
    named = regulation.named(version)
    assert named is not None
    assert regulation.counting_starts(named, "new-cases", "raising") == date.fromisoformat(starts)


def test_a_statewide_rule_appears_with_the_second_version() -> None:
    assert "statewide" not in in_force("de-ni/corona-vo", "03", date(2021, 9, 21)).rules
    assert "statewide" in in_force("de-ni/corona-vo", "03", date(2021, 9, 22)).rules


def test_level_3_is_fixed_without_a_gap_from_christmas_eve_to_23_february() -> None:
    day = date(2021, 12, 24)
    while day <= date(2022, 2, 23):
        (fixed,) = in_force("de-ni/corona-vo", "03", day).fixed_levels
        assert fixed.level == 3
        assert fixed.area == "03"
        assert fixed.to is not None
        assert fixed.from_ <= day <= fixed.to
        day += timedelta(days=1)


def test_the_federal_brake_counts_the_three_days_before_it() -> None:
    brake = in_force("de/bundesnotbremse", "11000", date(2021, 4, 23))
    assert thresholds(brake, "new_cases") == [100, 150, 165]
    assert brake.section("district", "raising").starts == date(2021, 4, 20)
    assert brake.rules["district"].lifting.out_of_range == "strictly_below"
    assert brake.rules["district"].modality == "by_law"


def test_bavaria_counts_calendar_days_down() -> None:
    day = date(2021, 5, 1)
    assert in_force("de/bundesnotbremse", "09162", day).section("district", "lifting").calendar == "kalendertage"
    assert in_force("de/bundesnotbremse", "03241", day).section("district", "lifting").calendar == "werktage"
    assert len(LIBRARY.regulation("de/bundesnotbremse").for_area("09162")) == 1


def test_no_norm_is_a_mere_heading() -> None:
    for folder in FOLDERS:
        for provision in LIBRARY.norm("/".join(folder.parts[-3:-1]), folder.name).values():
            assert len(provision.text_de.split()) >= 3, (folder, provision.anchor)
            assert len(provision.text_en.split()) >= 3, (folder, provision.anchor)
