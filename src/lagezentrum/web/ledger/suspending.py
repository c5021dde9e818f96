"""From the suspensions of courts on record to the days on which steps do not hold, or hold on. Pure.

What is suspended is an order, what holds is a step. An order of level 3 brings the lower ones along, and each of them
falls with it, unless another order carries it; a later order carries a step on although the first one is suspended.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from lagezentrum.engine.decisions import Suspension
from lagezentrum.web.ledger import law
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.effect import acts_as, in_order, matter_source

_ONE_DAY = timedelta(days=1)
Days = tuple[date, date | None]
"""First and last day; None: open."""


def suspensions_of(determinations: Iterable[Determination]) -> tuple[Suspension, ...]:
    """The suspensions of all matters, as the engine takes them."""
    taken = in_order(d for d in determinations if acts_as(d) is not None)
    return tuple(suspension for found in taken if found.suspensions for suspension in _of(found, taken))


def _of(found: Determination, taken: list[Determination]) -> Iterator[Suspension]:
    of = acts_as(found)
    assert of is not None  # noqa: S101 (only such are asked)
    assert found.holds_from is not None  # noqa: S101 (everything but refraining has its day)
    for step in _reached(found):
        others = [d for d in taken if d.id != found.id and _carries(d, found, step, taken)]
        held = [days for other in others for days in _acting(other)]
        for pause in found.suspensions:
            for first, to in _without((pause.first, pause.to), held):
                yield Suspension(
                    of, found.rule, found.area, step, found.holds_from, first, to, source=matter_source(found)
                )


def _reached(found: Determination) -> tuple[str, ...]:
    """The steps that a determination begins or ends: a level with those below it, or with those above."""
    version = law.on_file(found.regulation).named(found.version)
    steps = version.steps(found.rule) if version is not None else (found.step,)
    if found.step not in steps:
        return (found.step,)
    place = steps.index(found.step)
    return tuple(steps[: place + 1] if acts_as(found) == "determined" else steps[place:])


def _carries(other: Determination, found: Determination, step: str, taken: list[Determination]) -> bool:
    """Whether another determination makes the same of a step, so that it does not depend on this one alone."""
    same = (other.rule, other.area, acts_as(other)) == (found.rule, found.area, acts_as(found))
    if not same or step not in _reached(other):
        return False
    if taken.index(other) > taken.index(found):
        return True
    between = taken[taken.index(other) + 1 : taken.index(found)]
    return not any(
        (d.rule, d.area) == (found.rule, found.area) and acts_as(d) != acts_as(found) and step in _reached(d)
        for d in between
    )


def _acting(found: Determination) -> Iterator[Days]:
    """The days on which a determination acts: from its day on, without those of its own suspensions."""
    assert found.holds_from is not None  # noqa: S101 (everything but refraining has its day)
    yield from _without((found.holds_from, None), [(pause.first, pause.to) for pause in found.suspensions])


def _without(days: Days, taken_out: Iterable[Days]) -> Iterator[Days]:
    """What is left of some days without others, in order."""
    first, last = days
    for begins, ends in sorted(taken_out, key=lambda d: d[0]):
        if ends is not None and ends < first:
            continue
        if last is not None and begins > last:
            break
        if begins > first:
            yield first, begins - _ONE_DAY
        if ends is None:
            return
        first = ends + _ONE_DAY
        if last is not None and first > last:
            return
    yield first, last
