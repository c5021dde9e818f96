"""A pool that nobody nominated: lenders and people for exercises, drawn from a seed, shaped like those of autumn 2020.

Equal arguments give equal people on every machine: only the uniform numbers of PCG64 are used, whose stream NumPy
keeps, and none of its distributions. What is known of the real pool (size, first day, twelve weeks, tax offices as the
largest lenders, police, schools and parts of the justice exempt) comes from press reports of October and November 2020;
every share below is an assumption of the exercise.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lagezentrum.staffing.exercise_helpers import other_helpers
from lagezentrum.staffing.exercise_places import Place, nearest
from lagezentrum.staffing.model import Consent, Lender, Mode, Person, Pool, Skill, last_day

__all__ = ["FIRST_WEEK", "Nominations", "Place", "people"]

T = TypeVar("T")

FIRST_WEEK = date(2020, 11, 9)
"""Monday on which the pool of 2020 began"""

_LENDING_SHARE = 0.8
_KINDS = (
    ("FA", "Finanzamt Übungsstadt", "Finanzen", 0.45),
    ("KA", "Katasteramt Übungsstadt", "Inneres", 0.15),
    ("LE", "Amt für Landesentwicklung Übungsland", "Regionale Entwicklung", 0.1),
    ("SB", "Straßenbauamt Übungsstadt", "Wirtschaft", 0.1),
    ("LA", "Landesamt Übungsland", "Soziales", 0.12),
    ("UM", "Umweltbehörde Übungsland", "Umwelt", 0.08),
)
_EXCLUDED_KINDS = (
    ("PI", "Polizeiinspektion Übungsstadt", "Inneres", "Polizei: für Einsätze und Streifen unentbehrlich"),
    ("SC", "Schule Übungsstadt", "Kultus", "Schule: Unterricht darf nicht ausfallen"),
    ("JV", "Justizvollzugsanstalt Übungsstadt", "Justiz", "Justizvollzug: Dienst rund um die Uhr"),
)
_EXCLUDED_PEOPLE = 0.01
_SKILLS = (
    (Skill.CONTACT_TRACING, 0.6),
    (Skill.CASE_INVESTIGATION, 0.25),
    (Skill.LEAD, 0.09),
    (Skill.MEDICAL, 0.03),
    (Skill.IT, 0.03),
)
_QUARTERS = ((4, 0.6), (3, 0.2), (2, 0.2))
_MODES = ((Mode.REMOTE, 0.55), (Mode.ON_SITE, 0.1), (Mode.BOTH, 0.35))
_CONSENT = ((Consent.GIVEN, 0.75), (Consent.NOT_REQUIRED, 0.22), (Consent.REFUSED, 0.03))
_START_WEEK = ((0, 0.5), (1, 0.2), (2, 0.15), (3, 0.1), (4, 0.05))
_MAX_KM: tuple[tuple[int | None, float], ...] = ((None, 0.7), (50, 0.15), (30, 0.1), (15, 0.05))
_LANGUAGES = ("ar", "en", "fa", "pl", "ro", "ru", "tr")


@dataclass(frozen=True, slots=True)
class Nominations:
    """Who was nominated, by whom, and the rules of the pools they belong to."""

    lenders: tuple[Lender, ...]
    people: tuple[Person, ...]
    pools: tuple[Pool, ...]


def people(
    seed: int,
    *,
    districts: Sequence[Place],
    count: int = 1400,
    lenders: int = 60,
    first: date = FIRST_WEEK,
    weeks: int = 12,
    with_others: bool = False,
) -> Nominations:
    """Draw `lenders` authorities (at least 4) and `count` people nominated by them, in the pool `state`.

    Every twentieth authority, and at least three, is excluded as indispensable; about one person in a hundred was
    nominated by one of those. Half of the people can start in the week of `first` (a Monday), the others up to four
    weeks later; three in ten leave before the last week. `with_others` adds soldiers, mobile teams, scouts and students
    as pools of their own, beyond `count`.
    """
    if lenders <= len(_EXCLUDED_KINDS):
        msg = f"{lenders} lenders: an exercise needs at least {len(_EXCLUDED_KINDS) + 1}, three of them excluded"
        raise ValueError(msg)
    if first.weekday() != 0:
        msg = f"{first} is not a Monday"
        raise ValueError(msg)
    places = sorted(districts, key=lambda place: place.ags)
    if not places:
        msg = "no districts given: people have to live somewhere"
        raise ValueError(msg)
    rng = np.random.Generator(np.random.PCG64(seed))
    authorities, seats = _lenders(rng, lenders, places)
    nominated = _people(rng, count, authorities, [places[seat] for seat in seats], places, first, weeks)
    limited = tuple(replace(lender, max_quarters=_limit(lender, nominated)) for lender in authorities)
    pools = [Pool("state")]
    if with_others:
        others = other_helpers(rng, places, first, weeks)
        limited += others.lenders
        nominated += others.people
        pools += others.pools
    return Nominations(
        tuple(sorted(limited, key=lambda lender: lender.key)),
        tuple(sorted(nominated, key=lambda person: person.key)),
        tuple(sorted(pools, key=lambda pool: pool.key)),
    )


def _draw(rng: np.random.Generator, weights: Sequence[float], size: int) -> NDArray[np.int64]:
    """Positions in `weights`, each with its share of the sum."""
    limits = np.cumsum(np.asarray(weights, dtype=float))
    found = np.searchsorted(limits, rng.random(size) * limits[-1], side="right").astype(np.int64)
    positions: NDArray[np.int64] = np.minimum(found, len(weights) - 1)
    return positions


def _pick(rng: np.random.Generator, choices: Sequence[tuple[T, float]], size: int) -> list[T]:
    return [choices[position][0] for position in _draw(rng, [weight for _, weight in choices], size)]


def _lenders(rng: np.random.Generator, count: int, places: Sequence[Place]) -> tuple[list[Lender], NDArray[np.int64]]:
    """Authorities, the excluded ones last, and the number of the place where each has its seat."""
    excluded = max(len(_EXCLUDED_KINDS), count // 20)
    kinds = _draw(rng, [share for *_, share in _KINDS], count - excluded)
    found = []
    for number, kind in enumerate(kinds, start=1):
        short, name, department, _ = _KINDS[kind]
        notice = int(_draw(rng, (0.4, 0.4, 0.2), 1)[0]) * 7
        found.append(Lender(f"{short}-{number:02d}", f"{name} {number}", department, notice_days=notice))
    for number in range(count - excluded + 1, count + 1):
        short, name, department, reason = _EXCLUDED_KINDS[number % len(_EXCLUDED_KINDS)]
        found.append(Lender(f"{short}-{number:02d}", f"{name} {number}", department, excluded=reason))
    return found, _draw(rng, [place.population for place in places], count)


def _people(
    rng: np.random.Generator,
    count: int,
    lenders: Sequence[Lender],
    seats: Sequence[Place],
    places: Sequence[Place],
    first: date,
    weeks: int,
) -> list[Person]:
    excluded = np.array([lender.excluded is not None for lender in lenders])
    sizes = 0.4 - np.log1p(-rng.random(len(lenders)))
    sizes[excluded] *= _EXCLUDED_PEOPLE * sizes[~excluded].sum() / sizes[excluded].sum() / (1 - _EXCLUDED_PEOPLE)
    of_lender = _draw(rng, sizes.tolist(), count)
    neighbours = {place.ags: nearest(place, places, 4) for place in places}
    neighbour = _draw(rng, (0.7, 0.15, 0.1, 0.05), count)
    skills, quarters, modes = _pick(rng, _SKILLS, count), _pick(rng, _QUARTERS, count), _pick(rng, _MODES, count)
    consents, starts = _pick(rng, _CONSENT, count), _pick(rng, _START_WEEK, count)
    limits = _pick(rng, _MAX_KM, count)
    chance = rng.random((count, 6))
    languages = _draw(rng, (1, 3, 0.6, 1.2, 0.8, 1.4, 1.6), count)
    end = last_day(first + timedelta(weeks=weeks - 1))
    numbers: defaultdict[str, int] = defaultdict(int)
    nominated = []
    for row in range(count):
        lender, near = lenders[of_lender[row]], neighbours[seats[of_lender[row]].ags]
        home = near[min(neighbour[row], len(near) - 1)]
        begins = first + timedelta(weeks=starts[row], days=0 if chance[row, 0] < 0.95 else 2)
        leaves = end if chance[row, 1] < 0.7 else begins + timedelta(days=25 + int(7 * weeks * chance[row, 2]))
        mode = modes[row]
        numbers[lender.key] += 1
        nominated.append(
            Person(
                key=f"{lender.key}/{numbers[lender.key]:04d}",
                lender=lender.key,
                quarters=quarters[row],
                available_from=begins,
                available_to=min(leaves, end),
                mode=mode,
                district=home.ags,
                latitude=home.latitude,
                longitude=home.longitude,
                skill=skills[row],
                max_km=None if mode is Mode.REMOTE else limits[row],
                trained_on=None if chance[row, 3] < 0.02 else begins - timedelta(days=3),
                languages=frozenset({_LANGUAGES[languages[row]]} if chance[row, 4] < 0.2 else ()),
                consent=consents[row],
                staff_council_on=_heard(float(chance[row, 5]), begins),
            )
        )
    return nominated


def _heard(chance: float, begins: date) -> date | None:
    """For two in a hundred the day is not known; for three it lies after the first day of service."""
    if chance < 0.02:
        return None
    return begins + timedelta(days=9 if chance < 0.05 else -5)


def _limit(lender: Lender, nominated: Sequence[Person]) -> int:
    """Quarters that a lender can spare at the same time: four fifths of those nominated, at least one full post."""
    own = sum(person.quarters for person in nominated if person.lender == lender.key)
    return max(4, int(_LENDING_SHARE * own))
