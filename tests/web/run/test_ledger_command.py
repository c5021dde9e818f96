"""`lage ledger verify` on an empty, a sound and a tampered ledger."""

import json
from typing import Any

import pytest
from django.db import connection

from lagezentrum.web.ledger import chain, verify
from tests.cli.conftest import Lage
from tests.web.archive.deliveries import RKI, at, day, hand_in, rki


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
    assert f"In order: {head.number} entries" in answer.out
    assert f"Head {named}" in answer.out
    assert "noted earlier" not in answer.out
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


@pytest.mark.django_db
def test_without_a_head_from_elsewhere_it_says_what_can_not_be_noticed(
    lage: Lage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "head", lambda: chain.Head(7, "a" * 64, at(day(0))))
    monkeypatch.setattr(verify, "verify_with_archive", lambda published: [])
    assert "früher notierter Kopf" in lage("ledger", "verify").out
    assert "früher notierter Kopf" not in lage("ledger", "verify", "--head", f"7:{'a' * 64}").out


@pytest.mark.django_db
def test_a_figure_changed_in_the_archive_is_found_too(lage: Lage) -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    assert "In Ordnung: 1 Datei im Archiv." in lage("ledger", "verify").out
    without_guard("archive_figure", "no_update")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_figure SET value = '0.1' WHERE id = (SELECT MAX(id) FROM archive_figure)")
    answer = lage("--lang", "en", "ledger", "verify")
    assert answer.code == 1
    assert "figures that are not in the file like that" in answer.out


@pytest.mark.django_db
def test_a_missing_guard_of_the_access_changes_is_found(lage: Lage) -> None:
    without_guard("people_accesschange", "no_delete")
    answer = lage("ledger", "verify")
    assert answer.code == 1
    assert "people_accesschange_no_delete" in answer.out


def without_guard(table: str, act: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or it waits for keys to be checked
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_{act}")
        else:
            cursor.execute(f"DROP TRIGGER {table}_{act}")


@pytest.mark.parametrize("head", ["12", ""])
def test_a_head_that_is_none_is_refused_in_words(lage: Lage, head: str) -> None:
    answer = lage("ledger", "verify", "--head", head)
    assert answer.code == 2
    assert "NUMMER:PRÜFSUMME" in answer.notes
