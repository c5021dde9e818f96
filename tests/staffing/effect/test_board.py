"""What more tracers do, office by office, and the sentences of it."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.engine.wording.phrases import LANGUAGES
from lagezentrum.law.text import Text
from lagezentrum.staffing.effect import (
    Interval,
    OfficeLoad,
    Terms,
    compare_sharing,
    what_more_tracers_bear,
    what_more_tracers_do,
)
from lagezentrum.staffing.effect.assumptions import ASSUMPTION_KINDS, Assumption
from lagezentrum.staffing.effect.containment import published
from lagezentrum.staffing.effect.queueing import RULES
from lagezentrum.staffing.effect.templates import ASSUMPTIONS, FEW_DAYS, RESULTS, RULE_NAMES
from lagezentrum.staffing.effect.wording import (
    assumption_sentence,
    effect_sentences,
    office_sentences,
    sharing_sentences,
    tolerance_sentences,
)
from tests.bilingual import assert_both_languages

# One post works one case a day: 7 hours a day, 7 hours a case.
EXACT = Terms(hours_per_case=Interval(7.0, 7.0), weekly_hours=49.0, useful_days=2)
SHORT = OfficeLoad("03453", (10.0,) * 20, 4.0)
ENOUGH = OfficeLoad("03241", (5.0,) * 20, 8.0)
QUIET = OfficeLoad("03457", (0.0,) * 20, 1.0)


def test_by_hand_at_one_office() -> None:
    effect = what_more_tracers_do([SHORT, ENOUGH], {"03453": 2.0}, terms=EXACT)
    short, enough = effect.offices
    newest, oldest = (short.by_rule[rule] for rule in RULES)
    assert (newest.share_now, newest.share_then) == (Interval(0.4, 0.4), Interval(0.6, 0.6))
    assert newest.more_in_time == Interval(40, 40)
    # Four a day: the ten cases of day 0 take until day 2, and only the first two of day 1 are in time on day 2 ...
    assert oldest.share_now == Interval(oldest.share_now.low, oldest.share_now.low)
    assert oldest.share_now.low * 200 == 16
    assert (short.coverage_now, short.coverage_then) == (Interval(0.4, 0.4), Interval(0.6, 0.6))
    assert enough.by_rule["newest_first"].more_in_time == Interval(0, 0)
    assert effect.together is not None
    assert effect.together.by_rule["newest_first"].share_then.low == pytest.approx((120 + 100) / 300)
    assert effect.together.coverage_now is not None
    assert effect.together.coverage_now.high == pytest.approx(180 / 300)  # hands that are free in 03241 help nobody


@given(
    st.lists(st.integers(0, 60), min_size=13, max_size=13), st.integers(0, 30), st.integers(0, 20), st.integers(0, 9)
)
@settings(max_examples=25, deadline=None)
def test_the_shares_of_all_hours_between_lie_in_the_interval(cases: list[int], fte: int, extra: int, at: int) -> None:
    load = OfficeLoad("x", (1, *cases), fte)
    wide = what_more_tracers_do([load], {"x": extra}).offices[0]
    hours = 6 + 6 * at / 9  # not the hours that are tried inside
    terms = Terms(hours_per_case=Interval(hours, hours))
    point = what_more_tracers_do([load], {"x": extra}, terms=terms).offices[0]
    for rule in RULES:
        for name in ("share_now", "share_then"):
            inner, outer = getattr(point.by_rule[rule], name), getattr(wide.by_rule[rule], name)
            assert outer.low - 1e-9 <= inner.low == inner.high <= outer.high + 1e-9


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=14), st.integers(0, 8), st.integers(0, 8))
def test_more_posts_never_leave_fewer_cases_in_time(cases: list[int], fte: int, extra: int) -> None:
    effect = what_more_tracers_do([OfficeLoad("x", (1, *cases), fte)], {"x": extra}, terms=EXACT)
    for rule in RULES:
        assert effect.offices[0].by_rule[rule].more_in_time.low >= -1e-9


def test_one_number_is_tried_at_each_office_alone_and_shows_where_it_does_most() -> None:
    effect = what_more_tracers_do([ENOUGH, QUIET, SHORT], 3.0)
    assert effect.together is None
    assert "each_office_alone" in {assumption.kind for assumption in effect.assumptions}
    assert [office.office for office in effect.where_most("newest_first")] == ["03453", "03241"]
    # An office without cases has no share, and is not said to serve 0 or 100 %.
    quiet = effect.offices[1]
    assert (quiet.by_rule, quiet.coverage_now) == ({}, None)
    assert office_sentences(quiet, "en", {}) == ("In 03457: no case came in, so no share can be named.",)


def test_where_hands_are_short_now_and_then_the_board_says_that_oldest_first_reaches_more() -> None:
    # A case a day can be worked: the peak can be worked off in time, but newest first comes back to it too late.
    peak = OfficeLoad("x", (2.0, 1.0, 0.0, 0.0), 1.0)
    terms = replace(EXACT, useful_days=1)
    now_and_then, always = (
        what_more_tracers_do([load], {}, terms=terms).offices[0]
        for load in (peak, OfficeLoad("x", (2.0, 2.0, 2.0, 2.0), 1.0))
    )
    assert now_and_then.newest_ahead == Interval(-1 / 3, -1 / 3)
    assert always.newest_ahead is not None
    assert always.newest_ahead.low > 0
    assert "um \u221234 bis \u221233 Punkte" in office_sentences(now_and_then, "de", {})[2]


def test_without_anybody_nothing_is_taken_up_and_no_delay_is_named() -> None:
    alone = what_more_tracers_do([replace(SHORT, fte=0.0)], {"03453": 1.0}, terms=EXACT).offices[0]
    assert alone.by_rule["newest_first"].share_now == Interval(0, 0)
    assert alone.by_rule["newest_first"].delay_now is None
    assert alone.by_rule["newest_first"].delay_then == Interval(0, 0)


def test_new_posts_that_do_half_count_as_half() -> None:
    half = replace(EXACT, new_staff_share=Interval(0.5, 1.0))
    newest = what_more_tracers_do([SHORT], {"03453": 2.0}, terms=half).offices[0].by_rule["newest_first"]
    assert (newest.share_now, newest.share_then) == (Interval(0.4, 0.4), Interval(0.5, 0.6))


@pytest.mark.parametrize(
    ("offices", "extra", "said"),
    [
        ([], 1.0, "at least one office"),
        ([SHORT, replace(ENOUGH, cases=(1.0,))], 1.0, r"cases for \[1, 20\] days"),
        ([SHORT, SHORT], 1.0, "named twice"),
        ([SHORT], {"09999": 1.0}, "asked for at 09999"),
        ([SHORT], -1.0, "extra_fte of 03453 is -1.0"),
        ([replace(SHORT, fte=float("nan"))], 1.0, "fte of 03453 is nan"),
        ([replace(SHORT, cases=(1.0, float("nan")))], 1.0, "cases is nan for office 0 on day 1"),
    ],
)
def test_bad_input_is_refused(offices: list[OfficeLoad], extra: float | dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        what_more_tracers_do(offices, extra)


def test_impossible_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        Terms(hours_per_case=Interval(0.0, 1.0))
    with pytest.raises(ValueError, match="between 0 and 1"):
        Terms(new_staff_share=Interval(0.5, 1.5))
    with pytest.raises(ValueError, match="must not be above the second"):
        Interval(2.0, 1.0)


def test_a_hundred_more_posts_bear_a_larger_wave_in_the_model() -> None:
    effect = what_more_tracers_bear(100.0)
    # 100 posts of 39 hours work 46 to 93 cases a day; every 2.248 cases at the capacity are one traced contact.
    assert (effect.cases_per_day.low, effect.cases_per_day.high) == pytest.approx((3900 / 84, 3900 / 42))
    assert effect.contacts_per_day.low == pytest.approx(3900 / 84 * 300 / 674.405, rel=1e-5)
    assert effect.infections.low == pytest.approx(26.83 * effect.contacts_per_day.low, rel=1e-3)
    assert what_more_tracers_bear(0.0).infections == Interval(0, 0)
    with pytest.raises(ValueError, match="extra_fte is -1"):
        what_more_tracers_bear(-1.0)


def test_every_template_is_there_in_both_languages() -> None:
    assert set(ASSUMPTIONS) == set(ASSUMPTION_KINDS)
    assert set(RULE_NAMES) == set(RULES)
    for sentence in (*ASSUMPTIONS.values(), *FEW_DAYS.values(), *RESULTS.values()):
        de, en = (re.sub(r"{\w+}", "…", sentence[language]) for language in LANGUAGES)
        assert_both_languages(Text(de=de, en=en))


def test_results_are_said_as_intervals_in_the_conditional_and_promise_nothing() -> None:
    terms = Terms(hours_per_case=Interval(6.0, 7.5), useful_days=1)
    effect = what_more_tracers_do([SHORT, ENOUGH], {"03453": 2.5}, terms=terms)
    names = {"03453": "Landkreis Cloppenburg"}
    assert office_sentences(effect.offices[0], "de", names)[0] == (
        "Neueste zuerst: Mit 2,5 VZÄ mehr kämen im Landkreis Cloppenburg zwischen 48 und 61 % der Fälle rechtzeitig an "
        "die Reihe; so, wie es ist, sind es zwischen 29 und 38 %. Das wären in 20 Tagen zwischen 37 und 47 Fälle mehr "
        "von 200. Aufgenommene Fälle hätten im Mittel 0 Tage gewartet statt 0."
    ).replace(" %", "\u00a0%")
    said = effect_sentences(effect, "en", names)
    assert said[0].startswith("Newest first: with 2.5 more full-time posts between ")
    assert "in all offices together" in said[0]
    assert "This is a calculation under assumptions, not a promise." in said
    assert "A case takes 6 to 7.5 hours of work, with all calls to its contacts." in said
    assert "In time means: taken up at most one day after coming in." in said
    assert len(said) == 3 + 1 + len(effect.assumptions)
    assert "no more full-time posts are meant for it" in office_sentences(effect.offices[1], "en", names)[0]


def test_sharing_and_waves_in_words() -> None:
    compared = compare_sharing([10.0, 20.0], [2.0, 2.0], 2.0, hours_per_case=10.0)
    assert len(sharing_sentences(compared, "de")) == 2
    assert sharing_sentences(compared, "en")[0].startswith("Newest first: shared fairly ")
    borne = tolerance_sentences(what_more_tracers_bear(100.0), "de")
    assert "eine Welle noch beherrschbar, die um 554 bis 1109 Ansteckungen von außen größer ist" in borne[0]
    assert "Unentdeckte stecken im Mittel 1,79 Menschen an." in " ".join(borne)
    every = what_more_tracers_bear(100.0, model=replace(published(), reproduction_number=1.2))
    assert "every wave is held" in tolerance_sentences(every, "en")[0]


def test_an_assumption_names_its_numbers() -> None:
    assert assumption_sentence(Assumption("weekly_hours", {"hours": 38.5}), "de").startswith(
        "Ein Vollzeitäquivalent (VZÄ) arbeitet 38,5 Stunden"
    )
    assert "14 Tage" in assumption_sentence(Assumption("useful_days", {"days": 14}), "de")
