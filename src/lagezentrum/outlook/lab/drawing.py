"""What pictures of a run are made of: SVG without style sheet, script or font file, with words for who does not see it.

On a white ground of their own, so that they can be read on a dark page and printed. Colours get darker with what they
stand for, so they can be told apart without seeing hues.
"""

from collections.abc import Sequence
from html import escape
from math import floor, log10

INK, GREY, PALE = "#23283a", "#6b7285", "#d9dce4"
FRONT, LAW = "#9c1f4e", "#005b8f"
MINUS = "\N{MINUS SIGN}"


class Canvas:
    """Takes the parts of one picture.

    Args:
        comma: whether decimals stand behind a comma.
    """

    def __init__(self, comma: bool) -> None:
        self._comma = comma
        self._parts: list[str] = []

    def add(self, *parts: str) -> None:
        """Put elements on top."""
        self._parts += parts

    def text(
        self, x: float, y: float, content: float | str, *, anchor: str = "middle", size: int = 13, bold: bool = False,
        fill: str = "",
    ) -> None:  # fmt: skip
        """Words or a number at a place."""
        said = content if isinstance(content, str) else self.number(content)
        extra = (' font-weight="600"' if bold else "") + (f' fill="{fill}"' if fill else "")
        self.add(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"{extra}>{escape(said)}</text>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = PALE, width: float = 1) -> None:
        """A straight line."""
        ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        self.add(f'<line {ends} stroke="{colour}" stroke-width="{width:g}"/>')

    def box(self, x: float, y: float, wide: float, tall: float, fill: str, edge: str = "none") -> None:
        """A filled rectangle."""
        size = f'width="{wide:.2f}" height="{tall:.2f}"'
        self.add(f'<rect x="{x:.2f}" y="{y:.2f}" {size} fill="{fill}" stroke="{edge}"/>')

    def number(self, value: float) -> str:
        """A number as short as it can be read off."""
        said = f"{value:.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.1f}"
        said = "0" if float(said) == 0 else said.replace("-", MINUS)
        return said.replace(".", ",") if self._comma else said

    def svg(self, width: float, height: float, title: str, description: str) -> str:
        """The picture; `title` and `description` are read out in its place."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
            f'height="{height:.0f}" role="img" font-family="Fira Sans, system-ui, sans-serif" font-size="13" '
            f'fill="{INK}"><title>{escape(title)}</title><desc>{escape(description)}</desc>'
            f'<rect width="100%" height="100%" fill="#fff"/>{"".join(self._parts)}</svg>\n'
        )


def ticks(values: Sequence[float]) -> list[float]:
    """Round numbers around some values, at least two."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    step: float = 10.0 ** floor(log10((high - low) / 4))
    for factor in (5, 2):
        if (high - low) / (step * factor) >= 4:
            step *= factor
            break
    first = floor(low / step)
    count = int(-(-high // step)) - first
    return [round((first + n) * step, 10) for n in range(max(count, 1) + 1)]
