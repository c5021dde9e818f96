"""The links of pages and style sheets, found and turned so that they work without the site. Pure."""

import re
from collections.abc import Callable

from lxml import html
from lxml.html import HtmlElement

_ATTRIBUTES = ("href", "src", "data", "poster")
_XLINK = "{http://www.w3.org/1999/xlink}href"
_IN_STYLE = re.compile(r"url\(\s*(['\"]?)([^'\")]+)\1\s*\)")
_NOT_HERE = "Nur auf der laufenden Seite / only on the running site"

Turn = Callable[[str], str | None]
"""From a link as it stands to one that works in the mirror; None where there is none."""


def turned_page(content: bytes, turn: Turn, live: Turn, note: str) -> bytes:
    """A page whose links work in the mirror.

    What is not in the mirror leads to the running site, or loses its link where none is known. Forms are taken out:
    nothing answers them here.

    Args:
        content: the page.
        turn: for links of the mirror.
        live: for the others.
        note: what the copy says of itself at its top.
    """
    page = html.document_fromstring(content.decode())
    for form in list(page.iter("form")):
        parent = form.getparent()
        if parent is not None:
            parent.replace(form, _note(note))
    for element in page.iter():
        if isinstance(element.tag, str):
            _turn_element(element, turn, live)
    body = page.find("body")
    if body is not None:
        body.insert(0, _note(note))
    written: bytes = html.tostring(page, encoding="utf-8", doctype="<!doctype html>")
    return written


def links_of_page(content: bytes) -> list[str]:
    """Every address that a page names."""
    page = html.document_fromstring(content.decode())
    found = []
    for element in page.iter():
        if isinstance(element.tag, str) and element.tag != "base":
            found += [value for name in (*_ATTRIBUTES, _XLINK, "xlink:href") if (value := element.get(name))]
    return found


def turned_style(content: bytes, turn: Turn) -> bytes:
    """A style sheet whose files are found in the mirror."""

    def replaced(match: re.Match[str]) -> str:
        new = turn(match[2])
        return match[0] if new is None else f'url("{new}")'

    return _IN_STYLE.sub(replaced, content.decode()).encode()


def links_of_style(content: bytes) -> list[str]:
    """Every file that a style sheet names; data within it is none."""
    return [match[2] for match in _IN_STYLE.finditer(content.decode()) if not match[2].startswith("data:")]


def _turn_element(element: HtmlElement, turn: Turn, live: Turn) -> None:
    for name in (*_ATTRIBUTES, _XLINK, "xlink:href"):
        value = element.get(name)
        if value is None or value.startswith(("#", "data:", "mailto:")):
            continue
        new = turn(value) or live(value)
        if new is not None:
            element.set(name, new)
        else:
            del element.attrib[name]
            element.set("title", _NOT_HERE)


def _note(text: str) -> HtmlElement:
    note = html.Element("p")
    note.set("class", "lz-wrap lz-mirror")
    note.text = text
    return note
