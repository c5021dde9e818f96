from datetime import date

import pytest

from lagezentrum.staffing import checking
from tests.staffing.checking.base_plan import (
    W1,
    W2,
    W3,
    Spoil,
    put,
    release,
    rules,
    serve,
    spoiled,
    valid,
    written,
)


def test_the_plan_that_is_spoiled_below_is_valid() -> None:
    assert checking.check(written(valid())).violations == ()


def twice(whole: dict[str, list[object]]) -> None:
    whole["assignments"].append(dict(next(r for r in whole["assignments"] if r["person"] == "A/3")))  # type: ignore[call-overload, index]


SPOILED: list[tuple[int, date | None, str | None, str | None, tuple[Spoil, ...]]] = [
    # rule, week, person, receiver, what is spoiled
    (1, W2, "A/3", "H", (twice,)),
    (1, W3, "A/3", "OS", (serve(W3, "OS", "A/3"), put("wishes", {"kind": "forbid"}, receiver="H", last=str(W1)))),
    (1, W1, "Z/9", "OS", (serve(W1, "OS", "Z/9"),)),
    (1, W1, "B/2", "Q", (serve(W1, "Q", "B/2"),)),
    (1, date(2020, 11, 30), "A/1", "H", (serve(date(2020, 11, 30), "H", "A/1"),)),
    (2, W1, "A/2", "OS", (put("people", {"key": "A/2"}, available_from="2020-11-10"),)),
    (2, W3, "A/3", "H", (put("people", {"key": "A/3"}, available_to="2020-11-26"),)),
    (3, W2, "A/3", "H", (put("people", {"key": "A/3"}, consent="refused"),)),
    (4, W1, "A/2", "OS", (put("people", {"key": "A/2"}, staff_council_on="2020-11-10"),)),
    (4, W2, "A/3", "H", (put("people", {"key": "A/3"}, staff_council_on=None),)),
    (5, W1, "B/1", "OS", (put("people", {"key": "B/1"}, trained_on="2020-11-10"),)),
    (5, W2, "A/3", "H", (put("people", {"key": "A/3"}, trained_on=None),)),
    (6, W2, "A/3", "H", (put("people", {"key": "A/3"}, skill="it"),)),
    (6, W1, "B/1", "OS", (put("assignments", {"person": "B/1"}, skill="case_investigation"),)),
    (6, W1, "T/1", "OS", (put("pools", {"key": "teams"}, skills=["lead"]),)),
    (7, W1, "B/2", "H", (put("people", {"key": "B/2"}, mode="on_site"),)),
    (7, W1, "B/2", "H", (put("receivers", {"key": "H"}, remote_possible=False),)),
    (7, W2, "A/3", "H", (put("assignments", {"person": "A/3", "week": str(W2)}, mode="on_site"),)),
    (7, W1, "T/1", "OS", (put("people", {"key": "T/1"}, latitude=53.1),)),
    (7, W1, "T/1", "OS", (put("people", {"key": "T/1"}, latitude=52.5, max_km=24),)),
    (7, W1, "T/1", "OS", (put("pools", {"key": "teams"}, modes=["remote"]),)),
    (8, W1, "X/1", "H", (serve(W1, "H", "X/1"), serve(W2, "H", "X/1"), rules(ceiling=5))),
    (8, W2, None, None, (put("lenders", {"key": "A"}, max_quarters=9),)),
    (9, W1, None, "OS", (put("receivers", {"key": "OS"}, seats=1),)),
    (9, W1, None, "OS", (put("receivers", {"key": "OS"}, accesses=4),)),
    (10, W1, None, "OS", (put("receivers", {"key": "OS"}, max_arrivals=3),)),
    (10, W2, None, "H", (put("receivers", {"key": "H"}, max_arrivals=1),)),
    (10, W1, "A/1", "OS", (rules(earliest_arrival=str(W2)),)),
    (11, W1, None, None, (rules(ceiling=3),)),
    (11, W1, None, None, (put("pools", {"key": "teams"}, counts_to_ceiling=True),)),
    (12, W2, "A/2", "OS", (release(W2, "A/2"),)),
    (12, W2, "B/1", "OS", (rules(min_stay_weeks=3),)),
    (12, W3, "T/1", "OS", (put("pools", {"key": "teams"}, min_stay_weeks=3),)),
    (13, W2, "T/1", None, (put("pools", {"key": "teams"}, max_weeks=1),)),
    (14, W1, "A/3", None, (put("people", {"key": "A/3"}, team="T"),)),
    (14, W2, "T/1", None, (release(W2, "T/2"), put("pools", {"key": "teams"}, min_stay_weeks=1))),
    (15, W2, "A/1", "H", (release(W2, "A/1"), release(W3, "A/1"))),
    (15, W2, "A/3", "H", (put("wishes", {"kind": "forbid"}, receiver="H"),)),
    (15, W2, "A/3", "H", (put("wishes", {"kind": "forbid"}, receiver=None),)),
    (15, W3, "A/3", "H", (put("wishes", {"kind": "recall"}, person="A/3"),)),
    (15, W3, "B/2", None, (put("wishes", {"kind": "recall"}, announced_on="2020-11-17"),)),
    (15, W3, "B/2", None, (put("wishes", {"kind": "recall"}, announced_on=None),)),
    (15, W3, None, None, (put("wishes", {"kind": "reserve"}, quarters=25),)),
]


