"""What must hold for any law, any figures: more is never less, and what is not known is never taken as known."""

from datetime import date, datetime, time
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lagezentrum.engine import reference
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Finding, Replay
from lagezentrum.law.model import Regulation
from tests.engine import lampland

CHECK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
EXTREMES = {"highest": Decimal(1000), "lowest": Decimal(0)}


def replayed(regulation: Regulation, figures: Figures) -> Replay:
    return reference.replay(regulation, lampland.calendars(), figures, lampland.AREAS, lampland.LAST)


def first_met(replay: Replay) -> dict[tuple[str, str, str], date]:
    """By rule, area and step the day on which it was first met."""
    first: dict[tuple[str, str, str], date] = {}
    for episode in replay.episodes:
        first.setdefault((episode.rule, episode.area, episode.step), episode.met_on)
    return first


@CHECK
@given(regulation=lampland.regulations(), figures=lampland.figures(), data=st.data())
def test_raising_a_value_never_prevents_or_delays_the_first_raise(
    regulation: Regulation, figures: Figures, data: st.DataObject
) -> None:
    observations = [o for o in figures if o.value is not None]
    assume(observations)
    position = data.draw(st.integers(0, len(observations) - 1))
    low = observations[position]
    assert low.value is not None
    more = low.value + data.draw(st.sampled_from([Decimal("0.1"), Decimal(1), Decimal(5), Decimal(100)]))
    high = Observation(low.indicator, low.area, low.day, more, low.published_at, low.source)
    before = first_met(replayed(regulation, Figures(observations)))
    raised = [*observations[:position], high, *observations[position + 1 :]]
    after = first_met(replayed(regulation, Figures(raised)))
    assert before.keys() <= after.keys()
    assert all(after[key] <= day for key, day in before.items())


@CHECK
@given(regulation=lampland.regulations(), figures=lampland.figures())
def test_what_is_undetermined_is_never_taken_as_determined(regulation: Regulation, figures: Figures) -> None:
    replay = replayed(regulation, figures)
    certain = [f for f in replay.findings if f.status == "found"]
    raised = {(f.rule, f.area, f.step, f.section_end) for f in certain if f.change == "raise"}
    lowered = {(f.rule, f.area, f.step, f.section_end) for f in certain if f.change == "lower"}
    assert raised == {(e.rule, e.area, e.step, e.met_on) for e in replay.episodes if e.basis == "finding"}
    ended = [e for e in replay.episodes if e.lowered_on is not None]
    assert lowered <= {(e.rule, e.area, e.step, e.lowered_on) for e in ended}
    assert {(e.rule, e.area, e.step, e.lowered_on) for e in ended if not e.lapsed} <= lowered
    assert all(bool(f.hangs_on) == (f.status == "undetermined") for f in replay.findings)


@CHECK
@given(regulation=lampland.regulations(), figures=lampland.figures(), data=st.data())
def test_the_values_an_undetermined_finding_hangs_on_can_decide_it_either_way(
    regulation: Regulation, figures: Figures, data: st.DataObject
) -> None:
    open_ = [f for f in replayed(regulation, figures).findings if f.status == "undetermined"]
    assume(open_)
    finding = data.draw(st.sampled_from(open_))
    fulfilling, preventing = ("highest", "lowest") if finding.change == "raise" else ("lowest", "highest")
    earliest = min(value.day for value in finding.hangs_on)

    decided = found_like(finding, replayed(regulation, filled(figures, finding, fulfilling)))
    assert any(earliest <= end <= finding.section_end for end in decided)

    decided = found_like(finding, replayed(regulation, filled(figures, finding, preventing)))
    assert not any(finding.section_end <= end <= finding.run_end for end in decided)


def filled(figures: Figures, finding: Finding, extreme: str) -> Figures:
    """The figures with every value the finding hangs on at an extreme."""
    return Figures(
        [
            *figures,
            *(
                Observation(
                    value.indicator,
                    value.area,
                    value.day,
                    EXTREMES[extreme],
                    datetime.combine(value.day, time.min),
                    "filled in",
                )
                for value in finding.hangs_on
            ),
        ]
    )


def found_like(finding: Finding, replay: Replay) -> list[date]:
    """The days on which the same change was certainly found."""
    return [
        f.section_end
        for f in replay.findings
        if f.status == "found"
        and (f.rule, f.area, f.step, f.change) == (finding.rule, finding.area, finding.step, finding.change)
    ]
