"""How a file comes into the archive: read strictly, judged at the gate, kept with its figures, all or nothing.

What is kept of a file: all its bytes, its verdict, and a figure for each indicator, area and day of which nothing was
on record or something else. A file that tells the whole past every morning so adds one day and not two years. When
every figure could be known stays on record all the same: the first publication with its figure, every repetition with
the file that repeats it, and every change with a figure of its own, published when the file was.
"""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.law.problems import fault
from lagezentrum.sources.nds.layout import AREA
from lagezentrum.sources.problems import refuse
from lagezentrum.sources.published import read_published
from lagezentrum.sources.vintage import Vintage
from lagezentrum.web.archive import mail, storing
from lagezentrum.web.archive.gate import Case, Previous, judge
from lagezentrum.web.archive.models import SourceFile, Verdict
from lagezentrum.web.archive.moments import aware, naive
from lagezentrum.web.archive.reasons import Reason, by_hand
from lagezentrum.web.archive.verdicts import add_verdict, alone, not_counting
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.people.second_person import require_second

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_OWN = Text(
    de="Sie haben diese Datei selbst eingespielt; eine andere Person muss sie freigeben.",
    en="You handed in this file yourself; someone else has to release it.",
)
MOST_BYTES = 64_000_000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a file that was handed in.

    Attributes:
        file: the file as kept.
        new: False if the same bytes were there already; then nothing was added.
        verdict: the verdict that counts now.
        reasons: what the gate found.
        added: figures that were new or changed.
    """

    file: SourceFile
    new: bool
    verdict: Verdict
    reasons: tuple[Reason, ...]
    added: int

    @property
    def held(self) -> bool:
        """Whether a person has to look at the file before it may drive findings."""
        return self.verdict.kind == Verdict.Kind.HELD


def receive(
    content: bytes,
    kind: str,
    *,
    name: str,
    url: str = "",
    etag: str = "",
    by: "User | None",
    at: datetime,
) -> Receipt:
    """Take a file in.

    Args:
        content: its bytes.
        kind: one of `SourceFile.Kind`, not a notice.
        name: what it is called; a name that ends in `.gz` says that it is packed.
        url: where it was fetched.
        etag: what the server calls this state of it.
        by: who handed it in; None for the service itself.
        at: when it was received (aware).

    Raises:
        SourceError: the file can not be read; nothing was stored.
        NotAllowed: that person may not hand in files; nothing was stored.
        ClockBehind: `at` lies before what is on record; nothing was stored.
    """
    if by is not None:
        require(by, Action.UPLOAD, AREA, naive(at).date())
    file, kept = file_of(content, kind, name=name, url=url, etag=etag, by=by, at=at)
    if kept is not None:
        return kept
    vintage = _read(content, kind, file.name, at)
    with transaction.atomic():
        file.received_at = alone(at)
        kept = _kept(kind, file.sha256)
        if kept is not None:
            return kept
        file.layout = vintage.layout.file
        file.first_day, file.as_of = vintage.first_day, vintage.as_of
        file.published_at = aware(vintage.published_at)
        file.rows = len(vintage.rows)
        return _keep(file, vintage)


def release(file: SourceFile, by: "User", reason: str, at: datetime) -> Verdict:
    """Let a held file drive findings.

    Raises:
        NotAllowed: that person may not release files, or handed this one in (or only represents who did).
        Refusal: the file is not held, or no reason was given.
    """
    grants = require(by, Action.RELEASE, AREA, naive(at).date())
    with transaction.atomic():
        at = alone(at)
        if file.kind == SourceFile.Kind.NOTICE:
            raise Refusal(
                "Ein Wert aus einer Pressemitteilung wird von einer zweiten Person bestätigt, nicht freigegeben.",
                "A figure from a press notice is confirmed by a second person, not released.",
            )
        _require_held(file, reason)
        require_second(by.pk, grants, file.received_by_id, _OWN)
        verdict = add_verdict(file, Verdict.Kind.RELEASED, [by_hand("released", reason)], by, at)
        storing.settle(file, at)
    return verdict


def reject(file: SourceFile, by: "User", reason: str, at: datetime) -> Verdict:
    """Put a held file aside for good; its figures never count.

    Raises:
        NotAllowed: that person may not reject files.
        Refusal: the file is not held, or no reason was given.
    """
    require(by, Action.RELEASE, AREA, naive(at).date())
    with transaction.atomic():
        at = alone(at)
        _require_held(file, reason)
        return add_verdict(file, Verdict.Kind.REJECTED, [by_hand("rejected", reason)], by, at)


def file_of(
    content: bytes, kind: str, *, name: str, url: str = "", etag: str = "", by: "User | None", at: datetime
) -> tuple[SourceFile, Receipt | None]:
    """A file not yet saved, and the receipt of the same bytes if they are here already."""
    sha256 = hashlib.sha256(content).hexdigest()
    file = SourceFile(
        kind=kind,
        sha256=sha256,
        name=_plain(name),
        url=url,
        etag=etag,
        size=len(content),
        content=gzip.compress(content, mtime=0),
        received_at=at,
        received_by=by,
    )
    return file, _kept(kind, sha256)


def _read(content: bytes, kind: str, name: str, at: datetime) -> Vintage:
    if len(content) > MOST_BYTES:
        size, most = len(content) // 1_000_000, MOST_BYTES // 1_000_000
        too_large = fault(
            de=(
                f"{size} MB, mehr als {most}",
                "Keine veröffentlichte Tabelle ist so groß.",
                "Reichen Sie die Tabelle selbst ein, gepackt, wenn sie lang ist.",
            ),
            en=(
                f"{size} MB, more than {most}",
                "No publisher's table is as large.",
                "Hand in the table itself, packed if it is long.",
            ),
        )
        raise refuse(Path(name), 0, *too_large)
    return read_published(kind, name, content, latest=naive(at).date())


def _keep(file: SourceFile, vintage: Vintage) -> Receipt:
    """Judge a file and keep it with its figures; the caller holds the transaction."""
    record = storing.on_record(vintage)
    before = _before(file)
    reasons = judge(Case(vintage, record, before, naive(file.received_at).date()))
    held = any(reason.holds for reason in reasons)
    file.save(force_insert=True)
    added = storing.store(file, vintage, record)
    kind = Verdict.Kind.HELD if held else Verdict.Kind.ACCEPTED
    verdict = add_verdict(file, kind, reasons, file.received_by, file.received_at)
    if held:
        mail.ask_about_held_file(file, reasons, file.received_at)
    else:
        storing.confirm_later(file, file.received_at)
    return Receipt(file, True, verdict, reasons, added)


def _before(file: SourceFile) -> Previous | None:
    """The newest file of the same layout that counts."""
    newest = (
        SourceFile.objects.filter(kind=file.kind, layout=file.layout)
        .exclude(id__in=not_counting())
        .order_by("as_of", "id")
        .values_list("first_day", "as_of", "rows")
        .last()
    )
    return Previous(*newest) if newest else None


def _kept(kind: str, sha256: str) -> Receipt | None:
    """The receipt for bytes that are here already."""
    file = SourceFile.objects.filter(kind=kind, sha256=sha256).defer("content").first()
    if file is None:
        return None
    verdict = file.verdict
    return Receipt(file, False, verdict, tuple(map(Reason.from_json, verdict.reasons)), 0)


def _require_held(file: SourceFile, reason: str) -> None:
    if not reason.strip():
        raise Refusal("Bitte einen Grund angeben.", "Please give a reason.")
    verdict = file.verdict
    if verdict.kind != Verdict.Kind.HELD:
        raise Refusal(
            f"{file.name} wird nicht zurückgehalten; die Datei ist {verdict.get_kind_display()}.",
            f"{file.name} is not held; the file is {verdict.kind}.",
        )


def _plain(name: str) -> str:
    """The last part of a name, in printable characters; its end is kept, because it says whether it is packed."""
    printable = "".join(letter if letter.isprintable() else "?" for letter in name.replace("\\", "/"))
    return printable.rpartition("/")[2][-_LONGEST_NAME:] or "unnamed"
