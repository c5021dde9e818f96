"""The columns of a table of figures: those that every table has, and those that the export of an archive adds."""

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

FORMAT: Final = "lagezentrum.figures/1"
ABOUT: Final = b"lagezentrum.figures"
"""Key of the metadata of a Parquet file under which an export says what it is, as JSON."""
ZONE: Final = "Europe/Berlin"

REQUIRED: Final = ("indicator", "area", "day", "value", "published_at")
"""What every table of figures has; an analyst's own needs no more."""

COUNTS_FROM: Final = "counts_from"
SEEN: Final = "first_seen_at"
RECOMPUTED: Final = "recomputed"
"""Columns that exports alone have, and that decide which of their values count."""

_MOMENT = pa.timestamp("us", tz=ZONE)


@dataclass(frozen=True)
class Column:
    """A column of the export: its name, its type in Arrow, whether it may be null, what it says."""

    name: str
    type: pa.DataType
    nullable: bool
    meaning: str


COLUMNS: Final = (
    Column("indicator", pa.string(), False, "id of the indicator"),
    Column("area", pa.string(), False, "official key: 5 digits, 2 for a Land; text with leading zero"),
    Column("day", pa.date32(), False, "day for which it was published"),
    Column("value", pa.float64(), True, "as published; null, never NaN, where the publisher said that there is none"),
    Column("unit", pa.string(), False, "of the value"),
    Column("missing", pa.string(), True, "why there is no value"),
    Column("published_at", _MOMENT, False, "when it could be known"),
    Column("first_seen_at", _MOMENT, False, "when the archive received it"),
    Column("counts_from", _MOMENT, True, "since when its file may drive findings; null: it may not"),
    Column("status", pa.string(), False, "what became of its file: accepted, held, released, rejected"),
    Column("recomputed", pa.bool_(), False, "a past day computed anew by its publisher: never decides"),
    Column("denominator", pa.int32(), True, "inhabitants by which it was computed"),
    Column("source", pa.string(), False, "who published it, and where that is on record"),
    Column("note", pa.string(), True, "what is known to be unusual with it"),
    Column("file_sha256", pa.string(), False, "SHA-256 of the file it came in"),
)
"""In their order. Rows are sorted by indicator, day and area, and then in the order in which files told of them."""

SORTED_BY: Final = ("indicator", "day", "area")


def lost_a_zero(area: str) -> bool:
    """Whether a key is one of which some program took the leading zero, as if it were a number."""
    return area.isdigit() and len(area) in (1, 4)


def schema(about: str) -> pa.Schema:
    """The Arrow schema of an export with its description (JSON)."""
    fields = [pa.field(c.name, c.type, c.nullable, {"meaning": c.meaning}) for c in COLUMNS]
    return pa.schema(fields, metadata={ABOUT: about.encode()})
