"""What stands in an order that comes back: its text, and the order and proof that travel inside it."""

import ctypes
import json
import re
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import pypdfium2
import rfc8785

from lagezentrum.documents.change_proof import digest
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.reading_word import Unreadable, read_word
from lagezentrum.documents.typesetting import FIELDS_FILE, ORDER_FILE, PROOF_FILE

_PAGE_NUMBER: Final = re.compile(r"^Seite\s+\d+\s+von\s+\d+\s*$", re.MULTILINE)
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters without width: a number is the same number with one of them inside."""
_MOST_CHARACTERS: Final = 300_000
_ONE_AT_A_TIME = Lock()  # PDFium is not made for threads


@dataclass(frozen=True, slots=True)
class Returned:
    """An order as it came back: its text, one line a paragraph or less, and the JSON values inside it."""

    text: str
    order: dict[str, Any]
    proof: dict[str, Any]
    fields: list[tuple[str, str, str]]


def read_back(content: bytes, name: str) -> Returned:
    """Read a PDF or DOCX that was made here, edited since or not. `name` is what messages call it.

    Raises:
        DocumentProblem: it is neither, is damaged, or carries no order and proof.
    """
    if content.startswith(b"%PDF"):
        with _ONE_AT_A_TIME:
            text, enclosed = _pdf(content, name)
    elif content.startswith(b"PK"):
        text, enclosed = _docx(content, name)
    else:
        raise DocumentProblem(
            f"{name} ist weder PDF noch DOCX. Geben Sie eine Anordnung an, wie `lage order make` sie schreibt.",
            f"{name} is neither PDF nor DOCX. Name an order as `lage order make` writes it.",
        )
    if len(text) > _MOST_CHARACTERS:
        raise DocumentProblem(
            f"{name} ist viel länger als eine Anordnung. Prüfen Sie, ob es die richtige Datei ist.",
            f"{name} is far longer than an order. See whether it is the right file.",
        )
    missing = [part for part in (ORDER_FILE, PROOF_FILE, FIELDS_FILE) if part not in enclosed]
    if missing:
        raise DocumentProblem(
            f"{name} trägt keinen Nachweis in sich (es fehlt {', '.join(missing)}). Prüfen lässt sich nur eine Datei, "
            "die hier gemacht und danach höchstens bearbeitet wurde.",
            f"{name} carries no proof ({', '.join(missing)} missing). Only a file that was made here, and at most "
            "edited since, can be checked.",
        )
    try:
        read = {part: json.loads(enclosed[part]) for part in (ORDER_FILE, PROOF_FILE, FIELDS_FILE)}
        fields = [(str(path), str(form), str(written)) for path, form, written in read[FIELDS_FILE]["fields"]]
        if not all(isinstance(content, dict) for content in read.values()):
            raise TypeError("an enclosed file is no object")
        digest(read[PROOF_FILE])  # what has no canonical form, such as NaN, is no proof
    except (ValueError, KeyError, TypeError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise DocumentProblem(
            f"{name}: Die Anlagen mit Anordnung und Nachweis sind nicht lesbar. Nehmen Sie die Datei noch einmal aus "
            "ihrer Quelle.",
            f"{name}: the enclosed order and proof can not be read. Take the file from its source again.",
        ) from error
    return Returned(text.translate(_UNSEEN), read[ORDER_FILE], read[PROOF_FILE], fields)


def _pdf(content: bytes, name: str) -> tuple[str, dict[str, str]]:
    try:
        document = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
        pages += [remark for page in document for remark in _remarks(page)]
        attached = [document.get_attachment(number) for number in range(document.count_attachments())]
        enclosed = {item.get_name(): bytes(item.get_data()).decode() for item in attached}
    except (pypdfium2.PdfiumError, UnicodeDecodeError) as error:
        raise _damaged(name, "PDF") from error
    return _PAGE_NUMBER.sub("", "\n".join(pages)), enclosed


def _remarks(page: pypdfium2.PdfPage) -> list[str]:
    """What somebody has written onto a page since: comments, text fields and the like are not part of its text."""
    raw, said = pypdfium2.raw, []
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        for key in (b"Contents", b"V"):
            length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
            buffer = (ctypes.c_ushort * (length // 2))()
            raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
            said.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"))
        raw.FPDFPage_CloseAnnot(annotation)
    return [text for text in said if text]


def _docx(content: bytes, name: str) -> tuple[str, dict[str, str]]:
    try:
        return read_word(content)
    except Unreadable as error:
        raise _damaged(name, "DOCX") from error


def _damaged(name: str, kind: str) -> DocumentProblem:
    return DocumentProblem(
        f"{name} ist als {kind} nicht lesbar. Nehmen Sie die Datei noch einmal aus ihrer Quelle.",
        f"{name} can not be read as {kind}. Take the file from its source again.",
    )
