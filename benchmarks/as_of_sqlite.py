"""The questions of `benchmarks.as_of` by SQLite, on some of the areas."""

# ruff: noqa: S608 (every part of these queries is made here)
import sqlite3
from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.as_of_file import DAY, FIGURE, LIMIT, Question, Totals


class Sqlite:
    """SQLite with the ledger of some areas in a table without row ids, in the order of its key."""

    def __init__(self, question: Question, areas: Sequence[str]) -> None:
        self._q, self._areas = question, tuple(areas)
        self._base = sqlite3.connect(":memory:")

    def load(self) -> int:
        """Bring the rows in; how many there are."""
        found = pq.read_table(self._q.file, columns=["area", "day", "published_at", "value"],
                              filters=[("indicator", "=", FIGURE), ("area", "in", self._areas)])  # fmt: skip
        row = pc.subtract(found["day"].cast(pa.int32()), (self._q.first - date(1970, 1, 1)).days)
        columns = (found["area"], row, found["published_at"].cast(pa.int64()), found["value"])
        self._base.execute(
            "CREATE TABLE ledger (area TEXT, row INTEGER, at INTEGER, value REAL, PRIMARY KEY (area, row, at)) "
            "WITHOUT ROWID"
        )
        rows = zip(*(column.to_pylist() for column in columns), strict=True)
        self._base.executemany("INSERT INTO ledger VALUES (?, ?, ?, ?)", rows)
        return int(found.num_rows)

    def on_morning(self, morning: int) -> Totals:
        """Totals of the history as known on a morning."""
        return self._totals(
            f"SELECT (SELECT value FROM ledger WHERE area = k.area AND row = k.row AND at < {self._q.end(morning)} "
            f"ORDER BY at DESC LIMIT 1) AS value FROM ({self._asked(f'd.value <= {morning}')}) k"
        )

    def before_each(self) -> Totals:
        """Totals of the days before each morning, as known then."""
        q = self._q
        return self._totals(
            f"SELECT (SELECT value FROM ledger WHERE area = m.area AND row = m.row - b.value AND at < "
            f"{q.midnight} + m.row * {DAY} ORDER BY at DESC LIMIT 1) AS value FROM ({self._asked('true')}) m, "
            f"({self._numbers(1, q.back + 1)}) b WHERE m.row >= b.value"
        )

    def latest(self) -> Totals:
        """Totals of the latest values."""
        return self._totals(
            f"SELECT (SELECT value FROM ledger WHERE area = k.area AND row = k.row ORDER BY at DESC LIMIT 1) AS value "
            f"FROM ({self._asked('true')}) k"
        )

    def _asked(self, condition: str) -> str:
        areas = " UNION ALL ".join(f"SELECT '{area}' AS area" for area in self._areas)
        return f"SELECT a.area, d.value AS row FROM ({areas}) a, ({self._numbers(0, self._q.days)}) d WHERE {condition}"

    @staticmethod
    def _numbers(first: int, end: int) -> str:
        return (
            f"WITH RECURSIVE n(value) AS (SELECT {first} UNION ALL SELECT value + 1 FROM n WHERE value + 1 < {end}) "
            "SELECT value FROM n"
        )

    def _totals(self, query: str) -> Totals:
        known, tenths, above = self._base.execute(
            f"SELECT count(value), sum(CAST(round(value * 10) AS INTEGER)), sum(value > {LIMIT}) FROM ({query})"
        ).fetchone()
        return int(known), int(tenths), int(above)

    def nan_is_above(self) -> bool:
        """Whether NaN > 5 holds; SQLite keeps no NaN, it becomes NULL."""
        return bool(self._base.execute("SELECT ? > 5", [float("nan")]).fetchone()[0])
