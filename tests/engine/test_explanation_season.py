"""Proofs of what held in Lower Saxony in winter 2021/22."""

from datetime import date, datetime
from decimal import Decimal

from lagezentrum.engine.progress import progress
from lagezentrum.engine.proof.nodes import (
    ComparisonNode,
    ConsequenceNode,
    CountStartNode,
    DecisionNode,
    EffectNode,
    ObservationNode,
    OpenNode,
    OverrideNode,
    RouteNode,
    RuleNode,
    ShortfallNode,
    StagesNode,
    UndeterminedNode,
    UpcomingNode,
    WhyNotNode,
)
from lagezentrum.engine.wording import boxes
from tests.engine.season_proofs import (
    ORDINANCE,
    all_of_kind,
    compared,
    library,
    marks,
    only,
    orders,
    season,
    season_proof,
    season_replay,
    sections,
    step_of,
)

HANNOVER, HEIDEKREIS, OSNABRUECK = "03241", "03358", "03404"
FIVE_DAYS = [
    ("11-24", "reached"),
    ("11-25", "reached"),
    ("11-26", "reached"),
    ("11-27", "reached"),
    ("11-28", "skipped"),
    ("11-29", "reached"),
]


def test_hannover_reached_level_2_with_saturday_counted_and_sunday_skipped() -> None:
    proof = season_proof(HANNOVER, "2021-12-01")
    assert (proof.answer.level, proof.answer.since, proof.answer.basis) == (2, date(2021, 12, 1), "finding")
    (section,) = sections(step_of(proof, "local", "2"), "raise", "complete")
    assert (section.counted, section.needed) == (5, 5)
    assert marks(section) == FIVE_DAYS
    assert compared(section, "hospitalisation") == ["6.3", "6.6", "6.7", "6.9", "7.4"]
    assert compared(section, "new_cases") == ["172.8", "190.6", "188.8", "196.0", "210.9"]
    assert only(section, RouteNode).way == ("hospitalisation", "new_cases")
    start = only(section, CountStartNode)
    assert (start.day, start.reason) == (date(2021, 11, 24), "anew")
    effect = only(section, EffectNode)
    assert (effect.section_end, effect.days_after, effect.day) == (date(2021, 11, 29), 2, date(2021, 12, 1))


def test_a_value_stands_as_published_and_as_compared_with_its_day_and_source() -> None:
    (section,) = sections(step_of(season_proof(HANNOVER, "2021-12-01"), "local", "2"), "raise", "complete")
    value = next(n for n in all_of_kind(section, ObservationNode) if n.indicator == "new_cases")
    assert (value.published, value.compared) == (Decimal("172.7645"), Decimal("172.8"))
    assert value.published_at == datetime(2021, 11, 24)  # noqa: DTZ001 (local time of the publisher)
    assert "RKI" in value.source
    comparison = only(value, ComparisonNode)
    assert (comparison.word, comparison.threshold, comparison.answer) == ("above", Decimal(100), "yes")
    assert comparison.by == Decimal("72.8")


def test_the_level_in_force_shows_the_state_of_its_lifting() -> None:
    (lifting,) = sections(step_of(season_proof(HANNOVER, "2021-12-01"), "local", "2"), "lower", "running")
    assert (lifting.counted, lifting.needed) == (0, 5)
    start = only(lifting, CountStartNode)
    assert (start.day, start.reason) == (date(2021, 11, 30), "after_raising")


def test_without_an_order_the_step_of_determining_stays_empty() -> None:
    stages = all_of_kind(step_of(season_proof(HANNOVER, "2021-12-01"), "local", "2"), StagesNode)[0]
    assert (stages.met.state, stages.met.day) == ("yes", date(2021, 11, 29))
    assert (stages.determined.state, stages.determined.day) == ("no", None)
    assert (stages.in_force.state, stages.in_force.day) == ("assumed", date(2021, 12, 1))


def test_with_the_order_all_three_steps_are_taken() -> None:
    stages = all_of_kind(step_of(season_proof(HANNOVER, "2021-12-01", decided=True), "local", "2"), StagesNode)[0]
    assert (stages.determined.state, stages.determined.day) == ("yes", date(2021, 11, 29))
    assert (stages.in_force.state, stages.in_force.day) == ("yes", date(2021, 12, 1))


def test_a_level_that_is_met_but_not_in_force_yet_is_announced() -> None:
    proof = season_proof(HANNOVER, "2021-11-30", decided=True)
    assert proof.answer.level == 1
    coming = only(proof.answer, UpcomingNode)
    assert (coming.change, coming.step, coming.day, coming.assumed) == ("raise", "2", date(2021, 12, 1), False)
    assert step_of(proof, "local", "2").state == "met"


