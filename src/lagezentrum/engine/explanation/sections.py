"""Sections in a proof: the days, the figures of each, and how each figure compares with the range."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from lagezentrum.engine.count_start import CountStart
from lagezentrum.engine.evidence import ONE_DAY, Condition, Lane, indicators_of
from lagezentrum.engine.explanation.context import Context, title_of
from lagezentrum.engine.explanation.open_values import open_days, word_of
from lagezentrum.engine.observations import Observation
from lagezentrum.engine.outcome import Change, Finding
from lagezentrum.engine.progress import DayMark, day_mark, running_section
from lagezentrum.engine.proof.nodes import (
    ComparisonNode,
    CountStartNode,
    DayNode,
    EffectNode,
    Node,
    ObservationNode,
    RouteNode,
    SectionNode,
    UndeterminedNode,
)
from lagezentrum.engine.proof.parts import Answer, Cite, SectionState

_ANSWERS: dict[bool | None, Answer] = {True: "yes", False: "no", None: "unknown"}


def running(context: Context, start: CountStart) -> SectionNode:
    """The running section as known on the day of the explanation."""
    seen = running_section(start, context.day)
    state: SectionState = "complete" if seen.complete else "undetermined" if seen.undetermined else "running"
    head: list[Node] = [_count_start(context, start), _route(context, start.condition, seen.way)]
    effect = [_effect(context, start.condition, context.day)] if seen.complete else []
    return _section(
        context, start.condition, state, seen.counted, [*head, *_days(context, start.condition, seen.marks), *effect]
    )


def found(context: Context, finding: Finding) -> SectionNode | None:
    """The section of a finding, with its effect."""
    start = context.start_on(finding.area, finding.rule, finding.step, finding.section_end)
    if start is None:
        return None
    condition, last = start.condition, finding.section_end
    lane = _lane_of(condition, finding)
    marks = []
    day = finding.section[0]
    while day <= last:
        marks.append(day_mark(condition, lane, day, condition.lane_holds(lane, day), last))
        day += ONE_DAY
    state: SectionState = "complete" if finding.status == "found" else "undetermined"
    counted = sum(mark.kind == "reached" for mark in marks)
    children: list[Node] = [
        _count_start(context, start),
        _route(context, condition, indicators_of(lane)),
        *_days(context, condition, marks),
        _effect(context, condition, last),
    ]
    return _section(context, condition, state, counted, children)


def undetermined(context: Context, finding: Finding) -> UndeterminedNode | None:
    """Which values decide an undetermined finding, and for which of them the result would hold."""
    start = context.start_on(finding.area, finding.rule, finding.step, finding.section_end)
    if start is None:
        return None
    condition, version = start.condition, start.condition.version
    agreeing = {
        decision.decided_on
        for decision in context.decisions_on(version, finding.area, finding.rule, finding.step)
        if decision.kind == ("determined" if finding.change == "raise" else "lifted")
        and decision.decided_on >= finding.section_end
    }
    return UndeterminedNode(
        change=finding.change,
        step=finding.step,
        title=title_of(version, finding.rule, finding.step),
        section=finding.section,
        run_end=finding.run_end,
        effect=finding.earliest_effect,
        missing=tuple(context.missing(version, value) for value in finding.hangs_on),
        open_days=tuple(open_days(condition, finding.section)),
        consistent_with=tuple(sorted(agreeing)),
        cite=context.cite(version, condition.section.cite),
    )


def cite_of_range(context: Context, condition: Condition, indicator: str) -> Cite:
    """The provision that gives the range."""
    consequence = condition.version.rules[condition.rule].consequence
    cite = consequence.cite if consequence else condition.version.ranges[indicator].cite
    return context.cite(condition.version, cite)


def cite_of_part(context: Context, condition: Condition) -> Cite:
    """The provision on raising or lifting."""
    rule = condition.version.rules[condition.rule]
    return context.cite(condition.version, (rule.raising if condition.part == "raising" else rule.lifting).cite)


def _change(condition: Condition) -> Change:
    return "raise" if condition.part == "raising" else "lower"


def _section(
    context: Context, condition: Condition, state: SectionState, counted: int, children: Sequence[Node]
) -> SectionNode:
    return SectionNode(
        change=_change(condition),
        state=state,
        version=condition.version.version,
        calendar=condition.calendar.title,
        counted=counted,
        needed=condition.section.days,
        cite=context.cite(condition.version, condition.section.cite),
        children=tuple(children),
    )


def _count_start(context: Context, start: CountStart) -> CountStartNode:
    version = start.condition.version
    return CountStartNode(
        day=start.first,
        reason=start.reason,
        version=version.version,
        rule_begins=start.rule_begins,
        cite=context.cite(version, start.condition.section.cite),
    )


def _route(context: Context, condition: Condition, way: tuple[str, ...]) -> RouteNode:
    indicators = condition.version.indicators
    return RouteNode(
        ways=condition.route.ways,
        way=way,
        titles={name: indicators[name].title for name in condition.route.indicators},
        throughout=condition.section.throughout,
        cite=cite_of_part(context, condition),
    )


def _effect(context: Context, condition: Condition, end: date) -> EffectNode:
    effect = condition.section.effect
    return EffectNode(
        change=_change(condition),
        section_end=end,
        days_after=effect.days_after,
        day=condition.effect_of(end),
        cite=context.cite(condition.version, effect.cite),
    )


def _lane_of(condition: Condition, finding: Finding) -> Lane:
    """The first lane along which the section is complete, or may be."""
    wanted = True if finding.status == "found" else None
    for lane in condition.lanes:
        answers = [condition.lane_holds(lane, day) for day in finding.section]
        if False not in answers and (wanted is None or None not in answers):
            return lane
    return condition.lanes[0]


def _days(context: Context, condition: Condition, marks: Iterable[DayMark]) -> Iterable[DayNode]:
    cite = context.cite(condition.version, condition.section.cite)
    for mark in marks:
        yield DayNode(
            day=mark.day,
            mark=mark.kind,
            change=_change(condition),
            reason=mark.reason,
            cite=cite,
            children=tuple(_observation(context, condition, name, mark.day, seen) for name, seen in mark.readings),
        )


def _observation(
    context: Context, condition: Condition, name: str, day: date, seen: Observation | None
) -> ObservationNode:
    indicator, value = condition.version.indicators[name], condition.compared(name, seen)
    threshold = condition.range(name).threshold
    comparison = ComparisonNode(
        indicator=name,
        word=word_of(condition, name),
        threshold=threshold,
        compared=value,
        answer=_ANSWERS[condition.holds(name, day)],
        by=None if value is None else value - threshold,
        cite=cite_of_range(context, condition, name),
    )
    return ObservationNode(
        indicator=name,
        title=indicator.title,
        unit=indicator.unit,
        area=condition.where(name),
        day=day,
        published=seen.value if seen else None,
        compared=value,
        published_at=seen.published_at if seen else None,
        source=seen.source if seen else "",
        note=seen.note if seen else "",
        cite=context.cite(condition.version, indicator.cite),
        children=(comparison,),
    )


def due_day(condition: Condition, day: date, first: date) -> date:
    """The day by which a section would have had to end to hold on `day`: a counted one, or before counting starts."""
    due = day - timedelta(days=condition.section.effect.days_after)
    while due >= first and not condition.counts(due):
        due -= ONE_DAY
    return due
