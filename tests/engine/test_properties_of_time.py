"""What must hold for any law, any figures: uncounted days are nothing, and the future never changes the past."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lagezentrum.engine import reference
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Replay
from lagezentrum.law.calendars import Calendars, OwnHoliday
from lagezentrum.law.model import Regulation, Text, Version
from tests.engine import lampland

CHECK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
WICK_DAY = date(2024, 1, 10)
UNCOUNTED = tuple(day for day in lampland.DAYS if day.weekday() == 6 or day == WICK_DAY)
VALUES = st.sampled_from(["0", "2", "4.1", "5", "9.1", "10.1", "30"])


def replayed(regulation: Regulation, figures: Figures, until: date = lampland.LAST, **more: Any) -> Replay:
    return reference.replay(regulation, lampland.calendars(), figures, lampland.AREAS, until, **more)


def with_sections(version: Version, **changes: Any) -> Version:
    sections = {name: section.model_copy(update=changes) for name, section in version.sections.items()}
    return version.model_copy(update={"sections": sections})


@CHECK
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    changed=st.dictionaries(
        st.tuples(st.sampled_from(lampland.SERIES), st.sampled_from(UNCOUNTED)), st.one_of(st.none(), VALUES)
    ),
)
def test_values_on_sundays_and_holidays_change_nothing(
    regulation: Regulation,
    figures: Figures,
    changed: dict[tuple[tuple[str, str], date], str | None],
) -> None:
    by_lamp_days = Regulation(
        id=regulation.id,
        versions=tuple(with_sections(version, calendar="lampentage") for version in regulation.versions),
    )
    kept = [o for o in figures if ((o.indicator, o.area), o.day) not in changed]
    new = [lampland.observation(*series, day, value) for (series, day), value in changed.items()]
    assert replayed(by_lamp_days, Figures([*kept, *new])) == replayed(by_lamp_days, figures)


@CHECK
@given(
    figures=lampland.figures(),
    holiday=st.sampled_from(lampland.DAYS),
    days=st.integers(1, 5),
    throughout=st.sampled_from(["same_indicators", "any_each_day"]),
    route=st.sampled_from(lampland.ROUTES["local"]),
    value=VALUES,
)
def test_putting_in_a_day_that_does_not_count_only_moves_what_follows(
    figures: Figures, holiday: date, days: int, throughout: str, route: dict[str, Any], value: str
) -> None:
    toy = lampland.shipped()[0].versions[0]
    data = with_sections(toy, calendar="kalender-90", days=days, throughout=throughout).model_dump(by_alias=True)
    data["rules"]["local"]["raising"]["route"] = route
    regulation = Regulation(id="toy/lampland", versions=(Version.model_validate(data),))

    def moved(day: date) -> date:
        return day if day < holiday else day + timedelta(days=1)

    def moved_observation(o: Observation) -> Observation:
        later = moved(o.day) - o.day
        return Observation(o.indicator, o.area, moved(o.day), o.value, o.published_at + later, o.source)

    calendars = lampland.calendars()
    every_day = calendars["kalender-90"]
    name = Text(de="eingeschoben", en="put in")
    with_holiday = every_day.model_copy(update={"own_holidays": (OwnHoliday(day=holiday, name=name),)})
    on_the_holiday = [lampland.observation(*series, holiday, value) for series in lampland.SERIES]
    longer = reference.replay(
        regulation,
        Calendars({**calendars.by_id, "kalender-90": with_holiday}),
        Figures([*map(moved_observation, figures), *on_the_holiday]),
        lampland.AREAS,
        moved(lampland.LAST),
    )
    effect_days = {name: section.effect.days_after for name, section in toy.sections.items()}
    assert set(effect_days.values()) == {2}
    expected = [
        (
            (f.rule, f.area, f.step, f.change, f.status),
            tuple(map(moved, f.section)),
            moved(f.section_end) + timedelta(days=2),
            [(m.indicator, m.area, moved(m.day)) for m in f.hangs_on],
            moved(f.run_end),
        )
        for f in replayed(regulation, figures).findings
    ]
    found = [
        (
            (f.rule, f.area, f.step, f.change, f.status),
            f.section,
            f.earliest_effect,
            [(m.indicator, m.area, m.day) for m in f.hangs_on],
            f.run_end,
        )
        for f in longer.findings
    ]
    assert found == expected


@st.composite
def publications(draw: st.DrawFn) -> list[tuple[tuple[str, str], date, str, int]]:
    """Figures that may be published some days after a moment: series, day, value, days."""
    one = st.tuples(st.sampled_from(lampland.SERIES), st.sampled_from(lampland.DAYS), VALUES, st.integers(0, 9))
    return draw(st.lists(one, min_size=1, max_size=8))


@CHECK
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    known=st.sampled_from(lampland.DAYS),
    later=publications(),
)
def test_a_figure_published_after_the_moment_of_evaluation_changes_nothing(
    regulation: Regulation,
    figures: Figures,
    known: date,
    later: list[tuple[tuple[str, str], date, str, int]],
) -> None:
    known_at = datetime.combine(known, time(12))
    new = [
        Observation(*series, day, Decimal(value), known_at + timedelta(days=days, minutes=1), "published later")
        for series, day, value, days in later
    ]
    before = replayed(regulation, figures, known_at=known_at)
    assert replayed(regulation, Figures([*figures, *new]), known_at=known_at) == before


@CHECK
@given(regulation=lampland.regulations(), figures=lampland.figures(), later=publications())
def test_a_correction_changes_nothing_even_when_it_is_known(
    regulation: Regulation, figures: Figures, later: list[tuple[tuple[str, str], date, str, int]]
) -> None:
    corrections = []
    for series, day, value, days in later:
        first = figures.first_published(*series, day)
        if first is not None:
            moment = first.published_at + timedelta(days=days, hours=1)
            corrections.append(Observation(*series, day, Decimal(value), moment, "corrected"))
    assume(corrections)
    assert replayed(regulation, Figures([*figures, *corrections])) == replayed(regulation, figures)


@CHECK
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    until=st.sampled_from(lampland.DAYS),
)
def test_a_replay_until_a_day_is_the_beginning_of_a_longer_one(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], until: date
) -> None:
    short = replayed(regulation, figures, until, decisions=decisions)
    long = replayed(regulation, figures, decisions=decisions)
    certain = [f for f in short.findings if f.status == "found"]
    assert certain == [f for f in long.findings if f.status == "found" and f.section_end <= until]
    begun = {(f.rule, f.area, f.step, f.change, f.section) for f in short.findings if f.status != "found"}
    assert begun == {
        (f.rule, f.area, f.step, f.change, f.section)
        for f in long.findings
        if f.status != "found" and f.section_end <= until
    }
