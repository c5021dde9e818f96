"""The certain outlook on the season of 2021/22, with its versions, holidays, orders and gaps."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.engine import reference
from lagezentrum.engine.decisions import Decision, Suspension
from lagezentrum.engine.standing import Standings
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.earliest import AreaOutlook, Path, Prospect, StepOutlook, as_announced, look_ahead
from lagezentrum.outlook.earliest.lines import lines_of
from lagezentrum.outlook.earliest.wording import sentence, settled_sentence
from lagezentrum.season.reading import read_orders, read_season
from lagezentrum.sources.orders.order import decisions
from tests.outlook.drawing import drawn_unshrunk
from tests.outlook.earliest.futures import as_named, broken_on, with_more

HANNOVER, HEIDEKREIS, LAND = "03241", "03358", "03"
FIRST, DAYS = date(2021, 9, 1), 140
ORDER = Decision("determined", "statewide", LAND, "2", date(2021, 12, 15), date(2021, 12, 17))


@cache
def regulation(day: date) -> Regulation:
    return as_announced(Library().regulation("de-ni/corona-vo"), day)


@cache
def orders() -> tuple[Decision, ...]:
    return tuple(decisions(read_orders()))


def seen(
    area: str, day: date, taken: Iterable[Decision] | None = None, suspensions: tuple[Suspension, ...] = ()
) -> AreaOutlook:
    return look_ahead(
        regulation(day),
        Library().calendars,
        read_season(),
        [area],
        day,
        known_at=datetime.combine(day, time.max),
        decisions=orders() if taken is None else taken,
        suspensions=suspensions,
    ).of(area)


def step(outlook: AreaOutlook, name: str) -> StepOutlook:
    return next(found for found in outlook.steps if found.step == name)


def prospect(outlook: AreaOutlook, rule: str, name: str, change: str) -> Prospect:
    return next(p for p in outlook.prospects if (p.rule, p.step, p.change) == (rule, name, change))


def days(path: Path | None) -> str:
    assert path is not None
    return " ".join(f"{box.day:%d}{box.mark.kind[:2]}" for box in path.boxes)


@drawn_unshrunk(25)
@given(
    offset=st.integers(0, DAYS),
    area=st.sampled_from([LAND, HANNOVER, HEIDEKREIS, "03404", "03460"]),
    pick=st.integers(0, 60),
)
def test_any_state_of_the_season_reaches_exactly_that_level_on_exactly_that_day(
    offset: int, area: str, pick: int
) -> None:
    today = FIRST + timedelta(days=offset)
    outlook = seen(area, today)
    paths = [(p, way.certain) for p in outlook.prospects for way in p.ways if way.certain is not None]
    if not paths:
        return
    found, path = paths[pick % len(paths)]
    law = regulation(today)
    version = law.named(path.version)
    assert version is not None
    past = [o for o in read_season() if o.day <= today and o.area in (area, LAND) and o.published_at.date() <= today]
    taken = [d for d in orders() if d.decided_on <= today and d.area in (area, LAND)]
    calendars, last = Library().calendars, path.breaks[-1].day
    assert last == path.section_end

    comes = reference.replay(
        law, calendars, with_more(past, as_named(path, version)), [found.area], path.effect, decisions=taken
    )
    same = [f for f in comes.findings if (f.rule, f.step, f.change) == (found.rule, found.step, found.change)]
    assert [f.earliest_effect for f in same if f.status == "found" and f.section_end > today] == [path.effect]
    holding = Standings(law, comes, path.effect)
    before, after = (holding.on(found.area, day) for day in (path.effect - timedelta(days=1), path.effect))
    if found.step.isdigit() and after.fixed is None:
        if found.change == "raise":
            assert after.level == max(before.level, int(found.step))
        else:
            assert found.step not in {e.step for e in after.episodes if e.rule == found.rule}
            assert after.level <= before.level

    for one in (path.breaks[0].day, last):
        stays = reference.replay(
            law, calendars, with_more(past, broken_on(path, one, version)), [found.area], path.effect, decisions=taken
        )
        assert not [
            f
            for f in stays.findings
            if (f.rule, f.step, f.change) == (found.rule, found.step, found.change)
            and f.status == "found"
            and f.section_end > today
        ]


def test_hannover_on_27_november_needs_one_more_day_and_sunday_neither_counts_nor_interrupts() -> None:
    outlook = seen(HANNOVER, date(2021, 11, 27))
    local = prospect(outlook, "local", "2", "raise").nearest
    assert local is not None
    assert days(local) == "24re 25re 26re 27re 28sk 29fu"
    assert (local.effect, local.section_end) == (date(2021, 12, 1), date(2021, 11, 29))
    assert [(n.indicator, n.word, str(n.threshold)) for n in local.remaining[0].needs[0]] == [
        ("hospitalisation", "above", "6"),
        ("new_cases", "above", "100"),
    ]
    assert local.last_break is not None
    assert (local.last_break.day, local.last_break.then) == (date(2021, 11, 29), date(2021, 12, 6))
    whole = step(outlook, "2")
    assert (whole.earliest, whole.otherwise, whole.state) == (date(2021, 12, 1), date(2021, 12, 5), "running")


def test_on_9_december_one_low_hospitalisation_would_have_ended_level_2_as_history_has_it() -> None:
    """6.1 on 10 December broke the row of low values from 6 December on."""
    outlook = seen(HANNOVER, date(2021, 12, 9))
    ending = step(outlook, "2")
    assert (ending.change, ending.earliest) == ("lower", date(2021, 12, 12))
    assert ending.deciding is not None
    assert days(ending.deciding.nearest) == "06re 07re 08re 09re 10fu"


def test_what_hangs_on_a_missing_value_names_it_and_says_from_when_without_it() -> None:
    land = prospect(seen(LAND, date(2021, 12, 13)), "statewide", "2", "raise")
    first = land.ways[0]
    assert [(m.indicator, m.day) for m in first.earliest.hangs_on] == [("icu_share", date(2021, 12, 10))]
    assert first.earliest.effect == date(2021, 12, 17)
    assert first.certain is not None
    assert (first.certain.hangs_on, first.certain.effect) == ((), date(2021, 12, 18))


def test_a_section_over_already_that_only_a_missing_value_leaves_open_is_undetermined() -> None:
    found = prospect(seen(LAND, date(2021, 12, 15), ()), "statewide", "2", "raise")
    assert found.state == "undetermined"
    first = found.ways[0].earliest
    assert (first.section_end, first.effect, first.breaks) == (date(2021, 12, 15), date(2021, 12, 17), ())
    assert [m.day for m in first.hangs_on] == [date(2021, 12, 10)]
    said = sentence(step(seen(LAND, date(2021, 12, 15), ()), "2"), regulation(date(2021, 12, 15)), "de")
    assert said.startswith(
        "Offen, frühestens ab Freitag, 17. Dezember 2021: Warnstufe 2. Es hängt an Werten, die fehlen"
    )
    after = prospect(seen(LAND, date(2021, 12, 16), ()), "statewide", "2", "raise")
    assert after.state == "running"  # exactly 6.0 on 16 December has broken the row, whatever was missing


def test_a_section_that_could_take_effect_only_after_the_rule_has_ended_is_excluded() -> None:
    whole = Library().regulation("de-ni/corona-vo")
    outlook = look_ahead(whole, Library().calendars, read_season(), [HANNOVER], date(2021, 12, 21)).of(HANNOVER)
    local = prospect(outlook, "local", "3", "raise")
    assert (local.state, local.earliest, local.until) == ("excluded", None, date(2021, 12, 23))
    fixed = step(outlook, "3")
    assert (fixed.state, fixed.earliest) == ("settled", date(2021, 12, 24))
    assert fixed.settled is not None
    assert fixed.settled.cause == "regulation"


def test_a_version_that_is_not_announced_yet_is_not_reckoned_with() -> None:
    assert seen(HANNOVER, date(2021, 12, 21)).settled == ()
    assert [change.day for change in seen(HANNOVER, date(2021, 12, 23)).settled][:1] == [date(2021, 12, 24)]


def test_the_next_version_judges_a_section_that_ends_in_it() -> None:
    """On 11 December lifting needs both indicators from the next day on, and days already counted carry over."""
    ending = prospect(seen(HANNOVER, date(2021, 12, 11)), "local", "2", "lower").nearest
    assert ending is not None
    assert (ending.version, ending.indicators) == ("2021-12-12", ("hospitalisation", "new_cases"))


def test_the_end_of_a_suspension_is_announced_with_its_day() -> None:
    pause = Suspension(
        "determined", "statewide", LAND, "2", ORDER.effective or FIRST, date(2021, 12, 18), date(2021, 12, 21)
    )
    outlook = seen(LAND, date(2021, 12, 19), [ORDER], (pause,))
    assert outlook.standing.level == 1
    (resumed,) = [change for change in outlook.settled if change.cause == "suspension_ends"]
    assert (resumed.day, resumed.step, resumed.change) == (date(2021, 12, 22), "2", "raise")
    assert step(outlook, "2").settled == resumed
    law = regulation(date(2021, 12, 19))
    assert settled_sentence(resumed, law, "de") == (
        "Ab Mittwoch, 22. Dezember 2021: Warnstufe 2 gilt wieder. Die gerichtliche Aussetzung endet am Tag davor."
    )
    ahead = seen(LAND, date(2021, 12, 17), [ORDER], (pause,))
    assert [(c.day.day, c.cause, c.change) for c in ahead.settled] == [
        (18, "suspension_begins", "lower"),
        (22, "suspension_ends", "raise"),
    ]


def test_without_an_end_a_suspension_promises_nothing() -> None:
    pause = Suspension("determined", "statewide", LAND, "2", date(2021, 12, 17), date(2021, 12, 18))
    outlook = seen(LAND, date(2021, 12, 19), [ORDER], (pause,))
    assert [change for change in outlook.settled if change.cause == "suspension_ends"] == []


def test_met_and_not_determined_is_not_called_settled() -> None:
    found = look_ahead(
        regulation(date(2021, 11, 29)), Library().calendars, read_season(), [HANNOVER], date(2021, 11, 29),
        assume="nothing",
    ).of(HANNOVER)  # fmt: skip
    whole = step(found, "2")
    assert (whole.state, whole.earliest, whole.otherwise) == ("met", date(2021, 12, 1), None)
    assert "noch nicht festgestellt" in sentence(whole, regulation(date(2021, 11, 29)), "de")


def test_the_sentence_names_days_figures_and_the_day_otherwise() -> None:
    law = regulation(date(2021, 11, 27))
    whole = step(seen(HANNOVER, date(2021, 11, 27)), "2")
    assert sentence(whole, law, "de") == (
        "Frühestens ab Mittwoch, 1. Dezember 2021: Warnstufe 2, wenn an einem Zähltag (Mo 29.11.) gilt: "
        "7-Tage-Hospitalisierungsinzidenz mehr als 6 und 7-Tage-Inzidenz der Neuinfizierten mehr als 100; sonst nicht "
        "vor Sonntag, 5. Dezember 2021. 4 von 5 Werktagen sind gezählt. Auch möglich: landesweite Warnstufe, "
        "frühestens ab Sonntag, 5. Dezember 2021."
    )
    assert sentence(whole, law, "en").startswith(
        "From Wednesday, 1 December 2021 at the earliest: warning level 2, if on one counting day (Mon 29 Nov): "
    )


def test_a_card_says_that_what_is_needed_is_one_way_of_several() -> None:
    law = regulation(date(2021, 11, 27))
    lines = lines_of(step(seen(HANNOVER, date(2021, 11, 27)), "1"), law, "de").lines
    assert lines[0].endswith(": 7-Tage-Hospitalisierungsinzidenz höchstens 3.")
    assert "Auf anderem Weg (Intensivbetten-Anteil) frühestens ab Sonntag, 5. Dezember 2021." in lines


def test_looking_from_before_the_last_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="lies before the last day with figures"):
        look_ahead(
            regulation(FIRST), Library().calendars, read_season(), [LAND], FIRST, present=FIRST - timedelta(days=1)
        )
