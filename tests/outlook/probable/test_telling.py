"""What may be told: numbers only with a record that allows them, certainty without one, and never 0 or 1."""

from dataclasses import replace
from datetime import date, datetime, time

import numpy as np
import pytest

from lagezentrum.law.library import Library
from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.chances import Chances
from lagezentrum.outlook.forecast.record import HOME, FigureRow, LevelRow, SkillRecord
from lagezentrum.outlook.probable import Forecast, LevelDay, NoForecast, tell
from lagezentrum.outlook.probable.telling import reasons
from lagezentrum.outlook.probable.wording import likely

DAYS, DAY = 14, date(2021, 11, 27)
GOOD = LevelRow(HOME, 2, 7, 60, 2700, 900, 0.05, 0.2, 0.1, 0.3)
VERSION = Library().regulation("de-ni/corona-vo").named("2021-11-24")
assert VERSION is not None


def record(*, hidden: tuple[int, ...] = ()) -> SkillRecord:
    """Good at every number of days ahead but some, for all levels and figures."""
    levels = [
        replace(GOOD, level=level, days_ahead=ahead, figures_stay=0.01 if ahead in hidden else 0.1)
        for level in (1, 2, 3)
        for ahead in range(1, 22)
    ]
    figures = [
        FigureRow(HOME, name, ahead, 60, 60, 0.5, 0.4 if ahead in hidden else 0.6, 0.7, 2.0, 0.5, 0.8, 0.95)
        for name in ("hospitalisation", "new_cases", "icu_share")
        for ahead in range(1, 22)
    ]
    return SkillRecord.of(figures, levels, [])


def chances(area: str, *at_least: float, certain: dict[int, int] | None = None, high: float | None = None) -> Chances:
    """The same chances of levels 1, 2, 3 on every day; `certain`: level by row."""
    low = np.repeat(np.array(at_least)[:, None, None], DAYS, axis=1)
    levels = np.full((DAYS, 1), -1, dtype=np.int8)
    for row, level in (certain or {}).items():
        levels[row] = level
    most = low if high is None else np.maximum(low, high)
    change = np.full((2, 1), at_least[1])
    return Chances(DAY, (area,), (1, 2, 3), low, most, change, change, levels >= 0, levels, 10_000)


def made_up(whole: Chances, by_measured: Chances | None, statewide: Chances | None = None, *, lag: int = 0) -> Forecast:
    assert VERSION is not None
    return Forecast(
        regulation="de-ni/corona-vo",
        land="03",
        present=DAY,
        figures_until=date.fromordinal(DAY.toordinal() - lag),
        known_at=datetime.combine(DAY, time.max),
        version=VERSION,
        ends=date(2021, 12, 2),
        ends_differently=False,
        whole=whole,
        by_measured=by_measured,
        statewide=statewide,
        today={"03241": (1, 1), "03": (1, 1)},
        quantiles={("hospitalisation", "03"): np.tile([1.0, 2, 3, 4, 5, 6, 7], (DAYS, 1))},
        days=DAYS,
        seed=1,
        left_out={"03101": Text(de="zu alt", en="too old")},
    )


def second(found: Forecast, known: SkillRecord, area: str = "03241") -> tuple[LevelDay, ...]:
    """Level 2 day by day."""
    return next(level.days for level in tell(found, area, known).levels if level.level == 2)


def test_a_number_stands_only_where_its_record_allows_it_and_the_reason_elsewhere() -> None:
    found = chances("03241", 0.9, 0.5, 0.1)
    days = second(made_up(found, found), record(hidden=(5, 7)))
    assert [day.days_ahead for day in days if day.state == "hidden"] == [5, 7]
    assert all(day.low is None and day.words.en == "no number" for day in days if day.state == "hidden")
    assert all(day.low == pytest.approx(0.5) and day.record is not None for day in days if day.state == "shown")
    assert [text.de.partition(":")[0] for text in reasons(days)] == [
        "Keine Wahrscheinlichkeit von Stufe 2 für 5 Tage",
        "Keine Wahrscheinlichkeit von Stufe 2 für 7 Tage",
    ]


