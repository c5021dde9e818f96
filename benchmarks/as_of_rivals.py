"""The same questions on the same file by DuckDB and Polars: what was known on a morning, and on every morning.

A ledger has a row for every value of every vintage. Intervals are derived from it: a value and the mornings on which it
was the last one known, values that did not change merged. Results are answered twice: as `Totals`, which is what is
timed and needs no table to leave the engine, and once in full, to be compared value by value.
"""

# ruff: noqa: S608 (every part of these queries is made here)
import duckdb
import numpy as np
import polars as pl

from benchmarks.as_of_file import DAY, FIGURE, LIMIT, Full, Question, Totals, spread


class DuckDb:
    """DuckDB on the Parquet file; intervals in a table of its own."""

    def __init__(self, question: Question, threads: int) -> None:
        self._q = question
        self._base = duckdb.connect()
        self._base.execute(f"SET threads = {threads}; SET memory_limit = '2GB'; SET TimeZone = 'UTC'")
        self._base.execute(
            f"CREATE VIEW ledger AS SELECT area, date_diff('day', DATE '{question.first}', day) AS row, "
            f"epoch_us(published_at) AS told, value FROM '{question.file}' WHERE indicator = '{FIGURE}'"
        )

    def derive(self) -> int:
        """Derive the intervals; how many there are."""
        q = self._q
        self._base.execute(
            f"""CREATE TABLE intervals AS WITH every AS (
              SELECT area, row, value, greatest(row, (told - {q.end(-1)}) // {DAY})::INTEGER AS since FROM ledger),
            changed AS (SELECT *, row_number() OVER w = 1 OR value IS DISTINCT FROM lag(value) OVER w AS new FROM every
              WINDOW w AS (PARTITION BY area, row ORDER BY since))
            SELECT area, row, value, since, coalesce(lead(since) OVER (PARTITION BY area, row ORDER BY since),
              1000000) AS until FROM changed WHERE new"""
        )
        return int(self._base.execute("SELECT count(*) FROM intervals").fetchall()[0][0])

    def _known(self, morning: int, intervals: bool) -> str:
        if intervals:
            return f"SELECT area, row, value FROM intervals WHERE since <= {morning} AND until > {morning}"
        return (
            f"SELECT area, row, arg_max_null(value, told) AS value FROM ledger WHERE told < {self._q.end(morning)} "
            "GROUP BY area, row"
        )

    def _before(self, intervals: bool) -> str:
        q = self._q
        if intervals:
            return (
                f"SELECT area, row + back AS morning, back, value FROM (SELECT area, row, value, "
                f"unnest(range(greatest(1, since - row), least({q.back + 1}, until - row, {q.days} - row))) AS back "
                "FROM intervals)"
            )
        return (
            f"SELECT g.area, g.morning, g.back, l.value FROM (SELECT a.area, m.range AS morning, k.range AS back, "
            f"(m.range - k.range)::BIGINT AS row, {q.midnight} + m.range * {DAY} - 1 AS until "
            f"FROM (SELECT DISTINCT area FROM ledger) a, range({q.days}) m, range(1, {q.back + 1}) k "
            "WHERE m.range >= k.range) g ASOF JOIN ledger l ON g.area = l.area AND g.row = l.row AND g.until >= l.told"
        )

    def on_morning(self, morning: int, *, intervals: bool) -> Totals:
        """Totals of the history as known on a morning."""
        return self._totals(self._known(morning, intervals))

    def before_each(self, *, intervals: bool) -> Totals:
        """Totals of the days before each morning, as known then."""
        return self._totals(self._before(intervals))

    def _totals(self, query: str) -> Totals:
        known, tenths, above = self._base.execute(
            f"SELECT count(value), sum(round(value * 10)::BIGINT), count(*) FILTER (value > {LIMIT}) FROM ({query})"
        ).fetchall()[0]
        return int(known), int(tenths), int(above)

    def full(self, morning: int | None, *, intervals: bool) -> Full:
        """The whole answer: rows × areas for a morning, or back × mornings × areas."""
        query = self._before(intervals) if morning is None else self._known(morning, intervals)
        return spread(self._q, self._base.sql(query).to_arrow_table(), morning)

    def copy(self) -> int:
        """Bring the rows into a table of its own; how many there are."""
        self._base.execute("CREATE TABLE copied AS SELECT * FROM ledger")
        return int(self._base.execute("SELECT count(*) FROM copied").fetchall()[0][0])

    def latest(self) -> Totals:
        """Totals of the latest values."""
        return self._totals("SELECT arg_max_null(value, told) AS value FROM ledger GROUP BY area, row")

    def nan_is_above(self) -> bool:
        """Whether NaN > 5 holds."""
        return bool(self._base.execute("SELECT 'NaN'::DOUBLE > 5").fetchall()[0][0])


