"""What a node of a proof says: the keys of its templates and what fills them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from lagezentrum.engine.proof import nodes
from lagezentrum.engine.proof.parts import Demand, Missing, Stage
from lagezentrum.engine.wording.phrases import (
    WORDS,
    Language,
    amount,
    counted_days,
    half,
    level_title,
    listed,
    long_date,
    moment,
    number,
    place,
    short_date,
    text,
)
from lagezentrum.engine.wording.templates import TEMPLATES
from lagezentrum.law.model import Text

_M = TypeVar("_M", bound=Missing)


@dataclass(frozen=True)
class Speech:
    """Sentences in one language.

    Attributes:
        language: German or English.
        names: the names of areas by AGS or Land key; the key stands for a missing name.
        assumed: steps, by area and name, that are met and that nobody is on record to have determined.
    """

    language: Language
    names: Mapping[str, str]
    assumed: frozenset[tuple[str, str]] = frozenset()

    def say(self, key: str, **values: object) -> str:
        """The template of a key, filled."""
        return TEMPLATES[self.language][key].format(**values)

    def sentences(self, node: nodes.Node) -> Iterable[str]:
        """What the node says by itself, without its children."""
        match node:
            case nodes.AnswerNode():
                yield self._answer(node)
            case nodes.StagesNode():
                yield self.say(
                    "stages",
                    met=self._stage("met", node.met),
                    determined=self._determined(node),
                    in_force=self._stage("in_force", node.in_force),
                )
            case nodes.ConsequenceNode():
                key = "consequence.from" if node.since == node.day else "consequence.since"
                if (node.area, node.name) in self.assumed:
                    key = "consequence.assumed"
                yield self.say(
                    key, since=self._long(node.since), place=self._place(node.area), title=self._text(node.title)
                )
            case nodes.UpcomingNode():
                yield self.say(
                    f"upcoming.{node.change}" + (".assumed" if node.assumed else ""),
                    day=self._long(node.day),
                    place=self._place(node.area),
                    title=level_title(node.step, node.title, self.language),
                )
            case nodes.OpenNode():
                yield self.say(
                    "open",
                    title=level_title(node.step, node.title, self.language),
                    rule=self._text(node.rule_title),
                    missing=self._missing(node.missing),
                )
            case nodes.OverrideNode():
                yield self._override(node)
            case nodes.RuleNode():
                yield self.say(
                    "rule",
                    title=self._text(node.title),
                    area=self.names.get(node.area, node.area),
                    authority=self._text(node.authority),
                )
            case nodes.StepNode():
                key = "step.assumed" if node.state == "in_force" and is_assumed(node) else f"step.{node.state}"
                yield self.say(key, title=level_title(node.step, node.title, self.language))
            case nodes.SectionNode():
                yield self.say(
                    f"section.{node.change}.{node.state}",
                    counted=node.counted,
                    needed=node.needed,
                    days=counted_days(node.calendar, self.language),
                )
            case nodes.CountStartNode():
                case = "rule_begins" if node.rule_begins else node.reason
                yield self.say(f"count_start.{case}", day=self._long(node.day))
            case nodes.RouteNode():
                yield self._route(node)
            case nodes.DayNode():
                reason = self._text(node.reason) if node.reason else ""
                yield self.say(f"day.{node.mark}", day=short_date(node.day, self.language), reason=reason)
            case nodes.ObservationNode():
                yield from self._observation(node)
            case nodes.ComparisonNode():
                yield self.say(
                    "comparison",
                    word=self._word(node.word),
                    threshold=number(node.threshold, self.language),
                    answer=self._word(node.answer),
                )
            case nodes.EffectNode():
                yield self.say(
                    f"effect.{node.change}",
                    end=self._long(node.section_end),
                    days_after=node.days_after,
                    day=self._long(node.day),
                )
            case nodes.DecisionNode():
                yield from self._decision(node)
            case nodes.UndeterminedNode():
                yield from self._undetermined(node)
            case nodes.WhyNotNode():
                yield from self._why_not(node)
            case nodes.ShortfallNode():
                yield self._shortfall(node)

    def _long(self, day: date) -> str:
        return long_date(day, self.language)

    def _place(self, area: str) -> str:
        return place(area, self.names, self.language)

    def _text(self, title: Text) -> str:
        return text(title, self.language)

    def _word(self, word: str) -> str:
        return WORDS[self.language][word]

    def _stage(self, name: str, stage: Stage) -> str:
        return self.say(f"stage.{name}.{stage.state}", day=self._long(stage.day) if stage.day else "")

    def _determined(self, node: nodes.StagesNode) -> str:
        if node.by_law and node.determined.state in ("no", "by_regulation"):
            return self.say("stage.determined.by_law")
        return self._stage("determined", node.determined)

    def _answer(self, node: nodes.AnswerNode) -> str:
        said = self._holds(node)
        if node.lifted is None or node.lifted_title is None:
            return said
        title = level_title(str(node.lifted), node.lifted_title, self.language)
        key = "answer.lifted.assumed" if node.lift_assumed else "answer.lifted"
        return self.say(key, said=said.removesuffix("."), title=title)

    def _holds(self, node: nodes.AnswerNode) -> str:
        where, day = self._place(node.area), self._long(node.day)
        if node.level is None:
            return self.say("answer.not_in_force", day=day, place=where)
        if node.level == 0 or node.title is None or node.since is None:
            word = self._text(node.level_word) if node.level_word else self._word("level")
            return self.say("answer.no_level", day=day, place=where, word=word)
        key = "answer.from" if node.since == node.day else "answer.since"
        if is_assumed(node):
            key = "answer.assumed"
        title = level_title(str(node.level), node.title, self.language)
        return self.say(key, since=self._long(node.since), place=where, title=title)

    def _override(self, node: nodes.OverrideNode) -> str:
        level = str(node.level)
        title = level_title(level, node.title, self.language) if node.title else f"{self._word('level')} {level}"
        if node.to is None:
            return self.say("override.until_lifted", title=title, **{"from": self._long(node.from_)})
        return self.say("override.period", title=title, to=self._long(node.to), **{"from": self._long(node.from_)})

    def _route(self, node: nodes.RouteNode) -> str:
        def together(way: tuple[str, ...]) -> str:
            return listed([self._text(node.titles[name]) for name in way], self.language)

        if len(node.ways) == 1:
            return self.say("route.only", way=together(node.ways[0]))
        separator = f"; {self._word('or')} "
        ways = separator.join(together(way) for way in node.ways)
        if node.throughout == "any_each_day":
            return self.say("route.each_day", ways=ways)
        return self.say("route.one_of", ways=ways, way=together(node.way))

    def _observation(self, node: nodes.ObservationNode) -> Iterable[str]:
        title = self._text(node.title)
        if node.published is None or node.compared is None or node.published_at is None:
            yield self.say("observation.missing", title=title)
        else:
            key = "observation.known" if node.published == node.compared else "observation.rounded"
            yield self.say(
                key,
                title=title,
                published=amount(node.published, node.unit, self.language),
                compared=amount(node.compared, node.unit, self.language),
                source=half(node.source, self.language).split(" (")[0],  # the full reference stands in the JSON
                published_at=self._published(node.day, node.published_at),
            )
        if node.note:
            yield self.say("observation.note", note=half(node.note, self.language))

    def _published(self, day: date, at: datetime) -> str:
        same = at == datetime.combine(day, time.min)
        return self.say("observation.same_day") if same else moment(at, self.language)

    def _decision(self, node: nodes.DecisionNode) -> Iterable[str]:
        until = ".refrained_until" if node.decision == "refrained" and node.until else f".{node.decision}"
        yield self.say(
            "decision" + until,
            authority=half(node.authority, self.language) or self.names.get(node.area, node.area),
            title=level_title(node.step, node.title, self.language),
            decided_on=self._long(node.decided_on),
            effective=self._long(node.effective) if node.effective else "",
            until=self._long(node.until) if node.until else "",
        )
        for name in ("basis", "source", "note"):
            recorded = half(getattr(node, name), self.language)
            if recorded:
                yield self.say(f"decision.{name}", **{name: recorded})

    def _undetermined(self, node: nodes.UndeterminedNode) -> Iterable[str]:
        section = listed([short_date(day, self.language) for day in node.section], self.language)
        title = level_title(node.step, node.title, self.language)
        yield self.say(f"undetermined.{node.change}", title=title, section=section, missing=self._missing(node.missing))
        if node.run_end > node.section[-1]:
            yield self.say("undetermined.run", run_end=self._long(node.run_end))
        ways = [
            f" {self._word('or')} ".join(self._demands(way.demands) for way in days.ways) for days in node.open_days
        ]
        yield self.say("undetermined.holds", demands="; ".join(ways))
        yield self.say("undetermined.effect", effect=self._long(node.effect))
        for day in node.consistent_with:
            yield self.say("undetermined.consistent", decided_on=self._long(day))

    def _why_not(self, node: nodes.WhyNotNode) -> Iterable[str]:
        case = ".decided" if node.decided else ""
        if not node.enough_days and node.counting_from <= node.due:
            yield self.say("why_not.too_late", counting_from=self._long(node.counting_from), due=self._long(node.due))
        so_far = {"as_of": self._long(node.as_of), "counted": node.counted, "needed": node.needed}
        so_far["days"] = counted_days(node.calendar, self.language)
        title = level_title(node.step, node.title, self.language)
        if node.earliest_end is None or node.earliest_effect is None:  # another version will judge it
            yield self.say("why_not.so_far", **so_far)
        else:
            yield self.say("why_not.now", end=self._long(node.earliest_end), **so_far)
            yield self.say("why_not.effect" + case, title=title, effect=self._long(node.earliest_effect))
        if node.version_ends is not None:
            yield self.say("why_not.version_ends", day=self._long(node.version_ends))
        if node.children:
            yield self.say("why_not.due" + case, title=title, day=self._long(node.day), due=self._long(node.due))

    def _shortfall(self, node: nodes.ShortfallNode) -> str:
        words = {
            "day": self._long(node.day),
            "title": self._text(node.title),
            "word": self._word(node.word),
            "threshold": amount(node.threshold, node.unit, self.language),
        }
        if node.compared is None or node.by is None:
            return self.say("shortfall.missing", **words)
        compared = amount(node.compared, node.unit, self.language)
        if node.by == 0:
            return self.say("shortfall.boundary", compared=compared, **words)
        return self.say("shortfall.missed", compared=compared, by=number(abs(node.by), self.language), **words)

    def _missing(self, missing: Iterable[Missing]) -> str:
        """Missing values, those of one indicator together."""
        parts = [
            self._of_days("missing", days, title=self._text(values[0].title))
            for values in _by_indicator(missing)
            for days in [[value.day for value in values]]
        ]
        return listed(parts, self.language)

    def _demands(self, demands: Iterable[Demand]) -> str:
        """What missing values would have to be, those of one indicator together."""
        parts = [
            self._of_days(
                "demand",
                [demand.day for demand in alike],
                title=self._text(alike[0].title),
                word=self._word(alike[0].word),
                threshold=amount(alike[0].threshold, alike[0].unit, self.language),
            )
            for alike in _by_indicator(demands)
        ]
        return listed(parts, self.language)

    def _of_days(self, key: str, days: Sequence[date], **values: object) -> str:
        if len(days) == 1:
            return self.say(key, day=self._long(days[0]), **values)
        first, last = self._long(days[0]), self._long(days[-1])
        return self.say(f"{key}.several", count=len(days), first=first, last=last, **values)


def is_assumed(node: nodes.Node) -> bool:
    """Whether a step, or the level of an answer, is taken as in force from its earliest date, without a decision."""
    return any(isinstance(child, nodes.StagesNode) and child.in_force.state == "assumed" for child in node.children)


def _by_indicator(values: Iterable[_M]) -> list[list[_M]]:
    """Values of one indicator and area together, in the order of their days."""
    found: dict[tuple[str, str], list[_M]] = {}
    for value in sorted(values, key=lambda value: value.day):
        found.setdefault((value.indicator, value.area), []).append(value)
    return list(found.values())
