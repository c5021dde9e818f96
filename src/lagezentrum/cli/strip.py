"""The strip of a season: one line per district, one character per few days."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from lagezentrum.cli.language import Language
from lagezentrum.cli.marks import NOTHING, OPEN, OPEN_WITH_THREE_G, THREE_G, cell_style

if TYPE_CHECKING:
    from lagezentrum.engine.outcome import Finding
    from lagezentrum.engine.standing import Standings
    from lagezentrum.sources.areas import Area

_RANK = f"{NOTHING}{THREE_G}{OPEN}{OPEN_WITH_THREE_G}123456789"
_LONGEST_LABEL = 18


def strip(
    areas: "Sequence[Area]", standings: "Standings", first: date, last: date, width: int, language: Language
) -> list[Text]:
    """The lines of the strip, the months on top.

    Args:
        areas: a line for each.
        standings: what holds where and when.
        first: first day shown.
        last: last day shown.
        width: of the terminal, in characters.
        language: of the months.
    """
    label = min(_LONGEST_LABEL, max(8, width // 3))
    days = (last - first).days + 1
    per_cell = days_per_cell(days, width)
    starts = [first + timedelta(days=n) for n in range(0, days, per_cell)]
    lines = [_months(starts, label, language)]
    findings = open_findings(standings)
    for area in areas:
        line = Text(_shortened(short_name(area), label).ljust(label + 1))
        for start in starts:
            end = min(last, start + timedelta(days=per_cell - 1))
            mark = max((day_mark(area.ags, day, standings, findings) for day in _days(start, end)), key=_RANK.index)
            line.append(mark, style=cell_style(mark))
        lines.append(line)
    return lines


def days_per_cell(days: int, width: int) -> int:
    """How many days one character stands for, so that all fit beside the names."""
    label = min(_LONGEST_LABEL, max(8, width // 3))
    room = max(1, width - label - 1)
    return -(-days // room)


def day_mark(area: str, day: date, standings: "Standings", findings: "Sequence[Finding]") -> str:
    """The character of one day: the level in force, 3G without a level, or open because values are missing."""
    standing = standings.on(area, day)
    if standing.level:
        return str(standing.level)
    open_ = any(f.area in (area, area[:2]) and _may_hold(f, day) for f in findings)
    if standing.consequences:
        return OPEN_WITH_THREE_G if open_ else THREE_G
    return OPEN if open_ else NOTHING


def open_findings(standings: "Standings") -> "list[Finding]":
    """The undetermined raises of a level that would change something."""
    return [
        f
        for f in standings.effective_findings()
        if f.status == "undetermined" and f.change == "raise" and f.step.isdigit()
    ]


def short_name(area: "Area") -> str:
    """The name without its kind, but told from its namesake."""
    return area.title.removeprefix("Landkreis ")


def legend(per_cell: int, language: Language) -> Text:
    """What the characters mean."""
    text = Text()
    for mark, de, en in (
        ("1", "Warnstufe", "warning level"),
        (THREE_G, "3G ohne Stufe", "3G, no level"),
        (OPEN, "offen: Werte fehlen", "undetermined: values missing"),
        (OPEN_WITH_THREE_G, "3G, Stufe offen", "3G, level undetermined"),
        (NOTHING, "nichts", "nothing"),
    ):
        if mark == "1":
            for digit in "123":
                text.append(digit, style=cell_style(digit))
        else:
            text.append(mark, style=cell_style(mark))
        text.append(f" {language(de, en)}   ")
    text.append(language(f"ein Zeichen = {per_cell} Tage, das höchste", f"one mark = {per_cell} days, the highest"))
    return text


def _months(starts: Sequence[date], label: int, language: Language) -> Text:
    line = [" "] * (label + 1 + len(starts))
    firsts = [n for n, start in enumerate(starts) if n == 0 or start.month != starts[n - 1].month]
    for position, following in zip(firsts, [*firsts[1:], len(starts)], strict=True):
        name = language.month(starts[position])
        if following - position > len(name):  # a month of few characters goes unnamed
            at = label + 1 + position
            line[at : at + len(name)] = name
    return Text("".join(line).rstrip(), style="bold")


def _shortened(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _may_hold(finding: "Finding", day: date) -> bool:
    return finding.earliest_effect <= day <= finding.earliest_effect + (finding.run_end - finding.section_end)
