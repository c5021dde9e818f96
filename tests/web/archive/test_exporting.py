"""The export of the archive's figures: the same readings as the archive's own, whatever came, was held or released."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lagezentrum.outlook.known import AsFirstPublished, AsKnownAt, Latest
from lagezentrum.sources.figure_table import writing
from lagezentrum.sources.figure_table.batches import Wanted
from lagezentrum.sources.figure_table.layout import ABOUT, COLUMNS
from lagezentrum.sources.figure_table.observing import whatever_is_said
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.figure_table.reading import read_cubes, read_planes
from lagezentrum.sources.problems import SourceError
from lagezentrum.web.archive import exporting, intake, readings
from lagezentrum.web.archive.exporting import export_figures
from lagezentrum.web.archive.models import Figure, Verdict
from lagezentrum.web.people.models import Role
from lagezentrum.web.people.refusal import Refusal
from tests.web.archive.conftest import person
from tests.web.archive.deliveries import DIVI, LAND, RKI, at, beds, day, hand_in, land, landkreise, published, rki

HOSPITALISATION = "hospitalisation"
Values = dict[tuple[str, str, date], float | None]


def of_archive(reading: readings.Reading) -> Values:
    """What the archive itself says; a figure without a value is no value."""
    return {(r.indicator, r.area, r.day): float(r.value) for r in readings.records(reading) if r.value is not None}


def of_export(file: Path, reading: Any) -> Values:
    table = FigureTable.open(file)
    wanted = everything(table)
    found: Values = {}
    for name, plane in read_planes(table, wanted, reading).items():
        for row, column in np.argwhere(~np.isnan(plane)).tolist():
            key = (name, wanted.places[name][column], wanted.first + timedelta(days=row))
            found[key] = float(plane[row, column])
    return found


def everything(table: FigureTable) -> Wanted:
    assert table.about is not None
    first, last = map(date.fromisoformat, table.about["days"])
    said = whatever_is_said(table, table.about["indicators"], first, last)
    return Wanted({name: of.areas for name, of in said.items()}, first, last)


def compare(file: Path, moments: Iterable[datetime]) -> None:
    assert of_export(file, AsFirstPublished()) == of_archive(readings.AsFirstPublished())
    assert of_export(file, Latest()) == of_archive(readings.Latest())
    for moment in moments:
        assert of_export(file, AsKnownAt(moment)) == of_archive(readings.AsKnownAt(moment)), moment


@pytest.mark.django_db
def test_columns_bytes_and_what_the_file_says_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "_CHUNK", 40)
    monkeypatch.setattr(writing.FigureWriter.__init__, "__kwdefaults__", {"row_group": 64})
    hand_in(rki([day(0), day(1)]), RKI, day(1))
    hand_in(land({day(0): ("5.60", "7.7"), day(1): ("", "7.9")}), LAND, day(1))
    written = export_figures(tmp_path / "a.parquet")
    again = export_figures(tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert written == again
    assert (written.rows, written.inexact, written.head) == (Figure.objects.count(), 0, readings.head())
    file = pq.ParquetFile(tmp_path / "a.parquet")
    assert file.metadata.num_row_groups == 2
    assert file.schema_arrow.names == [column.name for column in COLUMNS]
    assert [field.type for field in file.schema_arrow] == [column.type for column in COLUMNS]
    about = json.loads(file.schema_arrow.metadata[ABOUT])
    assert about["archive_head"] == readings.head()
    assert about["days"] == [day(0).isoformat(), day(1).isoformat()]
    assert {source["licence"] for source in about["sources"]} >= {"dl-de/by-2-0"}
    rows = file.read().to_pylist()
    keys = [(row["indicator"], row["day"], row["area"]) for row in rows]
    assert keys == sorted(keys)
    assert rows[0]["value"] == 5.6
    assert rows[0]["published_at"].isoformat() == f"{day(0)}T00:00:00+01:00"
    assert (tmp_path / "a.parquet.part").exists() is False


@pytest.mark.django_db
def test_days_and_indicators_can_be_chosen_and_wrong_ones_are_named(tmp_path: Path) -> None:
    file = tmp_path / "figures.parquet"
    with pytest.raises(Refusal, match="no figure of that"):
        export_figures(file)
    hand_in(rki([day(0), day(1), day(2)]), RKI, day(2))
    hand_in(land({day(1): ("5.6", "7.7")}), LAND, day(1))
    chosen = export_figures(file, indicators=["new_cases"], first=day(1), last=day(1))
    assert (chosen.rows, chosen.indicators, chosen.first, chosen.last) == (45, ("new_cases",), day(1), day(1))
    with pytest.raises(Refusal, match=r"no such indicator\. Known: new_cases"):
        export_figures(file, indicators=["newcases"])
    assert FigureTable.open(file).is_export  # what was refused took nothing away


@pytest.mark.django_db
def test_a_figure_that_was_not_published_is_null_and_reaches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "figures.parquet"
    hand_in(rki([day(0)], {day(0): {**published(day(0)), "03241": ""}}), RKI, day(0))
    export_figures(file)
    values = pq.read_table(file)["value"]
    assert values.null_count == Figure.objects.filter(value=None).count() == 1
    assert not any(value != value for value in values.drop_null().to_pylist())
    assert ("new_cases", "03241", day(0)) not in of_export(file, Latest())


@pytest.mark.django_db
def test_held_files_count_only_from_their_release(officer: User, tmp_path: Path) -> None:
    file = tmp_path / "figures.parquet"
    hand_in(rki([day(0)]), RKI, day(0))
    held = hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1)).file
    export_figures(file)
    compare(file, [at(day(1), 9)])
    statuses = pq.read_table(file)["status"].to_pylist()
    assert {name: statuses.count(name) for name in set(statuses)} == {"accepted": 45, "held": 45}
    intake.release(held, officer, "geprüft", at(day(1), 10))
    hand_in(rki([day(2)]), RKI, day(2))
    export_figures(file)
    compare(file, [at(day(1), 9), at(day(1), 10), at(day(2), 9)])
    table = FigureTable.open(file)
    by_archive = read_cubes(table, everything(table), known_by="archive")["new_cases"]
    np.testing.assert_array_equal(by_archive.on_morning(day(2)), read_cubes(table, everything(table), lags=1)[
        "new_cases"].on_morning(day(2)))  # fmt: skip


@pytest.mark.django_db
def test_recomputed_days_never_decide_but_are_the_latest(tmp_path: Path) -> None:
    file, keys = tmp_path / "figures.parquet", {"03241": 900, "03101": 400}
    hand_in(rki([day(0), day(1)]), RKI, day(1))
    hand_in(beds([day(0), day(1)]), DIVI, day(1), 15)
    hand_in(landkreise([day(0), day(1), day(2)], keys), RKI, day(3))
    export_figures(file)
    assert any(pq.read_table(file)["recomputed"].to_pylist())
    compare(file, [at(day(1), 14), at(day(3), 23)])


@pytest.mark.django_db
def test_an_export_sorted_otherwise_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "figures.parquet"
    hand_in(rki([day(0), day(1)]), RKI, day(1))
    export_figures(file)
    found = pq.read_table(file)
    pq.write_table(found.sort_by([("area", "ascending")]), file)
    with pytest.raises(SourceError, match="not in its order any more"):
        of_export(file, Latest())
    pq.write_table(pa.concat_tables([found.slice(0, 45), found.slice(45)]), file)
    compare(file, [])


@pytest.mark.django_db
def test_what_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "figures.parquet"
    file.write_bytes(b"earlier")
    hand_in(rki([day(0)]), RKI, day(0))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "_columns", full)
    with pytest.raises(OSError, match="No space left"):
        export_figures(file)
    assert [path.name for path in tmp_path.iterdir()] == ["figures.parquet"]
    assert file.read_bytes() == b"earlier"


class WhateverCame(TestCase):
    """Files in any order, holds, releases and rejections: the export says of every moment what the archive says."""

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        steps=st.lists(
            st.tuples(st.integers(0, 4), st.sampled_from(["5.5", "5.8", "12.9", ""]), st.integers(0, 3)),
            min_size=1, max_size=7,
        ),
        data=st.data(),
    )  # fmt: skip
    def test_readings_of_the_export_are_those_of_the_archive(
        self, steps: list[tuple[int, str, int]], data: st.DataObject
    ) -> None:
        user = person("releaser", Role.MINISTRY_OFFICER)
        told: dict[date, str] = {}
        moments = []
        for number, (on, value, back) in enumerate(steps):
            told[day(on)] = value
            last = day(10 + number - back)
            rows = {key: figure for key, figure in told.items() if key <= last} | {last: "5.7"}
            received = day(10 + number)
            receipt = hand_in(land({key: (figure, "") for key, figure in rows.items()}), LAND, received)
            if receipt.verdict.kind == Verdict.Kind.HELD:
                act = data.draw(st.sampled_from([intake.release, intake.reject, None]))
                if act is not None:
                    act(receipt.file, user, "geprüft", at(received, 9))
            moments += [at(received, 8), at(received, 23, 59)]
        if not Figure.objects.filter(indicator=HOSPITALISATION).exists():
            return
        with TemporaryDirectory() as folder:
            file = Path(folder) / "figures.parquet"
            export_figures(file)
            compare(file, moments)
            table = FigureTable.open(file)
            wanted = everything(table)
            cube = read_cubes(table, Wanted(wanted.places, wanted.first, day(10 + len(steps))), known_by="archive")
            for number in range(len(steps)):
                morning = day(10 + number)
                expected = of_archive(readings.AsKnownAt(at(morning, 23, 59)))
                for name, of_name in cube.items():
                    known = of_name.on_morning(morning)
                    for row, column in np.ndindex(known.shape):
                        key = (name, of_name.areas[column], wanted.first + timedelta(days=row))
                        assert known[row, column] == pytest.approx(expected.get(key, np.nan), nan_ok=True), key
