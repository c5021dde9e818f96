"""The chain of verdicts: which files count, since when, and one hash that stands for the whole archive."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from lagezentrum.web.archive.clock import following
from lagezentrum.web.archive.models import COUNTING, SourceFile, Verdict
from lagezentrum.web.archive.reasons import Reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NO_HEAD = "0" * 64
_LOCK = 0x4C5A_4152
"""Any number; it names the archive among the locks of a PostgreSQL database."""


def alone(at: datetime) -> datetime:
    """Let no one else write to the archive until this transaction ends. SQLite does so by itself.

    Returns:
        The moment under which is kept what happened at `at`: not before what is here already, so that what was known
        at a moment stays what was known then.

    Raises:
        ClockBehind: `at` lies so far before that the clock must be wrong.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    return following(Verdict.objects.order_by("-id").values_list("given_at", flat=True).first(), at)


def head() -> str:
    """Changes whenever a file, a figure or a verdict is added; the same archive has the same head everywhere."""
    return Verdict.objects.order_by("-id").values_list("head", flat=True).first() or NO_HEAD


def add_verdict(
    file: SourceFile, kind: Verdict.Kind, reasons: Sequence[Reason], by: "User | None", at: datetime
) -> Verdict:
    """Add a verdict at the end of the chain. The caller holds the transaction and is `alone`."""
    kept = [reason.as_json() for reason in reasons]
    return Verdict.objects.create(
        file=file,
        kind=kind,
        reasons=kept,
        given_at=at,
        given_by=by,
        head=head_after(head(), file, kind, kept, at, by.pk if by else None),
    )


def head_after(
    before: str, file: SourceFile, kind: str, reasons: list[dict[str, Any]], at: datetime, by: int | None
) -> str:
    """The hash over the head before and everything that a verdict says of its file."""
    content = {
        "before": before,
        "file": [file.kind, file.layout, file.name, file.url, file.sha256, _utc(file.received_at), file.received_by_id],
        "kind": str(kind),
        "reasons": reasons,
        "at": _utc(at),
        "by": by,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def not_counting(at: datetime | None = None) -> frozenset[int]:
    """The files that may not drive findings: held or rejected, as of a moment (None: now)."""
    verdicts = Verdict.objects.filter(file__verdicts__kind=Verdict.Kind.HELD).order_by("id").distinct()
    if at is not None:
        verdicts = verdicts.filter(given_at__lte=at)
    latest = dict(verdicts.values_list("file_id", "kind"))
    return frozenset(file for file, kind in latest.items() if kind not in COUNTING)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
