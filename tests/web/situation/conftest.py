"""The figures of the season without an archive, and orders by the right people."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.season.reading import read_season
from lagezentrum.web.archive.readings import Withheld
from lagezentrum.web.ledger import figures, service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.people import demo
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.today import BERLIN

MONDAY = date(2021, 11, 29)
WEDNESDAY = date(2021, 12, 1)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def season(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[..., None]:
    """The bundled season as the archive would give it; call it to leave figures out or to hold files back."""
    settings.TODAY = "2022-02-23"

    def give(
        without: Callable[[Observation], bool] = lambda _: False, withheld: tuple[Withheld, ...] = (), name: str = "all"
    ) -> None:
        known = Figures(o for o in read_season() if not without(o))

        def known_at(at: datetime) -> Figures:
            return Figures(o for o in known if o.day <= at.astimezone(BERLIN).date())

        monkeypatch.setattr(figures, "head", lambda: f"situation-{name}")
        monkeypatch.setattr(figures, "first_published", lambda: known)
        monkeypatch.setattr(figures, "known_at", known_at)
        monkeypatch.setattr(figures, "withheld", lambda at: withheld)
        monkeypatch.setattr(figures, "files_of", lambda observations: ())

    monkeypatch.setattr(figures, "moments", lambda: ())
    give()
    return give


@pytest.fixture
def orders() -> Callable[..., Determination]:
    """Publishes an order: drafted, approved and published by the right people."""
    demo.create("03241")
    approver = User.objects.create_user("one-approver")
    officer = User.objects.create_user("one-officer")

    def publish(day: date, area: str = "03241", **wanted: object) -> Determination:
        land = len(area) == 2
        Grant.objects.get_or_create(
            user=officer,
            role=Role.MINISTRY_OFFICER if land else Role.DISTRICT_OFFICER,
            area=area,
            valid_from=date(2021, 1, 1),
        )
        Grant.objects.get_or_create(user=approver, role=Role.APPROVER, area=area, valid_from=date(2021, 1, 1))
        parts: dict[str, object] = {
            "kind": "raise",
            "rule": "statewide" if land else "local",
            "step": "2",
            "reasons": "Gründe",
            **wanted,
        }
        found = service.draft(officer, area=area, at=noon(day), **parts)  # type: ignore[arg-type]
        service.approve(approver, found.id, at=noon(day))
        return service.publish(officer, found.id, at=noon(day))

    return publish
