"""The numbers of a rule: by district beside what it is compared with, and in sum over the districts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lagezentrum.engine.wording.phrases import Language
from lagezentrum.outlook.lab.measures import Columns
from lagezentrum.outlook.packed import NEVER
from lagezentrum.web.public import language
from lagezentrum.web.public.policy_lab.sentences import Extent


@dataclass(frozen=True)
class Line:
    """One rule in sum over the districts: what it is, and its numbers as they stand in the table.

    Attributes:
        days: district-days at each level, from 0 on; bounds, not results that all districts reach at once.
        switches: changes of level.
        firsts: for each level from 1 on, the first day on which any district is at it or above.
        disagreement: days on another level than really in force, or None.
        uncertain: districts whose course hangs on missing values.
    """

    days: tuple[Extent, ...]
    switches: Extent
    firsts: tuple[str, ...]
    disagreement: Extent | None
    uncertain: int


def extents(columns: Columns, name: str) -> list[Extent]:
    """A measure of every district."""
    pairs = zip(columns[f"{name}_min"].tolist(), columns[f"{name}_max"].tolist(), strict=True)
    return [Extent(low, high) for low, high in pairs]


def in_sum(columns: Columns, steps: int, first: date, spoken: Language) -> Line:
    """The sums over the districts, and the earliest first days."""

    def total(name: str) -> Extent:
        return Extent(int(columns[f"{name}_min"].sum()), int(columns[f"{name}_max"].sum()))

    return Line(
        tuple(total(f"days_{level}") for level in range(steps + 1)),
        total("switches"),
        tuple(_day_words(_earliest(extents(columns, f"first_{n}")), first, spoken) for n in range(1, steps + 1)),
        total("disagreement") if "disagreement_min" in columns else None,
        int((~columns["certain"]).sum()),
    )


def _earliest(found: Sequence[Extent]) -> Extent:
    lows, highs = (
        [day for day in days if day != NEVER] for days in zip(*((e.low, e.high) for e in found), strict=True)
    )
    return Extent(min(lows, default=NEVER), min(highs, default=NEVER))


def strip_rows(titles: Iterable[tuple[str, str]], drawn: Iterable[SafeString]) -> SafeString:
    """The rows of the strips, as HTML: name and address of each district, and its drawing."""
    lines = (f"<tr>{_heading(*title)}<td>{strip}</td></tr>\n" for title, strip in zip(titles, drawn, strict=True))
    return mark_safe("".join(lines))  # noqa: S308 (drawings, and names that are escaped)


def _heading(name: str, address: str) -> str:
    return f'<th scope="row"><a href="{escape(address)}">{escape(name)}</a></th>'


def rows(
    titles: Iterable[tuple[str, str]], columns: Columns, other: Columns, steps: int, first: date, spoken: Language
) -> SafeString:
    """The rows of the table, as HTML: the days at each level, changes, first days, days on another level than really.

    Args:
        titles: name and address of each district, in the order of the columns.
        columns: the rule.
        other: what it is compared with; told where it differs.
        steps: number of levels.
        first: first day of the period.
        spoken: the language.
    """
    instead = "statt" if spoken == "de" else "instead of"
    days = [[extents(c, f"days_{level}") for level in range(steps + 1)] + [extents(c, "switches")]
            for c in (columns, other)]  # fmt: skip
    firsts = [extents(columns, f"first_{level}") for level in range(1, steps + 1)]
    differing = extents(columns, "disagreement")
    lines = []
    for place, (name, address) in enumerate(titles):
        cells = [
            _heading(name, address),
            *(_cell(mine[place], its[place], instead, spoken) for mine, its in zip(*days, strict=True)),
            *(f"<td>{_day_words(level[place], first, spoken)}</td>" for level in firsts),
            f'<td class="lz-num">{differing[place].written(spoken)}</td>',
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return mark_safe("".join(lines))  # noqa: S308 (numbers, and names that are escaped)


def _cell(mine: Extent, its: Extent, instead: str, spoken: Language) -> str:
    if mine == its:
        return f'<td class="lz-num">{mine.written(spoken)}</td>'
    return f'<td class="lz-num"><b>{mine.written(spoken)}</b> <small>{instead} {its.written(spoken)}</small></td>'


def _day_words(day: Extent, first: date, spoken: Language) -> str:
    """The first day of a level: "1.12.", "1.12.–5.12.", "ab 1.12. oder nie", or a dash for never."""
    if day.low == NEVER:
        return "–"
    begin = language.tiny_date(first + timedelta(days=day.low))
    if day.exact:
        return begin
    if day.high == NEVER:
        return f"ab {begin} oder nie" if spoken == "de" else f"from {begin} on or never"
    return f"{begin}–{language.tiny_date(first + timedelta(days=day.high))}"


def csv_header(steps: int) -> tuple[str, ...]:
    """The columns of the table for programs: those of a result of `lage lab run`, first days as dates."""
    names = [f"days_{level}" for level in range(steps + 1)]
    names += ["switches", *(f"first_{level}" for level in range(1, steps + 1)), "disagreement"]
    pairs = (f"{name}_{end}" for name in names for end in ("min", "max"))
    compared = [*(f"days_{level}_real" for level in range(steps + 1)), "switches_real"]
    return ("area", "name", *pairs, "certain", *compared)


def csv_rows(
    areas: Sequence[tuple[str, str]], columns: Columns, real: Columns, steps: int, first: date
) -> Iterator[tuple[object, ...]]:
    """The rows of that table; "never" is empty."""
    header = csv_header(steps)
    for place, (key, name) in enumerate(areas):
        row: list[object] = [key, name]
        for column in header[2:]:
            if column.endswith("_real"):
                row.append(int(real[f"{column.removesuffix('_real')}_min"][place]))
            elif column == "certain":
                row.append("true" if columns[column][place] else "false")
            else:
                value = int(columns[column][place])
                dated = column.startswith("first_")
                row.append(("" if value == NEVER else first + timedelta(days=value)) if dated else value)
        yield tuple(row)
