"""A table of figures as Parquet: what counts, at which moment, in any order of rows; and what is refused."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lagezentrum.law.library import Library
from lagezentrum.outlook.known import AsFirstPublished, AsKnownAt, Latest
from lagezentrum.outlook.packed import Policies, compile_rules, sweep
from lagezentrum.sources.figure_table import batches
from lagezentrum.sources.figure_table.batches import Wanted
from lagezentrum.sources.figure_table.layout import ABOUT, FORMAT
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.figure_table.reading import read_cubes, read_planes
from lagezentrum.sources.figure_table.series import read_known_series, read_series
from lagezentrum.sources.problems import SourceError

FIRST = date(2021, 11, 1)
AREAS = ("03101", "03241")
Row = tuple[str, str, date, float | None, datetime]


def at(day: int, hour: int = 6, minute: int = 30) -> datetime:
    return datetime(2021, 11, day, hour, minute)  # noqa: DTZ001 (local time without a zone is meant)


def row(area: str, day: int, value: float | None, moment: datetime, indicator: str = "new_cases") -> Row:
    return indicator, area, date(2021, 11, day), value, moment


ROWS = [
    row("03101", 1, 5.0, at(1)),
    row("03241", 1, 7.0, at(1)),
    row("03241", 1, 8.0, at(2, 0, 0)),  # from the beginning of the second
    row("03101", 1, None, at(3)),  # taken back
    row("03101", 1, 6.0, at(3, 18)),
    row("03101", 2, None, at(2)),
    row("03101", 2, 4.0, at(4)),
    row("03241", 3, 1.0, at(2)),  # published before its day
]


def table(folder: Path, rows: list[Row], change: Callable[[pa.Table], pa.Table] = lambda found: found) -> Path:
    columns = dict(zip(("indicator", "area", "day", "value", "published_at"), zip(*rows, strict=True), strict=True))
    file = folder / "figures.parquet"
    pq.write_table(change(pa.table({name: list(cells) for name, cells in columns.items()})), file, row_group_size=3)
    return file


def wanted(days: int = 4, *, areas: tuple[str, ...] = AREAS) -> Wanted:
    return Wanted({"new_cases": areas}, FIRST, FIRST + timedelta(days=days - 1))


def plane(file: Path, reading: Any, days: int = 4) -> list[list[float | None]]:
    found = read_planes(FigureTable.open(file), wanted(days), reading)["new_cases"]
    return [[None if np.isnan(value) else value for value in line] for line in found.tolist()]


@pytest.mark.parametrize("order", [1, -1])
def test_three_readings_by_name(tmp_path: Path, order: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_SORTED_ROWS", 2)
    file = table(tmp_path, ROWS[::order])
    assert plane(file, AsFirstPublished()) == [[5.0, 7.0], [4.0, None], [None, 1.0], [None, None]]
    assert plane(file, Latest()) == [[6.0, 8.0], [4.0, None], [None, 1.0], [None, None]]
    assert plane(file, AsKnownAt(at(1, 23)), 1) == [[5.0, 7.0]]
    assert plane(file, AsKnownAt(at(3, 12)), 1) == [[None, 8.0]]
    assert plane(file, AsKnownAt(datetime(2021, 11, 3, 17, 30, tzinfo=UTC)), 1) == [[6.0, 8.0]]  # 18:30 here


@pytest.mark.parametrize("order", [1, -1])
def test_each_morning_knows_what_was_published_on_its_day(tmp_path: Path, order: int) -> None:
    file = FigureTable.open(table(tmp_path, ROWS[::order]))
    cube = read_cubes(file, wanted())["new_cases"]
    assert cube.lags == 3
    mornings = [cube.on_morning(FIRST + timedelta(days=day))[0].tolist() for day in range(4)]
    assert mornings == [[5.0, 7.0], [5.0, 8.0], [6.0, 8.0], [6.0, 8.0]]
    assert cube.values[0, 2, 1] == 1.0
    assert cube.on_morning(date(2021, 11, 3))[1, 0] != cube.on_morning(date(2021, 11, 4))[1, 0] == 4.0


def test_moments_with_a_zone_count_by_the_german_day_also_when_the_clock_changes(tmp_path: Path) -> None:
    moments = [datetime(2021, 10, 30, 21, 59, tzinfo=UTC), datetime(2021, 10, 30, 22, 1, tzinfo=UTC),
               datetime(2021, 10, 31, 22, 59, tzinfo=UTC), datetime(2021, 10, 31, 23, 1, tzinfo=UTC)]  # fmt: skip
    file = FigureTable.open(table(tmp_path, [row("03101", 1, float(n), moment) for n, moment in enumerate(moments)]))
    days = file.local_day(np.array([file.moment(moment) for moment in moments]))
    assert [date.fromordinal(day).isoformat() for day in days.tolist()] == [
        "2021-10-30", "2021-10-31", "2021-10-31", "2021-11-01",
    ]  # fmt: skip
    assert file.in_words(file.moment(moments[0])) == "2021-10-30 23:59+02:00"


def texts(found: pa.Table) -> pa.Table:
    """Days, values and moments as text, as some programs write them."""
    days, values, moments = (found[name].cast(pa.string()) for name in ("day", "value", "published_at"))
    return found.set_column(2, "day", days).set_column(3, "value", values).set_column(4, "published_at", moments)


def dictionaries(found: pa.Table) -> pa.Table:
    return found.set_column(1, "area", found["area"].dictionary_encode())


@pytest.mark.parametrize("change", [texts, dictionaries], ids=["texts", "dictionaries"])
def test_columns_as_other_programs_write_them(tmp_path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    plain = plane(table(tmp_path, ROWS), Latest())
    assert plane(table(tmp_path, ROWS, change), Latest()) == plain


def test_nan_in_a_file_is_a_missing_value_and_reaches_nothing(tmp_path: Path) -> None:
    rows = [*ROWS, row("03241", 4, float("nan"), at(4))]
    assert plane(table(tmp_path, rows), AsFirstPublished())[3] == [None, None]


def with_column(name: str, cells: list[Any]) -> Callable[[pa.Table], pa.Table]:
    return lambda found: found.set_column(found.column_names.index(name), name, pa.array(cells))


NUMBERS = [float(n) for n in range(len(ROWS))]
AS_TEXT = [str(n) for n in range(len(ROWS))]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda found: found.drop_columns(["value"]), "lacks `value`"),
        (with_column("area", [3101] * len(ROWS)), "`area` is int64"),
        (with_column("area", ["3101"] * len(ROWS)), "lost its leading zero"),
        (with_column("value", [*NUMBERS[:5], float("inf"), *NUMBERS[6:]]), "figures.parquet:6: `value`: inf"),
        (with_column("value", [*AS_TEXT[:4], "1,5", *AS_TEXT[5:]]), "figures.parquet:5: `value`: '1,5'"),
        (with_column("day", ["2021-11-01", "1.11.2021"] + ["2021-11-01"] * 6), "figures.parquet:2: `day`: '1.11.2021'"),
        (with_column("day", [None] + [FIRST] * 7), "figures.parquet:1: `day`: None"),
        (with_column("value", [[1.0]] * len(ROWS)), "`value` is list"),
        (
            lambda found: found.replace_schema_metadata({"lagezentrum.figures": '{"format": "lagezentrum.figures/9"}'}),
            "'lagezentrum.figures/9' is not known",
        ),
    ],
)
def test_what_can_not_be_read_is_refused_with_its_row(
    tmp_path: Path, change: Callable[[pa.Table], pa.Table], said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        plane(table(tmp_path, ROWS, change), Latest())
    assert said in str(caught.value)


def test_two_values_at_the_same_moment_are_refused_and_the_same_twice_is_not(tmp_path: Path) -> None:
    assert plane(table(tmp_path, [*ROWS, ROWS[0]]), AsFirstPublished())[0] == [5.0, 7.0]
    with pytest.raises(SourceError, match=r"03101 on 2021-11-01: 5\.0 and 5\.5, both published 2021-11-01 06:30"):
        plane(table(tmp_path, [*ROWS, row("03101", 1, 5.5, at(1))]), Latest())


def test_an_area_of_which_nothing_is_known_too_few_lags_and_too_much_memory(tmp_path: Path) -> None:
    file = FigureTable.open(table(tmp_path, ROWS))
    with pytest.raises(SourceError, match="no figure of new_cases for 03459"):
        read_planes(file, wanted(areas=(*AREAS, "03459")), Latest())
    with pytest.raises(SourceError, match="03101 for 2021-11-01 changed 2 days later"):
        read_cubes(file, wanted(), lags=2)
    assert read_cubes(file, wanted(), lags=2, leave_out_later=True)["new_cases"].on_morning(date(2021, 11, 4))[
        0
    ].tolist() == [5.0, 8.0]
    with pytest.raises(SourceError, match=r"would be .* GB"):
        read_cubes(file, wanted(4000), lags=40_000)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"area;value\n"])
def test_no_parquet_file_or_none_at_all(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "figures.parquet"
    with pytest.raises(SourceError, match="there is no such file"):
        FigureTable.open(file)
    file.write_bytes(content)
    with pytest.raises(SourceError, match="no readable Parquet file"):
        FigureTable.open(file)


def test_a_damaged_file_is_refused_as_a_whole(tmp_path: Path) -> None:
    file = table(tmp_path, ROWS)
    content = bytearray(file.read_bytes())
    content[4:200] = bytes(196)
    file.write_bytes(content)
    with pytest.raises(SourceError, match="no readable Parquet file"):
        plane(file, Latest())


def test_a_sweep_on_what_each_morning_knew_differs_only_by_what_came_later(tmp_path: Path) -> None:
    library = Library()
    version = library.regulation("de-ni/corona-vo").named("2021-12-12")
    assert version is not None
    packed, days = compile_rules(version, library.calendars), 21
    rows: list[Row] = []
    for number in range(days):
        day, moment = FIRST + timedelta(days=number), at(1) + timedelta(days=number)
        low = 20.0 if number % 2 else 50.0
        state = [("hospitalisation", "03", 5.0), ("icu_share", "03", 1.0)]
        for name, area, value in (*state, ("new_cases", "03101", 50.0), ("new_cases", "03241", low)):
            rows.append((name, area, day, value, moment))
        if number % 2:
            rows.append(("new_cases", "03241", day, 50.0, moment + timedelta(days=1)))  # corrected the next morning
    file, last = FigureTable.open(table(tmp_path, rows)), FIRST + timedelta(days=days - 1)
    policies = Policies.of(packed, {"*.raising.days": [1, 5]})

    def days_of(series: Any) -> list[list[int]]:
        metrics = sweep(packed, series, policies, engine="numpy")
        found: list[list[int]] = metrics.low[:, :, 0].tolist()
        return found

    first = days_of(read_series(file, packed, AREAS, FIRST, last, AsFirstPublished()))
    latest = days_of(read_series(file, packed, AREAS, FIRST, last, Latest()))
    mornings = days_of(read_known_series(file, packed, AREAS, FIRST, last))
    assert mornings[0] == first[0]  # by one day alone, only what was published on it counts
    assert first[1][0] == mornings[1][0] == latest[1][0] < days
    assert latest[1][1] <= mornings[1][1] < first[1][1] == days


def test_kept_cubes_are_those_of_the_same_file_and_question_or_read_anew(tmp_path: Path) -> None:
    library = Library()
    version = library.regulation("de-ni/corona-vo").named("2021-12-12")
    assert version is not None
    packed = compile_rules(version, library.calendars)
    state = [row("03", 1, 5.04, at(1), name) for name in ("hospitalisation", "icu_share")]
    keep, last = tmp_path / "kept", FIRST + timedelta(days=3)

    def series(rows: list[Row], lags: int | None = None) -> Any:
        file = FigureTable.open(table(tmp_path, [*rows, *state]))
        return read_known_series(file, packed, AREAS, FIRST, last, lags=lags, keep_in=keep).values

    first, again = series(ROWS), series(ROWS)
    assert isinstance(again["new_cases"], np.memmap)
    assert not isinstance(first["new_cases"], np.memmap)
    for name in packed.indicators:
        np.testing.assert_array_equal(first[name], again[name])
    assert series(ROWS, lags=4)["new_cases"].shape[1] == 4
    assert series([*ROWS, row("03101", 3, 9.0, at(3))])["new_cases"][2, 0, 0] == 9.0
    for file in keep.iterdir():
        file.write_bytes(file.read_bytes()[:100])
    np.testing.assert_array_equal(series(ROWS)["new_cases"], first["new_cases"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda found: found.replace_schema_metadata({ABOUT: b"broken"}), "format None is not known"),
        (lambda found: found.replace_schema_metadata({ABOUT: b"[1]"}), "is not known"),
        (
            lambda found: found.replace_schema_metadata({ABOUT: json.dumps({"format": FORMAT}).encode()}),
            "it lacks `counts_from`, `first_seen_at`, `recomputed`",
        ),
        (lambda found: found.append_column("counts_from", found["published_at"]), "is no export any more"),
    ],
)
def test_an_export_that_another_program_changed_is_refused(
    tmp_path: Path, change: Callable[[pa.Table], pa.Table], said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        FigureTable.open(table(tmp_path, ROWS, change))
