"""Edits of a Word draft, as people make them."""

import io
import zipfile
from collections.abc import Callable

BODY = "word/document.xml"


def edited(content: bytes, change: Callable[[str], str], part: str = BODY) -> bytes:
    """The document with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            text = given.read(name)
            archive.writestr(name, change(text.decode()).encode() if name == part else text)
    return made.getvalue()


def replaced(content: bytes, old: str, new: str, count: int = 1, part: str = BODY) -> bytes:
    """The document with a text replaced; spaces in `old` do not break lines."""
    sought = old.replace(" ", "\u00a0")

    def change(text: str) -> str:
        found = sought if sought in text else old
        assert found in text, old
        return text.replace(found, new, count)

    return edited(content, change, part)
