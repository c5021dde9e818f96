"""The kernel gives along every path the levels that the engine gives: on the season, with orders and gaps."""

from datetime import date, timedelta

import numpy as np
import pytest

from lagezentrum.engine.decisions import Decision
from lagezentrum.law.library import Library
from lagezentrum.outlook.forecast.by_engine import EngineEvaluator
from lagezentrum.outlook.forecast.by_packed import PackedEvaluator
from lagezentrum.outlook.forecast.chances import Unknown, probabilities
from lagezentrum.outlook.forecast.held_law import law_of
from lagezentrum.outlook.forecast.panel import QUANTITIES, Panel
from lagezentrum.outlook.forecast.paths import Paths, predict
from lagezentrum.season.forecast_record.making import season_panel
from lagezentrum.season.reading import read_season

LIBRARY = Library()
REGULATION = LIBRARY.regulation("de-ni/corona-vo")


@pytest.fixture(scope="module")
def panels() -> list[Panel]:
    figures = read_season()
    return [season_panel(figures, name) for name in QUANTITIES]


def both(panels: list[Panel], origin: date, *decisions: Decision) -> tuple[EngineEvaluator, PackedEvaluator]:
    law = law_of(REGULATION, origin)
    return (
        EngineEvaluator(law, LIBRARY.calendars, panels[0].areas, decisions),
        PackedEvaluator(law, LIBRARY.calendars, panels[0].areas, decisions),
    )


def by_engine_alone(evaluator: PackedEvaluator, paths: Paths) -> set[tuple[int, frozenset[str]]]:
    """What is left to the engine: how many districts, and by which rules."""
    return {(len(areas), rules) for areas, rules, packed in evaluator.shares(paths) if packed is None}


@pytest.mark.parametrize(
    "origin",
    [
        date(2021, 11, 24),  # first day of a version, and no figures of that day yet
        date(2021, 11, 27),  # five districts have counted to five
        date(2021, 12, 10),  # two days without a share of intensive-care beds, and a gap before
        date(2021, 12, 20),
        date(2022, 1, 5),  # levels are fixed, no rule raises them
    ],
)
@pytest.mark.parametrize("unknown", ["not_reached", "reached"])
def test_levels_are_those_of_the_engine(panels: list[Panel], origin: date, unknown: Unknown) -> None:
    paths = predict(panels, origin, number=70)
    engine, packed = both(panels, origin)
    np.testing.assert_array_equal(packed(paths, unknown), engine(paths, unknown))
    assert not by_engine_alone(packed, paths)


ORIGIN = date(2021, 12, 10)
TODAY, TOMORROW = ORIGIN, ORIGIN + timedelta(days=1)
ORDERS = [
    [Decision("determined", "local", "03241", "3", TODAY, ORIGIN + timedelta(days=4))],
    [Decision("lifted", "local", "03241", "1", TODAY, ORIGIN + timedelta(days=2))],
    [Decision("refrained", "local", "03241", "2", date(2021, 11, 30))],
    [Decision("determined", "statewide", "03", "2", date(2021, 12, 7), TOMORROW)],
]


@pytest.mark.parametrize("orders", ORDERS, ids=lambda orders: f"{orders[0].kind}-{orders[0].rule}")
def test_orders_on_record_are_honoured_by_the_kernel(panels: list[Panel], orders: list[Decision]) -> None:
    paths = predict(panels, ORIGIN, number=5)
    engine, packed = both(panels, ORIGIN, *orders)
    expected = engine(paths, "reached")
    np.testing.assert_array_equal(packed(paths, "reached"), expected)
    assert (expected != both(panels, ORIGIN)[0](paths, "reached")).any()
    assert not by_engine_alone(packed, paths)


def test_what_the_kernel_can_not_express_is_left_to_the_engine(panels: list[Panel]) -> None:
    paths = predict(panels, ORIGIN, number=4)
    orders = (
        Decision("refrained", "local", "03241", "2", date(2021, 11, 30), until=ORIGIN + timedelta(days=3)),
        Decision("determined", "statewide", "03", "1", TODAY, TOMORROW),  # after the last figure on record
    )
    engine, packed = both(panels, ORIGIN, *orders)
    np.testing.assert_array_equal(packed(paths, "not_reached"), engine(paths, "not_reached"))
    assert by_engine_alone(packed, paths) == {(1, frozenset({"local"})), (45, frozenset({"statewide"}))}


def test_probabilities_are_the_same(panels: list[Panel]) -> None:
    paths = predict(panels, ORIGIN, number=30)
    expected, found = (probabilities(paths, evaluator) for evaluator in both(panels, ORIGIN))
    for name in ("at_least_low", "at_least_high", "change_low", "change_high", "certain_level"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    assert found.certain.any()


def test_an_indicator_without_paths_is_named(panels: list[Panel]) -> None:
    paths = predict(panels[:1], ORIGIN, number=3)
    with pytest.raises(ValueError, match="no paths of 'hospitalisation'"):
        both(panels, ORIGIN)[1](paths, "reached")
