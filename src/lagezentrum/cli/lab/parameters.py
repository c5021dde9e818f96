"""`lage lab parameters`: what can be varied in a version, with its value in law."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import Format, FormatOption
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.outlook.packed import Packed, Parameter

COLUMNS = ("key", "in_law", "low", "high", "choices", "unit", "title")


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage lab`."""
    app.command("parameters", help=both("was sich verändern lässt", "what can be varied"))(show)


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID[@VERSION]", help="de-ni/corona-vo@2021-12-12")],
    outcome: Annotated[
        str, typer.Option("--outcome", help=both("`levels` oder eine Folge, etwa 3G", "`levels` or a consequence"))
    ] = "levels",
    form: FormatOption = Format.table,
) -> None:
    """Print the parameters of a version; without @VERSION the latest that has rules."""
    from lagezentrum.outlook.packed import parameters

    settings: Settings = context.obj
    packed = _packed(settings, name, outcome)
    found = parameters(packed)
    if form is Format.table:
        _table(settings, packed, found)
        return
    rows = [[row[column] for column in COLUMNS] for row in (_row(p, settings) for p in found)]
    from lagezentrum.cli.output import write_csv, write_json

    if form is Format.csv:
        write_csv(COLUMNS, rows)
    else:
        content = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        about = {"regulation": packed.version.regulation, "version": packed.version.version}
        write_json("lab-parameters", about | {"parameters": content})


def _packed(settings: Settings, name: str, outcome: str) -> "Packed":
    from lagezentrum.law.problems import UnknownRegulation
    from lagezentrum.outlook.packed import CannotPack, compile_rules

    wanted, _, version = name.partition("@")
    regulation = settings.library.regulation(wanted)
    chosen = regulation.named(version) if version else None
    if version and chosen is None:
        raise UnknownRegulation(name, [f"{wanted}@{v.version}" for v in regulation.versions])
    refusal: CannotPack | None = None
    for candidate in (chosen,) if chosen else reversed(regulation.versions):
        try:
            return compile_rules(candidate, settings.library.calendars, outcome=outcome)
        except CannotPack as error:
            refusal = refusal or error
    assert refusal is not None  # noqa: S101 (a regulation has a version)
    raise Refusal(settings.language.of(refusal.text))


def _row(parameter: "Parameter", settings: Settings) -> dict[str, str]:
    return {
        "key": parameter.key,
        "in_law": _plain(parameter.in_law),
        "low": "" if parameter.choices else _plain(parameter.low),
        "high": "" if parameter.choices or parameter.high == float("inf") else _plain(parameter.high),
        "choices": " ".join(parameter.choices),
        "unit": parameter.unit,
        "title": settings.language.of(parameter.title),
    }


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _table(settings: Settings, packed: "Packed", found: "Sequence[Parameter]") -> None:
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table

    from lagezentrum.outlook.lab.units import unit_title

    language = settings.language
    version = packed.version
    settings.show(f"{version.regulation}@{version.version}: {language.of(version.title)}", style="bold", soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    table.add_column(language("Parameter und was er bedeutet", "parameter and what it means"), overflow="fold")
    table.add_column(language("im Recht", "in law"), no_wrap=True)
    table.add_column(language("möglich", "possible"), max_width=17)
    for parameter in found:
        key, in_law, low, high, choices, _, title = _row(parameter, settings).values()
        unit = language.of(unit_title(parameter.unit)) if parameter.kind == "threshold" else ""  # else the title has it
        allowed = choices.replace(" ", " · ") if choices else f"{low} – {high}" if high else f"≥ {low}"
        meaning = Padding(f"{title} ({unit})" if unit else title, (0, 0, 0, 2))
        table.add_row(Group(key, meaning), in_law, allowed)
    settings.show(table)
    settings.show(
        language(
            'Für alle Regeln zugleich: "*" statt des Namens der Regel, etwa "*.raising.days".',
            'For every rule at once: "*" instead of the name of the rule, such as "*.raising.days".',
        ),
        soft_wrap=True,
    )
