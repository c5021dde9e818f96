"""The tables of a run read back, shard by shard, into what a report shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from lagezentrum.cli.refusals import Refusal
from lagezentrum.outlook.lab.design import READINGS
from lagezentrum.outlook.lab.summary import Measure, Summary

MOST_CSV_ROWS = 200_000
MOST_PANELS = 9
MOST_CELLS = 60
"""Values of a parameter along an axis; a finer one is drawn in as many groups."""


@dataclass(frozen=True)
class Axis:
    """A varied parameter along an axis: its key, the names of its cells, and the cell of each value."""

    key: str
    names: tuple[str, ...]
    cell_of: NDArray[np.int64]
    values: tuple[Any, ...]

    def places(self, column: NDArray[Any]) -> NDArray[np.int64]:
        """The cell of each policy."""
        known = np.array(self.values)
        order = np.argsort(known, kind="stable")
        return self.cell_of[order[np.searchsorted(known[order], column)]]


@dataclass(frozen=True)
class Run:
    """A run as a report shows it.

    Attributes:
        summaries: by reading.
        axes: the parameters along which heat maps are drawn.
        compared: two readings, and by measure its values in both, by policy (NaN: none, or not shown); the first
            reading of `READINGS` with each other one; empty where there is one only, or too many policies.
        rows: rows of the totals.
    """

    summaries: Mapping[str, Summary]
    axes: tuple[Axis, ...]
    compared: Mapping[tuple[str, str], Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]]]
    rows: int


def read_run(folder: Path, described: Mapping[str, Any], x: Measure, y: Measure) -> Run:
    """Read every shard once; memory grows with the number of policies only for the front and for what is compared.

    Raises:
        Refusal: a file of the run is missing or damaged.
    """
    design, areas, policies = described["design"], len(described["areas"]), int(described["policies"])
    axes = _axes(design["varied"])
    sizes = tuple(len(axes[n].names) if n < len(axes) else 1 for n in range(3))
    summaries = {
        reading: Summary(x, y, areas, (sizes[0], sizes[1], sizes[2]), policies) for reading in design["readings"]
    }
    compared = len(summaries) > 1 and policies <= MOST_CSV_ROWS
    columns = sorted({"policy", "in_order", x.worse_end, y.worse_end})
    shown: dict[str, list[NDArray[np.float64]]] = {f"{r} {m.name}": [] for r in summaries for m in (x, y)}
    per_reading = -(-policies // int(design["shard"]))
    for number in range(per_reading * len(summaries)):
        reading = design["readings"][number // per_reading]
        table = _read(folder / "shards" / f"totals-{number:07d}.parquet", [*columns, *(axis.key for axis in axes)])
        found = {name: _numbers(table[name]) for name in columns}
        places = [axis.places(_values(table[axis.key])) for axis in axes]
        places += [np.zeros(len(table), dtype=np.int64)] * (3 - len(places))
        summaries[reading].take(found, places)
        if compared:
            for measure in (x, y):
                values = np.where(found["in_order"].astype(bool), measure.of(found, areas), np.nan)
                shown[f"{reading} {measure.name}"].append(values)
    pairs = {}
    if compared:
        whole = {name: np.concatenate(values) for name, values in shown.items()}
        base, *others = (reading for reading in READINGS if reading in summaries)
        for other in others:
            both = {m.name: (whole[f"{base} {m.name}"], whole[f"{other} {m.name}"]) for m in (x, y)}
            pairs[str(base), str(other)] = both
    rows = policies * len(summaries)
    if rows <= MOST_CSV_ROWS:
        _write_csv(folder, design["readings"], per_reading)
    return Run(summaries, axes, pairs, rows)


def policies_of(
    folder: Path, described: Mapping[str, Any], reading: str, numbers: Sequence[int]
) -> list[dict[str, Any]]:
    """The rows of the totals of some policies."""
    design = described["design"]
    size = int(design["shard"])
    offset = design["readings"].index(reading) * -(-int(described["policies"]) // size)
    rows = []
    for number in numbers:
        table = _read(folder / "shards" / f"totals-{offset + number // size:07d}.parquet", None)
        rows += table.slice(number % size, 1).to_pylist()
    return rows


def _axes(varied: Sequence[Mapping[str, Any]]) -> tuple[Axis, ...]:
    """Up to three parameters with more than one value: the finest along the axes, the next over the panels."""
    several = sorted((v for v in varied if len(v["values"]) > 1), key=lambda v: -len(v["values"]))[:3]
    axes = []
    for position, v in enumerate(several):
        values = list(v["values"])
        ordered = sorted(values) if not isinstance(values[0], str) else values
        cells = min(len(values), MOST_PANELS if position == 2 else MOST_CELLS)
        cell = [place * cells // len(ordered) for place in range(len(ordered))]
        names = [_name(next(o for o, c in zip(ordered, cell, strict=True) if c == n)) for n in range(cells)]
        if cells < len(values):
            names = [f"≥ {name}" for name in names]
        places = np.array([cell[ordered.index(value)] for value in values], dtype=np.int64)
        axes.append(Axis(str(v["key"]), tuple(names), places, tuple(values)))
    return tuple(axes)


def _name(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _read(path: Path, columns: list[str] | None) -> pa.Table:
    try:
        return pq.read_table(path, columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise Refusal(
            f"{path}: fehlt oder ist beschädigt / is missing or damaged ({error.__class__.__name__}). "
            "`lage lab run` rechnet nur dieses Teilstück neu / computes only this shard again."
        ) from error


def _numbers(column: pa.ChunkedArray) -> NDArray[Any]:
    if pa.types.is_boolean(column.type) or column.null_count == 0:
        found: NDArray[Any] = column.to_numpy()
        return found
    as_floats: NDArray[Any] = column.cast(pa.float64()).to_numpy()
    return as_floats


def _values(column: pa.ChunkedArray) -> NDArray[Any]:
    if pa.types.is_dictionary(column.type):
        return np.array(column.to_pylist())
    found: NDArray[Any] = column.to_numpy()
    return found


def _write_csv(folder: Path, readings: Sequence[str], per_reading: int) -> None:
    tables = []
    for number in range(per_reading * len(readings)):
        table = _read(folder / "shards" / f"totals-{number:07d}.parquet", None).replace_schema_metadata(None)
        table = pa.table({n: c.cast(pa.string()) if pa.types.is_dictionary(c.type) else c
                          for n, c in zip(table.column_names, table.columns, strict=True)})  # fmt: skip
        named = pa.array([readings[number // per_reading]] * len(table))
        tables.append(table.add_column(0, "figures", named))
    pa_csv.write_csv(pa.concat_tables(tables), folder / "totals.csv")
