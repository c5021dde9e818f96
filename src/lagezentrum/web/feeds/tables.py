"""The tables of the data package: their columns, what each holds, and their rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import all_areas
from lagezentrum.web.api.parameters import days_of
from lagezentrum.web.api.places import areas_covered, ars
from lagezentrum.web.api.record import ground, published
from lagezentrum.web.api.telling import day_in_area
from lagezentrum.web.archive import readings
from lagezentrum.web.feeds.wording import authority, headline

FieldType = Literal["string", "date", "datetime", "integer", "number", "boolean"]
Cell = object
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, meaning, and the words it may hold (none: any)."""

    name: str
    type: FieldType
    title: str
    words: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, its columns, its key, the columns that name an area, and its rows over a span of days."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    area_column: str
    rows: Callable[[date, date], Iterator[Row]]


_AGS = "official municipality key: 5 digits, 2 for the Land; text with leading zero"
_HOLDING = ("known", "ahead", "unknown", "outside")
_CHANGE = ("raise", "lower")


def _areas(_first: date, _last: date) -> Iterator[Row]:
    for area in areas_covered().values():
        yield area.ags, ars(area), area.name, area.title, area.kind, area.until


def _levels(first: date, last: date) -> Iterator[Row]:
    _, told_from = ground(last, None)
    for ags, area in areas_covered().items():
        if area.until is not None:
            continue
        for day in days_of(first, last):
            told = day_in_area(told_from, ags, day)
            consequences = sorted({step.step for step in told.in_force.steps if not step.step.isdigit()})
            yield (
                ags,
                day,
                told.version,
                told.counting.counts,
                told.met.state,
                told.met.level,
                told.determined.state,
                told.determined.level,
                told.in_force.state,
                told.in_force.level,
                told.in_force.since,
                " ".join(consequences),
            )


def _findings(_first: date, last: date) -> Iterator[Row]:
    situation, _ = ground(last, None)
    for found in situation.ordered.findings:
        yield (
            found.area,
            found.rule,
            found.step,
            found.change,
            found.status,
            found.section[0],
            found.section_end,
            found.run_end,
            found.earliest_effect,
            " ".join(f"{m.indicator}:{m.area}:{m.day}" for m in found.hangs_on),
            situation.standings.remark(found),
            found.version,
        )


def _determinations(_first: date, _last: date) -> Iterator[Row]:
    for found in published():
        yield (
            found.id,
            found.area,
            found.rule,
            found.step,
            found.kind,
            found.change,
            found.state,
            found.published_on,
            found.effective,
            found.holds_from,
            found.until,
            authority(found),
            headline(found, "de"),
            found.corrects,
            found.corrected_by,
            found.version,
            found.law_sha256,
            found.proof_sha256,
            found.document_sha256,
        )


def _observations(_first: date, _last: date) -> Iterator[Row]:
    known = all_areas()
    for record in readings.records(readings.AsFirstPublished()):
        if record.area in known and record.area in areas_covered():
            yield (
                record.indicator,
                record.area,
                record.day,
                None if record.value is None else f"{record.value:f}",
                record.unit,
                record.missing,
                record.published_at,
                record.first_seen_at,
                record.denominator,
                record.source,
                record.note,
                record.sha256,
            )


