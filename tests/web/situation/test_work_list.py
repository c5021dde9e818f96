"""What must be decided."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.archive.readings import Withheld
from lagezentrum.web.ledger import service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.situation import situation
from tests.web.situation.conftest import MONDAY, WEDNESDAY, noon

pytestmark = pytest.mark.django_db


def test_what_is_reached_and_not_determined_is_to_be_decided_with_its_earliest_date() -> None:
    work = situation(MONDAY).work_list(["03241"])
    (item,) = work.decide
    assert (item.rule, item.step, item.earliest, item.overdue) == ("local", "2", WEDNESDAY, False)
    assert item.finding is not None
    assert item.finding.section_end == MONDAY
    assert item.matter is None
    assert (work.lift, work.undetermined, work.differs) == ((), (), ())


def test_the_days_that_pass_move_the_earliest_date(settings: Settings) -> None:
    (item,) = situation(date(2021, 12, 2)).work_list(["03241"]).decide
    assert (item.earliest, item.overdue) == (date(2021, 12, 3), True)


def test_the_list_names_exactly_the_districts_that_determined_level_2_on_29_november() -> None:
    found = {item.area for item in situation(MONDAY).work_list().decide}
    stayed = {"03255", "03256", "03358", "03404", "03405"}  # the last by its own discretion
    every = {area for area in situation(MONDAY).areas if len(area) == 5}
    assert found == every - stayed


def test_an_open_draft_is_named_and_a_published_one_is_no_task_any_more(
    orders: Callable[..., Determination],
) -> None:
    orders(MONDAY, area="03404", step="2", effective=WEDNESDAY)
    officer = User.objects.get(username="anna.kern")
    draft = service.draft(
        officer, kind="raise", rule="local", area="03241", step="2", effective=WEDNESDAY, at=noon(MONDAY)
    )
    (item,) = situation(MONDAY).work_list(["03241"]).decide
    assert item.matter is not None
    assert item.matter.id == draft.id
    service.approve(User.objects.get(username="clara.weiss"), draft.id, at=noon(MONDAY))
    service.publish(officer, draft.id, at=noon(MONDAY))
    assert situation(MONDAY).work_list(["03241"]).decide == ()


def test_refraining_takes_it_off_the_list_until_its_last_day(orders: Callable[..., Determination]) -> None:
    outbreak = {"place": "Heim", "cases": 40, "traced": "alle", "until": date(2021, 12, 3)}
    orders(MONDAY, kind="refrain", effective=None, outbreak=outbreak)
    assert situation(MONDAY).work_list(["03241"]).decide == ()
    (differs,) = situation(WEDNESDAY).work_list(["03241"]).differs
    assert differs.reason == "refrained"
    (again,) = situation(date(2021, 12, 4)).work_list(["03241"]).decide
    assert again.step == "2"


def test_what_is_in_force_and_no_longer_met_is_to_be_lifted(orders: Callable[..., Determination]) -> None:
    """3G above 50 in Lüchow-Dannenberg: it began in September 2021 and fell below for five working days."""
    area = "03354"
    raised = [f for f in situation(date(2021, 9, 30)).replay.findings if f.area == area and f.rule == "new-cases"]
    first, second = raised[0], raised[1]
    assert (first.change, second.change) == ("raise", "lower")
    orders(first.section_end, area=area, kind="3g", rule="new-cases", step="3G", effective=first.earliest_effect)
    assert situation(second.section_end - timedelta(days=1)).work_list([area]).lift == ()
    (item,) = situation(second.section_end).work_list([area]).lift
    assert (item.rule, item.step, item.earliest) == ("new-cases", "3G", second.earliest_effect)
    orders(second.section_end, area=area, kind="lift-3g", rule="new-cases", step="3G", effective=second.earliest_effect)
    assert situation(second.section_end).work_list([area]).lift == ()


def test_what_hangs_on_a_missing_value_names_it() -> None:
    (item,) = situation(date(2021, 12, 15)).work_list(["03"]).undetermined
    assert (item.rule, item.step) == ("statewide", "2")
    assert [(m.indicator, m.day) for m in item.missing] == [("icu_share", date(2021, 12, 10))]
    assert item.withheld == ()


def test_a_value_that_is_held_back_is_said_to_be(season: Callable[..., None]) -> None:
    file = SourceFile(name="held.csv", sha256="a" * 64)
    held = Withheld(file, ("icu_share",), (date(2021, 12, 10),), ("03",), ())
    season(withheld=(held,), name="held")
    (item,) = situation(date(2021, 12, 15)).work_list(["03"]).undetermined
    assert item.withheld == (held,)


def test_what_was_ordered_settles_what_hangs_on_a_missing_value(orders: Callable[..., Determination]) -> None:
    day = date(2021, 12, 15)
    orders(day, area="03", effective=date(2021, 12, 17))
    assert situation(day).work_list(["03"]).undetermined == ()
    (item,) = situation(date(2021, 12, 17)).work_list(["03"]).differs
    assert item.reason == "missing-value"
    assert item.computed is not None
    assert item.ordered is not None
    assert (item.computed.level, item.ordered.level) == (1, 2)


def test_an_order_by_own_discretion_differs_from_what_was_computed(orders: Callable[..., Determination]) -> None:
    orders(MONDAY, area="03404", effective=WEDNESDAY)
    (item,) = situation(WEDNESDAY).work_list(["03404"]).differs
    assert item.reason == "ordered-higher"


def test_3g_is_no_task_where_a_level_holds_anyway() -> None:
    assert "new-cases" not in {item.rule for item in situation(MONDAY).work_list().decide}
    assert "new-cases" in {item.rule for item in situation(date(2021, 10, 20)).work_list().decide}


def test_a_day_before_and_after_the_regulation_has_no_tasks() -> None:
    for day in (date(2021, 8, 1), date(2022, 3, 1)):
        work = situation(day).work_list()
        assert (work.decide, work.lift, work.undetermined) == ((), (), ())
        assert len(work) == len(work.differs)
