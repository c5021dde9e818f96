"""The same document as a Word draft, for editing: made from a template, with the order and its proof inside it."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate, RichText
from lxml import etree

from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.composing import compose
from lagezentrum.documents.composition import Composition
from lagezentrum.documents.order import Order
from lagezentrum.documents.reading_word import ENCLOSED
from lagezentrum.documents.typesetting import TEMPLATES, Made, attachments

TEMPLATE: Final = TEMPLATES / "order.docx"
_FIRST_PART: Final = 100  # parts with lower numbers may belong to the template
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the oldest moment that a ZIP archive can name


def to_docx(order: Order, proof: ChangeProof, template: Path = TEMPLATE) -> Made:
    """The order as DOCX. The same order, proof and template give the same bytes.

    Raises:
        DocumentProblem: the order rests on another proof.
    """
    document = compose(order, proof)
    draft = DocxTemplate(template)
    draft.render(_context(document), autoescape=True)
    _describe(draft, document, order)
    for number, (name, content, _) in enumerate(attachments(order, proof, document.fields()), start=1):
        _enclose(draft, number, name, content)
    raw = io.BytesIO()
    draft.save(raw)
    return Made.of(_same_each_time(raw.getvalue()))


def _context(document: Composition) -> dict[str, Any]:
    """What the template is filled with: texts of several runs as rich text."""
    given = document.for_layout()
    for name in ("letterhead", "reference", "signature"):
        given[name] = [_rich(pieces) for pieces in given[name]]
    for name in ("subject", "preamble"):
        given[name] = _rich(given[name])
    for section in given["sections"]:
        section["blocks"] = [_block(block) for block in section["blocks"]]
    return given


def _block(block: Mapping[str, Any]) -> dict[str, Any]:
    match block["kind"]:
        case "paragraph":
            return {"kind": "paragraph", "runs": _rich(block["runs"])}
        case "table":
            width = len(block["columns"])
            return {
                "kind": "table",
                "columns": [_rich(column, bold=True) for column in block["columns"]],
                "rows": [
                    {"cells": [{"runs": _rich(r), "span": span} for r, span in _cells(row, width)]}
                    for row in block["rows"]
                ],
            }
    # `items` is a method of every mapping, so the template asks for another name.
    return {"kind": block["kind"], "items_": [_rich(item) for item in block["items"]]}


def _cells(row: Mapping[str, Any], width: int) -> list[tuple[Iterable[Mapping[str, Any]], int]]:
    cells = row["cells"]
    reach = width - 1 if len(cells) == 1 else 1
    return [(row["day"], 1), *((cell, reach) for cell in cells)]


def _rich(pieces: Iterable[Mapping[str, Any]], *, bold: bool = False) -> RichText:
    text = RichText()
    for piece in pieces:
        text.add(piece["text"], bold=bold or piece["strong"])
    return text


def _describe(draft: DocxTemplate, document: Composition, order: Order) -> None:
    about = draft.docx.core_properties
    moment = datetime.combine(order.announced_on, time.min)
    about.title, about.author, about.last_modified_by = document.full_title, order.authority.name, order.authority.name
    about.language, about.comments, about.revision = "de-DE", "", 1
    about.created = about.modified = moment


def _enclose(draft: DocxTemplate, number: int, name: str, content: str) -> None:
    """Put a file into the document as a part that Word carries along when somebody edits."""
    root = etree.Element(f"{{{ENCLOSED}}}file", {"name": name})
    root.text = content
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    part = Part(PackURI(f"/customXml/item{_FIRST_PART + number}.xml"), "application/xml", blob, draft.docx.part.package)
    draft.docx.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _same_each_time(content: bytes) -> bytes:
    """The archive again, without the moment at which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as archive:
        for name in sorted(given.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, given.read(name))
    return made.getvalue()