TABLES: tuple[Table, ...] = (
    Table(
        "areas",
        Text(de="Land, Landkreise und kreisfreie Städte", en="the Land and its districts"),
        (
            Column("ags", "string", _AGS, required=True),
            Column("ars", "string", "regional key with 12 digits", required=True),
            Column("name", "string", "name without the kind", required=True),
            Column("title", "string", "as it is called", required=True),
            Column("kind", "string", "such as Landkreis", required=True),
            Column("until", "date", "last day on which it existed"),
        ),
        ("ags",),
        "ags",
        _areas,
    ),
    Table(
        "levels",
        Text(de="Was an jedem Tag erreicht, festgestellt und in Kraft war", en="met, determined, in force on each day"),
        (
            Column("ags", "string", _AGS, required=True),
            Column("day", "date", "the day", required=True),
            Column("version", "string", "version of the regulation in force"),
            Column("counts", "boolean", "whether the figures of the day count"),
            Column(
                "met_state",
                "string",
                "how sure it is what was met",
                ("known", "undetermined", "withheld", "awaiting_figures", "outside"),
                required=True,
            ),
            Column("met_level", "integer", "highest level met for certain"),
            Column("determined_state", "string", "how sure it is what was ordered", _HOLDING, required=True),
            Column("determined_level", "integer", "highest level that the orders up to this day set"),
            Column("in_force_state", "string", "how sure it is what held", _HOLDING, required=True),
            Column("in_force_level", "integer", "level in force; 0: none"),
            Column("in_force_since", "date", "since when"),
            Column("consequences", "string", "consequences without a level in force, separated by spaces"),
        ),
        ("ags", "day"),
        "ags",
        _levels,
    ),
    Table(
        "findings",
        Text(de="Was die Regel gefunden hat", en="what the rule found"),
        (
            Column("ags", "string", _AGS, required=True),
            Column("rule", "string", "rule of the regulation", required=True),
            Column("step", "string", "level or consequence", required=True),
            Column("change", "string", "direction", _CHANGE, required=True),
            Column("status", "string", "whether missing figures decide", ("found", "undetermined"), required=True),
            Column("section_first", "date", "first counted day of the section", required=True),
            Column("section_last", "date", "the day that completed it", required=True),
            Column("run_end", "date", "end of the last open section in a row", required=True),
            Column("earliest_effect", "date", "first day on which the change can hold", required=True),
            Column("hangs_on", "string", "missing figures as indicator:area:day, separated by spaces"),
            Column("remark", "string", "why it changes nothing", ("already in force", "without effect")),
            Column("version", "string", "version of the regulation", required=True),
        ),
        ("ags", "rule", "step", "change", "section_last"),
        "ags",
        _findings,
    ),
    Table(
        "determinations",
        Text(de="Was Behörden angeordnet und veröffentlicht haben", en="what authorities ordered and published"),
        (
            Column("id", "string", "id of the determination", required=True),
            Column("ags", "string", _AGS, required=True),
            Column("rule", "string", "rule of the regulation", required=True),
            Column("step", "string", "level or consequence", required=True),
            Column("kind", "string", "what it does", ("raise", "lower", "3g", "lift-3g", "refrain", "other-date")),
            Column("change", "string", "direction", _CHANGE, required=True),
            Column(
                "state",
                "string",
                "what became of it",
                ("published", "withdrawn", "suspended", "corrected"),
                required=True,
            ),
            Column("published_on", "date", "day of publication", required=True),
            Column("effective", "date", "first day as ordered"),
            Column("holds_from", "date", "first day on which it can hold"),
            Column("until", "date", "last day of refraining"),
            Column("authority", "string", "who decided"),
            Column("headline", "string", "in one line, in German", required=True),
            Column("corrects", "string", "id of the determination that it replaces"),
            Column("corrected_by", "string", "id of the determination that replaced it"),
            Column("version", "string", "version of the regulation", required=True),
            Column("law_sha256", "string", "SHA-256 of the file that states the version", required=True),
            Column("proof_sha256", "string", "SHA-256 of its proof as canonical JSON", required=True),
            Column("order_sha256", "string", "SHA-256 of the published order as PDF"),
        ),
        ("id",),
        "ags",
        _determinations,
    ),
    Table(
        "observations",
        Text(de="Die Zahlen, wie sie zuerst veröffentlicht wurden", en="the figures as first published"),
        (
            Column("indicator", "string", "id of the indicator", required=True),
            Column("ags", "string", _AGS, required=True),
            Column("day", "date", "day for which it was published", required=True),
            Column("value", "number", "with the digits as published; missing is never zero"),
            Column("unit", "string", "of the value", required=True),
            Column("missing", "string", "why there is no value"),
            Column("published_at", "datetime", "when it could be known", required=True),
            Column("first_seen_at", "datetime", "when it was received", required=True),
            Column("denominator", "integer", "inhabitants by which it was computed"),
            Column("source", "string", "who published it, and where that is on record", required=True),
            Column("note", "string", "what is known to be unusual with it"),
            Column("file_sha256", "string", "SHA-256 of the file it came in", required=True),
        ),
        ("indicator", "ags", "day"),
        "ags",
        _observations,
    ),
)
"""In the order in which the package lists them."""


def words_of(column: Column) -> Mapping[str, object]:
    """The constraints of a column as Table Schema writes them."""
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    return constraints
