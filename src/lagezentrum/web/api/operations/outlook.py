"""/districts/{ags}/outlook: when what holds can change at the earliest."""

from ninja import Router

from lagezentrum.law.model import Regulation, Text
from lagezentrum.outlook.earliest import Path, Prospect, Settled, StepOutlook
from lagezentrum.outlook.earliest.wording import sentence, settled_sentence
from lagezentrum.web.api.operations.districts import short
from lagezentrum.web.api.parameters import AreaKey, AsOf, On
from lagezentrum.web.api.places import area_of
from lagezentrum.web.api.record import meta
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes import outlook as shapes
from lagezentrum.web.api.shapes.levels import MissingFigure
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today

router = Router(tags=["levels"], by_alias=True)


@router.get(
    "/districts/{ags}/outlook",
    response=shapes.OutlookAnswer,
    operation_id="outlook",
    summary="What may come at the earliest",
)
@answered
def outlook(ags: AreaKey, on: On = None, as_of: AsOf = None) -> shapes.OutlookAnswer:
    """For each level and each rule the earliest day of a change by the rule alone, and what has to happen for it.

    Nothing here is likely or ordered: figures to come bring a change at the earliest on the day named, if every counted
    day until then is as `needs` says.
    """
    area = area_of(ags)
    seen = situation(on or today(), as_of)
    found = seen.earliest(area.ags)
    return shapes.OutlookAnswer(
        data=shapes.Outlook(
            area=short(area),
            present=found.present,
            figures_until=found.day,
            steps=tuple(_step(step, seen.applied) for step in found.steps),
            rules=tuple(map(_rule, found.prospects)),
            settled=tuple(_settled(change, seen.applied) for change in found.settled),
        ),
        meta=meta(as_of),
    )


def _step(step: StepOutlook, regulation: Regulation) -> shapes.StepOutlook:
    return shapes.StepOutlook(
        step=step.step,
        title=step.title,
        change=step.change,
        state=step.state,
        earliest=step.earliest,
        otherwise_not_before=step.otherwise,
        deciding_rule=step.deciding.rule if step.deciding is not None else None,
        sentence=Text(de=sentence(step, regulation, "de"), en=sentence(step, regulation, "en")),
    )


def _rule(found: Prospect) -> shapes.RuleOutlook:
    return shapes.RuleOutlook(
        rule=found.rule,
        area=found.area,
        step=found.step,
        title=found.title,
        change=found.change,
        state=found.state,
        earliest=found.earliest,
        otherwise_not_before=found.otherwise,
        ways=tuple(_path(way.earliest, way.certain) for way in found.ways),
        until=found.until,
    )


def _path(path: Path, certain: Path | None) -> shapes.OutlookPath:
    return shapes.OutlookPath(
        version=path.version,
        indicators=path.indicators,
        counted=path.counted,
        needed=path.needed,
        section_end=path.section_end,
        earliest_effect=path.effect,
        days=tuple(
            shapes.OutlookDay(
                day=box.day,
                kind=box.mark.kind,
                reason=box.mark.reason,
                needs=tuple(
                    tuple(
                        shapes.NeededFigure(
                            indicator=n.indicator, area=n.area, word=n.word, threshold=f"{n.threshold:f}"
                        )
                        for n in way
                    )
                    for way in box.needs
                ),
            )
            for box in path.boxes
        ),
        breaks=tuple(shapes.BreakingDay(day=found.day, then=found.then) for found in path.breaks),
        latest_break=path.last_break.day if path.last_break is not None else None,
        hangs_on=tuple(MissingFigure(indicator=m.indicator, area=m.area, day=m.day) for m in path.hangs_on),
        if_they_stay_missing=certain.effect if path.hangs_on and certain is not None else None,
    )


def _settled(change: Settled, regulation: Regulation) -> shapes.SettledChange:
    return shapes.SettledChange(
        day=change.day,
        step=change.step,
        change=change.change,
        cause=change.cause,
        rule=change.rule or None,
        area=change.area or None,
        sentence=Text(de=settled_sentence(change, regulation, "de"), en=settled_sentence(change, regulation, "en")),
    )