def test_what_is_certain_needs_no_record_and_is_told_of_every_level() -> None:
    found = chances("03241", 1.0, 1.0, 0.0, certain={0: 2, 1: 2})
    told = tell(made_up(found, found), "03241", SkillRecord.of([], [], []))
    assert [[day.holds for day in level.days[:3]] for level in told.levels] == [
        [True, True, None],
        [True, True, None],
        [False, False, None],
    ]
    assert {day.state for level in told.levels for day in level.days[2:]} == {"hidden"}


def test_after_the_end_of_the_version_certainty_is_told_under_a_condition() -> None:
    found = chances("03241", 1.0, 1.0, 0.0, certain=dict.fromkeys(range(DAYS), 2))
    days = second(made_up(found, found), record())
    assert {(day.day <= date(2021, 12, 2), day.words.de) for day in days} == {
        (True, "steht fest: ja"),
        (False, "stünde fest: ja"),
    }
    stays = chances("03241", 1.0, 0.3, 0.0, certain=dict.fromkeys(range(DAYS), 1))
    assert [change.words.de for change in tell(made_up(stays, stays), "03241", record()).changes] == [
        "stünde fest: nein"
    ] * 2
    comes = chances("03241", 1.0, 1.0, 0.0, certain={3: 2})
    assert tell(made_up(comes, comes), "03241", record()).changes[1].words.en == "certain: yes"


def test_that_all_paths_agree_is_neither_certain_nor_a_hundred_percent() -> None:
    found = chances("03241", 1.0, 1.0, 0.0)
    day = second(made_up(found, found), record())[0]
    assert (day.state, day.words.de) == ("shown", "über 99 %")
    assert day.low is not None
    assert day.high is not None
    assert 0.99 < day.low <= day.high < 1


@pytest.mark.parametrize(
    ("paths", "said"), [(10_000, "47 %"), (500, "about 45 %"), (30, "about 50 %")], ids=["many", "some", "few"]
)
def test_few_paths_give_coarse_numbers(paths: int, said: str) -> None:
    assert likely(0.47, 0.47, paths).en == said
    assert likely(0.01, 0.01, 30).en == "below 4 %"
    assert likely(0.47, 0.47, 30, at_least=True).de == "mindestens 50 %"


def test_a_range_is_told_as_a_range() -> None:
    found = chances("03241", 0.2, 0.2, 0.2, high=0.4)
    assert second(made_up(found, found), record())[0].words.en == "20 % to 40 %"


@pytest.mark.parametrize(
    ("whole", "told"),
    [(0.502, "50 %"), (0.53, "mindestens 50 %"), (0.6, "keine Zahl")],
    ids=["nothing", "little", "much"],
)
def test_what_the_unmeasured_statewide_rule_adds_bounds_the_number_or_hides_it(whole: float, told: str) -> None:
    found = made_up(chances("03241", 0.9, whole, 0.1), chances("03241", 0.9, 0.5, 0.1))
    day = second(found, record())[0]
    assert day.words.de == told
    if told == "keine Zahl":
        assert day.record is not None
        assert "landesweite Stufe" in day.record.text.de


def test_a_statewide_level_that_is_certain_makes_the_local_one_certain() -> None:
    statewide = chances("03241", 1.0, 1.0, 0.0, certain=dict.fromkeys(range(DAYS), 2))
    found = made_up(chances("03241", 1.0, 1.0, 0.3), chances("03241", 1.0, 1.0, 0.3), statewide)
    assert {(day.state, day.holds) for day in second(found, record())} == {("certain", True)}


def test_the_land_has_no_number_as_no_change_of_its_level_is_on_record_and_says_so() -> None:
    found = chances("03241", 0.9, 0.5, 0.1)
    told = tell(made_up(found, found, found), "03", record())
    assert {day.state for level in told.levels for day in level.days} == {"hidden"}
    (why,) = reasons(told.levels[1].days)
    assert "gewechselt" in why.de
    assert {figure.indicator for figure in told.figures} == {"hospitalisation"}
    assert told.figures[0].days[0].quantiles is not None


