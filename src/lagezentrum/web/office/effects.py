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
from lagezentrum.web.ledger.effect import days_of, decisions_of, is_too_late
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
        day: the day compared: the first on which something can be different if it is published on the day of the
            preview; of the past, today stands for all.
        holds_from: the first day on which it holds then; None for refraining, and where something lapses.
        moved: whether that is later than the day wanted, because nothing holds before the day after publication.
        was_from: the first day of what a correction puts off although it has begun; None for everything else.
        shifts: where something changes, most areas first.
        same: the areas concerned in which nothing changes.
        marks: what holds in the areas where nothing changes, with their number.
        last_day_to_publish: the last day of publication with which the wanted day stands; None for refraining, and
            for a correction that rests on the publication of what it corrects.
        now: whether that day is the day of the preview.
        kind: `change`; `refrain`: what is not determined and until when; `lapse`: a published one is gone.
    """

    day: date
    holds_from: date | None
    moved: bool
    was_from: date | None
    shifts: tuple[Shift, ...]
    same: tuple[str, ...]
    marks: tuple[tuple[Mark, int], ...]
    last_day_to_publish: date | None
    now: bool
    kind: Literal["change", "refrain", "lapse"]


def effects(seen: Situation, wanted: Wanted, today: date, *, until: date | None = None) -> Effects:
    """What a determination would change if it were published today; `until` is the last day of refraining."""
    old = next((found for found in seen.determinations if found.id == wanted.corrects), None)
    since, holds_from = days_of(wanted.effective, today, old)
    decision = _decision(wanted, since, holds_from, until)
    replaced = frozenset(decisions_of(old)) if old else frozenset()
    others = tuple(d for d in seen.decisions if d not in replaced)
    day = _first_day(holds_from, old, today)
    publish_by = _publish_by(wanted, old)
    pairs = _pairs(seen, wanted.area, day, today, sorted((*others, decision), key=lambda d: d.decided_on))
    return Effects(
        day=day,
        holds_from=holds_from,
        moved=is_too_late(wanted.effective, today, old),
        was_from=_was_from(holds_from, old, today),
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
        holds_from=None,
        moved=False,
        was_from=None,
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


def _first_day(holds_from: date | None, old: Determination | None, today: date) -> date:
    if holds_from is None:
        return today + _ONE_DAY
    if old is None or old.holds_from is None:
        return holds_from
    return max(today, min(holds_from, old.holds_from))


def _was_from(holds_from: date | None, old: Determination | None, today: date) -> date | None:
    """The first day of what has begun and would, by a correction, begin only later."""
    if old is None or old.holds_from is None or holds_from is None:
        return None
    return old.holds_from if old.holds_from <= today and old.holds_from < holds_from else None


def _publish_by(wanted: Wanted, old: Determination | None) -> date | None:
    if wanted.effective is None or (old is not None and (old.effective is None or wanted.effective >= old.effective)):
        return None
    return wanted.effective - _ONE_DAY


def _decision(wanted: Wanted, decided_on: date, effective: date | None, until: date | None) -> Decision:
    kinds: dict[str, DecisionKind] = {"raise": "determined", "3g": "determined", "refrain": "refrained"}
    return Decision(
        kind=kinds.get(wanted.kind, "lifted"),
        rule=wanted.rule,
        area=wanted.area,
        step=wanted.step,
        decided_on=decided_on,
        effective=effective,
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
