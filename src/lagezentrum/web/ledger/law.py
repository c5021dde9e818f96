"""The regulation in charge: read once, named by settings, its versions pinned by the hash of their text.

What is on file may be ahead of the day on which the service lives: an exercise plays a day of the past, and a question
may be asked as of one. So there are three views: all versions `on_file`; those that had been announced (`regulation`);
and those as they were `applied` then, when nobody could know that another version would follow the last one.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from django.conf import settings

from lagezentrum.law.announcement import announced, held_open
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation, Rule
from lagezentrum.sources.areas import Area, all_areas, districts
from lagezentrum.web.ledger.chain import sha256
from lagezentrum.web.today import today


@cache
def library() -> Library:
    """The regulations shipped with the package."""
    return Library()


def on_file(name: str = "") -> Regulation:
    """A regulation with all its versions; by default the one in charge (LAGEZENTRUM_REGULATION)."""
    return library().regulation(name or settings.REGULATION)


def known_on(day: date | None = None) -> date:
    """Up to which day announcements count where something is asked as of a day (None: today).

    Whatever is on file has been announced to a service that lives today; to an exercise that plays a day of the past
    it has not. `date.max` stands for all that is on file.
    """
    present = today()
    if day is None or day >= present:
        return present if settings.TODAY else date.max
    return day


def regulation(name: str = "", known: date | None = None) -> Regulation:
    """A regulation with the versions announced by a day, as `known_on` gives it (None: for today).

    The first version always counts as announced: without any there would be nothing to speak of.
    """
    whole = on_file(name)
    return _views(whole.id, _announced(whole, known))[0]


def applied(name: str, known: date) -> Regulation:
    """A regulation as it was applied when only the versions announced by a day were known.

    The last of them then holds until further notice, also where it is known today when the next one replaced it.
    """
    return _views(name, _announced(on_file(name), known))[1]


def announced_until(name: str, known: date) -> date | None:
    """The last day for which a version had been announced by a day; None where nothing on file is left to announce."""
    whole = on_file(name)
    count = _announced(whole, known)
    return None if count == len(whole.versions) else last_day(_views(name, count)[0])


def _announced(whole: Regulation, known: date | None) -> int:
    """How many of the versions, which stand in the order in which they came into force, had been announced."""
    by = known_on() if known is None else known
    return announced(whole, by)


@cache
def _views(name: str, count: int) -> tuple[Regulation, Regulation]:
    """The first versions of a regulation, and the same with an open end where more are to follow."""
    whole = on_file(name)
    if count == len(whole.versions):
        return whole, whole
    return whole.model_copy(update={"versions": whole.versions[:count]}), held_open(whole, count)


@cache
def text_sha256(name: str, version: str) -> str:
    """SHA-256 of the file that states a version, byte for byte."""
    return sha256((library().folder(name, version) / "regulation.yaml").read_bytes())


@cache
def areas(name: str) -> Mapping[str, Area]:
    """Every area that the regulation `name` judges, by its key: its Länder first, then their districts."""
    chosen = on_file(name)
    lands = [area for area in all_areas().values() if area.is_land and chosen.for_area(area.ags)]
    below = [area for land in lands for area in districts(land.ags)]
    return {area.ags: area for area in (*lands, *below)}


def last_day(of: Regulation) -> date | None:
    """The last day on which some version holds, or None where it is open."""
    ends = [version.in_force.to for version in of.versions]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def authority(rule: Rule, area: str) -> str:
    """Who decides under a rule in an area: the district by name, or the authority that the rule names."""
    found = all_areas().get(area)
    return found.title if rule.scope == "district" and found is not None else rule.authority.de
