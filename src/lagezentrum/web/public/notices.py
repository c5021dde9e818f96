"""The notice at a door from what is known: which door is meant, what it demands, how long that stays so."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lagezentrum.access import Door, LevelUsed
from lagezentrum.documents.door_layout import layout
from lagezentrum.documents.door_notice import DoorNotice, notice_from, same_demands, signed
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.law.access.words import Setting
from lagezentrum.law.model import Text, Version
from lagezentrum.web import doors, profiles
from lagezentrum.web.public.days import AHEAD, Day, day_of


@dataclass(frozen=True)
class Asked:
    """The door that a visitor names; empty where they have not chosen yet."""

    area: str
    kind: str
    setting: Setting
    day: Day

    @property
    def is_whole(self) -> bool:
        """Whether everything is chosen."""
        return bool(self.area and self.kind)


def asked_for(request: HttpRequest, areas: tuple[str, ...], kinds: tuple[str, ...]) -> Asked:
    """The door that an address names; what there is none of counts as not chosen."""
    area, kind = request.GET.get("ort", ""), request.GET.get("art", "")
    return Asked(
        area if area in areas else "",
        kind if kind in kinds else "",
        "outdoors" if request.GET.get("wo") == "outdoors" else "indoors",
        day_of(request),
    )


def notice_for(asked: Asked, url: str) -> DoorNotice:
    """The notice for a door, signed by the authority of its district; `url` is the page that its QR code leads to.

    A place that exists in one setting only is looked at in that.

    Raises:
        DocumentProblem: nothing is on record about this door, or the profile can not be used.
    """
    seen = doors.seen_for(asked.day.shown)
    version = seen.applied.in_force(asked.area, asked.day.shown)
    rules = doors.rules(seen.applied.id).get(version.version) if version is not None else None
    if version is None or rules is None or asked.kind not in rules.places:
        raise _not_encoded(asked)
    settings = rules.places[asked.kind].settings
    setting = asked.setting if asked.setting in settings else settings[0]

    def door(day: date) -> Door:
        return doors.door_on(seen, asked.area, asked.kind, setting, day)

    # Where no end of the version is known, a change that is ordered or found already lies within this reach.
    ordered = (decision.effective for decision in seen.decisions if decision.effective is not None)
    reach = version.in_force.to or max((asked.day.shown + AHEAD, *ordered))
    start, end = same_demands(door, asked.day.shown, version.in_force.from_, reach)
    found = door(asked.day.shown)
    notice = notice_from(
        found,
        rules,
        asked.kind,
        setting,
        area_name=seen.areas[asked.area].title,
        regulation_title=version.title.de,
        level_title=_level(version, found.level),
        valid=(start, end if version.in_force.to or end < reach else None),
        url=url,
    )
    authority = profiles.profile(asked.area)
    return signed(notice, authority, live=profiles.is_live(authority))


def demands_of(notice: DoorNotice) -> Text:
    """What the sheet will say in large letters, in a line."""
    sheet = layout(notice)
    german = [f"{panel['who']}: {panel['rule']}." if panel["who"] else f"{panel['rule']}." for panel in sheet["panels"]]
    (english,) = [line["says"] for line in sheet["languages"] if line["language"] == "en"]
    return Text(de=" ".join(german), en=english)


def setting_words() -> tuple[tuple[Setting, str], ...]:
    """Indoors and outdoors, as a form offers them."""
    return (("indoors", _("drinnen")), ("outdoors", _("draußen")))


def _level(version: Version, level: LevelUsed) -> str:
    if level.step.isdigit():
        return version.levels[int(level.step)].de if int(level.step) else "keine Warnstufe"
    titles = [rule.consequence.title.de for rule in version.rules.values() if rule.consequence is not None]
    return titles[0] if titles else level.step


def _not_encoded(asked: Asked) -> DocumentProblem:
    day = asked.day.shown
    return DocumentProblem(
        f"Wer am {day:%d.%m.%Y} an diesem Ort hinein darf, ist nicht hinterlegt; ein Aushang würde raten.",
        f"Who may enter this place on {day.isoformat()} is not encoded; a notice would guess.",
    )
