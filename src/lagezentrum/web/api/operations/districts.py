"""/districts: which there are, what holds in one, over time, and why."""

from ninja import Router

from lagezentrum.sources.areas import Area
from lagezentrum.web.api.ground import rules_for
from lagezentrum.web.api.parameters import LONGEST_OF_ALL, AreaKey, AsOf, From, On, To, days_of, span
from lagezentrum.web.api.places import area_of, areas_covered, ars
from lagezentrum.web.api.record import ground, meta
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes.areas import (
    AreaAnswer,
    AreaDetails,
    AreaEntry,
    AreaLinks,
    AreasAnswer,
    AreaShort,
    RuleHere,
)
from lagezentrum.web.api.shapes.explanations import ExplanationAnswer
from lagezentrum.web.api.shapes.levels import (
    AreaTimeline,
    LevelAnswer,
    LevelOnDay,
    Timeline,
    TimelineAnswer,
    Timelines,
    TimelinesAnswer,
)
from lagezentrum.web.api.telling import day_in_area, day_in_force, explained, next_changes
from lagezentrum.web.ledger import law
from lagezentrum.web.today import today

router = Router(tags=["levels"], by_alias=True)
_AREA = "/districts/{ags}"


@router.get("/districts", response=AreasAnswer, operation_id="districts", summary="The Land and its districts")
@answered
def districts() -> AreasAnswer:
    """The Land and every district in it, with where to go on. The Land comes first."""
    return AreasAnswer(data=tuple(_entry(area) for area in areas_covered().values() if _exists(area)), meta=meta())


@router.get(_AREA, response=AreaAnswer, operation_id="district", summary="One district")
@answered
def district(ags: AreaKey) -> AreaAnswer:
    """A district (or the Land), and the rules that apply in it today."""
    area = area_of(ags)
    version = law.regulation().in_force(area.ags, today())
    rules = tuple(
        RuleHere(
            rule=name,
            title=version.rules[name].title,
            area=where,
            steps=version.steps(name),
            authority=version.rules[name].authority,
        )
        for name, where in (rules_for(version, area.ags) if version else ())
        if version is not None
    )
    details = AreaDetails(
        **dict(_entry(area)),
        inhabitants=None if area.is_land else area.inhabitants,
        until=area.until,
        rules=rules,
    )
    return AreaAnswer(data=details, meta=meta())


@router.get(_AREA + "/level", response=LevelAnswer, operation_id="level", summary="What holds on a day")
@answered
def level(ags: AreaKey, on: On = None, as_of: AsOf = None) -> LevelAnswer:
    """Met, determined and in force on one day, and what may come next."""
    area, day = area_of(ags), on or today()
    situation, told_from = ground(day, as_of)
    data = LevelOnDay(
        **dict(day_in_area(told_from, area.ags, day)), area=short(area), next=next_changes(situation, area.ags)
    )
    return LevelAnswer(data=data, meta=meta(as_of))


@router.get(_AREA + "/timeline", response=TimelineAnswer, operation_id="timeline", summary="What holds over time")
@answered
def timeline(ags: AreaKey, first: From = None, last: To = None, as_of: AsOf = None) -> TimelineAnswer:
    """Met, determined and in force on every day of a span; days to come are marked `ahead`."""
    area = area_of(ags)
    start, end = span(first, last)
    _, told_from = ground(end, as_of)
    days = tuple(day_in_area(told_from, area.ags, day) for day in days_of(start, end))
    return TimelineAnswer(data=Timeline(area=short(area), first=start, last=end, days=days), meta=meta(as_of))


@router.get("/timeline", response=TimelinesAnswer, operation_id="timelines", summary="What holds everywhere over time")
@answered
def timelines(first: From = None, last: To = None, as_of: AsOf = None) -> TimelinesAnswer:
    """What is in force in the Land and in each district on every day of a span, in short; a span has its bound, too.

    What is met and what is determined stands in the timeline of each district.
    """
    start, end = span(first, last, most=LONGEST_OF_ALL)
    _, told_from = ground(end, as_of)
    return TimelinesAnswer(
        data=Timelines(
            first=start,
            last=end,
            areas=tuple(
                AreaTimeline(
                    area=short(area), days=tuple(day_in_force(told_from, area.ags, day) for day in days_of(start, end))
                )
                for area in areas_covered().values()
                if _exists(area)
            ),
        ),
        meta=meta(as_of),
    )


@router.get(_AREA + "/explanation", response=ExplanationAnswer, operation_id="explanation", summary="Why")
@answered
def explanation(ags: AreaKey, on: On = None, as_of: AsOf = None) -> ExplanationAnswer:
    """The proof of what holds on a day: as a tree for programs, and as text in German and English.

    For a day whose figures are not there yet, the last day with figures is explained; `explained_day` says which.
    """
    area, day = area_of(ags), on or today()
    situation, _ = ground(day, as_of)
    return ExplanationAnswer(data=explained(situation, area.ags, day, as_of), meta=meta(as_of))


def short(area: Area) -> AreaShort:
    """An area without links."""
    return AreaShort(ags=area.ags, ars=ars(area), name=area.name, title=area.title, kind=area.kind)


def _entry(area: Area) -> AreaEntry:
    here = f"/api/v1/districts/{area.ags}"
    return AreaEntry(
        **dict(short(area)),
        links=AreaLinks(
            level=f"{here}/level",
            timeline=f"{here}/timeline",
            explanation=f"{here}/explanation",
            determinations=f"/api/v1/determinations?area={area.ags}",
            calendar=f"/feeds/{area.ags}.ics",
            atom=f"/feeds/{area.ags}.atom",
            page="/land/" if area.is_land else f"/kreis/{area.ags}/",
        ),
    )


def _exists(area: Area) -> bool:
    return area.until is None
