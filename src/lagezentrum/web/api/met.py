"""Met: what the figures say about a day, whatever was ordered. Pure."""

from datetime import date, timedelta

from lagezentrum.engine.outcome import Finding
from lagezentrum.engine.standing import Standing
from lagezentrum.law.model import Part, Version
from lagezentrum.web.api.ground import Ground, Key, highest, rules_for
from lagezentrum.web.api.shapes.levels import Counting, Met, MetState, MetStep, MissingFigure

_LONGEST_PAUSE = 14  # days in a row that do not count; no calendar has more


def counting(ground: Ground, standing: Standing) -> Counting:
    """Whether the figures of the day count."""
    version = standing.version
    calendars = {section.calendar for section in version.sections.values()} if version else set()
    if len(calendars) != 1:
        return Counting(counts=None, reason=None)
    reason = ground.calendars[calendars.pop()].left_out(standing.day, standing.area[:2])
    return Counting(counts=reason is None, reason=reason)


def met(ground: Ground, standing: Standing) -> Met:
    """What the rule finds on the day."""
    version, area, day = standing.version, standing.area, standing.day
    if version is None and not ground.is_unannounced(day):
        return Met(state="outside", level=None, steps=())
    if version is None or ground.last_figures is None or day > min(ground.last_figures, ground.until):
        return Met(state="awaiting_figures", level=None, steps=())
    steps = tuple(
        found
        for rule, where in rules_for(version, area)
        for step in version.steps(rule)
        if (found := _step(ground, version, (rule, where, step), day)) is not None
    )
    state: MetState = "undetermined" if any(step.state == "undetermined" for step in steps) else "known"
    if (area, day) in ground.withheld or (area[:2], day) in ground.withheld:
        state = "withheld"
    return Met(state=state, level=highest([step.step for step in steps if step.state == "met"]), steps=steps)


def _step(ground: Ground, version: Version, key: Key, day: date) -> MetStep | None:
    """The step if its condition is met or may be, else None."""
    episode = next(
        (e for e in ground.episodes[key] if e.met_on <= day and (e.lowered_on is None or day < e.lowered_on)), None
    )
    finding = _open(ground, version, key, "raising" if episode is None else "lifting", day)
    if finding is not None:
        since = finding.section_end
    elif episode is not None:
        since = episode.met_on
    else:
        return None
    rule, area, step = key
    return MetStep(
        rule=rule,
        area=area,
        step=step,
        title=ground.title(version, rule, step),
        state="met" if finding is None else "undetermined",
        by="regulation" if episode is not None and episode.basis == "regulation" else "figures",
        since=since,
        hangs_on=() if finding is None else _missing(finding, day),
    )


def _open(ground: Ground, version: Version, key: Key, part: Part, day: date) -> Finding | None:
    """The finding that leaves the step open when `day` is judged, because figures are missing."""
    rule, area, _ = key
    calendar = ground.calendars[version.section(rule, part).calendar]
    judged = day
    for _ in range(_LONGEST_PAUSE):
        if calendar.counts(judged, area[:2]):
            break
        judged -= timedelta(days=1)
    change = "raise" if part == "raising" else "lower"
    for finding in ground.open_findings[key]:
        if finding.change == change and finding.section_end <= day and finding.run_end >= judged:
            return finding
    return None


def _missing(finding: Finding, day: date) -> tuple[MissingFigure, ...]:
    """The missing figures of days up to `day`; a run of open sections names those of later ones, too."""
    return tuple(
        MissingFigure(indicator=value.indicator, area=value.area, day=value.day)
        for value in finding.hangs_on
        if value.day <= day
    )
