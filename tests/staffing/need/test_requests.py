"""A request beside the need computed: in the range or not, and the difference taken apart without remainder."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.staffing.intake.requests import Request, Tracing
from lagezentrum.staffing.model import Skill
from lagezentrum.staffing.need.models import Dynamic, PerCase, Situation
from lagezentrum.staffing.need.parameters import default_parameters
from lagezentrum.staffing.need.ranges import Range
from lagezentrum.staffing.need.requests import OfficeRequest, Stated, Verdict, beside, by_office
from lagezentrum.staffing.need.wording import STATUS, sentence
from lagezentrum.staffing.need.workload import days_before

WEEK = date(2020, 11, 2)
PARAMETERS = default_parameters()
MODEL = Dynamic(PARAMETERS)
CONTACTS = PARAMETERS.contacts_per_case
SITUATION = Situation("GA", WEEK, (20.0,) * (7 + days_before(PARAMETERS)), 15.0)
ASKS_20 = OfficeRequest("GA", WEEK, {Skill.CONTACT_TRACING: 35.0}, {Skill.CONTACT_TRACING: 15.0})


def request(needed: float, **stated: float) -> OfficeRequest:
    return replace(ASKS_20, needed_fte={Skill.CONTACT_TRACING: needed}, **stated)  # type: ignore[arg-type]


def test_a_request_within_the_range_is_told_with_both_numbers() -> None:
    found = beside(ASKS_20, SITUATION, MODEL, CONTACTS)
    assert found.verdict is Verdict.WITHIN
    assert (found.difference, found.parts) == (0, ())
    computed = found.computed
    assert computed.low < 20 < computed.high
    assert sentence(found, "en") == f"Requests 20, computed {computed.low:.1f}–{computed.high:.1f}: within the range."
    assert sentence(found, "de").startswith("Meldet 20, berechnet ")
    assert sentence(found, "de").endswith(": im Rahmen.")


def test_contacts_that_the_office_states_explain_why_it_asks_for_more() -> None:
    found = beside(request(120, contacts_per_case=15), SITUATION, MODEL, CONTACTS)
    assert found.verdict is Verdict.ABOVE
    (part,) = found.parts
    assert (part.stated, part.value, part.instead_of) == (Stated.CONTACTS, 15, Range(5, 8.1, 11))
    assert part.fte > 0
    assert part.fte + found.unexplained == pytest.approx(found.difference)
    assert "because contacts per case 15 instead of 5–11 (+" in sentence(found, "en")
    assert "weil Kontakte je Fall 15 statt 5–11 (+" in sentence(found, "de")


def test_nothing_is_explained_by_what_the_office_does_not_state() -> None:
    found = beside(request(500), SITUATION, MODEL, CONTACTS)
    assert found.parts == ()
    assert found.unexplained == pytest.approx(found.difference)
    assert "nothing that the office states itself explains it" in sentence(found, "en")
    assert "erklärt das nicht" in sentence(found, "de")


def test_more_own_staff_than_assumed_explains_why_it_asks_for_less() -> None:
    busy = replace(SITUATION, cases=tuple(5 * n for n in SITUATION.cases))
    asked = replace(request(60), own_fte={Skill.CONTACT_TRACING: 60.0})
    found = beside(asked, busy, MODEL, CONTACTS)
    assert found.verdict is Verdict.BELOW
    assert [(part.stated, part.fte < 0) for part in found.parts] == [(Stated.OWN_STAFF, True)]


@given(
    st.floats(0, 300),
    st.integers(0, 600),
    st.floats(0, 40),
    st.integers(0, 200),
    st.floats(0, 60),
)
@settings(max_examples=40, deadline=None)
def test_the_parts_and_the_rest_sum_to_the_difference(
    asked: float, cases: int, contacts: float, backlog: int, own: float
) -> None:
    handed_in = OfficeRequest(
        "GA",
        WEEK,
        {Skill.CONTACT_TRACING: asked},
        {Skill.CONTACT_TRACING: own},
        cases_7d=cases,
        contacts_per_case=contacts,
        backlog_cases=backlog,
    )
    found = beside(handed_in, SITUATION, MODEL, CONTACTS)
    if found.verdict is not Verdict.WITHIN:
        assert sum(part.fte for part in found.parts) + found.unexplained == pytest.approx(found.difference, abs=1e-6)
    for code in ("de", "en"):
        assert sentence(found, code).endswith(".")


def test_hours_per_case_know_no_contacts_so_they_explain_nothing_there() -> None:
    model = PerCase(Range.exactly(10), 39, PARAMETERS)
    found = beside(request(200, contacts_per_case=30, backlog_cases=39), SITUATION, model, None)
    (part,) = found.parts
    assert part.stated is Stated.BACKLOG
    assert part.fte == pytest.approx(10)


def test_rows_of_a_file_become_one_request_and_spare_staff_of_one_kind_fills_no_other() -> None:
    def row(skill: Skill, need: float, own: float) -> Request:
        return Request("GA", WEEK, skill, need, own, Tracing.AT_RISK, 70, 9.0, 3, True, None, None, None, frozenset())

    (found,) = by_office([row(Skill.CONTACT_TRACING, 20, 30), row(Skill.LEAD, 4, 1)]).values()
    assert found.asks_by_skill == {Skill.CONTACT_TRACING: 0, Skill.LEAD: 3}
    assert (found.asks, found.own_total, found.contacts_per_case) == (3, 31, 9)
    assert found.status is Tracing.AT_RISK


def test_the_status_reported_to_rki_has_three_steps_in_both_languages() -> None:
    assert set(STATUS) == set(Tracing)
    assert STATUS[Tracing.NOT_POSSIBLE].de == "Nachverfolgung nicht mehr möglich"
