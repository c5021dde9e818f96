"""The need of one office in full, for people."""

from typing import TYPE_CHECKING

from rich.table import Table

from lagezentrum.cli.pool.need_outlook import show_outlook
from lagezentrum.cli.pool.need_rows import known_missing
from lagezentrum.cli.pool.need_text import in_full, show_footer, show_headline, show_request
from lagezentrum.cli.settings import Settings
from lagezentrum.staffing.need.wording import number

if TYPE_CHECKING:
    from lagezentrum.cli.language import Language
    from lagezentrum.cli.pool.need_result import Result
    from lagezentrum.staffing.need.assessment import Assessment


def show_card(settings: Settings, result: "Result") -> None:
    """Print one office in full."""
    language = settings.language
    code = language.code
    (office,), (row,) = result.offices, result.rows
    show_headline(settings, result)
    table = Table(box=None, show_header=False, pad_edge=False)

    def line(title: str, value: str, note: str = "") -> None:
        table.add_row(title, value, note)

    ranged = language("wahrscheinlich (niedrig–hoch)", "likely (low–high)")
    if row.cases is not None:
        line(language("neue Fälle", "new cases"), language.number(row.cases))
    if row.needed is not None:
        line(language("Bedarf (VZÄ)", "need (FTE)"), in_full(row.needed.fte, language), ranged)
        line(language("Stunden je Fall", "hours per case"), in_full(row.needed.hours_per_case, language))
        if row.needed.under_follow_up is not None:
            line(
                language("Kontakte in Nachverfolgung", "contacts followed up"),
                in_full(row.needed.under_follow_up, language),
            )
    line(language("eigene Kräfte (VZÄ)", "own staff (FTE)"), "?" if row.own_fte is None else number(row.own_fte, code))
    missing = known_missing(row)
    nobody_asked = language("niemand hat einen Bedarf genannt", "nobody stated a need")
    line(
        language("es fehlen (VZÄ)", "missing (FTE)"),
        in_full(missing, language),
        nobody_asked if missing is None and row.missing is not None else "",
    )
    if missing is not None:
        for name, fte in _skills(row, language):
            line(f"  {name}", number(fte, code))
    if row.needed is not None:
        line(
            language("bleibt am Sonntag liegen", "left undone on Sunday"),
            in_full(row.needed.left_undone, language),
            language("Stunden Arbeit, mit eigenen Kräften allein", "hours of work, with own staff alone"),
        )
    if row.norm_fte is not None:
        line(language("Norm 5 je 20.000", "norm 5 per 20,000"), number(row.norm_fte, code))
    marks = {
        "verified": "",
        "unverified": language("nicht an der Quelle geprüft", "not verified at the source"),
        "assumed": language("Annahme", "assumed"),
    }
    for one in row.estimates:
        line(
            language.of(one.title),
            language(f"{number(one.people, code)} Personen", f"{number(one.people, code)} people"),
            marks[one.mark.value],
        )
    settings.show(table)
    settings.show("")
    show_request(settings, office, row, named=False)
    show_outlook(settings, result, one=True)
    show_footer(settings, result)


def _skills(row: "Assessment", language: "Language") -> list[tuple[str, float]]:
    """Posts missing by kind of work, at the likely level."""
    from lagezentrum.staffing.model import Skill
    from lagezentrum.staffing.need.ranges import Level

    names = {
        Skill.CONTACT_TRACING: language("Kontaktnachverfolgung", "contact tracing"),
        Skill.CASE_INVESTIGATION: language("Fallermittlung", "case investigation"),
        Skill.LEAD: language("Leitung", "lead"),
        Skill.MEDICAL: language("Medizin", "medical"),
        Skill.IT: "IT",
    }
    found = row.missing_by_skill(Level.LIKELY)
    return [(name, found[skill]) for skill, name in names.items() if found.get(skill)]
