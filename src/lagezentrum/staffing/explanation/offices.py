"""Why an office gets what it gets."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

from lagezentrum.staffing.allocation.conflict_words import rule_in_words
from lagezentrum.staffing.explanation.counterfactual import WhatIf, asked
from lagezentrum.staffing.explanation.resolving import PlannedWeek
from lagezentrum.staffing.model import QUARTERS, Instance, Mode, Plan, Skill

_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that is used up, and by how much the objective would fall at least if it did not hold (0: not proven)."""

    limit: tuple[str, ...]
    """such as `("accesses", "03241")`, or `("people",)` where nobody suitable is left"""
    gain: float
    """fall of the objective by solving again without it"""
    extra_fte: float
    """full-time posts that the office would get more"""
    de: str
    en: str


@dataclass(frozen=True, slots=True)
class OfficeReasons:
    """Need, what comes, what is missing, what binds, and what more would cost."""

    receiver: str
    week: date
    need: Mapping[Skill, float]
    sent: Mapping[Skill, float]
    own_fte: float | None
    """full-time posts of its own, where given: the need is what is missing beyond them"""
    coverage: float | None
    """share of the need that is covered; None: no need"""
    mean_coverage: float | None
    """the same for all receivers together"""
    people: int
    bindings: tuple[Binding, ...]
    more: WhatIf | None
    """what more posts would cost; None: nothing is open"""


def office(
    instance: Instance,
    plan: Plan,
    receiver: str,
    week: date,
    *,
    own_fte: float | None = None,
    plus: float = 2.0,
    gap: float = 1e-4,
) -> OfficeReasons:
    """Why a receiver gets what it gets in a week, and what `plus` posts more would cost (less where less is open).

    Raises:
        KeyError: receiver or week unknown.
    """
    planned = PlannedWeek(instance, plan, week)
    if receiver not in planned.eligible.receivers:
        raise KeyError(receiver)
    needs, sent = planned.situation.needs, planned.sent(planned.rows)
    need = {skill: fte for (key, skill), fte in sorted(needs.items()) if key == receiver}
    came = {skill: sent[receiver, skill] / QUARTERS for skill in need}
    covered = {key: min(fte, sent[key] / QUARTERS) for key, fte in needs.items()}
    open_quarters = sum(planned.caps[key] - sent[key] for key in sent if key[0] == receiver)
    total, own = sum(needs.values()), sum(need.values())
    return OfficeReasons(
        receiver,
        week,
        need,
        came,
        own_fte,
        sum(covered[receiver, skill] for skill in need) / own if own else None,
        sum(covered.values()) / total if total else None,
        sum(row.receiver == receiver for row in planned.rows),
        _bindings(planned, receiver, gap) if open_quarters else (),
        asked(planned, receiver, min(plus, open_quarters / QUARTERS), gap=gap) if open_quarters else None,
    )


def _bindings(planned: PlannedWeek, receiver: str, gap: float) -> tuple[Binding, ...]:
    found, before = [], planned.by_receiver(planned.rows).get(receiver, 0)
    for limit in _used_up(planned, receiver):
        names: frozenset[Hashable] = frozenset({limit})
        if limit[0] == "lender":
            names = frozenset(
                name for name in planned.network.arrays.names if isinstance(name, tuple) and name[0] == "lender"
            )
        other = planned.without(names, gap)
        if other is None:
            continue
        gain = max(0.0, planned.objective - other.objective)
        extra = (planned.by_receiver(other.assignments).get(receiver, 0) - before) / QUARTERS
        if gain > _EPSILON:
            found.append(Binding(limit if limit[0] != "lender" else ("lenders",), gain, extra, *_words(planned, limit)))
    if not found or planned.idle(planned.rows) == 0:
        found.append(
            Binding(
                ("people",), 0.0, 0.0,
                "Es sind nicht mehr geeignete Kräfte verfügbar; die vorhandenen sind nach gleicher Deckung verteilt.",
                "No more suitable people are available; those there are were distributed for equal coverage.",
            )
        )  # fmt: skip
    return tuple(found)


def _words(planned: PlannedWeek, limit: tuple[str, ...]) -> tuple[str, str]:
    if limit[0] == "lender":
        return "Abgebende Stellen haben ihre Obergrenze erreicht.", "Lenders have reached their limits."
    de, en = rule_in_words(limit, planned.situation)
    return f"{de[0].upper()}{de[1:]}.", f"{en[0].upper()}{en[1:]}."


def _used_up(planned: PlannedWeek, receiver: str) -> list[tuple[str, ...]]:
    """Limits of the model that the plan reaches: those of the receiver, the ceiling, and one of the lenders for all."""
    eligible, previous = planned.eligible, planned.situation.previous
    rows = [row for row in planned.rows if row.receiver == receiver]
    used: dict[tuple[str, ...], int] = {
        ("seats", receiver): sum(row.mode is Mode.ON_SITE for row in rows),
        ("accesses", receiver): len(rows),
        ("arrivals", receiver): sum(previous.get(row.person) != receiver for row in rows),
        ("ceiling",): sum(eligible.pools[eligible.people[row.person].pool].counts_to_ceiling for row in planned.rows),
    }
    for row in planned.rows:
        lender = "lender", eligible.people[row.person].lender
        used[lender] = used.get(lender, 0) + eligible.people[row.person].quarters
    arrays = planned.network.arrays
    found: list[tuple[str, ...]] = []
    for name, amount in sorted(used.items()):
        number = arrays.numbers.get(name)
        slack = 1 if name[0] != "lender" else QUARTERS
        if number is None or arrays.high[number] - amount >= slack:
            continue
        if name[0] != "lender" or not any(other[0] == "lender" for other in found):
            found.append(name)
    return found
