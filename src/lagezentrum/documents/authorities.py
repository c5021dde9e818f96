"""Who signs: the profile of an authority. Bundled ones name what is publicly known; the rest is a placeholder."""

import csv
from functools import cache
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from lagezentrum.documents.change_proof import Piece
from lagezentrum.documents.door_words import languages
from lagezentrum.documents.problems import DocumentProblem

_TABLE = Path(__file__).with_name("authorities.csv")
_ARTICLES = {"Landkreis": "der", "Region": "die", "Stadt": "die", "Niedersächsisches": "das"}


class AuthorityProfile(Piece):
    """An authority as its documents show it.

    Attributes:
        ags: key of its district, two digits for the Land.
        name: as it stands in the letterhead.
        subject: name with its article, as a sentence has it: "der Landkreis Gifhorn".
        department: the unit that drafts; may be empty.
        seat: town.
        court: seat of the administrative court; empty where the residence of the claimant decides.
        signatory: the office that signs.
        person: who signs; None shows a placeholder.
        address: lines with street, postal code, telephone; empty shows a placeholder.
        confirmed_languages: languages whose fixed phrases on door notices it has confirmed, such as `tr`.
        confirmed: whether the authority itself has confirmed the profile. Without that, documents are exercises.
    """

    ags: str = Field(pattern=r"^\d{2}(\d{3})?$")
    name: str = Field(min_length=1)
    subject: str = Field(min_length=1)
    department: str = ""
    seat: str = Field(min_length=1)
    court: str = ""
    signatory: str = Field(min_length=1)
    person: str | None = None
    address: tuple[str, ...] = ()
    confirmed_languages: tuple[str, ...] = ()
    confirmed: bool = False


@cache
def bundled() -> dict[str, AuthorityProfile]:
    """The profiles of all authorities of Lower Saxony, by key; none is confirmed."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return {row["ags"]: _profile(row) for row in csv.DictReader(stream)}


def profile_of(ags: str) -> AuthorityProfile:
    """The bundled profile for a district or the Land.

    Raises:
        DocumentProblem: none is known for that key.
    """
    found = bundled().get(ags)
    if found is None:
        raise DocumentProblem(
            f"Zu {ags} ist keine Behörde hinterlegt. Geben Sie ein eigenes Profil an.",
            f"No authority is on file for {ags}. Name a profile of your own.",
        )
    return found


def read_profile(file: Path) -> AuthorityProfile:
    """An authority's own profile from YAML; its fields are those of `AuthorityProfile`.

    Raises:
        DocumentProblem: the file can not be read, or is no profile; every wrong field is named.
    """
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise DocumentProblem(
            f"{file}: Das Profil ist nicht lesbar ({reason}). Geben Sie eine YAML-Datei an.",
            f"{file}: the profile can not be read ({reason}). Name a YAML file.",
        ) from error
    known = ", ".join(AuthorityProfile.model_fields)
    try:
        profile = AuthorityProfile.model_validate(content)
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, e["loc"])) or "–" for e in error.errors()}))
        raise DocumentProblem(
            f"{file}: So ist das Profil nicht verwendbar, betroffen: {fields}. Felder: {known}. Der Schlüssel (ags) "
            "steht in Anführungszeichen, address und confirmed_languages sind Listen, confirmed ist true oder false.",
            f"{file}: the profile can not be used like this, concerned: {fields}. Fields: {known}. The key (ags) "
            "stands in quotes, address and confirmed_languages are lists, confirmed is true or false.",
        ) from error
    languages_known = [language.language for language in languages()]
    strange = ", ".join(sorted(set(profile.confirmed_languages) - {*languages_known}))
    if strange:
        raise DocumentProblem(
            f"{file}: confirmed_languages nennt {strange}; Aushänge kennen {', '.join(languages_known)}.",
            f"{file}: confirmed_languages names {strange}; door notices know {', '.join(languages_known)}.",
        )
    return profile


def _profile(row: dict[str, str]) -> AuthorityProfile:
    name = row["name"]
    first = name.split(" ", 1)[0]
    spoken = name.replace("Niedersächsisches", "Niedersächsische", 1)
    return AuthorityProfile(
        ags=row["ags"],
        name=name,
        subject=f"{_ARTICLES[first]} {spoken}",
        department=row["department"],
        seat=row["seat"],
        court=row["court"],
        signatory=row["signatory"],
    )
