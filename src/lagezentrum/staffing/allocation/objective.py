"""What a distribution of one week costs: the plain definition that every solver's figure must equal.

The cost of a week is the sum of

* **unmet need**, by steps: see `allocation.coverage`. Time beyond a need is worth nothing;
* **service**: each person in service costs `language_gain` + 1, so that nobody is sent for a language alone and no more
  people are moved than the work asks for;
* **mismatch**: `mismatch_cost` for each person given work other than their own skill;
* **distance**: `km_cost` · km for each person on site, km as in rule 7 of a valid plan;
* **language**: minus `language_gain` for each person who brings a language that the receiver asks for;
* **change**: of P people who were at a receiver in the week before, may still be there by rules 2 to 8, and for whom it
  has work in this week (a need for a skill that they can be given), the receiver still needs min(P, H), where H is its
  whole need of this week in full-time posts, rounded up. Each of them who is not there any more, because fewer than
  min(P, H) of the P stayed, costs `change_cost`. Who leaves a receiver that needs fewer people costs nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from math import ceil

from lagezentrum.staffing.allocation.coverage import Needs, coverage_cost, needs_of
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.model import QUARTERS, Assignment, Instance, Mode, Rules, Skill


def service_cost(rules: Rules) -> float:
    """Cost of each person in service."""
    return rules.language_gain + 1.0


def has_work(eligible: Eligibility, needs: Needs, person: str, receiver: str, week: date) -> bool:
    """Whether a receiver needs work in a week that the person may do there."""
    return any((receiver, skill) in needs for skill in eligible.work(person, receiver, week))


def known_people(eligible: Eligibility, needs: Needs, previous: Mapping[str, str], week: date) -> dict[str, list[str]]:
    """Receiver → people who were there in the week before and for whom it has work that they may still do there."""
    found: dict[str, list[str]] = {}
    for key, receiver in sorted(previous.items()):
        if key in eligible.people and has_work(eligible, needs, key, receiver, week):
            found.setdefault(receiver, []).append(key)
    return found


def still_needed(needs: Needs, receiver: str, known: int) -> int:
    """How many of the people it knows a receiver still needs."""
    return min(known, ceil(sum(need for (key, _), need in sorted(needs.items()) if key == receiver) - 1e-9))


def objective(
    instance: Instance, assignments: Iterable[Assignment], week: date, previous: Mapping[str, str] | None = None
) -> float:
    """Cost of the assignments of one week, by the definition above.

    Args:
        instance: what is known.
        assignments: those of other weeks are left aside.
        week: a Monday.
        previous: person → receiver in the week before. None: no changes are counted.
    """
    rules, eligible, needs = instance.rules, Eligibility(instance), needs_of(instance, week)
    came: dict[tuple[str, Skill], int] = {}
    now: dict[str, str] = {}
    cost = 0.0
    for row in sorted(row for row in assignments if row.week == week):
        person, receiver = eligible.people[row.person], eligible.receivers[row.receiver]
        key = row.receiver, row.skill
        came[key] = came.get(key, 0) + person.quarters
        now[row.person] = row.receiver
        cost += service_cost(rules)
        cost += rules.mismatch_cost * (row.skill is not person.skill)
        cost -= rules.language_gain * bool(person.languages & receiver.languages)
        if row.mode is Mode.ON_SITE:
            cost += rules.km_cost * eligible.kilometres(row.person, row.receiver)
    for place, known in sorted(known_people(eligible, needs, previous or {}, week).items()):
        stayed = sum(now.get(key) == place for key in known)
        cost += rules.change_cost * max(0, still_needed(needs, place, len(known)) - stayed)
    supply = {place: quarters / QUARTERS for place, quarters in came.items()}
    return cost + coverage_cost(instance, needs, supply)
