from collections import Counter
from datetime import date, timedelta

import pytest

from lagezentrum.staffing import exercise
from lagezentrum.staffing.exercise import Place
from lagezentrum.staffing.model import Consent, Mode

PLACES = [Place(f"03{number:03d}", 52 + number / 10, 8 + number / 5, 50_000 + 10_000 * number) for number in range(12)]


def test_equal_seeds_give_equal_people_whatever_the_order_of_the_districts() -> None:
    drawn = exercise.people(7, districts=PLACES)
    assert drawn == exercise.people(7, districts=PLACES[::-1])
    assert drawn != exercise.people(8, districts=PLACES)


def test_the_pool_has_the_shape_of_the_autumn() -> None:
    drawn = exercise.people(1, districts=PLACES)
    assert (len(drawn.people), len(drawn.lenders)) == (1400, 60)
    assert len({person.key for person in drawn.people}) == 1400
    assert all(person.key.startswith(f"{person.lender}/") for person in drawn.people)
    modes = Counter(person.mode for person in drawn.people)
    assert modes[Mode.REMOTE] / 1400 == pytest.approx(0.55, abs=0.05)
    assert modes[Mode.ON_SITE] / 1400 == pytest.approx(0.10, abs=0.03)
    assert {person.quarters for person in drawn.people} == {2, 3, 4}
    assert len({language for person in drawn.people for language in person.languages}) == 7
    assert 0 < sum(person.consent is Consent.REFUSED for person in drawn.people) < 100
    assert {person.available_from.isocalendar().week for person in drawn.people} == {46, 47, 48, 49, 50}
    assert all(person.available_from <= person.available_to <= date(2021, 1, 29) for person in drawn.people)


def test_lenders_keep_a_fifth_and_some_are_excluded() -> None:
    drawn = exercise.people(1, districts=PLACES)
    excluded = {lender.key for lender in drawn.lenders if lender.excluded}
    assert len(excluded) == 3
    assert 0 < sum(person.lender in excluded for person in drawn.people) < 40
    for lender in drawn.lenders:
        own = sum(person.quarters for person in drawn.people if person.lender == lender.key)
        assert lender.max_quarters == max(4, int(0.8 * own))
        assert "Übung" in lender.name


def test_other_helpers_have_pools_of_their_own() -> None:
    drawn = exercise.people(1, districts=PLACES, count=20, lenders=5, with_others=True)
    pools = {pool.key for pool in drawn.pools}
    assert pools == {"state", "soldiers", "mobile_teams", "scouts", "students"}
    assert {person.pool for person in drawn.people} == pools
    teams = Counter(person.team for person in drawn.people if person.pool == "mobile_teams")
    assert set(teams.values()) == {9}
    assert {person.lender for person in drawn.people} <= {lender.key for lender in drawn.lenders}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"lenders": 3}, "at least 4"),
        ({"first": exercise.FIRST_WEEK + timedelta(1)}, "Monday"),
        ({"districts": []}, "live"),
    ],
)
def test_sizes_that_make_no_pool_are_refused(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        exercise.people(1, **{"districts": PLACES, **arguments})  # type: ignore[arg-type]
