"""Rules together: what holds in an area neither begins nor ends before the day named, and on it if all is as named."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Replay
from lagezentrum.engine.standing import Standing, Standings
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.earliest import StepOutlook, look_ahead
from tests.engine import lampland
from tests.outlook.drawing import drawn_unshrunk
from tests.outlook.earliest.futures import as_named, with_more
from tests.outlook.earliest.test_comes_true import AREAS, look

SETTINGS = drawn_unshrunk(60)
CASES = given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    today=st.sampled_from(lampland.DAYS[4:-12]),
)


def one_delay(regulation: Regulation) -> bool:
    """Whether all versions take effect equally long after a section; the bound is on the end of the section."""
    return len({s.effect.days_after for v in regulation.versions for s in v.sections.values()}) == 1


def holds(standing: Standing, step: str) -> bool:
    if step.isdigit():
        return standing.level >= int(step)
    return any(name == step for name, _episode in standing.consequences)


@SETTINGS
@CASES
def test_no_figures_change_what_holds_before_the_day_named(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], today: date
) -> None:
    assume(one_delay(regulation))
    past, decided, seen = look(regulation, figures, decisions, today)
    future = [o for o in figures if o.day > today and o.published_at.date() == o.day]
    replay = fast.replay(
        regulation, lampland.calendars(), with_more(past, future), AREAS, seen.horizon, decisions=decided
    )
    standings = Standings(regulation, replay, seen.horizon)
    for area in AREAS:
        for step in seen.of(area).steps:
            day = today
            while day < min(step.earliest or lampland.LAST, lampland.LAST):
                assert holds(standings.on(area, day), step.step) == (step.change == "lower"), (step, day)
                day += timedelta(days=1)


@pytest.mark.parametrize(("effective", "rules"), [(20, {"local", "statewide"}), (21, {"local"})])
def test_what_is_ordered_for_a_later_day_prolongs_a_level_only_if_no_gap_is_possible(
    effective: int, rules: set[str]
) -> None:
    law, calendars = lampland.shipped()
    today, days = date(2024, 1, 15), [date(2024, 1, n) for n in range(1, 16)]
    series = (("glow", "90", "4.1"), ("soot", "90", "1"), ("flicker", "90001", "15"))
    figures = Figures([lampland.observation(name, area, day, value) for name, area, value in series for day in days])
    order = Decision("determined", "statewide", "90", "1", today, date(2024, 1, effective))
    seen = look_ahead(law, calendars, figures, ["90001"], today, decisions=[order]).of("90001")
    (level,) = [step for step in seen.steps if step.step == "1"]
    assert (level.change, level.earliest) == ("lower", date(2024, 1, 20))
    assert {prospect.rule for prospect in level.along} == rules


@SETTINGS
@CASES
def test_what_all_rules_need_changes_what_holds_on_the_day_named(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], today: date
) -> None:
    # A level that a version to come sets may begin again before the last rule has ended: the day is a bound then.
    assume(not any(v.fixed_levels for v in regulation.versions if v.in_force.from_ > today))
    past, decided, seen = look(regulation, figures, decisions, today)
    for area in AREAS:
        for step in seen.of(area).steps:
            if step.state != "running" or step.earliest is None or step.deciding is None:
                continue
            named = [*_named(step, regulation)]
            if not named:
                continue
            replay = fast.replay(
                regulation, lampland.calendars(), with_more(past, named), AREAS, step.earliest, decisions=decided
            )
            if step.change == "lower" and _met_anew(replay, step.step, today):
                continue  # what ends level 2 may be enough for level 1: an outlook says "must not be met anew"
            then = Standings(regulation, replay, step.earliest).on(area, step.earliest)
            assert holds(then, step.step) == (step.change == "raise"), step


def _met_anew(replay: Replay, step: str, today: date) -> bool:
    """Whether figures to come raised a step, or a higher level, again."""
    steps = (step, "2") if step.isdigit() else (step,)
    return any(e.basis == "finding" and e.met_on > today and e.step in steps for e in replay.episodes)


def _named(step: StepOutlook, regulation: Regulation) -> Iterator[Observation]:
    """What the deciding rule needs; for an end, what every rule needs by which the step holds."""
    assert step.deciding is not None
    prospects = [step.deciding] if step.change == "raise" else list(step.along)
    paths = [p.nearest for p in prospects]
    if any(path is None or path.hangs_on or len(path.remaining[0].needs) > 1 for path in paths if path is not None):
        return
    if any(path is None for path in paths):
        return
    named: list[Observation] = []
    for path in paths:
        assert path is not None
        version = regulation.named(path.version)
        assert version is not None
        named.extend(as_named(path, version))
    if step.change == "raise":
        yield from named
        return
    # An end must not be undone by a new raise while another rule still counts: the lowest value serves every end.
    lowest: dict[tuple[str, str], Observation] = {}
    for one in named:
        known = lowest.setdefault((one.indicator, one.area), one)
        if (one.value or 0) < (known.value or 0):
            lowest[one.indicator, one.area] = one
    for day in sorted({one.day for one in named}):
        moment = datetime.combine(day, time.min)
        yield from (replace(one, day=day, published_at=moment) for one in lowest.values())
