"""Areas by key: AGS with five digits, ARS with twelve, two digits for a Land."""

from collections.abc import Mapping

from django.conf import settings

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import AmbiguousArea, Area, UnknownArea, find
from lagezentrum.web.api.problems import Refused, Suggestion
from lagezentrum.web.ledger import law

_KEY_LENGTHS = (2, 5, 12)


def areas_covered() -> Mapping[str, Area]:
    """The Länder and districts in which the regulation in charge holds, by key: Länder first."""
    return law.areas(settings.REGULATION)


def ars(area: Area) -> str:
    """The regional key (ARS) with twelve digits."""
    return area.ags.ljust(12, "0")


def area_of(key: str) -> Area:
    """The area with an AGS, an ARS or the key of a Land.

    Raises:
        Refused: there is none, or the regulation does not hold there; the nearest are suggested.
    """
    wanted = key
    if len(key) == _KEY_LENGTHS[-1] and key.isascii() and key.isdigit():
        wanted = key[:2] if not key[2:].strip("0") else key[:5] if not key[5:].strip("0") else key
    if len(key) in _KEY_LENGTHS and wanted in areas_covered():
        return areas_covered()[wanted]
    suggestions = _suggestions(key)
    meant = ", ".join(f"{area.title} ({area.ags})" for area in suggestions)
    raise Refused(
        "unknown-area",
        Text(
            de=f"Zu {key!r} gibt es hier keinen Landkreis und keine kreisfreie Stadt."
            + (f" Gemeint: {meant}?" if meant else "")
            + " Bitte den Schlüssel mit 5 (AGS) oder 12 Ziffern (ARS) angeben, mit führender Null.",
            en=f"There is no district for {key!r} here."
            + (f" Did you mean {meant}?" if meant else "")
            + " Give the key with 5 (AGS) or 12 digits (ARS), leading zero included.",
        ),
        suggestions=[Suggestion(value=area.ags, title=area.title) for area in suggestions],
    )


def concerning(area: Area) -> frozenset[str]:
    """The keys of the areas in which findings and determinations concern an area: its own, and that of its Land."""
    return frozenset((area.ags, area.state))


def _suggestions(key: str) -> tuple[Area, ...]:
    try:
        return (find(key[:100], states={area.state for area in areas_covered().values()}),)
    except UnknownArea as unknown:
        return unknown.suggestions
    except AmbiguousArea as ambiguous:
        return ambiguous.candidates
