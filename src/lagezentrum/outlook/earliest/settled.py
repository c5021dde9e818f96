"""What changes on known days without any figure: orders, the regulation itself, suspensions that begin or end."""

from collections.abc import Iterator
from datetime import date

from lagezentrum.engine.decisions import Suspension
from lagezentrum.engine.evidence import ONE_DAY
from lagezentrum.engine.outcome import Change, Episode
from lagezentrum.engine.standing import Standing, Standings
from lagezentrum.law.model import StepName
from lagezentrum.outlook.earliest.model import Cause, Settled


def settled_changes(
    standings: Standings, suspensions: tuple[Suspension, ...], area: str, present: date, horizon: date
) -> tuple[Settled, ...]:
    """The changes of what holds in an area after the present day, in order.

    Args:
        standings: from a replay up to `horizon` over the figures known; so no figure to come has a part in it.
        suspensions: those the standings were given.
        area: AGS or Land key.
        present: the first change is looked for on the day after it.
        horizon: the last day looked at.
    """
    found: list[Settled] = []
    before, day = standings.on(area, present), present + ONE_DAY
    while day <= horizon:
        now = standings.on(area, day)
        found.extend(_between(before, now, suspensions))
        before, day = now, day + ONE_DAY
    return tuple(found)


def _between(before: Standing, now: Standing, suspensions: tuple[Suspension, ...]) -> Iterator[Settled]:
    if now.level > before.level:
        yield _settled(before, now, str(now.level), "raise", suspensions)
    if now.level < before.level:
        yield _settled(before, now, str(before.level), "lower", suspensions)
    held, holds = ({step for step, _episode in s.consequences} for s in (before, now))
    for step in sorted(holds - held):
        yield _settled(before, now, step, "raise", suspensions)
    for step in sorted(held - holds):
        yield _settled(before, now, step, "lower", suspensions)


def _settled(
    before: Standing, now: Standing, step: StepName, change: Change, suspensions: tuple[Suspension, ...]
) -> Settled:
    side = now if change == "raise" else before
    by = _episode(side, step)
    rule, area = (by.rule, by.area) if by is not None else ("", "")
    return Settled(now.day, step, change, _cause(before, now, by, change, suspensions), rule, area)


def _episode(standing: Standing, step: StepName) -> Episode | None:
    """By what a step holds; None for a level that the regulation fixes."""
    if step.isdigit():
        return standing.episodes[0] if standing.episodes else None
    return next((episode for name, episode in standing.consequences if name == step), None)


def _cause(
    before: Standing, now: Standing, by: Episode | None, change: Change, suspensions: tuple[Suspension, ...]
) -> Cause:
    if by is None or now.version is None or (now.fixed is None) != (before.fixed is None):
        return "regulation"
    for pause in suspensions:
        if (pause.rule, pause.area, pause.step) != (by.rule, by.area, by.step):
            continue
        if pause.to is not None and pause.to + ONE_DAY == now.day:
            return "suspension_ends"
        if pause.first == now.day:
            return "suspension_begins"
    if change == "raise":
        if by.basis == "regulation":
            return "regulation"
        return "order" if by.determined else "finding"
    if by.lapsed and by.ends == now.day:
        return "regulation"
    return "order" if by.lift_determined else "finding"
