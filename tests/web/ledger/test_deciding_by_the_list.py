"""Whoever decides every day what the work list says, at its earliest date, lives the season of the engine in one go."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.engine import fast
from lagezentrum.engine.standing import Standings
from lagezentrum.season.reading import read_season
from lagezentrum.web.ledger import figures, law, service
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.situation import situation
from lagezentrum.web.work_list import WorkItem
from tests.web.ledger.conftest import moment

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2021, 8, 25), date(2021, 12, 23)
DISTRICTS = ("03241", "03101", "03404", "03354", "03358")
KINDS = {("raise", True): "raise", ("lower", True): "lower", ("raise", False): "3g", ("lower", False): "lift-3g"}


@pytest.fixture(autouse=True)
def few_areas(season: None, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Figures come each morning; five districts and their Land are enough."""
    every = law.areas("de-ni/corona-vo")
    monkeypatch.setattr(law, "areas", lambda name: {key: every[key] for key in ("03", *DISTRICTS)})
    monkeypatch.setattr(figures, "head", lambda: f"until {settings.TODAY}")
    monkeypatch.setattr(
        figures, "first_published", lambda: figures.known_at(moment(date.fromisoformat(settings.TODAY)))
    )


@pytest.fixture
def officials(db: None) -> dict[str, User]:
    """An officer and an approver who are responsible everywhere."""
    made = {name: User.objects.create_user(name) for name in ("officer", "approver")}
    for area in ("03", *DISTRICTS):
        role = Role.MINISTRY_OFFICER if area == "03" else Role.DISTRICT_OFFICER
        Grant.objects.create(user=made["officer"], role=role, area=area, valid_from=date(2021, 1, 1))
        Grant.objects.create(user=made["approver"], role=Role.APPROVER, area=area, valid_from=date(2021, 1, 1))
    return made


def decide(item: WorkItem, day: date, officials: dict[str, User]) -> None:
    """Determine or lift at the earliest date, as the rule says."""
    assert item.finding is not None
    assert item.earliest == item.finding.earliest_effect, "the work list named it on the day it was found"
    found = service.draft(
        officials["officer"],
        kind=KINDS[item.finding.change, item.step.isdigit()],  # type: ignore[arg-type]
        rule=item.rule,
        area=item.area,
        step=item.step,
        effective=item.earliest,
        at=moment(day, 12),
    )
    service.approve(officials["approver"], found.id, at=moment(day, 13))
    service.publish(officials["officer"], found.id, at=moment(day, 14))


def test_day_by_day_gives_the_levels_of_one_go_and_the_past_does_not_change(
    officials: dict[str, User], settings: Settings
) -> None:
    known_then: dict[date, dict[str, int]] = {}
    day, decided = FIRST, 0
    while day <= LAST:
        settings.TODAY = day.isoformat()
        work = situation(day).work_list(("03", *DISTRICTS))
        for item in (*work.decide, *work.lift):
            decide(item, day, officials)
            decided += 1
        if day.day in (1, 15):
            seen = situation(day)
            known_then[day] = {area: seen.standing(area).level for area in DISTRICTS}
        day += timedelta(days=1)
    assert decided >= 10
    regulation = law.regulation()
    at_once = Standings(
        regulation,
        fast.replay(regulation, law.library().calendars, read_season(), ["03", *DISTRICTS], LAST),
        LAST,
    )
    lived = situation(LAST).standings
    day = FIRST
    while day <= LAST:
        for area in DISTRICTS:
            rule, orders = at_once.on(area, day), lived.on(area, day)
            assert orders.level == rule.level, (area, day)
            if rule.level == 0:
                assert [s for s, _ in orders.consequences] == [s for s, _ in rule.consequences], (area, day)
        day += timedelta(days=1)
    for then, levels in known_then.items():
        seen = situation(then, moment(then, 18))
        assert {area: seen.standing(area).level for area in DISTRICTS} == levels