def test_under_a_rule_that_was_not_measured_there_is_no_number() -> None:
    days = second(made_up(chances("03241", 0.9, 0.5, 0.1), None), record())
    assert {day.state for day in days} == {"hidden"}
    assert "nicht gemessen" in reasons(days)[0].de


def test_late_figures_ask_the_record_of_more_days_ahead() -> None:
    found = chances("03241", 0.9, 0.5, 0.1)
    days = second(made_up(found, found, lag=2), record(hidden=(3,)))
    assert (days[0].days_ahead, days[0].state) == (3, "hidden")
    assert days[1].state == "shown"


def test_a_change_is_certain_where_every_day_is_and_else_needs_the_record_of_both_levels() -> None:
    stays = chances("03241", 1.0, 0.3, 0.0, certain=dict.fromkeys(range(7), 1))
    within_7, within_14 = tell(made_up(stays, stays), "03241", record(hidden=(14,))).changes
    assert (within_7.state, within_7.holds) == ("certain", False)
    assert (within_14.state, within_14.low) == ("hidden", None)
    comes = chances("03241", 1.0, 1.0, 0.0, certain={5: 2})
    assert tell(made_up(comes, comes), "03241", record()).changes[0].holds is True
    open_ = chances("03241", 1.0, 0.3, 0.0)
    assert tell(made_up(open_, open_), "03241", record()).changes[0].words.de == "30 %"


def test_what_waits_for_an_authority_has_no_number_and_is_not_certain() -> None:
    found = chances("03241", 1.0, 1.0, 0.1, certain=dict.fromkeys(range(3), 2))
    ahead = replace(made_up(found, found), today={"03241": (2, 2)})
    told = tell(ahead, "03241", record(), in_force=1)
    states = [{day.state for day in level.days} for level in told.levels]
    assert states == [{"certain", "shown"}, {"hidden"}, {"certain", "shown"}]
    assert {change.state for change in told.changes} == {"hidden"}
    assert "entscheidet die Behörde" in reasons(told.levels[1].days)[0].de
    assert tell(ahead, "03241", record(), in_force=2).levels[1].days[0].state == "certain"


def test_beside_a_change_stands_the_worse_of_both_records() -> None:
    found = chances("03241", 0.9, 0.5, 0.1)
    known = record()
    levels = [replace(row, brier=0.09 if row.level == 2 else 0.01) for row in known.levels.values()]
    change = tell(made_up(found, found), "03241", SkillRecord.of([], levels, [])).changes[0]
    assert change.record is not None
    assert isinstance(change.record.row, LevelRow)
    assert change.record.row.level == 2


def test_a_figure_is_hidden_on_the_days_on_which_staying_was_as_good() -> None:
    found = chances("03241", 0.9, 0.5, 0.1)
    (figure,) = tell(made_up(found, found), "03241", record(hidden=(1,))).figures
    assert [day.quantiles is None for day in figure.days] == [True] + [False] * (DAYS - 1)


def test_a_suspended_level_or_old_figures_are_refused_with_a_reason() -> None:
    found = chances("03241", 0.9, 0.5, 0.1)
    told = tell(made_up(found, found), "03241", record(), suspended=True)
    assert told.levels == ()
    assert told.refused is not None
    assert "Gericht" in told.refused.de
    with pytest.raises(NoForecast, match="too old"):
        tell(made_up(found, found), "03101", record())


def test_where_no_rule_raises_a_level_none_is_told_for_today() -> None:
    nothing = replace(made_up(chances("03241", 0.9, 0.5, 0.1), None), whole=None, today={})
    told = tell(nothing, "03241", record())
    assert (told.today, told.levels) == (None, ())
    assert told.refused is not None
    assert "keine Stufe an Zahlen" in told.refused.de


def test_the_end_of_the_version_is_told_where_it_lies_within_the_days() -> None:
    found = chances("03241", 0.9, 0.5, 0.1)
    assert tell(made_up(found, found), "03241", record()).ends == date(2021, 12, 2)
    later = replace(made_up(found, found), ends=date(2022, 1, 1))
    assert tell(later, "03241", record()).ends is None
