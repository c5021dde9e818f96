"""NaN is larger than every number in some programs. An export has none, so what is missing exceeds no threshold."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from lagezentrum.sources.figure_table.layout import COLUMNS
from lagezentrum.sources.figure_table.writing import FigureWriter

VALUES: list[float | None] = [4.0, None, 5.0, 6.0, None]
LIMIT = 5


def rows(values: list[float | None]) -> dict[str, list[Any]]:
    """Figures of some days with nothing else to say."""
    moments = [datetime(2021, 11, 1 + day, 6) for day in range(len(values))]  # noqa: DTZ001
    number = len(values)
    said: dict[str, list[Any]] = {
        "value": list(values),
        "day": [moment.date() for moment in moments],
        "recomputed": [False] * number,
        "denominator": [None] * number,
    }
    at: dict[str, list[Any]] = {column.name: moments for column in COLUMNS if pa.types.is_timestamp(column.type)}
    return {column.name: ["03241"] * number for column in COLUMNS} | at | said


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "figures.parquet"
    with FigureWriter(file, {}) as writer:
        writer.write(rows(VALUES))
    return file


def by_numpy(file: Path) -> tuple[int, bool]:
    values = pq.read_table(file)["value"].to_numpy()
    return int((values > LIMIT).sum()), bool(np.array([np.nan])[0] > LIMIT)


def by_arrow(file: Path) -> tuple[int, bool]:
    above = pc.sum(pc.greater(pq.read_table(file)["value"], LIMIT)).as_py()
    return above, pc.greater(pa.scalar(float("nan")), LIMIT).as_py()


def by_pandas(file: Path) -> tuple[int, bool]:
    pandas = pytest.importorskip("pandas", reason="pandas comes with the group `bench` only")
    return int((pandas.read_parquet(file)["value"] > LIMIT).sum()), bool((pandas.Series([np.nan]) > LIMIT)[0])


def by_sqlite(file: Path) -> tuple[int, bool]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE figures (value REAL)")
    base.executemany("INSERT INTO figures VALUES (?)", [[value] for value in pq.read_table(file)["value"].to_pylist()])
    above = base.execute("SELECT count(*) FROM figures WHERE value > ?", [LIMIT]).fetchone()[0]
    return above, bool(base.execute("SELECT ? > 5", [float("nan")]).fetchone()[0])


def by_duckdb(file: Path) -> tuple[int, bool]:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB comes with the group `bench` only")
    above = duckdb.execute("SELECT count(*) FROM read_parquet(?) WHERE value > ?", [str(file), LIMIT]).fetchall()[0][0]
    return above, duckdb.execute("SELECT 'NaN'::DOUBLE > 5").fetchall()[0][0]


def by_polars(file: Path) -> tuple[int, bool]:
    polars = pytest.importorskip("polars", reason="Polars comes with the group `bench` only")
    above = int((polars.read_parquet(file)["value"] > LIMIT).sum())
    return above, bool((polars.Series([float("nan")]) > LIMIT)[0])


@pytest.mark.parametrize(
    ("program", "nan_is_above"),
    [(by_numpy, False), (by_arrow, False), (by_pandas, False), (by_sqlite, False), (by_duckdb, True),
     (by_polars, True)],
)  # fmt: skip
def test_what_is_missing_exceeds_nothing_whatever_a_program_makes_of_nan(
    export: Path, program: Callable[[Path], tuple[int, bool]], nan_is_above: bool
) -> None:
    assert program(export) == (1, nan_is_above)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_is_no_number_is_never_written(tmp_path: Path, value: float) -> None:
    with pytest.raises(ValueError, match="must be None"), FigureWriter(tmp_path / "figures.parquet", {}) as writer:
        writer.write(rows([1.0, value]))
    assert not any(tmp_path.iterdir())
