"""Why something holds, or does not, in an area on a day: the proof tree."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.evidence import ONE_DAY, Evidence
from lagezentrum.engine.explanation.context import Context, Norms, known_by, title_of
from lagezentrum.engine.explanation.steps import StepView
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Episode, Replay
from lagezentrum.engine.proof import Proof
from lagezentrum.engine.proof.nodes import (
    AnswerNode,
    ConsequenceNode,
    Node,
    OpenNode,
    OverrideNode,
    RuleNode,
    StagesNode,
    UpcomingNode,
)
from lagezentrum.engine.proof.parts import Bearing, Stage
from lagezentrum.engine.standing import Standing, Standings
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import FixedLevel, Regulation, Text, Version
from lagezentrum.law.norm import Provision

_NO_NORMS: Norms = {}


def explain(
    regulation: Regulation,
    calendars: Calendars,
    figures: Figures,
    replay: Replay,
    area: str,
    day: date,
    *,
    known_at: datetime | None = None,
    decisions: Iterable[Decision] = (),
    norms: Mapping[str, Mapping[str, Provision]] = _NO_NORMS,
) -> Proof:
    """The proof of what holds in `area` on `day`.

    Args:
        regulation: all its versions.
        calendars: the calendars its sections name.
        figures: what was published.
        replay: the outcome of an evaluator over the same figures, with the same `known_at` and decisions, for
            the area and its Land, judged up to `day` or later. What was found or ended after `day` is left out.
        area: AGS of a district, or the key of a Land.
        day: the day asked about.
        known_at: figures published after this moment are not known; None: all on record.
        decisions: the decisions that the replay was given.
        norms: the provisions of each version by anchor, for the titles of citations.
    """
    evidence = Evidence(regulation, calendars, figures, known_at)
    decided = tuple(decision for decision in decisions if decision.decided_on <= day)
    context = Context(evidence, known_by(evidence, replay, day), decided, norms, day)
    standings = Standings(regulation, context.replay, day)
    standing, before = standings.on(area, day), standings.on(area, day - ONE_DAY)
    version = standing.version or _version_before(evidence, area, day)
    views = _views(context, version, area)
    children: list[Node] = []
    if version is not None and standing.version is not None:
        children += _about_answer(context, standing, version, views)
    children += _rules(context, standing, version, views)
    return Proof(
        regulation=regulation.id,
        version=None if version is None else version.version,
        title=None if version is None else version.title,
        area=area,
        day=day,
        known_at=known_at,
        answer=_answer(context, standing, before, tuple(children)),
    )


def _version_before(evidence: Evidence, area: str, day: date) -> Version | None:
    """A first version that is not in force yet, but whose count the day belongs to."""
    for version in evidence.regulation.for_area(area)[:1]:
        if any(evidence.first_judged(version, rule) <= day < version.in_force.from_ for rule in version.rules):
            return version
    return None


def _views(context: Context, version: Version | None, area: str) -> dict[str, list[StepView]]:
    """The steps of each rule that applies in the area."""
    views: dict[str, list[StepView]] = {}
    if version is None:
        return views
    for name, rule in version.rules.items():
        where = area[:2] if rule.scope == "state" else area
        if (len(where) == 2) == (rule.scope == "state"):
            views[name] = [StepView(context, version, name, step, where) for step in version.steps(name)]
    return views


def _answer(context: Context, standing: Standing, before: Standing, children: tuple[Node, ...]) -> AnswerNode:
    version, fixed = standing.version, standing.fixed
    if version is None:
        return AnswerNode(
            area=standing.area,
            day=standing.day,
            level=None,
            title=None,
            level_word=None,
            since=None,
            basis=None,
            children=children,
        )
    lifted = _lifted(standing, before)
    basis = "regulation" if fixed else standing.episodes[0].basis if standing.episodes else None
    return AnswerNode(
        area=standing.area,
        day=standing.day,
        level=standing.level,
        title=version.levels.get(standing.level),
        level_word=_level_word(version),
        since=standing.since,
        basis=basis,
        lifted=None if lifted is None else before.level,
        lifted_title=None if lifted is None else version.levels.get(before.level),
        lift_assumed=lifted is not None and not lifted.lift_determined and not _is_by_law(version, lifted),
        cite=context.cite(version, version.in_force.cite),
        children=children,
    )


def _lifted(standing: Standing, before: Standing) -> Episode | None:
    """The episode whose lifting took the level down with effect from this day; a rule that merely lapsed is none."""
    if standing.fixed is not None or before.fixed is not None or standing.level >= before.level:
        return None
    ended = [e for e in before.episodes if e.ends == standing.day and not e.lapsed]
    return ended[0] if ended and len(ended) == len(before.episodes) else None


def _is_by_law(version: Version, episode: Episode) -> bool:
    return episode.rule in version.rules and version.rules[episode.rule].modality == "by_law"


def _level_word(version: Version) -> Text | None:
    """What the levels are called without their numbers, where their titles end in these."""
    for level, title in version.levels.items():
        if title.de.endswith(f" {level}") and title.en.endswith(f" {level}"):
            return Text(de=title.de.removesuffix(f" {level}"), en=title.en.removesuffix(f" {level}"))
        break
    return None


def _about_answer(
    context: Context, standing: Standing, version: Version, views: dict[str, list[StepView]]
) -> Iterable[Node]:
    if standing.fixed is not None:
        yield _stages_of_fixed(context, version, standing.fixed, standing.since)
        yield _override(context, version, standing.fixed)
    for view in (view for rule_views in views.values() for view in rule_views):
        if (view.rule, view.area, view.step) in {(e.rule, e.area, e.step) for e in standing.episodes[:1]}:
            yield view.stages()
    for step, episode in standing.consequences:
        if episode.effective is not None and episode.rule in version.rules:
            rule = version.rules[episode.rule]
            yield ConsequenceNode(
                name=step,
                title=title_of(version, episode.rule, step),
                area=standing.area,
                since=episode.effective,
                day=standing.day,
                cite=context.cite(version, rule.consequence.cite if rule.consequence else rule.cite),
            )
    yield from _upcoming(context, standing, views)
    for rule_views in views.values():
        yield from _open(context, standing, rule_views)


def _stages_of_fixed(context: Context, version: Version, fixed: FixedLevel, since: date | None) -> StagesNode:
    return StagesNode(
        met=Stage(state="by_regulation"),
        determined=Stage(state="by_regulation", day=since),
        in_force=Stage(state="yes", day=since),
        cite=context.cite(version, fixed.cite),
    )


def _override(context: Context, version: Version, fixed: FixedLevel) -> OverrideNode:
    return OverrideNode(
        level=fixed.level,
        title=version.levels.get(fixed.level),
        area=fixed.area,
        from_=fixed.from_,
        to=fixed.to,
        rule=fixed.rule,
        cite=context.cite(version, fixed.cite),
    )


def _upcoming(context: Context, standing: Standing, views: dict[str, list[StepView]]) -> Iterable[UpcomingNode]:
    """Changes known on the day that will show: a higher level, or the end of what decides."""
    deciding = {(e.rule, e.area, e.step) for e in standing.episodes}
    last_end = max((e.ends or date.max for e in standing.episodes), default=date.max)
    for view in (view for rule_views in views.values() for view in rule_views):
        episode = view.current
        if episode is None or episode.effective is None:
            continue
        rule = view.version.rules[view.rule]
        comes = episode.effective > context.day and (not view.step.isdigit() or int(view.step) > standing.level)
        goes = episode.ends is not None and episode.in_force_on(context.day)
        if view.step.isdigit():
            goes = goes and (view.rule, view.area, view.step) in deciding and episode.ends == last_end
        if comes or goes:
            section = rule.raising.section if comes else rule.lifting.section
            settled = view.stages().determined.state != "no" if comes else episode.lift_determined or view.by_law
            yield UpcomingNode(
                change="raise" if comes else "lower",
                step=view.step,
                title=title_of(view.version, view.rule, view.step),
                area=standing.area,
                day=episode.effective if comes else episode.ends or episode.effective,
                assumed=not settled,
                cite=context.cite(view.version, view.version.sections[section].effect.cite),
            )


def _open(context: Context, standing: Standing, views: list[StepView]) -> Iterable[OpenNode]:
    """Steps above what holds of which missing values leave open whether they were reached."""
    for view in views:
        finding = view.open_finding("raise")
        if finding is None or view.current is not None:
            continue
        if view.step.isdigit() and int(view.step) <= standing.level:
            continue
        version = context.evidence.regulation.named(finding.version) or view.version
        rule = view.version.rules[view.rule]
        yield OpenNode(
            step=view.step,
            title=title_of(view.version, view.rule, view.step),
            rule=view.rule,
            rule_title=rule.title,
            missing=tuple(context.missing(version, value) for value in finding.hangs_on),
            cite=context.cite(view.version, rule.raising.cite),
        )


def _rules(
    context: Context, standing: Standing, version: Version | None, views: dict[str, list[StepView]]
) -> Iterable[RuleNode]:
    deciding = {(e.rule, e.area, e.step) for e in standing.episodes}
    deciding |= {(e.rule, e.area, e.step) for _, e in standing.consequences}
    for name, rule_views in views.items():
        assert version is not None  # noqa: S101 (without a version there are no views)
        rule, nodes, next_told = version.rules[name], [], False
        for view in rule_views:
            bearing: Bearing = "beyond" if next_told else "next"
            if (name, view.area, view.step) in deciding:
                bearing = "decides"
            elif view.current is not None:
                bearing = "included" if _is_below(view, standing) else "decides"
            elif _is_below(view, standing):
                bearing = "included"
            else:
                next_told = True
            nodes.append(view.node(bearing))
        yield RuleNode(
            rule=name,
            title=rule.title,
            area=rule_views[0].area,
            authority=rule.authority,
            modality=rule.modality,
            version=version.version,
            cite=context.cite(version, rule.cite),
            children=tuple(nodes),
        )


def _is_below(view: StepView, standing: Standing) -> bool:
    return view.step.isdigit() and int(view.step) <= standing.level
