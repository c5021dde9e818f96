"""Template tags and filters of the pool's pages."""

from datetime import date
from typing import Any

from django import template

from lagezentrum.law.model import Text
from lagezentrum.staffing.model import QUARTERS, last_day, week_name
from lagezentrum.web.office.pool import drawing, numbers, reasons, words
from lagezentrum.web.public import language

register = template.Library()


@register.filter
def fte(value: float | None) -> str:
    """Full-time posts, as in "12,5"; an en dash for None."""
    return numbers.fte(value, language.current())


@register.filter
def fine_fte(value: float | None) -> str:
    """The same with two digits, for quarters."""
    return numbers.fte(value, language.current(), 2)


@register.filter
def plain_number(value: float | None) -> str:
    """A whole number."""
    return numbers.fte(value, language.current(), 0)


@register.filter
def gini_words(value: float | None) -> str:
    """A Gini coefficient."""
    return numbers.fte(value, language.current(), 3)


@register.filter
def signed(value: float) -> str:
    """With its sign, as in "+2,25"."""
    return numbers.signed(value, language.current(), 2)


@register.filter
def of_quarters(value: int) -> str:
    """Quarters of a post as full-time posts."""
    return numbers.fte(value / QUARTERS, language.current(), 2)


@register.filter
def share(value: float | None) -> str:
    """As in "57 %"."""
    return numbers.percent(value, language.current())


@register.filter
def week(value: date) -> str:
    """As in "KW 46/2020"."""
    return numbers.week_words(value, language.current())


@register.filter
def week_key(value: date) -> str:
    """As in "2020-W46", for addresses."""
    return week_name(value)


@register.filter
def friday(value: date) -> date:
    """The last day of a week of service."""
    return last_day(value)


@register.filter
def said(told: Text | None) -> str:
    """A text of both languages in that of the page."""
    return "" if told is None else told.in_language(language.current())


@register.filter
def proposal_state(state: str) -> str:
    """Such as "freigegeben"."""
    return words.PROPOSALS[state].in_language(language.current())


@register.filter
def deployment_state(state: str) -> str:
    """Such as "im Einsatz"."""
    return words.DEPLOYMENTS[state].in_language(language.current())


@register.filter
def nomination_state(state: str) -> str:
    """Such as "geprüft"."""
    return words.NOMINATIONS[state].in_language(language.current())


@register.filter
def change_kind(kind: str) -> str:
    """Such as "festgesetzt"."""
    return words.CHANGES[kind].in_language(language.current())


@register.filter
def change_reason(reason: str) -> str:
    """Such as "Sprache wird gebraucht"."""
    return words.REASONS[reason].in_language(language.current())


@register.filter
def skill_words(skill: str) -> str:
    """Such as "Fallermittlung"."""
    return reasons.SKILLS[skill].in_language(language.current())


@register.filter
def mode_words(mode: str) -> str:
    """Such as "vor Ort"."""
    return reasons.MODES[mode].in_language(language.current())


@register.filter
def tracing_words(status: str) -> str:
    """Such as "gefährdet"; an en dash where it was not said."""
    return words.TRACING[status].in_language(language.current()) if status else numbers.NONE


@register.filter
def consent_words(consent: str) -> str:
    """Such as "zugestimmt"."""
    return words.CONSENT[consent].in_language(language.current())


@register.filter
def effect_name(bar: Any) -> str:
    """What the order of cases of a bar is called."""
    name = str(bar.name(language.current()))
    return name[:1].upper() + name[1:]


@register.filter
def coverage_kind(value: float | None) -> str:
    """How an amount of coverage is drawn."""
    return drawing.kind_of(value, unknown=False)


@register.filter
def at(found: dict[Any, Any], key: Any) -> Any:
    """What a table holds under a key; empty where it holds nothing."""
    return found.get(key, "")


@register.filter
def problem_text(problem: Any, part: str) -> str:
    """A part of a problem of a file (`what`, `why`, `remedy`) in the language of the page, as a sentence."""
    told: Text = getattr(problem, part)
    return words.sentence(told.in_language(language.current()))


@register.filter
def xy(value: float | None) -> str:
    """A number for a drawing: with a point, whatever the language."""
    return "" if value is None else f"{value:.1f}"
