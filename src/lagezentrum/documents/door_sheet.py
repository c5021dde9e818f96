"""The notice at a door as A4 PDF: tagged, with its data attached, and a QR code to the page that shows the latest."""

import io
from pathlib import Path
from typing import Final

import segno

from lagezentrum.documents import door_words as w
from lagezentrum.documents.door_layout import layout
from lagezentrum.documents.door_notice import DoorNotice
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.typesetting import Made, meta, to_json, typeset

FONTS: Final = Path(__file__).with_name("fonts")
NOTICE_FILE: Final = "notice.json"


def notice_to_pdf(notice: DoorNotice, fonts: Path = FONTS) -> Made:
    """The notice as A4 PDF. The same notice gives the same bytes.

    Raises:
        DocumentProblem: the fonts are not laid out, or the address is too long for a QR code.
    """
    if not any(fonts.glob("*.ttf")):
        raise DocumentProblem(
            f"In {fonts.name}/ fehlen die Schriften für Aushänge. Legen Sie sie mit tools/fetch_fonts.py an.",
            f"The fonts of door notices are missing in {fonts.name}/. Lay them out with tools/fetch_fonts.py.",
        )
    band = w.EXERCISE if notice.exercise else ""
    laid = layout(notice)
    given = {
        "notice": laid,
        "qr": _qr(notice.url),
        "meta": meta(
            laid["title"],
            author=notice.area_name,
            keywords=[notice.area, notice.place, notice.setting],
            day=notice.as_of,
            band=band,
        ),
        "attachments": [
            {"name": NOTICE_FILE, "content": to_json(notice.model_dump(mode="json")), "description": "maschinenlesbar"}
        ],
    }
    return Made.of(typeset("door_notice.typ", given, notice.as_of, fonts))


def _qr(url: str) -> str:
    made = io.BytesIO()
    try:
        code = segno.make(url, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise DocumentProblem(
            "Die Adresse ist zu lang für einen QR-Code. Nennen Sie eine kürzere.",
            "The address is too long for a QR code. Name a shorter one.",
        ) from error
    code.save(made, kind="svg", border=2, xmldecl=False, svgns=True)
    return made.getvalue().decode()