class Polars:
    """Polars on the Parquet file (lazily), and with the ledger in memory for the join: each the fastest form found."""

    def __init__(self, question: Question) -> None:
        self._q = question
        self._file = pl.scan_parquet(question.file).filter(pl.col("indicator") == FIGURE)
        self._ledger: pl.DataFrame | None = None

    def load(self) -> int:
        """Bring the rows into memory, in the order of publication; how many there are."""
        day = (pl.col("day") - pl.lit(self._q.first)).dt.total_days().cast(pl.Int32)
        area = pl.col("area").cast(pl.Enum(self._q.areas)).to_physical().cast(pl.Int32)
        told = pl.col("published_at").dt.epoch("us")
        self._ledger = self._file.select((area * self._q.days + day).alias("cell"), told.alias("at"), "value").sort(
            "at"
        ).collect()  # fmt: skip
        return len(self._ledger)

    def _known(self, morning: int) -> pl.LazyFrame:
        """Of every cell the last row: within a cell the file is in the order of publication."""
        end = pl.lit(self._q.end(morning)).cast(pl.Datetime("us", "Europe/Berlin"))
        told = self._file.filter(pl.col("published_at") < end).select("area", "day", "value")
        last = [pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in ("area", "day")]
        return told.filter(last[0] | last[1])

    def _before(self) -> pl.LazyFrame:
        q = self._q
        assert self._ledger is not None
        areas = pl.LazyFrame({"column": np.arange(len(q.areas), dtype=np.int32)})
        mornings = pl.LazyFrame({"morning": np.arange(q.days, dtype=np.int32)})
        back = pl.LazyFrame({"back": np.arange(1, q.back + 1, dtype=np.int32)})
        row = pl.col("morning") - pl.col("back")
        asked = (
            areas.join(mornings, how="cross").join(back, how="cross").filter(row >= 0)
            .with_columns((pl.col("column") * q.days + row).alias("cell"),
                          (q.midnight + pl.col("morning").cast(pl.Int64) * DAY - 1).alias("at"))
            .sort("at")
        )  # fmt: skip
        return asked.join_asof(self._ledger.lazy().set_sorted("at"), on="at", by="cell", check_sortedness=False)

    def on_morning(self, morning: int) -> Totals:
        """Totals of the history as known on a morning."""
        return self._totals(self._known(morning))

    def before_each(self) -> Totals:
        """Totals of the days before each morning, as known then."""
        return self._totals(self._before())

    @staticmethod
    def _totals(found: pl.LazyFrame) -> Totals:
        value = pl.col("value")
        known, tenths, above = (
            found.select(value.count(), (value * 10).round().cast(pl.Int64).sum().alias("s"),
                         (value > LIMIT).sum().alias("a")).collect().row(0)
        )  # fmt: skip
        return int(known), int(tenths), int(above)

    def full(self, morning: int | None) -> Full:
        """The whole answer."""
        if morning is None:
            named = pl.col("column").replace_strict(dict(enumerate(self._q.areas)), return_dtype=pl.String)
            return spread(self._q, self._before().with_columns(named.alias("area")).collect().to_arrow(), None)
        row = (pl.col("day") - pl.lit(self._q.first)).dt.total_days().alias("row")
        return spread(self._q, self._known(morning).with_columns(row).collect().to_arrow(), morning)

    def latest(self) -> Totals:
        """Totals of the latest values."""
        return self._totals(self._known(10 * self._q.days))

    @staticmethod
    def nan_is_above() -> bool:
        """Whether NaN > 5 holds."""
        return bool((pl.Series([float("nan")]) > 5)[0])
