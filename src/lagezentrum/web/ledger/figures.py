"""The figures that decisions rest on, as the archive gives them to the engine."""

import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from lagezentrum.web.archive.moments import aware, naive
from lagezentrum.web.archive.readings import Withheld
from lagezentrum.web.archive.verdicts import NO_HEAD
from lagezentrum.web.ledger.chain import sha256


def head() -> str:
    """Changes whenever the figures that may decide change."""
    return readings.head()


def heads() -> frozenset[str]:
    """Every head that the archive ever had, that of an empty one included."""
    return frozenset((NO_HEAD, *Verdict.objects.order_by().values_list("head", flat=True)))


def first_published() -> Figures:
    """Every figure that may decide, as first published."""
    return readings.figures(readings.AsFirstPublished())


def known_at(moment: datetime) -> Figures:
    """The figures that could be known at a moment (aware) and were not held back then."""
    return readings.figures(readings.AsKnownAt(moment))


def moments() -> tuple[datetime, ...]:
    """The moments at which figures became known or ceased to count, in order, each once."""
    return readings.moments()


def forget() -> None:
    """Read the archive itself at the next question, not what was kept of it; for verification."""
    readings.forget()


def files_of(observations: Iterable[Observation]) -> tuple[str, ...]:
    """SHA-256 of the files that some figures were published in, in order, each once."""
    found = set()
    for seen in observations:
        same = Figure.objects.filter(
            indicator=seen.indicator,
            area=seen.area,
            reference_day=seen.day,
            published_at=aware(seen.published_at),
            recomputed=False,
        )
        file = same.order_by("id").values_list("file__sha256", flat=True).first()
        if file is not None:
            found.add(file)
    return tuple(sorted(found))


def local(moment: datetime) -> datetime:
    """A moment in Germany's local time without a zone, as the engine takes it."""
    return naive(moment)


def withheld(moment: datetime) -> tuple[Withheld, ...]:
    """The files held back at a moment."""
    return readings.withheld(moment)


def lost(files: Iterable[str]) -> tuple[str, ...]:
    """Those of some files (by SHA-256) that the archive does not hold any more byte for byte."""
    missing = []
    for digest in files:
        contents = SourceFile.objects.filter(sha256=digest).values_list("content", flat=True)
        if not any(_is(bytes(content), digest) for content in contents):
            missing.append(digest)
    return tuple(missing)


def _is(packed: bytes, digest: str) -> bool:
    try:
        return sha256(gzip.decompress(packed)) == digest
    except (OSError, EOFError, zlib.error):
        return False
