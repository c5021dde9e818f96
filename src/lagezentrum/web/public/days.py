"""The day a page is about: from its address, kept within what can be said."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lagezentrum.engine.wording.phrases import long_date
from lagezentrum.law.model import Regulation, Version
from lagezentrum.web.ledger import law
from lagezentrum.web.public import language
from lagezentrum.web.today import today

AHEAD = timedelta(days=14)
"""How far ahead of the present day a page may look: longer than any section takes to have its effect."""


@dataclass(frozen=True)
class Day:
    """The day shown, and what a visitor should know about how it was chosen.

    Attributes:
        shown: the day.
        present: today.
        first, last: the days that can be asked for.
        remark: why it is not the day that was asked for, or empty.
        chosen: whether the visitor asked for it.
    """

    shown: date
    present: date
    first: date
    last: date
    remark: str = ""
    chosen: bool = False

    @property
    def is_told(self) -> bool:
        """Whether anything can be said of the day."""
        return self.first <= self.shown <= self.last

    @property
    def is_present(self) -> bool:
        """Whether it is today."""
        return self.shown == self.present

    @property
    def is_ahead(self) -> bool:
        """Whether it lies ahead."""
        return self.shown > self.present

    @property
    def known(self) -> date:
        """The day as of which something can be known: the day shown, or today for a later one."""
        return min(max(self.shown, self.first), self.present)


def bounds(regulation: Regulation) -> tuple[date, date]:
    """First and last day that can be asked for: from the first version to some days ahead, or to the last version."""
    known = [version for version in regulation.versions if is_known(version, today())] or [regulation.versions[0]]
    first = min(version.in_force.from_ for version in known)
    last = today() + AHEAD
    ends = [version.in_force.to for version in known]
    if None not in ends:
        last = min(last, max(end for end in ends if end is not None))
    return first, max(first, last)


def is_known(version: Version, present: date) -> bool:
    """Whether a version has been made public by a day.

    An exercise that plays a day of the past must not know what was decided later. The day of promulgation is not part
    of the data; the versions of the season at hand were made public the day before they came into force.
    """
    return not settings.TODAY or version.in_force.from_ <= present + timedelta(days=1)


def day_of(request: HttpRequest, default: date | None = None, name: str = "tag") -> Day:
    """The day that a page is asked for; today, kept within bounds, where none or none that exists is named."""
    first, last = bounds(law.regulation())
    present = today()
    fallback = min(max(default or present, first), last)
    asked = request.GET.get(name, "").strip()
    if not asked:
        remark = ""
        if present > last:
            remark = _("Die Regelung galt nur bis %(day)s. Gezeigt wird ihr letzter Tag.") % {
                "day": long_date(last, language.current())
            }
        return Day(fallback, present, first, last, remark)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        remark = _("Diesen Tag gibt es nicht. Bitte als Jahr-Monat-Tag angeben, etwa 2021-12-01.")
        return Day(fallback, present, first, last, remark)
    if not first <= day <= last:
        spoken = language.current()
        remark = _("Für %(day)s, lässt sich nichts sagen. Möglich sind die Tage von %(first)s, bis %(last)s.") % {
            "day": long_date(day, spoken),
            "first": long_date(first, spoken),
            "last": long_date(last, spoken),
        }
        return Day(min(max(day, first), last), present, first, last, remark, chosen=True)
    return Day(day, present, first, last, chosen=True)


def exact_day_of(request: HttpRequest, default: date, name: str = "tag") -> Day:
    """The day that a page is asked for, or the default, never another one: of some days nothing can be said."""
    day = day_of(request, default, name)
    asked = request.GET.get(name, "").strip()
    try:
        meant = date.fromisoformat(asked) if asked else default
    except ValueError:
        return replace(day, shown=default)
    return replace(day, shown=meant, remark="" if day.first <= meant <= day.last else _untold(meant, day))


def _untold(asked: date, day: Day) -> str:
    """Why nothing can be said of a day."""
    spoken = language.current()
    versions = law.regulation().versions
    first, last = versions[0].in_force.from_, law.last_day(law.regulation())
    values = {
        "day": long_date(asked, spoken),
        "first": long_date(first, spoken),
        "last": long_date(last or day.last, spoken),
    }
    if asked < first:
        return _("Für %(day)s, gibt es keine Fassung der Regelung. Die erste gilt ab %(first)s.") % values
    if last is not None and asked > last:
        return _("Für %(day)s, gibt es keine Fassung der Regelung. Die letzte gilt bis %(last)s.") % values
    return _("Für %(day)s, lässt sich noch nichts sagen. Gefragt werden kann bis %(last)s.") % values


def next_saturday(after: date) -> date:
    """The Saturday on or after a day."""
    return after + timedelta(days=(5 - after.weekday()) % 7)
