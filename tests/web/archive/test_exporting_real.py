"""The export against the archive's own readings on real figures: mornings of October 2021, a correction, a later look.

On 26 October 2021 RKI published too few cases for most districts and put that right later without a word; a vintage of
30 November shows how all those days looked by then.
"""

import csv
import gzip
import random
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.contrib.auth.models import User

from lagezentrum.outlook.known import AsKnownAt
from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.figure_table.reading import read_cubes, read_planes
from lagezentrum.sources.rki.layout import LANDKREISE, LOWER_SAXONY
from lagezentrum.web.archive import intake
from lagezentrum.web.archive.exporting import export_figures
from lagezentrum.web.archive.intake import Receipt
from lagezentrum.web.archive.models import Figure
from tests.web.archive.deliveries import RKI, as_csv, at, codes, hand_in
from tests.web.archive.test_exporting import compare, everything

FIRST, WRONG, LAST, LOOK = date(2021, 10, 20), date(2021, 10, 26), date(2021, 10, 31), date(2021, 11, 30)
Published = dict[tuple[date, str], str]


def published(folder: Path) -> Published:
    """Real incidences as first published."""
    with (folder / "nds_district_7day_incidence.csv").open(encoding="utf-8") as stream:
        rows = [(date.fromisoformat(row["date"]), row) for row in csv.DictReader(stream)]
    return {(day, row["ags"]): row["incidence_7d_published"] for day, row in rows if FIRST <= day <= LAST}


def revised(folder: Path) -> Published:
    """What the workbook said of 26 October later."""
    with (folder / "de_district_7day_revised_2021-10-26.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["ags"].startswith("03")]
    return {(WRONG, row["ags"]): row["incidence_7d_revised"] for row in rows}


def later_look(folder: Path) -> bytes:
    """Cases of those days as known on 30 November, in RKI's recomputed layout (dated the day before)."""
    rows: list[tuple[object, ...]] = []
    with gzip.open(folder / "de_district_7day_vintages.csv.gz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            day = date.fromisoformat(row["date"])
            if row["vintage"] == str(LOOK) and FIRST <= day <= LOOK and row["ags"].startswith("03"):
                people, cases = all_areas()[row["ags"]].inhabitants[1], int(row["cases_7d"])
                incidence = round(cases * 100_000 / people, 1)
                rows.append((day - timedelta(days=1), row["ags"], people, 9000, 5, cases, incidence))
    days = sorted({row[0] for row in rows}, key=str)
    return as_csv(LANDKREISE, [*rows, *((day, "17000", 0, 12, 0, 1, "") for day in days)])


def deliver(folder: Path, officer: User) -> list[str]:
    """Hand in every morning's file and the later look; what the gate holds is released some hours later.

    Returns:
        What the gate found.
    """
    known, found = published(folder), []

    def release(receipt: Receipt, when: datetime) -> None:
        if receipt.held:
            found.extend(codes(receipt))
            intake.release(receipt.file, officer, "geprüft", when)

    for number in range((LAST - FIRST).days + 1):
        morning = FIRST + timedelta(days=number)
        if morning > WRONG:
            known |= revised(folder)
        rows = [
            (day, area, "", value, "", "", "", "") for (day, area), value in sorted(known.items()) if day <= morning
        ]
        release(hand_in(as_csv(LOWER_SAXONY, rows), RKI, morning, 6, 30), at(morning, 9))
    release(hand_in(later_look(folder), RKI, LOOK, 9), at(LOOK, 12))
    return found


@pytest.mark.django_db
def test_readings_of_drawn_moments_and_mornings_are_those_of_the_archive(
    shared_data: Path, tmp_path: Path, officer: User
) -> None:
    assert deliver(shared_data, officer) == ["day-revised", "history-recalculated"]
    drawn = random.Random(26)  # noqa: S311 (which moments are looked at)
    moments = [at(FIRST) + timedelta(minutes=drawn.randrange(45 * 24 * 60)) for _ in range(8)]
    file = tmp_path / "figures.parquet"
    assert export_figures(file).rows == Figure.objects.count()
    compare(file, [*moments, at(WRONG, 23), at(WRONG + timedelta(days=1), 8), at(LOOK, 11), at(LOOK, 13)])
    table = FigureTable.open(file)
    wanted = everything(table)
    cube = read_cubes(table, wanted, known_by="archive")["new_cases"]
    for morning in (WRONG, WRONG + timedelta(days=1), LAST, LOOK):
        end = datetime.combine(morning, at(LOOK, 23, 59).timetz())
        plane = read_planes(table, wanted, AsKnownAt(end))["new_cases"]
        np.testing.assert_array_equal(cube.on_morning(morning), plane[: cube.row(morning) + 1])
    of_hannover = cube.areas.index("03241")
    row, day_after = cube.row(WRONG), WRONG + timedelta(days=1)
    values = [float(cube.on_morning(day)[row, of_hannover]) for day in (WRONG, day_after, LOOK)]
    assert values[:2] == [70.9754, 74.7838]
    assert values[2] not in values[:2]
