"""A file comes in once, whole, with the figures that are new; the rest of what it says stays on record."""

import gzip
import hashlib
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.problems import SourceError
from lagezentrum.sources.rki.layout import GERMANY
from lagezentrum.web.archive import intake, readings, storing
from lagezentrum.web.archive.intake import receive
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from lagezentrum.web.archive.readings import AsFirstPublished, AsKnownAt, Latest
from lagezentrum.web.people.models import Role
from lagezentrum.web.people.refusal import NotAllowed
from tests.web.archive.conftest import person
from tests.web.archive.deliveries import (
    DIVI,
    LAND,
    RKI,
    Values,
    as_csv,
    at,
    beds,
    codes,
    day,
    hand_in,
    land,
    landkreise,
    published,
    rki,
)

pytestmark = pytest.mark.django_db
KEY = "03241"


def held_by_archive() -> tuple[int, int, int, str]:
    return SourceFile.objects.count(), Verdict.objects.count(), Figure.objects.count(), readings.head()


def test_a_file_is_kept_byte_for_byte_with_its_hash_and_when_it_could_be_known() -> None:
    content = rki([day(0), day(1)])
    file = hand_in(content, RKI, day(1)).file
    file.refresh_from_db()
    assert file.original == content
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert (file.first_day, file.as_of, file.rows, file.size) == (day(0), day(1), 90, len(content))
    assert (file.published_at, file.received_at) == (at(day(1), 0), at(day(1), 7))
    assert file.verdict.kind == Verdict.Kind.ACCEPTED


def test_a_figure_carries_everything_that_is_known_of_it() -> None:
    hand_in(rki([day(0)], with_cases=True), RKI, day(0))
    figure = Figure.objects.get(area=KEY)
    assert figure.value == published(day(0))[KEY]
    assert (figure.unit, figure.missing, figure.recomputed) == ("per 100,000 in 7 days", "", False)
    assert (figure.published_at, figure.first_seen_at) == (at(day(0), 0), at(day(0), 7))
    assert figure.source == "RKI, Fallzahlen_Kum_Tab"
    assert figure.denominator is not None
    assert abs(figure.denominator - 1_155_330) < 100


def test_the_same_bytes_twice_add_nothing() -> None:
    first = hand_in(rki([day(0)]), RKI, day(0))
    before = held_by_archive()
    again = hand_in(rki([day(0)]), RKI, day(5))
    assert (first.new, again.new, again.added) == (True, False, 0)
    assert (again.file, again.verdict) == (first.file, first.verdict)
    assert held_by_archive() == before


def test_the_same_figures_in_a_packed_file_are_another_file_and_no_new_figure() -> None:
    content = rki([day(0)])
    hand_in(content, RKI, day(0))
    packed = gzip.compress(content)
    receipt = receive(packed, RKI, name="rki.csv.gz", by=None, at=at(day(0), 8))
    assert (receipt.new, receipt.added, receipt.file.original) == (True, 0, packed)


def test_a_file_that_tells_the_whole_past_every_morning_adds_one_day_each_time() -> None:
    added = [hand_in(rki([day(n) for n in range(last + 1)]), RKI, day(last)).added for last in range(5)]
    assert added == [45] * 5
    assert SourceFile.objects.get(as_of=day(4)).rows == 225


def test_a_changed_figure_of_a_past_day_is_published_when_its_file_was() -> None:
    hand_in(rki([day(0), day(1)]), RKI, day(1))
    altered: Values = {**published(day(0)), KEY: "999.9"}
    receipt = hand_in(rki([day(0), day(1), day(2)], {day(0): altered}), RKI, day(2))
    assert (receipt.added, codes(receipt)) == (46, ["corrections"])
    first, changed = Figure.objects.filter(area=KEY, reference_day=day(0)).order_by("published_at")
    assert (first.value, first.published_at) == (published(day(0))[KEY], at(day(0), 0))
    assert (changed.value, changed.published_at) == (Decimal("999.9"), at(day(2), 0))
    decides = readings.figures(AsFirstPublished()).first_published("new_cases", KEY, day(0))
    assert decides is not None
    assert decides.value == published(day(0))[KEY]


def test_a_figure_that_changes_and_changes_back_is_told_three_times() -> None:
    for number, value in enumerate(("5.6", "5.9", "5.6", "5.6")):
        days = {day(0): (value, ""), **{day(n): ("5.7", "") for n in range(1, number + 1)}}
        hand_in(land(days), LAND, day(number))
    figures = Figure.objects.filter(indicator="hospitalisation", reference_day=day(0)).order_by("published_at")
    assert [str(figure.value) for figure in figures] == ["5.6", "5.9", "5.6"]


def test_an_empty_cell_is_kept_as_missing_and_never_as_zero() -> None:
    hand_in(land({day(0): ("5.6", "")}), LAND, day(0))
    figure = Figure.objects.get(indicator="icu_share")
    assert (figure.value, figure.missing) == (None, "not-published")
    assert readings.figures(AsFirstPublished()).first_published("icu_share", "03", day(0)) is None
    hand_in(land({day(0): ("5.6", "7.7"), day(1): ("", "")}), LAND, day(1))
    seen = readings.figures(AsFirstPublished()).first_published("icu_share", "03", day(0))
    assert seen is not None
    assert (str(seen.value), seen.published_at.date()) == ("7.7", day(1))


