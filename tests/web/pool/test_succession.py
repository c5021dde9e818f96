"""What becomes of a deployment under way when the next distribution is ordered."""

from datetime import date, timedelta

import pytest

from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.succession import succession

FIRST, END = date(2020, 11, 16), date(2020, 11, 27)
"""The new distribution: two weeks."""
FRIDAY_BEFORE = FIRST - timedelta(days=3)
State = Deployment.State


def row(number: int, first: date, last: date, state: str = State.APPROVED, receiver: str = "A") -> Deployment:
    return Deployment(
        pk=number, person_id="p", receiver_id=receiver, skill="lead", mode="remote", first=first, last=last, state=state
    )


def under_way(last: date, state: str = State.IN_SERVICE, first: date = FIRST - timedelta(days=7)) -> Deployment:
    return row(1, first, last, state)


@pytest.mark.parametrize(("state", "then"), [(State.IN_SERVICE, State.EXTENDED), (State.ORDERED, State.ORDERED)])
def test_who_goes_on_is_lengthened(state: str, then: str) -> None:
    old = under_way(date(2020, 11, 20), state)
    found = succession([row(2, FIRST, END)], [old], FIRST, END)
    assert (old.last, old.state, found.lengthened, found.new) == (END, then, (old,), ())


def test_what_was_ordered_beyond_the_plan_stays() -> None:
    old = under_way(END + timedelta(days=28))
    found = succession([row(2, FIRST, END)], [old], FIRST, END)
    assert (found.lengthened, found.shortened, old.last) == ((), (), END + timedelta(days=28))


def test_who_leaves_within_the_plan_is_shortened() -> None:
    old = under_way(END)
    moved = row(3, date(2020, 11, 23), END, receiver="B")
    found = succession([row(2, FIRST, date(2020, 11, 20)), moved], [old], FIRST, END)
    assert (old.last, found.shortened, found.new) == (date(2020, 11, 20), (old,), (moved,))


@pytest.mark.parametrize("planned", [[], [row(2, FIRST, END, receiver="B")], [row(2, date(2020, 11, 23), END)]])
def test_who_works_elsewhere_nowhere_or_not_at_once_ends_on_the_friday_before(planned: list[Deployment]) -> None:
    old = under_way(END)
    found = succession(planned, [old], FIRST, END)
    assert (old.last, old.state) == (FRIDAY_BEFORE, State.IN_SERVICE)
    assert (found.shortened, found.new) == ((old,), tuple(planned))


def test_what_has_not_begun_and_is_not_wanted_any_more_is_cancelled() -> None:
    old = under_way(END, State.ORDERED, first=FIRST)
    found = succession([], [old], FIRST, END)
    assert (found.cancelled, old.state) == ((old,), State.ENDED)
