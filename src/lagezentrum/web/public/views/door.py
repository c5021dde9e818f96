"""What do I have to check at my door? For operators: a place, its kind and a day, and what differs from today."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.access import Door, LevelUsed
from lagezentrum.engine.wording.phrases import WEEKDAYS, text
from lagezentrum.law.access.words import Setting
from lagezentrum.web import doors
from lagezentrum.web.public import door_table, language
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.days import day_of
from lagezentrum.web.public.overview import district_keys
from lagezentrum.web.public.places import search
from lagezentrum.web.situation import Situation
from lagezentrum.web.today import today

_WEDNESDAY = 2


@dataclass(frozen=True)
class OnDay:
    """A door on one day.

    Attributes:
        day: the day.
        level: which level was used, in words.
        row: what the door demands; None where nothing is on record.
        why: why nothing is on record, as far as that is known.
        door: the same as data.
        besides: how old proofs and tests may be, who is exempt, what relieves, what holds for staff.
    """

    day: date
    level: str
    row: door_table.DoorRow | None
    why: str
    door: Door
    besides: tuple[door_table.Besides, ...]

    @property
    def is_known(self) -> bool:
        """Whether anything is on record, so that a notice can be made."""
        return self.row is not None and any(demand.known for demand in self.row.demands)


@page
def door_check(request: HttpRequest) -> HttpResponse:
    """What a door has to check on a day; the next Wednesday where no day is named."""
    day = day_of(request, default=_next(_WEDNESDAY))
    seen = doors.seen_for(day.shown)
    found = search(request.GET.get("ort", ""), district_keys(seen))
    titles = doors.kinds(settings.REGULATION)
    asked = request.GET.get("art", "").strip()
    kind = asked if asked in titles else next(iter(titles), "")
    setting: Setting = "outdoors" if request.GET.get("wo") == "outdoors" else "indoors"
    area = found.area
    then = on_day(seen, area.ags, kind, setting, day.shown) if area else None
    present = on_day(doors.seen_for(day.present), area.ags, kind, setting, day.present) if area else None
    spoken = language.current()
    return render(
        request,
        "public/door.html",
        {
            "day": day,
            "weekday": WEEKDAYS[spoken][day.shown.weekday()],
            "found": found,
            "area": area,
            "kind": kind,
            "unknown_kind": asked not in ("", kind),
            "setting": setting,
            "kinds": [(key, text(title, spoken)) for key, title in titles.items()],
            "place_title": text(titles[kind], spoken) if kind else "",
            "then": then,
            "present": present,
            "notice": urlencode({"ort": area.ags, "art": kind, "wo": setting, "tag": day.shown.isoformat()})
            if area
            else "",
            "same": then is not None and present is not None and then.door.asks_the_same(present.door),
        },
    )


def on_day(seen: Situation, ags: str, kind: str, setting: Setting, day: date) -> OnDay:
    """A door on a day. A place that exists in one setting only is looked at in that."""
    level: LevelUsed = doors.level_on(seen, ags, day)
    rules = doors.rules(seen.regulation.id).get(level.version or "")
    of_place = rules.places.get(kind) if rules else None
    where = setting if of_place is None or setting in of_place.settings else of_place.settings[0]
    door = doors.door_at(seen, level, kind, where)
    shown = door_table.row(rules, kind, where, door, seen.regulation.id) if rules and of_place and door.rules else None
    return OnDay(
        day,
        door_table.level_says(level),
        shown,
        door_table.why_nothing(seen, level),
        door,
        door_table.besides(rules, door, seen.regulation.id) if rules else (),
    )


def _next(weekday: int) -> date:
    """The first such day of the week after today."""
    ahead = (weekday - today().weekday() - 1) % 7 + 1
    return today() + timedelta(days=ahead)
