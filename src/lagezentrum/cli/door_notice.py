"""`lage door-notice`: the sheet that a business hangs at its door."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import (
    DEFAULT_REGULATION,
    DataOption,
    DecisionsOption,
    RegulationOption,
    read_area,
    read_day,
)
from lagezentrum.cli.language import both
from lagezentrum.cli.material import Material, gather
from lagezentrum.cli.names import title_of
from lagezentrum.cli.order_making import written
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.cli.status import require_covered

if TYPE_CHECKING:
    from lagezentrum.access import Door, LevelUsed
    from lagezentrum.documents.door_notice import DoorNotice
    from lagezentrum.law.access.model import AccessRules
    from lagezentrum.law.access.words import Setting
    from lagezentrum.law.model import Version

_SITE = "http://localhost:8000"


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command("door-notice", help=both("Aushang für die Tür eines Betriebs", "notice for the door of a business"))(
        door_notice
    )


def door_notice(
    context: typer.Context,
    area: Annotated[
        str,
        typer.Argument(metavar=both("GEBIET", "AREA"), help=both("Schlüssel (AGS) oder Name", "key (AGS) or name")),
    ],
    day: Annotated[
        str, typer.Argument(metavar=both("TAG", "DAY"), help=both("Tag, an dem er hängt", "day on which it hangs"))
    ],
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar=both("ORT", "PLACE"),
            help=both("Art des Ortes, etwa restaurant", "kind of place, such as restaurant"),
        ),
    ],
    indoors: Annotated[
        bool, typer.Option("--indoors/--outdoors", help=both("drinnen oder draußen", "indoors or outdoors"))
    ] = True,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=both("Zieldatei", "file to write"))] = None,
    profile: Annotated[
        Path | None,
        typer.Option("--authority", metavar="FILE", help=both("Profil der Behörde (YAML)", "the authority's profile")),
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help=both("keine Übung; braucht ein bestätigtes Profil", "no exercise"))
    ] = False,
    site: Annotated[
        str,
        typer.Option("--site", metavar="URL", envvar="LAGEZENTRUM_SITE", help=both("Adresse der Seiten", "the site")),
    ] = _SITE,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
) -> None:
    """Write the notice and print its SHA-256."""
    from lagezentrum.documents.authorities import profile_of, read_profile
    from lagezentrum.documents.door_notice import signed
    from lagezentrum.documents.door_sheet import notice_to_pdf

    settings: Settings = context.obj
    language = settings.language
    on = read_day(day, language("TAG", "DAY"), language)
    chosen = read_area(area, settings.library.regulation(regulation), language)
    with settings.busy():
        material = gather(
            settings, regulation, data=data, decisions=decisions, with_orders=data is None, only=chosen.ags
        )
        require_covered(on, material, settings)
        setting: Setting = "indoors" if indoors else "outdoors"
        notice = _notice(settings, material, chosen.ags, on, place, setting, site)
        notice = signed(notice, read_profile(profile) if profile else profile_of(chosen.ags), live=live)
        made = notice_to_pdf(notice)
    target = out or Path(f"{chosen.ags}-{on}-{place}-{setting}.pdf")
    written(made.content, target, settings)
    settings.show(f"{target}\nSHA-256 {made.sha256}", soft_wrap=True)


def _notice(
    settings: Settings, material: Material, ags: str, on: date, place: str, setting: "Setting", site: str
) -> "DoorNotice":
    """The notice for a door on a day, as known on that day.

    Raises:
        Refusal: no access rules are encoded for the day, or there is no such place.
        DocumentProblem: nothing is on record about this door.
    """
    from lagezentrum.access import door, level_used
    from lagezentrum.documents.door_notice import notice_from, same_demands
    from lagezentrum.law.access.reading import access_of

    version = material.regulation.in_force(ags, on)
    rules = access_of(settings.library, material.regulation.id, version.version) if version else None
    _require(settings, rules, place, setting, on)
    assert version is not None  # noqa: S101 (required above)
    assert rules is not None  # noqa: S101
    taken = [decision for decision in material.decisions if decision.decided_on <= on]
    replay = material.replay(on, known_at=datetime.combine(on, time.max), decisions=taken)
    standings = material.standings(replay, on)

    def asked(at: date) -> "Door":
        return door(rules, place, setting, level_used(standings.on(ags, at), replay.findings))

    last = version.in_force.to
    start, end = same_demands(asked, on, version.in_force.from_, last or on)
    found = asked(on)
    return notice_from(
        found,
        rules,
        place,
        setting,
        area_name=title_of(ags),
        regulation_title=version.title.de,
        level_title=_level(version, found.level),
        valid=(start, end if last else None),
        url=f"{site.rstrip('/')}/kreis/{ags}/",
    )


def _level(version: "Version", level: "LevelUsed") -> str:
    if level.step.isdigit():
        return version.levels[int(level.step)].de if int(level.step) else "keine Warnstufe"
    titles = [rule.consequence.title.de for rule in version.rules.values() if rule.consequence is not None]
    return titles[0] if titles else level.step


def _require(settings: Settings, rules: "AccessRules | None", place: str, setting: "Setting", on: date) -> None:
    language = settings.language
    if rules is None or not rules.places:
        raise Refusal(
            language(
                f"Wer am {on:%d.%m.%Y} wo hinein darf, ist nicht hinterlegt; ein Aushang würde raten.",
                f"Who may enter where on {on} is not encoded; a notice would guess.",
            )
        )
    if place not in rules.places:
        known = ", ".join(rules.places)
        raise Refusal(
            language(f"Kein Ort {place!r} bekannt. Bekannt: {known}.", f"No place {place!r} is known. Known: {known}.")
        )
    if setting not in rules.places[place].settings:
        raise Refusal(
            language(
                f"Für {rules.places[place].title.de} gibt es drinnen und draußen keinen Unterschied: nur "
                f"{', '.join(rules.places[place].settings)}.",
                f"{rules.places[place].title.en} exists only {', '.join(rules.places[place].settings)}.",
            )
        )
