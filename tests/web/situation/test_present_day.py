"""The present day: what has not come yet is not missing, what was published counts."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import Settings

from lagezentrum.engine.decisions import Decision
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.archive.readings import Withheld
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.situation import situation
from tests.web.situation.conftest import MONDAY, WEDNESDAY

pytestmark = pytest.mark.django_db


def test_the_figures_of_the_present_day_are_not_missing_before_they_have_come(
    season: Callable[..., None], settings: Settings
) -> None:
    settings.TODAY = MONDAY.isoformat()
    season(without=lambda o: o.day >= MONDAY, name="early")
    seen = situation(MONDAY)
    assert seen.judged_until == date(2021, 11, 28)
    assert seen.work_list().undetermined == ()
    settings.TODAY = "2021-11-30"
    assert situation(date(2021, 11, 30)).judged_until == MONDAY


def test_an_order_of_this_morning_holds_tomorrow_before_the_figures_of_today_have_come(
    season: Callable[..., None], settings: Settings, orders: Callable[..., Determination]
) -> None:
    tuesday = date(2021, 11, 30)
    settings.TODAY = tuesday.isoformat()
    season(without=lambda o: o.day >= tuesday, name="morning")
    orders(tuesday, effective=WEDNESDAY)
    seen = situation(tuesday)
    assert (seen.judged_until, seen.decided_until) == (MONDAY, tuesday)
    assert seen.standing("03241").level == 1
    tomorrow = seen.standings.on("03241", WEDNESDAY)
    assert (tomorrow.level, tomorrow.since) == (2, WEDNESDAY)
    assert situation(WEDNESDAY).standing("03241").level == 2
    assert seen.work_list(["03241"]).decide == ()
    assert {p.change for p in seen.progress("03241") if (p.rule, p.step) == ("local", "2")} == {"raise"}


def test_a_preview_of_this_morning_knows_the_orders_of_this_morning(
    season: Callable[..., None], settings: Settings, orders: Callable[..., Determination]
) -> None:
    tuesday = date(2021, 11, 30)
    settings.TODAY = tuesday.isoformat()
    season(without=lambda o: o.day >= tuesday, name="morning")
    orders(tuesday, effective=WEDNESDAY)
    decision = Decision("determined", "local", "03404", "2", tuesday, effective=WEDNESDAY)
    preview = situation(tuesday).with_decision(decision)
    assert [preview.on(area, WEDNESDAY).level for area in ("03241", "03404", "03101")] == [2, 2, 1]


def test_a_figure_that_has_not_come_today_leaves_nothing_open_before_the_day_is_over(
    season: Callable[..., None], settings: Settings
) -> None:
    """The incidence of Monday is there, the Land's own figures, which would complete a section, are not."""
    settings.TODAY = MONDAY.isoformat()
    season(without=lambda o: o.day > MONDAY or (o.day == MONDAY and o.area == "03"), name="half a day")
    seen = situation(MONDAY)
    assert seen.judged_until == MONDAY
    assert [f for f in seen.ordered.findings if f.run_end == MONDAY and f.status == "undetermined"] == []
    settings.TODAY = "2021-11-30"
    (item,) = situation(date(2021, 11, 30)).work_list(["03241"]).undetermined
    assert {(m.indicator, m.day) for m in item.missing} == {("hospitalisation", MONDAY)}


def test_a_figure_of_today_that_is_held_back_leaves_open_what_hangs_on_it(
    season: Callable[..., None], settings: Settings
) -> None:
    settings.TODAY = MONDAY.isoformat()
    held = Withheld(SourceFile(name="held.csv"), ("hospitalisation",), (MONDAY,), ("03",), ())
    season(without=lambda o: o.day > MONDAY or (o.day == MONDAY and o.area == "03"), withheld=(held,), name="held")
    (item,) = situation(MONDAY).work_list(["03241"]).undetermined
    assert item.withheld == (held,)


def test_a_day_of_which_every_file_is_held_back_is_looked_at(season: Callable[..., None], settings: Settings) -> None:
    settings.TODAY = MONDAY.isoformat()
    areas = tuple(key for key in situation(MONDAY).areas)
    held = Withheld(SourceFile(name="held.csv"), ("hospitalisation", "new_cases"), (MONDAY,), areas, ())
    season(without=lambda o: o.day >= MONDAY, withheld=(held,), name="all held")
    seen = situation(MONDAY)
    assert seen.judged_until == MONDAY
    assert len(seen.work_list().undetermined) > 20


def test_what_was_open_before_stays_open_until_it_is_known_otherwise(
    season: Callable[..., None], settings: Settings
) -> None:
    """A value of last week is missing; of today nothing has come: the run of open sections ends yesterday."""
    thursday = date(2021, 12, 16)
    settings.TODAY = thursday.isoformat()
    season(without=lambda o: o.day >= thursday, name="open")
    (item,) = situation(thursday).work_list(["03"]).undetermined
    assert item.finding is not None
    assert item.finding.run_end < thursday
    assert [(m.indicator, m.day) for m in item.missing] == [("icu_share", date(2021, 12, 10))]
