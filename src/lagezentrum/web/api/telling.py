"""From a situation to what an answer says of a day, of what may come next, and of the reasons."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from lagezentrum.engine.explanation import explain
from lagezentrum.engine.progress import Progress
from lagezentrum.engine.wording import progress_sentence, render
from lagezentrum.law.model import Text
from lagezentrum.law.norm import Provision
from lagezentrum.web.api.ground import Ground
from lagezentrum.web.api.holding import determined, in_force
from lagezentrum.web.api.met import counting, met
from lagezentrum.web.api.shapes.explanations import Explanation
from lagezentrum.web.api.shapes.levels import Box, DayInArea, DayInForce, NextChange
from lagezentrum.web.ledger import figures, law
from lagezentrum.web.ledger.suspended_words import before_proof
from lagezentrum.web.situation import Situation


def day_in_area(ground: Ground, area: str, day: date) -> DayInArea:
    """One day in one area: met, determined, in force."""
    standing = ground.standing(area, day)
    return DayInArea(
        day=day,
        version=None if standing.version is None else standing.version.version,
        counting=counting(ground, standing),
        met=met(ground, standing),
        determined=determined(ground, standing),
        in_force=in_force(ground, standing),
    )


def day_in_force(ground: Ground, area: str, day: date) -> DayInForce:
    """What is in force on one day in one area, in short."""
    standing = ground.standing(area, day)
    holds = in_force(ground, standing)
    return DayInForce(
        day=day,
        state=holds.state,
        reason=holds.reason,
        level=holds.level,
        consequences=tuple(sorted({step.step for step in holds.steps if not step.step.isdigit()})),
    )


def next_changes(situation: Situation, area: str) -> tuple[NextChange, ...]:
    """The next change upwards and downwards of each rule that applies in an area, as of the situation's day."""
    version = situation.regulation.in_force(area, situation.on)
    if version is None:
        return ()
    level = situation.standing(area).level
    return tuple(_next(situation, progress) for progress in _nearest(situation.progress(area), level))


def _nearest(running: Iterable[Progress], level: int) -> Iterator[Progress]:
    """Of each rule the highest step that could be lowered, and the lowest that would raise what holds."""
    by_rule: dict[str, list[Progress]] = {}
    for progress in running:
        by_rule.setdefault(progress.rule, []).append(progress)
    for of_rule in by_rule.values():
        lower = [progress for progress in of_rule if progress.change == "lower"]
        upper = [p for p in of_rule if p.change == "raise" and (not p.step.isdigit() or int(p.step) > level)]
        yield from lower[-1:]
        yield from upper[:1]


def _next(situation: Situation, progress: Progress) -> NextChange:
    version = situation.regulation.named(progress.version)
    rule = version.rules[progress.rule] if version else None
    if rule is not None and rule.consequence is not None:
        title = rule.consequence.title
    else:
        title = version.levels[int(progress.step)] if version else Text(de=progress.step, en=progress.step)
    return NextChange(
        rule=progress.rule,
        area=progress.area,
        step=progress.step,
        title=title,
        change=progress.change,
        counted=progress.counted,
        needed=progress.needed,
        complete=progress.complete,
        undetermined=progress.undetermined,
        earliest_end=progress.earliest_end,
        earliest_effect=progress.earliest_effect,
        version_ends=progress.version_ends,
        boxes=tuple(
            Box(
                day=mark.day,
                kind=mark.kind,
                reason=mark.reason,
                figures={name: None if seen is None else _digits(seen.value) for name, seen in mark.readings},
            )
            for mark in progress.marks
        ),
        sentence=Text(de=progress_sentence(progress, "de"), en=progress_sentence(progress, "en")),
    )


def _digits(value: object) -> str | None:
    return None if value is None else str(value)


def explained(situation: Situation, area: str, day: date, as_of: datetime | None) -> Explanation:
    """The proof for a day, or for the last day before it whose figures were looked at.

    Args:
        situation: of the day, as known at `as_of`.
        area: AGS of a district, or the key of a Land.
        day: the day asked about.
        as_of: the moment asked about, which the proof repeats; the situation only knows the last change before it.
    """
    told = day
    if situation.applied.in_force(area, day) is not None:
        told = min(day, situation.judged_until)
    proof = explain(
        situation.regulation,
        situation.calendars,
        situation.figures,
        situation.ordered,
        area,
        told,
        known_at=None if as_of is None else figures.local(as_of),
        decisions=situation.decisions,
        norms=_norms(situation.regulation.id),
    )
    names = {key: found.title for key, found in situation.areas.items()}
    paused = [before_proof(found, pause) for found, pause in situation.suspended(area, told)]
    return Explanation(
        day=day,
        explained_day=told,
        proof=proof,
        text=Text(
            de="".join(f"{said.de}\n" for said in paused) + render(proof, "de", names),
            en="".join(f"{said.en}\n" for said in paused) + render(proof, "en", names),
        ),
    )


@lru_cache(maxsize=8)
def _norms(regulation: str) -> dict[str, dict[str, Provision]]:
    versions = law.on_file(regulation).versions
    return {version.version: law.library().norm(regulation, version.version) for version in versions}
