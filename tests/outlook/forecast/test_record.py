"""The record of skill: computed, not written; and what it allows to be shown."""

from dataclasses import astuple, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lagezentrum.law.library import Library
from lagezentrum.outlook.forecast.level_record import LevelScore
from lagezentrum.outlook.forecast.record import (
    ELSEWHERE,
    HOME,
    SEASON,
    STATEWIDE,
    FigureRow,
    LevelRow,
    SkillRecord,
    may_show,
    may_show_level,
)
from lagezentrum.outlook.forecast.wording import SIMPLE_RULES
from lagezentrum.season.forecast_record import making
from lagezentrum.season.forecast_record.layout import FIGURES_FILE, FOLDER
from lagezentrum.season.forecast_record.outside import Outside
from lagezentrum.season.forecast_record.reading import read_about_record, read_record
from lagezentrum.season.reading import read_season
from lagezentrum.sources.problems import SourceError

GOOD = FigureRow(HOME, "icu_share", 7, 60, 60, 0.5, 0.6, 0.7, 2.0, 0.5, 0.8, 0.95)
LEVEL = LevelRow(HOME, 2, 7, 60, 2700, 900, 0.05, 0.2, 0.1, 0.3)


def record(*rows: FigureRow | LevelRow) -> SkillRecord:
    figures = [row for row in rows if isinstance(row, FigureRow)]
    return SkillRecord.of(figures, [row for row in rows if isinstance(row, LevelRow)], [])


def worse(row: FigureRow | LevelRow, rival: str, score: float) -> FigureRow | LevelRow:
    """The same row with another score of a rival."""
    changes: dict[str, Any] = {rival: score}
    return replace(row, **changes)


def test_the_bundled_rows_of_the_season_are_what_the_season_yields() -> None:
    computed = making.season_figures(read_season(), "icu_share")
    bundled = read_record().figures
    assert len(computed) == making.DAYS
    for row in computed:
        assert astuple(bundled[SEASON, "icu_share", row.days_ahead])[2:] == pytest.approx(astuple(row)[2:], rel=1e-3)


def test_the_bundled_rows_of_all_on_record_are_what_the_published_files_yield(shared_data: Path) -> None:
    panel = Outside(shared_data).announced("icu_share")
    scores = making.scores(panel, making.every(making.FIRST_ORIGIN, panel.last, 1), "03")
    for row in making.figure_rows(HOME, "icu_share", scores):
        bundled = read_record().figures[HOME, "icu_share", row.days_ahead]
        assert astuple(bundled)[2:] == pytest.approx(astuple(row)[2:], rel=1e-3)


@pytest.mark.parametrize(
    ("where", "indicator"),
    [
        *((where, name) for where in (HOME, SEASON) for name in ("new_cases", "hospitalisation", "icu_share")),
        (ELSEWHERE, "new_cases"),
        (ELSEWHERE, "hospitalisation"),
    ],
)
def test_the_method_beats_both_rivals_over_three_weeks_and_its_intervals_hold(where: str, indicator: str) -> None:
    rows = [row for (w, i, _), row in read_record().figures.items() if (w, i) == (where, indicator)]
    number = sum(row.forecasts for row in rows)

    def mean(what: str) -> float:
        return float(sum(getattr(row, what) * row.forecasts for row in rows)) / number

    assert mean("wis") < mean("persistence")
    assert mean("wis") < mean("trend")
    assert mean("wis") < mean("climatology")
    assert mean("inside80") == pytest.approx(0.8, abs=0.05)


@pytest.mark.parametrize("where", [HOME, ELSEWHERE])
@pytest.mark.parametrize("days_ahead", [7, 14])
def test_levels_are_foreseen_better_than_by_any_simple_rule(where: str, days_ahead: int) -> None:
    rows = [row for (w, _, d), row in read_record().levels.items() if (w, d) == (where, days_ahead)]
    ours = sum(row.brier for row in rows)
    assert ours < sum(row.level_stays for row in rows)
    assert ours < sum(row.figures_stay for row in rows)
    assert ours < sum(row.climatology for row in rows)


def test_the_bundled_levels_are_what_the_season_yields_on_a_few_days() -> None:
    """Not the whole table, which takes long: the same computation, reproducible, on three days."""
    figures, library = read_season(), Library()
    version = library.regulation("de-ni/corona-vo").named("2021-11-24")
    assert version is not None
    panels = [making.season_panel(figures, name) for name in ("new_cases", "hospitalisation")]
    days = [date(2021, 11, 22), date(2021, 12, 6), date(2022, 1, 10)]
    first, again = (
        making.level_scores(panels, version, library.calendars, making.LAW_FROM, days, "03", 40) for _ in range(2)
    )
    assert making.level_rows(SEASON, first) == making.level_rows(SEASON, again)
    assert first.origins == 3
    total = LevelScore()
    for level in (1, 2, 3):
        total = total.joined(first.scores[level, 14])
    assert total.forecasts == 45 * 3 * 3
    assert total.skill("figures_stay") > 0
    assert total.skill("climatology") > 0
    assert all(0 <= row.said <= 1 for row in making.reliability_rows(SEASON, first))


