"""Several people and timers hand in files at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import pytest
from django.contrib.auth.models import User
from django.db import connections

from lagezentrum.web.archive import intake, readings, verify
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from lagezentrum.web.people.refusal import Refusal
from tests.web.archive.deliveries import LAND, RKI, at, day, hand_in, land, published, rki

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    def alone(act: Callable[[], T]) -> T:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def test_the_same_file_handed_in_eight_times_at_once_is_there_once() -> None:
    content = rki([day(0)])
    receipts = at_once([lambda: hand_in(content, RKI, day(0))] * 8)
    assert sorted(receipt.new for receipt in receipts) == [False] * 7 + [True]
    assert (SourceFile.objects.count(), Figure.objects.count(), Verdict.objects.count()) == (1, 45, 1)


def test_different_files_at_once_all_come_in_and_the_chain_holds() -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    acts = [partial(hand_in, rki([day(0), day(n)]), RKI, day(7)) for n in range(1, 5)]
    acts += [partial(hand_in, land({day(n): ("5.6", "7.7")}), LAND, day(7)) for n in range(4)]
    assert all(receipt.new for receipt in at_once(acts))
    assert list(verify.problems()) == []
    assert readings.figures(readings.Latest()).days("hospitalisation", "03")


def test_a_held_file_decided_by_several_people_at_once_is_decided_once(officer: User, colleague: User) -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    file = hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1)).file

    def decide(act: Callable[..., Verdict], by: User) -> str:
        try:
            return act(file, by, "geprüft", at(day(1), 9)).kind
        except Refusal:
            return "refused"

    acts = [partial(decide, act, by) for act in (intake.release, intake.reject) for by in (officer, colleague)]
    outcomes = at_once(acts)
    assert outcomes.count("refused") == 3
    assert Verdict.objects.filter(file=file).count() == 2
    assert file.verdict.kind in outcomes
