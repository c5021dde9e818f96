"""The status for people: a table of all areas, or a card for one."""

from datetime import date
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lagezentrum.cli.boxes import boxes, plain_boxes
from lagezentrum.cli.language import Language
from lagezentrum.cli.marks import arrow, level_mark, step_mark
from lagezentrum.cli.names import rule_title
from lagezentrum.cli.narrow import show_whole
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.cli.material import Material
    from lagezentrum.cli.status_rows import By, StatusRow
    from lagezentrum.engine.progress import Progress

_BY = {
    "regulation": ("Verordnung", "regulation"),
    "order": ("Anordnung", "order"),
    "finding": ("frühester Tag", "earliest day"),
}


def show_table(settings: Settings, rows: "list[StatusRow]", material: "Material", day: date) -> None:
    """Print one line per area."""
    language = settings.language
    settings.show(_headline(material, day, language), style="bold")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(language("Gebiet", "area"))
    table.add_column(language("gilt", "now"), no_wrap=True)
    table.add_column(language("seit", "since"), no_wrap=True)
    table.add_column(language("durch", "by"), no_wrap=True)
    table.add_column(language("err.", "met"), no_wrap=True)
    table.add_column(language("fest.", "det."), no_wrap=True)
    consequences = _consequences(material)
    for name in consequences:
        table.add_column(name, no_wrap=True)
    table.add_column(language("läuft", "running"), no_wrap=True)
    for row in rows:
        table.add_row(
            row.name.removeprefix("Landkreis "),
            level_mark(row.level) if row.in_force else Text("   "),
            language.day(row.since) if row.since else "",
            language(*_BY[row.by]) if row.by else "",
            Text(_met(row)),
            Text(str(row.determined) if row.determined else "–"),
            *(language("ja", "yes") if name in {held for held, *_ in row.three_g} else "–" for name in consequences),
            _next(row),
        )
    show_whole(settings, table)
    settings.show("")
    settings.show(
        language(
            "gilt: in Kraft · err.: erreicht (berechnet) · fest.: festgestellt · läuft: laufender Abschnitt, ein "
            "Zeichen je Tag (✓ erreicht, ✗ verfehlt, – zählt nicht, ? Wert fehlt, · kommt noch)",
            "now: in force · met: computed · det.: determined · running: section, one mark per day (✓ reached, "
            "✗ missed, – not counted, ? value missing, · to come)",
        ),
        style="dim",
    )
    settings.show(language("Mehr zu einem Gebiet: --area NAME", "More on one area: --area NAME"), style="dim")


def show_card(settings: Settings, row: "StatusRow", material: "Material", day: date) -> None:
    """Print one area in full: what holds, by what, and the running sections with their boxes."""
    language = settings.language
    settings.show(f"{row.name} ({row.area}) · {_headline(material, day, language)}", style="bold")
    settings.show(Text.assemble(level_mark(row.level), " ", _answer(row, language)))
    for name, since, by in row.three_g:
        held = language(f"seit {language.long_day(since)}", f"since {language.long_day(since)}")
        settings.show(Text.assemble(step_mark(name), " ", f"{held}, {_reason(by, language)}."))
    settings.show("")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_row(language("erreicht", "met"), Text(_met(row)), language("berechnet", "computed"))
    table.add_row(
        language("festgestellt", "determined"),
        str(row.determined or "–"),
        language("durch Anordnung oder Verordnung", "by order or regulation"),
    )
    table.add_row(language("in Kraft", "in force"), str(row.level or "–"), language(*_BY[row.by]) if row.by else "")
    settings.show(table)
    if row.settled:
        from lagezentrum.outlook.earliest.wording import settled_sentence

        settings.show("")
        settings.show(language("Steht schon fest", "Settled already"), style="bold")
        for change in row.settled:
            settings.show(Padding(settled_sentence(change, material.regulation, language.code), (0, 0, 0, 2)))
    if row.running:
        settings.show("")
        settings.show(language("Laufende Abschnitte", "Running sections"), style="bold")
        for course in row.running:
            settings.show(*_course(course, material, language))
    settings.show("")
    settings.show(f"{language('Warum', 'Why')}: lage explain {row.area} {day}", style="dim")


def _consequences(material: "Material") -> list[str]:
    rules = (rule for version in material.regulation.versions for rule in version.rules.values())
    return list(dict.fromkeys(rule.consequence.name for rule in rules if rule.consequence))


def _headline(material: "Material", day: date, language: Language) -> str:
    return f"{language.long_day(day)} · {material.regulation.id} · {material.origin}"


def _answer(row: "StatusRow", language: Language) -> str:
    if not row.in_force:
        return language("Die Regelung gilt hier an diesem Tag nicht.", "The regulation does not hold here on that day.")
    if not row.level:
        return language("Es gilt keine Stufe.", "No level holds.")
    if row.since is None or row.by is None:
        return language(f"Es gilt Stufe {row.level}.", f"Level {row.level} holds.")
    reason = _reason(row.by, language)
    until = ""
    if row.until is not None:
        until = language(f" bis {language.long_day(row.until)}", f" until {language.long_day(row.until)}")
    return language(
        f"Stufe {row.level} seit {language.long_day(row.since)}{until}, {reason}.",
        f"Level {row.level} since {language.long_day(row.since)}{until}, {reason}.",
    )


def _reason(by: "By", language: Language) -> str:
    return {
        "regulation": language("durch die Verordnung selbst", "by the regulation itself"),
        "order": language("durch Anordnung", "by order"),
        "finding": language(
            "angenommen als frühester Tag; keine Anordnung überliefert",
            "assumed as the earliest day; no order on record",
        ),
    }[by]


def _met(row: "StatusRow") -> str:
    met = str(row.met) if row.met else "–"
    return f"{met} {row.undetermined}?" if row.undetermined else met


def _next(row: "StatusRow") -> Text:
    course = row.next
    if course is None:
        return Text("")
    return Text(f"{arrow(course.change)}{course.step} {plain_boxes(course.marks)}")


def _course(course: "Progress", material: "Material", language: Language) -> list[RenderableType]:
    from lagezentrum.engine.wording import progress_sentence

    title = rule_title(material.regulation, course.rule, language)
    return [
        Text.assemble("  ", arrow(course.change), step_mark(course.step), f" {title}"),
        Padding(boxes(course.marks, language), (0, 0, 0, 4)),
        Padding(progress_sentence(course, language.code), (0, 0, 0, 4)),
    ]
