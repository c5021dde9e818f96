"""What stands in an order that comes back: its text, and the order and proof that travel inside it."""

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import pypdfium2
from lxml import etree

from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.typesetting import FIELDS_FILE, ORDER_FILE, PROOF_FILE

ENCLOSED: Final = "urn:lagezentrum:enclosed"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGE_NUMBER: Final = re.compile(r"^Seite\s+\d+\s+von\s+\d+\s*$", re.MULTILINE)
_MOST_BYTES: Final = 50_000_000
_UNREADABLE_ZIP = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, etree.XMLSyntaxError)
"""RuntimeError: the archive is encrypted, or packed in a way that nothing here unpacks."""
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
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DocumentProblem(
            f"{name}: Die Anlagen mit Anordnung und Nachweis sind nicht lesbar. Nehmen Sie die Datei noch einmal aus "
            "ihrer Quelle.",
            f"{name}: the enclosed order and proof can not be read. Take the file from its source again.",
        ) from error
    return Returned(text, read[ORDER_FILE], read[PROOF_FILE], fields)


def _pdf(content: bytes, name: str) -> tuple[str, dict[str, str]]:
    try:
        document = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
        attached = [document.get_attachment(number) for number in range(document.count_attachments())]
        enclosed = {item.get_name(): bytes(item.get_data()).decode() for item in attached}
    except (pypdfium2.PdfiumError, UnicodeDecodeError) as error:
        raise _damaged(name, "PDF") from error
    return _PAGE_NUMBER.sub("", "\n".join(pages)), enclosed


def _docx(content: bytes, name: str) -> tuple[str, dict[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    enclosed: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise _damaged(name, "DOCX")
            body = etree.fromstring(archive.read("word/document.xml"), parser)
            for entry in archive.namelist():
                if entry.startswith("customXml/item") and entry.endswith(".xml") and "Props" not in entry:
                    root = etree.fromstring(archive.read(entry), parser)
                    if root.tag == f"{{{ENCLOSED}}}file":
                        enclosed[root.get("name", "")] = root.text or ""
    except _UNREADABLE_ZIP as error:
        raise _damaged(name, "DOCX") from error
    lines = ["".join(_words(paragraph)) for paragraph in body.iter(f"{_W}p")]
    return "\n".join(lines), enclosed


def _words(paragraph: "etree._Element") -> list[str]:
    """The text as it reads with all tracked changes accepted: what was deleted stands in elements of its own."""
    found = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        above = element.getparent()
        if above is None or above.tag != f"{_W}r":  # a tab stop of the paragraph, not a tab
            continue
        if element.tag == f"{_W}t":
            found.append(element.text or "")
        else:
            found.append("-" if element.tag == f"{_W}noBreakHyphen" else " ")
    return found


def _damaged(name: str, kind: str) -> DocumentProblem:
    return DocumentProblem(
        f"{name} ist als {kind} nicht lesbar. Nehmen Sie die Datei noch einmal aus ihrer Quelle.",
        f"{name} can not be read as {kind}. Take the file from its source again.",
    )
