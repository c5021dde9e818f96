"""The rules at doors in service: the level an answer rests on, and what a door demands. No person is known here."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from lagezentrum.access import Door, LevelUsed, door, level_used
from lagezentrum.engine import fast
from lagezentrum.engine.standing import Standings
from lagezentrum.law.access.known import as_known_on
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.reading import access_by_version
from lagezentrum.law.access.words import NO_STEP, SETTINGS, Setting
from lagezentrum.law.model import Text
from lagezentrum.web.ledger import law
from lagezentrum.web.situation import Situation, situation
from lagezentrum.web.today import today


def rules(regulation: str) -> Mapping[str, AccessRules]:
    """The access rules of every version of a regulation that has some, by version, as known today.

    An exercise that plays a day of the past does not know yet what courts decided later.

    Raises:
        LawError: a file is not in order.
    """
    return _known(law.on_file(regulation).id, law.known_on())


@lru_cache(maxsize=8)
def _known(regulation: str, day: date) -> Mapping[str, AccessRules]:
    return {version: as_known_on(found, day) for version, found in _rules(regulation).items()}


@cache
def _rules(regulation: str) -> Mapping[str, AccessRules]:
    return access_by_version(law.library(), regulation)


@cache
def kinds(regulation: str) -> Mapping[str, Text]:
    """Every kind of place that some version has rules for, with its latest title, in the order of their titles."""
    found = {kind: of.title for version in _rules(regulation).values() for kind, of in version.places.items()}
    return dict(sorted(found.items(), key=lambda item: item[1].de))


def cited(regulation: str, version: str) -> frozenset[str]:
    """Anchors of the provisions that the access rules of a version rest on."""
    of_version = _rules(regulation).get(version)
    return frozenset() if of_version is None else frozenset(_cited(of_version.model_dump()))


def _cited(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("cite", ())
        for value in part.values():
            yield from _cited(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from _cited(value)


def seen_for(day: date) -> Situation:
    """The situation from which something can be said of a day: of that day, or of today where it lies ahead."""
    return situation(min(day, today()))


def level_on(seen: Situation, area: str, day: date) -> LevelUsed:
    """The level that answers about an area on a day rest on.

    What was ordered holds until an order ends it. What was found and nobody ordered counts from its earliest date
    where it is higher; the answer then says that no order is on record.

    Args:
        seen: the situation as `seen_for` gives it for that day.
        area: AGS of a district, or the key of a Land.
        day: the day asked about.
    """
    if seen.announced_until is not None and day > seen.announced_until:
        return LevelUsed(area, day, None, NO_STEP, "nothing", None)
    replay = fast.replay(
        seen.applied,
        seen.calendars,
        seen.figures,
        tuple(dict.fromkeys((area[:2], area))),
        seen.decided_until,
        known_at=None,
        decisions=seen.decisions,
    )
    ordered = seen.standings.on(area, day)
    assumed = Standings(seen.applied, replay, seen.judged_until).on(area, day)
    # Figures of the present day that have not come yet leave nothing open.
    told = [f for f in replay.findings if not any(value.day > seen.judged_until for value in f.hangs_on)]
    return level_used(ordered, assumed, told)


def door_on(seen: Situation, area: str, kind: str, setting: Setting, day: date) -> Door:
    """What the door of a kind of place demands in an area on a day; `seen` as for `level_on`."""
    level = level_on(seen, area, day)
    return door_at(seen, level, kind, setting)


def door_at(seen: Situation, level: LevelUsed, kind: str, setting: Setting) -> Door:
    """What the door of a kind of place demands at a level that is known already."""
    return door(rules(seen.regulation.id).get(level.version or ""), kind, setting, level)


def doors_at(seen: Situation, level: LevelUsed) -> tuple[tuple[str, Setting, Door], ...]:
    """Every door that the version in force has rules for: kind of place, indoors or outdoors, what is demanded."""
    of_version = rules(seen.regulation.id).get(level.version or "")
    if of_version is None:
        return ()
    return tuple(
        (kind, setting, door(of_version, kind, setting, level))
        for kind, of_place in of_version.places.items()
        for setting in SETTINGS
        if setting in of_place.settings
    )
