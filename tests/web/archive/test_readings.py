"""Three named readings; what was known at a moment is never changed by what comes later."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lagezentrum.engine.observations import Observation
from lagezentrum.law.library import Library
from lagezentrum.sources.published import DECIDING, PUBLISHERS
from lagezentrum.web.archive import intake, readings
from lagezentrum.web.archive.models import Verdict
from lagezentrum.web.archive.readings import AsFirstPublished, AsKnownAt, Latest
from lagezentrum.web.people.models import Role
from tests.web.archive.conftest import person
from tests.web.archive.deliveries import LAND, RKI, at, day, hand_in, land, published, rki

KEY = "03241"


@pytest.mark.django_db
def test_the_three_readings_give_three_answers_for_a_corrected_day() -> None:
    hand_in(land({day(0): ("5.6", "")}), LAND, day(0), 11)
    hand_in(land({day(0): ("5.9", ""), day(1): ("5.7", "")}), LAND, day(1), 11)
    hand_in(land({day(0): ("6.1", ""), day(1): ("5.7", ""), day(2): ("5.8", "")}), LAND, day(2), 11)

    def value(reading: readings.Reading) -> str:
        (record,) = readings.records(reading, indicators=["hospitalisation"], first=day(0), last=day(0))
        return str(record.value)

    assert value(AsFirstPublished()) == "5.6"
    assert value(AsKnownAt(at(day(1), 12))) == "5.9"
    assert value(Latest()) == "6.1"
    for reading in (AsFirstPublished(), AsKnownAt(at(day(2), 12))):
        decides = readings.figures(reading).first_published("hospitalisation", "03", day(0))
        assert decides is not None
        assert str(decides.value) == "5.6"


@pytest.mark.django_db
def test_what_was_published_but_had_not_come_yet_was_not_known() -> None:
    hand_in(rki([day(0)]), RKI, day(3))
    assert readings.figures(AsKnownAt(at(day(2)))).span() is None
    assert readings.figures(AsKnownAt(at(day(3), 8))).span() == (day(0), day(0))


@pytest.mark.django_db
def test_days_and_indicators_can_be_chosen() -> None:
    hand_in(rki([day(0), day(1), day(2)]), RKI, day(2))
    hand_in(land({day(1): ("5.6", "7.7")}), LAND, day(1))
    assert readings.figures(AsFirstPublished(), first=day(1), last=day(1)).span() == (day(1), day(1))
    chosen = readings.figures(AsFirstPublished(), indicators=["icu_share"])
    assert {seen.indicator for seen in chosen} == {"icu_share"}
    records = readings.records(Latest(), areas=[KEY], indicators=["new_cases"], first=day(2))
    assert [(record.area, record.day, record.value) for record in records] == [(KEY, day(2), published(day(2))[KEY])]
    assert len(records[0].sha256) == 64


@pytest.mark.django_db
def test_times_go_to_the_engine_as_local_time_without_a_zone() -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    seen = next(iter(readings.figures(AsFirstPublished())))
    assert seen.published_at == datetime(2021, 11, 15)  # noqa: DTZ001 (naive is the point)


@pytest.mark.django_db
def test_the_head_changes_with_every_file_and_verdict_and_with_nothing_else(officer: User) -> None:
    heads = [readings.head()]
    hand_in(rki([day(0)]), RKI, day(0))
    heads.append(readings.head())
    held = hand_in(rki([day(1)], {day(1): published(day(0))}), RKI, day(1)).file
    heads.append(readings.head())
    intake.release(held, officer, "stimmt so", at(day(1), 9))
    heads.append(readings.head())
    assert len(set(heads)) == 4
    hand_in(rki([day(0)]), RKI, day(2))
    readings.figures(AsFirstPublished())
    assert readings.head() == heads[-1]


@pytest.mark.django_db
def test_the_same_question_is_answered_from_memory_until_something_comes(django_assert_num_queries: Any) -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    first = readings.figures(AsFirstPublished())
    with django_assert_num_queries(1):
        assert readings.figures(AsFirstPublished()) is first
    hand_in(rki([day(1)]), RKI, day(1))
    assert readings.figures(AsFirstPublished()).span() == (day(0), day(1))


def test_no_regulation_rests_on_an_indicator_that_is_for_information_only() -> None:
    library = Library()
    named = {
        indicator
        for folder in library.folders
        for version in library.regulation(folder).versions
        for indicator in version.indicators
    }
    only_shown = {name for publisher in PUBLISHERS.values() if not publisher.decides for name in publisher.units}
    assert named
    assert not named & only_shown
    assert not set(DECIDING) & only_shown


class WhateverComesLater(TestCase):
    """Files, holds, releases and rejections; after each step the world is asked what it knew before."""

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        steps=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["5.5", "5.8", "12.9", ""])), max_size=7),
        data=st.data(),
    )
    def test_what_was_known_then_stays_the_same(self, steps: list[tuple[int, str]], data: st.DataObject) -> None:
        user = person("releaser", Role.MINISTRY_OFFICER)
        told: dict[Any, str] = {}
        answers: list[tuple[datetime, frozenset[Observation], tuple[readings.Record, ...]]] = []
        for number, (on, value) in enumerate(steps):
            told[day(on)] = value
            moment = at(day(10 + number))
            rows = {**told, day(10 + number - data.draw(st.integers(0, 3))): "5.7"}
            receipt = hand_in(land({key: (figure, "") for key, figure in rows.items()}), LAND, day(10 + number))
            if receipt.verdict.kind == Verdict.Kind.HELD:
                act = data.draw(st.sampled_from([intake.release, intake.reject, None]))
                if act is not None:
                    act(receipt.file, user, "geprüft", moment.replace(hour=9))
            for then, figures, records in answers:
                assert frozenset(readings.figures(AsKnownAt(then))) == figures
                assert readings.records(AsKnownAt(then)) == records
            now = moment.replace(hour=12)
            known = AsKnownAt(now)
            answers.append((now, frozenset(readings.figures(known)), readings.records(known)))
