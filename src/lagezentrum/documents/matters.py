"""What an authority has to decide on a day: the findings that stand and that nobody has decided on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.order import OrderKind
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.proving import finding_for, prove
from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.evidence import ONE_DAY, Evidence
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Change, Finding, Replay
from lagezentrum.engine.standing import Standings
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation, Rule, StepName, Version

CHANGES: dict[OrderKind, Change] = {
    "raise": "raise", "3g": "raise", "refrain": "raise", "lower": "lower", "lift-3g": "lower", "other-date": "lower",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something to be decided.

    Attributes:
        kind: what an order about it would do.
        version: by which it is judged.
        finding: what the rule found, or None.
        remains: the level in force from then on although this step ends; 0 for none.
    """

    kind: OrderKind
    area: str
    rule: str
    step: StepName
    version: Version
    finding: Finding | None
    remains: int = 0

    def earliest_effect(self, decided_on: date) -> date | None:
        """The earliest day that the finding and a public announcement on a day allow; None without a finding."""
        return None if self.finding is None else max(self.finding.earliest_effect, decided_on + ONE_DAY)


@dataclass(frozen=True)
class Docket:
    """Everything known and decided when an authority decides on `day`.

    `decisions` are those taken before; `known_at` is a naive local time.
    """

    regulation: Regulation
    calendars: Calendars
    figures: Figures
    areas: Sequence[str]
    decisions: Sequence[Decision]
    day: date
    known_at: datetime

    @cached_property
    def _replay(self) -> Replay:
        return self._replayed(self.decisions, self.day)

    def _replayed(self, decisions: Iterable[Decision], until: date) -> Replay:
        wanted = list(dict.fromkeys([*(area[:2] for area in self.areas), *self.areas]))
        return fast.replay(
            self.regulation,
            self.calendars,
            self.figures,
            wanted,
            until,
            known_at=self.known_at,
            decisions=decisions,
            assume="nothing",
        )

    def open_matters(self, area: str) -> tuple[Matter, ...]:
        """What is to be decided for an area: under each rule the highest step that begins, the highest that ends.

        A level that holds there anyway, by the Land's order or by the regulation, is not to be decided.
        """
        version = self.regulation.in_force(area, self.day)
        if version is None:
            return ()
        standings = Standings(self.regulation, self._replay, self.day)
        found: list[Matter] = []
        for name, rule in _rules_for(version, area):
            steps = tuple(reversed(version.steps(name)))
            raises = [s for s in steps if self._undecided(area, name, s) and not self._held(standings, area, name, s)]
            lowers = [s for s in steps if self._in_force(area, name, s)]
            begins = [self._matter(area, name, rule, step, "raise") for step in raises]
            ends = [self._matter(area, name, rule, step, "lower") for step in lowers]
            for matters in (begins, ends):
                found += [m for m in matters if m is not None and m.finding is not None][:1]
        return tuple(found)

    def matter(self, area: str, kind: OrderKind, step: StepName | None = None) -> Matter:
        """The matter for an order of a kind: the open one, or the step named whatever the rule found.

        Raises:
            DocumentProblem: there is none, and no step is named; or no rule for the area has that step.
        """
        change = CHANGES[kind]
        if step is None:
            fitting = [m for m in self.open_matters(area) if fits(kind, m)]
            if not fitting:
                raise self._nothing_fits(area, kind)
            return replace(fitting[0], kind=kind)
        for name, rule, known in self._steps(area, kind):
            if known.casefold() != step.strip().casefold():
                continue
            matter = self._matter(area, name, rule, known, change)
            if matter is not None:
                return replace(matter, kind=kind)
        steps = ", ".join(known for _, _, known in self._steps(area, kind))
        raise DocumentProblem(
            f"Am {self.day:%d.%m.%Y} kennt für {area} keine Regel die Stufe {step!r} bei einer Anordnung der Art "
            f"{kind!r}. Bekannt: {steps or 'keine'}.",
            f"On {self.day} no rule for {area} knows step {step!r} for an order of kind {kind!r}. Known: "
            f"{steps or 'none'}.",
        )

    def is_ordered(self, matter: Matter) -> bool:
        """Whether an order about the step of a matter is on record that has not ended."""
        return self._in_force(matter.area, matter.rule, matter.step)

    def as_of(self, matter: Matter, effective: date | None) -> Matter:
        """The matter with what remains in force where it takes effect on a day; None for its earliest one."""
        day = effective or matter.earliest_effect(self.day)
        rule = matter.version.rules[matter.rule]
        if day is None or CHANGES[matter.kind] != "lower" or rule.consequence is not None:
            return matter
        return replace(matter, remains=self._remaining(matter, day))

    def proof(self, matter: Matter) -> ChangeProof:
        """The proof that an order about a matter rests on."""
        evidence = Evidence(self.regulation, self.calendars, self.figures, self.known_at)
        return prove(
            evidence,
            matter.version,
            matter.finding,
            area=matter.area,
            rule=matter.rule,
            step=matter.step,
            change=CHANGES[matter.kind],
            day=self.day,
            known_at=self.known_at,
        )

    def _matter(self, area: str, name: str, rule: Rule, step: StepName, change: Change) -> Matter | None:
        finding = finding_for(self._replay, area, name, step, change, self.day)
        version = self.regulation.named(finding.version) if finding else self.regulation.in_force(area, self.day)
        if version is None:
            return None
        level = rule.consequence is None
        kind: OrderKind = ("raise" if level else "3g") if change == "raise" else "lower" if level else "lift-3g"
        matter = Matter(kind=kind, area=area, rule=name, step=step, version=version, finding=finding)
        return self.as_of(matter, None)

    def _remaining(self, matter: Matter, effective: date) -> int:
        """The level that holds on a day if this step, and every one whose end was found, is lifted from then on."""
        area, name = matter.area, matter.rule
        lifted = [
            Decision("lifted", name, area, step, decided_on=self.day, effective=effective)
            for step in matter.version.steps(name)
            if self._in_force(area, name, step)
            and (step == matter.step or finding_for(self._replay, area, name, step, "lower", self.day))
        ]
        replay = self._replayed([*self.decisions, *lifted], self.day)
        return Standings(self.regulation, replay, self.day).on(area, effective).level

    def _steps(self, area: str, kind: OrderKind) -> Iterator[tuple[str, Rule, StepName]]:
        """The steps that an order of a kind can be about, each with its rule."""
        version = self.regulation.in_force(area, self.day)
        if version is None:
            return
        for name, rule in _rules_for(version, area):
            if (rule.consequence is not None) == (kind in ("3g", "lift-3g")):
                yield from ((name, rule, step) for step in version.steps(name))

    def _nothing_fits(self, area: str, kind: OrderKind) -> DocumentProblem:
        """Why there is no matter for an order of a kind: what is found and in force instead, and what to do."""
        named = ", ".join(f"{m.kind} {m.step}" for m in self.open_matters(area))
        asked = "lower/lift" if kind == "lower" else kind  # whether a level remains makes no other order
        steps = ", ".join(dict.fromkeys(step for _, _, step in self._steps(area, kind)))
        ordered = ("", "")
        if CHANGES[kind] == "lower" and not any(
            self._in_force(area, rule, s) for rule, _, s in self._steps(area, kind)
        ):
            ordered = (
                " Dort ist auch nichts angeordnet, was sich aufheben ließe.",
                " Nothing is ordered there either.",
            )
        return DocumentProblem(
            f"Am {self.day:%d.%m.%Y} hat die Regel für {area} nichts gefunden, wozu eine Anordnung der Art {asked!r} "
            f"passt.{ordered[0]} Zu entscheiden ist dort: {named or 'nichts'}. Entscheidet die Behörde anders als die "
            f"Regel, nennen Sie mit --step die Stufe ({steps}), mit --effective den ersten Tag und mit --reasons die "
            "Gründe.",
            f"On {self.day} the rule found nothing for {area} that an order of kind {asked!r} fits.{ordered[1]} To be "
            f"decided there: {named or 'nothing'}. If the authority decides otherwise than the rule, name the step "
            f"with --step ({steps}), the first day with --effective, and the reasons with --reasons.",
        )

    def _undecided(self, area: str, rule: str, step: StepName) -> bool:
        mine = [e for e in self._replay.episodes if (e.area, e.rule, e.step) == (area, rule, step) and e.ends is None]
        return not any(episode.determined or episode.refrained for episode in mine)

    def _in_force(self, area: str, rule: str, step: StepName) -> bool:
        return any(
            (e.area, e.rule, e.step) == (area, rule, step)
            and e.effective is not None
            and not e.lift_determined
            and not e.lapsed
            for e in self._replay.episodes
        )

    def _held(self, standings: Standings, area: str, rule: str, step: StepName) -> bool:
        """Whether the level, or for a consequence without a level any level, holds there by something else."""
        finding = finding_for(self._replay, area, rule, step, "raise", self.day)
        needed = int(step) if step.isdigit() else 1
        if finding is None:
            return False
        return standings.on(area, max(finding.earliest_effect, self.day + ONE_DAY)).level >= needed


def fits(kind: OrderKind, matter: Matter) -> bool:
    """Whether an order of a kind can be about a matter."""
    allowed = {"refrain": ("raise",), "other-date": ("lower",)}.get(kind, (kind,))
    return matter.kind in allowed


def _rules_for(version: Version, area: str) -> Iterator[tuple[str, Rule]]:
    for name, rule in version.rules.items():
        if (rule.scope == "state") == (len(area) == 2) and rule.modality != "by_law":
            yield name, rule
