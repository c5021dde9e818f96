"""Sentences of explanations: what solving again found is said as it was found, better than the plan or worse."""

from datetime import date

import pytest

from lagezentrum.staffing.explanation.counterfactual import WhatIf
from lagezentrum.staffing.explanation.people import Alternative, PersonReasons
from lagezentrum.web.office.pool.reasons import person_lines, what_if_line

WEEK = date(2020, 11, 9)
NAMES = {"A": "Amt A"}


@pytest.mark.parametrize(
    ("cost", "de", "en"),
    [
        (7.5, "kosten 7,5 Punkte", "would cost 7.5 points"),
        (0.0, "kosten 0,0 Punkte", "would cost 0.0 points"),
        (-3.25, "3,2 Punkte weniger als im Plan", "3.2 points fewer than in the plan"),
    ],
)
def test_what_more_costs_is_not_cut_off_at_nothing(cost: float, de: str, en: str) -> None:
    told = what_if_line(WhatIf("A", WEEK, 2, True, 0.0, cost, (0.0, 0.0), (("A", 2.0),), moved=3), NAMES)
    assert de in told.de
    assert en in told.en
    assert ("kosten" in told.de) is (cost >= 0)


def test_a_better_place_for_a_person_is_not_called_as_good() -> None:
    found = PersonReasons("K-1", WEEK, None, None, None, (Alternative("A", -4.0, -4.0, None),))
    told = person_lines(found, NAMES)[-1]
    assert told.de.startswith("Amt A: dann hätte diese Woche allein 4,0 Punkte weniger")
    assert told.en.startswith("Amt A: this week by itself would have 4.0 points fewer")
