"""`lage pool`: need, plan, explanation, check. One file per command; each adds itself to the group."""

import typer

from lagezentrum.cli.language import both
from lagezentrum.cli.pool import check, delete_expired, demo, explain, imports, need, plan, what_if

group = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=both(
        "Personalpool: Bedarf der Gesundheitsämter, Verteilung, Begründung, Prüfung.",
        "Staff pool: need of the health offices, distribution, reasons, check.",
    ),
)
_COMMANDS = (demo, need, plan, explain, what_if, check, delete_expired, imports)


def add_to(app: typer.Typer) -> None:
    """Add `lage pool …` to the command line."""
    for command in _COMMANDS:
        command.add_to(group)
    app.add_typer(group, name="pool")
