"""Profiles of authorities in service: an own one from LAGEZENTRUM_AUTHORITIES, else the bundled one of its district."""

from pathlib import Path

from django.conf import settings

from lagezentrum.documents.authorities import AuthorityProfile, profile_of, read_profile
from lagezentrum.documents.problems import DocumentProblem


def profile(ags: str) -> AuthorityProfile:
    """The profile of the authority of a district, or of the Land: `AGS.yaml` of that directory, if there is one.

    Raises:
        DocumentProblem: the file is no profile, or one of another authority; or none is known for that key.
    """
    file = _own(ags)
    if file is None:
        return profile_of(ags)
    found = read_profile(file)
    if found.ags != ags:
        raise DocumentProblem(
            f"{file.name}: Das Profil darin ist das von {found.ags}. Benennen Sie die Datei nach ihrem Gebiet.",
            f"{file.name}: the profile in it is that of {found.ags}. Name the file after its area.",
        )
    return found


def is_live(of: AuthorityProfile) -> bool:
    """Whether documents of an authority are real ones: it confirmed its profile, and the service is no exercise."""
    return of.confirmed and not settings.EXERCISE


def _own(ags: str) -> Path | None:
    file = Path(settings.AUTHORITIES) / f"{ags}.yaml" if settings.AUTHORITIES else None
    return file if file is not None and file.is_file() else None
