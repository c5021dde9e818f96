"""`lage findings`: every change that the rule finds, one row each."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import (
    DEFAULT_REGULATION,
    AreaOption,
    DataOption,
    DecisionsOption,
    Format,
    FormatOption,
    KnownAtOption,
    RegulationOption,
    read_area,
    read_day,
    read_known_at,
    read_span,
)
from lagezentrum.cli.language import both
from lagezentrum.cli.material import Material, gather
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.engine.outcome import Finding
    from lagezentrum.engine.standing import Remark
    from lagezentrum.sources.areas import Area

COLUMNS = ("regulation", "version", "rule", "area", "level", "change", "section", "earliest_effect", "status")


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, and why it changes nothing (None if it does)."""

    finding: "Finding"
    remark: "Remark | None"


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "findings",
        help=both("Feststellungen der Regel, eine Zeile je Änderung", "what the rule finds, one row per change"),
    )(findings)


def findings(
    context: typer.Context,
    regulation: RegulationOption = DEFAULT_REGULATION,
    first: Annotated[
        str | None,
        typer.Option(
            "--from", metavar=both("TAG", "DAY"), help=both("Abschnitt endet an oder nach", "section ends on or after")
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--to", metavar=both("TAG", "DAY"), help=both("Abschnitt endet an oder vor", "section ends on or before")
        ),
    ] = None,
    area: AreaOption = None,
    data: DataOption = None,
    decisions: DecisionsOption = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=both("TAG", "DAY"),
            help=both("Stand dieses Tages: Späteres zählt nicht", "as of this day: nothing later counts"),
        ),
    ] = None,
    known_at: KnownAtOption = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help=both("auch, was nichts ändert", "also what changes nothing")),
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Print the findings of a regulation whose sections end in a span of days."""
    settings: Settings = context.obj
    language = settings.language
    start, end = read_span(first, last, language)
    evaluated = read_day(on, "--on", language) if on else None
    moment = read_known_at(known_at, language)
    chosen = read_area(area, settings.library.regulation(regulation), language) if area is not None else None
    material = gather(settings, regulation, data=data, decisions=decisions, only=chosen.ags if chosen else None)
    until = min(evaluated, material.last) if evaluated else material.last
    with settings.busy():
        replay = material.replay(until, known_at=moment, decisions=material.decisions)
        standings = material.standings(replay, until)
    rows = [
        Row(finding, remark)
        for finding in replay.findings
        if (start is None or finding.section_end >= start)
        and (end is None or finding.section_end <= end)
        and (chosen is None or finding.area == chosen.ags)
        for remark in (standings.remark(finding),)
        if everything or remark != "already in force"
    ]
    _note_earlier_runs(settings, [f for f in replay.findings if standings.remark(f) is None], start, chosen)
    if form is Format.json:
        _write_json(rows, material, until, known_at)
    elif form is Format.csv:
        _write_csv(rows, material)
    else:
        from lagezentrum.cli.findings_table import show

        show(settings, rows, material, until, everything)


def _note_earlier_runs(settings: Settings, findings: "list[Finding]", start: date | None, area: "Area | None") -> None:
    """That sections were open on the first day asked for, whose row stands under an earlier day: on stderr."""
    if start is None:
        return
    open_ones = [
        finding
        for finding in findings
        if finding.status == "undetermined"
        and finding.section_end < start <= finding.run_end
        and (area is None or finding.area == area.ags)
    ]
    if not open_ones:
        return
    first = min(finding.section_end for finding in open_ones)  # as an option takes it
    settings.notes.print(
        settings.language(
            f"Schon vor --from offen, weil Werte fehlen, und danach auch: {len(open_ones)}. "
            f"Ihre Zeilen zeigt --from {first}.",
            f"Undetermined before --from already, and still after it: {len(open_ones)}. "
            f"--from {first} shows their rows.",
        ),
        markup=False,
        soft_wrap=True,
    )


def _write_csv(rows: list[Row], material: Material) -> None:
    from lagezentrum.cli.output import write_csv

    write_csv(COLUMNS, ([*_cells(row.finding, material).values()] for row in rows))


def _write_json(rows: list[Row], material: Material, until: date, known_at: str | None) -> None:
    from lagezentrum.cli.output import write_json

    write_json(
        "findings",
        {
            "regulation": material.regulation.id,
            "figures": material.origin,
            "until": until,
            "known_at": known_at,
            "findings": [
                {
                    **_cells(row.finding, material),
                    "section": row.finding.section,
                    "hangs_on": [
                        {"indicator": m.indicator, "area": m.area, "day": m.day} for m in row.finding.hangs_on
                    ],
                    "run_end": row.finding.run_end,
                    "remark": row.remark,
                }
                for row in rows
            ],
        },
    )


def _cells(finding: "Finding", material: Material) -> dict[str, object]:
    return {
        "regulation": material.regulation.id,
        "version": finding.version,
        "rule": finding.rule,
        "area": finding.area,
        "level": finding.step,
        "change": finding.change,
        "section": ";".join(day.isoformat() for day in finding.section),
        "earliest_effect": finding.earliest_effect,
        "status": finding.status,
    }
