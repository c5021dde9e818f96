"""What commands that write documents share: which area and day, from what is known, who signs, where it is written."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import read_area, read_day
from lagezentrum.cli.language import both
from lagezentrum.cli.material import Material, gather
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.cli.status import require_covered

if TYPE_CHECKING:
    from lagezentrum.documents.authorities import AuthorityProfile
    from lagezentrum.documents.typesetting import Made
    from lagezentrum.sources.areas import Area

AreaArgument = Annotated[
    str,
    typer.Argument(metavar=both("GEBIET", "AREA"), help=both("Schlüssel (AGS) oder Name", "key (AGS) or name")),
]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=both("Zieldatei", "file to write"))]
AuthorityOption = Annotated[
    Path | None,
    typer.Option("--authority", metavar="FILE", help=both("eigenes Profil der Behörde (YAML)", "own profile (YAML)")),
]
LiveOption = Annotated[
    bool, typer.Option("--live", help=both("keine Übung; braucht ein bestätigtes Profil", "no exercise"))
]


def read_place_and_day(settings: Settings, regulation: str, area: str, day: str) -> tuple["Area", date]:
    """The area and the day that a call names.

    Raises:
        Refusal, UnknownArea, AmbiguousArea: one of them can not be read, or the regulation does not hold there.
    """
    on = read_day(day, settings.language("TAG", "DAY"), settings.language)
    return read_area(area, settings.library.regulation(regulation), settings.language), on


def known_on(
    settings: Settings, regulation: str, day: date, *, data: Path | None, decisions: Path | None, only: str | None
) -> Material:
    """Figures and decisions for a day, of one area or (None) of all.

    Raises:
        Refusal: there are no figures for that day.
    """
    material = gather(settings, regulation, data=data, decisions=decisions, with_orders=data is None, only=only)
    require_covered(day, material, settings)
    return material


def signing(profile: Path | None, ags: str) -> "AuthorityProfile":
    """The profile in a file, else the bundled one for an area.

    Raises:
        DocumentProblem: the file is no profile, or none is known for the area.
    """
    from lagezentrum.documents.authorities import profile_of, read_profile

    return read_profile(profile) if profile else profile_of(ags)


def write_and_tell(made: "Made", target: Path, settings: Settings) -> None:
    """Write a document and print where it is and its SHA-256.

    Raises:
        Refusal: it can not be written.
    """
    write(made.content, target, settings)
    settings.show(f"{target}\nSHA-256 {made.sha256}", soft_wrap=True)


def write(content: bytes, file: Path, settings: Settings) -> None:
    """Write a file, with the directories it lies in.

    Raises:
        Refusal: it can not be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise Refusal(
            settings.language(
                f"{file} ließ sich nicht schreiben ({error.strerror}). Nennen Sie mit --out einen anderen Ort.",
                f"{file} could not be written ({error.strerror}). Name another place with --out.",
            )
        ) from error
