"""What holds on a day, and which findings change something, on the season of 2021/22."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision, Suspension
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Replay
from lagezentrum.engine.standing import Standings
from lagezentrum.law.library import Library
from lagezentrum.season.reading import read_season

LAST = date(2021, 12, 23)
STATE_ORDER = Decision("determined", "statewide", "03", "2", date(2021, 12, 15), date(2021, 12, 17))


@cache
def standings(
    decisions: tuple[Decision, ...] = (), kept: Callable[[Observation], bool] = lambda _: True
) -> tuple[Standings, Replay]:
    library, season = Library(), read_season()
    figures = Figures(o for o in season if kept(o))
    regulation = library.regulation("de-ni/corona-vo")
    areas = ("03", *season.areas("new_cases"))
    replay = fast.replay(regulation, library.calendars, figures, areas, LAST, decisions=decisions)
    return Standings(regulation, replay, LAST), replay


def test_an_order_of_the_land_is_named_before_a_local_level_nobody_ordered() -> None:
    heidekreis = standings((STATE_ORDER,))[0].on("03358", date(2021, 12, 20))
    assert (heidekreis.level, heidekreis.since) == (2, date(2021, 12, 17))
    assert [(e.rule, e.determined) for e in heidekreis.episodes] == [("statewide", True), ("local", False)]


def test_a_local_raise_to_the_level_the_land_has_by_regulation_changes_nothing() -> None:
    seen, replay = standings()
    raises = [f for f in replay.findings if (f.rule, f.step, f.change, f.status) == ("local", "1", "raise", "found")]
    assert len(raises) == 45
    assert {seen.remark(f) for f in raises} == {"already in force"}


def test_an_open_lowering_of_a_level_whose_raise_changed_nothing_is_not_told_either() -> None:
    seen, replay = standings(kept=_without_hospitalisation_in_early_december)
    lowers = [f for f in replay.findings if (f.rule, f.step, f.change) == ("local", "1", "lower")]
    assert len(lowers) == 45
    assert {f.status for f in lowers} == {"undetermined"}
    assert {seen.remark(f) for f in lowers} == {"already in force"}


def _without_hospitalisation_in_early_december(observation: Observation) -> bool:
    missing = date(2021, 12, 1) <= observation.day <= date(2021, 12, 8)
    return not (observation.indicator == "hospitalisation" and missing)


def test_a_lowering_that_could_take_effect_only_after_the_rule_ended_says_so() -> None:
    seen, replay = standings()
    late = [f for f in replay.findings if f.earliest_effect > LAST]
    assert [(f.area, f.step, f.change, seen.remark(f)) for f in late] == [("03462", "2", "lower", "without effect")]


def test_the_higher_of_two_rules_applies() -> None:
    seen, _ = standings()
    assert seen.on("03101", date(2021, 11, 30)).level == 1
    assert seen.on("03101", date(2021, 12, 1)).level == 2
    assert seen.on("03", date(2021, 12, 1)).level == 1


HEIDEKREIS = "03358"
RAISED = Decision("determined", "local", HEIDEKREIS, "2", date(2021, 11, 30), date(2021, 12, 1))


def suspended(*suspensions: Suspension) -> Callable[[int], int]:
    """The level in the Heidekreis on a day of December, by orders for it and for the Land, one of them suspended."""
    decisions = (RAISED, STATE_ORDER)
    library, replay = Library(), standings(decisions)[1]
    seen = Standings(library.regulation("de-ni/corona-vo"), replay, LAST, suspensions)
    return lambda day: seen.on(HEIDEKREIS, date(2021, 12, day)).level


def _pause(first: int, to: int | None) -> Suspension:
    last = None if to is None else date(2021, 12, to)
    return Suspension("determined", "local", HEIDEKREIS, "2", date(2021, 12, 1), date(2021, 12, first), last)


def test_what_a_court_suspended_holds_before_and_after_but_not_on_these_days() -> None:
    level = suspended(_pause(6, 8))
    assert [level(day) for day in (5, 6, 8, 9, 16)] == [2, 1, 1, 2, 2]


def test_a_second_suspension_leaves_the_first_as_it_was() -> None:
    level = suspended(_pause(3, 4), _pause(6, 8))
    assert [level(day) for day in (2, 3, 4, 5, 6, 8, 9)] == [2, 1, 1, 2, 1, 1, 2]


def test_an_open_suspension_of_a_district_leaves_what_the_land_ordered() -> None:
    level = suspended(_pause(6, None))
    assert [level(day) for day in (5, 6, 16, 17, 23)] == [2, 1, 1, 2, 2]


def test_a_standing_names_the_suspension_only_where_it_makes_a_difference() -> None:
    pause = _pause(6, 8)
    library, replay = Library(), standings((RAISED,))[1]
    seen = Standings(library.regulation("de-ni/corona-vo"), replay, LAST, (pause,))
    assert [seen.on(HEIDEKREIS, date(2021, 12, day)).suspensions for day in (5, 6, 9)] == [(), (pause,), ()]
    assert seen.on("03241", date(2021, 12, 6)).suspensions == ()


def test_a_suspended_lifting_lets_the_level_hold_on() -> None:
    lifting = Decision("lifted", "local", HEIDEKREIS, "2", date(2021, 12, 6), date(2021, 12, 8))
    library, replay = Library(), standings((RAISED, lifting))[1]
    stay = Suspension("lifted", "local", HEIDEKREIS, "2", date(2021, 12, 8), date(2021, 12, 9), date(2021, 12, 10))
    seen = Standings(library.regulation("de-ni/corona-vo"), replay, LAST, (stay,))
    assert [seen.on(HEIDEKREIS, date(2021, 12, day)).level for day in (7, 8, 9, 10, 11)] == [2, 1, 2, 2, 1]


def test_a_suspension_does_not_touch_a_later_determination_of_the_same_step() -> None:
    lifting = Decision("lifted", "local", HEIDEKREIS, "2", date(2021, 12, 6), date(2021, 12, 8))
    again = Decision("determined", "local", HEIDEKREIS, "2", date(2021, 12, 10), date(2021, 12, 11))
    library, replay = Library(), standings((RAISED, lifting, again))[1]
    seen = Standings(library.regulation("de-ni/corona-vo"), replay, LAST, (_pause(6, None),))
    assert [seen.on(HEIDEKREIS, date(2021, 12, day)).level for day in (5, 7, 10, 11, 12)] == [2, 1, 1, 2, 2]


def test_a_suspension_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="ends"):
        _pause(8, 6)


def test_a_level_that_the_next_version_goes_on_fixing_holds_since_the_first() -> None:
    seen = standings()[0]
    assert {seen.on("03241", day).since for day in (date(2021, 12, 24), date(2022, 1, 16), date(2022, 2, 23))} == {
        date(2021, 12, 24)
    }
