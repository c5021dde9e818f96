"""District page: answer, three steps, five boxes, indicators, history, proof."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lagezentrum.engine.progress import Progress
from lagezentrum.engine.standing import Standing
from lagezentrum.engine.wording.phrases import text
from lagezentrum.law.model import Indicator, Version
from lagezentrum.law.ranges import as_compared
from lagezentrum.web import doors
from lagezentrum.web.ledger import law
from lagezentrum.web.public import charts, door_table, language, sentences
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.day_links import day_links
from lagezentrum.web.public.days import day_of
from lagezentrum.web.public.earliest import earliest_steps
from lagezentrum.web.public.history import history
from lagezentrum.web.public.meaning import Need, needs, thresholds, what_applies
from lagezentrum.web.public.probable import probable
from lagezentrum.web.public.proofs import norms, proof_lines
from lagezentrum.web.public.stages import stages
from lagezentrum.web.public.views.card import card
from lagezentrum.web.situation import Situation, situation

_CHART_DAYS = timedelta(days=41)


@dataclass(frozen=True)
class Shown:
    """The chart of one indicator, its name and where its figures are; `section_of`: rule and step of its section."""

    title: str
    unit: str
    indicator: Indicator
    chart: charts.Chart
    csv: str
    section_of: str

    @property
    def last_value(self) -> Decimal | None:
        """The latest value in the precision in which the law compares it."""
        last = self.chart.last
        return None if last is None or last.value is None else as_compared(last.value, self.indicator.precision)


@dataclass(frozen=True)
class Route:
    """The running sections of one rule: what would begin, and what would end."""

    title: str
    area: str
    boxes: tuple[tuple[str, Progress, tuple[Need, ...]], ...]


@page
def district(request: HttpRequest, ags: str) -> HttpResponse:
    """Everything about one district on a day."""
    if ags not in law.areas(law.regulation().id) or len(ags) < 3:
        raise Http404
    day = day_of(request)
    seen = situation(day.known)
    shown = card(seen, ags, day)
    version_of_day = shown.version
    version = seen.regulation.in_force(ags, seen.judged_until)
    shown_routes = routes(version, shown.running, seen.standing(ags).level)
    return render(
        request,
        "public/district.html",
        {
            "area": seen.areas[ags],
            "day": day,
            "seen": seen,
            "card": shown,
            "stages": stages(seen, ags),
            "routes": shown_routes,
            "earliest": earliest_steps(seen, ags),
            "probable": probable(seen, ags),
            "charts": indicator_charts(seen, version, ags, shown_routes),
            "history": history(seen, ags),
            "proof": proof_lines(seen, ags),
            "day_links": day_links(
                day,
                (ags,),
                lambda d: (
                    reverse("public:district", args=[ags]) + ("" if d == day.present else f"?tag={d.isoformat()}")
                ),
            ),
            **_doors(request, ags, day.shown, shown.answer.standing),
            "applies": what_applies(version_of_day, norms(seen.regulation.id)) if version_of_day else (),
        },
    )


def _doors(request: HttpRequest, ags: str, day: date, held: Standing) -> dict[str, object]:
    """The table of doors, all of them or those of one kind of place.

    `unknown_kind`: a kind was asked for that is not in the table.
    `doors_in_force`: what is in force, where doors are told by a level that was met and never determined; else empty.
    """
    seen = doors.seen_for(day)
    level, rows = door_table.table(seen, ags, day)
    kinds = list({row.kind: row.title for row in rows}.items())
    asked = request.GET.get("art", "").strip()
    chosen = asked if any(asked == kind for kind, _title in kinds) else ""
    return {
        "doors": [row for row in rows if chosen in ("", row.kind)],
        "door_kinds": kinds,
        "door_kind": chosen,
        "unknown_kind": asked != chosen,
        "doors_level": door_table.level_says(level),
        "doors_in_force": sentences.what_holds(held) if level.basis == "finding" else "",
        "doors_why": door_table.why_nothing(seen, level),
    }


def routes(version: Version | None, running: tuple[Progress, ...], level: int) -> tuple[Route, ...]:
    """The boxes to show, and what they need: of each rule the next step up, and the end of the highest one raised."""
    if version is None:
        return ()
    found = []
    for name, rule in version.rules.items():
        mine = [p for p in running if p.rule == name]
        falling = [p for p in mine if p.change == "lower"]
        rising = [p for p in mine if p.change == "raise" and not (p.step.isdigit() and int(p.step) <= level)]
        shown = [*rising[:1], *falling[-1:]]
        if not shown:
            shown = [p for p in mine if p.change == "raise"][-1:]
        if not shown:
            continue  # a rule for districts, where the Land is looked at
        titles = {p.step: sentences.step_title(version, p.step, p.rule) for p in shown}
        found.append(
            Route(
                text(rule.title, language.current()),
                shown[0].area if shown else "",
                tuple((titles[p.step], p, needs(version, p)) for p in shown),
            )
        )
    return tuple(found)


def indicator_charts(
    seen: Situation, version: Version | None, area: str, shown: tuple[Route, ...]
) -> tuple[Shown, ...]:
    """A chart of every indicator that counts for an area (a district, or a Land).

    In each the section is marked that has come furthest of those that look at its indicator.
    """
    if version is None:
        return ()
    last = seen.judged_until
    first = last - _CHART_DAYS
    found = []
    for name, indicator in version.indicators.items():
        if indicator.scope == "district" and len(area) == 2:
            continue
        where = area if indicator.scope == "district" else area[:2]
        lines = thresholds(version, name)
        section_of, section = _section(shown, name)
        drawn = charts.chart(seen.figures, name, where, first, last, lines, section)
        found.append(
            Shown(
                text(indicator.title, language.current()), indicator.unit, indicator, drawn,
                reverse("public:series", args=[where, name]), section_of,
            )
        )  # fmt: skip
    return tuple(found)


def _section(shown: tuple[Route, ...], indicator: str) -> tuple[str, tuple[date, ...]]:
    """Of the sections shown as boxes that look at an indicator, the furthest: its rule and step, its days so far."""
    counting = [
        (p.counted, p.step, f"{route.title}, {_of_change(title, p)}", p)
        for route in shown
        for title, p, _needs in route.boxes
        if p.counted and indicator in p.way
    ]
    if not counting:
        return "", ()
    *_rest, section_of, best = max(counting, key=lambda found: found[:2])
    return section_of, tuple(mark.day for mark in best.marks if mark.kind in ("reached", "missing", "skipped"))


def _of_change(title: str, running: Progress) -> str:
    return _("Ende: %(title)s") % {"title": title} if running.change == "lower" else title
