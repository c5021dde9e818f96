"""What an outlook names comes true by the lawyer's evaluator, to the day; nothing comes earlier; a break breaks it."""

from collections.abc import Iterator
from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.engine import reference
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Finding, Replay
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.earliest import Outlooks, Path, Prospect, look_ahead
from tests.engine import lampland
from tests.outlook.drawing import drawn_unshrunk
from tests.outlook.earliest.futures import as_named, broken_on, with_more

SETTINGS = drawn_unshrunk(50)
AREAS = lampland.AREAS[:2]
CASES = given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    today=st.sampled_from(lampland.DAYS[4:-12]),
    choose=st.integers(0, 2),
)


def look(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], today: date
) -> tuple[list[Observation], tuple[Decision, ...], Outlooks]:
    """The figures known on a day, the decisions of that time, and the outlook from it."""
    now = datetime.combine(today, time.max)
    past = [o for o in figures if o.day <= today and o.published_at <= now]
    decided = tuple(d for d in decisions if d.decided_on <= today)
    return past, decided, look_ahead(regulation, lampland.calendars(), Figures(past), AREAS, today, decisions=decided)


def running(seen: Outlooks) -> Iterator[tuple[Prospect, Path]]:
    """Every shortest section that only figures to come can bring, each change once."""
    prospects = {(p.rule, p.area, p.step, p.change): p for area in AREAS for p in seen.of(area).prospects}
    for prospect in prospects.values():
        for way in prospect.ways:
            if way.certain is not None:
                yield prospect, way.certain


def found_after(replay: Replay, prospect: Prospect, today: date) -> list[Finding]:
    """The certain findings of a change whose sections end after a day."""
    key = (prospect.rule, prospect.area, prospect.step, prospect.change)
    return [
        f
        for f in replay.findings
        if f.status == "found" and (f.rule, f.area, f.step, f.change) == key and f.section_end > today
    ]


def judged(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], prospect: Prospect, until: date
) -> Replay:
    return reference.replay(regulation, lampland.calendars(), figures, [prospect.area], until, decisions=decisions)


@SETTINGS
@CASES
def test_what_is_named_comes_true_on_that_day(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], today: date, choose: int
) -> None:
    past, decided, seen = look(regulation, figures, decisions, today)
    for prospect, path in running(seen):
        version = regulation.named(path.version)
        assert version is not None
        replay = judged(regulation, with_more(past, as_named(path, version, choose)), decided, prospect, path.effect)
        found = found_after(replay, prospect, today)
        assert [(f.section_end, f.earliest_effect) for f in found[:1]] == [(path.section_end, path.effect)]
        assert found[0].section == tuple(b.day for b in path.boxes if b.mark.kind != "skipped")
        episode = next(
            e
            for e in replay.episodes
            if (e.rule, e.area, e.step) == (prospect.rule, prospect.area, prospect.step)
            and path.section_end in (e.met_on, e.lowered_on)
        )
        assert path.effect in (episode.effective, episode.ends)


@SETTINGS
@CASES
def test_no_figures_bring_it_earlier(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], today: date, choose: int
) -> None:
    past, decided, seen = look(regulation, figures, decisions, today)
    future = [o for o in figures if o.day > today and o.published_at.date() == o.day]
    replay = reference.replay(
        regulation, lampland.calendars(), with_more(past, future), list(AREAS), seen.horizon, decisions=decided
    )
    for area in AREAS:
        for prospect in seen.of(area).prospects:
            ends = [way.certain.section_end for way in prospect.ways if way.certain is not None]
            found = [
                f
                for f in found_after(replay, prospect, today)
                if _takes_effect(seen, f) and not _ends_what_figures_began(replay, f, today)
            ]
            if prospect.ways and prospect.until is None:
                assert all(f.section_end >= min(ends, default=date.max) for f in found)
            elif prospect.earliest is None and prospect.state == "excluded":
                assert not [f for f in found if prospect.until is None or f.section_end <= prospect.until]
            elif prospect.state == "running" and prospect.earliest is not None:
                assert all(f.earliest_effect >= prospect.earliest for f in found)


def _ends_what_figures_began(replay: Replay, finding: Finding, today: date) -> bool:
    """Whether an end is that of a raise by figures to come; an outlook names the end of what holds or will anyway."""
    return finding.change == "lower" and any(
        e.basis == "finding" and e.met_on > today and finding.section_end == e.lowered_on
        for e in replay.episodes
        if (e.rule, e.area, e.step) == (finding.rule, finding.area, finding.step)
    )


def _takes_effect(seen: Outlooks, finding: Finding) -> bool:
    """Whether the rule is still there when a finding can take effect."""
    days = range(finding.section_end.toordinal(), finding.earliest_effect.toordinal() + 1)
    return all(
        seen.evidence.version_judging(finding.area, finding.rule, finding.step, date.fromordinal(day)) is not None
        for day in days
    )


@SETTINGS
@CASES
def test_a_day_named_as_breaking_breaks_it(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], today: date, choose: int
) -> None:
    past, decided, seen = look(regulation, figures, decisions, today)
    for prospect, path in running(seen):
        version = regulation.named(path.version)
        assert version is not None
        day = path.breaks[choose % len(path.breaks)]
        bad = broken_on(path, day.day, version)
        replay = judged(regulation, with_more(past, bad), decided, prospect, path.section_end)
        assert not [f for f in found_after(replay, prospect, today) if f.section_end <= path.section_end]
