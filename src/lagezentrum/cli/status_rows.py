"""What holds in an area on a day: met, determined and in force kept apart, and what may come next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from lagezentrum.cli.material import Material

if TYPE_CHECKING:
    from lagezentrum.engine.outcome import Episode, Finding, Replay
    from lagezentrum.engine.progress import Progress
    from lagezentrum.engine.standing import Standing
    from lagezentrum.law.model import Regulation
    from lagezentrum.outlook.earliest import Outlooks
    from lagezentrum.outlook.earliest.model import Settled

By = Literal["regulation", "order", "finding"]
_TIME_TO_ORDER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One area on one day.

    Attributes:
        area, name: key and name.
        in_force: whether any version of the regulation holds there that day.
        level: the level in force; 0 for none.
        since: since when, or None.
        by: what brought the level about: the regulation itself, an order, or a finding taken at its earliest date.
        until: last day of a level that the regulation sets for a period.
        three_g: each consequence without a level that is in force: name, first day, what brought it about.
        met: the highest level computed as reached and not yet as left; 0 for none.
        undetermined: a higher level of which missing values leave open whether it is met, or 0.
        determined: the highest level that an order or the regulation set, whether or not its day has come.
        settled: changes of known days that an order, the regulation or a court brings, in order of their days.
        running: the running sections, the one that has come furthest first.
    """

    area: str
    name: str
    in_force: bool
    level: int
    since: date | None
    by: By | None
    until: date | None
    three_g: tuple[tuple[str, date, By], ...]
    met: int
    undetermined: int
    determined: int
    settled: "tuple[Settled, ...]"
    running: "tuple[Progress, ...]"

    @property
    def next(self) -> "Progress | None":
        """The running section that has come furthest, if any day of it counts."""
        return next((p for p in self.running if p.counted or p.undetermined), None)


def status_rows(material: Material, areas: Sequence[tuple[str, str]], day: date, known_at: datetime) -> list[StatusRow]:
    """The status of areas, each given by key and name, on `day` with what was known at `known_at`."""
    final = min(day, known_at.date())
    decisions = [decision for decision in material.decisions if decision.decided_on <= final]
    recorded = material.replay(day, known_at=known_at, decisions=decisions)
    computed = material.replay(day, known_at=known_at) if decisions else recorded
    open_ = [
        f
        for f in material.standings(computed, day).effective_findings()
        if f.status == "undetermined" and f.change == "raise" and f.step.isdigit()
    ]
    standings = material.standings(recorded, day)
    known, outlooks = look(material, [area for area, _name in areas], final, known_at)
    rows = []
    for area, name in areas:
        standing = standings.on(area, day)
        met = max((int(e.step) for e in _open(computed.episodes, area) if e.basis == "finding"), default=0)
        fixed = standing.fixed.level if standing.fixed else 0
        determined = max((int(e.step) for e in _open(recorded.episodes, area) if e.determined), default=0)
        determined = max(determined, fixed)
        rows.append(
            StatusRow(
                area=area,
                name=name,
                in_force=standing.version is not None,
                level=standing.level,
                since=standing.since,
                by=_by(standing),
                until=standing.fixed.to if standing.fixed else None,
                three_g=tuple(
                    (step, e.effective, _by_episode(e)) for step, e in standing.consequences if e.effective is not None
                ),
                met=met,
                undetermined=_undetermined(open_, recorded.episodes, area, day, met),
                determined=determined,
                # A finding that nobody has decided on is not settled; its section says when it can take effect.
                settled=tuple(change for change in outlooks.of(area).settled if change.cause != "finding"),
                running=tuple(_running(material, known, recorded, standing, outlooks, known_at)),
            )
        )
    return rows


def look(material: Material, areas: Sequence[str], day: date, known_at: datetime) -> "tuple[Regulation, Outlooks]":
    """The certain outlook of areas from a day, and the versions that had been announced by then."""
    from lagezentrum.outlook.earliest import as_announced, look_ahead

    known = as_announced(material.regulation, day)
    decisions = material.decisions
    return known, look_ahead(
        known, material.calendars, material.figures, areas, day, known_at=known_at, decisions=decisions
    )


def _open(episodes: "Iterable[Episode]", area: str) -> "Iterable[Episode]":
    """The episodes of levels that cover an area and are not over."""
    for episode in episodes:
        if episode.area in (area, area[:2]) and episode.step.isdigit() and episode.lowered_on is None:
            yield episode


def _by(standing: "Standing") -> By | None:
    if standing.fixed is not None:
        return "regulation"
    if not standing.episodes:
        return None
    return _by_episode(standing.episodes[0])


def _by_episode(episode: "Episode") -> By:
    if episode.basis == "regulation":
        return "regulation"
    return "order" if episode.determined else "finding"


def _undetermined(findings: "Iterable[Finding]", episodes: "Iterable[Episode]", area: str, day: date, met: int) -> int:
    """A level above the one met that hangs on missing values: today, or when the order was given that holds it."""
    steps = [
        int(f.step)
        for f in findings
        if f.area in (area, area[:2])
        and int(f.step) > met
        and f.section_end <= day
        and (day <= f.run_end or any(_rests_on(e, f) for e in episodes))
    ]
    return max(steps, default=0)


def _rests_on(episode: "Episode", finding: "Finding") -> bool:
    """Whether an open episode began by an order while a finding for it was undetermined."""
    same = (episode.rule, episode.area, episode.step) == (finding.rule, finding.area, finding.step)
    ordered = episode.basis == "decision" and episode.lowered_on is None
    return same and ordered and finding.section_end <= episode.met_on <= finding.run_end + _TIME_TO_ORDER


def _running(
    material: Material,
    known: "Regulation",
    replay: "Replay",
    standing: "Standing",
    outlooks: "Outlooks",
    known_at: datetime,
) -> "list[Progress]":
    """The sections by which something could change next: one level up, the present one down, consequences."""
    from lagezentrum.engine.progress import progress
    from lagezentrum.outlook.earliest import as_told

    area, day, version = standing.area, outlooks.day, standing.version
    if version is None or standing.fixed is not None:
        return []
    found = []
    for rule in version.rules:
        if version.rules[rule].scope == "district" and len(area) == 2:
            continue
        for step in version.steps(rule):
            course = progress(
                known, material.calendars, material.figures, replay, area, rule, step, day, known_at,
                [d for d in material.decisions if d.decided_on <= known_at.date()],
            )  # fmt: skip
            if course is None:
                continue
            if step.isdigit():
                wanted = standing.level + 1 if course.change == "raise" else standing.level
                if int(step) != wanted:
                    continue
            found.append(as_told(course, outlooks.of(area)))
    return sorted(found, key=lambda p: (not p.complete, -p.counted / p.needed, p.earliest_effect or date.max))
