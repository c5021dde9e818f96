"""The findings as a table for people."""

from datetime import date
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from lagezentrum.cli.marks import arrow, step_mark
from lagezentrum.cli.names import missing_values, title_of
from lagezentrum.cli.narrow import show_whole
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.cli.findings import Row
    from lagezentrum.cli.material import Material


def show(settings: Settings, rows: "list[Row]", material: "Material", until: date, everything: bool) -> None:
    """Print the rows, and below them what they rest on."""
    language = settings.language
    if not rows:
        settings.show(language("Keine Feststellung in dieser Zeit.", "No finding in this time."))
    else:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(language("Abschnitt", "section"), no_wrap=True)
        table.add_column(language("Gebiet", "area"), ratio=1, overflow="fold")
        table.add_column(language("Stufe", "level"), no_wrap=True)
        table.add_column(language("frühestens", "earliest"), no_wrap=True)
        table.add_column(language("Regel", "rule"))
        for row in rows:
            finding = row.finding
            mark = Text.assemble(arrow(finding.change), " ", step_mark(finding.step))
            if finding.status == "undetermined":
                mark.append(" ?", style="bold magenta")
            days = f"{language.short_day(finding.section[0])}–{language.short_day(finding.section_end)}"
            remark = {
                None: "",
                "already in force": language(" (gilt dort ohnehin)", " (holds there anyway)"),
                "without effect": language(" (ohne Wirkung)", " (without effect)"),
            }[row.remark]
            table.add_row(
                days, title_of(finding.area), mark, language.day(finding.earliest_effect), finding.rule + remark
            )
        show_whole(settings, table)
    open_ones = [row.finding for row in rows if row.finding.status == "undetermined"]
    open_words = language(
        f", davon offen (?), weil Werte fehlen: {len(open_ones)}", f", undetermined (?): {len(open_ones)}"
    )
    settings.show("")
    settings.show(
        language(f"Feststellungen: {len(rows)}", f"Findings: {len(rows)}")
        + (open_words if open_ones else "")
        + ". "
        + language(
            f"{material.regulation.id}, Stand {language.day(until)}, Zahlen: {material.origin}.",
            f"{material.regulation.id}, as of {language.day(until)}, figures: {material.origin}.",
        )
    )
    if len(open_ones) == 1:
        settings.show(
            language("Es fehlt: ", "Missing: ")
            + missing_values(open_ones[0].hangs_on, material.regulation, language).rstrip(".")
            + "."
        )
    if not everything:
        settings.show(
            language("Was nichts ändert, zeigt --all.", "Add --all for findings that change nothing."), style="dim"
        )
