"""The one place that chooses how levels are found along paths, and how many paths that allows."""

from dataclasses import replace

from lagezentrum.engine.decisions import Decision
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.forecast.by_packed import PackedEvaluator
from lagezentrum.outlook.forecast.chances import Evaluator
from lagezentrum.outlook.forecast.paths import Paths

DRAWN = 10_000
"""Paths that are drawn; the kernel follows all of them, intervals of figures come from some of them."""
ENGINE_PATHS = 30
"""Of them, those that are followed where the kernel can not do without the engine: about a second for 45 districts."""


def evaluator_for(
    law: Regulation,
    calendars: Calendars,
    districts: tuple[str, ...],
    decisions: tuple[Decision, ...],
    rules: frozenset[str] | None = None,
) -> Evaluator:
    """How levels are found along paths under a law.

    Args:
        law: of the days to come (`held_law.law_of`).
        calendars: those its sections name.
        districts: keys, all in the same Land.
        decisions: orders known at the origin.
        rules: ids of the rules looked at; None: all.
    """
    return PackedEvaluator(law, calendars, districts, decisions, rules=rules)


def paths_for(evaluator: Evaluator, paths: Paths) -> Paths:
    """The paths that an evaluator of all districts follows in the time a page has: all, or the first ones."""
    if isinstance(evaluator, PackedEvaluator) and all(plan is not None for *_share, plan in evaluator.shares(paths)):
        return paths
    return first_paths(paths, ENGINE_PATHS)


def first_paths(paths: Paths, number: int) -> Paths:
    """The first of the paths; the same ones for every indicator."""
    if number >= paths.number:
        return paths
    return replace(paths, values={name: values[:, :, :number] for name, values in paths.values.items()})
