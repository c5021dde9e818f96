"""Computed findings beside orders: each verdict, each reason."""

from datetime import date, timedelta

import pytest

from lagezentrum.engine.comparison import Compared, Comparison, Reason, Verdict, compare
from lagezentrum.engine.outcome import Change, Finding, MissingValue, Status
from lagezentrum.law.library import Library
from lagezentrum.sources.orders.order import Order, OrderKind

LIBRARY = Library()
REGULATION = LIBRARY.regulation("de-ni/corona-vo")
SECTION = tuple(date(2021, 11, day) for day in (24, 25, 26, 27, 29))
EFFECT = date(2021, 12, 1)
OPEN_SECTION = tuple(date(2021, 12, day) for day in (10, 11, 13, 14, 15))
ICU = MissingValue("icu_share", "03", date(2021, 12, 10))


def finding(
    area: str = "03241",
    step: str = "2",
    *,
    rule: str = "local",
    change: Change = "raise",
    section: tuple[date, ...] = SECTION,
    effect: date = EFFECT,
    hangs_on: tuple[MissingValue, ...] = (),
    run_end: date | None = None,
) -> Finding:
    status: Status = "undetermined" if hangs_on else "found"
    return Finding("2021-11-24", rule, area, step, change, section, effect, status, hangs_on, run_end or section[-1])


def order(
    kind: OrderKind = "determined",
    effective: date | None = EFFECT,
    *,
    area: str = "03241",
    step: str = "2",
    rule: str = "local",
    basis: str = "",
) -> Order:
    return Order(kind, rule, area, step, effective=effective, basis=basis)


def compared(findings: list[Finding], *orders: Order) -> Comparison:
    return compare(REGULATION, LIBRARY.calendars, findings, orders)


def only(findings: list[Finding], one: Order) -> Compared:
    (row,) = compared(findings, one).compared
    return row


def undetermined() -> Finding:
    return finding("03", rule="statewide", section=OPEN_SECTION, effect=date(2021, 12, 17), hangs_on=(ICU,))


def test_an_order_for_the_computed_day_matches() -> None:
    row = only([finding()], order())
    assert (row.verdict, row.reason, row.finding) == ("matched", "same day", finding())


@pytest.mark.parametrize(
    ("found", "one", "verdict", "reason"),
    [
        ([finding()], order(effective=date(2021, 12, 3)), "human decision", "later than possible"),
        ([finding()], order(effective=date(2021, 11, 30)), "our error", "earlier than found"),
        ([], order(), "our error", "not found"),
        ([], order(basis="nach eigenem Ermessen / by its own discretion"), "human decision", "own discretion"),
        ([finding()], order("declined", None), "human decision", "declined"),
        ([finding()], order("refrained", None), "human decision", "refrained"),
        ([], order("remained", step="1"), "matched", "not reached"),
        ([finding()], order("remained", step="1"), "our error", "reached all the same"),
        ([finding(step="1")], order("remained", step="1"), "matched", "not reached"),
        ([], order("open"), "matched", "not reached"),
        ([finding()], order("open"), "our error", "reached all the same"),
        ([finding(effect=date(2021, 12, 5))], order("open"), "matched", "not reached"),
        ([finding(change="lower")], order("lifted"), "matched", "same day"),
        ([finding(change="lower")], order("lifted", date(2021, 12, 4)), "human decision", "another day of lifting"),
        ([finding(area="03101")], order(), "our error", "not found"),
        ([finding(step="1")], order(), "our error", "not found"),
    ],
)
def test_each_difference_has_its_reason(found: list[Finding], one: Order, verdict: Verdict, reason: Reason) -> None:
    row = only(found, one)
    assert (row.verdict, row.reason) == (verdict, reason)


def test_a_level_set_by_the_regulation_must_stand_in_the_regulation() -> None:
    right = order("by_regulation", date(2021, 12, 24), area="03", step="3", rule="statewide")
    wrong = order("by_regulation", date(2021, 12, 23), area="03", step="3", rule="statewide")
    assert only([], right).verdict == "matched"
    assert only([], wrong).reason == "not in the regulation"


def test_an_order_after_an_undetermined_section_names_the_value_and_what_it_would_have_to_be() -> None:
    row = only([undetermined()], order(effective=date(2021, 12, 17), area="03", rule="statewide"))
    assert (row.verdict, row.reason) == ("missing value", "value missing")
    (hinge,) = row.hinges
    assert hinge.missing == ICU
    assert hinge.consistent_with.above == 10


def test_of_a_long_run_only_the_section_before_the_order_is_named() -> None:
    missing = tuple(MissingValue("icu_share", "03", date(2021, 12, 1) + timedelta(days=n)) for n in range(15))
    run = finding("03", rule="statewide", hangs_on=missing, run_end=date(2021, 12, 15))
    row = only([run], order(effective=date(2021, 12, 10), area="03", rule="statewide"))
    assert [hinge.missing.day.day for hinge in row.hinges] == [3, 4, 6, 7, 8]  # the 5th was a Sunday


def test_an_order_before_an_undetermined_run_is_not_explained_by_it() -> None:
    row = only([undetermined()], order(effective=date(2021, 12, 16), area="03", rule="statewide"))
    assert row.verdict == "our error"


def test_computed_changes_without_an_order_say_what_made_one_needless() -> None:
    early = order(area="03404", effective=date(2021, 11, 29), basis="voluntary")
    statewide = order(area="03", rule="statewide", effective=date(2021, 12, 1))
    found = [finding("03404"), finding("03256"), finding("03255", effect=date(2021, 11, 30))]
    outcome = compared(found, early, statewide)
    by = {row.finding.area: row.by for row in outcome.unordered}
    assert by == {"03404": early, "03256": statewide, "03255": None}


def test_an_ordered_level_does_not_make_its_own_lifting_needless() -> None:
    outcome = compared([finding(), finding(change="lower")], order(), order(area="03404"))
    (row,) = outcome.unordered
    assert (row.finding.change, row.by) == ("lower", None)


def test_what_no_order_speaks_of_is_not_judged() -> None:
    consequence = finding(step="3G", rule="new-cases")
    late = finding("03101", effect=date(2022, 1, 5))
    outcome = compared(
        [finding(), consequence, late, undetermined()], order(), order(area="03404", effective=date(2021, 12, 20))
    )
    assert outcome.beyond == (consequence, undetermined())
    assert outcome.unordered == ()
    assert compared([undetermined()], order(area="03", rule="statewide", effective=date(2021, 12, 17))).open == ()
