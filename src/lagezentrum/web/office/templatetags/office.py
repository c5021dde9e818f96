"""Tags of the office pages: the boxes of a finding, fields in the look of KERN, words for states and kinds."""

from datetime import UTC, date, datetime
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lagezentrum.documents.change_proof import UsedFigure
from lagezentrum.engine.outcome import Finding
from lagezentrum.engine.standing import Standing
from lagezentrum.engine.wording import phrases
from lagezentrum.law.model import Text
from lagezentrum.web.ledger import law
from lagezentrum.web.office import words
from lagezentrum.web.office.navigation import entries
from lagezentrum.web.office.proofs import Box, Shown
from lagezentrum.web.office.sections import boxes_of
from lagezentrum.web.people.models import Role
from lagezentrum.web.public import language
from lagezentrum.web.public.marks import mark_of
from lagezentrum.web.public.templatetags.lagezentrum import mark
from lagezentrum.web.public.templatetags.lagezentrum import words as in_words
from lagezentrum.web.work_list import WorkItem

register = template.Library()


@register.inclusion_tag("public/_boxes.html")
def proof_boxes(shown: Shown, sentence: str = "") -> dict[str, Any]:
    """The days of a proof as boxes."""
    return _boxes(shown.boxes, lowering=shown.lowering, sentence=sentence)


@register.inclusion_tag("public/_boxes.html")
def finding_boxes(finding: Finding, sentence: str = "") -> dict[str, Any]:
    """The section of a finding as boxes; days whose value is missing with a question mark."""
    return _boxes(boxes_of(finding), lowering=finding.change == "lower", sentence=sentence)


def _boxes(boxes: tuple[Box, ...], *, lowering: bool, sentence: str) -> dict[str, Any]:
    return {
        "progress": True,
        "boxes": [
            {"kind": box.kind, "sign": box.sign, "day": box.day, "weekday": language.weekday(box.day),
             "date": language.tiny_date(box.day), "reason": box.reason}
            for box in boxes
        ],
        "sentence": sentence,
        "lowering": lowering,
    }  # fmt: skip


@register.inclusion_tag("office/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field of a form with its label, hint and what is wrong with it."""
    widget = bound.field.widget
    shape = "radio" if isinstance(widget, RadioSelect) else "check" if isinstance(widget, CheckboxInput) else "input"
    return {"field": bound, "shape": shape, "is_select": isinstance(widget, Select) and shape == "input"}


@register.filter
def kern(bound: BoundField) -> SafeString:
    """The field itself with the classes of KERN."""
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        name = "kern-form-check__checkbox"
    elif isinstance(widget, Select):
        name = "kern-form-input__select"
    else:
        name = "kern-form-input__input"
    if bound.errors:
        name += f" {name}--error"
    widget.attrs.pop("placeholder", None)  # the label says it already, and stays
    return bound.as_widget(attrs={"class": name})


@register.filter
def state_word(state: str) -> str:
    """Such as "gezeichnet"."""
    return str(words.STATES.get(state, state))


@register.filter
def event_word(kind: str) -> str:
    """Such as "veröffentlicht"."""
    return str(words.EVENTS.get(kind, kind))


@register.filter
def verdict_word(kind: str) -> str:
    """Such as "zurückgehalten"."""
    return str(words.VERDICTS.get(kind, kind))


@register.filter
def source_word(kind: str) -> str:
    """Such as "RKI 7-Tage-Inzidenz"."""
    return str(words.SOURCES.get(kind, kind))


@register.filter
def role_word(role: str) -> str:
    """Such as "Sachbearbeitung Ministerium"."""
    return str(words.ROLES.get(Role(role), role))


@register.filter
def change_word(what: str) -> str:
    """Such as "Berechtigung eingetragen"."""
    return str(words.CHANGES.get(what, what))


@register.filter
def grant_words(facts: dict[str, str]) -> str:
    """A grant as it was noted, such as "Zeichnungsberechtigt, Region Hannover, ab Mi 1.12.2021"."""
    said = [role_word(facts["role"]), language.area_title(facts["area"])]
    first = language.tight_date(date.fromisoformat(facts["first"]))
    if facts["last"]:
        last = language.tight_date(date.fromisoformat(facts["last"]))
        said.append(_("%(first)s bis %(last)s") % {"first": first, "last": last})
    else:
        said.append(_("ab %(first)s") % {"first": first})
    if facts["deputy_for"]:
        said.append(_("in Vertretung für %(name)s") % {"name": facts["deputy_for"]})
    return ", ".join(said)


@register.filter
def step_title(step: str) -> str:
    """Such as "Warnstufe 2"."""
    return capfirst(words.step_title(step))


@register.simple_tag
def matter_title(kind: str, step: str) -> str:
    """Such as "Warnstufe 2 feststellen"."""
    return words.matter_title(kind, step)


@register.filter
def finding_title(finding: Finding) -> str:
    """Such as "Warnstufe 2 erreicht"; an undetermined one is only possibly so."""
    return words.finding_title(finding.step, finding.change, open_=finding.status == "undetermined")


@register.filter
def indicator_title(name: str) -> Text:
    """The title of an indicator in the newest version that has it."""
    for version in reversed(law.regulation().versions):
        if name in version.indicators:
            return version.indicators[name].title
    return Text(de=name, en=name)


@register.filter
def rule_title(name: str) -> Text:
    """The title of a rule in the newest version that has it."""
    for version in reversed(law.regulation().versions):
        if name in version.rules:
            return version.rules[name].title
    return Text(de=name, en=name)


@register.inclusion_tag("office/_nav.html", takes_context=True)
def office_nav(context: dict[str, Any]) -> dict[str, Any]:
    """The pages of the office that the person may see."""
    return {"entries": entries(context["request"].user, context.get("here", "")), "request": context["request"]}


@register.simple_tag
def standing_mark(standing: Standing) -> SafeString:
    """The mark of what holds, with its words."""
    shown = mark_of(standing)
    return format_html("{} {}", mark(shown), in_words(shown.title))


@register.simple_tag
def reason_words(item: WorkItem) -> str:
    """Why what is ordered differs from what is computed."""
    return words.reason(item)


@register.simple_tag
def threshold(figure: UsedFigure) -> str:
    """Such as "mehr als 100"."""
    return f"{phrases.WORDS[language.current()][figure.word]} {phrases.number(figure.threshold, language.current())}"


@register.filter
def whole(value: int) -> str:
    """Such as 1161530 → "1.161.530"."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language.current() == "de" else grouped


@register.filter
def tight_moment(at: datetime) -> str:
    """As in "Mi 1.12.2021, 12.00", for tables."""
    local = localtime(at)
    return f"{language.tight_date(local.date())}, {local:%H{'.' if language.current() == 'de' else ':'}%M}"


@register.filter
def utc_text(at: datetime) -> str:
    """The moment as it stands in the hash."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@register.filter
def inline_svg(drawing: str) -> SafeString:
    """A drawing made by the service itself, for use within a page: without the line that declares it as a file."""
    return mark_safe(drawing[drawing.index("<svg") :])  # noqa: S308 - drawn by the library from our own address


@register.filter
def deviation_word(kind: str) -> str:
    """How a number of an edited order differs."""
    return str(words.DEVIATIONS[kind])
