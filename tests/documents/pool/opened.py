"""Reading a PDF back: its text, and everything it says outside its pages."""

import io
import re

import pikepdf
import pypdfium2

PART_A = "{http://www.aiim.org/pdfa/ns/id/}part"
CONFORMANCE_A = "{http://www.aiim.org/pdfa/ns/id/}conformance"
PART_UA = "{http://www.aiim.org/pdfua/ns/id/}part"


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Text without blanks and line ends, so that it can be found wherever its lines break."""
    return re.sub(r"[\s\u200b\ufffe]", "", text)


def said(content: bytes) -> str:
    """All that is on the pages, squeezed."""
    return squeezed("".join(pages(content)))


def beside_the_pages(content: bytes) -> str:
    """Title, author, keywords, attachments, bookmarks, alternative texts, and every other string that is no page."""
    found: list[str] = []
    with opened(content) as pdf:
        for item in pdf.objects:
            _strings(item, found)
        for name, spec in pdf.attachments.items():
            found += [name, spec.get_file().read_bytes().decode()]
        found.append(pdf.Root.Metadata.read_bytes().decode())
    return "\n".join(found)


def _strings(item: object, found: list[str]) -> None:
    if isinstance(item, pikepdf.String):
        found.append(str(item))
    elif isinstance(item, pikepdf.Array):
        for one in item:
            _direct(one, found)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118
            _direct(item[key], found)


def _direct(item: object, found: list[str]) -> None:
    if not (isinstance(item, pikepdf.Object) and item.is_indirect):
        _strings(item, found)
