"""Opening a table of figures: what it is, which columns it has, how its moments are meant."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from lagezentrum.law.system_faults import unreadable
from lagezentrum.sources.figure_table import faults
from lagezentrum.sources.figure_table.layout import ABOUT, COUNTS_FROM, FORMAT, RECOMPUTED, REQUIRED, SEEN, ZONE
from lagezentrum.sources.problems import refuse

TEXTS = ["indicator", "area"]
"""Columns read as places in a list of the distinct words."""
HOUR, DAY = 3_600_000_000, 86_400_000_000
"""In microseconds."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (local time without a zone is meant)
_EPOCH_DAY = _EPOCH.toordinal()


@dataclass(frozen=True)
class FigureTable:
    """A Parquet file of figures.

    Attributes:
        path: where it lies.
        parquet: the file, opened.
        about: what an export says of itself; None for a table that is none.
        zone: the zone of its moments, which count as local time there; None where they are local time already.
        content: where its bytes are: the same path, or the memory.
    """

    path: Path
    parquet: pq.ParquetFile
    about: dict[str, Any] | None
    zone: str | None
    content: Path | pa.Buffer

    @classmethod
    def open(cls, path: Path, content: pa.Buffer | None = None) -> "FigureTable":
        """Open a file and see whether it can be one.

        Args:
            path: where it lies.
            content: what was made of it in memory, where it is no Parquet file itself.

        Raises:
            SourceError: it can not be read, lacks columns, or has them in another type than they must be.
        """
        try:
            parquet = pq.ParquetFile(path if content is None else content, read_dictionary=TEXTS)
        except OSError as error:
            if error.errno is None:
                raise refuse(path, 0, *faults.not_parquet(str(error))) from error
            raise refuse(path, 0, *unreadable(error)) from error
        except pa.ArrowException as error:
            raise refuse(path, 0, *faults.not_parquet(str(error))) from error
        found = parquet.schema_arrow
        said = _about(path, found)
        required = REQUIRED if said is None else (*REQUIRED, COUNTS_FROM, SEEN, RECOMPUTED)
        missing = [name for name in required if name not in found.names]
        if missing:
            raise refuse(path, 0, *faults.columns_missing(missing, found.names))
        if said is None and COUNTS_FROM in found.names:
            raise refuse(path, 0, *faults.export_no_more(COUNTS_FROM))
        _check_types(path, found)
        moment = found.field("published_at").type
        zone = (moment.tz and ZONE) if pa.types.is_timestamp(moment) else None
        return cls(path, parquet, said, zone, path if content is None else content)

    def opened_again(self) -> pq.ParquetFile:
        """The same file for another thread.

        Raises:
            OSError, pyarrow.ArrowException: it can not be read any more.
        """
        return pq.ParquetFile(self.content, metadata=self.parquet.metadata, read_dictionary=TEXTS)

    @property
    def is_export(self) -> bool:
        """Whether it is the export of an archive: sorted, and with what the archive knew when."""
        return self.about is not None

    def moment(self, at: datetime) -> int:
        """A moment as the file counts it, in microseconds; one without a zone is local time."""
        if self.zone is None:
            local = at if at.tzinfo is None else at.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
            return (local - _EPOCH) // timedelta(microseconds=1)
        known = at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(self.zone))
        return (known - _EPOCH.replace(tzinfo=UTC)) // timedelta(microseconds=1)

    def local_day(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """The days (as `date.toordinal`) on which moments of the file fall, in local time."""
        if not len(moments):
            return moments
        if self.zone is None:
            return moments // DAY + _EPOCH_DAY
        hours = moments // HOUR  # the clock is only ever changed at a full hour
        first, last = int(hours.min()), int(hours.max())
        if last - first > 10_000_000:  # more than a thousand years: a table of hours would be a burden
            hours, places = np.unique(hours, return_inverse=True)
            return _day_of_hours(hours, self.zone)[places]
        return _day_of_hours(np.arange(first, last + 1), self.zone)[hours - first]

    def in_words(self, moment: int) -> str:
        """A moment of the file, for a message."""
        local = _EPOCH + timedelta(microseconds=moment)
        if self.zone is not None:
            local = local.replace(tzinfo=UTC).astimezone(ZoneInfo(self.zone))
        return local.isoformat(sep=" ", timespec="minutes")


def _day_of_hours(hours: NDArray[np.int64], zone: str) -> NDArray[np.int64]:
    """The local day of each hour (since 1970, UTC)."""
    import pyarrow.compute as pc

    moments = pa.array(hours * 3600, type=pa.int64()).cast(pa.timestamp("s", tz=zone))
    local: NDArray[np.int64] = np.asarray(pc.local_timestamp(moments).cast(pa.int64()))
    return local // 86_400 + _EPOCH_DAY


def _about(path: Path, found: pa.Schema) -> dict[str, Any] | None:
    """What an export says of itself; None for a table that is none."""
    about = (found.metadata or {}).get(ABOUT)
    if about is None:
        return None
    try:
        said = json.loads(about)
    except ValueError:
        said = None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise refuse(path, 0, *faults.unknown_format(said.get("format") if isinstance(said, dict) else said, FORMAT))
    return said


def _check_types(path: Path, found: pa.Schema) -> None:
    text = ("Text", "text")
    for name in ("indicator", "area"):
        kind = found.field(name).type
        inner = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not (pa.types.is_string(inner) or pa.types.is_large_string(inner) or pa.types.is_string_view(inner)):
            raise refuse(path, 0, *faults.wrong_column(name, str(inner), text))
    value = found.field("value").type
    if pa.types.is_boolean(value) or pa.types.is_nested(value) or pa.types.is_temporal(value):
        raise refuse(path, 0, *faults.wrong_column("value", str(value), ("Zahlen", "numbers")))
