"""What the people of a plan do for the cases, as the effect model sees it: a chart's geometry and its assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lagezentrum.engine.wording.phrases import Language
from lagezentrum.staffing.effect.assumptions import Interval
from lagezentrum.staffing.effect.board import Effect, OfficeLoad, what_more_tracers_do
from lagezentrum.staffing.effect.queueing import RULES, Rule
from lagezentrum.staffing.effect.templates import RULE_NAMES
from lagezentrum.staffing.effect.wording import effect_sentences
from lagezentrum.web.office.pool import cases

WEEKS = 4
MORE_FTE = 10.0
_SHOWN = 5
_A_CASE = 0.5


@dataclass(frozen=True, slots=True)
class Bar:
    """Share of cases taken up in time under one order of cases, without and with the people of the plan."""

    rule: Rule
    now: Interval
    then: Interval

    def name(self, language: Language) -> str:
        """What the order of cases is called."""
        return RULE_NAMES[self.rule][language]


@dataclass(frozen=True, slots=True)
class Most:
    """An office where some more posts would do most."""

    name: str
    more: Interval


@dataclass(frozen=True, slots=True)
class Shown:
    """What the board shows."""

    bars: tuple[Bar, ...]
    sentences: tuple[str, ...]
    most: tuple[Most, ...]
    extra_fte: float
    weeks: int = WEEKS
    more_fte: float = MORE_FTE


def shown(week: date, sent: Mapping[str, float], names: Mapping[str, str], language: Language) -> Shown | None:
    """The effect of the people sent in a week; None where the cases of the last weeks are not on hand.

    Args:
        week: the last week looked at.
        sent: full-time posts by receiver.
        names: names of receivers by key.
        language: of the sentences.
    """
    extra = tuple(sorted(sent.items()))
    effect, more = _effects(cases.played(week), week, extra)
    if effect is None or effect.together is None or more is None:
        return None
    bars = tuple(
        Bar(rule, one.share_now, one.share_then) for rule in RULES if (one := effect.together.by_rule.get(rule))
    )
    most = tuple(
        Most(names.get(one.office or "", one.office or ""), one.by_rule["newest_first"].more_in_time)
        for one in more.where_most("newest_first")[:_SHOWN]
        if one.by_rule["newest_first"].more_in_time.high >= _A_CASE
    )
    sentences = effect_sentences(effect, language, names)
    return Shown(bars, sentences, most, sum(amount for _, amount in extra))


@lru_cache(maxsize=32)
def _effects(_played: date, week: date, sent: tuple[tuple[str, float], ...]) -> tuple[Effect | None, Effect | None]:
    own, amounts = cases.own_fte(), dict(sent)
    loads = []
    for key in sorted(own):
        daily = cases.daily_cases(key, week, WEEKS)
        if daily is None:
            return None, None
        loads.append(OfficeLoad(key, daily, own[key]))
    known = {load.office for load in loads}
    effect = what_more_tracers_do(loads, {key: amounts.get(key, 0.0) for key in known})
    staffed = [OfficeLoad(load.office, load.cases, load.fte + amounts.get(load.office, 0.0)) for load in loads]
    return effect, what_more_tracers_do(staffed, MORE_FTE)
