"""What feeds say, in German and English: one sentence per change, marked as an exercise where it is one."""

from datetime import date
from typing import Literal

from django.conf import settings
from django.utils import formats, translation

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import all_areas
from lagezentrum.web.ledger import law
from lagezentrum.web.ledger.determination import Determination

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")

_EXERCISE = Text(
    de="Übung – keine echte Warnung. Diese Meldung stammt aus einem Übungsbetrieb.",
    en="Exercise – not a live warning. This message comes from an exercise.",
)
_SAID = {
    "raise": Text(de="{area}: {step} ab {day}", en="{area}: {step} from {day}"),
    "lower": Text(de="{area}: {step} endet, zuletzt am {before}", en="{area}: {step} ends, last day {before}"),
    "refrain": Text(
        de="{area}: {step} wird trotz der Zahlen nicht festgestellt",
        en="{area}: {step} is not determined despite the figures",
    ),
    "withdrawn": Text(de="{area}: {step} – zurückgezogen", en="{area}: {step} – withdrawn"),
    "suspended": Text(de="{area}: {step} – vom Gericht ausgesetzt", en="{area}: {step} – suspended by a court"),
}


def half(text: Text, language: Language) -> str:
    """A text in a language."""
    return text.de if language == "de" else text.en


def long_date(day: date, language: Language) -> str:
    """A date with its weekday: "Mittwoch, 1. Dezember 2021"."""
    with translation.override(language):
        return str(formats.date_format(day, "l, j. F Y" if language == "de" else "l, j F Y"))


def area_title(area: str) -> str:
    """What an area is called; a Land by its name."""
    found = all_areas().get(area)
    return area if found is None else found.title


def step_title(determination: Determination, language: Language) -> str:
    """What a level or consequence is called under the version of a determination."""
    version = law.on_file(determination.regulation).named(determination.version)
    if version is None:
        return determination.step
    rule = version.rules.get(determination.rule)
    if rule is not None and rule.consequence is not None:
        return half(rule.consequence.title, language)
    return half(version.levels[int(determination.step)], language)


def authority(determination: Determination) -> str:
    """Who decided: the district by name, or the authority that the rule names."""
    version = law.on_file(determination.regulation).named(determination.version)
    rule = version.rules.get(determination.rule) if version else None
    return "" if rule is None else law.authority(rule, determination.area)


def headline(determination: Determination, language: Language) -> str:
    """What a determination does, in one line; what became of it if it no longer stands."""
    if determination.state in ("withdrawn", "suspended"):
        return _said(determination.state, determination, language)
    return ordered(determination, language)


def ordered(determination: Determination, language: Language) -> str:
    """What a determination does, in one line, whatever became of it."""
    return _said("refrain" if determination.kind == "refrain" else determination.change, determination, language)


def _said(key: str, determination: Determination, language: Language) -> str:
    day = determination.holds_from
    return half(_SAID[key], language).format(
        area=area_title(determination.area),
        step=step_title(determination, language),
        day=long_date(day, language) if day else "",
        before=long_date(date.fromordinal(day.toordinal() - 1), language) if day else "",
    )


def marked(line: str, language: Language) -> str:
    """A line with the mark of an exercise in front, where it is one."""
    if not settings.EXERCISE:
        return line
    return f"{'ÜBUNG' if language == 'de' else 'EXERCISE'}: {line}"


def exercise_note(language: Language) -> str:
    """What an exercise says of itself; empty where the service is real."""
    return half(_EXERCISE, language) if settings.EXERCISE else ""