def test_digits_are_kept_as_published() -> None:
    hand_in(land({day(0): ("5.60", "10.0")}), LAND, day(0))
    values = {seen.indicator: str(seen.value) for seen in readings.figures(AsFirstPublished())}
    assert values == {"hospitalisation": "5.60", "icu_share": "10.0"}


def test_of_a_recomputed_series_only_the_newest_day_may_decide() -> None:
    hand_in(landkreise([day(0), day(1)], {KEY: 2500, "03404": 150}), RKI, day(2))
    decides = readings.figures(AsFirstPublished())
    assert decides.days("new_cases", KEY) == (day(2),)
    looked_at = readings.figures(Latest())
    assert looked_at.days("new_cases", KEY) == (day(1), day(2))
    assert {figure.denominator for figure in Figure.objects.filter(area=KEY)} == {all_areas()[KEY].inhabitants[1]}


def test_a_day_that_comes_only_recomputed_stays_undetermined() -> None:
    hand_in(landkreise([day(0)], {KEY: 2500}), RKI, day(1))
    hand_in(landkreise([day(0), day(1), day(2)], {KEY: 2600}), RKI, day(3))
    figures = readings.figures(AsFirstPublished())
    assert figures.first_published("new_cases", KEY, day(2)) is None
    assert figures.days("new_cases", KEY) == (day(1), day(3))


def test_two_layouts_of_one_source_do_not_double_its_figures() -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    rows = [(day(0), area, "", value) for area, value in sorted(published(day(0)).items())]
    other = hand_in(as_csv(GERMANY, rows), RKI, day(0), 8)
    assert (other.new, other.added, other.file.layout) == (True, 0, GERMANY.file)


def test_beds_of_the_divi_register_are_kept_and_never_given_to_findings() -> None:
    receipt = hand_in(beds([day(0), day(1)]), DIVI, day(1), 13)
    assert (receipt.added, receipt.verdict.kind) == (6, "accepted")
    assert readings.figures(AsFirstPublished()).span() is None
    assert readings.figures(Latest()).span() is None
    with pytest.raises(ValueError, match="for information only"):
        readings.figures(AsFirstPublished(), indicators=["divi_covid_patients"])
    shown = readings.records(Latest(), indicators=["divi_covid_patients"])
    assert [(record.day, record.recomputed, str(record.value)) for record in shown] == [
        (day(0), True, "200"),
        (day(1), False, "200"),
    ]


def test_when_storing_fails_nothing_of_the_file_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise DatabaseError("the disk is full")

    before = held_by_archive()
    monkeypatch.setattr(storing, "store", fail)
    with pytest.raises(DatabaseError, match="disk is full"):
        hand_in(rki([day(0)]), RKI, day(0))
    assert held_by_archive() == before
    monkeypatch.undo()
    assert hand_in(rki([day(0)]), RKI, day(0)).new


def test_only_those_may_hand_in_files_whom_the_table_of_permissions_lets(officer: User, district_officer: User) -> None:
    with pytest.raises(NotAllowed):
        receive(rki([day(0)]), RKI, name="rki.csv", by=district_officer, at=at(day(0)))
    assert not SourceFile.objects.exists()
    assert receive(rki([day(0)]), RKI, name="rki.csv", by=officer, at=at(day(0))).file.received_by == officer


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Daten\\rki.csv", "rki.csv"),
        ("../../etc/rki.csv", "rki.csv"),
        ("a\x00b\n.csv", "a?b?.csv"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
        ("", "unnamed"),
    ],
)
def test_a_name_is_kept_without_its_path_in_printable_characters(given_name: str, kept: str) -> None:
    receipt = receive(rki([day(0)]), RKI, name=given_name, url="u" * 900, etag="e" * 900, by=None, at=at(day(0)))
    assert receipt.file.name == kept


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_BYTES", 1000)
    with pytest.raises(SourceError, match="No publisher's table is as large"):
        hand_in(rki([day(0)]), RKI, day(0))
    assert not SourceFile.objects.exists()


class WhateverOrderFilesComeIn(TestCase):
    """A series of states of one source, received in any order and repeated at will."""

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        states=st.lists(
            st.dictionaries(st.integers(0, 3), st.sampled_from(["5.5", "5.6", "5.8", ""]), min_size=1),
            min_size=1,
            max_size=5,
        ),
        data=st.data(),
    )
    def test_the_latest_figure_is_that_of_the_newest_state(
        self, states: list[dict[int, str]], data: st.DataObject
    ) -> None:
        files = []
        said: dict[date, str] = {}
        for number, state in enumerate(states):
            said |= {day(key): value for key, value in state.items()}
            files.append(land({key: (value, "") for key, value in {**said, day(10 + number): "5.7"}.items()}))
        order = data.draw(st.permutations(range(len(files))))
        for number in [*order, *order]:
            hand_in(files[number], LAND, day(20))
        for file in SourceFile.objects.all():
            if file.verdict.kind == Verdict.Kind.HELD:
                self.release(file)
        latest = {
            record.day: str(record.value or "")
            for record in readings.records(Latest(), indicators=["hospitalisation"], last=day(9))
        }
        assert latest == said
        now = {
            r.day: str(r.value or "")
            for r in readings.records(AsKnownAt(at(day(99))), indicators=["hospitalisation"], last=day(9))
        }
        assert now == said

    def release(self, file: SourceFile) -> None:
        user = User.objects.filter(username="releaser").first() or person("releaser", Role.MINISTRY_OFFICER)
        intake.release(file, user, "Nachlieferung", at(day(30)))
