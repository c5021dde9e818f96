"""From a composition to PDF: PDF/A-3a and PDF/UA-1 at once, with the order and its proof attached, byte for byte."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import typst

from lagezentrum.documents import sentences
from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.composing import compose
from lagezentrum.documents.order import Order
from lagezentrum.documents.problems import DocumentProblem

TEMPLATES: Final = Path(__file__).with_name("templates")
STANDARDS: Final[tuple[Literal["a-3a"], Literal["ua-1"]]] = ("a-3a", "ua-1")
ORDER_FILE: Final = "order.json"
PROOF_FILE: Final = "proof.json"
FIELDS_FILE: Final = "fields.json"

_ONE_AT_A_TIME = Lock()  # a compiler keeps what it has laid out; two threads may not share it


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document: its bytes, and their SHA-256 as hexadecimal digits."""

    content: bytes
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> "Made":
        """The document with these bytes."""
        return cls(content, hashlib.sha256(content).hexdigest())


def to_pdf(order: Order, proof: ChangeProof) -> Made:
    """The order as PDF. The same order and proof give the same bytes.

    Raises:
        DocumentProblem: the order rests on another proof.
    """
    document = compose(order, proof)
    given = {
        "document": document.for_layout(),
        "digest_heading": sentences.HEADINGS["enclosed"],
        "meta": meta(
            document.full_title,
            author=order.authority.name,
            keywords=[order.area, order.area_name, order.step_title, order.regulation, order.version],
            day=order.announced_on,
            band=document.band,
        ),
        "attachments": [
            {"name": name, "content": content, "description": description}
            for name, content, description in attachments(order, proof, document.fields())
        ],
    }
    return Made.of(typeset("order.typ", given, order.announced_on))


def attachments(order: Order, proof: ChangeProof, fields: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What travels inside every document: name, JSON text, description."""
    listed = {"format": "lagezentrum.fields/1", "fields": fields}
    return [
        (ORDER_FILE, to_json(order.content()), "Inhalt, maschinenlesbar"),
        (PROOF_FILE, to_json(proof.content()), "Nachweis: gezählte Tage, Werte, Vergleiche"),
        (FIELDS_FILE, to_json(listed), "Wo jede Zahl und jedes Datum im Nachweis steht"),
    ]


def to_json(content: dict[str, Any]) -> str:
    """JSON for people and programs: UTF-8, a fixed order, one line a value."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def meta(full_title: str, *, author: str, keywords: list[str], day: date, band: str) -> dict[str, Any]:
    """What a template is told about the document itself."""
    return {
        "full_title": full_title,
        "author": author,
        "keywords": keywords,
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "band": band,
    }


def typeset(template: str, given: dict[str, Any], day: date, fonts: Path | None = None) -> bytes:
    """Lay out a template of this folder with data; `day` is the creation date that the file names.

    Data is never read as code: a template can only print it.

    Raises:
        DocumentProblem: the data can not be set, as where no font has a character.
    """
    compiler = _compiler(template, fonts)
    try:
        with _ONE_AT_A_TIME:
            made = compiler.compile(
                format="pdf",
                pdf_standards=[*STANDARDS],
                timestamp=int((day - date(1970, 1, 1)).total_seconds()),
                sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
            )
    except typst.TypstError as error:
        raise DocumentProblem(
            f"Das Dokument ließ sich nicht setzen ({error.message}). Verzichten Sie auf ungewöhnliche Zeichen.",
            f"The document could not be set ({error.message}). Do without unusual characters.",
        ) from error
    if not isinstance(made, bytes):
        raise TypeError(f"{template} gave no single file")
    return made


@cache
def _compiler(template: str, fonts: Path | None) -> typst.Compiler:
    return typst.Compiler(
        TEMPLATES / template, root=TEMPLATES, ignore_system_fonts=True, font_paths=[] if fonts is None else [fonts]
    )
