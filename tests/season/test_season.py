"""The bundled season is what was published, digit by digit, and what was ordered, row by row."""

import csv
import hashlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from lagezentrum.season.about import read_about
from lagezentrum.season.layout import FIRST_DAY, FOLDER, LAST_DAY
from lagezentrum.season.reading import read_orders, read_season
from lagezentrum.sources.areas import districts
from lagezentrum.sources.directory import read_directory
from lagezentrum.sources.orders.order import decisions
from lagezentrum.sources.orders.reading import read_orders as read_orders_file
from lagezentrum.sources.problems import SourceError

SUMS = {"hospitalisation": Decimal("794.0"), "icu_share": Decimal("558.7"), "new_cases": Decimal("2344680.6216")}
HASH = "cef77e2a48c316f04d1418dbd8bda10b3b084cbecb1294f2a5cb8484375921ba"

DAYS = [FIRST_DAY + timedelta(days=number) for number in range(183)]


def test_the_season_has_all_districts_on_all_days_and_the_figures_of_the_land_that_are_on_record() -> None:
    figures = read_season()
    assert figures.areas("new_cases") == tuple(area.ags for area in districts("03"))
    assert all(figures.days("new_cases", area) == tuple(DAYS) for area in figures.areas("new_cases"))
    assert len(figures.days("hospitalisation", "03")) == 131
    assert len(figures.days("icu_share", "03")) == 80
    assert (DAYS[0], DAYS[-1]) == (FIRST_DAY, LAST_DAY)


def test_the_season_is_unchanged_by_sum_and_hash() -> None:
    sums: dict[str, Decimal] = {}
    digest = hashlib.sha256()
    for seen in sorted(read_season(), key=lambda seen: (seen.indicator, seen.area, seen.day)):
        assert seen.value is not None
        sums[seen.indicator] = sums.get(seen.indicator, Decimal(0)) + seen.value
        digest.update(f"{seen.indicator},{seen.area},{seen.day},{seen.value}\n".encode())
    assert sums == SUMS
    assert digest.hexdigest() == HASH


def test_missing_figures_stay_missing() -> None:
    figures = read_season()
    for day in (date(2021, 12, 6), date(2021, 12, 9), date(2021, 12, 10)):
        assert figures.first_published("icu_share", "03", day) is None
    assert figures.first_published("hospitalisation", "03", date(2021, 11, 4)) is None


def test_every_figure_of_the_season_equals_the_published_file(shared_data: Path) -> None:
    published = read_directory(shared_data, first=FIRST_DAY, last=LAST_DAY, states=["03"])
    assert list(read_season()) == list(published)


def test_the_texts_of_the_figures_are_those_of_the_published_file(shared_data: Path) -> None:
    """Read here by the plainest means, so that no reader of ours can hide a fault of another."""
    with (shared_data / "nds_district_7day_incidence.csv").open(encoding="utf-8", newline="") as stream:
        rows = {
            (row["date"], row["ags"]): row["incidence_7d_published"]
            for row in csv.DictReader(stream)
            if str(FIRST_DAY) <= row["date"] <= str(LAST_DAY)
        }
    with (FOLDER / "new_cases.csv").open(encoding="utf-8", newline="") as stream:
        bundled = {
            (row["day"], ags): text for row in csv.DictReader(stream) for ags, text in row.items() if ags != "day"
        }
    assert bundled == rows
    with (shared_data / "nds_indicators_published_by_state.csv").open(encoding="utf-8", newline="") as stream:
        announced = [
            (row["date"], row["hosp_incidence"], row["icu_percent"])
            for row in csv.DictReader(stream)
            if str(FIRST_DAY) <= row["date"] <= str(LAST_DAY)
        ]
    with (FOLDER / "state.csv").open(encoding="utf-8", newline="") as stream:
        assert [(row["day"], row["hospitalisation"], row["icu_share"]) for row in csv.DictReader(stream)] == announced


def test_the_orders_are_the_list_of_declared_levels_and_the_last_extension(shared_data: Path) -> None:
    listed = read_orders_file(shared_data / "nds_warnstufen_declared.csv")
    bundled = {(order.kind, order.area, order.effective): order for order in read_orders()}
    for order in listed:
        ours = bundled.pop((order.kind, order.area, order.effective))
        assert (ours.rule, ours.decided_on, ours.until, ours.source) == (
            order.rule,
            order.decided_on,
            order.until,
            order.source,
        )
        assert order.step in ("", ours.step)
    assert [(order.kind, order.step, order.until) for order in bundled.values()] == [("by_regulation", "3", LAST_DAY)]


def test_41_districts_had_level_2_ordered_for_1_december_and_the_land_for_17_december() -> None:
    taken = decisions(read_orders())
    december = [decision for decision in taken if decision.effective == date(2021, 12, 1)]
    assert len(december) == 41
    assert {(order.step, order.decided_on) for order in december} == {("2", date(2021, 11, 29))}
    missing = {area.ags for area in districts("03")} - {order.area for order in december}
    assert missing == {"03255", "03256", "03358", "03405"}
    (statewide,) = (decision for decision in taken if decision.rule == "statewide")
    assert (statewide.decided_on, statewide.effective) == (date(2021, 12, 15), date(2021, 12, 17))
    assert len(taken) == 44


def test_the_description_counts_what_is_there() -> None:
    about, figures = read_about(), read_season()
    assert (about.first_day, about.last_day) == (FIRST_DAY, LAST_DAY)
    missing = {column.columns: column.values_missing for column in about.columns}
    for indicator in ("hospitalisation", "icu_share"):
        assert missing[indicator] == len(DAYS) - len(figures.days(indicator, "03"))
    described = {column.file for column in about.columns}
    assert described == {file.name for file in FOLDER.glob("*.csv")}
    assert all(column.source and column.licence and column.attribution for column in about.columns)


def test_a_season_that_lost_a_day_is_refused(tmp_path: Path) -> None:
    folder = copytree(FOLDER, tmp_path / "season")
    table = folder / "new_cases.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:100] + lines[101:]), encoding="utf-8")
    with pytest.raises(SourceError, match="182 of 183 days"):
        read_season(folder)


def test_exactly_the_five_districts_named_in_the_press_missed_100_on_one_of_the_five_working_days() -> None:
    figures = read_season()
    counted = [date(2021, 11, day) for day in (24, 25, 26, 27, 29)]
    missed = set()
    for area in figures.areas("new_cases"):
        for day in counted:
            seen = figures.first_published("new_cases", area, day)
            assert seen is not None
            assert seen.value is not None
            if seen.value <= 100:
                missed.add(area)
    assert missed == {"03255", "03256", "03358", "03404", "03405"}
