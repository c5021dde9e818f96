"""A shard as the bytes of Parquet files, made where it was computed: little travels, and the caller only writes."""

import io
import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from lagezentrum.outlook.lab import Job, ShardResult
from lagezentrum.outlook.lab.measures import Columns, missing_mark
from lagezentrum.outlook.packed import Engine
from lagezentrum.web.compiling import keep_compiled

FIELDS = "lagezentrum"
"""Key of the metadata that says to which run a file belongs."""


@dataclass(frozen=True)
class Encoded:
    """A finished shard: its number, the digest of its numbers, and its files."""

    number: int
    digest: str
    totals: bytes
    districts: bytes | None


def compute(job: Job, number: int, engine: Engine | None) -> Encoded:
    """Compute a shard and encode it; what every worker does."""
    keep_compiled()
    return encoded(job, job.shard(number, engine))


def encoded(job: Job, result: ShardResult) -> Encoded:
    """The files of a shard."""
    districts = None if result.districts is None else _file(job, result, result.districts, with_values=False)
    totals = _file(job, result, result.totals, with_values=True)
    return Encoded(result.shard.number, result.digest, totals, districts)


def _file(job: Job, result: ShardResult, columns: Columns, *, with_values: bool) -> bytes:
    shard = result.shard
    about = {
        "design": job.design_digest,
        "figures": job.figures_digest,
        "shard": shard.number,
        "reading": shard.reading,
        "content": result.digest,
    }
    table = as_table(columns, job.areas)
    for key, column in job.design.values(shard.begin, shard.count).items() if with_values else ():
        array = pa.array(column)
        table = table.append_column(key, array.dictionary_encode() if column.dtype.kind == "U" else array)
    table = table.replace_schema_metadata({FIELDS: json.dumps(about)})
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def as_table(columns: Columns, areas: tuple[str, ...]) -> pa.Table:
    """Columns as a table; what there is not becomes null, and areas get their keys."""
    arrays = {}
    for name, column in columns.items():
        mark = missing_mark(name)
        if name == "area":
            arrays[name] = pa.DictionaryArray.from_arrays(pa.array(column), pa.array(areas))
        else:
            arrays[name] = pa.array(column, mask=None if mark is None else column == mark)
    return pa.table(arrays)


def as_columns(table: pa.Table) -> Columns:
    """The columns of a table as they were computed."""
    columns: Columns = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        if name == "area":
            chunk = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
            columns[name] = np.asarray(chunk.indices, dtype=np.int16)
            continue
        mark = missing_mark(name)
        if mark is not None:
            column = column.fill_null(pa.scalar(mark).cast(column.type))
        columns[name] = column.to_numpy(zero_copy_only=False)
    return columns
