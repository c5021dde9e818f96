"""The need of all offices as a table for people."""

from typing import TYPE_CHECKING

from rich.table import Table

from lagezentrum.cli.pool.need_outlook import show_outlook
from lagezentrum.cli.pool.need_rows import known_missing
from lagezentrum.cli.pool.need_text import ends, fixed, short_name, show_footer, show_headline, show_request
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.cli.pool.need_result import Result
    from lagezentrum.season.autumn.reading import Office
    from lagezentrum.staffing.need.assessment import Assessment


def show_table(settings: Settings, result: "Result") -> None:
    """Print one line per office, those that lack most on top, and what it rests on below."""
    language = settings.language
    show_headline(settings, result)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(language("Amt", "office"), ratio=1)
    titles = [language("Fälle", "cases"), language("Bedarf", "need"), language("eigen", "own"), "Norm"]
    titles += [language("fehlen", "missing"), ""]
    asked = any(row.request for row in result.rows)
    for title in [*titles, language("meldet", "asks")] if asked else titles:
        table.add_column(title if language.code == "de" else title.lower(), justify="right", no_wrap=True)
    pairs = sorted(zip(result.offices, result.rows, strict=True), key=_most_missing)
    for office, row in pairs:
        need = row.needed.fte.likely if row.needed else None
        missing = known_missing(row)
        line = [
            short_name(office),
            language.number(row.cases) if row.cases is not None else "?" if office.areas else "",
            "?" if need is None and office.areas else fixed(need, language),
            fixed(row.own_fte, language),
            fixed(row.norm_fte, language),
            "?" if missing is None else fixed(missing.likely, language),
            ends(missing, language),
        ]
        table.add_row(*line, *([fixed(row.request.asks, language) if row.request else ""] if asked else []))
    settings.show(table)
    settings.show("")
    for office, row in pairs:
        show_request(settings, office, row, named=True)
    show_outlook(settings, result, one=False)
    show_footer(settings, result)


def _most_missing(pair: "tuple[Office, Assessment]") -> tuple[float, float, str]:
    office, row = pair
    missing = row.missing
    return (-missing.likely, -missing.high, office.key) if missing is not None else (-1e9, 0, office.key)
