"""`lage order check`: each number and date of an edited order that no longer equals its proof."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import TextFormat
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.output import write_json
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.documents.checking import Deviation

EXIT_PROBLEMS = 1


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage order`."""
    group.command(
        "check",
        help=both(
            "nennt jede Zahl und jedes Datum, das nicht mehr dem Nachweis gleicht",
            "names each number and date that no longer equals the proof",
        ),
    )(check)


def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=both("PDF oder DOCX", "PDF or DOCX"))],
    proof: Annotated[
        str | None,
        typer.Option(
            "--proof",
            metavar="SHA256",
            help=both("Prüfsumme des Nachweises im Register", "checksum of the proof in the ledger"),
        ),
    ] = None,
    form: Annotated[
        TextFormat, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))
    ] = TextFormat.text,
) -> int:
    """Check an order; ends with 1 if anything in it differs from the proof."""
    from lagezentrum.documents.checking import check as compare
    from lagezentrum.documents.reading_back import read_back

    settings: Settings = context.obj
    language = settings.language
    on_record = _digest(proof, language)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Refusal(
            language(
                f"{file} ist nicht lesbar ({error.strerror}). Nennen Sie eine Anordnung als PDF oder DOCX.",
                f"{file} can not be read ({error.strerror}). Name an order as PDF or DOCX.",
            )
        ) from error
    checked = compare(read_back(content, file.name), on_record)
    if form is TextFormat.json:
        write_json(
            "order-check",
            {
                "file": file.name,
                "agrees": not checked.deviations,
                "agreeing": checked.agreeing,
                "proof_sha256": checked.proof_sha256,
                "deviations": [
                    {
                        "kind": d.kind,
                        "field": d.path or None,
                        "expected": d.expected or None,
                        "found": d.found or None,
                        "around": d.around or None,
                    }
                    for d in checked.deviations
                ],
            },
        )
        return EXIT_PROBLEMS if checked.deviations else 0
    for deviation in checked.deviations:
        settings.show(_said(deviation, language), soft_wrap=True)
    number, differing = checked.agreeing, len(checked.deviations)
    settings.show(
        language(
            f"{number} Zahlen und Daten stimmen mit dem Nachweis überein, {differing} nicht. "
            f"Prüfsumme des Nachweises: {checked.proof_sha256}",
            f"{number} numbers and dates equal the proof, {differing} do not. "
            f"Checksum of the proof: {checked.proof_sha256}",
        ),
        soft_wrap=True,
    )
    if proof is None:
        settings.notes.print(
            language(
                "Verglichen ist mit dem Nachweis, den die Datei selbst trägt. Mit --proof und der Prüfsumme aus dem "
                "Register zeigt sich, ob es der richtige ist.",
                "Compared with the proof that the file itself carries. Whether that is the right one shows with "
                "--proof and the checksum from the ledger.",
            ),
            markup=False,
            soft_wrap=True,
        )
    return EXIT_PROBLEMS if checked.deviations else 0


def _digest(text: str | None, language: Language) -> str | None:
    """The checksum as it is recorded: 64 hexadecimal digits in small letters."""
    given = None if text is None else text.strip().lower()
    if given is not None and not re.fullmatch("[0-9a-f]{64}", given):
        raise Refusal(
            language(
                f"--proof: {text!r} ist keine Prüfsumme. Es sind 64 Zeichen aus 0–9 und a–f.",
                f"--proof: {text!r} is no checksum. It has 64 characters of 0–9 and a–f.",
            )
        )
    return given


def _said(deviation: "Deviation", language: Language) -> str:
    path, expected, found = deviation.path, deviation.expected, deviation.found
    match deviation.kind:
        case "changed":
            said = language(
                f"{path}: im Nachweis {expected}, im Dokument {found}",
                f"{path}: {expected} in the proof, {found} in the document",
            )
        case "missing":
            said = language(
                f"{path}: {expected} steht nicht mehr im Dokument", f"{path}: {expected} is no longer in the document"
            )
        case "added":
            said = language(f"{found} steht in keinem Nachweis", f"{found} is in no proof")
        case "not_in_proof":
            said = language(
                f"{path}: das Feldverzeichnis der Datei sagt {found}, der Nachweis {expected or 'nichts'}",
                f"{path}: the list of fields in the file says {found}, the proof {expected or 'nothing'}",
            )
        case "other_proof":
            said = language(
                f"{path}: beruht auf einem anderen Nachweis ({found} statt {expected})",
                f"{path}: rests on another proof ({found} instead of {expected})",
            )
    return f"✗ {said}" + (f"\n  … {deviation.around} …" if deviation.around else "")
