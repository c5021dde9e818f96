"""The reliability diagram: how often came what was said to be so likely, as a drawing for a page or a file.

A dot on the diagonal is a class of forecasts that came as often as they said; one below it came less often. The area
of a dot grows with the number of days on which such a probability was given, because all districts of a Land on one day
are nearly one case (Murphy and Winkler 1977 for the diagram).

Colours come from the page: the classes are those of its charts, and without a style sheet everything takes the colour
of the text around it, so that the drawing is readable on light and dark ground.
"""

from collections.abc import Sequence
from html import escape

from lagezentrum.law.text import LanguageCode, Text
from lagezentrum.outlook.forecast.record import ReliabilityRecord

WIDTH, HEIGHT = 380, 380
_LEFT, _TOP, _SIZE = 62, 14, 300
_TICKS = (0, 20, 40, 60, 80, 100)
_SMALLEST, _LARGEST, _MOST = 3.5, 13.0, 60  # radius; days from which a dot grows no more
_AXES = (Text(de="angegeben, im Mittel", en="said, on average"), Text(de="so oft kam es", en="came so often"))
_DIAGONAL = Text(de="genau so oft", en="exactly so often")


def reliability_svg(rows: Sequence[ReliabilityRecord], title: str, code: LanguageCode) -> str:
    """The diagram as SVG.

    Args:
        rows: the classes of one set, number of days ahead and level (`SkillRecord.reliability_of`).
        title: what is shown, for those who do not see it too; plain text.
        code: language of the words in it.

    Returns:
        An `<svg>` element with a `<title>` of its own and one for each dot; without dots where there are no rows.
    """
    parts = [f"<title>{escape(title)}</title><desc>{escape(_told(rows, code))}</desc>"]
    for tick in _TICKS:
        x, y = _at(tick / 100, tick / 100)
        parts.append(
            f'<path class="lz-chart__grid" d="M{_LEFT} {y}h{_SIZE}M{x} {_TOP}v{_SIZE}"{_line(0.35)}/>'
            + _text(_LEFT - 6, y + 5, f"{tick}", "end")
            + _text(x, _TOP + _SIZE + 18, f"{tick} %" if tick == 100 else f"{tick}", "middle")
        )
    (x0, y0), (x1, y1) = _at(0, 0), _at(1, 1)
    parts.append(
        f'<path class="lz-chart__threshold" d="M{x0} {y0}L{x1} {y1}"{_line(1)} stroke-dasharray="5 4">'
        f"<title>{_DIAGONAL.in_language(code)}</title></path>"
    )
    middle = _TOP + _SIZE / 2
    across, up = (axis.in_language(code) for axis in _AXES)
    parts.append(_text(_LEFT + _SIZE / 2, HEIGHT - 22, across, "middle"))
    parts.append(_text(0, 0, up, "middle", f' transform="translate(16 {middle:g}) rotate(-90)"'))
    parts += [_dot(row, code) for row in rows]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lz-chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"{''.join(parts)}</svg>"
    )


def _dot(row: ReliabilityRecord, code: LanguageCode) -> str:
    x, y = _at(row.said, row.came)
    radius = max(_SMALLEST, _LARGEST * min(1.0, row.origins / _MOST) ** 0.5)
    return (
        f'<circle class="lz-chart__dot" cx="{x}" cy="{y}" r="{radius:.1f}" fill="currentColor" fill-opacity=".8">'
        f"<title>{escape(words(row, code))}</title></circle>"
    )


def words(row: ReliabilityRecord, code: LanguageCode) -> str:
    """One class in words: what was said, what came, and on how few days."""
    said, came = _percent(row.said, code), _percent(row.came, code)
    if code == "de":
        days = "1 Tag" if row.origins == 1 else f"{row.origins} Tagen"
        return f"angegeben {said}, gekommen {came} ({row.forecasts} Vorhersagen von {days})"
    days = "1 day" if row.origins == 1 else f"{row.origins} days"
    return f"said {said}, came {came} ({row.forecasts} forecasts from {days})"


def _told(rows: Sequence[ReliabilityRecord], code: LanguageCode) -> str:
    if not rows:
        return Text(de="Keine Vorhersage wurde gemessen.", en="No forecast was measured.").in_language(code)
    return "; ".join(words(row, code) for row in rows)


def _at(said: float, came: float) -> tuple[str, float]:
    return f"{_LEFT + _SIZE * said:.1f}", round(_TOP + _SIZE * (1 - came), 1)


def _line(opacity: float) -> str:
    return f' fill="none" stroke="currentColor" stroke-opacity="{opacity:g}"'


def _text(x: float | str, y: float, content: str, anchor: str, more: str = "") -> str:
    return (
        f'<text class="lz-chart__axis" x="{x}" y="{y}" text-anchor="{anchor}" font-size="14" fill="currentColor"{more}>'
        f"{escape(content)}</text>"
    )


def _percent(share: float, code: LanguageCode) -> str:
    """Whole percent; with a decimal near the ends, where it matters."""
    text = f"{100 * share:.0f}" if 0.02 <= share <= 0.98 or share in (0, 1) else f"{100 * share:.1f}"
    return f"{text.replace('.', ',') if code == 'de' else text} %"
