"""/findings: every change that the rule found in the figures."""

from typing import Annotated

from ninja import Query, Router

from lagezentrum.engine.outcome import Finding
from lagezentrum.engine.standing import Remark
from lagezentrum.sources.areas import all_areas
from lagezentrum.web.api.ground import Ground
from lagezentrum.web.api.parameters import AsOf, ConcernedArea, From, To, span
from lagezentrum.web.api.places import area_of, concerning
from lagezentrum.web.api.record import ground, meta
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes.findings import Findings, FindingsAnswer, FoundChange
from lagezentrum.web.api.shapes.levels import MissingFigure

router = Router(tags=["findings"], by_alias=True)

Everything = Annotated[
    bool, Query(False, alias="all", description="also what changes nothing, because the level holds there anyway")
]


@router.get("/findings", response=FindingsAnswer, operation_id="findings", summary="What the rule found")
@answered
def findings(
    first: From = None,
    last: To = None,
    area: ConcernedArea = None,
    as_of: AsOf = None,
    everything: Everything = False,
) -> FindingsAnswer:
    """The findings whose sections end in a span of days. Findings that hang on missing figures say on which."""
    start, end = span(first, last)
    wanted = None if area is None else concerning(area_of(area))
    situation, told_from = ground(end, as_of)
    found = tuple(
        _shape(told_from, finding, situation.standings.remark(finding))
        for finding in situation.ordered.findings
        if start <= finding.section_end <= end and (wanted is None or finding.area in wanted)
    )
    return FindingsAnswer(
        data=Findings(
            first=start,
            last=end,
            judged_until=situation.judged_until,
            findings=tuple(shape for shape in found if everything or shape.remark is None),
        ),
        meta=meta(as_of),
    )


def _shape(told_from: Ground, finding: Finding, remark: Remark | None) -> FoundChange:
    version = told_from.regulation.named(finding.version)
    assert version is not None  # noqa: S101 (the finding comes from this regulation)
    return FoundChange(
        version=finding.version,
        rule=finding.rule,
        area=finding.area,
        area_title=all_areas()[finding.area].title,
        step=finding.step,
        title=told_from.title(version, finding.rule, finding.step),
        change=finding.change,
        status=finding.status,
        section=finding.section,
        run_end=finding.run_end,
        earliest_effect=finding.earliest_effect,
        hangs_on=tuple(MissingFigure(indicator=m.indicator, area=m.area, day=m.day) for m in finding.hangs_on),
        remark=remark,
    )