def test_heidekreis_missed_level_2_on_three_days_and_by_how_much() -> None:
    step = step_of(season_proof(HEIDEKREIS, "2021-12-01"), "local", "2")
    assert step.state == "not_met"
    why_not = only(step, WhyNotNode)
    assert (why_not.due, why_not.enough_days) == (date(2021, 11, 29), True)
    assert (why_not.counted, why_not.earliest_end) == (0, date(2021, 12, 7))
    assert why_not.earliest_effect == date(2021, 12, 9)
    lacking = [(f"{n.day:%m-%d}", n.indicator, str(n.compared), str(n.by)) for n in all_of_kind(step, ShortfallNode)]
    assert lacking == [
        ("11-26", "new_cases", "97.2", "2.8"),
        ("11-27", "new_cases", "96.5", "3.5"),
        ("11-29", "new_cases", "80.9", "19.1"),
    ]


def test_the_level_set_by_the_ordinance_is_a_fixed_level_until_lifted() -> None:
    step = step_of(season_proof(HEIDEKREIS, "2021-12-01"), "statewide", "1")
    override = only(step, OverrideNode)
    assert (override.level, override.from_, override.to, override.rule) == (
        1,
        date(2021, 11, 24),
        None,
        "statewide",
    )
    assert override.cite[0].title == "Stufe 1 durch die Verordnung selbst"
    assert all_of_kind(step, StagesNode)[0].met.state == "by_regulation"


def test_statewide_level_2_hangs_on_the_icu_share_of_10_december_alone() -> None:
    proof = season_proof("03", "2021-12-17")
    assert proof.answer.level == 1
    step = step_of(proof, "statewide", "2")
    assert step.state == "undetermined"
    node = only(step, UndeterminedNode)
    assert [f"{day:%m-%d}" for day in node.section] == ["12-10", "12-11", "12-13", "12-14", "12-15"]
    assert [(m.indicator, m.area, m.day) for m in node.missing] == [("icu_share", "03", date(2021, 12, 10))]
    assert node.effect == date(2021, 12, 17)
    ((way,),) = [days.ways for days in node.open_days]
    assert [(d.day, d.word, d.threshold) for d in way.demands] == [(date(2021, 12, 10), "above", Decimal(10))]
    (open_,) = (n for n in all_of_kind(proof.answer, OpenNode) if n.step == "2")
    assert [m.day for m in open_.missing] == [date(2021, 12, 10)]


def test_the_open_section_shows_four_days_reached_and_one_value_missing() -> None:
    (section,) = sections(step_of(season_proof("03", "2021-12-17"), "statewide", "2"), "raise", "undetermined")
    assert marks(section) == [
        ("12-10", "missing"),
        ("12-11", "reached"),
        ("12-12", "skipped"),
        ("12-13", "reached"),
        ("12-14", "reached"),
        ("12-15", "reached"),
    ]
    assert only(section, CountStartNode).reason == "carried_over"


def test_the_order_of_15_december_agrees_with_any_share_above_10() -> None:
    proof = season_proof("03", "2021-12-17", decided=True)
    assert (proof.answer.level, proof.answer.basis) == (2, "decision")
    step = step_of(proof, "statewide", "2")
    assert only(step, UndeterminedNode).consistent_with == (date(2021, 12, 15),)
    assert only(step, DecisionNode).effective == date(2021, 12, 17)
    assert all_of_kind(step, StagesNode)[0].met.state == "undetermined"


def test_level_3_at_christmas_is_fixed_by_the_ordinance_whatever_the_figures() -> None:
    for area in ("03", HANNOVER):
        proof = season_proof(area, "2021-12-24", decided=True)
        assert (proof.answer.level, proof.answer.basis, proof.answer.since) == (
            3,
            "regulation",
            date(2021, 12, 24),
        )
        override = only(proof.answer, OverrideNode)
        assert (override.from_, override.to) == (date(2021, 12, 24), date(2022, 1, 15))
        assert override.cite[0].anchor == "level-3-by-regulation"
        assert not all_of_kind(proof.answer, RuleNode)


def test_osnabrueck_took_level_2_by_its_own_decision_without_having_met_it() -> None:
    proof = season_proof(OSNABRUECK, "2021-12-01", decided=True)
    assert (proof.answer.level, proof.answer.basis) == (2, "decision")
    step = step_of(proof, "local", "2")
    stages = all_of_kind(step, StagesNode)[0]
    assert (stages.met.state, stages.determined.state, stages.in_force.state) == ("no", "yes", "yes")
    decision = only(step, DecisionNode)
    assert (decision.decided_on, decision.effective) == (date(2021, 11, 29), date(2021, 12, 1))
    assert decision.source.startswith("https://")
    assert [f"{n.day:%m-%d}" for n in all_of_kind(step, ShortfallNode)] == ["11-24", "11-25", "11-26"]


def test_3g_without_a_level_has_a_node_and_a_section_of_its_own() -> None:
    proof = season_proof(HANNOVER, "2021-09-10")
    consequence = only(proof.answer, ConsequenceNode)
    assert (consequence.name, consequence.since) == ("3G", date(2021, 9, 1))
    (section,) = sections(step_of(proof, "new-cases", "3G"), "raise", "complete")
    assert [day for day, mark in marks(section) if mark == "reached"] == [
        "08-25",
        "08-26",
        "08-27",
        "08-28",
        "08-30",
    ]


