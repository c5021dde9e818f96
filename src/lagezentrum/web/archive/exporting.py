"""The archive's figures as a Parquet file: every value of every vintage, with when it was known and what became of it.

The same archive gives the same bytes, on every database. Rows are read and written in pieces.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, Min

from lagezentrum.law.model import Text
from lagezentrum.sources.figure_table.layout import COLUMNS
from lagezentrum.sources.figure_table.writing import FigureWriter
from lagezentrum.sources.published import PUBLISHERS, UNITS
from lagezentrum.web.archive.models import COUNTING, Figure, SourceFile, Verdict
from lagezentrum.web.archive.verdicts import NO_HEAD, head
from lagezentrum.web.people.refusal import Refusal

_CHUNK = 20_000
"""Rows handed to the writer at a time."""
_EXACT_DIGITS = 15
"""So many digits a binary number keeps exactly."""
_READ = (
    "file_id", "id", "area", "reference_day", "value", "unit", "missing", "published_at", "first_seen_at",
    "recomputed", "denominator", "source", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        rows: number of values.
        indicators: of which figures.
        first, last: reference days; None where nothing was written.
        inexact: values with more digits than a binary number keeps, so rounded in their last ones.
        head: of the archive.
    """

    rows: int
    indicators: tuple[str, ...]
    first: date | None
    last: date | None
    inexact: int
    head: str


@dataclass(frozen=True, slots=True)
class _File:
    """A file as far as its rows say something about it: its place in the order of files, and whether it counts."""

    order: tuple[datetime, int]
    sha256: str
    status: str
    accepted: bool
    counts_from: datetime | None


def export_figures(
    path: Path, *, indicators: Collection[str] | None = None, first: date | None = None, last: date | None = None
) -> Exported:
    """Write the figures of the archive.

    Args:
        path: where to; what lies there is replaced once everything is written.
        indicators: ids wanted, those for information only included; None for all.
        first: first reference day wanted; None for all there are.
        last: last reference day wanted; None for all there are.

    Raises:
        Refusal: there is no such indicator, or nothing to export.
        OSError: the file can not be written.
    """
    _require_known(indicators)
    state = _one_state()
    chosen = Figure.objects.filter(id__lte=state.newest_figure)
    if first is not None:
        chosen = chosen.filter(reference_day__gte=first)
    if last is not None:
        chosen = chosen.filter(reference_day__lte=last)
    there = sorted(set(chosen.order_by().values_list("indicator", flat=True).distinct()))
    names = [name for name in there if indicators is None or name in indicators]
    if not names:
        raise Refusal(
            "Dazu hat das Archiv keine Zahl. Wählen Sie andere Tage oder Indikatoren; `lage import` nimmt Zahlen auf.",
            "The archive has no figure of that. Choose other days or indicators; `lage import` takes figures in.",
        )
    days = chosen.filter(indicator__in=names).aggregate(first=Min("reference_day"), last=Max("reference_day"))
    files = _files(state)
    about = _about(state.head, names, (days["first"], days["last"]), (first, last))
    inexact = 0
    with FigureWriter(path, about) as writer:
        for name in names:
            for rows in _chunks(_in_order(chosen.filter(indicator=name), files)):
                writer.write(_columns(name, rows, files))
                inexact += sum(_is_inexact(row["value"]) for row in rows)
    return Exported(writer.rows, tuple(names), days["first"], days["last"], inexact, state.head)


def _require_known(indicators: Collection[str] | None) -> None:
    unknown = sorted(set(indicators or ()) - set(UNITS))
    if unknown:
        asked, known = ", ".join(unknown), ", ".join(UNITS)
        raise Refusal(
            f"{asked}: diesen Indikator führt das Archiv nicht. Bekannt: {known}.",
            f"{asked}: the archive has no such indicator. Known: {known}.",
        )


@dataclass(frozen=True, slots=True)
class _State:
    """The archive as of one verdict. Rows are only ever added, so ids bound it without a transaction."""

    head: str
    newest_verdict: int
    newest_figure: int


def _one_state() -> _State:
    """The present state; figures come in one transaction with a verdict, so none came between two equal heads."""
    while True:
        newest = Verdict.objects.order_by("-id").values_list("id", "head").first() or (0, NO_HEAD)
        figure = Figure.objects.aggregate(newest=Max("id"))["newest"] or 0
        if head() == newest[1]:
            return _State(newest[1], newest[0], figure)


