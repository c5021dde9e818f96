"""Met, determined, in force: three steps of a level, kept apart, and one not taken visibly empty."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lagezentrum.engine.outcome import Episode
from lagezentrum.law.model import StepName
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public import sentences
from lagezentrum.web.public.marks import Mark, level_mark, step_mark
from lagezentrum.web.situation import Situation

State = Literal["taken", "coming", "empty", "open", "needless", "refrained", "suspended"]


@dataclass(frozen=True)
class Stage:
    """One of the three.

    `coming` lies ahead; `needless` where the regulation itself set the level; `suspended`: not in force by a court, on
    the day of the situation.
    """

    state: State
    day: date | None = None
    order: Determination | None = None


@dataclass(frozen=True)
class Stages:
    """The three of one step under one rule."""

    step: StepName
    rule: str
    title: str
    mark: Mark
    met: Stage
    determined: Stage
    in_force: Stage


def stages(seen: Situation, area: str) -> tuple[Stages, ...]:
    """The steps that hold, or are on their way, in an area on the day, each once; the lowest level if none is."""
    standing = seen.standing(area)
    version = standing.version
    if version is None:
        return ()
    if standing.fixed is not None:
        fixed = standing.fixed
        return (
            Stages(
                str(fixed.level), "", sentences.step_title(version, str(fixed.level)), level_mark(fixed.level),
                Stage("needless"), Stage("needless"), Stage("taken", fixed.from_),
            ),
        )  # fmt: skip
    tasks = seen.work_list((area, area[:2]))
    waiting = {(i.rule, i.area, i.step) for i in tasks.decide}
    deciding = {(e.rule, e.area, e.step) for e in standing.episodes}
    deciding |= {(e.rule, e.area, e.step) for _step, e in standing.consequences}
    shown = []
    for episode in seen.ordered.episodes:
        ended = episode.ends is not None and episode.ends <= seen.on
        lost = episode.lowered_on is not None and not episode.in_force_on(seen.on)
        if episode.area not in (area, area[:2]) or ended or lost or episode.met_on > seen.on:
            continue
        key = (episode.rule, episode.area, episode.step)
        ordered = episode.effective is not None or episode.refrained
        above = episode.step.isdigit() and int(episode.step) > standing.level and ordered
        if key in deciding or key in waiting or above:
            shown.append(_stages(seen, episode))
    shown += [
        _row(seen, i.rule, i.step, i.area, Stage("open", i.finding.run_end), Stage("empty"), Stage("empty"))
        for i in tasks.undetermined
        if i.finding is not None and i.finding.change == "raise"
    ]
    if not shown and version.levels:
        lowest = str(min(version.levels))
        shown.append(_row(seen, "", lowest, area, Stage("empty"), Stage("empty"), Stage("empty")))
    furthest: dict[StepName, Stages] = {}
    for row in sorted(shown, key=_how_far, reverse=True):
        furthest.setdefault(row.step, row)
    return tuple(sorted(furthest.values(), key=lambda s: (s.step.isdigit(), s.step), reverse=True))


def _how_far(row: Stages) -> tuple[int, int, int, date]:
    """How far a step has come under a rule: of several rules, the furthest is shown; of equals, the latest."""
    ranks: dict[State, int] = {
        "taken": 3,
        "coming": 2,
        "suspended": 2,
        "refrained": 2,
        "open": 1,
        "needless": 1,
        "empty": 0,
    }
    days = [stage.day for stage in (row.met, row.determined, row.in_force) if stage.day is not None]
    return (
        ranks[row.in_force.state],
        ranks[row.determined.state],
        ranks[row.met.state],
        max(days, default=date.min),
    )


def _stages(seen: Situation, episode: Episode) -> Stages:
    order = next(
        (
            d for d in reversed(seen.determinations)
            if d.is_public and d.change == "raise" and d.state != "withdrawn"
            and (d.rule, d.area, d.step) == (episode.rule, episode.area, episode.step)
            and (d.holds_from == episode.effective or episode.refrained)
        ),
        None,
    )  # fmt: skip
    if episode.basis == "regulation":
        met, determined = Stage("needless"), Stage("needless")
    else:
        met = Stage("taken", episode.met_on) if episode.basis == "finding" else _met_without_finding(seen, episode)
        if episode.refrained:
            determined = Stage("refrained", order.published_on if order else None, order)
        elif episode.effective is not None:
            determined = Stage("taken", order.published_on if order else None, order)
        else:
            determined = Stage("empty")
    if episode.effective is None:
        in_force = Stage("empty")
    elif _is_suspended(seen, episode):
        in_force = Stage("suspended", episode.effective)
    else:
        in_force = Stage("taken" if episode.effective <= seen.on else "coming", episode.effective)
    return _row(seen, episode.rule, episode.step, episode.area, met, determined, in_force)


def _is_suspended(seen: Situation, episode: Episode) -> bool:
    """Whether a court keeps a step that was determined from holding on the day."""
    return any(
        (pause.of, pause.rule, pause.area, pause.step) == ("determined", episode.rule, episode.area, episode.step)
        and pause.effective == episode.effective
        for pause in seen.standings.on(episode.area, seen.on).suspensions
    )


def _met_without_finding(seen: Situation, episode: Episode) -> Stage:
    """An order that no certain finding bears: open where missing values decide, otherwise the step is not taken."""
    for finding in reversed(seen.replay.findings):
        same = (finding.rule, finding.area, finding.step) == (episode.rule, episode.area, episode.step)
        if same and finding.change == "raise" and finding.section_end <= episode.met_on:
            return (
                Stage("open", finding.run_end)
                if finding.status == "undetermined"
                else Stage("taken", finding.section_end)
            )
    return Stage("empty")


def _row(seen: Situation, rule: str, step: str, area: str, met: Stage, determined: Stage, in_force: Stage) -> Stages:
    version = seen.regulation.in_force(area, seen.on)
    title = sentences.step_title(version, step, rule)
    return Stages(step, rule, title, step_mark(step), met, determined, in_force)
