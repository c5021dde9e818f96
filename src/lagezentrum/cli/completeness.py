"""Whether the files hold figures of every district: one that is absent must not look as if nothing was reached."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

_MOST_NAMED = 8


def require_districts(
    data: Path,
    states: Sequence[str],
    with_figures: Collection[str],
    first: date,
    settings: Settings,
    only: str | None,
) -> None:
    """Name on the error stream every district of `states` without a single figure; it is not judged.

    Args:
        data: the directory read.
        states: keys of the Länder asked for.
        with_figures: keys of the areas with at least one incidence in the time read.
        first: first day with figures; a district merged into another before it is not expected.
        settings: of the call.
        only: key of the one area asked for, or None.

    Raises:
        Refusal: there is no figure of the one district asked for, or of any district.
    """
    from lagezentrum.sources.areas import districts

    language = settings.language
    expected = [a for state in states for a in districts(state) if a.until is None or a.until >= first]
    missing = [area for area in expected if area.ags not in with_figures]
    if not missing:
        return
    named = ", ".join(f"{area.title} ({area.ags})" for area in missing[:_MOST_NAMED])
    shown = named + (f" (+ {len(missing) - _MOST_NAMED})" if len(missing) > _MOST_NAMED else "")
    if len(missing) == len(expected) or only in [area.ags for area in missing]:
        raise Refusal(
            language(
                f"In {data} stehen keine Inzidenzen für {shown}. Ohne sie sähe es aus, als sei dort nichts erreicht. "
                "Bitte die Dateien neu holen oder die fehlenden Zeilen ergänzen.",
                f"{data} holds no incidences for {shown}. Without them it would look as if nothing was reached there. "
                "Fetch the files again, or restore the rows that are missing.",
            )
        )
    if only is None:
        settings.notes.print(
            language(f"Ohne Zahlen und nicht beurteilt: {shown}.", f"No figures, not judged: {shown}."),
            markup=False,
            soft_wrap=True,
        )