def test_without_a_record_nothing_is_shown() -> None:
    verdict = may_show("icu_share", 7, record())
    assert not verdict.shown
    assert verdict.text.de.startswith("Keine Vorhersage für 7 Tage")
    assert not may_show("icu_share", 22, read_record()).shown
    assert not may_show_level(4, 7, read_record()).shown


def test_a_short_record_is_none() -> None:
    verdict = may_show("icu_share", 7, record(replace(GOOD, origins=19)))
    assert not verdict.shown
    assert "19" in verdict.text.en


@pytest.mark.parametrize("rival", ["persistence", "trend"])
def test_a_method_that_is_beaten_shows_no_number_and_says_by_what(rival: str) -> None:
    verdict = may_show("icu_share", 7, record(worse(GOOD, rival, 0.5)))
    assert not verdict.shown
    assert ("stays" in verdict.text.en) == (rival == "persistence")
    assert not may_show("icu_share", 7, record(worse(GOOD, rival, float("nan")))).shown


def test_what_is_shown_says_how_good_it_was() -> None:
    verdict = may_show("icu_share", 7, record(GOOD))
    assert verdict.shown
    assert "17 %" in verdict.text.de
    assert "60 days" in verdict.text.en


@pytest.mark.parametrize("reference", ["level_stays", "figures_stay", "climatology"])
def test_a_level_is_shown_only_where_no_simple_rule_is_as_good(reference: str) -> None:
    assert may_show_level(2, 7, record(LEVEL)).shown
    beaten = may_show_level(2, 7, record(worse(LEVEL, reference, 0.05)))
    assert (beaten.shown, beaten.beaten_by) == (False, reference)
    assert f"{SIMPLE_RULES[reference].de} war bisher nicht schlechter" in beaten.text.de
    assert not may_show_level(2, 7, record(worse(LEVEL, reference, float("nan")))).shown


def test_what_was_as_good_as_right_is_shown_though_a_rule_was_right_too() -> None:
    verdict = may_show_level(2, 7, record(replace(LEVEL, brier=0.0005, figures_stay=0.0)))
    assert verdict.shown
    assert "Stufe 2 für 7 Tage" in verdict.text.de
    assert "Brier-Wert unter 0,001; mit „Die Stufe bleibt“ 0,2" in verdict.text.de


def test_a_small_error_is_judged_by_how_often_the_level_changed() -> None:
    rare = replace(LEVEL, brier=0.0005, level_stays=0.001, figures_stay=0.0)
    assert may_show_level(2, 7, record(rare)).beaten_by == "figures_stay"
    never = replace(LEVEL, brier=0.0, level_stays=0.0, figures_stay=0.0, climatology=0.0)
    assert may_show_level(2, 7, record(never)).shown


def test_in_lower_saxony_no_number_stands_where_a_simple_rule_was_no_worse() -> None:
    found = read_record()
    hidden = {
        (level, day) for level in (1, 2, 3) for day in range(1, 22) if not may_show_level(level, day, found).shown
    }
    assert hidden == {(3, 7), *((1, day) for day in range(11, 22))}


def test_every_set_of_the_record_is_explained() -> None:
    about = read_about_record()
    found = read_record()
    assert {named.where for named in about.sets} == {where for where, _, _ in (*found.figures, *found.levels)}
    assert len(about.limits) >= 3


def test_classes_of_reliability_add_up_over_levels() -> None:
    found = read_record()
    together = found.reliability_of(HOME, 7)
    each = [row for level in (1, 2, 3) for row in found.reliability_of(HOME, 7, level)]
    assert [row.low for row in together] == sorted({row.low for row in each})
    for row in together:
        same = [other for other in each if other.low == row.low]
        assert row.forecasts == sum(other.forecasts for other in same)
        assert max(other.origins for other in same) <= row.origins <= sum(other.origins for other in same)


def test_the_statewide_level_was_not_tried_and_nothing_rests_on_it() -> None:
    rows = [row for (where, _, _), row in read_record().levels.items() if where == STATEWIDE]
    assert rows
    assert all(row.happened in (0, row.forecasts) for row in rows)  # not one change is on record
    verdict = may_show_level(1, 7, read_record(), STATEWIDE)
    assert not verdict.shown
    assert "nicht zu prüfen" in verdict.text.de


def test_a_damaged_table_is_refused(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    text = (FOLDER / FIGURES_FILE).read_text(encoding="utf-8")
    (tmp_path / FIGURES_FILE).write_text(text.replace("icu_share,1,", "icu_share,eins,", 1), encoding="utf-8")
    with pytest.raises(SourceError, match="eins"):
        read_record(tmp_path)


def test_origins_meet_every_weekday() -> None:
    days = making.every(date(2022, 1, 1), date(2022, 1, 31), 2)
    assert {day.weekday() for day in days} == set(range(7))
    assert days[1] - days[0] == timedelta(days=2)
