"""Profiles of authorities in service: an own one from LAGEZENTRUM_AUTHORITIES, else the bundled one of its district."""

from pathlib import Path

from django.conf import settings

from lagezentrum.documents.authorities import AuthorityProfile, bundled, profile_of, read_profile
from lagezentrum.documents.problems import DocumentProblem


def profile(ags: str) -> AuthorityProfile:
    """The profile of the authority of a district, or of the Land: `AGS.yaml` of that directory, if there is one.

    Raises:
        DocumentProblem: the file is no profile, or one of another authority; or none is known for that key.
    """
    file = _own(ags)
    return profile_of(ags) if file is None else _read(file)


def require_usable() -> None:
    """See before the service starts that every own profile can be used, so that no publication has to fail for it.

    Raises:
        DocumentProblem: the directory is none, or a file in it is no profile; every such file is named.
    """
    if not settings.AUTHORITIES:
        return
    folder = Path(settings.AUTHORITIES)
    if not folder.is_dir():
        raise DocumentProblem(
            f"LAGEZENTRUM_AUTHORITIES: {folder} ist kein Verzeichnis. Nennen Sie das mit den Profilen der Behörden, "
            "oder lassen Sie die Einstellung weg.",
            f"LAGEZENTRUM_AUTHORITIES: {folder} is no directory. Name the one with the profiles of authorities, or "
            "leave the setting out.",
        )
    faults = []
    for file in sorted(file for file in folder.iterdir() if not file.name.startswith(".")):
        try:
            _read(file)
        except DocumentProblem as fault:
            faults.append(fault)
    if faults:
        raise DocumentProblem("\n".join(fault.de for fault in faults), "\n".join(fault.en for fault in faults))


def _read(file: Path) -> AuthorityProfile:
    """The profile in a file that is named after its area."""
    if file.suffix != ".yaml" or file.stem not in bundled():
        raise DocumentProblem(
            f"{file}: So heißt kein Profil. Die Datei heißt nach dem Schlüssel ihres Gebiets, etwa 03241.yaml.",
            f"{file}: no profile is called like this. The file is named after the key of its area, such as 03241.yaml.",
        )
    found = read_profile(file)
    if found.ags != file.stem:
        raise DocumentProblem(
            f"{file}: Das Profil darin ist das von {found.ags}. Benennen Sie die Datei nach ihrem Gebiet.",
            f"{file}: the profile in it is that of {found.ags}. Name the file after its area.",
        )
    return found


def is_live(of: AuthorityProfile) -> bool:
    """Whether documents of an authority are real ones: it confirmed its profile, and the service is no exercise."""
    return of.confirmed and not settings.EXERCISE


def _own(ags: str) -> Path | None:
    file = Path(settings.AUTHORITIES) / f"{ags}.yaml" if settings.AUTHORITIES else None
    return file if file is not None and file.is_file() else None
