"""The cost of unmet need: the plain definition, and the same as segments of whole quarters for the solver.

A need of N full-time posts at a receiver for a skill is cut into K = max(`min_steps`, ceil(N / `step_fte`)) steps of
N / K posts. What stays open of step k (k = 0 … K - 1) costs, per post, first + (last - first) · k / (K - 1).

* `Aim.EQUAL_COVERAGE`: first = `FIRST`, last = `last_value(rules)`. Equal shares of a need cost the same everywhere, so
  the optimum equalises coverage as far as whole people allow.
* `Aim.TARGETED`: an office that takes up the newest cases first serves in time the share it can cover, so each post is
  worth nearly the same: first = 1.05 · `TARGETED`, last = 0.95 · `TARGETED`. One that takes up the oldest first serves
  in time only once nothing is left over: while any of its needs is open, all of its need costs `TARGETED` -
  last_value per post, and the steps run from 1.1 · last_value to last_value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from lagezentrum.staffing.model import QUARTERS, Aim, Instance, QueueRule, Receiver, Rules, Skill

FIRST = 1000.0
"""Cost of the first full-time post of a need when nobody comes."""
TARGETED = 500.0
"""Cost of a full-time post that stays open, under `Aim.TARGETED`."""
_WHOLE = 1e-9
"""A need reached but for this much, in quarters, is reached: sums of decimals are not exact."""

Needs = Mapping[tuple[str, Skill], float]
"""Full-time posts by receiver and skill, all above zero."""


@dataclass(frozen=True, slots=True)
class Segment:
    """So many quarters, each of which lowers the cost by `value`."""

    quarters: int
    value: float


def last_value(rules: Rules) -> float:
    """Cost of the last full-time post of a need: what a quarter post can cost in mismatch, distance and language."""
    most = QUARTERS * (rules.mismatch_cost + rules.km_cost * rules.default_max_km + rules.language_gain)
    return min(most, FIRST / 2)


def waits_for_completion(receiver: Receiver, rules: Rules) -> bool:
    """Whether people help a receiver only once its whole need is covered (targeted, oldest first)."""
    return rules.aim is Aim.TARGETED and receiver.queue_rule is QueueRule.OLDEST_FIRST


def ends(receiver: Receiver, rules: Rules) -> tuple[float, float]:
    """Cost per open post of the first and the last step of its needs."""
    last = last_value(rules)
    if rules.aim is Aim.EQUAL_COVERAGE:
        return FIRST, last
    if waits_for_completion(receiver, rules):
        return 1.1 * last, last
    return 1.05 * TARGETED, 0.95 * TARGETED


def steps(need: float, receiver: Receiver, rules: Rules) -> tuple[tuple[float, float], ...]:
    """The steps of a need: width in full-time posts and cost per open post, in the order of filling."""
    if need <= 0:
        return ()
    first, last = ends(receiver, rules)
    count = max(1, rules.min_steps, ceil(need / rules.step_fte))
    fall = (last - first) / (count - 1) if count > 1 else 0.0
    return tuple((need / count, first + fall * step) for step in range(count))


def unmet_cost(need: float, fte: float, receiver: Receiver, rules: Rules) -> float:
    """Cost of what stays open of a need when `fte` full-time posts come, without the cost of incompleteness."""
    return _open(steps(need, receiver, rules), fte)


def _open(parts: tuple[tuple[float, float], ...], fte: float) -> float:
    cost, left = 0.0, fte
    for width, value in parts:
        if left <= 0:
            cost += width * value
        elif left < width:
            cost += (width - left) * value
        left -= width
    return cost


def incomplete_cost(needs: Needs, receiver: Receiver, rules: Rules) -> float:
    """What it costs besides that any need of a receiver is open; 0 unless it waits for completion."""
    if not waits_for_completion(receiver, rules):
        return 0.0
    return (TARGETED - last_value(rules)) * sum(need for (key, _), need in needs.items() if key == receiver.key)


def coverage_cost(instance: Instance, needs: Needs, supply: Needs) -> float:
    """Cost of all unmet need, given full-time posts sent by receiver and skill."""
    rules, cost = instance.rules, 0.0
    for receiver in sorted(instance.receivers, key=lambda row: row.key):
        own = {key: need for key, need in sorted(needs.items()) if key[0] == receiver.key}
        cost += sum(unmet_cost(need, supply.get(key, 0.0), receiver, rules) for key, need in own.items())
        if any(QUARTERS * (need - supply.get(key, 0.0)) > _WHOLE for key, need in own.items()):
            cost += incomplete_cost(own, receiver, rules)
    return cost


def segments(need: float, receiver: Receiver, rules: Rules, sizes: Iterable[int]) -> tuple[Segment, ...]:
    """The same cost for whole people: falls of the cost between totals that people of these quarters can make up.

    Totals of whole people are sparse (0, 2, 3, 4 … quarters where nobody gives one quarter). The cost is needed at
    those totals only, and there a line drawn from total to total is exact. It is also the tightest convex one,
    which is what lets the linear relaxation come close to whole people.
    """
    wanted = QUARTERS * need
    totals = [0]
    reachable, size = {0}, sorted(set(sizes))
    while size and totals[-1] < wanted - _WHOLE:
        total = totals[-1] + 1
        while not any(total - step in reachable for step in size):
            total += 1
        reachable.add(total)
        totals.append(total)
    parts = steps(need, receiver, rules)
    costs = [_open(parts, total / QUARTERS) for total in totals]
    found: list[Segment] = []
    for (low, dear), (high, cheap) in pairwise(zip(totals, costs, strict=True)):
        value = (dear - cheap) / (high - low)
        if found and abs(found[-1].value - value) < 1e-9:
            found[-1] = Segment(found[-1].quarters + high - low, found[-1].value)
        else:
            found.append(Segment(high - low, value))
    return tuple(found)


def needs_of(instance: Instance, week: date) -> dict[tuple[str, Skill], float]:
    """Full-time posts needed in a week by receiver and skill: rows for the same added, none without need."""
    found: dict[tuple[str, Skill], float] = {}
    for need in sorted(instance.needs, key=lambda row: (row.receiver, row.skill, row.fte)):
        if need.week == week and need.fte > 0:
            key = need.receiver, need.skill
            found[key] = found.get(key, 0.0) + need.fte
    return found
