"""The reference evaluator and the fast one give the same outcome on random law, figures and decisions."""

from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagezentrum.engine import fast, reference
from lagezentrum.engine.decisions import Assumption, Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.law.model import Regulation
from tests.engine import lampland

CASES = 2_500
"""Random cases per test; four tests make 10,000."""


def outcomes_agree(
    regulation: Regulation,
    figures: Figures,
    decisions: tuple[Decision, ...],
    until: date,
    known: date | None,
    assume: Assumption,
) -> None:
    known_at = None if known is None else datetime.combine(known, time.min)
    arguments = (regulation, lampland.calendars(), figures, lampland.AREAS, until)
    slow = reference.replay(*arguments, known_at=known_at, decisions=decisions, assume=assume)
    quick = fast.replay(*arguments, known_at=known_at, decisions=decisions, assume=assume)
    assert quick.findings == slow.findings
    assert quick.episodes == slow.episodes


@pytest.mark.parametrize("assume", ["earliest", "nothing"])
@pytest.mark.parametrize("decided", [False, True], ids=["without decisions", "with decisions"])
def test_both_evaluators_give_the_same_findings_and_episodes(assume: Assumption, decided: bool) -> None:
    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
    @given(
        regulation=lampland.regulations(),
        figures=lampland.figures(),
        decisions=lampland.decisions() if decided else st.just(()),
        until=st.sampled_from(lampland.DAYS),
        known=st.one_of(st.none(), st.sampled_from(lampland.DAYS)),
    )
    def on_any_case(
        regulation: Regulation,
        figures: Figures,
        decisions: tuple[Decision, ...],
        until: date,
        known: date | None,
    ) -> None:
        outcomes_agree(regulation, figures, decisions, until, known, assume)

    on_any_case()