@pytest.mark.parametrize(("rule", "week", "person", "receiver", "changes"), SPOILED)
def test_a_plan_that_breaks_one_rule_is_refused_with_that_rule(
    rule: int, week: date, person: str | None, receiver: str | None, changes: tuple[Spoil, ...]
) -> None:
    found = checking.check(spoiled(*changes)).violations
    assert {violation.rule for violation in found} == {rule}
    assert (week, person, receiver) in {(one.week, one.person, one.receiver) for one in found}
    assert all(one.de.endswith(".") and one.en.endswith(".") and one.de != one.en for one in found)


def test_every_rule_is_broken_above() -> None:
    assert {rule for rule, *_ in SPOILED} == set(checking.RULE_NAMES) - {checking.STATEMENT}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((release(W2, "A/2"), put("people", {"key": "A/2"}, available_to="2020-11-19")), id="window"),
        pytest.param((release(W2, "A/2"), put("wishes", {"kind": "recall"}, person="A/2", first=str(W2),
                      announced_on=str(W1))), id="recall"),
        pytest.param((release(W2, "A/2"), put("wishes", {"kind": "forbid"}, person="A/2", first=str(W2))),
                     id="forbidden there"),
        pytest.param((release(W2, "T/1"), release(W2, "T/2"), put("people", {"key": "T/2"},
                      available_to="2020-11-19")), id="team without one of its people"),
        pytest.param((rules(min_stay_weeks=12), release(W2, "A/1"), release(W3, "A/1"), serve(W2, "H", "A/1"),
                      release(W2, "A/2"), serve(W2, "OS", "A/2"), serve(W3, "OS", "A/2"), serve(W2, "OS", "B/1"),
                      serve(W3, "OS", "B/1"), serve(W3, "H", "A/1"), put("pools", {"key": "teams"}, min_stay_weeks=1),
                      rules(ceiling=5)), id="to the end of the plan; pinned elsewhere; recalled"),
    ],
)  # fmt: skip
def test_a_stay_may_end_early_where_a_wish_or_a_rule_ends_it(changes: tuple[Spoil, ...]) -> None:
    assert checking.check(spoiled(*changes)).violations == ()


@pytest.mark.parametrize(
    "changes",
    [
        (rules(staff_council_required=False), put("people", {"key": "A/2"}, staff_council_on=None)),
        (rules(training_required=False), put("people", {"key": "A/2"}, trained_on=None)),
        (put("people", {"key": "T/1"}, latitude=52.5, max_km=25),),
        (rules(ceiling=None), put("lenders", {"key": "A"}, max_quarters=None)),
    ],
)
def test_what_is_not_required_is_not_asked_for(changes: tuple[Spoil, ...]) -> None:
    assert checking.check(spoiled(*changes)).violations == ()


def test_a_figure_that_is_stated_wrongly_is_told() -> None:
    found = checking.check(spoiled(put("results", {"week": str(W2)}, changes=2, coverage=0.9, gini=0.0))).violations
    assert [(one.rule, one.week) for one in found] == [(checking.STATEMENT, W2)]
    assert "coverage: stated 0.9, the assignments give 1." in found[0].en


def test_a_bound_above_the_objective_and_a_missing_week_are_told() -> None:
    found = checking.check(spoiled(put("results", {"week": str(W2)}, bound=3.0), lambda whole: whole["results"].pop()))
    assert [one.week for one in found.violations] == [None, W2]


def test_coverage_counts_time_up_to_the_need_of_each_kind_of_work() -> None:
    checked = checking.check(
        spoiled(put("needs", {"skill": "lead"}, fte=4.0), put("needs", {"receiver": "H"}, fte=8.0))
    )
    first, second, third = checked.weeks
    assert (first.need_fte, first.covered_fte, first.coverage) == (8.0, 5.0, 0.625)
    assert second.of_receiver == {"H": 2.5 / 8}
    assert (third.coverage, third.gini, third.minimum_coverage) == (None, None, None)
    assert [week.changes for week in checked.weeks] == [0, 2, 4]


def test_gini_of_equal_shares_is_zero_and_of_one_taking_all_nearly_one() -> None:
    from lagezentrum.staffing.checking.figures import gini

    assert gini([0.4] * 7) == pytest.approx(0)
    assert gini([0.0] * 9 + [1.0]) == pytest.approx(0.9)
    assert gini([0.0, 0.0]) == 0
