"""The reference evaluator and the fast one give the same outcome on random law, figures and decisions."""

from datetime import date, datetime, time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagezentrum.engine import fast, reference
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.law.model import Regulation
from tests.engine import lampland

CASES = 300


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    until=st.sampled_from(lampland.DAYS),
    known=st.one_of(st.none(), st.sampled_from(lampland.DAYS)),
    assume=st.sampled_from(["earliest", "nothing"]),
)
def test_both_evaluators_give_the_same_findings_and_episodes(
    regulation: Regulation,
    figures: Figures,
    decisions: tuple[Decision, ...],
    until: date,
    known: date | None,
    assume: Any,
) -> None:
    known_at = None if known is None else datetime.combine(known, time.min)
    arguments = (regulation, lampland.calendars(), figures, lampland.AREAS, until)
    slow = reference.replay(*arguments, known_at=known_at, decisions=decisions, assume=assume)
    quick = fast.replay(*arguments, known_at=known_at, decisions=decisions, assume=assume)
    assert quick.findings == slow.findings
    assert quick.episodes == slow.episodes
