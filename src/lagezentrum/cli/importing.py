"""`lage import` and `lage watch`: figures into the archive, findings into the ledger."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.web.archive.importing import Outcome

EXIT_PROBLEMS = 1
ANY = "auto"


def add_to(app: typer.Typer) -> None:
    """Add the commands to `lage`."""
    app.command(
        "import",
        help=both(
            "Veröffentlichte Zahlen ins Archiv aufnehmen; dieselbe Datei zweimal fügt nichts hinzu",
            "take published figures into the archive; the same file twice adds nothing",
        ),
    )(import_)
    app.command(
        "watch",
        help=both(
            "Alle Quellen einer Liste abholen, einmal; gedacht für einen Timer",
            "fetch all sources of a list, once; meant for a timer",
        ),
    )(watch)


def import_(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=both(
                "Art: rki-incidence, nds-indicators, divi; auto: an den Spalten erkennen",
                "kind: rki-incidence, nds-indicators, divi; auto: recognise by the columns",
            ),
        ),
    ],
    locations: Annotated[
        list[str],
        typer.Argument(
            metavar=both("DATEI|VERZEICHNIS|ADRESSE", "FILE|DIRECTORY|ADDRESS"),
            help=both("woher, auch mehrere", "where from, several too"),
        ),
    ],
) -> int:
    """Take in files; ends with 1 if one was refused or is held back for a person to look at."""
    settings: Settings = context.obj
    with service(settings, migrate=True):
        from lagezentrum.sources.published import PUBLISHERS

        if kind != ANY and kind not in PUBLISHERS:
            known = ", ".join((*PUBLISHERS, ANY))
            raise Refusal(
                settings.language(
                    f"{kind!r} ist keine bekannte Art. Bekannt: {known}.", f"{kind!r} is no known kind. Known: {known}."
                )
            )
        return _brought(settings, [(location, None if kind == ANY else kind) for location in locations])


def watch(
    context: typer.Context,
    config: Annotated[
        Path,
        typer.Argument(
            metavar="CONFIG",
            help=both(
                "YAML mit `sources:`, je Quelle `kind` und `location`",
                "YAML with `sources:`, each `kind` and `location`",
            ),
        ),
    ],
) -> int:
    """Fetch every source of a list once; ends with 1 if one was refused or is newly held back."""
    settings: Settings = context.obj
    from lagezentrum.cli.watch_list import read_watch_list

    sources = read_watch_list(config, settings.language)
    with service(settings, migrate=True):
        return _brought(settings, [(source.location, source.kind) for source in sources])


def _brought(settings: Settings, sources: "Iterable[tuple[str, str | None]]") -> int:
    from lagezentrum.engine.wording.phrases import numbered
    from lagezentrum.web.archive.importing import bring
    from lagezentrum.web.noting import note_findings
    from lagezentrum.web.today import now

    problems = False
    for location, kind in sources:
        seen = False
        for outcome in bring(location, kind):
            seen = True
            problems = problems or _is_problem(outcome)
            where = "" if outcome.refused else f"{outcome.where}: "  # a refusal names it by itself
            settings.show(f"{_mark(outcome)} {where}{settings.language.of(outcome.text)}", soft_wrap=True)
        if not seen:
            problems = True
            settings.show(
                settings.language(
                    f"✗ {location}: Keine Datei einer bekannten Art.", f"✗ {location}: no file of a known kind."
                ),
                soft_wrap=True,
            )
    noted = note_findings(now())
    if noted:
        settings.show(
            settings.language(
                f"{numbered(len(noted), 'Feststellung', 'Feststellungen')} neu im Register; Arbeitsliste: /buero/",
                f"{numbered(len(noted), 'finding', 'findings')} new in the ledger; work list: /buero/",
            )
        )
    return EXIT_PROBLEMS if problems else 0


def _is_problem(outcome: "Outcome") -> bool:
    """Refused, or newly held: what was held before has been told, and waits for a person."""
    return outcome.refused or (outcome.receipt is not None and outcome.receipt.new and outcome.receipt.held)


def _mark(outcome: "Outcome") -> str:
    if outcome.refused:
        return "✗"
    if outcome.receipt is None or not outcome.receipt.new:
        return "="
    return "?" if outcome.receipt.held else "✓"
