"""Small pools drawn from a number, in which every rule of a valid plan has something to forbid.

Wishes are drawn such that each alone can be met by the people it names; together, or with the limits, they may exclude
one another, which a planner has to say.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from lagezentrum.staffing.model import (
    Consent,
    Instance,
    Lender,
    Mode,
    Need,
    Person,
    Pool,
    Receiver,
    Rules,
    Skill,
    Standing,
    Wish,
    WishKind,
    week_of,
)
from tests.staffing.properties.permitted import options

T = TypeVar("T")
FIRST = date(2020, 11, 9)
_WORK = (Skill.CONTACT_TRACING, Skill.CASE_INVESTIGATION, Skill.LEAD, Skill.IT)


@dataclass(slots=True)
class _Dice:
    rng: np.random.Generator

    def below(self, limit: int) -> int:
        return int(self.rng.integers(limit))

    def chance(self, share: float) -> bool:
        return float(self.rng.random()) < share

    def maybe(self, share: float, low: int, high: int) -> int | None:
        return low + self.below(high - low + 1) if self.chance(share) else None


def small(seed: int, *, people: int = 9, receivers: int = 3, weeks: int = 3, wishes: bool = True) -> Instance:
    """An instance of at most so many people, receivers and weeks; equal seeds give equal instances."""
    dice = _Dice(np.random.Generator(np.random.PCG64(seed)))
    mondays = tuple(FIRST + timedelta(weeks=number) for number in range(1 + dice.below(weeks)))
    pools = (
        Pool("state"),
        Pool(
            "teams", counts_to_ceiling=dice.chance(0.5), modes=frozenset({Mode.ON_SITE}),
            skills=frozenset({Skill.CONTACT_TRACING, Skill.CASE_INVESTIGATION}),
            min_stay_weeks=1 + dice.below(3), max_weeks=dice.maybe(0.5, 2, 3),
        ),
    )  # fmt: skip
    instance = Instance(
        weeks=mondays,
        people=tuple(_person(dice, number, mondays) for number in range(1 + dice.below(people))),
        lenders=tuple(_lender(dice, number) for number in range(3)),
        receivers=tuple(_receiver(dice, number) for number in range(1 + dice.below(receivers))),
        needs=(),
        rules=_rules(dice),
        pools=pools,
    )
    instance = replace(instance, needs=_needs(dice, instance))
    instance = replace(instance, standing=_standing(dice, instance))
    if wishes:
        instance = replace(instance, wishes=_wishes(dice, instance))
    return instance


def _rules(dice: _Dice) -> Rules:
    return Rules(
        ceiling=dice.maybe(0.4, 2, 8),
        min_stay_weeks=1 + dice.below(3),
        default_max_km=60 + 10 * dice.below(4),
        staff_council_required=dice.chance(0.7),
        training_required=dice.chance(0.7),
        earliest_arrival=FIRST + timedelta(weeks=1) if dice.chance(0.15) else None,
    )


def _lender(dice: _Dice, number: int) -> Lender:
    excluded = "exercise" if number == 2 and dice.chance(0.5) else None
    return Lender(
        f"L{number}", f"Lender {number}", excluded=excluded,
        max_quarters=dice.maybe(0.5, 4, 14), notice_days=7 * dice.below(3),
    )  # fmt: skip


def _receiver(dice: _Dice, number: int) -> Receiver:
    return Receiver(
        f"R{number}", f"Office {number}", (f"0310{number}",), 52.0 + 0.4 * number, 9.0 + 0.2 * dice.below(3),
        remote_possible=dice.chance(0.8), seats=dice.maybe(0.5, 0, 3), accesses=dice.maybe(0.4, 1, 5),
        max_arrivals=dice.maybe(0.4, 1, 3), languages=frozenset({"tr"} if dice.chance(0.4) else ()),
    )  # fmt: skip


def _person(dice: _Dice, number: int, mondays: tuple[date, ...]) -> Person:
    begins = mondays[0] + timedelta(days=(0, 0, 0, 1, 7)[dice.below(5)])
    ends = mondays[-1] + timedelta(days=(4, 4, 6, -3)[dice.below(4)])
    lender = f"L{dice.below(3)}"
    team = dice.chance(0.3)
    place = 0 if team else dice.below(3)
    return Person(
        key=f"{lender}/{number:02d}",
        lender=lender,
        quarters=(4, 4, 3, 2, 1)[dice.below(5)],
        available_from=begins,
        available_to=max(begins, ends),
        mode=Mode.ON_SITE if team else (Mode.REMOTE, Mode.ON_SITE, Mode.BOTH)[dice.below(3)],
        district=f"0310{place}",
        latitude=52.0 + 0.4 * place,
        longitude=9.1,
        skill=_WORK[dice.below(2)] if team else _WORK[dice.below(4)],
        max_km=dice.maybe(0.3, 20, 60),
        trained_on=None if dice.chance(0.1) else begins - timedelta(days=3 - 4 * dice.below(2)),
        languages=frozenset({"tr"} if dice.chance(0.3) else ()),
        consent=Consent.REFUSED if dice.chance(0.07) else Consent.GIVEN,
        staff_council_on=None if dice.chance(0.1) else begins,
        pool="teams" if team else "state",
        team=f"T{dice.below(2)}" if team and dice.chance(0.7) else None,
    )


def _needs(dice: _Dice, instance: Instance) -> tuple[Need, ...]:
    found = []
    for receiver in instance.receivers:
        for week in instance.weeks:
            for skill in _WORK:
                if dice.chance(0.55):
                    fte = dice.below(12) / 4 if dice.chance(0.6) else round(3 * float(dice.rng.random()), 3)
                    found.append(Need(receiver.key, week, skill, fte))
    return tuple(found)


def _standing(dice: _Dice, instance: Instance) -> tuple[Standing, ...]:
    """People in service before the first week, as far as the limits of every place and lender let them stay."""
    spare: dict[tuple[str, str], int | None] = {("ceiling", ""): instance.rules.ceiling}
    for receiver in instance.receivers:
        spare["seats", receiver.key], spare["accesses", receiver.key] = receiver.seats, receiver.accesses
    for lender in instance.lenders:
        spare["lender", lender.key] = lender.max_quarters
    counts = {pool.key: pool.counts_to_ceiling for pool in instance.pools}
    before = instance.weeks[0] - timedelta(weeks=1)
    found = []
    groups: dict[str, list[Person]] = {}
    for person in instance.people:
        groups.setdefault(person.team or person.key, []).append(person)
    for group in groups.values():
        if not dice.chance(0.3):
            continue
        place = instance.receivers[dice.below(len(instance.receivers))].key
        drawn = []
        for person in group:
            choices = [option for option in options(instance, person, instance.weeks[0]) if option[0] == place]
            if choices:
                _, skill, mode = choices[dice.below(len(choices))]
                drawn.append((person, skill, mode))
        needed = {("seats", place): 0, ("accesses", place): 0, ("ceiling", ""): 0}
        for person, _, mode in drawn:
            needed["seats", place] += mode is Mode.ON_SITE
            needed["accesses", place] += 1
            needed["ceiling", ""] += counts[person.pool]
            needed["lender", person.lender] = needed.get(("lender", person.lender), 0) + person.quarters
        left = {key: None if (limit := spare[key]) is None else limit - size for key, size in needed.items()}
        if len(drawn) < len(group) or any(limit is not None and limit < 0 for limit in left.values()):
            continue
        spare.update(left)
        since = before - timedelta(weeks=dice.below(2))
        found += [Standing(person.key, place, since, skill, mode) for person, skill, mode in drawn]
    return tuple(found)


def _wishes(dice: _Dice, instance: Instance) -> tuple[Wish, ...]:
    notice = {lender.key: lender.notice_days for lender in instance.lenders}
    found = []
    for person in instance.people:
        if not dice.chance(0.2):
            continue
        first = instance.weeks[dice.below(len(instance.weeks))]
        last = first + timedelta(weeks=dice.below(2))
        kind = (WishKind.PIN, WishKind.FORBID, WishKind.RECALL)[dice.below(3)]
        if kind is WishKind.PIN and person.team is None:
            open_to = [
                {option[0] for option in options(instance, person, week)} for week in _within(instance, first, last)
            ]
            common = sorted(set.intersection(*open_to))
            if common:
                receiver = common[dice.below(len(common))]
                found.append(Wish(kind, first, last, "needed there", person.key, receiver))
        elif kind is WishKind.FORBID:
            anywhere = dice.chance(0.3)
            receiver_or_none = None if anywhere else instance.receivers[dice.below(len(instance.receivers))].key
            found.append(Wish(kind, first, last, "conflict of interest", person.key, receiver_or_none))
        elif kind is WishKind.RECALL:
            announced = first - timedelta(days=notice[person.lender])
            found.append(Wish(kind, first, last, "needed at home", person.key, announced_on=announced))
    if dice.chance(0.2):
        week = week_of(instance.weeks[-1])
        found.append(Wish(WishKind.RESERVE, week, week, "outbreak expected", quarters=1 + dice.below(6)))
    return tuple(found)


def _within(instance: Instance, first: date, last: date) -> list[date]:
    return [week for week in instance.weeks if first <= week <= last]


def shuffled(instance: Instance, seed: int) -> Instance:
    """The same instance with every list in another order."""
    rng = np.random.Generator(np.random.PCG64(seed))

    def mixed(rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(rows[position] for position in rng.permutation(len(rows)))

    return replace(
        instance,
        people=mixed(instance.people),
        lenders=mixed(instance.lenders),
        receivers=mixed(instance.receivers),
        needs=mixed(instance.needs),
        pools=mixed(instance.pools),
        standing=mixed(instance.standing),
        wishes=mixed(instance.wishes),
    )
