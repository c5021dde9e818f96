"""Answers: which level they rest on, what they refuse to guess, and which input they refuse."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from lagezentrum.access import LevelUsed, Person, Place, Test, answer, door, level_used, status
from lagezentrum.access.statements import KINDS
from lagezentrum.access.wording import headline
from lagezentrum.access.wording.templates import SENTENCES
from lagezentrum.access.wording.words import WORDS
from lagezentrum.engine.outcome import Basis, Episode, Finding
from lagezentrum.engine.standing import Standing
from tests.access.people import BERLIN, LIBRARY, NAME, RULES, level

V4, V5 = RULES["2021-11-24"], RULES["2021-12-12"]
NOON = datetime(2021, 12, 6, 12, tzinfo=BERLIN)
RESTAURANT = Place(kind="restaurant", setting="indoors")


def _episode(step: str, basis: Basis, *, determined: bool, rule: str = "local") -> Episode:
    return Episode(rule, "03241", step, basis, date(2021, 11, 29), date(2021, 12, 1), determined)


def _standing(number: int, *episodes: Episode, three_g: tuple[Episode, ...] = ()) -> Standing:
    version = LIBRARY.regulation(NAME).named("2021-11-24")
    return Standing("03241", NOON.date(), version, number, episodes, None, tuple((e.step, e) for e in three_g))


def _used(standing: Standing, findings: Iterable[Finding] = ()) -> LevelUsed:
    """Where orders and figures say the same."""
    return level_used(standing, standing, findings)


def test_a_recorded_decision_is_named_as_such_and_a_computed_date_too() -> None:
    decided = _used(_standing(2, _episode("2", "finding", determined=True)))
    computed = _used(_standing(2, _episode("2", "finding", determined=False)))
    by_law = _used(_standing(1, _episode("1", "regulation", determined=True)))
    assert (decided.basis, decided.step, decided.since) == ("decision", "2", date(2021, 12, 1))
    assert computed.basis == "finding"
    assert by_law.basis == "regulation"
    told = [answer(V4, RESTAURANT, Person(), NOON, used).reasons[0].kind for used in (decided, computed, by_law)]
    assert told == ["level.decision", "level.finding", "level.regulation"]


def test_what_was_ordered_holds_until_an_order_ends_it_and_higher_figures_count_with_their_own_basis() -> None:
    nothing, low, high = (
        _standing(0),
        _standing(1, _episode("1", "finding", determined=True)),
        _standing(2, _episode("2", "finding", determined=False)),
    )
    three_g = _standing(0, three_g=(_episode("3G", "finding", determined=False, rule="new-cases"),))
    fallen = level_used(low, nothing)
    assert (fallen.step, fallen.basis) == ("1", "decision")
    assert level_used(low, three_g).step == "1"
    assert (level_used(low, high).step, level_used(low, high).basis) == ("2", "finding")
    assert level_used(nothing, three_g).step == "3G"


def test_3g_without_a_level_counts_only_where_there_is_no_level() -> None:
    three_g = _episode("3G", "finding", determined=False, rule="new-cases")
    assert _used(_standing(0, three_g=(three_g,))).step == "3G"
    assert _used(_standing(1, _episode("1", "decision", determined=True), three_g=(three_g,))).step == "1"
    assert _used(_standing(0)).basis == "nothing"


def test_what_missing_values_leave_open_is_told() -> None:
    section = tuple(date(2021, 11, 29) + timedelta(days=n) for n in range(5))
    open_ = Finding(
        "2021-11-24", "local", "03241", "3", "raise", section, date(2021, 12, 5), "undetermined", (), date(2021, 12, 4)
    )
    used = _used(_standing(2, _episode("2", "finding", determined=True)), [open_])
    assert used.open == ("3",)
    given = answer(V4, RESTAURANT, Person(), NOON, used)
    assert "level.open" in [note.kind for note in given.notes]
    later = _used(_standing(2, _episode("2", "finding", determined=True)), [])
    assert later.open == ()


def test_without_a_version_or_without_rules_the_answer_is_not_encoded() -> None:
    nowhere = LevelUsed("03241", NOON.date(), None, "0", "nothing", None)
    assert answer(None, RESTAURANT, Person(), NOON, nowhere).outcome == "not encoded"
    v1 = LevelUsed("03241", date(2021, 9, 1), "2021-08-25", "1", "decision", date(2021, 9, 1))
    given = answer(None, RESTAURANT, Person(), datetime(2021, 9, 1, 12, tzinfo=BERLIN), v1)
    assert (given.outcome, given.requirement) == ("not encoded", None)
    assert given.reasons[1].kind == "not_encoded.version"


def test_a_place_that_the_version_does_not_have_is_not_encoded() -> None:
    used = level(V4, NOON.date(), "2")
    for place in (Place(kind="ferry"), Place(kind="disco", setting="outdoors")):
        given = answer(V4, place, Person(boosted=date(2021, 11, 1)), NOON, used)
        assert given.outcome == "not encoded"
        assert given.reasons[1].kind == "not_encoded.place"


def test_a_moment_without_zone_or_of_another_day_is_refused() -> None:
    used = level(V4, NOON.date(), "2")
    with pytest.raises(ValueError, match="time zone"):
        answer(V4, RESTAURANT, Person(), NOON.replace(tzinfo=None), used)
    with pytest.raises(ValueError, match="lies on"):
        answer(V4, RESTAURANT, Person(), NOON + timedelta(days=1), used)
    with pytest.raises(ValueError, match="in force"):
        answer(V5, RESTAURANT, Person(), NOON, used)
    with pytest.raises(ValueError, match="time zone"):
        Test("pcr", NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="time zone"):
        status(V4, Person(), NOON.replace(tzinfo=None))


@pytest.mark.parametrize("wrong", [{"people": 0}, {"capacity_used": Decimal(101)}, {"capacity_used": Decimal(-1)}])
def test_impossible_places_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"at least 1|between 0 and 100"):
        Place(kind="event", **wrong)  # type: ignore[arg-type]


def test_an_age_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="not below 0"):
        Person(age=-1)


def test_reasons_name_the_court_and_its_decision() -> None:
    moment = datetime(2021, 12, 20, 12, tzinfo=BERLIN)
    given = answer(V5, Place(kind="retail"), Person(), moment, level(V5, moment.date(), "2"))
    court = next(reason for reason in given.reasons if reason.kind == "court")
    assert (court.facts["case"], court.cite) == ("13 MN 477/21", ("court-retail",))


def test_a_test_that_does_not_suffice_for_an_exemption_is_told_once() -> None:
    person = Person(medical_certificate=True, tests=(Test("supervised", NOON),))
    given = answer(V4, RESTAURANT, person, NOON, level(V4, NOON.date(), "2"))
    told = [reason.kind for reason in given.reasons if reason.kind.startswith("test.")]
    assert (given.outcome, told) == ("not allowed", ["test.not_for_exemption"])
    vaccinated = replace(person, vaccinated=date(2021, 6, 1))
    beside = answer(V4, RESTAURANT, vaccinated, NOON, level(V4, NOON.date(), "2"))
    assert beside.outcome == "allowed"
    assert [reason.kind for reason in beside.reasons if reason.kind.startswith("test.")] == ["test.counts"]


def test_status_tells_each_proof_with_its_days() -> None:
    person = Person(vaccinated=date(2021, 12, 1), recovered=date(2021, 7, 1), tests=(Test("pcr", NOON),))
    assert [told.kind for told in status(V4, person, NOON)] == ["proof.too_early", "proof.counts", "test.counts"]


def test_cases_are_told_no_finer_than_they_differ() -> None:
    moment = datetime(2021, 12, 20, 12, tzinfo=BERLIN)
    person = Person(vaccinated=date(2021, 6, 1))
    given = answer(V5, Place(kind="event"), person, moment, level(V5, moment.date(), "2"))
    assert [(dict(case.when), case.outcome) for case in given.cases] == [
        ({"people": (1, 15)}, "allowed"),
        ({"setting": "indoors", "people": (16, None), "capacity_used": False}, "not allowed"),
        ({"setting": "indoors", "people": (16, None), "capacity_used": True}, "allowed"),
        ({"setting": "outdoors", "people": (16, 1000)}, "allowed"),
        ({"setting": "outdoors", "people": (1001, None)}, "not encoded"),
    ]


def test_an_exemption_that_only_one_source_names_is_marked_uncertain() -> None:
    vaccinated = Person(vaccinated=date(2021, 6, 1), age=19)
    pupil = replace(vaccinated, pupil_tested_at_school=True)
    tested = replace(vaccinated, tests=(Test("pcr", NOON),))
    marked = [
        [note.kind for note in answer(V4, RESTAURANT, who, NOON, level(V4, NOON.date(), "2")).notes].count("uncertain")
        for who in (pupil, tested)
    ]
    assert marked == [1, 0]


def test_staff_are_told_whether_they_may_work() -> None:
    given = answer(V4, RESTAURANT, Person(role="staff"), NOON, level(V4, NOON.date(), "2"))
    assert headline(given, "de") == "Nein, Arbeit nicht erlaubt."


def test_the_door_tells_what_to_check_and_what_changes() -> None:
    before = door(V4, "restaurant", "indoors", level(V4, date(2021, 11, 30), "1"))
    after = door(V4, "restaurant", "indoors", level(V4, date(2021, 12, 1), "2"))
    assert [rule.requirement for rule in (*before.rules, *after.rules)] == ["2G", "2G+"]
    assert not before.asks_the_same(after)
    assert after.asks_the_same(door(V4, "restaurant", "indoors", level(V4, date(2021, 12, 2), "2")))


def test_the_door_tells_the_largest_number_of_people() -> None:
    day = date(2021, 12, 20)
    event = door(V5, "event", "indoors", level(V5, day, "3"))
    assert (event.cap, [rule.requirement for rule in event.rules]) == (500, ["none", "2G+", "closed"])
    assert door(V5, "disco", "indoors", level(V5, day, "3")).cap == 0
    assert door(V5, "restaurant", "indoors", level(V5, day, "3")).cap is None
    assert door(None, "restaurant", "indoors", level(V5, day, "3")).rules == ()


def test_every_kind_of_statement_has_a_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(KINDS)
    assert all(set(by_language) == {"de", "en"} for by_language in SENTENCES.values())
    assert set(WORDS["de"]) == set(WORDS["en"])
