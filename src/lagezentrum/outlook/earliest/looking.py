"""Looking ahead from a day: what was known and decided then, replayed on past the last figures."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Assumption, Decision, Suspension
from lagezentrum.engine.evidence import Evidence
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Replay
from lagezentrum.engine.standing import Standings
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.earliest.prospects import Outlooks

_BEYOND = timedelta(days=60)
"""How far ahead one looks beyond the time that three of the longest sections take."""


def look_ahead(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    areas: Sequence[str],
    day: date,
    *,
    present: date | None = None,
    known_at: datetime | None = None,
    decisions: Iterable[Decision] = (),
    suspensions: Iterable[Suspension] = (),
    assume: Assumption = "earliest",
) -> Outlooks:
    """Look ahead from a day.

    Args:
        regulation: the versions that are to be reckoned with.
        calendars: the calendars its sections name.
        figures: what was published; figures of later days than `day` are not looked at.
        areas: AGS of districts and Land keys that will be asked for. The Land of a district is judged with it.
        day: the last day whose figures are looked at.
        present: the day from which one looks ahead: `day`, or the next one if its figures have not come. Decisions
            published later than this do not count.
        known_at: figures published after this moment are not known; None: all on record.
        decisions: what authorities decided.
        suspensions: what courts suspended.
        assume: what holds where no decision is recorded: a finding from its earliest date, or nothing.

    Raises:
        ValueError: the present day lies before the last day with figures.
    """
    seen_from = present or day
    if seen_from < day:
        raise ValueError(f"the present day {seen_from} lies before the last day with figures, {day}")
    judged = tuple(dict.fromkeys(key for area in areas for key in (area[:2], area)))
    asked = frozenset(judged)
    known = Figures(
        o for o in figures if o.area in asked and o.day <= day and (known_at is None or o.published_at <= known_at)
    )
    decided = tuple(d for d in decisions if d.decided_on <= seen_from)
    horizon = _horizon(regulation, seen_from, decided)
    now, replay = (
        Replay((), fast.episodes(regulation, calendars, known, judged, until, decisions=decided, assume=assume))
        for until in (seen_from, horizon)
    )
    paused = tuple(suspensions)
    return Outlooks(
        Evidence(regulation, calendars, known, None),
        now,
        replay,
        Standings(regulation, replay, horizon, paused),
        day,
        seen_from,
        horizon,
        decided,
        paused,
    )


def _horizon(regulation: Regulation, present: date, decisions: Sequence[Decision]) -> date:
    """A day by which every section that can be begun now is over, on any calendar of single weekdays or more."""
    longest = max((s.days for v in regulation.versions for s in v.sections.values()), default=1)
    settled = [day for d in decisions for day in (d.effective, d.until) if day is not None]
    return max([present, *settled]) + _BEYOND + timedelta(days=3 * longest)
