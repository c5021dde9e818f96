"""Identical people as one class: the same authority and the same outlet.

An outlet is what is left of a person for the network: a remote worker is the same everywhere, so level, working time
and language say all; somebody who works on site besides lives somewhere. Who works both ways is a remote worker, unless
an office within reach takes nobody remotely.
"""

from dataclasses import dataclass

import numpy as np

from lagezentrum.staffing.federal.problem import BOTH, LEVELS, ON_SITE, SIZES, Ints, Offices, Prices, Workforce


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets by number: first every remote one, then the sites that occur."""

    languages: int
    site_flexible: Ints
    """1: works both ways; 0: on site only"""
    site_district: Ints
    site_level: Ints
    site_size: Ints
    site_language: Ints
    size: Ints
    """quarters of a person, for every outlet"""
    level: Ints
    language: Ints

    @property
    def remote(self) -> int:
        """Number of remote outlets."""
        return LEVELS * SIZES * self.languages


@dataclass(frozen=True, slots=True)
class Classes:
    """People by class; a class has an authority, an outlet and a number of people."""

    authority: Ints
    outlet: Ints
    count: Ints
    order: Ints
    """people that can be sent, by class and then by their own order"""
    start: Ints
    """where each class begins in `order`"""


def remote_number(level: Ints, size: Ints, language: Ints, languages: int) -> Ints:
    """Number of a remote outlet."""
    number: Ints = (level * SIZES + size - 1) * languages + language
    return number


def merge(people: Workforce, offices: Offices, kilometres: Ints, prices: Prices) -> tuple[Outlets, Classes]:
    """Classes of all people who can be sent somewhere."""
    languages = offices.asks.shape[1]
    near = kilometres <= prices.max_km
    some_near = np.asarray(near.any(axis=1))
    only_on_site = np.asarray((near & ~offices.remote_possible[None, :]).any(axis=1))
    some_remote = bool(offices.remote_possible.any())
    chosen = np.flatnonzero(people.available)
    mode, district = people.mode[chosen], people.district[chosen].astype(np.int64)
    flexible = np.logical_and(mode == BOTH, only_on_site[district])
    at_site = np.logical_or(mode == ON_SITE, flexible)
    usable = np.flatnonzero(np.where(at_site, some_near[district], some_remote))
    chosen, district, flexible, at_site = chosen[usable], district[usable], flexible[usable], at_site[usable]
    level = people.level[chosen].astype(np.int64)
    size = people.quarters[chosen].astype(np.int64)
    language = people.language[chosen].astype(np.int64)
    plain = remote_number(level, size, language, languages)
    remote = LEVELS * SIZES * languages
    site = (flexible * len(kilometres) + district) * remote + plain
    found, position = np.unique(site[at_site], return_inverse=True)
    outlet = plain.copy()
    outlet[at_site] = remote + position
    where, what = np.divmod(found, remote)
    every = np.concatenate([np.arange(remote), what])
    outlets = Outlets(
        languages, where // len(kilometres), where % len(kilometres), what // (SIZES * languages),
        what // languages % SIZES + 1, what % languages,
        every // languages % SIZES + 1, every // (SIZES * languages), every % languages,
    )  # fmt: skip
    key = people.authority[chosen].astype(np.int64) * len(every) + outlet
    by_class = np.argsort(key, kind="stable")
    keys, start, count = np.unique(key[by_class], return_index=True, return_counts=True)
    return outlets, Classes(keys // len(every), keys % len(every), count, chosen[by_class], start)
