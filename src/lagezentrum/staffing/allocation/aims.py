"""Equal coverage or most cases served in time: both plans side by side, and the triage rule that goes with the choice.

Cases are served in time where the work for them is done in the week. An office that takes up the newest cases first
serves the share of its work that own and sent staff cover. One that takes up the oldest first works on a backlog while
anything is left over, so its new cases wait: it serves all in time or none. This is arithmetic, not a simulation; that
newest first beats oldest first under overload agrees with Wu et al. (PLoS Computational Biology, pcbi.1012906).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lagezentrum.staffing.allocation.fairness import Coverage, coverage
from lagezentrum.staffing.allocation.one_week import solve
from lagezentrum.staffing.allocation.situation import Situation
from lagezentrum.staffing.model import Aim, Instance, QueueRule

_ALL = 1.0 - 1e-9

TRIAGE: Mapping[Aim, tuple[str, str]] = {
    Aim.EQUAL_COVERAGE: (
        "Gleiche Deckung wirkt nur, wenn jedes Amt die neuesten Fälle zuerst bearbeitet und ältere zurückstellt; "
        "wer die ältesten zuerst bearbeitet, kommt bei Überlast zu keinem Fall rechtzeitig.",
        "Equal coverage works only if every office takes up the newest cases first and puts older ones back; an office "
        "that takes up the oldest first reaches no case in time when overloaded.",
    ),
    Aim.TARGETED: (
        "Gezielt heißt: Ämter, die die ältesten Fälle zuerst bearbeiten, erhalten entweder alles, was ihnen fehlt, "
        "oder fast nichts. Besser als jede Verteilung ist es, dort auf die neuesten Fälle zuerst umzustellen.",
        "Targeted means: offices that take up the oldest cases first get either all that they lack or next to nothing. "
        "Changing them to newest first does more than any distribution.",
    ),
}
"""Aim → the rule for the order of cases that goes with it, in German and English."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a week looks like under one aim."""

    aim: Aim
    coverage: Coverage
    in_time: float
    """share of all work done in time, given how each office orders its queue"""
    in_time_newest: float
    """the same if every office took up the newest cases first"""
    in_time_oldest: float
    """the same if every office took up the oldest cases first"""


def in_time(
    instance: Instance, covered: Coverage, own_fte: Mapping[str, float], everywhere: QueueRule | None = None
) -> float:
    """Share of the work that is done in time.

    Args:
        instance: for the queue rules.
        covered: the week.
        own_fte: receiver → own staff that works besides, in full-time posts; also of receivers without a need.
        everywhere: look at this queue rule in all offices instead of their own.
    """
    rules = {receiver.key: receiver.queue_rule for receiver in instance.receivers}
    work = done = 0.0
    for key in sorted(covered.need_fte.keys() | own_fte.keys()):
        own, need = own_fte.get(key, 0.0), covered.need_fte.get(key, 0.0)
        work += own + need
        if (everywhere or rules.get(key)) is QueueRule.NEWEST_FIRST or covered.shares.get(key, 1.0) >= _ALL:
            done += own + covered.covered_fte.get(key, 0.0)
    return done / work if work else 1.0


def side_by_side(
    instance: Instance, week: date, own_fte: Mapping[str, float] | None = None, *, gap: float = 1e-4
) -> tuple[Outcome, ...]:
    """One week under each aim, from the same start.

    Raises:
        Unsatisfiable: wishes and rules exclude one another.
    """
    found = []
    for aim in Aim:
        chosen = replace(instance, rules=replace(instance.rules, aim=aim))
        situation = Situation(chosen, week, instance.standing)
        covered = coverage(chosen, solve(situation, gap).assignments, week, situation.previous)
        shares = [in_time(chosen, covered, own_fte or {}, rule) for rule in (None, *QueueRule)]
        found.append(Outcome(aim, covered, *shares))
    return tuple(found)
