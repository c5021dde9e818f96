"""Whether the archive is still what it was: files by their hashes, verdicts by the chain, figures by their files."""

import gzip
import hashlib
import zlib
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from django.db import connection

from lagezentrum.law.model import Text
from lagezentrum.sources.problems import SourceError
from lagezentrum.web import guards
from lagezentrum.web.archive import notices
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from lagezentrum.web.archive.storing import read_again
from lagezentrum.web.archive.verdicts import NO_HEAD, head_after

TABLES = ("archive_sourcefile", "archive_verdict", "archive_figure")
GUARDED = {"sqlite": ("update", "delete", "replace"), "postgresql": ("update", "delete", "truncate")}
_KEY = ("indicator", "area", "reference_day")
_Said = tuple[str, str, date, Decimal | None]


def problems() -> Iterator[Text]:
    """What does not fit, one by one; nothing for a sound archive."""
    yield from _guards()
    before = NO_HEAD
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
        if verdict.kind == Verdict.Kind.RELEASED and verdict.given_by_id in (None, verdict.file.received_by_id):
            yield Text(
                de=f"Entscheidung {verdict.pk} zu {verdict.file}: freigegeben ohne zweite Person.",
                en=f"Verdict {verdict.pk} on {verdict.file}: released without a second person.",
            )
    everything = set(Figure.objects.values_list(*_KEY, "value").iterator())
    for file in SourceFile.objects.order_by("id").iterator(1):
        yield from _of_file(file, everything)


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


def _of_file(file: SourceFile, everything: Collection[_Said]) -> Iterator[Text]:
    """What does not fit with one file: its bytes, its verdict, the figures that came from it or that it repeats."""
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
    foreign = set(file.figures.values_list(*_KEY, "value")) - told
    gone = told.difference(everything)
    for some, de, en in (
        (foreign, "stehen nicht so in der Datei", "are not in the file like that"),
        (gone, "aus der Datei fehlen im Archiv", "of the file are missing in the archive"),
    ):
        if some:
            first = " ".join(map(str, min(some, key=str)))
            yield Text(de=f"{file}: {len(some)} Zahlen {de}: {first}", en=f"{file}: {len(some)} figures {en}: {first}")


def _told_by(file: SourceFile) -> set[_Said]:
    if file.kind == SourceFile.Kind.NOTICE:
        return {notices.said_in(file)}
    return {(row.indicator, row.area, row.day, row.value) for row in read_again(file).rows}
