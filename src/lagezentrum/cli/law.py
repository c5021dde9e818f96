"""`lage law`: the regulations known, one version in full, what differs between two, and whether all is in order."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import Format
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.law.model import Version

_FormatOption = Annotated[Format, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))]
_VersionArgument = Annotated[str, typer.Argument(metavar="ID[@VERSION]", help="de-ni/corona-vo@2021-12-12")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `lage`."""
    law = typer.Typer(
        no_args_is_help=True, help=both("Regelungen: zeigen, vergleichen, prüfen", "regulations: show, compare, check")
    )
    law.command("list", help=both("alle Regelungen mit ihren Fassungen", "all regulations with their versions"))(
        list_all
    )
    law.command("show", help=both("eine Fassung in Worten und Zahlen", "one version in words and numbers"))(show)
    law.command("diff", help=both("was zwischen zwei Fassungen anders ist", "what differs between two versions"))(diff)
    law.command(
        "check",
        help=both(
            "prüft Dateien, Fundstellen und Szenarien; zeigt, was aus jeder Bestimmung wurde",
            "checks files, citations and scenarios; lists what became of each provision",
        ),
    )(check)
    app.add_typer(law, name="law")


def list_all(context: typer.Context, form: _FormatOption = Format.table) -> None:
    """Print every regulation with its versions."""
    settings: Settings = context.obj
    library = settings.library
    regulations = [library.regulation(name) for name in library.folders]
    if form is Format.table:
        from lagezentrum.cli.law_table import show_list

        show_list(settings, regulations)
        return
    rows = [
        (regulation.id, v.version, v.in_force.from_, v.in_force.to, settings.language.of(v.title))
        for regulation in regulations
        for v in regulation.versions
    ]
    _write(form, "law-list", "versions", ("regulation", "version", "from", "to", "title"), rows)


def show(context: typer.Context, name: _VersionArgument, form: _FormatOption = Format.table) -> None:
    """Print one version; without @VERSION the latest, that of the larger territory where several begin together."""
    settings: Settings = context.obj
    version = _version(settings, name)
    _name_the_others(settings, name, version)
    if form is Format.table:
        from lagezentrum.cli.law_table import show_version

        readings = settings.library.interpretations(version.regulation, version.version)
        show_version(settings, version, readings)
        return
    if form is Format.csv:
        raise Refusal(
            settings.language(
                "Eine Fassung ist keine Tabelle: --format json oder table.",
                "A version is no table: --format json or table.",
            )
        )
    from lagezentrum.cli.output import write_json

    write_json("law-version", version.model_dump(mode="json", by_alias=True, exclude_none=True))


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="ID@VERSION", help="de-ni/corona-vo@2021-11-24")],
    new: Annotated[str, typer.Argument(metavar="ID@VERSION | VERSION", help="2021-12-12")],
    newer: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help=both("wenn zuerst die ID stand", "if the id came first"))
    ] = None,
    form: _FormatOption = Format.table,
) -> None:
    """Print what differs between two versions: numbers and structure."""
    from lagezentrum.law.difference import differences

    settings: Settings = context.obj
    names = [old, new] if newer is None else [f"{old}@{new}", f"{old}@{newer}"]
    if "@" not in names[0]:
        raise Refusal(
            settings.language(
                "Zwei Fassungen nennen: ID@VERSION ID@VERSION, oder ID VERSION VERSION.",
                "Name two versions: ID@VERSION ID@VERSION, or ID VERSION VERSION.",
            )
        )
    if "@" not in names[1]:
        known = "/" in names[1]
        names[1] = names[1] if known else f"{names[0].partition('@')[0]}@{names[1]}"
    first, second = (_version(settings, name) for name in names)
    found = differences(first, second)
    if form is Format.table:
        from lagezentrum.cli.law_table import show_differences

        show_differences(settings, first, second, found)
        return
    _write(form, "law-diff", "differences", ("path", "old", "new"), [(d.path, d.old, d.new) for d in found])


def check(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID[@VERSION]]",
            help=both("nur diese Regelung, oder eine Fassung davon", "only this regulation, or one version of it"),
        ),
    ] = None,
    form: _FormatOption = Format.table,
) -> None:
    """Print every problem with its place, and for each provision what became of it."""
    from lagezentrum.cli.law_check import checked, coverage_of, show_check, write_check

    settings: Settings = context.obj
    version = _version(settings, name).version if name and "@" in name else None
    identifier = name.partition("@")[0] if name is not None else None
    problems, rehearsed = checked(settings, identifier)
    covered = [(v, found) for v, found in coverage_of(settings, identifier) if version is None or v.version == version]
    if form is Format.table:
        show_check(settings, problems, covered, rehearsed)
    elif form is Format.json:
        write_check(settings, problems, covered, rehearsed)
    else:
        header = ("regulation", "version", "provision", "status", "reason")
        rows = [(v.regulation, v.version, r.anchor, r.status, r.reason) for v, found in covered for r in found]
        _write(form, "law-check", "provisions", header, rows)
        for problem in problems:
            settings.notes.print(problem.in_language(settings.language.code), markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)


def _version(settings: Settings, name: str) -> "Version":
    from lagezentrum.law.problems import UnknownRegulation

    identifier, at, wanted = name.partition("@")
    regulation = settings.library.regulation(identifier)
    if not at:
        latest = max(version.in_force.from_ for version in regulation.versions)
        together = [version for version in regulation.versions if version.in_force.from_ == latest]
        return min(together, key=lambda version: (not version.territory.except_states, version.version))
    version = regulation.named(wanted)
    if version is None:
        raise UnknownRegulation(name, [f"{identifier}@{known.version}" for known in regulation.versions])
    return version


def _name_the_others(settings: Settings, name: str, shown: "Version") -> None:
    """Where no version was named and several begin on the day of the one shown: that these exist, on stderr."""
    if "@" in name:
        return
    others = [
        f"{v.regulation}@{v.version}"
        for v in settings.library.regulation(name).versions
        if v.in_force.from_ == shown.in_force.from_ and v.version != shown.version
    ]
    if others:
        said = ", ".join(others)
        settings.notes.print(
            settings.language(f"Vom selben Tag an, für andere Länder: {said}", f"From the same day, elsewhere: {said}"),
            markup=False,
            soft_wrap=True,
        )


def _write(form: Format, kind: str, key: str, header: tuple[str, ...], rows: Iterable[Sequence[object]]) -> None:
    from lagezentrum.cli.output import write_csv, write_json

    if form is Format.json:
        write_json(kind, {key: [dict(zip(header, row, strict=True)) for row in rows]})
    else:
        write_csv(header, rows)
