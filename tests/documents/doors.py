"""Doors on the encoded access rules, and notices for them."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from lagezentrum.access import LevelUsed, door
from lagezentrum.documents.door_notice import DoorNotice, notice_from
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.reading import access_by_version
from lagezentrum.law.access.words import Setting
from tests.engine.season_proofs import ORDINANCE, library

DAYS = {"2021-09-22": "2021-10-04", "2021-11-24": "2021-12-06", "2021-12-12": "2021-12-20", "2021-12-24": "2022-01-05"}


@cache
def rules_of(version: str) -> AccessRules:
    return access_by_version(library(), ORDINANCE)[version]


def notice(
    place: str, setting: Setting = "indoors", step: str = "2", version: str = "2021-11-24", **told: object
) -> DoorNotice:
    """The notice of a kind of place in Nienburg, a name that is long."""
    day = date.fromisoformat(DAYS[version])
    found = door(rules_of(version), place, setting, LevelUsed("03256", day, version, step, "decision", day))
    regulation = library().regulation(ORDINANCE).named(version)
    assert regulation is not None
    given: dict[str, object] = {
        "area_name": "Landkreis Nienburg (Weser)",
        "regulation_title": regulation.title.de,
        "level_title": f"Warnstufe {step}",
        "valid": (day, date(2021, 12, 31)),
        "url": "https://warnstufen.example/kreis/03256/",
    }
    return notice_from(found, rules_of(version), place, setting, **given | told)  # type: ignore[arg-type]


def every_door() -> Iterator[tuple[str, str, Setting, str]]:
    """Version, kind of place, setting and step of every door that is encoded."""
    for version in DAYS:
        rules = rules_of(version)
        for place, about in rules.places.items():
            for setting in about.settings:
                for step in rules.steps:
                    yield version, place, setting, step
