"""Determined and in force: what the orders say about a day, and what holds on it. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from lagezentrum.engine.decisions import Suspension
from lagezentrum.engine.standing import Standing
from lagezentrum.law.model import FixedLevel, StepName, Version
from lagezentrum.web.api.ground import Ground, Order, highest, rules_for
from lagezentrum.web.api.shapes.levels import (
    Determined,
    DeterminedStep,
    HoldingState,
    InForce,
    StepInForce,
    SuspendedStep,
    UnknownReason,
)

_ONE_DAY = timedelta(days=1)


def determined(ground: Ground, standing: Standing) -> Determined:
    """What the orders published up to the day, and the regulation, say."""
    version, area, (state, reason) = standing.version, standing.area, holding_state(ground, standing)
    if version is None:
        return Determined(state=state, reason=reason, level=None, steps=())
    if standing.fixed is not None:
        step = _fixed(ground, version, standing.fixed)
        return Determined(state=state, reason=reason, level=standing.fixed.level, steps=(step,))
    steps = tuple(
        step
        for rule, where in rules_for(version, area)
        for step in _ordered(ground, version, rule, where, standing.day)
    )
    level = None if state == "unknown" else highest([step.step for step in steps if step.ends is None])
    return Determined(state=state, reason=reason, level=level, steps=steps)


def in_force(ground: Ground, standing: Standing) -> InForce:
    """What holds on the day."""
    version, (state, reason) = standing.version, holding_state(ground, standing)
    if version is None or state == "unknown":
        return InForce(state=state, reason=reason, level=None, since=None, title=None, steps=(), suspended=())
    if standing.fixed is not None:
        fixed = _fixed(ground, version, standing.fixed)
        steps: tuple[StepInForce, ...] = (
            StepInForce(
                rule=fixed.rule,
                area=fixed.area,
                step=fixed.step,
                title=fixed.title,
                by="regulation",
                since=fixed.effective,
                ends=fixed.ends,
            ),
        )
    else:
        steps = ()
    steps += tuple(
        StepInForce(
            rule=episode.rule,
            area=episode.area,
            step=episode.step,
            title=ground.title(version, episode.rule, episode.step),
            by="regulation" if episode.basis == "regulation" else "order",
            since=episode.effective,
            ends=episode.ends,
        )
        for episode in (*standing.episodes, *(e for _, e in standing.consequences))
        if episode.effective is not None and episode.rule in version.rules
    )
    return InForce(
        state=state,
        reason=reason,
        level=standing.level,
        since=standing.since,
        title=ground.title(version, None, str(standing.level)) if standing.level else None,
        steps=steps,
        suspended=tuple(map(_suspended, standing.suspensions)),
    )


def holding_state(ground: Ground, standing: Standing) -> tuple[HoldingState, UnknownReason | None]:
    """How sure it is what holds, and why it is unknown: without any record, "no level" would be a guess."""
    if ground.is_unannounced(standing.day):
        return "unknown", "not_announced"
    if standing.version is None:
        return "outside", None
    nothing = standing.level == 0 and not standing.consequences and standing.fixed is None
    if nothing and (ground.first_record is None or standing.day < ground.first_record):
        return "unknown", "nothing_on_record"
    return "ahead" if standing.day > ground.present else "known", None


def _suspended(found: Suspension) -> SuspendedStep:
    return SuspendedStep(
        of=found.of, rule=found.rule, area=found.area, step=found.step, first=found.first, last=found.to
    )


def _fixed(ground: Ground, version: Version, fixed: FixedLevel) -> DeterminedStep:
    return DeterminedStep(
        rule=fixed.rule,
        area=fixed.area,
        step=str(fixed.level),
        title=ground.title(version, fixed.rule, str(fixed.level)),
        by="regulation",
        determination=None,
        published_on=None,
        effective=fixed.from_,
        ends=fixed.to + _ONE_DAY if fixed.to else None,
    )


def _ordered(ground: Ground, version: Version, rule: str, area: str, day: date) -> Iterator[DeterminedStep]:
    """The steps of a rule that are set on a day and whose end has not come, lowest first."""
    steps = version.steps(rule)
    standing: dict[StepName, DeterminedStep] = {}
    for step in steps:
        for episode in ground.ordered_episodes[rule, area, step]:
            if episode.basis == "regulation" and episode.in_force_on(day):
                standing[step] = _set(ground, version, (rule, area, step), None, episode.effective or day)
    for order in ground.orders_by_rule[rule, area]:
        decision = order.decision
        if decision.decided_on > day or decision.step not in steps or decision.effective is None:
            continue
        place = steps.index(decision.step)
        if decision.kind == "determined":
            for step in steps[: place + 1]:
                known = standing.get(step)
                if known is None or known.ends is not None or step == decision.step:
                    standing[step] = _set(ground, version, (rule, area, step), order, decision.effective)
        else:
            for step in steps[place:]:
                if step in standing and standing[step].ends is None:
                    standing[step] = standing[step].model_copy(update={"ends": decision.effective})
    for step in steps:
        if step in standing and (standing[step].ends is None or day < (standing[step].ends or day)):
            yield standing[step]


def _set(
    ground: Ground, version: Version, key: tuple[str, str, StepName], order: Order | None, effective: date
) -> DeterminedStep:
    rule, area, step = key
    return DeterminedStep(
        rule=rule,
        area=area,
        step=step,
        title=ground.title(version, rule, step),
        by="regulation" if order is None else "order",
        determination=None if order is None else order.determination,
        published_on=None if order is None else order.decision.decided_on,
        effective=effective,
        ends=None,
    )
