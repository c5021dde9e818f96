"""The independent check of a plan file: whether it obeys the rules of `docs/pool-plan-format.md`.

It reads the bytes itself and shares no code with the planner, so that a mistake there is not repeated here. It judges
what the file says and not whether a better plan exists.
"""

from dataclasses import dataclass

from lagezentrum.staffing.checking import figures, limits, wishes
from lagezentrum.staffing.checking.figures import Week
from lagezentrum.staffing.checking.permission import Permission
from lagezentrum.staffing.checking.reading import Problem, Unreadable, read
from lagezentrum.staffing.checking.schedule import Schedule
from lagezentrum.staffing.checking.stays import Stays
from lagezentrum.staffing.checking.violations import RULE_NAMES, STATEMENT, Violation

__all__ = ["RULE_NAMES", "STATEMENT", "Checked", "Problem", "Unreadable", "Violation", "Week", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: violations in the order of weeks and rules, and the figures that follow from the plan."""

    violations: tuple[Violation, ...]
    weeks: tuple[Week, ...]
    people: int
    assignments: int

    @property
    def valid(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


def check(content: bytes) -> Checked:
    """Check the bytes of a plan file.

    Raises:
        Unreadable: the file is malformed; every problem names its place.
    """
    contents = read(content)
    schedule = Schedule(contents)
    permission = Permission(contents)
    weeks = figures.weekly(schedule)
    found = (
        *schedule.violations,
        *limits.violations(schedule, permission),
        *Stays(schedule, permission).violations(),
        *wishes.violations(schedule, permission),
        *figures.misstatements(schedule, weeks),
    )
    return Checked(tuple(sorted(found, key=Violation.order)), weeks, len(contents.people), len(contents.assignments))
