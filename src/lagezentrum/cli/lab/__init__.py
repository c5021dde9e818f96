"""`lage lab`: one season under many rules; what can vary, the run, and the report on it."""

import typer

from lagezentrum.cli.lab import parameters, report, run
from lagezentrum.cli.language import both


def add_to(app: typer.Typer) -> None:
    """Add the commands to `lage`."""
    lab = typer.Typer(
        no_args_is_help=True,
        help=both("Regellabor: was andere Regeln bewirkt hätten", "policy lab: what other rules would have done"),
    )
    for module in (parameters, run, report):
        module.add_to(lab)
    app.add_typer(lab, name="lab")
