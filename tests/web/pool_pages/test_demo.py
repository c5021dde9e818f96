"""The pool of the exercise: loaded the way it goes in service, and shown as a strip in the terminal."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings
from rich.console import Console

from lagezentrum.cli.language import Language
from lagezentrum.cli.pool.demo import strip
from lagezentrum.web import demo_pool
from lagezentrum.web.ledger import chain
from lagezentrum.web.office.pool import plans
from lagezentrum.web.people import demo
from lagezentrum.web.people.demo import NoExercise
from lagezentrum.web.pool.acts.proposing import latest
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal
from tests.web.office.acting import text

pytestmark = pytest.mark.django_db


def test_the_pool_is_nominated_planned_ordered_in_service_and_the_next_proposal_waits(settings: Settings) -> None:
    """On a day of the season, with the cases of autumn 2020 moved to it, which every page says."""
    settings.EXERCISE, settings.TODAY, settings.POOL_SHIFT_WEEKS = True, "2021-12-15", 57
    signed_in = {one.username: one for one in demo.create()}
    loaded = demo_pool.load(weeks=1, next_weeks=1, count=150, lenders=10)
    assert loaded.people + loaded.refused == 150
    assert loaded.refused > 0  # people of excluded authorities stand in the file as well
    assert Nomination.objects.filter(lender=demo_pool.LENDER).exists()
    assert loaded.in_service == Deployment.objects.filter(first=date(2021, 12, 13)).count() > 0
    waiting = Proposal.objects.get(key=loaded.proposal)
    assert waiting.state == Proposal.State.SUBMITTED
    assert waiting.first == date(2021, 12, 20)
    assert chain.verify() == []
    found = plans.opened(latest(Proposal.objects.get(state=Proposal.State.ORDERED)))
    console = Console(width=80, record=True)
    console.print(strip(found, Language("de")))
    drawn = console.export_text()
    assert "Landkreis Cloppenburg" in drawn
    assert "alle zusammen" in drawn
    for username, path, said in (
        ("georg.stein", "/buero/pool/lage/", "KW 50/2021 zeigt die Fälle von KW 46/2020"),
        ("karl.busch", f"/buero/pool/vorschlaege/{waiting.key}/", "Vorschlag freigeben"),
        ("hanna.vogt", f"/buero/pool/stellen/{demo_pool.LENDER}/", "Gemeldete Kräfte"),
        ("lena.moor", f"/buero/pool/aemter/{demo_pool.OFFICE}/", "nicht mehr möglich"),
    ):
        client = Client()
        assert client.login(username=username, password=signed_in[username].password)
        assert said in text(client.get(path)).replace("\u00a0", " ")


def test_outside_an_exercise_no_pool_is_invented(settings: Settings) -> None:
    settings.EXERCISE = False
    with pytest.raises(NoExercise, match="no exercise"):
        demo_pool.load()
    assert not Nomination.objects.exists()
