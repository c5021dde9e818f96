"""`lage door-notice`: the sheet that a business hangs at its door."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.access_level import levels_as_known_on
from lagezentrum.cli.arguments import DEFAULT_REGULATION, DataOption, DecisionsOption, RegulationOption
from lagezentrum.cli.documents import (
    AreaArgument,
    AuthorityOption,
    LiveOption,
    OutOption,
    known_on,
    read_place_and_day,
    signing,
    write_and_tell,
)
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.material import Material
from lagezentrum.cli.names import title_of
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.access import Door, LevelUsed
    from lagezentrum.documents.door_notice import DoorNotice
    from lagezentrum.law.access.model import AccessRules
    from lagezentrum.law.access.words import Setting
    from lagezentrum.law.model import Version
    from lagezentrum.sources.areas import Area

_SITE = "http://localhost:8000"
_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[\w./~%-]*)?", re.ASCII)


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command("door-notice", help=both("Aushang für die Tür eines Betriebs", "notice for the door of a business"))(
        door_notice
    )


def door_notice(
    context: typer.Context,
    area: AreaArgument,
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
    out: OutOption = None,
    profile: AuthorityOption = None,
    live: LiveOption = False,
    site: Annotated[
        str,
        typer.Option("--site", metavar="URL", envvar="LAGEZENTRUM_SITE", help=both("Adresse der Seiten", "the site")),
    ] = _SITE,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
) -> None:
    """Write the notice and print its SHA-256."""
    from lagezentrum.documents.door_notice import signed
    from lagezentrum.documents.door_sheet import notice_to_pdf

    settings: Settings = context.obj
    language = settings.language
    chosen, on = read_place_and_day(settings, regulation, area, day)
    _require_district(chosen, language)
    _require_site(site, language, live=live)
    with settings.busy():
        material = known_on(settings, regulation, on, data=data, decisions=decisions, only=chosen.ags)
        setting: Setting = "indoors" if indoors else "outdoors"
        notice = _notice(settings, material, chosen.ags, on, place, setting, site)
        notice = signed(notice, signing(profile, chosen.ags), live=live)
        made = notice_to_pdf(notice)
    target = out or Path(f"{chosen.ags}-{on}-{place}-{setting}.pdf")
    write_and_tell(made, target, settings)


def _require_district(area: "Area", language: Language) -> None:
    if area.is_land:
        raise Refusal(
            language(
                f"Ein Aushang gilt für einen Landkreis oder eine Stadt, nicht für ganz {area.name}; dort gelten "
                "verschiedene Stufen. Nennen Sie den Landkreis des Betriebs.",
                f"A notice holds for a district, not for all of {area.name}, where levels differ. Name the district of "
                "the business.",
            )
        )


def _require_site(site: str, language: Language, *, live: bool) -> None:
    """Refuse an address that no telephone could open from a QR code; a notice that counts needs one of its own."""
    if not _ADDRESS.fullmatch(site) or (live and site == _SITE):
        raise Refusal(
            language(
                f"--site: {site!r} taugt nicht für den QR-Code. Nennen Sie die Adresse, unter der die Seiten stehen, "
                "etwa https://warnstufen.example.",
                f"--site: {site!r} is no use for the QR code. Name the address of the site, such as "
                "https://warnstufen.example.",
            )
        )


def _notice(
    settings: Settings, material: Material, ags: str, on: date, place: str, setting: "Setting", site: str
) -> "DoorNotice":
    """The notice for a door on a day, as known on that day.

    Raises:
        Refusal: no access rules are encoded for the day, or there is no such place.
        DocumentProblem: nothing is on record about this door.
    """
    from lagezentrum.access import door
    from lagezentrum.documents.door_notice import notice_from, same_demands
    from lagezentrum.law.access.known import as_known_on
    from lagezentrum.law.access.reading import access_of

    version = material.regulation.in_force(ags, on)
    on_file = access_of(settings.library, material.regulation.id, version.version) if version else None
    rules = as_known_on(on_file, on) if on_file else None  # how long it is valid must not know later courts
    _require(settings, rules, place, setting, on)
    assert version is not None  # noqa: S101 (required above)
    assert rules is not None  # noqa: S101
    level_on = levels_as_known_on(material, ags, on)

    def asked(at: date) -> "Door":
        return door(rules, place, setting, level_on(at))

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
    from lagezentrum.documents.door_words import SETTINGS

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
    only = rules.places[place].settings
    if setting not in only:
        raise Refusal(
            language(
                f"Ort {place!r}: Die Regeln kennen ihn nur {' und '.join(SETTINGS[one] for one in only)}. Lassen Sie "
                f"--{setting} weg.",
                f"Place {place!r}: the rules know it only {' and '.join(only)}. Leave out --{setting}.",
            )
        )
