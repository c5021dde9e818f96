"""`lage pool check`: whether a plan file obeys its rules, told by a checker that shares no code with the planner."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from lagezentrum.cli.arguments import Format
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.output import write_csv, write_json
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.law.system_faults import cause

if TYPE_CHECKING:
    from lagezentrum.staffing.checking import Checked, Unreadable, Violation

EXIT_PROBLEMS = 1
_PROBLEMS_SHOWN = 20
_COLUMNS = ("rule", "name", "week", "receiver", "person", "violation")


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage pool`."""
    group.command(
        "check",
        help=both(
            "prüft eine Plandatei unabhängig vom Planer: jede verletzte Regel mit Kraft, Stelle und Woche. "
            "Ende mit 0: gültig, 1: Regeln verletzt, 2: nicht lesbar.",
            "checks a plan file independently of the planner: each broken rule with person, receiver and week. "
            "Exit codes: 0 valid, 1 rules broken, 2 not readable.",
        ),
    )(check)


def check(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help=both("Plandatei (JSON)", "plan file (JSON)"))],
    form: Annotated[
        Format, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))
    ] = Format.table,
) -> int:
    """Check a plan file; ends with 1 if it breaks a rule."""
    from lagezentrum.staffing import checking

    settings: Settings = context.obj
    language = settings.language
    try:
        content = plan.read_bytes()
    except OSError as error:
        raise Refusal(
            language(
                f"{plan} ist nicht lesbar ({cause(error).de}). Nennen Sie eine Plandatei, "
                "wie `lage pool plan --out` sie schreibt.",
                f"{plan} can not be read ({cause(error).en}). Name a plan file as written by `lage pool plan --out`.",
            )
        ) from error
    try:
        with settings.busy():
            checked = checking.check(content)
    except checking.Unreadable as error:
        raise Refusal(_unreadable(plan, error, language)) from error
    if form is Format.json:
        write_json("pool-check", _whole(plan, checked, language))
    elif form is Format.csv:
        write_csv(_COLUMNS, [_row(violation, language) for violation in checked.violations])
    else:
        _show(settings, checked)
    return 0 if checked.valid else EXIT_PROBLEMS


def _unreadable(plan: Path, error: "Unreadable", language: Language) -> str:
    lead = language(
        f"{plan} ist keine lesbare Plandatei; geprüft wurde nichts. Lassen Sie den Plan neu schreiben:",
        f"{plan} is not a readable plan file; nothing was checked. Have the plan written again:",
    )
    shown = [f"  {p.place}: {language(p.de, p.en)}" for p in error.problems[:_PROBLEMS_SHOWN]]
    more = len(error.problems) - len(shown)
    if more > 0:
        shown.append(language(f"  … und {more} weitere Stellen", f"  … and {more} more places"))
    return "\n".join([lead, *shown])


def _name(violation: "Violation", language: Language) -> str:
    from lagezentrum.staffing.checking import RULE_NAMES

    return language(*RULE_NAMES[violation.rule])


def _row(violation: "Violation", language: Language) -> tuple[object, ...]:
    from lagezentrum.staffing.model import week_name

    return (
        violation.rule,
        _name(violation, language),
        week_name(violation.week) if violation.week else None,
        violation.receiver,
        violation.person,
        language(violation.de, violation.en),
    )


def _whole(plan: Path, checked: "Checked", language: Language) -> dict[str, object]:
    from lagezentrum.staffing.model import week_name

    return {
        "file": plan.name,
        "valid": checked.valid,
        "people": checked.people,
        "assignments": checked.assignments,
        "violations": [dict(zip(_COLUMNS, _row(one, language), strict=True)) for one in checked.violations],
        "weeks": [
            {
                "week": week_name(week.week),
                "people": week.people,
                "need_fte": week.need_fte,
                "covered_fte": week.covered_fte,
                "coverage": week.coverage,
                "minimum_coverage": week.minimum_coverage,
                "gini": week.gini,
                "changes": week.changes,
                "receivers": week.of_receiver,
            }
            for week in checked.weeks
        ],
    }


def _show(settings: Settings, checked: "Checked") -> None:
    language = settings.language
    if checked.violations:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(language("Regel", "rule"), no_wrap=True)
        table.add_column(language("Woche ab", "week of"), no_wrap=True)
        table.add_column(language("Stelle", "receiver"), no_wrap=True)
        table.add_column(language("Verstoß", "violation"), ratio=1)
        for violation in checked.violations:
            table.add_row(
                f"{violation.rule} {_name(violation, language)}",
                language.day(violation.week) if violation.week else "–",
                violation.receiver or "–",
                language(violation.de, violation.en),
            )
        settings.show(table)
        settings.show("")
    size = language(
        f"{checked.assignments} Einsatzwochen, {checked.people} Kräfte, {len(checked.weeks)} Wochen",
        f"{checked.assignments} weeks of service, {checked.people} people, {len(checked.weeks)} weeks",
    )
    number = len(checked.violations)
    verdict = (
        language("Gültig: keine Regel ist verletzt.", "Valid: no rule is broken.")
        if checked.valid
        else language(f"Nicht gültig, Verstöße: {number}.", f"Not valid, violations: {number}.")
    )
    settings.show(f"{verdict} {size}.", soft_wrap=True)
