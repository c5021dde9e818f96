"""Letters as files: one PDF, a PDF of many, or a ZIP. Names of files hold the number of a deployment, never a name."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from lagezentrum.documents.door_sheet import FONTS
from lagezentrum.documents.pool import letter_words as w
from lagezentrum.documents.pool.composing import band, compose, subject
from lagezentrum.documents.pool.letter import Letter, LetterKind, Sending
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.typesetting import Made, meta, to_json, typeset

LETTERS_FILE: Final = "deployments.json"
_FORMAT: Final = "lagezentrum.pool-letters/1"
_NAMES: Final[dict[LetterKind, str]] = {
    LetterKind.LENDER_REQUEST: "bitte-an-abgebende-stelle",
    LetterKind.LENDER_CONFIRMATION: "bestaetigung-an-abgebende-stelle",
    LetterKind.RECEIVER: "an-aufnehmende-stelle",
    LetterKind.PERSON: "an-kraft",
    LetterKind.END_LENDER: "ende-an-abgebende-stelle",
    LetterKind.END_RECEIVER: "ende-an-aufnehmende-stelle",
    LetterKind.END_PERSON: "ende-an-kraft",
}


def to_pdf(letters: Letter | Iterable[Letter], sending: Sending) -> Made:
    """One letter, or many one after the other in the order of `Letter.order`, as PDF/A-3a and PDF/UA-1.

    The same letters give the same bytes, in whatever order they are given. The file says nothing of a name outside its
    pages: neither in title, author and keywords nor in what is attached.

    Raises:
        DocumentProblem: there is no letter, or a character is in no font.
    """
    rows = _sorted(letters)
    deployments = {letter.deployment.number: letter.deployment for letter in rows}
    title = subject(rows[0]) if len(rows) == 1 else w.BATCH_TITLE.format(count=len(rows))
    listed = {"format": _FORMAT, "deployments": [deployments[number].content() for number in sorted(deployments)]}
    given = {
        "letters": [compose(letter, sending) for letter in rows],
        "meta": meta(
            title,
            author=sending.sender.name,
            keywords=[w.NUMBER.format(number=number) for number in sorted(deployments)],
            day=sending.made_on,
            band=band(sending),
        ),
        "attachments": [{"name": LETTERS_FILE, "content": to_json(listed), "description": w.ATTACHED}],
    }
    try:
        return Made.of(typeset("pool_letter.typ", given, sending.made_on, _fonts()))
    except DocumentProblem as problem:
        raise _without_name(problem, rows, sending) from None


def to_zip(letters: Iterable[Letter], sending: Sending) -> Made:
    """A ZIP with a PDF per letter. Made again it has the same bytes."""
    rows = _sorted(letters)
    return _zip({file_name(letter): to_pdf(letter, sending).content for letter in rows}, sending.made_on)


def to_zip_by_authority(letters: Iterable[Letter], sending: Sending) -> Made:
    """A ZIP with one PDF per kind of letter and authority that gets it, ready to be sent there."""
    files = {}
    for place, ((kind, authority), group) in enumerate(
        groupby(_sorted(letters), key=lambda letter: (letter.kind, letter.addressee)), start=1
    ):
        # The count keeps two keys apart that become equal where signs are left out.
        files[f"{place:03d}-{_NAMES[kind]}-{_plain(authority)}.pdf"] = to_pdf(list(group), sending).content
    return _zip(files, sending.made_on)


def file_name(letter: Letter) -> str:
    """The name of the file of a letter, such as `einsatz-00017-an-kraft.pdf`."""
    return f"einsatz-{letter.deployment.number:05d}-{_NAMES[letter.kind]}.pdf"


def _sorted(letters: Letter | Iterable[Letter]) -> Sequence[Letter]:
    rows = [letters] if isinstance(letters, Letter) else sorted(letters, key=lambda letter: letter.order)
    if not rows:
        raise DocumentProblem(
            "Es gibt kein Schreiben zu machen. Wählen Sie mindestens einen angeordneten Einsatz.",
            "There is no letter to make. Choose at least one ordered deployment.",
        )
    twice = sorted({a.deployment.number for a, b in pairwise(rows) if a.order == b.order})
    if twice:
        raise DocumentProblem(
            f"Ein Schreiben kommt doppelt vor (Einsatz {twice[0]}). Geben Sie jeden Einsatz einmal an.",
            f"A letter is there twice (deployment {twice[0]}). Name each deployment once.",
        )
    return rows


def _without_name(problem: DocumentProblem, rows: Sequence[Letter], sending: Sending) -> DocumentProblem:
    """What could not be set: the number of the deployment, as the message of the layout quotes what it can not show."""
    if len(rows) == 1:
        number = rows[0].deployment.number
        return DocumentProblem(
            f"Einsatz {number}: Das Schreiben ließ sich nicht setzen, vermutlich weil keine Schrift ein Zeichen darin "
            "kennt. Schreiben Sie Namen und Kontakt mit lateinischen Buchstaben.",
            f"Deployment {number}: the letter could not be set, probably as no font has a character in it. Write name "
            "and contact in Latin letters.",
        )
    for letter in rows:
        try:
            to_pdf(letter, sending)
        except DocumentProblem as one:
            return one
    return problem


def _plain(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-") or "ohne-kennung"


def _fonts() -> Path | None:
    """Fonts for Arabic letters in a name, where they are laid out; the other letters do not need them."""
    return FONTS if any(FONTS.glob("*.ttf")) else None


def _zip(files: Mapping[str, bytes], day: date) -> Made:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in sorted(files.items()):
            # PDF is compressed already; stored, the bytes depend on no version of zlib.
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            archive.writestr(entry, content)
    return Made.of(made.getvalue())
