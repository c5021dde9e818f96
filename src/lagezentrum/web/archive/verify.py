"""Whether the archive is still what it was: files by their hashes, verdicts by the chain, figures by their files."""

import gzip
import hashlib
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from lagezentrum.law.model import Text
from lagezentrum.sources.problems import SourceError
from lagezentrum.web import guards
from lagezentrum.web.archive import notices
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from lagezentrum.web.archive.moments import aware
from lagezentrum.web.archive.storing import read_again
from lagezentrum.web.archive.verdicts import NO_HEAD, head_after

TABLES = ("archive_sourcefile", "archive_verdict", "archive_figure")
GUARDED = {"sqlite": ("update", "delete", "replace"), "postgresql": ("update", "delete", "truncate")}
_KEY = ("indicator", "area", "reference_day")
_Key = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a file says of one indicator, area and day; `published_at` holds the moments a figure may be dated with."""

    value: Decimal | None
    denominator: int | None
    recomputed: bool
    published_at: frozenset[datetime]


@dataclass(frozen=True, slots=True)
class _Told:
    """A file read anew: its days, when it could be known, how many rows it has, and what they say."""

    first_day: date
    as_of: date
    published_at: datetime
    rows: int
    said: Mapping[_Key, _Said]


def problems() -> Iterator[Text]:
    """What does not fit, one by one; nothing for a sound archive."""
    yield from _guards()
    before, moments = NO_HEAD, set[datetime]()
    for verdict in Verdict.objects.select_related("file").defer("file__content").order_by("id").iterator():
        expected = head_after(
            before, verdict.file, verdict.kind, verdict.reasons, verdict.given_at, verdict.given_by_id
        )
        if verdict.head != expected:
            yield Text(
                de=f"Entscheidung {verdict.pk} zu {verdict.file}: passt nicht zur Prüfsumme der Kette.",
                en=f"Verdict {verdict.pk} on {verdict.file}: does not fit the hash of the chain.",
            )
        before = verdict.head
        moments.add(verdict.given_at)
        if verdict.kind == Verdict.Kind.RELEASED and verdict.given_by_id in (None, verdict.file.received_by_id):
            yield Text(
                de=f"Entscheidung {verdict.pk} zu {verdict.file}: freigegeben ohne zweite Person.",
                en=f"Verdict {verdict.pk} on {verdict.file}: released without a second person.",
            )
    everything = set(Figure.objects.values_list(*_KEY, "value").iterator())
    for file in SourceFile.objects.order_by("id").iterator(1):
        yield from _of_file(file, everything, moments)


def _guards() -> Iterator[Text]:
    """The triggers that refuse changes must be there and switched on."""
    acts = GUARDED[connection.vendor]
    missing = [name for table in TABLES for name in guards.missing(table, [f"{table}_no_{act}" for act in acts])]
    if missing:
        names = ", ".join(missing)
        yield Text(
            de=f"In der Datenbank fehlen Schutzregeln des Archivs: {names}. Zahlen ließen sich verändern. Stellen Sie "
            "die Datenbank aus einer Sicherung wieder her.",
            en=f"Guards of the archive are missing in the database: {names}. Figures could be changed. Restore the "
            "database from a backup.",
        )


def _of_file(
    file: SourceFile, everything: Collection[tuple[object, ...]], moments: Collection[datetime]
) -> Iterator[Text]:
    """What does not fit with one file: its bytes, its verdict, the figures that came from it or that it repeats.

    `moments` are those at which a file began to count: only then can figures have been stored.
    """
    try:
        content = file.original
    except (gzip.BadGzipFile, EOFError, zlib.error):
        content = b""
    if hashlib.sha256(content).hexdigest() != file.sha256 or len(content) != file.size:
        yield Text(de=f"{file}: Der Inhalt ist nicht der empfangene.", en=f"{file}: not the content received.")
        return
    if not file.verdicts.exists():
        yield Text(de=f"{file}: ohne Entscheidung der Prüfung.", en=f"{file}: without a verdict of the gate.")
    try:
        told = _told_by(file)
    except SourceError as error:
        yield Text(
            de=f"{file}: nicht mehr lesbar. {error.in_language('de')}",
            en=f"{file}: can not be read any more. {error.in_language('en')}",
        )
        return
    except (KeyError, ValueError):  # its kind was changed: no reader, or that of another form
        yield Text(
            de=f"{file}: nicht lesbar als das, was die Datei sein soll ({file.kind}).",
            en=f"{file}: not readable as what the file is said to be ({file.kind}).",
        )
        return
    if (file.first_day, file.as_of, file.published_at, file.rows) != (
        told.first_day,
        told.as_of,
        told.published_at,
        told.rows,
    ):
        yield Text(
            de=f"{file}: Tage, Zeit der Veröffentlichung oder Umfang sind nicht die der Datei.",
            en=f"{file}: days, time of publication or extent are not those of the file.",
        )
    foreign = set(_foreign(file, told.said, moments))
    gone = {(*key, said.value) for key, said in told.said.items()}.difference(everything)
    for some, de, en in (
        (
            foreign,
            "Zahlen, die so nicht in der Datei stehen (Wert, Nenner, Zeit oder Neuberechnung)",
            "figures that are not in the file like that (value, denominator, time or recomputed)",
        ),
        (gone, "Zahlen der Datei, die im Archiv fehlen", "figures of the file that are missing in the archive"),
    ):
        if some:
            first = " ".join(map(str, min(some, key=str)))
            yield Text(de=f"{file}: {de}: {len(some)}, etwa {first}", en=f"{file}: {en}: {len(some)}, such as {first}")


def _foreign(
    file: SourceFile, told: Mapping[_Key, _Said], moments: Collection[datetime]
) -> Iterator[tuple[str, str, date, Decimal | None]]:
    """The figures kept of a file that say anything else than it does of what makes a figure decide."""
    columns = (*_KEY, "value", "denominator", "recomputed", "published_at", "first_seen_at")
    for indicator, area, day, value, denominator, recomputed, published_at, seen_at in file.figures.values_list(
        *columns
    ):
        said = told.get((indicator, area, day))
        if (
            said is None
            or (value, denominator, recomputed) != (said.value, said.denominator, said.recomputed)
            or published_at not in said.published_at
            or not (seen_at == file.received_at or seen_at in moments)
        ):
            yield indicator, area, day, value


def _told_by(file: SourceFile) -> _Told:
    if file.kind == SourceFile.Kind.NOTICE:
        indicator, area, day, value, published_at = notices.said_in(file)
        said = _Said(value, None, recomputed=False, published_at=frozenset({published_at}))
        return _Told(day, day, published_at, 1, {(indicator, area, day): said})
    vintage = read_again(file)
    published_at = aware(vintage.published_at)
    return _Told(
        vintage.first_day,
        vintage.as_of,
        published_at,
        len(vintage.rows),
        {
            (row.indicator, row.area, row.day): _Said(
                row.value, row.denominator, row.recomputed, frozenset({published_at, aware(row.published_at)})
            )
            for row in vintage.rows
        },
    )
