"""Whatever is done on whatever days: every page tells the same of every day, and what was known stays known."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from lagezentrum.engine.observations import Figures
from lagezentrum.web.api.record import ground
from lagezentrum.web.api.telling import day_in_force
from lagezentrum.web.ledger import figures, folding, law, service
from lagezentrum.web.people import demo
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.public.history import history
from lagezentrum.web.situation import situation
from tests.web.situation.conftest import noon

pytestmark = pytest.mark.django_db

AREA = "03241"
FIRST = date(2021, 11, 29)
LAST = FIRST + timedelta(days=20)
SECONDS = 8
EACH = {"raise", "lift", "suspend", "correct"}
_NOTHING = Figures(())


@dataclass
class Office:
    """Two people, and what was known at each moment at which something was done."""

    officer: User
    approver: User
    known: dict[datetime, str] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def do(self, act: str, day: date, ahead: int, length: int | None, step: str, which: int) -> None:
        """One act on the matter whose turn it is, if there is one; what is refused is not done."""
        matters = folding.determinations()
        matter = matters[which % len(matters)].id if matters else ""
        if act == "withdraw":  # only what does not hold yet: the last one, if any
            matter = next(
                (d.id for d in reversed(matters) if d.state == "published" and (d.holds_from or day) > day), ""
            )
        effective, at = day + timedelta(days=ahead), noon(day)
        kinds = {"raise": "raise", "lift": "lower", "refrain": "refrain"}
        try:
            with transaction.atomic():
                if act in kinds:
                    self._order(kinds[act], step, None if act == "refrain" else effective, day, at)
                elif act == "suspend":
                    self._suspend(matter, effective, length, at)
                elif act == "correct":
                    self._correct(matter, effective, day, at)
                else:
                    service.withdraw(self.approver, matter, "Doch nicht.", at=at)
        except Refusal:
            return
        self.done[act] += 1

    def _order(self, kind: Any, step: str, effective: date | None, day: date, at: datetime) -> None:
        outbreak = {"place": "Heim", "cases": 3, "traced": "Liste", "until": day + timedelta(days=5)}
        drafted = service.draft(
            self.officer, kind=kind, rule="local", area=AREA, step=step, effective=effective, reasons="Gründe",
            outbreak=outbreak if kind == "refrain" else None, at=at,
        )  # fmt: skip
        self._publish(drafted.id, at)

    def _correct(self, matter: str, effective: date, day: date, at: datetime) -> None:
        outbreak = {"place": "Heim", "cases": 4, "traced": "Liste", "until": day + timedelta(days=7)}
        refrained = next(d.kind == "refrain" for d in folding.determinations() if d.id == matter) if matter else False
        parts: dict[str, Any] = {"outbreak": outbreak} if refrained else {"effective": effective}
        drafted = service.correct(self.officer, matter, reasons="Falscher Tag.", at=at, **parts)
        self._publish(drafted.id, at)

    def _publish(self, matter: str, at: datetime) -> None:
        service.approve(self.approver, matter, at=at)
        service.publish(self.officer, matter, at=at)

    def _suspend(self, matter: str, first: date, length: int | None, at: datetime) -> None:
        to = None if length is None else first + timedelta(days=length)
        noted = service.suspend(self.officer, matter, court="OVG", file_number="1", first=first, to=to, at=at)
        service.confirm_suspension(self.approver, matter, noted.noted_suspensions[-1].hash, at=at)


def days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


def levels(on: date, as_of: datetime | None = None) -> str:
    """The level on each day as the pages of one day tell it."""
    seen = situation(on, as_of)
    return "".join(str(seen.standings.on(AREA, day).level) for day in days())


_NAMES = ("raise", "suspend", "lift", "correct", "suspend", "withdraw", "refrain", "raise")
_PARTS = st.tuples(
    st.integers(0, 3),  # days after the act before
    st.integers(-2, 5),  # days ahead
    st.none() | st.integers(0, 4),  # length of a suspension
    st.sampled_from(("1", "2", "3")),
    st.integers(0, 7),
)
ACTS = st.tuples(st.permutations(_NAMES), st.lists(_PARTS, min_size=len(_NAMES), max_size=len(_NAMES))).map(
    lambda drawn: [("raise", (0, 1, None, "2", 0)), *zip(*drawn, strict=True)]
)


@pytest.fixture(autouse=True)
def nothing_but_orders(season: Any, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """No figures: what holds is what was ordered."""
    two = {key: area for key, area in law.areas("de-ni/corona-vo").items() if key in (AREA, AREA[:2])}
    monkeypatch.setattr(law, "areas", lambda name: two)
    monkeypatch.setattr(figures, "head", lambda: "none")
    monkeypatch.setattr(figures, "first_published", lambda: _NOTHING)
    monkeypatch.setattr(figures, "known_at", lambda at: _NOTHING)
    settings.TODAY = LAST.isoformat()


@pytest.fixture
def office() -> Office:
    demo.create()
    officer, approver = (User.objects.create_user(name) for name in ("one-officer", "one-approver"))
    for user, role in ((officer, Role.DISTRICT_OFFICER), (approver, Role.APPROVER)):
        Grant.objects.create(user=user, role=role, area=AREA, valid_from=date(2021, 1, 1))
    return Office(officer, approver)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
def _every_page_tells_the_same(office: Office, until: float, acts: list[Any]) -> None:
    if time.monotonic() > until and set(office.done) >= EACH:  # a slow machine takes longer to come to each of them
        return
    with transaction.atomic():
        office.known.clear()
        day, before = FIRST, levels(LAST)
        for act, (later, ahead, length, step, which) in acts:
            day = min(day + timedelta(days=later), LAST)
            office.do(act, day, ahead, length, step, which)
            office.known[noon(day)] = now = levels(LAST)
            past = (day - FIRST).days + 1
            if act in ("raise", "lift", "refrain", "withdraw"):
                # An order never changes what has held; only a court and a correction can.
                assert now[:past] == before[:past], act
            before = now
        strip = levels(LAST)
        runs = history(situation(LAST), AREA).runs
        shown = "".join(r.mark.sign for d in days() for r in runs if r.first <= d <= r.last)
        assert shown.replace("–", "0") == strip
        told, told_from = ground(LAST, None)
        assert "".join(str(day_in_force(told_from, AREA, d).level) for d in days()) == strip
        assert told.on == LAST
        for n, one in list(enumerate(days()))[1::4]:
            assert str(situation(one).standing(AREA).level) == strip[n], one
        for moment, known in office.known.items():
            assert levels(moment.date(), moment) == known, moment
        if office.known:  # nothing was done after the last moment: looking ahead from there is what then holds
            last = max(office.known)
            assert levels(last.date(), last) == strip
        transaction.set_rollback(True)


def test_every_page_tells_the_same_after_any_acts(office: Office) -> None:
    _every_page_tells_the_same(office, time.monotonic() + SECONDS)
    assert set(office.done) >= EACH
