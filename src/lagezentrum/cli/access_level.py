"""The levels that answers at a door rest on, from the material of a command."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lagezentrum.access import LevelUsed
    from lagezentrum.cli.material import Material


def levels_as_known_on(material: "Material", area: str, day: date) -> "Callable[[date], LevelUsed]":
    """What is used as the level of an area on days up to `day`, by the figures and orders known on that day."""
    from lagezentrum.access import level_used

    end = datetime.combine(day, time.max)
    ordered = material.replay(day, known_at=end, decisions=material.decisions, assume="nothing")
    assumed = material.replay(day, known_at=end, decisions=material.decisions)
    by_order, by_figures = material.standings(ordered, day), material.standings(assumed, day)
    return lambda at: level_used(by_order.on(area, at), by_figures.on(area, at), assumed.findings)
