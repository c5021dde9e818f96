"""The map of coverage: each district in the colour and pattern of its office's coverage, with the percentage on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape

from lagezentrum.documents.outlines import WIDTH, drawn_outlines
from lagezentrum.documents.pool.report_data import Office

Kind = Literal["low", "some", "most", "nearly", "none", "unknown"]

LIMITS: Final[tuple[tuple[float, Kind], ...]] = ((0.25, "low"), (0.5, "some"), (0.75, "most"))
"""Coverage below the limit is of that kind; from the last one on it is `nearly`."""
COLOURS: Final[dict[Kind, str]] = {
    "low": "#8c1740",
    "some": "#e0813a",
    "most": "#f4d35e",
    "nearly": "#f3f5f9",
    "none": "#ffffff",
    "unknown": "#b9d6f2",
}
_INK: Final = "#10131f"
_LINES: Final = f'stroke="{_INK}" stroke-opacity=".45" stroke-width="2"'
# The lightness falls with what is missing, and so does the distance of the lines: both survive a grey print.
_PATTERNS: Final[dict[Kind, str]] = {
    "some": f'<path d="M0 0v11M0 0h11" {_LINES}/>',
    "most": f'<path d="M0 0v11" {_LINES}/>',
    "unknown": f'<circle cx="4" cy="4" r="1.6" fill="{_INK}" fill-opacity=".6"/>',
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a district is drawn."""

    kind: Kind
    sign: str
    """percentage, `–` without need, `?` where the need is not known"""


def mark_of(office: Office) -> Mark:
    """The mark of an office's coverage."""
    if office.need is None:
        return Mark("unknown", "?")
    coverage = office.coverage
    if coverage is None:
        return Mark("none", "–")
    kind: Kind = next((kind for limit, kind in LIMITS if coverage < limit), "nearly")
    return Mark(kind, str(percent(coverage)))


def percent(share: float) -> int:
    """A share in whole per cent; what is not the whole is never rounded up to 100."""
    return min(round(share * 100), 99) if share < 1 - 1e-9 else round(share * 100)


def map_svg(offices: Iterable[Office]) -> str:
    """The districts of the offices as SVG, in the outlines bundled here. Receivers without a district are not on it."""
    marks = {area: mark_of(office) for office in offices for area in office.receiver.areas}
    height, outlines = drawn_outlines()
    shapes, signs = [], []
    for area, path, (x, y) in outlines:
        mark = marks.get(area, Mark("unknown", "?"))
        shapes.append(
            f'<path d="{path}" fill="{_fill(mark.kind)}" stroke="#23283a" stroke-width="2" stroke-linejoin="round"/>'
        )
        for halo in (f' stroke="{COLOURS[mark.kind]}" stroke-width="7" stroke-linejoin="round"', ""):
            ink = COLOURS[mark.kind] if halo else "#ffffff" if mark.kind == "low" else _INK
            signs.append(f'<text x="{x}" y="{y + 8}" fill="{ink}"{halo}>{escape(mark.sign)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">{_defs()}{"".join(shapes)}'
        f'<g font-family="Libertinus Serif" font-weight="bold" font-size="25" text-anchor="middle">{"".join(signs)}</g>'
        "</svg>"
    )


def swatch_svg(kind: Kind) -> str:
    """A field of the legend."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">{_defs()}'
        f'<rect x="1" y="1" width="58" height="38" fill="{_fill(kind)}" stroke="#23283a" stroke-width="2"/></svg>'
    )


def _fill(kind: Kind) -> str:
    return f"url(#p-{kind})" if kind in _PATTERNS else COLOURS[kind]


def _defs() -> str:
    made = "".join(
        f'<pattern id="p-{kind}" width="11" height="11" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="11" height="11" fill="{COLOURS[kind]}"/>{lines}</pattern>'
        for kind, lines in _PATTERNS.items()
    )
    return f"<defs>{made}</defs>"
