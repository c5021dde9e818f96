"""Tiny weeks: few people who are all available, no wishes, teams or stays, so that every distribution can be tried."""

from dataclasses import replace
from datetime import timedelta

from lagezentrum.staffing.model import Aim, Consent, Instance, Pool, QueueRule
from tests.staffing.random_instances import small


def tiny(seed: int, aim: Aim = Aim.EQUAL_COVERAGE, people: int = 5) -> Instance:
    """A week with at most `people` people and two receivers."""
    drawn = small(seed, people=people, receivers=2, weeks=1, wishes=False)
    rules = replace(drawn.rules, min_stay_weeks=1, earliest_arrival=None, aim=aim)
    pools = tuple(Pool(pool.key, pool.counts_to_ceiling, pool.modes, pool.skills) for pool in drawn.pools)
    receivers = tuple(
        replace(place, queue_rule=QueueRule.OLDEST_FIRST if number % 2 else QueueRule.NEWEST_FIRST)
        for number, place in enumerate(drawn.receivers)
    )
    week = drawn.weeks[0]
    there = tuple(
        replace(person, team=None, consent=Consent.GIVEN, trained_on=week, staff_council_on=week,
                available_from=week, available_to=week + timedelta(days=6))
        for person in drawn.people
    )  # fmt: skip
    lenders = tuple(replace(lender, excluded=None) for lender in drawn.lenders)
    loose = tuple(replace(pool, min_stay_weeks=1) for pool in pools)
    return replace(drawn, rules=rules, pools=loose, people=there, lenders=lenders, receivers=receivers)
