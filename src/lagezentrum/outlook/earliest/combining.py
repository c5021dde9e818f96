"""From the rules one by one to what holds in an area: the first that raises, the last that still holds."""

from collections.abc import Mapping, Sequence
from datetime import date

from lagezentrum.engine.evidence import ONE_DAY
from lagezentrum.engine.standing import Standing, Standings
from lagezentrum.law.model import StepName
from lagezentrum.outlook.earliest.model import Prospect, Settled, State, StepOutlook


def step_outlook(
    standings: Standings,
    standing: Standing,
    step: StepName,
    prospects: tuple[Prospect, ...],
    settled: tuple[Settled, ...],
    horizon: date,
    begins: Mapping[Prospect, date],
) -> StepOutlook | None:
    """When a step (or a higher level) begins to hold in an area, or ceases to; None if nothing is known of the step.

    Args:
        standings: what holds on later days without any figure to come.
        standing: what holds on the present day.
        step: the level or consequence.
        prospects: of every rule and step in the area.
        settled: the known changes ahead.
        horizon: the last day looked at.
        begins: of the ends among the prospects, those of what does not hold yet, with the day from which it will.
    """
    mine = [p for p in prospects if _includes(p.step, step)]
    if not mine:
        return _set_alone(standings, standing, step, settled)
    title = next((p.title for p in mine if p.step == step), mine[0].title)
    if _holds(standing, step):
        found = _end(standings, standing, step, [p for p in mine if p.change == "lower"], settled, horizon, begins)
    else:
        found = _begin(standings, standing, step, [p for p in mine if p.change == "raise"], settled, horizon)
    state, earliest, otherwise, deciding, along, known = found
    change = "lower" if _holds(standing, step) else "raise"
    return StepOutlook(
        step, title, "lower" if change == "lower" else "raise", state, earliest, otherwise, deciding, along, known
    )


def _set_alone(
    standings: Standings, standing: Standing, step: StepName, settled: tuple[Settled, ...]
) -> StepOutlook | None:
    """The end of a level that the regulation sets while no rule counts anything."""
    title = None if standing.version is None or not step.isdigit() else standing.version.levels.get(int(step))
    ends = (s for s in settled if s.change == "lower" and not _holds(standings.on(standing.area, s.day), step))
    known = next(ends, None)
    if title is None or known is None or not _holds(standing, step):
        return None
    return StepOutlook(step, title, "lower", "settled", known.day, None, None, (), known)


_Found = tuple[State, date | None, date | None, Prospect | None, tuple[Prospect, ...], Settled | None]


def _begin(
    standings: Standings,
    standing: Standing,
    step: StepName,
    raises: list[Prospect],
    settled: tuple[Settled, ...],
    horizon: date,
) -> _Found:
    """The first rule that can raise it, or a known change before."""
    area = standing.area
    along = tuple(sorted(raises, key=lambda p: (p.earliest or date.max, p.step != step)))
    open_ = [p for p in along if p.earliest is not None]
    known = next((s for s in settled if s.change == "raise" and _includes(s.step, step)), None)
    first = open_[0] if open_ else None
    day = None if first is None or first.earliest is None else _shown(standings, area, step, first.earliest, horizon)
    if known is not None and (day is None or known.day <= day):
        state: State = "met" if known.cause == "finding" else "settled"
        return state, known.day, None, None, along, known
    if first is None or day is None:
        return "excluded", None, None, None, along, None
    # A day that is not enough for a level is not enough for a higher one under the same rule either.
    rest = [p.earliest for p in open_[1:] if p.earliest is not None and p.rule != first.rule]
    otherwise = None
    if first.nearest is not None and first.nearest.breaks:
        then = min((d for d in (first.otherwise, *rest) if d is not None), default=None)
        if known is not None:
            then = known.day if then is None else min(then, known.day)
        otherwise = None if then is None else _shown(standings, area, step, then, horizon)
    return first.state, day, otherwise, first, along, None


def _end(
    standings: Standings,
    standing: Standing,
    step: StepName,
    lowers: list[Prospect],
    settled: tuple[Settled, ...],
    horizon: date,
    begins: Mapping[Prospect, date],
) -> _Found:
    """The last rule by which it holds without a gap, or a known end before that."""
    area = standing.area
    along = _without_a_gap(
        standings,
        standing,
        step,
        sorted(lowers, key=lambda p: (p.earliest or date.max, p.step == step), reverse=True),
        horizon,
        begins,
    )
    known = next((s for s in settled if s.change == "lower" and not _holds(standings.on(area, s.day), step)), None)
    last = along[0] if along else None
    day = None if last is None or last.earliest is None else _gone(standings, area, step, last.earliest, horizon)
    if known is not None and (day is None or known.day <= day):
        state: State = "met" if known.cause == "finding" else "settled"
        return state, known.day, None, None, along, known
    if last is None or day is None:
        return "excluded", None, None, None, along, None
    otherwise = None
    if last.nearest is not None and last.nearest.breaks and last.otherwise is not None:
        otherwise = _gone(standings, area, step, last.otherwise, horizon)
        if known is not None and (otherwise is None or known.day < otherwise):
            otherwise = known.day
    elif last.nearest is not None and last.nearest.breaks and known is not None:
        otherwise = known.day
    return last.state, day, otherwise, last, along, None


def _without_a_gap(
    standings: Standings,
    standing: Standing,
    step: StepName,
    lowers: Sequence[Prospect],
    horizon: date,
    begins: Mapping[Prospect, date],
) -> tuple[Prospect, ...]:
    """The ends it takes until a step ceases, in the order given (the last end first).

    What begins only later counts if the step can not have ceased before: else it ends, and begins anew by that.
    """
    joined = {p for p in lowers if p not in begins}  # none of them where the regulation itself fixes the level now
    while True:
        row = tuple(p for p in lowers if p in joined)
        last = row[0].earliest if row else standing.day
        gone = None if last is None else _gone(standings, standing.area, step, last, horizon)
        more = {p for p in lowers if p not in joined and (gone is None or begins[p] <= gone)}
        if not more:
            return row
        joined |= more


def _shown(standings: Standings, area: str, step: StepName, day: date, horizon: date) -> date | None:
    """The first day from `day` on on which a raise shows: not while the regulation fixes a level itself."""
    while day <= horizon:
        standing = standings.on(area, day)
        if standing.version is None:
            return None
        if not step.isdigit() or standing.fixed is None or standing.fixed.level >= int(step):
            return day
        day += ONE_DAY
    return None


def _gone(standings: Standings, area: str, step: StepName, day: date, horizon: date) -> date | None:
    """The first day from `day` on on which an end shows: not while the regulation fixes the level itself."""
    while day <= horizon:
        standing = standings.on(area, day)
        if not step.isdigit() or standing.fixed is None or standing.fixed.level < int(step):
            return day
        day += ONE_DAY
    return None


def _holds(standing: Standing, step: StepName) -> bool:
    if step.isdigit():
        return standing.level >= int(step)
    return any(name == step for name, _episode in standing.consequences)


def _includes(step: StepName, wanted: StepName) -> bool:
    """Whether who has `step` has `wanted`: a higher level includes the lower ones."""
    if step.isdigit() and wanted.isdigit():
        return int(step) >= int(wanted)
    return step == wanted
