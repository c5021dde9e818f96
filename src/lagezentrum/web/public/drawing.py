"""The map of districts as a drawing: inline in a page, or as a file of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from lagezentrum.documents.outlines import WIDTH, drawn_outlines
from lagezentrum.engine.wording.phrases import text
from lagezentrum.web.public import language
from lagezentrum.web.public.marks import COLOURS, LEGEND, OPEN, Mark

# Filled alike, two districts need a line that is visible on that fill; towards another fill the contrast shows it.
_EDGES = {"3": "#ffd9e4"}
_EDGE = "#23283a"
_LEGEND_LETTER, _LEGEND_BESIDE = 6.5, 40
"""Room in the legend for a letter in any common font, and for the patch of an entry with the space after it."""
_BELOW = 74
"""Height of what a drawing of its own has below the map: its title, the legend, the source."""


@dataclass(frozen=True)
class Shape:
    """One district in the drawing."""

    ags: str
    path: str
    x: int
    y: int
    mark: Mark
    address: str

    @property
    def colour(self) -> str:
        """The fill, for a drawing without a style sheet."""
        return COLOURS[self.mark.kind]

    @property
    def edge(self) -> str:
        """The line around it."""
        return _EDGES.get(self.mark.kind, _EDGE)


def shapes(marks: Mapping[str, Mark], day: date | None) -> tuple[Shape, ...]:
    """The districts in the order in which they are drawn: highest level last, so that its edge is on top."""
    _, outlines = drawn_outlines()
    query = f"?tag={day.isoformat()}" if day else ""
    drawn = [
        Shape(ags, path, x, y, marks[ags], reverse("public:district", args=[ags]) + query)
        for ags, path, (x, y) in outlines
        if ags in marks
    ]
    return tuple(sorted(drawn, key=lambda shape: shape.mark.rank, reverse=True))


def map_svg(marks: Mapping[str, Mark], title: str, *, day: date | None = None, standalone: bool = False) -> str:
    """The map as SVG.

    Args:
        marks: the mark of each district by its key.
        title: what the map shows, for those who do not see it; if `standalone`, also to be read below it.
        day: the day for which each district is linked; None for the present day. Ignored if `standalone`.
        standalone: as a file of its own, with title and legend, without links and style sheet.
    """
    height, _ = drawn_outlines()
    return render_to_string(
        "public/_map.svg",
        {
            "shapes": shapes(marks, day),
            "title": title,
            "width": WIDTH,
            "height": height,
            "full_height": height + _BELOW if standalone else height,
            "standalone": standalone,
            "open_title": OPEN,
            "legend": _legend(),
            "colours": COLOURS,
            "language": language.current(),
        },
    )


def _legend() -> list[tuple[Mark, str, int]]:
    """Each mark with its colour and where it stands: one after the other, each as wide as its words need."""
    placed, x = [], 6
    for mark in LEGEND:
        placed.append((mark, COLOURS[mark.kind], x))
        words = f"{mark.sign} {text(mark.title, language.current())}"
        x += round(_LEGEND_BESIDE + _LEGEND_LETTER * len(words))
    return placed
