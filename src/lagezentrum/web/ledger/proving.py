"""The proof that a determination carries: the days it counts, every figure of them, every comparison. Pure.

It is made of the law's version and the figures alone and holds no wording, so that it can be made anew years later
and compared. How it reads in words, an explanation says.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Change, Finding, Replay
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Part, Regulation, Text, Version
from lagezentrum.law.ranges import as_compared
from lagezentrum.web.ledger.payloads import MissingFigure, digest

_LONGEST_OPEN = timedelta(days=14)
"""How long after its last section an undetermined finding is taken to be the one that a decision is about."""


class _Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class UsedFigure(_Piece):
    """A figure of a counted day beside the range; `published` and what follows are None where it is missing.

    `holds`: whether it reaches the range (raising) or no longer does (lowering).
    """

    indicator: str
    area: str
    published: Decimal | None
    compared: Decimal | None
    word: str
    threshold: Decimal
    holds: bool | None
    published_at: datetime | None
    source: str
    note: str


class Day(_Piece):
    """A day between the first and the last of the section; `left_out` says why it does not count."""

    day: date
    left_out: Text | None
    figures: tuple[UsedFigure, ...]


class Proof(_Piece):
    """Why the condition for a change was met, or may have been, or was not.

    `status`: `found` and `undetermined` as the engine says; `not-found` where the last days are shown instead.
    """

    format: Literal["lagezentrum.determination/1"] = "lagezentrum.determination/1"
    regulation: str
    version: str
    rule: str
    area: str
    step: str
    change: Change
    known_at: datetime
    status: Literal["found", "undetermined", "not-found"]
    calendar: str
    needed: int
    throughout: str
    ways: tuple[tuple[str, ...], ...]
    section: tuple[date, ...]
    days: tuple[Day, ...]
    earliest_effect: date | None
    hangs_on: tuple[MissingFigure, ...]

    def content(self) -> dict[str, Any]:
        """The proof as JSON values."""
        return self.model_dump(mode="json")


@dataclass(frozen=True)
class Proven:
    """A proof, the finding it is about (None: there is none), the figures in it."""

    proof: Proof
    finding: Finding | None
    observations: tuple[Observation, ...]


def finding_for(replay: Replay, area: str, rule: str, step: str, change: Change, day: date) -> Finding | None:
    """The finding that a decision taken on a day is about: the one that still stands and nobody decided on.

    The replay must be one with the decisions taken so far, nothing assumed.
    """
    mine = [
        f
        for f in replay.findings
        if (f.area, f.rule, f.step, f.change) == (area, rule, step, change) and f.section_end <= day
    ]
    ends = {
        e.met_on if change == "raise" else e.lowered_on
        for e in replay.episodes
        if (e.area, e.rule, e.step) == (area, rule, step) and (change == "lower" or e.lowered_on is None)
    }
    certain = [f for f in mine if f.status == "found" and f.section_end in ends]
    if certain:
        return certain[-1]
    undetermined = [f for f in mine if f.status == "undetermined" and day - f.run_end <= _LONGEST_OPEN]
    return undetermined[-1] if undetermined else None


def prove(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    version: Version,
    finding: Finding | None,
    *,
    area: str,
    rule: str,
    step: str,
    change: Change,
    day: date,
    known_at: datetime,
) -> Proven:
    """Prove a change of a step by the figures known at a moment (naive local time), as decided on `day`.

    `version` is the finding's own, or the one in force where there is none; then the last days up to `day` are shown.
    """
    part: Part = "raising" if change == "raise" else "lifting"
    section = version.section(rule, part)
    calendar = calendars[section.calendar]
    route = version.rules[rule].raising.route if change == "raise" else version.rules[rule].lifting.route
    if finding is not None:
        counted, last = finding.section, finding.run_end
    else:
        starts = regulation.counting_starts(version, rule, part)
        counted = tuple(_last_counted(starts, day, section.days, lambda d: calendar.counts(d, area[:2])))
        last = day
    seen: list[Observation] = []
    days = []
    first = counted[0] if counted else last + timedelta(days=1)
    for position in range((last - first).days + 1):
        here = first + timedelta(days=position)
        left_out = calendar.left_out(here, area[:2])
        names = () if left_out else route.indicators
        used = [_used(version, figures, rule, step, part, name, area, here, known_at) for name in names]
        seen += [observation for _, observation in used if observation is not None]
        days.append(Day(day=here, left_out=left_out, figures=tuple(figure for figure, _ in used)))
    proof = Proof(
        regulation=regulation.id,
        version=version.version,
        rule=rule,
        area=area,
        step=step,
        change=change,
        known_at=known_at,
        status=finding.status if finding is not None else "not-found",
        calendar=section.calendar,
        needed=section.days,
        throughout=section.throughout,
        ways=route.ways,
        section=counted,
        days=tuple(days),
        earliest_effect=None if finding is None else finding.earliest_effect,
        hangs_on=()
        if finding is None
        else tuple(MissingFigure(indicator=m.indicator, area=m.area, day=m.day) for m in finding.hangs_on),
    )
    return Proven(proof, finding, tuple(seen))


def _last_counted(starts: date, last: date, number: int, counts: Callable[[date], bool]) -> Iterator[date]:
    days: list[date] = []
    day = last
    while len(days) < number and day >= starts:
        if counts(day):
            days.append(day)
        day -= timedelta(days=1)
    yield from reversed(days)


def _used(
    version: Version,
    figures: Figures,
    rule: str,
    step: str,
    part: Part,
    indicator: str,
    area: str,
    day: date,
    known_at: datetime,
) -> tuple[UsedFigure, Observation | None]:
    where = area[:2] if version.indicators[indicator].scope == "state" else area
    seen = figures.first_published(indicator, where, day, known_at)
    wanted = version.range_for(rule, step, indicator)
    compared = holds = None
    if seen is not None and seen.value is not None:
        compared = as_compared(seen.value, version.indicators[indicator].precision)
        if part == "raising":
            holds = wanted.reached_by(compared)
        elif version.rules[rule].lifting.out_of_range == "strictly_below":
            holds = wanted.strictly_below(compared)
        else:
            holds = not wanted.reached_by(compared)
    figure = UsedFigure(
        indicator=indicator,
        area=where,
        published=None if seen is None or seen.value is None else _plain(seen.value),
        compared=compared,
        word=wanted.word,
        threshold=wanted.threshold,
        holds=holds,
        published_at=None if seen is None else seen.published_at,
        source="" if seen is None else seen.source,
        note="" if seen is None else seen.note,
    )
    return figure, seen


def _plain(value: Decimal) -> Decimal:
    """The value without the zeros that a database adds."""
    return Decimal(format(value.normalize(), "f"))


def observation_sha256(observation: Observation) -> str:
    """SHA-256 over one published figure."""
    return digest(
        {
            "indicator": observation.indicator,
            "area": observation.area,
            "day": observation.day.isoformat(),
            "value": None if observation.value is None else str(_plain(observation.value)),
            "published_at": observation.published_at.isoformat(timespec="seconds"),
            "source": observation.source,
        }
    )
