"""The file of `benchmarks.as_of`, the questions asked of it, and the form of every answer."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.lab import BY_LAND, OF_LAND, SCALES, waves
from lagezentrum.sources.figure_table.batches import EPOCH_DAY
from lagezentrum.sources.figure_table.writing import FigureWriter

DAYS, LAGS = 1000, 30
FIRST = date(2020, 6, 1)
FIGURE = "new_cases"
DAY = 86_400_000_000
"""In microseconds."""
Totals = tuple[int, int, int]
"""Values known, sum of them in tenths, and how many lie above a limit."""
LIMIT = 50
Full = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """What is asked of the file.

    Attributes:
        file: the Parquet file.
        areas: keys, in order.
        first: first reference day and first morning.
        days: number of days.
        midnight: end of the first day in microseconds since 1970 (UTC); days have 24 hours here.
        back: days before each morning that are looked up.
    """

    file: Path
    areas: tuple[str, ...]
    first: date
    days: int
    midnight: int
    back: int

    def end(self, morning: int) -> int:
        """The moment up to which a morning knows what was published: the end of its day."""
        return self.midnight + morning * DAY


def write(file: Path, areas: tuple[str, ...]) -> int:
    """Write waves with a late part, revisions, 2 % of mornings missing and 0.2 % of values taken back."""
    rng = np.random.default_rng(20211124)
    late = 1 - 0.3 * np.exp(-np.arange(LAGS) / 4)
    with FigureWriter(file, {"archive_head": "0" * 64}) as writer:
        for name in sorted(SCALES):
            keys = tuple(BY_LAND) if name in OF_LAND else areas
            base = waves(rng, DAYS, len(keys), SCALES[name])
            for begin in range(0, DAYS, 25):
                values = base[begin : begin + 25, :, None] * late * rng.uniform(0.99, 1.01, (25, len(keys), LAGS))
                there, none = rng.random(values.shape) < 0.98, rng.random(values.shape) < 0.002
                writer.write(_columns(name, keys, begin, np.round(values, 1), there, none))
    return writer.rows


def _columns(
    name: str, keys: tuple[str, ...], begin: int, values: Any, there: NDArray[np.bool_], none: NDArray[np.bool_]
) -> dict[str, Any]:
    day, area, lag = np.nonzero(there)
    number, first = len(day), FIRST.toordinal() - EPOCH_DAY
    moments = pa.array((first + begin + day + lag) * DAY + DAY // 5).cast(pa.timestamp("us", tz="Europe/Berlin"))
    same = {
        "indicator": name, "unit": "per 100,000", "missing": None, "status": "accepted", "denominator": None,
        "source": "made up", "note": None, "file_sha256": "0" * 64, "recomputed": False,
    }  # fmt: skip
    types = {"denominator": pa.int32(), "recomputed": pa.bool_()}
    made = {key: pa.repeat(pa.scalar(value, types.get(key, pa.string())), number) for key, value in same.items()}
    return made | {
        "area": pa.DictionaryArray.from_arrays(pa.array(area.astype(np.int32)), pa.array(keys)).cast(pa.string()),
        "day": pa.array((first + begin + day).astype(np.int32)).cast(pa.date32()),
        "value": pa.array(values[there], mask=none[there]),
        "published_at": moments,
        "first_seen_at": moments,
        "counts_from": moments,
    }


def totals_of(values: Full) -> Totals:
    """The same totals of an array."""
    known, above = np.count_nonzero(values == values), np.count_nonzero(values > LIMIT)
    return int(known), int(np.nansum(np.rint(values * 10))), int(above)


def spread(question: Question, found: Any, morning: int | None) -> Full:
    """An answer in rows as an array."""
    areas = pc.index_in(found["area"], pa.array(question.areas)).to_numpy()
    values = found["value"].to_numpy()
    if morning is not None:
        plane = np.full((morning + 1, len(question.areas)), np.nan)
        plane[found["row"].to_numpy(), areas] = values
        return plane
    cube = np.full((question.back, question.days, len(question.areas)), np.nan)
    cube[found["back"].to_numpy() - 1, found["morning"].to_numpy(), areas] = values
    return cube
