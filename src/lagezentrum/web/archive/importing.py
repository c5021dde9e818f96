"""From a location to the archive: what `lage import` and `lage watch` do, one outcome for each file."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lagezentrum.engine.wording.phrases import numbered
from lagezentrum.law.model import Text
from lagezentrum.sources.problems import SourceError
from lagezentrum.sources.published import PUBLISHERS, recognise
from lagezentrum.web.archive.fetching import Fetched, FetchError, from_disk, from_web, is_address, on_disk
from lagezentrum.web.archive.intake import Receipt, receive
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.today import now

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        where: path or address.
        receipt: what was stored, or None.
        text: what happened, as a sentence.
        refused: whether the file could not be had or not be read.
    """

    where: str
    receipt: Receipt | None
    text: Text
    refused: bool = False


def bring(
    location: str,
    kind: str | None = None,
    *,
    by: "User | None" = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Outcome]:
    """Take in what lies at a location; a file that is refused does not keep the next one out.

    Running it again adds nothing that is there already, so a timer may call it as often as it likes.

    Args:
        location: a file, a directory with CSV files, or an address on the web.
        kind: a key of `sources.published.PUBLISHERS`; None to recognise it by the names of the columns. In a
            directory, files of no known kind are passed over.
        by: who hands it in; None for the service itself.
        sleep: how to wait between tries.
    """
    if kind is not None and kind not in PUBLISHERS:
        known = ", ".join(PUBLISHERS)
        text = Text(de=f"{kind!r} ist keine bekannte Art: {known}.", en=f"{kind!r} is no known kind: {known}.")
        yield Outcome(location, None, text, refused=True)
        return
    try:
        if is_address(location):
            yield _unchanged_or_taken(location, kind, by, sleep)
        else:
            alone = Path(location).is_file()
            for file in on_disk(location):
                outcome = _from_disk(file, kind, by)
                if outcome is not None or alone:
                    yield outcome or _of_no_kind(location)
    except FetchError as error:
        yield Outcome(error.where, None, error.text, refused=True)


def _from_disk(file: Path, kind: str | None, by: "User | None") -> Outcome | None:
    """The outcome for a file on the disk; that one of a directory can not be read does not keep the others out."""
    try:
        return _taken(from_disk(file), file.name, kind, by)
    except FetchError as error:
        return Outcome(error.where, None, error.text, refused=True)


def _unchanged_or_taken(url: str, kind: str | None, by: "User | None", sleep: Callable[[float], None]) -> Outcome:
    last = SourceFile.objects.filter(url=url).defer("content").last()
    fetched = from_web(url, etag=last.etag if last else "", sleep=sleep)
    if fetched is None:
        return Outcome(url, None, Text(de="Unverändert seit dem letzten Mal.", en="Unchanged since last time."))
    return _taken(fetched, url, kind, by) or _of_no_kind(url)


def _taken(fetched: Fetched, where: str, kind: str | None, by: "User | None") -> Outcome | None:
    """The outcome for a file, or None if it is of no kind that is read here."""
    try:
        found = kind or recognise(fetched.name, fetched.content)
        if found is None:
            return None
        receipt = receive(
            fetched.content, found, name=fetched.name, url=fetched.url, etag=fetched.etag, by=by, at=now()
        )
    except SourceError as error:
        text = Text(
            de=f"Nicht lesbar, nichts übernommen. {error.in_language('de')}",
            en=f"Not readable, nothing was taken in. {error.in_language('en')}",
        )
        return Outcome(where, None, text, refused=True)
    except Refusal as refusal:
        return Outcome(where, None, refusal.text, refused=True)
    return Outcome(where, receipt, _told(receipt))


def _of_no_kind(where: str) -> Outcome:
    known = ", ".join(PUBLISHERS)
    text = Text(
        de=f"Die Spalten passen zu keiner bekannten Datei. Falls es doch eine ist, bitte die Art nennen: {known}.",
        en=f"The columns are those of no known file. If it is one all the same, please name its kind: {known}.",
    )
    return Outcome(where, None, text, refused=True)


def _told(receipt: Receipt) -> Text:
    file = receipt.file
    if not receipt.new:
        word = receipt.verdict.get_kind_display()
        return Text(de=f"War schon da ({word}).", en=f"Was there already ({receipt.verdict.kind}).")
    de, en = (" ".join(getattr(reason.text, code) for reason in receipt.reasons) for code in ("de", "en"))
    if receipt.held:
        return Text(de=f"Zurückgehalten, Stand {file.as_of}. {de}", en=f"Held, as of {file.as_of}. {en}")
    return Text(
        de=f"Angenommen, Stand {file.as_of}: {numbered(receipt.added, 'neue Zahl', 'neue Zahlen')}. {de}".strip(),
        en=f"Accepted, as of {file.as_of}: {numbered(receipt.added, 'new figure', 'new figures')}. {en}".strip(),
    )
