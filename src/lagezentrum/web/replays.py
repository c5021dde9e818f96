"""The rule replayed over the archive, alone and with the orders of the ledger, kept as long as nothing is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Finding, Replay
from lagezentrum.law.model import Regulation
from lagezentrum.web.knowledge import Heads
from lagezentrum.web.ledger import figures, law

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """What a replay is asked about.

    Attributes:
        regulation: its id.
        announced: the day by which its versions must have been announced, as `law.known_on` gives it.
        as_of: the moment of knowledge (aware); None: all on record.
        until: the last day to judge.
        present: the day of that moment: its figures are not missing before it is over.
        withheld: indicator and area of the figures of the present day that are held back.
        heads: of archive and ledger.
    """

    regulation: str
    announced: date
    as_of: datetime | None
    until: date
    present: date
    withheld: frozenset[tuple[str, str]]
    heads: Heads


@lru_cache(maxsize=64)
def replayed(question: Question, decisions: tuple[Decision, ...] | None) -> Replay:
    """The rule alone where `decisions` is None, otherwise with nothing in force that nobody determined.

    It goes on to the present day, so that orders of this morning count. What would be open only because figures of
    this day have not come yet is left out; it is open when they are held back, or when the day is over.
    """
    as_of, until = question.as_of, question.until
    known = figures.first_published() if as_of is None else figures.known_at(as_of)
    regulation = law.applied(question.regulation, question.announced)
    replay = computed(regulation, known, as_of, until, decisions)
    if until < question.present or not any(_too_early(finding, question) for finding in replay.findings):
        return replay
    before = computed(regulation, known, as_of, until - _ONE_DAY, decisions)
    return Replay(tuple(_without_too_early(replay, before, question)), replay.episodes)


def computed(
    regulation: Regulation,
    known: Figures,
    as_of: datetime | None,
    until: date,
    decisions: tuple[Decision, ...] | None,
) -> Replay:
    """Replay a regulation over figures up to a day, every figure of which is missing if it is not there."""
    return fast.replay(
        regulation,
        law.library().calendars,
        known,
        [key for key, area in law.areas(regulation.id).items() if area.until is None],
        until,
        known_at=None if as_of is None else figures.local(as_of),
        decisions=decisions or (),
        assume="earliest" if decisions is None else "nothing",
    )


def _without_too_early(replay: Replay, before: Replay, question: Question) -> Iterator[Finding]:
    """The findings, those that are open for lack of figures of the present day as they stood the day before."""
    stood = {_key(finding): finding for finding in before.findings if finding.status == "undetermined"}
    for finding in replay.findings:
        if not _too_early(finding, question):
            yield finding
        elif _key(finding) in stood:
            yield stood[_key(finding)]


def _too_early(finding: Finding, question: Question) -> bool:
    awaited = [value for value in finding.hangs_on if value.day == question.present]
    return bool(awaited) and not any((value.indicator, value.area) in question.withheld for value in awaited)


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.version, finding.rule, finding.area, finding.step, finding.change, finding.section)
