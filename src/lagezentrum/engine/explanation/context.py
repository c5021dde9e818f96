"""What an explanation looks at: everything known on one day, and nothing later."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lagezentrum.engine.count_start import CountStart, count_start
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.evidence import Evidence
from lagezentrum.engine.explanation.open_values import run_up_to
from lagezentrum.engine.outcome import Change, Episode, Finding, MissingValue, Replay
from lagezentrum.engine.proof.parts import Citation, Cite, Missing
from lagezentrum.law.model import StepName, Text, Version
from lagezentrum.law.norm import Provision

Norms = Mapping[str, Mapping[str, Provision]]
"""The provisions of each version, by version and anchor."""


@dataclass(frozen=True)
class Context:
    """The evidence, the outcome up to a day, the decisions taken by then, and the wording of the provisions."""

    evidence: Evidence
    replay: Replay
    decisions: tuple[Decision, ...]
    norms: Norms
    day: date

    def cite(self, version: Version, anchors: tuple[str, ...]) -> Cite:
        """The provisions with their titles; an anchor stands for itself where the norm was not given."""
        known = self.norms.get(version.version, {})
        return tuple(
            Citation(version=version.version, anchor=a, title=known[a].title if a in known else a) for a in anchors
        )

    def start_on(self, area: str, rule: str, step: StepName, day: date) -> CountStart | None:
        """Whether the step is raised when `day` is judged, and where counting starts."""
        return count_start(self.evidence, self.replay, area, rule, step, day, self.decisions)

    def episodes(self, area: str, rule: str, step: StepName) -> list[Episode]:
        """The episodes of a step, oldest first."""
        return [e for e in self.replay.episodes if (e.area, e.rule, e.step) == (area, rule, step)]

    def findings(self, area: str, rule: str, step: StepName, change: Change) -> list[Finding]:
        """The findings of a step, oldest first."""
        wanted = (area, rule, step, change)
        return [f for f in self.replay.findings if (f.area, f.rule, f.step, f.change) == wanted]

    def decisions_on(self, version: Version, area: str, rule: str, step: StepName) -> list[Decision]:
        """The decisions that concern a step: a level includes the lower ones when determined, the higher when not."""
        steps = version.steps(rule)
        concerned = []
        for decision in self.decisions:
            if (decision.area, decision.rule) == (area, rule) and decision.step in steps:
                above = steps.index(decision.step) - steps.index(step)
                if above >= 0 if decision.kind == "determined" else above <= 0:
                    concerned.append(decision)
        return sorted(concerned, key=lambda decision: decision.decided_on)

    def missing(self, version: Version, value: MissingValue) -> Missing:
        """A missing value with the title of its indicator."""
        title = version.indicators[value.indicator].title
        return Missing(indicator=value.indicator, title=title, area=value.area, day=value.day)


def known_by(evidence: Evidence, replay: Replay, day: date) -> Replay:
    """A replay without what was found or ended after `day`."""
    findings = tuple(run_up_to(evidence, f, day) for f in replay.findings if f.section_end <= day)
    episodes = tuple(
        e
        if e.lowered_on is None or e.lowered_on <= day
        else replace(e, lowered_on=None, ends=None, lift_determined=False, lapsed=False)
        for e in replay.episodes
        if e.met_on <= day
    )
    return Replay(findings, episodes)


def title_of(version: Version, rule: str, step: StepName) -> Text:
    """The title of a level or consequence."""
    consequence = version.rules[rule].consequence
    return consequence.title if consequence else version.levels[int(step)]
