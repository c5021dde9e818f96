"""The plausibility gate: what must be looked at by a person before a file may drive findings.

Every rule compares a file with what is on record. A rule either holds the file or only notes something; none of them
changes a figure. The limits were set by two years of published figures, so that no ordinary day of theirs is held.
"""

from collections.abc import Callable, Iterator

from lagezentrum.web.archive.gate.case import Case, Known, Previous
from lagezentrum.web.archive.gate.denominators import changed_denominator
from lagezentrum.web.archive.gate.extent import late, lost_rows, older_than_record, unknown_areas
from lagezentrum.web.archive.gate.history import changed_history, recomputed_history
from lagezentrum.web.archive.gate.leaps import leap, leap_of_one_area, same_figures_again, zeros
from lagezentrum.web.archive.gate.shift import shifted_rows
from lagezentrum.web.archive.reasons import Reason

__all__ = ["RULES", "Case", "Known", "Previous", "judge"]

RULES: tuple[Callable[[Case], Iterator[Reason]], ...] = (
    unknown_areas,
    lost_rows,
    older_than_record,
    late,
    changed_history,
    recomputed_history,
    shifted_rows,
    zeros,
    same_figures_again,
    leap,
    leap_of_one_area,
    changed_denominator,
)


def judge(case: Case) -> tuple[Reason, ...]:
    """Everything that the rules find in a file, what holds it first; it is held if anything holds it."""
    found = [reason for rule in RULES for reason in rule(case)]
    return tuple(sorted(found, key=lambda reason: not reason.holds))
