"""The bundled autumn of 2020 is what the published tables say, with its state named beside it."""

import csv
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest

from lagezentrum.season.autumn.about import read_about
from lagezentrum.season.autumn.layout import CRISIS_UNIT, FIRST_DAY, FOLDER, LAST_DAY, STATE_OFFICE
from lagezentrum.season.autumn.needs import assess_autumn, needs_of_autumn
from lagezentrum.season.autumn.reading import (
    read_cases,
    read_districts,
    read_office_cases,
    read_offices,
    receivers,
)
from lagezentrum.sources.areas import districts
from lagezentrum.sources.problems import SourceError
from lagezentrum.staffing.need.record import CaseRecord

W45 = date(2020, 11, 2)


def cases_of(record: CaseRecord, monday: date) -> int:
    return sum(record.in_week(key, monday) or 0 for key in record.counts)


def test_43_health_offices_serve_all_districts_once_and_two_receivers_serve_the_land() -> None:
    offices = read_offices()
    assert [office.key for office in offices[43:]] == [STATE_OFFICE, CRISIS_UNIT]
    assert all(not office.areas and office.population is None for office in offices[43:])
    served = sorted(area for office in offices for area in office.areas)
    assert served == [area.ags for area in districts("03")]
    assert sum(office.population or 0 for office in offices) == 7_993_608
    assert [(r.key, r.areas) for r in receivers()] == [(o.key, o.areas) for o in offices]


def test_districts_and_offices_agree_on_who_serves_whom_and_how_many_live_there() -> None:
    for office in read_offices()[:43]:
        own = [district for district in read_districts() if district.office == office.key]
        assert tuple(district.ags for district in own) == office.areas
        assert sum(district.population for district in own) == office.population
        assert (office.latitude, office.longitude) in [(d.latitude, d.longitude) for d in own]


def test_the_cases_are_whole_and_their_later_state_is_named() -> None:
    record = read_cases()
    assert (record.first, record.last) == (FIRST_DAY, LAST_DAY)
    assert "2023" in record.state.de
    assert "as corrected later" in record.state.en
    assert cases_of(record, W45) == cases_of(read_office_cases(), W45) == 8765
    assert cases_of(record, date(2021, 1, 4)) == 9903


def test_every_case_and_population_equals_the_published_tables(shared_data: Path) -> None:
    with (shared_data / "nds_district_cases_by_meldedatum.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            (row["ags"], date.fromisoformat(row["meldedatum"]), int(row["cases"]))
            for row in csv.DictReader(stream)
            if str(FIRST_DAY) <= row["meldedatum"] <= str(LAST_DAY)
        ]
    record = read_cases()
    assert len(rows) == 233 * 45
    assert all(record.on(ags, day) == cases for ags, day, cases in rows)
    with (shared_data / "nds_health_offices.csv").open(encoding="utf-8", newline="") as stream:
        listed = {
            row["health_office_id"]: (row["district_ags"], int(row["pop_2019_12_31"])) for row in csv.DictReader(stream)
        }
    assert {o.key: (" ".join(o.areas), o.population) for o in read_offices() if o.areas} == listed


def test_each_point_lies_within_its_district(shared_data: Path) -> None:
    shapes = json.loads((shared_data / "geo_nds_districts.geojson").read_text(encoding="utf-8"))["features"]
    geometries = {shape["id"]: shape["geometry"] for shape in shapes}
    for district in read_districts():
        geometry = geometries[district.ags]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        x, y = district.longitude, district.latitude
        crossings = sum(
            (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
            for polygon in polygons
            for ring in polygon
            for (x0, y0), (x1, y1) in pairwise(ring)
        )
        assert crossings % 2 == 1, district


def test_the_description_names_source_licence_attribution_and_state_of_every_table() -> None:
    about = read_about()
    assert (about.first_day, about.last_day) == (FIRST_DAY, LAST_DAY)
    assert {column.file for column in about.columns} == {file.name for file in FOLDER.glob("*.csv")}
    assert all(column.source and column.licence and column.attribution for column in about.columns)
    (cases,) = (column for column in about.columns if column.file == "cases.csv")
    assert "1 June 2023" in cases.state.en


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("cases.csv", "2020-10-01,", "2020-10-02,", "2020-10-02 where 2020-10-01 should follow"),
        ("cases.csv", "2020-08-01,0,0", "2020-08-01,0,-1", "-1"),
        ("offices.csv", "249406", "24940x", "24940x"),
        ("districts.csv", "52.276", "", "latitude"),
    ],
)
def test_a_damaged_table_is_refused_with_its_place(file: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    folder = copytree(FOLDER, tmp_path / "autumn")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=told):
        read_cases(folder), read_offices(folder)


def test_an_autumn_that_lost_its_last_day_is_refused(tmp_path: Path) -> None:
    folder = copytree(FOLDER, tmp_path / "autumn")
    lines = (folder / "cases.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "cases.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(SourceError, match=str(LAST_DAY)):
        read_cases(folder)


def test_a_group_with_an_unknown_member_is_unknown_and_never_zero() -> None:
    known = read_cases()
    record = CaseRecord(W45, W45 + timedelta(days=6), {"a": (1,) * 7, "b": (2, None, *(2,) * 5)}, known.state, "x")
    grouped = record.grouped({"office": ("a", "b")})
    assert grouped.on("office", W45) == 3
    assert grouped.on("office", W45 + timedelta(days=1)) is None
    assert grouped.in_week("office", W45) is None
    assert record.weeks() == (W45,)


def test_needs_of_several_weeks_are_those_of_each_week_by_whichever_model() -> None:
    weeks = [W45, W45 + timedelta(weeks=1)]
    both = needs_of_autumn(weeks, hours_per_case=10)
    assert both == needs_of_autumn(weeks[:1], hours_per_case=10) + needs_of_autumn(weeks[1:], hours_per_case=10)
    assert sum(need.fte for need in both if need.week == W45) == pytest.approx(539.796, abs=0.001)
    missing = [row.missing for row in assess_autumn(weeks) if row.missing is not None]
    assert len(missing) == 2 * 43
    assert all(one.low <= one.likely <= one.high for one in missing)
