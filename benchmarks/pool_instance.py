"""The pool that the benchmarks distribute: the real weekly cases of autumn 2020, 45 receivers, synthetic people.

The need of a week is `LOAD` times the working time available in it, shared out by the cases that the 43 health offices
had in that week (as corrected later, state of 1 June 2023) and by kind of work; the state health office and the crisis
unit ask for eight posts each. Every receiver asks for two languages, drawn from the seed.
"""

from datetime import date, timedelta

import numpy as np

from lagezentrum.season.autumn.reading import read_districts, read_office_cases, receivers
from lagezentrum.staffing import exercise
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.model import Instance, Need, Receiver, Rules, Skill

LOAD = 1.5
SHARES = ((Skill.CONTACT_TRACING, 0.6), (Skill.CASE_INVESTIGATION, 0.3), (Skill.LEAD, 0.1))
STATEWIDE_FTE = 8.0
SEED = 2020
_LANGUAGES = ("ar", "en", "fa", "pl", "ro", "ru", "tr")


def autumn(weeks: int = 12, people: int = 1400, steps: int = 20) -> Instance:
    """The instance of the benchmarks; equal arguments give equal instances."""
    places = [
        exercise.Place(district.ags, district.latitude, district.longitude, district.population)
        for district in read_districts()
    ]
    drawn = exercise.people(SEED, districts=places, count=people, weeks=weeks)
    mondays = tuple(exercise.FIRST_WEEK + timedelta(weeks=number) for number in range(weeks))
    bare = Instance(mondays, drawn.people, drawn.lenders, _asking(), (), Rules(min_steps=steps), drawn.pools)
    needs = [need for week in mondays for need in _needs(bare, week)]
    return Instance(mondays, drawn.people, drawn.lenders, bare.receivers, tuple(needs), bare.rules, drawn.pools)


def _asking() -> tuple[Receiver, ...]:
    rng = np.random.Generator(np.random.PCG64(SEED))
    found = []
    for place in receivers():
        first, step = int(rng.random() * 7), 1 + int(rng.random() * 6)
        languages = frozenset({_LANGUAGES[first], _LANGUAGES[(first + step) % 7]})
        found.append(Receiver(place.key, place.name, place.areas, place.latitude, place.longitude, languages=languages))
    return tuple(found)


def _needs(instance: Instance, week: date) -> list[Need]:
    eligible = Eligibility(instance)
    available = sum(eligible.people[key].quarters for key in eligible.allowed(week)) / 4
    record = read_office_cases()
    offices = [place.key for place in instance.receivers if place.areas]
    cases = {key: record.in_week(key, week) or 0 for key in offices}
    total = sum(cases.values())
    wanted = LOAD * available - 2 * STATEWIDE_FTE
    found = [
        Need(key, week, skill, round(wanted * count / total * share, 2))
        for key, count in cases.items()
        for skill, share in SHARES
    ]
    found += [
        Need(place.key, week, skill, STATEWIDE_FTE * share)
        for place in instance.receivers
        if not place.areas
        for skill, share in SHARES
    ]
    return found
