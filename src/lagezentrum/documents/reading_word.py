"""The text of a Word file as somebody reads it: body, notes, headers and footers, tracked changes taken as accepted."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

ENCLOSED: Final = "urn:lagezentrum:enclosed"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BESIDE: Final = ("header", "footer", "footnotes", "endnotes")
_MOST_BYTES: Final = 50_000_000
_GONE: Final = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_HIDES: Final = ("vanish", "strike", "dstrike")
_PAGES: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_WRITTEN: Final = {"noBreakHyphen": "-", "tab": " ", "br": " ", "cr": " ", "ptab": " ", "softHyphen": ""}
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, etree.XMLSyntaxError)
"""RuntimeError: the archive is encrypted, or packed in a way that nothing here unpacks."""


class Unreadable(Exception):
    """The file is no Word file that can be read."""


def read_word(content: bytes) -> tuple[str, dict[str, str]]:
    """The text of a DOCX, one line a paragraph, and the files enclosed in it by name.

    Struck out and hidden text counts as gone, and page numbers that Word fills in are left out.

    Raises:
        Unreadable: it is damaged, or no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise Unreadable
            (main,) = _related(archive, "", "officeDocument")
            parts = [main, *(part for kind in _BESIDE for part in _related(archive, main, kind))]
            lines = [line for part in parts for line in _lines(_parsed(archive, part))]
            return "\n".join(lines), _enclosed(archive)
    except (*_DAMAGED, ValueError) as error:
        raise Unreadable from error


def _parsed(archive: zipfile.ZipFile, name: str) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    """The parts that a part (or, if empty, the package) names in a role; programs call them as they like."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if part and listed not in archive.namelist():
        return []
    return [
        posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        for relation in _parsed(archive, listed)
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
    ]


def _enclosed(archive: zipfile.ZipFile) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in archive.namelist():
        if entry.startswith("customXml/item") and entry.endswith(".xml") and "Props" not in entry:
            root = _parsed(archive, entry)
            if root.tag == f"{{{ENCLOSED}}}file":
                found[root.get("name", "")] = root.text or ""
    return found


def _lines(root: "etree._Element") -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        if not any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
            yield "".join(_words(paragraph))


def _words(paragraph: "etree._Element") -> Iterator[str]:
    """What stands in a paragraph itself; a text box in it has paragraphs of its own."""
    fields: list[str] = []  # the instructions of the fields around
    for element in paragraph.iter(f"{_W}r"):
        above = list(element.iterancestors())
        if next(a for a in above if a.tag == f"{_W}p") is not paragraph or _is_gone(element, above):
            continue
        simple = [a.get(f"{_W}instr", "") for a in above if a.tag == f"{_W}fldSimple"]
        for piece in element:
            name = etree.QName(piece).localname if isinstance(piece.tag, str) else ""
            if name == "fldChar":
                _enter_or_leave(fields, piece.get(f"{_W}fldCharType"))
            elif name == "instrText" and fields:
                fields[-1] += piece.text or ""
            elif any(told.split()[:1] in ([page] for page in _PAGES) for told in (*fields, *simple)):
                continue
            elif name == "t":
                yield piece.text or ""
            elif name == "sym":
                yield "?"  # a character of a font of its own; whatever it shows, it is none of ours
            else:
                yield _WRITTEN.get(name, "")


def _enter_or_leave(fields: list[str], kind: str | None) -> None:
    if kind == "begin":
        fields.append("")
    elif kind == "end" and fields:
        fields.pop()


def _is_gone(run: "etree._Element", above: list["etree._Element"]) -> bool:
    """Whether a run is deleted, moved away, struck out or hidden, or in a table row or cell that is deleted."""
    if any(element.tag in _GONE for element in above):
        return True
    for name in _HIDES:
        mark = run.find(f"{_W}rPr/{_W}{name}")
        if mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off"):
            return True
    rows = [element for element in above if element.tag in (f"{_W}tr", f"{_W}tc")]
    return any(
        row.find(f"{_W}trPr/{_W}del") is not None or row.find(f"{_W}tcPr/{_W}cellDel") is not None for row in rows
    )
