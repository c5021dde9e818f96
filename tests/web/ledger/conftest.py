"""People, a day in the season, and the season's figures as the archive would give them."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.engine.observations import Figures
from lagezentrum.season.reading import read_season
from lagezentrum.web.ledger import figures, service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.people import demo
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.today import BERLIN

DISTRICT = "03241"
MONDAY = date(2021, 11, 29)


def moment(day: date, hour: int = 12) -> datetime:
    """A moment in Germany."""
    return datetime.combine(day, time(hour), tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def on_29_november(settings: Settings) -> None:
    settings.TODAY = MONDAY.isoformat()


@cache
def _season_until(day: date) -> Figures:
    return Figures(o for o in read_season() if o.day <= day)


@pytest.fixture
def season(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures come from the bundled season, each day's on its own morning, without an archive."""
    monkeypatch.setattr(figures, "head", lambda: "season")
    monkeypatch.setattr(figures, "heads", lambda: frozenset({"season"}))
    monkeypatch.setattr(figures, "first_published", read_season)
    monkeypatch.setattr(figures, "known_at", lambda at: _season_until(figures.local(at).date()))
    monkeypatch.setattr(figures, "withheld", lambda at: ())
    monkeypatch.setattr(figures, "files_of", lambda observations: ())


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """The demo people by role and area, such as "officer", "second", "approver", "ministry", "ministry-approver"."""
    demo.create("03241")
    named = {
        "officer": "anna.kern",
        "second": "bernd.holt",
        "approver": "clara.weiss",
        "ministry": "david.sander",
        "ministry-approver": "frieda.lang",
        "auditor": "ines.rohde",
        "operator": "jan.peters",
    }
    found = {key: User.objects.get(username=name) for key, name in named.items()}
    found["neighbour"] = User.objects.create_user("nina.nord", email="nina.nord@example.org")
    Grant.objects.create(user=found["neighbour"], role=Role.DISTRICT_OFFICER, area="03404", valid_from=date(2021, 1, 1))
    return found


@pytest.fixture
def drafted(people: dict[str, User], season: None) -> Determination:
    """Level 2 in Region Hannover, drafted on 29 November 2021 for 1 December."""
    return service.draft(
        people["officer"], kind="raise", rule="local", area=DISTRICT, step="2", effective=date(2021, 12, 1)
    )


@pytest.fixture
def publish(people: dict[str, User]) -> Callable[..., Determination]:
    """Approves and publishes a draft."""

    def through(found: Determination, at: datetime | None = None, land: bool = False) -> Determination:
        service.approve(people["ministry-approver" if land else "approver"], found.id, at=at)
        return service.publish(people["ministry" if land else "officer"], found.id, at=at)

    return through
