"""When wishes and rules exclude one another: a smallest set that can not hold together, in words.

Wishes of the week and limits are elements; a set of elements is possible when the week has a solution that obeys them
(whole people, solved by HiGHS). Junker's QuickXplain (AAAI 2004) finds a set that is irreducible: without any one of
its elements the others can hold. Where few wishes take part, smaller sets of wishes are tried as well.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from lagezentrum.staffing.allocation.conflict_words import in_words
from lagezentrum.staffing.model import Instance, Wish, last_day

if TYPE_CHECKING:
    from lagezentrum.staffing.allocation.situation import Situation

_FEW = 12
"""wishes up to which every smaller set of them is tried"""
_LIMITS = ("ceiling", "seats", "accesses", "arrivals", "lender")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of wishes and rules that can not hold together: without any one of them the others can."""

    week: date
    wishes: tuple[Wish, ...]
    rules: tuple[tuple[str, ...], ...]
    """limits that take part, such as `("seats", "03241")`"""
    de: str
    en: str


class Unsatisfiable(Exception):
    """No plan obeys all rules and wishes; `conflict` is a smallest set that can not hold together."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict.en)
        self.conflict = conflict
        self.de, self.en = conflict.de, conflict.en


def find(situation: "Situation") -> Conflict:
    """The conflict of a week that has no solution."""
    from lagezentrum.staffing.allocation.network import Network
    from lagezentrum.staffing.allocation.situation import Situation
    from lagezentrum.staffing.allocation.solving import possible

    instance = situation.instance
    ahead = max(situation.stay_weeks(person) for person in instance.people) if instance.people else 1
    horizon = [week for week in situation.eligible.weeks if 0 <= (week - situation.week).days < 7 * ahead]
    wishes = sorted(
        (wish for wish in instance.wishes if wish.first <= last_day(horizon[-1]) and wish.last >= situation.week),
        key=repr,
    )
    names = [name for name in Network(situation).arrays.names if isinstance(name, tuple) and name[0] in _LIMITS]
    teams = sorted({person.team for person in instance.people if person.team is not None})
    rules: list[Hashable] = [*names, *(("team", team) for team in teams), ("stay",), ("later",)]

    def holds(elements: Iterable[Hashable]) -> bool:
        kept = set(elements)
        left_out = frozenset("later" if rule == ("later",) else rule for rule in rules if rule not in kept)
        reduced: Instance = replace(instance, wishes=tuple(wish for wish in wishes if wish in kept))
        part = Situation(
            reduced, situation.week, situation.before.values(), situation.used, stay_counts=("stay",) in kept
        )
        return possible(Network(part, left_out))

    found = _explain(holds, [], wishes + rules)
    asked = [element for element in found if isinstance(element, Wish)]
    if len(asked) > 2 and len(wishes) <= _FEW:
        smaller = (few for size in range(1, len(asked)) for few in combinations(wishes, size))
        less = next((few for few in smaller if not holds([*few, *rules])), None)
        if less is not None:
            asked, found = list(less), [*less, *_explain(holds, list(less), rules)]
    limits = tuple(element for element in found if isinstance(element, tuple))
    against = {wish: reason for wish, reason in situation.impossible().items() if wish in asked}
    de, en = in_words(situation, tuple(asked), limits, against)
    return Conflict(situation.week, tuple(asked), limits, de, en)


def _explain(
    holds: Callable[[Iterable[Hashable]], bool], base: list[Hashable], rest: Sequence[Hashable]
) -> list[Hashable]:
    """An irreducible part of `rest` that can not hold together with `base`."""

    def part(ground: list[Hashable], grew: bool, rest: Sequence[Hashable]) -> list[Hashable]:
        if grew and not holds(ground):
            return []
        if len(rest) == 1:
            return list(rest)
        middle = len(rest) // 2
        first, second = list(rest[:middle]), list(rest[middle:])
        of_second = part(ground + first, bool(first), second)
        of_first = part(ground + of_second, bool(of_second), first)
        return of_first + of_second

    if not rest or not holds(base):
        return []
    return part(base, False, rest)
