"""`lage compare`: what the rule finds beside what was really ordered."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import DEFAULT_REGULATION, DataOption, Format, FormatOption, RegulationOption
from lagezentrum.cli.language import both
from lagezentrum.cli.material import Material, gather
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.engine.comparison import Compared, Comparison, Unordered

COLUMNS = (
    "side",
    "effective",
    "area",
    "rule",
    "level",
    "kind",
    "verdict",
    "reason",
    "computed_effect",
    "section",
    "missing",
    "basis",
    "source",
)


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "compare",
        help=both(
            "Berechnet neben angeordnet: was stimmt überein, was nicht, und warum",
            "computed beside ordered: what agrees, what not, and why",
        ),
    )(compare_orders)


def compare_orders(
    context: typer.Context,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions",
            metavar=both("DATEI", "FILE"),
            help=both("Tabelle der Anordnungen (sonst: die überlieferten)", "table of orders (else: those on record)"),
        ),
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Print each order beside the computed finding; exit code 1 if a difference has no explanation."""
    settings: Settings = context.obj
    material = gather(settings, regulation, data=data, decisions=decisions, with_orders=True)
    if not material.orders:
        raise Refusal(
            settings.language(
                f"Zu {regulation} sind keine Anordnungen überliefert. Mit --decisions DATEI eine Tabelle angeben.",
                f"No orders are on record for {regulation}. Name a table by --decisions FILE.",
            )
        )
    with settings.busy():
        outcome = compared(material)
    if form is Format.table:
        from lagezentrum.cli.compare_table import show

        show(settings, outcome, material)
    else:
        _write(form, outcome, material)
    if any(row.verdict == "our error" for row in outcome.compared):
        raise typer.Exit(1)


def compared(material: Material) -> "Comparison":
    """The comparison for gathered material, computed without any decision."""
    from lagezentrum.engine.comparison import compare

    standings = material.standings(material.replay())
    return compare(material.regulation, material.calendars, standings.effective_findings(), material.orders)


def _write(form: Format, outcome: "Comparison", material: Material) -> None:
    from lagezentrum.cli.output import write_csv, write_json

    orders = [_order(row) for row in outcome.compared]
    computed = [_computed(row) for row in outcome.unordered]
    if form is Format.csv:
        rows = [*orders, *computed]
        write_csv(COLUMNS, ([row[column] for column in COLUMNS] for row in rows))
        return
    write_json(
        "compare",
        {
            "regulation": material.regulation.id,
            "figures": material.origin,
            "rows": [*orders, *computed],
            "undetermined_without_order": len(outcome.open),
            "rules_without_any_order": sorted({finding.rule for finding in outcome.beyond}),
            "findings_of_rules_without_any_order": len(outcome.beyond),
        },
    )


def _order(row: "Compared") -> dict[str, object]:
    order, finding = row.order, row.finding
    earliest = finding.earliest_effect if finding else None
    if row.section:  # of a run of undetermined sections, the one that the order could rest on
        earliest = order.effective
    section = row.section or (finding.section if finding else ())
    return {
        "side": "ordered",
        "effective": order.effective,
        "area": order.area,
        "rule": order.rule,
        "level": order.step,
        "kind": order.kind,
        "verdict": row.verdict,
        "reason": row.reason,
        "computed_effect": earliest,
        "section": ";".join(map(str, section)) or None,
        "missing": ";".join(f"{h.missing.indicator} {h.missing.area} {h.missing.day}" for h in row.hinges),
        "basis": order.basis,
        "source": order.source,
    }


def _computed(row: "Unordered") -> dict[str, object]:
    finding = row.finding
    if row.by is None:
        reason = "no order on record"
    elif row.by.area == finding.area:
        reason = f"ordered already from {row.by.effective}"
    else:
        reason = f"holds statewide from {row.by.effective}"
    return {
        "side": "computed",
        "effective": None,
        "area": finding.area,
        "rule": finding.rule,
        "level": finding.step,
        "kind": finding.change,
        "verdict": "not ordered",
        "reason": reason,
        "computed_effect": finding.earliest_effect,
        "section": ";".join(map(str, finding.section)),
        "missing": "",
        "basis": "",
        "source": "",
    }