def _files(state: _State) -> dict[int, _File]:
    verdicts: dict[int, tuple[str, datetime]] = {}
    given = Verdict.objects.filter(id__lte=state.newest_verdict).order_by("id")
    for file, kind, given_at in given.values_list("file_id", "kind", "given_at"):
        verdicts[file] = (kind, given_at)
    found = {}
    for file, sha256, published_at in SourceFile.objects.values_list("id", "sha256", "published_at"):
        if file not in verdicts:
            continue  # it came later
        kind, given_at = verdicts[file]
        counts_from = given_at if kind in COUNTING else None
        found[file] = _File((published_at, file), sha256, kind, kind == Verdict.Kind.ACCEPTED, counts_from)
    return found


def _in_order(figures: Any, files: dict[int, _File]) -> Iterator[dict[str, Any]]:
    """Rows by day and area, and then in the order in which files told of them; a day is sorted at a time."""
    read = figures.order_by("reference_day").values(*_READ).iterator(_CHUNK)
    for _, rows in groupby(read, key=lambda row: row["reference_day"]):
        yield from sorted(rows, key=lambda row: (row["area"], files[row["file_id"]].order, row["id"]))


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    kept: list[dict[str, Any]] = []
    for row in rows:
        kept.append(row)
        if len(kept) == _CHUNK:
            yield kept
            kept = []
    if kept:
        yield kept


def _columns(indicator: str, rows: list[dict[str, Any]], files: dict[int, _File]) -> dict[str, list[Any]]:
    said = [files[row["file_id"]] for row in rows]
    pairs = list(zip(rows, said, strict=True))
    made: dict[str, list[Any]] = {
        "indicator": [indicator] * len(rows),
        "day": [row["reference_day"] for row in rows],
        "value": [None if row["value"] is None else float(row["value"]) for row in rows],
        "missing": [row["missing"] or None for row in rows],
        "note": [row["note"] or None for row in rows],
        "counts_from": [row["first_seen_at"] if file.accepted else file.counts_from for row, file in pairs],
        "status": [file.status for file in said],
        "file_sha256": [file.sha256 for file in said],
    }
    return {c.name: made[c.name] if c.name in made else [row[c.name] for row in rows] for c in COLUMNS}


def _is_inexact(value: Decimal | None) -> bool:
    return value is not None and len(value.normalize().as_tuple().digits) > _EXACT_DIGITS


def _about(
    archive_head: str, names: list[str], days: tuple[date, date], asked: tuple[date | None, date | None]
) -> dict[str, Any]:
    """What the file says of itself: which archive, what was asked for, and on what terms its figures may be used."""
    layouts = set(SourceFile.objects.values_list("kind", "layout"))
    sources = [
        {
            "publisher": kind,
            "title": {"de": publisher.title.de, "en": publisher.title.en},
            "indicators": sorted(set(publisher.units) & set(names)),
            "file": layout.file,
            "source": layout.source,
            "licence": layout.licence,
            "licence_url": layout.licence_url,
            "attribution": layout.attribution,
        }
        for kind, publisher in PUBLISHERS.items()
        for layout in publisher.layouts
        if set(publisher.units) & set(names) and (kind, layout.file) in layouts
    ]
    return {
        "archive_head": archive_head,
        "exercise": settings.EXERCISE,
        "indicators": names,
        "days": [day.isoformat() for day in days],
        "asked": [None if day is None else day.isoformat() for day in asked],
        "sources": sources,
        "columns": {column.name: column.meaning for column in COLUMNS},
        "order": READ_AS.model_dump(),
    }


READ_AS = Text(
    de="Nach Indikator, Tag, Gebiet; darin in der Folge der Dateien. Bekannt war ein Wert ab dem spätesten von "
    "published_at, first_seen_at und counts_from; von mehreren gilt der letzte der Folge, auch wenn er null ist.",
    en="By indicator, day, area, and then in the order of files. A value was known from the latest of published_at, "
    "first_seen_at and counts_from; of several the last in that order holds, also where it is null.",
)
"""How the rows are to be read."""
