"""The running section agrees with the evaluators, and its forecast comes true when all days to come reach."""

from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.progress import Progress, progress
from lagezentrum.law.model import Regulation
from tests.engine import lampland

SETTINGS = settings(  # no shrinking: it takes minutes on a season of figures
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    print_blob=True,
)
RULES = {
    "statewide": (lampland.LAND, ("1", "2")),
    "local": (lampland.DISTRICTS[0], ("1", "2")),
    "flicker-alone": (lampland.DISTRICTS[0], ("LANTERN",)),
}
HIGH = {"glow": "9", "soot": "99", "flicker": "99"}
LOW = dict.fromkeys(HIGH, "0")


@SETTINGS
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    known=st.one_of(st.none(), st.sampled_from(lampland.DAYS)),
    offset=st.integers(0, 5),
)
def test_a_section_is_complete_exactly_when_the_evaluators_find(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], known: date | None, offset: int
) -> None:
    known_at = None if known is None else datetime.combine(known, time.min)
    for day in lampland.DAYS[offset::6]:
        arguments = (regulation, lampland.calendars(), figures, lampland.AREAS[:2], day)
        replay = fast.replay(*arguments, known_at=known_at, decisions=decisions)
        found = {
            (f.rule, f.step, f.change): f.section
            for f in replay.findings
            if f.status == "found" and f.section_end == day
        }
        raised = {
            (e.rule, e.step) for e in replay.episodes if e.met_on == day and e.basis == "finding" and not e.refrained
        }
        assert raised <= {(rule, step) for rule, step, change in found if change == "raise"}
        for rule, (area, steps) in RULES.items():
            for step in steps:
                seen = progress(
                    regulation,
                    lampland.calendars(),
                    figures,
                    replay,
                    area,
                    rule,
                    step,
                    day,
                    known_at,
                    decisions,
                )
                section = found.get((rule, step, "raise")), found.get((rule, step, "lower"))
                if seen is None:
                    assert section == (None, None)
                elif seen.change == "raise":
                    assert section[1] is None
                    assert seen.complete == (section[0] is not None)
                    assert section[0] in (None, _counted_days(seen))
                else:
                    assert section[0] is None
                    assert section[1] in (None, _counted_days(seen))
                    assert seen.complete or section[1] is None


def _counted_days(seen: Progress) -> tuple[date, ...]:
    return tuple(mark.day for mark in seen.marks if mark.kind != "skipped")


@SETTINGS
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    today=st.sampled_from(lampland.DAYS[6:-14]),
)
def test_the_earliest_end_comes_true_when_all_days_to_come_reach(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], today: date
) -> None:
    decided = tuple(d for d in decisions if d.decided_on < today and (d.until is None or d.until < today))
    now = datetime.combine(today, time.min)
    past = [o for o in figures if o.day <= today and o.published_at <= now]
    arguments = (regulation, lampland.calendars())
    areas = lampland.AREAS[:2]
    replay = fast.replay(*arguments, Figures(past), areas, today, decisions=decided)
    for rule, (area, steps) in RULES.items():
        for step in steps:
            seen = progress(*arguments, Figures(past), replay, area, rule, step, today, decisions=decided)
            if seen is None or seen.complete or seen.earliest_end is None or seen.earliest_end <= today:
                continue
            refrained = [e for e in replay.episodes if e.effective is None and (e.rule, e.step) == (rule, step)]
            if seen.change == "lower" and refrained:
                continue  # nothing is found for a step that does not hold
            coming = HIGH if seen.change == "raise" else LOW
            future = [
                lampland.observation(name, where, today + timedelta(days=n), coming[name])
                for name, where in lampland.SERIES
                for n in range(1, 29)
            ]
            later = fast.replay(*arguments, Figures([*past, *future]), areas, seen.earliest_end, decisions=decided)
            ended = {
                f.section_end: f.earliest_effect
                for f in later.findings
                if (f.rule, f.area, f.step, f.change) == (rule, area, step, seen.change) and f.section_end > today
            }
            assert list(ended) == [seen.earliest_end]
            assert ended[seen.earliest_end] == seen.earliest_effect