def test_the_faulty_figures_of_12_and_13_december_are_flagged_and_still_decide() -> None:
    proof = season_proof(HEIDEKREIS, "2021-12-17")
    (section,) = sections(step_of(proof, "local", "2"), "raise", "complete")
    notes = {n.day: n.note for n in all_of_kind(section, ObservationNode) if n.indicator == "new_cases"}
    assert [day for day, note in notes.items() if note] == [date(2021, 12, 13)]
    assert compared(section, "new_cases") == ["120.7", "110.7", "100.8", "115.0", "118.5"]
    assert {n.answer for n in all_of_kind(section, ComparisonNode)} == {"yes"}


def test_the_first_version_takes_any_two_of_three_and_says_which() -> None:
    proof = season_proof(HANNOVER, "2021-09-10")
    (section,) = sections(step_of(proof, "local", "1"), "raise", "undetermined")
    route = only(section, RouteNode)
    assert route.ways == (
        ("hospitalisation", "new_cases"),
        ("hospitalisation", "icu_share"),
        ("new_cases", "icu_share"),
    )
    assert route.way == ("new_cases", "icu_share")
    node = only(step_of(proof, "local", "1"), UndeterminedNode)
    (days,) = node.open_days
    assert [way.indicators for way in days.ways] == [("new_cases", "icu_share")]
    assert {demand.indicator for demand in days.ways[0].demands} == {"icu_share"}


def test_progress_shows_heidekreis_three_of_five_on_the_way_to_level_2() -> None:
    day = date(2021, 12, 13)
    seen = progress(
        library().regulation(ORDINANCE),
        library().calendars,
        season(),
        season_replay(HEIDEKREIS, day, False),
        HEIDEKREIS,
        "local",
        "2",
        day,
    )
    assert seen is not None
    assert (seen.change, seen.counted, seen.needed, seen.way) == ("raise", 3, 5, ("hospitalisation", "new_cases"))
    assert (seen.earliest_end, seen.earliest_effect) == (date(2021, 12, 15), date(2021, 12, 17))
    assert boxes(seen, "de") == (
        "✗ ✓ ✓ – ✓ · ·  – 12. Dezember: Sonntag\n3 von 5 Werktagen erreicht; frühestens ab Freitag, 17. Dezember."
    )


def test_progress_of_a_statewide_rule_can_be_asked_for_a_district() -> None:
    day = date(2021, 12, 15)
    asked = (library().regulation(ORDINANCE), library().calendars, season(), season_replay(HANNOVER, day, False))
    seen = progress(*asked, HANNOVER, "statewide", "2", day)
    assert seen is not None
    assert (seen.area, seen.counted, seen.complete, seen.undetermined) == ("03", 4, False, True)
    assert seen.earliest_end == day
    assert boxes(seen, "de").endswith("4 von 5 Werktagen erreicht, 1 offen; frühestens ab Freitag, 17. Dezember.")
    assert progress(*asked, "03", "local", "2", day) is None


def test_after_the_order_lifting_needs_both_indicators_out_of_range() -> None:
    """Five low hospitalisation days ended on 21 December; the share of intensive-care beds stayed above 10."""
    day = date(2021, 12, 21)
    seen = progress(
        library().regulation(ORDINANCE),
        library().calendars,
        season(),
        season_replay("03", day, True),
        "03",
        "statewide",
        "2",
        day,
        decisions=orders(),
    )
    assert seen is not None
    assert (seen.change, seen.complete, seen.counted) == ("lower", False, 0)
    assert seen.way == ("hospitalisation", "icu_share")


def test_what_is_not_yet_known_is_missing_and_not_looked_at() -> None:
    before = datetime(2021, 11, 28, 12)  # noqa: DTZ001 (local time of the publisher)
    proof = season_proof(HANNOVER, "2021-11-29", known_at=before)
    step = step_of(proof, "local", "2")
    assert step.state == "undetermined"
    (section,) = sections(step, "raise", "undetermined")
    assert marks(section)[-1] == ("11-29", "missing")
    assert season_proof(HANNOVER, "2021-11-29").known_at is None
    assert step_of(season_proof(HANNOVER, "2021-11-29"), "local", "2").state == "met"


def test_vechta_is_told_by_the_open_section_that_its_order_rested_on() -> None:
    step = step_of(season_proof("03460", "2021-09-24", decided=True), "local", "1")
    (node,) = (n for n in all_of_kind(step, UndeterminedNode) if n.change == "raise")
    assert node.section[-1] == date(2021, 9, 17)
    assert [m.day for m in node.missing] == [date(2021, 9, 15), date(2021, 9, 16)]
    assert (node.effect, node.run_end) == (date(2021, 9, 19), date(2021, 9, 17))
    assert all_of_kind(step, StagesNode)[0].met.day == date(2021, 9, 17)
