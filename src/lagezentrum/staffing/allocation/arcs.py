"""What the columns of the model of a week mean."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from lagezentrum.staffing.model import Mode, Skill


@dataclass(frozen=True, slots=True)
class Hub:
    """Remote people who can do the same work for the same time, bring the same languages and are bound equally."""

    skill: Skill
    quarters: int
    languages: frozenset[str]
    stays: tuple[date, ...]
    mark: Hashable = None
    """what else tells people apart; see `Network`"""


@dataclass(frozen=True, slots=True)
class Arc:
    """A column: from a class to a place (`group`, `receiver`), from a class to a hub, or from a hub to a receiver."""

    column: int
    group: int | None
    hub: Hub | None
    receiver: str | None
    skill: Skill
    mode: Mode
