"""Each level really declared is reproduced from the figures, or explained: a human decision, a missing value."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from lagezentrum.engine.outcome import Finding
from tests.golden.conftest import LAND, Record

Explanation = Literal[
    "found",  # the rule finds exactly this
    "fixed by the regulation",  # no figures are asked
    "consistent",  # undetermined: the order fits the figures on record, missing values decide
    "human decision",  # decided otherwise than the rule finds, as the law lets the authority do
    "not met",  # nothing was declared, and the rule finds nothing
]

VERSION_OF_NOVEMBER = date(2021, 11, 24)
FIRST_OF_DECEMBER = date(2021, 12, 1)


def local(record: Record, area: str, step: str, first: date, effect: date) -> list[Finding]:
    """The raising findings of a district for a level, from a day on, by which it could hold on another day."""
    return [
        f
        for f in record.replay.findings
        if (f.rule, f.area, f.step, f.change) == ("local", area, step, "raise")
        and f.section_end >= first
        and f.earliest_effect <= effect
    ]


def undetermined_in_september(record: Record, area: str) -> Explanation:
    findings = local(record, area, "1", date(2021, 9, 1), date(2021, 9, 19))
    assert [f.status for f in findings] == ["undetermined"] * 2
    missing = {(m.indicator, m.day) for m in findings[-1].hangs_on}
    assert {("icu_share", date(2021, 9, 15)), ("icu_share", date(2021, 9, 16))} <= missing
    assert findings[-1].run_end >= date(2021, 9, 17)
    return "consistent"


def found_by_1_december(record: Record, area: str) -> Explanation:
    [finding] = local(record, area, "2", VERSION_OF_NOVEMBER, FIRST_OF_DECEMBER)
    assert (finding.status, finding.earliest_effect) == ("found", FIRST_OF_DECEMBER)
    assert record.standings.on(area, FIRST_OF_DECEMBER).level == 2
    return "found"


def missed_on_1_december(record: Record, area: str) -> Explanation:
    assert local(record, area, "2", VERSION_OF_NOVEMBER, FIRST_OF_DECEMBER) == []
    assert record.standings.on(area, FIRST_OF_DECEMBER).level == 1
    return "not met"


def osnabrueck(record: Record) -> Explanation:
    assert missed_on_1_december(record, "03404") == "not met"
    return "human decision"


def at_level_1_until_16_december(record: Record, area: str) -> Explanation:
    assert record.standings.on(area, date(2021, 12, 16)).level == 1
    return missed_on_1_december(record, area)


def at_level_2_by_15_december(record: Record, area: str) -> Explanation:
    assert record.standings.on(area, date(2021, 12, 15)).level == 2
    return missed_on_1_december(record, area)


def waited_in_september(record: Record) -> Explanation:
    assert undetermined_in_september(record, "03241") == "consistent"
    assert record.standings.on("03241", date(2021, 9, 21)).level == 0
    return "human decision"


def statewide_by_regulation(record: Record, day: date, level: int) -> Explanation:
    assert record.standings.on(LAND, day).level == level
    return "fixed by the regulation"


def statewide_level_2(record: Record) -> Explanation:
    [finding] = [f for f in record.effective("statewide") if f.earliest_effect == date(2021, 12, 17)]
    assert (finding.status, [(m.indicator, m.day) for m in finding.hangs_on]) == (
        "undetermined",
        [("icu_share", date(2021, 12, 10))],
    )
    return "consistent"


def all_other_districts(record: Record) -> Explanation:
    single = {"03241", "03255", "03256", "03358", "03404", "03405"}
    others = set(record.figures.areas("new_cases")) - single
    assert len(others) == 39
    assert {found_by_1_december(record, area) for area in others} == {"found"}
    return "found"


def hannover(record: Record) -> Explanation:
    [finding] = local(record, "03241", "2", VERSION_OF_NOVEMBER, FIRST_OF_DECEMBER)
    assert [day.day for day in finding.section] == [24, 25, 26, 27, 29]
    return found_by_1_december(record, "03241")


# By effective date, scope and level as in the list of declared levels: how the replay accounts for it.
ROWS: dict[tuple[str, str, str], tuple[Callable[[Record], Explanation], Explanation]] = {
    ("2021-09-19", "03357", "1"): (lambda r: undetermined_in_september(r, "03357"), "consistent"),
    ("2021-09-19", "03460", "1"): (lambda r: undetermined_in_september(r, "03460"), "consistent"),
    ("", "03241", "0"): (waited_in_september, "human decision"),
    ("2021-11-24", "statewide", "1"): (
        lambda r: statewide_by_regulation(r, date(2021, 11, 24), 1),
        "fixed by the regulation",
    ),
    ("2021-12-01", "03241", "2"): (hannover, "found"),
    ("2021-12-01", "03404", "2"): (osnabrueck, "human decision"),
    ("2021-12-01", "03358", "1"): (lambda r: at_level_1_until_16_december(r, "03358"), "not met"),
    ("2021-12-01", "03405", "1"): (lambda r: at_level_1_until_16_december(r, "03405"), "not met"),
    ("2021-12-01", "03255", ""): (lambda r: at_level_2_by_15_december(r, "03255"), "not met"),
    ("2021-12-01", "03256", ""): (lambda r: at_level_2_by_15_december(r, "03256"), "not met"),
    ("2021-12-01", "all other 39 districts", "2"): (all_other_districts, "found"),
    ("2021-12-17", "statewide", "2"): (statewide_level_2, "consistent"),
    ("2021-12-24", "statewide", "3"): (
        lambda r: statewide_by_regulation(r, date(2021, 12, 24), 3),
        "fixed by the regulation",
    ),
    ("2022-01-16", "statewide", "3"): (
        lambda r: statewide_by_regulation(r, date(2022, 1, 16), 3),
        "fixed by the regulation",
    ),
}


@pytest.mark.parametrize("row", list(ROWS), ids=lambda row: " ".join(filter(None, row)))
def test_a_declared_level_is_reproduced_or_explained(row: tuple[str, str, str], winter: Record) -> None:
    explain, expected = ROWS[row]
    assert explain(winter) == expected


def test_every_row_of_the_list_of_declared_levels_is_accounted_for(shared_data: Path) -> None:
    with (shared_data / "nds_warnstufen_declared.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["effective_date"], row["ags_or_scope"], row["level"]) for row in csv.DictReader(file)]
    assert sorted(rows) == sorted(ROWS)
