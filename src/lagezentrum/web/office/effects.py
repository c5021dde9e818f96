"""What a determination would change, for whom and from when: the levels before and after on its first day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision, DecisionKind, Suspension
from lagezentrum.engine.outcome import Replay
from lagezentrum.engine.standing import Standings
from lagezentrum.web.ledger import figures
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Wanted
from lagezentrum.web.ledger.effect import decisions_of
from lagezentrum.web.public.marks import Mark, mark_of
from lagezentrum.web.situation import Situation

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Shift:
    """Areas in which the same holds before and the same after.

    Attributes:
        before, after: what holds on the day without and with the determination.
        areas: their keys.
        inhabitants: of all of them together, by which the incidence is computed.
    """

    before: Mark
    after: Mark
    areas: tuple[str, ...]
    inhabitants: int


@dataclass(frozen=True)
class Effects:
    """What changes.

    Attributes:
        day: the first day on which it can hold if it is published on the day of the preview.
        moved: whether that is later than the day wanted, because nothing holds before the day after publication.
        shifts: where something changes, most areas first.
        same: the areas concerned in which nothing changes.
        marks: what holds in the areas where nothing changes, with their number.
        last_day_to_publish: the last day of publication with which the wanted day stands; None for refraining.
        now: whether that day is the day of the preview.
        kind: `change`; `refrain`: what is not determined and until when; `lapse`: a published one is gone.
    """

    day: date
    moved: bool
    shifts: tuple[Shift, ...]
    same: tuple[str, ...]
    marks: tuple[tuple[Mark, int], ...]
    last_day_to_publish: date | None
    now: bool
    kind: Literal["change", "refrain", "lapse"]


def effects(seen: Situation, wanted: Wanted, today: date, *, until: date | None = None) -> Effects:
    """What a determination would change if it were published today; `until` is the last day of refraining."""
    decision = _decision(wanted, today, until)
    replaced = _replaced(seen, wanted)
    others = tuple(d for d in seen.decisions if d not in replaced)
    day = decision.effective or today + _ONE_DAY
    publish_by = None if wanted.effective is None else wanted.effective - _ONE_DAY
    pairs = _pairs(seen, wanted.area, day, today, (*others, decision))
    return Effects(
        day=day,
        moved=wanted.effective is not None and day > wanted.effective,
        shifts=_shifts(seen, [pair for pair in pairs if pair[1].sign != pair[2].sign]),
        same=tuple(area for area, before, after in pairs if before.sign == after.sign),
        marks=_counted(before for _, before, after in pairs if before.sign == after.sign),
        last_day_to_publish=publish_by,
        now=publish_by is not None and publish_by <= today,
        kind="refrain" if wanted.kind == "refrain" else "change",
    )


def lapse(seen: Situation, found: Determination, today: date) -> Effects | None:
    """What would hold without a published determination, from tomorrow or its first day on; None if it acts no more."""
    acting = frozenset(decisions_of(found))
    if not acting or found.suspended_on(today):
        return None
    day = max(today + _ONE_DAY, found.holds_from or today)
    pairs = _pairs(seen, found.area, day, today, tuple(d for d in seen.decisions if d not in acting))
    return Effects(
        day=day,
        moved=False,
        shifts=_shifts(seen, [pair for pair in pairs if pair[1].sign != pair[2].sign]),
        same=tuple(area for area, before, after in pairs if before.sign == after.sign),
        marks=_counted(before for _, before, after in pairs if before.sign == after.sign),
        last_day_to_publish=None,
        now=False,
        kind="lapse",
    )


def _pairs(
    seen: Situation, area: str, day: date, today: date, decisions: Collection[Decision]
) -> list[tuple[str, Mark, Mark]]:
    """What holds on a day in each area concerned: with the decisions as they stand, and with others."""
    last = max(seen.judged_until, today)
    before, after = (
        Standings(seen.applied, _replay(seen, taken, last), last, pauses)
        for taken, pauses in ((seen.decisions, seen.suspensions), (decisions, _moved(seen, decisions)))
    )
    return [(key, mark_of(before.on(key, day)), mark_of(after.on(key, day))) for key in _concerned(seen, area)]


def _moved(seen: Situation, decisions: Collection[Decision]) -> tuple[Suspension, ...]:
    """The suspensions as they stand with other decisions: those of what is corrected pass to the correction."""
    there = {decision.source for decision in decisions}
    new = next((decision.effective for decision in decisions if not decision.source), None)
    return tuple(s if s.source in there or new is None else replace(s, effective=new) for s in seen.suspensions)


def _replaced(seen: Situation, wanted: Wanted) -> frozenset[Decision]:
    """The decisions of the matter that a correction takes the place of."""
    old = next((found for found in seen.determinations if found.id == wanted.corrects), None)
    return frozenset(decisions_of(old)) if old else frozenset()


def _decision(wanted: Wanted, today: date, until: date | None) -> Decision:
    kinds: dict[str, DecisionKind] = {"raise": "determined", "3g": "determined", "refrain": "refrained"}
    return Decision(
        kind=kinds.get(wanted.kind, "lifted"),
        rule=wanted.rule,
        area=wanted.area,
        step=wanted.step,
        decided_on=today,
        effective=None if wanted.effective is None else max(wanted.effective, today + _ONE_DAY),
        until=until if wanted.kind == "refrain" else None,
    )


def _concerned(seen: Situation, area: str) -> tuple[str, ...]:
    """The districts of a Land, or the one district."""
    if len(area) > 2:
        return (area,)
    return tuple(k for k, a in seen.areas.items() if len(k) > 2 and k.startswith(area) and a.until is None)


def _replay(seen: Situation, decisions: Collection[Decision], last: date) -> Replay:
    return fast.replay(
        seen.regulation,
        seen.calendars,
        seen.figures,
        [key for key, area in seen.areas.items() if area.until is None],
        last,
        known_at=None if seen.as_of is None else figures.local(seen.as_of),
        decisions=decisions,
        assume="nothing",
    )


def _shifts(seen: Situation, changed: list[tuple[str, Mark, Mark]]) -> tuple[Shift, ...]:
    def key(item: tuple[str, Mark, Mark]) -> tuple[str, str]:
        return item[1].sign, item[2].sign

    found = []
    for _, group in groupby(sorted(changed, key=key), key=key):
        members = list(group)
        areas = tuple(area for area, _, _ in members)
        found.append(Shift(members[0][1], members[0][2], areas, sum(seen.areas[area].inhabitants[1] for area in areas)))
    return tuple(sorted(found, key=lambda shift: -len(shift.areas)))


def _counted(marks: Iterable[Mark]) -> tuple[tuple[Mark, int], ...]:
    counted: dict[str, tuple[Mark, int]] = {}
    for mark in marks:
        counted[mark.sign] = (mark, counted.get(mark.sign, (mark, 0))[1] + 1)
    return tuple(sorted(counted.values(), key=lambda pair: pair[0].rank))
