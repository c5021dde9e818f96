"""From paths to levels: against the engine itself, certain apart from likely, and missing figures as a range."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pytest

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.fast import replay
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.standing import Standings
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.forecast.by_engine import EngineEvaluator
from lagezentrum.outlook.forecast.chances import Levels, Unknown, probabilities, spoken
from lagezentrum.outlook.forecast.courses import standing_still, what_came
from lagezentrum.outlook.forecast.held_law import ends, held_from, law_of
from lagezentrum.outlook.forecast.panel import QUANTITIES, Panel
from lagezentrum.outlook.forecast.paths import predict
from lagezentrum.season.forecast_record.making import season_panel
from lagezentrum.season.reading import read_season
from tests.outlook.forecast.made_up import walk

LIBRARY = Library()


@dataclass(frozen=True)
class Threshold:
    """A law by which level 1 holds on the day after a figure above a threshold, for one area."""

    above: float

    @property
    def areas(self) -> tuple[str, ...]:
        return ("03",)

    def __call__(self, paths: object, unknown: Unknown) -> Levels:
        known = paths.known["hospitalisation"].values[-1:]  # type: ignore[attr-defined]
        drawn = paths.values["hospitalisation"]  # type: ignore[attr-defined]
        before = np.concatenate([np.repeat(known[..., None], drawn.shape[2], axis=2), drawn[:-1]])
        reached = np.where(np.isnan(before), unknown == "reached", before > self.above)
        today = np.zeros_like(reached[:1])
        return np.concatenate([today, reached]).astype(np.int8)


@pytest.fixture(scope="module")
def regulation() -> Regulation:
    return LIBRARY.regulation("de-ni/corona-vo")


@pytest.fixture(scope="module")
def panels() -> list[Panel]:
    figures = read_season()
    return [season_panel(figures, name) for name in QUANTITIES]


def evaluator(regulation: Regulation, panels: list[Panel], *decisions: Decision) -> EngineEvaluator:
    return EngineEvaluator(regulation, LIBRARY.calendars, panels[0].areas, decisions)


def test_probabilities_are_shares_of_paths() -> None:
    panel = walk(200)
    paths = predict([panel], panel.last, number=500, days=15)
    above = float(panel.values[-1, 0])
    chances = probabilities(paths, Threshold(above), levels=(1,))
    share = (paths.values["hospitalisation"][:-1, 0] > above).mean(axis=1)
    np.testing.assert_allclose(chances.at_least_low[0, 1:, 0], share)
    np.testing.assert_array_equal(chances.at_least_low, chances.at_least_high)
    np.testing.assert_array_equal(chances.exactly_low, chances.at_least_low)
    assert chances.change_low[0, 0] == (paths.values["hospitalisation"][:6, 0] > above).any(axis=0).mean()
    assert chances.change_low[1, 0] >= chances.change_low[0, 0]


def test_what_no_figure_can_change_is_certain_and_agreement_of_paths_is_not() -> None:
    panel = walk(200)
    paths = predict([panel], panel.last, number=50, days=5)
    chances = probabilities(paths, Threshold(1e6), levels=(1,))  # no path comes near
    assert chances.at_least_high.max() == 0
    assert chances.certain[:, 0].tolist() == [True, False, False, False, False]
    assert chances.certain_level[:, 0].tolist() == [0, -1, -1, -1, -1]
    assert spoken(0, 0, certain=True, paths=50).en == "is certain"
    assert spoken(0, 0, certain=False, paths=50).en == "below 2 %"
    assert spoken(1, 1, certain=False, paths=10_000).de == "über 99 %"


def test_missing_figures_make_a_range() -> None:
    assert spoken(0.2, 0.4, certain=False, paths=1000).de == "20 % bis 40 %"
    assert spoken(0.1, 0.9, certain=False, paths=1000).en == "open: missing figures decide"


@pytest.mark.parametrize("version_day", [date(2021, 11, 25), date(2021, 12, 13)])
def test_levels_along_the_real_course_are_those_of_the_engine(
    regulation: Regulation, panels: list[Panel], version_day: date
) -> None:
    """Missing figures included: what the engine calls undetermined is never in force when read as not reached."""
    law = law_of(regulation, version_day)
    days = 15
    course = what_came(panels, version_day, days)
    low = evaluator(law, panels)(course, "not_reached")[..., 0]
    high = evaluator(law, panels)(course, "reached")[..., 0]
    figures = Figures([o for o in read_season() if o.day <= version_day + timedelta(days=days)])
    until = version_day + timedelta(days=days)
    standings = Standings(law, replay(law, LIBRARY.calendars, figures, ("03", *panels[0].areas), until), until)
    for column, area in enumerate(panels[0].areas):
        for row in range(days + 1):
            level = standings.on(area, version_day + timedelta(days=row)).level
            assert min(low[row, column], high[row, column]) <= level <= max(low[row, column], high[row, column])
    assert (low == high).mean() > 0.4  # a statewide gap leaves the rest open
    assert high.max() == 2


def test_paths_side_by_side_are_those_one_by_one(regulation: Regulation, panels: list[Panel]) -> None:
    """With a decision on a district each path is evaluated alone: the others must not notice."""
    origin = date(2021, 11, 26)
    paths = predict(panels, origin, number=12)
    law = law_of(regulation, origin)
    decision = Decision("determined", "local", "03241", "2", date(2021, 11, 26), date(2021, 11, 28))
    without = evaluator(law, panels)(paths, "not_reached")
    ordered = evaluator(law, panels, decision)(paths, "not_reached")
    here = panels[0].areas.index("03241")
    others = [column for column in range(45) if column != here]
    np.testing.assert_array_equal(without[:, others], ordered[:, others])
    assert (ordered[2:5, here] == 2).all()
    assert (without[2:5, here] == 1).all()


def test_an_order_not_yet_issued_is_not_known(regulation: Regulation, panels: list[Panel]) -> None:
    origin = date(2021, 11, 26)
    later = Decision("determined", "local", "03241", "3", origin + timedelta(days=1), origin + timedelta(days=2))
    paths = predict(panels, origin, number=5)
    law = law_of(regulation, origin)
    np.testing.assert_array_equal(
        evaluator(law, panels)(paths, "reached"), evaluator(law, panels, later)(paths, "reached")
    )


def test_four_counted_days_make_the_next_level_likely_and_the_days_before_it_certain(
    regulation: Regulation, panels: list[Panel]
) -> None:
    """Region Hannover on 27 November 2021: level 2 came on 1 December, as five districts had to wait longer."""
    origin = date(2021, 11, 27)
    chances = probabilities(predict(panels, origin, number=200), evaluator(law_of(regulation, origin), panels))
    hannover = panels[0].areas.index("03241")
    assert chances.certain_level[:3, hannover].tolist() == [1, 1, 1]
    assert chances.day(3) == date(2021, 12, 1)
    assert chances.at_least_low[1, 3, hannover] > 0.9
    assert not chances.certain[3, hannover]
    waiting = panels[0].areas.index("03256")
    assert chances.at_least_high[1, 3, waiting] < 0.05


def test_the_law_of_a_day_knows_no_later_version_and_does_not_end(regulation: Regulation) -> None:
    law = law_of(regulation, date(2021, 12, 1))
    assert law.versions[-1].version == "2021-11-24"
    assert law.in_force("03241", date(2022, 5, 1)) is law.versions[-1]
    assert ends(regulation, "03241", date(2021, 12, 1)) == date(2021, 12, 11)
    held = held_from(law.versions[-1], date(2021, 9, 1), ("09",))
    assert held.in_force("09162", date(2022, 1, 1)) is not None
    assert held.in_force("03241", date(2022, 1, 1)) is None


def test_standing_still_repeats_the_last_figure_on_record(panels: list[Panel]) -> None:
    origin = date(2021, 12, 10)  # no share of intensive-care beds on record since the 8th
    course = standing_still(panels, origin, 5)
    assert course.values["icu_share"][:, 0, 0] == pytest.approx(np.full(5, 10.6))
    assert course.values["hospitalisation"][:, 0, 0] == pytest.approx(np.full(5, 6.1))


def test_an_indicator_without_paths_is_named(regulation: Regulation, panels: list[Panel]) -> None:
    origin = date(2021, 11, 26)
    paths = predict(panels[:1], origin, number=3)
    with pytest.raises(ValueError, match="no paths of 'hospitalisation'"):
        evaluator(law_of(regulation, origin), panels)(paths, "reached")
    part = [replace(panels[0], areas=panels[0].areas[:3], values=panels[0].values[:, :3]), *panels[1:]]
    with pytest.raises(ValueError, match="no paths of 'new_cases' for 03151"):
        evaluator(law_of(regulation, origin), panels)(predict(part, origin, number=3), "reached")
