"""Orders as files that browsers save: what they are called, and how they are sent."""

from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpResponse

from lagezentrum import __version__
from lagezentrum.web.ledger import order_files
from lagezentrum.web.ledger.chain import sha256
from lagezentrum.web.ledger.determination import Determination

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class OrderFiles:
    """The published order of a determination: sizes in bytes, hashes as hexadecimal digits."""

    pdf_size: int
    pdf_sha256: str
    docx_size: int
    docx_sha256: str


def order_files_of(found: Determination) -> OrderFiles | None:
    """What can be downloaded; None where no order is kept."""
    pdf, docx = order_files.pdf_of(found), docx_of(found)
    if pdf is None or docx is None:
        return None
    return OrderFiles(len(pdf), sha256(pdf), len(docx), sha256(docx))


def docx_of(found: Determination) -> bytes | None:
    """The published order as DOCX, made once; None where no order is kept."""
    pdf = order_files.pdf_of(found)
    if pdf is None:
        return None
    key = f"order-docx-{__version__}-{found.document_sha256}"
    made: bytes | None = caches["pages"].get(key)
    if made is None:
        made = order_files.docx_from(pdf, found.id).content
        caches["pages"].set(key, made, None)
    return made


def file_name(found: Determination, form: str, *, draft: bool = False) -> str:
    """What the file is called, such as Anordnung-03241-2021-3.pdf."""
    return f"{'Entwurf' if draft else 'Anordnung'}-{found.id}.{form}"


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to be saved."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
