"""What is to be decided on a day, and that the proof of it is the one that the ledger records."""

from datetime import date

import pytest

from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.engine.decisions import Decision
from tests.documents.season_orders import ALL, an_order, docket


def test_on_29_november_forty_districts_determine_level_2_and_five_do_not() -> None:
    on = docket("2021-11-29")
    raising = {area for area in ALL for m in on.open_matters(area) if (m.kind, m.step) == ("raise", "2")}
    assert len(raising) == 40
    assert set(ALL) - raising == {"03", "03255", "03256", "03358", "03404", "03405"}


def test_what_was_decided_is_not_to_be_decided_again() -> None:
    assert [m.step for m in docket("2021-11-29", ("03241",)).open_matters("03241")] == ["2"]
    assert docket("2021-11-30", ("03241",)).open_matters("03241") == ()


def test_what_an_authority_refrained_from_is_decided_too() -> None:
    on = docket("2021-11-30", ("03241",), decided=False)
    refrained = Decision("refrained", "local", "03241", "2", date(2021, 11, 29), until=date(2021, 12, 20))
    on = type(on)(on.regulation, on.calendars, on.figures, on.areas, (refrained,), on.day, on.known_at)
    assert "2" not in [m.step for m in on.open_matters("03241")]


def test_a_level_that_holds_there_anyway_is_not_to_be_decided() -> None:
    steps = {m.step for area in ALL for m in docket("2021-11-29").open_matters(area) if m.kind in ("raise", "3g")}
    assert steps == {"2"}  # level 1 holds by the regulation, and 3G without a level needs none


def test_an_undetermined_finding_is_a_matter_with_its_missing_value() -> None:
    (matter,) = docket("2021-12-15").open_matters("03")
    assert matter.finding is not None
    assert (matter.step, matter.finding.status) == ("2", "undetermined")
    assert [(v.indicator, v.day) for v in matter.finding.hangs_on] == [("icu_share", date(2021, 12, 10))]


def test_nothing_is_to_be_decided_where_the_regulation_fixes_the_level() -> None:
    assert docket("2022-01-10", ("03241",)).open_matters("03241") == ()


def test_a_matter_that_is_not_there_is_refused_with_what_to_do() -> None:
    on = docket("2021-11-29", ("03404",))
    with pytest.raises(DocumentProblem, match="--step"):
        on.matter("03404", "raise")
    with pytest.raises(DocumentProblem, match="no rule"):
        on.matter("03404", "raise", "7")
    with pytest.raises(DocumentProblem, match="no rule"):
        on.matter("03404", "3g", "2")


def test_a_step_is_found_in_small_letters_too() -> None:
    assert docket("2021-11-29", ("03404",)).matter("03404", "3g", "3g").step == "3G"


def test_what_remains_is_told_for_the_day_that_the_authority_chooses() -> None:
    on = docket("2021-12-10", ("03241",))
    matter = on.matter("03241", "lower", "2")
    assert matter.finding is None  # the rule has not found it; the level of the regulation goes on nevertheless
    assert on.as_of(matter, date(2021, 12, 14)).remains == 1
    # From 24 December on the regulation fixes level 3, whatever a district lifts.
    assert on.as_of(matter, date(2021, 12, 27)).remains == 3


def test_the_marks_of_the_days_are_those_of_the_five_boxes() -> None:
    _, proof = an_order("03241", "2021-11-29", "raise")
    assert proof.marks == ("reached",) * 4 + ("skipped", "reached")
    _, undetermined = an_order("03", "2021-12-15", "raise")
    assert undetermined.marks == ("missing", "reached", "skipped", "reached", "reached", "reached")
