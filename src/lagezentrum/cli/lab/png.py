"""SVG drawings as PNG, by Typst, which sets the orders too: no further library, no browser, no fonts of the system."""

import re
from pathlib import Path

import typst

_FONTS = Path(__file__).resolve().parents[2] / "documents" / "fonts"
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
DOTS = 144.0
"""Per inch; 72 units of a drawing are an inch, so a drawing becomes twice as many pixels wide."""


def png_of(svg: str) -> bytes:
    """A drawing of ours as PNG; where the font is not installed, in the one that Typst brings."""
    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("a drawing without a size")
    page = (
        f"#set page(width: {size[1]}pt, height: {size[2]}pt, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.drawing), format: "svg", width: {size[1]}pt)\n'
    )
    made = typst.compile(  # type: ignore[call-overload]  # fonts may be paths beside a page of bytes
        page.encode(), format="png", ppi=DOTS, sys_inputs={"drawing": svg}, ignore_system_fonts=True,
        font_paths=[_FONTS] if _FONTS.is_dir() else [],
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError("a drawing became several pages")
    return made
