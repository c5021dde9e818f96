"""`lage ledger verify` on an empty, a sound and a tampered ledger."""

import json
from typing import Any

import pytest
from django.db import connection

from lagezentrum.web.ledger import chain
from tests.cli.conftest import Lage


@pytest.mark.django_db
def test_an_empty_ledger_is_in_order(lage: Lage) -> None:
    answer = lage("ledger", "verify")
    assert (answer.code, answer.out) == (0, "Das Register ist leer.\n")


@pytest.mark.usefixtures("season")
def test_a_sound_ledger_shows_its_head_and_holds_against_one_published_earlier(lage: Lage) -> None:
    head = chain.head()
    assert head is not None
    named = f"{head.number}:{head.hash}"
    answer = lage("--lang", "en", "ledger", "verify", "--head", named)
    assert answer.code == 0
    assert f"In order: {head.number} events" in answer.out
    assert f"Head {named}" in answer.out
    told = json.loads(lage("ledger", "verify", "--format", "json").out)
    assert (told["sound"], told["head"]["hash"], told["problems"]) == (True, head.hash, [])


@pytest.mark.usefixtures("season")
def test_a_head_published_earlier_that_is_not_there_is_a_problem(lage: Lage) -> None:
    answer = lage("ledger", "verify", "--head", f"9999:{'a' * 64}")
    assert answer.code == 1
    assert answer.out.startswith("✗ ")
    assert "9999" in answer.out


@pytest.mark.usefixtures("season")
def test_a_changed_event_is_found_and_named(lage: Lage) -> None:
    table: dict[str, Any] = {"sqlite": "", "postgresql": "ALTER TABLE ledger_event DISABLE TRIGGER USER"}
    with connection.cursor() as cursor:
        cursor.execute(table[connection.vendor] or "DROP TRIGGER ledger_event_no_update")
        cursor.execute("UPDATE ledger_event SET actor_name = 'Jemand' WHERE number = 17")
    told = json.loads((answer := lage("ledger", "verify", "--format", "json")).out)
    assert answer.code == 1
    assert told["sound"] is False
    assert {problem["code"] for problem in told["problems"]} >= {"guard", "changed"}
    assert 17 in [problem["number"] for problem in told["problems"]]


def test_a_head_that_is_none_is_refused_in_words(lage: Lage) -> None:
    answer = lage("ledger", "verify", "--head", "12")
    assert answer.code == 2
    assert "NUMMER:PRÜFSUMME" in answer.notes
