"""Template tags and filters of all pages: dates, numbers and names in the language of the page, marks, boxes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lagezentrum.engine.progress import DayMark, MarkKind, Progress
from lagezentrum.engine.wording import MARKS, phrases, progress_sentence
from lagezentrum.law.model import Indicator, Text
from lagezentrum.law.norm import Provision
from lagezentrum.web.ledger import law
from lagezentrum.web.ledger.determination import Determination, Entry
from lagezentrum.web.public import language, marks, meaning, sentences
from lagezentrum.web.situation import Situation

register = template.Library()


@register.filter
def words(title: Text | None) -> str:
    """A wording of both languages in the language of the page."""
    return "" if title is None else phrases.text(title, language.current())


@register.filter
def long_date(day: date | None) -> str:
    """As in "Mittwoch, 1. Dezember 2021"; empty for None."""
    return "" if day is None else phrases.long_date(day, language.current())


@register.filter
def short_date(day: date | None) -> str:
    """As in "Mittwoch, 1. Dezember"; empty for None."""
    return "" if day is None else phrases.short_date(day, language.current())


@register.filter
def bare_date(day: date | None) -> str:
    """As in "1. Dezember"; empty for None."""
    return "" if day is None else phrases.bare_date(day, language.current())


@register.filter
def tight_date(day: date | None) -> str:
    """As in "Mi 1.12.2021" ("Wed 1 Dec 2021"), for tables; empty for None."""
    return "" if day is None else language.tight_date(day)


@register.filter
def moment(at: datetime | None) -> str:
    """A moment in local time; the time of day only where it is on record."""
    if at is None:
        return ""
    local = localtime(at).replace(tzinfo=None) if at.tzinfo else at
    return phrases.moment(local.replace(second=0, microsecond=0), language.current())


@register.filter
def number(value: Decimal | None) -> str:
    """A number as written in the language of the page; an en dash for None."""
    return "–" if value is None else phrases.number(value, language.current())


@register.filter
def half(recorded: str) -> str:
    """Of a remark recorded in both languages ("deutsch / English") the one of the page."""
    return "\n".join(phrases.half(line, language.current()) for line in recorded.splitlines())


@register.filter
def area_title(ags: str) -> str:
    """As in "Region Hannover", "Stadt Oldenburg (Oldb)", "Land Niedersachsen"; the key where it is unknown."""
    return language.area_title(ags)


@register.filter
def in_area(ags: str) -> str:
    """As in "in der Region Hannover", "im Landkreis Leer", "in Niedersachsen"."""
    return phrases.place(ags, language.names(), language.current())


@register.simple_tag
def mark(shown: marks.Mark, size: str = "") -> SafeString:
    """The mark of a level as text with its meaning for those who listen; `size` may be "large"."""
    large = " lz-mark--large" if size == "large" else ""
    small = format_html('<i class="lz-open" aria-hidden="true">{}</i>', "?") if shown.is_open else ""
    return format_html(
        '<span class="lz-mark lz-mark--{}{}" role="img" aria-label="{}"><b aria-hidden="true">{}</b>{}</span>',
        shown.kind, large, words(shown.spoken), shown.sign, small,
    )  # fmt: skip


@register.simple_tag
def level_mark(level: int | str) -> SafeString:
    """The mark of a level or of a consequence by its name, such as 2 or "3G"."""
    return mark(marks.step_mark(str(level)))


@register.simple_tag
def not_counted(seen: Situation) -> str:
    """The day of a situation with the name of its holiday where it counts in no section, or empty."""
    reason, day = words(meaning.not_counted(seen)), short_date(seen.on)
    return "" if not reason else day if day.startswith(reason) else f"{day} ({reason})"


@register.filter
def step_words(step: str) -> str:
    """What a level or a consequence is called by its name: "Warnstufe 2", "3G-Regel ohne Warnstufe"."""
    return words(marks.step_mark(step).title)


@register.inclusion_tag("public/_boxes.html")
def boxes(progress: Progress | None) -> dict[str, Any]:
    """The boxes of a running section, and under them in words how far it has come."""
    if progress is None:
        return {"progress": None}
    return {
        "progress": progress,
        "boxes": [box(day.kind, day.day, day.reason) for day in progress.marks],
        "sentence": progress_sentence(progress, language.current()),
        "lowering": progress.change == "lower",
    }


@register.inclusion_tag("public/_day_boxes.html")
def day_boxes(marks: Iterable[DayMark], lowering: bool) -> dict[str, Any]:
    """Days of a section as boxes, without words under them."""
    return {"boxes": [box(day.kind, day.day, day.reason) for day in marks], "lowering": lowering}


def box(kind: MarkKind, day: date, reason: Text | None) -> dict[str, Any]:
    """One box of a section as `_day_boxes.html` draws it."""
    return {
        "kind": kind,
        "sign": MARKS[kind],
        "day": day,
        "weekday": language.weekday(day),
        "date": language.tiny_date(day),
        "reason": reason,
    }


@register.filter
def tiny_date(day: date) -> str:
    """As in "1.12.", "1 Dec"."""
    return language.tiny_date(day)


@register.simple_tag
def weekday_date(day: date) -> str:
    """As in "Mi 1.12.", "Wed 1 Dec"."""
    return f"{language.weekday(day)} {language.tiny_date(day)}"


@register.filter
def unlocalized(value: float) -> str:
    """A number for a drawing: with a point, whatever the language."""
    return f"{value:g}"


@register.filter
def unit_words(unit: str) -> str:
    """What the figures of an indicator count."""
    return {
        "per_100000_in_7_days": _("Je 100.000 Einwohner in sieben Tagen."),
        "percent_of_beds": _("In Prozent der Intensivbetten."),
    }.get(unit, "")


@register.filter
def comparison_word(word: str) -> str:
    """As in "mehr als", "mindestens"."""
    return phrases.WORDS[language.current()].get(word, word)


@register.filter
def coverage_word(status: str) -> str:
    """What became of a provision."""
    return {
        "encoded": _("führt das Programm aus"),
        "left to a human": _("entscheiden Menschen"),
        "definition": _("Begriff"),
        "not encoded": _("nicht abgebildet"),
    }.get(status, status)


@register.filter
def attribution_words(recorded: str) -> str:
    """What a source asks to be told with its figures; licences are asked for by their own names in every language."""
    told = {
        "data reshaped": _("bearbeitet"),
        "extract": _("Auszug"),
        "where each figure is on record stands beside it": _("wo jede Zahl belegt ist, steht dabei"),
        "single facts; no licence stated": _("einzelne Tatsachen; keine Lizenz angegeben"),
        "7-Tage-Inzidenz der COVID-19-Fälle in Deutschland": _("7-Tage-Inzidenz der COVID-19-Fälle in Deutschland"),
    }
    if recorded in told:
        return told[recorded]
    for separator in ("; ", ", "):
        recorded = separator.join(told.get(part, part) for part in recorded.split(separator))
    return recorded


@register.filter
def provision_text(provision: Provision) -> str:
    """The wording of a provision in the language of the page."""
    return provision.text_en if language.current() == "en" else provision.text_de


@register.simple_tag
def indicator_title(indicators: Mapping[str, Indicator], name: str) -> str:
    """What an indicator is called."""
    return words(indicators[name].title) if name in indicators else name


@register.simple_tag
def order_title(order: Determination) -> str:
    """A determination as a heading."""
    return sentences.order_title(order, law.library().regulation(order.regulation).named(order.version))


@register.simple_tag
def entry_title(entry: Entry) -> str:
    """What an entry of the ledger records."""
    return {
        "drafted": _("entworfen"),
        "approved": _("gezeichnet"),
        "published": _("veröffentlicht"),
        "withdrawn": _("zurückgezogen"),
        "suspended": _("gerichtlich ausgesetzt"),
        "late-publication": _("verspätet veröffentlicht"),
        "corrected": _("berichtigt"),
    }.get(str(entry.kind), str(entry.kind))
