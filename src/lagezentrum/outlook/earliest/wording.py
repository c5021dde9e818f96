"""The certain outlook in whole sentences, German and English."""

from collections.abc import Iterable, Sequence
from datetime import date

from lagezentrum.engine.outcome import MissingValue
from lagezentrum.engine.wording.phrases import (
    MONTHS,
    WEEKDAYS,
    WORDS,
    Language,
    amount,
    counted_days,
    level_title,
    listed,
    long_date,
    text,
)
from lagezentrum.law.model import Regulation, Version
from lagezentrum.outlook.earliest.model import Needs, Path, Prospect, Settled, StepOutlook

_SAY: dict[Language, dict[str, str]] = {
    "de": {
        "raise": "Frühestens ab {day}: {what}",
        "lower": "Frühestens ab {day}: {what} endet",
        "if": ", wenn {days}: {needs}",
        "each_of": "an {n} Zähltagen ({listed}) gilt",
        "one_day": "an einem Zähltag ({listed}) gilt",
        "otherwise": "; sonst nicht vor {day}",
        "never": "; sonst unter dieser Fassung nicht mehr",
        "counted": "{counted} von {needed} {days} sind gezählt.",
        "hangs": "Dabei zählen Tage mit, an denen ein Wert fehlt ({missing}). ",
        "hangs_else": "Fehlt das weiter: frühestens ab {day}.",
        "hangs_never": "Fehlt das weiter, kommt es unter dieser Fassung nicht dazu.",
        "or_way": "Auf anderem Weg ({way}) frühestens ab {day}.",
        "or_rule": "Auch möglich: {rule}, frühestens ab {day}.",
        "also": "Dafür muss auch enden: {rule}, frühestens ab {day}.",
        "not_anew": "Neu erreicht werden darf {what} bis dahin nicht.",
        "met.raise": "Frühestens ab {day}: {what}. Erreicht, aber noch nicht festgestellt.",
        "met.lower": "Frühestens ab {day}: {what} endet. Nicht mehr erreicht, aber noch nicht aufgehoben.",
        "undetermined.raise": "Offen, frühestens ab {day}: {what}. Es hängt an Werten, die fehlen ({missing}).",
        "undetermined.lower": "Offen, frühestens ab {day}: {what} endet. Es hängt an Werten, die fehlen ({missing}).",
        "anew": "Die Behörde hat davon abgesehen. Frühestens ab {day}: {what}, wenn die Bedingung erst wegfällt und "
        "dann neu erfüllt wird.",
        "refrained": "Die Behörde hat davon abgesehen, bis {day}.",
        "order.raise": "Ab {day}: {what}. Das ist festgestellt.",
        "order.lower": "Ab {day}: {what} endet. Das ist verfügt.",
        "finding.raise": "Frühestens ab {day}: {what}. Erreicht, aber noch nicht festgestellt.",
        "finding.lower": "Frühestens ab {day}: {what} endet. Nicht mehr erreicht, aber noch nicht aufgehoben.",
        "regulation.raise": "Ab {day}: {what}. Die Verordnung selbst bestimmt das.",
        "regulation.lower": "Ab {day}: {what} endet. Die Verordnung selbst bestimmt das.",
        "suspension_ends.raise": "Ab {day}: {what} gilt wieder. Die gerichtliche Aussetzung endet am Tag davor.",
        "suspension_ends.lower": "Ab {day}: {what} endet doch. Die gerichtliche Aussetzung der Aufhebung endet am Tag "
        "davor.",
        "suspension_begins.raise": "Ab {day}: {what} gilt weiter. Von da an ist die Aufhebung gerichtlich ausgesetzt.",
        "suspension_begins.lower": "Ab {day}: {what} gilt nicht. Von da an ist die Feststellung gerichtlich "
        "ausgesetzt.",
        "excluded.raise": "{what}: Nach den Werten kommt das unter der bekannten Fassung nicht mehr.",
        "excluded.lower": "{what}: Nach den Werten endet das unter der bekannten Fassung nicht mehr.",
        "rule_ends": "Die Regel endet am {day}.",
        "value_of": "{title} vom {days}",
    },
    "en": {
        "raise": "From {day} at the earliest: {what}",
        "lower": "From {day} at the earliest: {what} ends",
        "if": ", if {days}: {needs}",
        "each_of": "on {n} counting days ({listed})",
        "one_day": "on one counting day ({listed})",
        "otherwise": "; otherwise not before {day}",
        "never": "; otherwise no more under this version",
        "counted": "{counted} of {needed} {days} are counted.",
        "hangs": "This includes days on which a value is missing ({missing}). ",
        "hangs_else": "If that stays missing: from {day} at the earliest.",
        "hangs_never": "If that stays missing, it does not come about under this version.",
        "or_way": "In another way ({way}) from {day} at the earliest.",
        "or_rule": "Also possible: {rule}, from {day} at the earliest.",
        "also": "This must end for it, too: {rule}, from {day} at the earliest.",
        "not_anew": "Until then {what} must not be met anew.",
        "met.raise": "From {day} at the earliest: {what}. Met, but not determined yet.",
        "met.lower": "From {day} at the earliest: {what} ends. No longer met, but not lifted yet.",
        "undetermined.raise": "Open, from {day} at the earliest: {what}. It hangs on missing values ({missing}).",
        "undetermined.lower": "Open, from {day} at the earliest: {what} ends. It hangs on missing values ({missing}).",
        "anew": "The authority has refrained from it. From {day} at the earliest: {what}, if the condition first "
        "ceases and is then met anew.",
        "refrained": "The authority has refrained from it until {day}.",
        "order.raise": "From {day}: {what}. This has been determined.",
        "order.lower": "From {day}: {what} ends. This has been ordered.",
        "finding.raise": "From {day} at the earliest: {what}. Met, but not determined yet.",
        "finding.lower": "From {day} at the earliest: {what} ends. No longer met, but not lifted yet.",
        "regulation.raise": "From {day}: {what}. The regulation itself says so.",
        "regulation.lower": "From {day}: {what} ends. The regulation itself says so.",
        "suspension_ends.raise": "From {day}: {what} holds again. The court's suspension ends on the day before.",
        "suspension_ends.lower": "From {day}: {what} ends after all. The court's suspension of the lifting ends on the "
        "day before.",
        "suspension_begins.raise": "From {day}: {what} goes on. The lifting is suspended by a court from then on.",
        "suspension_begins.lower": "From {day}: {what} does not hold. The determination is suspended by a court from "
        "then on.",
        "excluded.raise": "{what}: by the figures this can not come any more under the version known.",
        "excluded.lower": "{what}: by the figures this can not end any more under the version known.",
        "rule_ends": "The rule ends on {day}.",
        "value_of": "{title} of {days}",
    },
}


def sentence(found: StepOutlook, regulation: Regulation, language: Language) -> str:
    """What is to be said of a step in an area: "Frühestens ab …: Warnstufe 2, wenn …; sonst nicht vor …"."""
    if found.settled is not None:
        return settled_sentence(found.settled, regulation, language, step_title(found, language))
    if found.deciding is None:
        said = _SAY[language][f"excluded.{found.change}"].format(what=step_title(found, language))
        ends = [p.until for p in found.along if p.until is not None]
        return f"{said} {_SAY[language]['rule_ends'].format(day=long_date(max(ends), language))}" if ends else said
    parts = [_prospect(found.deciding, found.earliest, found.otherwise, step_title(found, language), regulation,
                       language)]  # fmt: skip
    parts.extend(_other_rules(found, found.deciding, regulation, language))
    # What ends sooner, or ends only as a higher level, leaves room for the level to be met again.
    if found.change == "lower" and any((p.earliest, p.step) != (found.earliest, found.step) for p in found.along):
        parts.append(_SAY[language]["not_anew"].format(what=step_title(found, language)))
    return " ".join(parts)


def prospect_sentence(found: Prospect, regulation: Regulation, language: Language) -> str:
    """The same for a change of one step under one rule."""
    what = level_title(found.step, found.title, language)
    if found.earliest is None:
        said = _SAY[language][f"excluded.{found.change}"].format(what=what)
        if found.until is None:
            return said
        return f"{said} {_SAY[language]['rule_ends'].format(day=long_date(found.until, language))}"
    return _prospect(found, found.earliest, found.otherwise, what, regulation, language)


def settled_sentence(found: Settled, regulation: Regulation, language: Language, title: str = "") -> str:
    """What comes on a known day, and by what."""
    what = title or _settled_title(found, regulation, language)
    return _SAY[language][f"{found.cause}.{found.change}"].format(day=long_date(found.day, language), what=what)


def step_title(found: StepOutlook, language: Language) -> str:
    """What the step is called: "Warnstufe 2"."""
    return level_title(found.step, found.title, language)


def needs_words(needs: Needs, version: Version, language: Language) -> str:
    """What a day must bring: "7-Tage-Inzidenz mehr als 35 und Intensivbetten-Anteil mehr als 5 %"."""
    ways = []
    for way in needs:
        parts = []
        for need in way:
            indicator = version.indicators[need.indicator]
            limit = f"{WORDS[language][need.word]} {amount(need.threshold, indicator.unit, language)}"
            parts.append(f"{text(indicator.title, language)} {limit}")
        ways.append(listed(parts, language))
    return listed(list(dict.fromkeys(ways)), language, "or")


def days_words(days: Sequence[date], language: Language) -> str:
    """Days in short: "Sa 4.12., Mo 6.12. und Di 7.12."."""
    return listed([_tiny(day, language) for day in days], language)


def missing_words(values: Iterable[MissingValue], version: Version, language: Language) -> str:
    """Values that are not on record, by indicator: "Intensivbetten-Anteil vom Fr 10.12. und Sa 11.12."."""
    days: dict[str, list[date]] = {}
    for value in values:
        days.setdefault(value.indicator, []).append(value.day)
    return listed(
        [
            _SAY[language]["value_of"].format(
                title=text(version.indicators[name].title, language), days=days_words(of_one, language)
            )
            for name, of_one in days.items()
        ],
        language,
    )


def _prospect(
    found: Prospect,
    earliest: date | None,
    otherwise: date | None,
    what: str,
    regulation: Regulation,
    language: Language,
) -> str:
    say, day = _SAY[language], "" if earliest is None else long_date(earliest, language)
    path = found.nearest
    version = None if path is None else regulation.named(path.version)
    if path is None or version is None:
        if found.state == "running":
            return say["anew"].format(day=day, what=what)
        cause = "order" if found.state == "settled" else "met"
        return say[f"{cause}.{found.change}"].format(day=day, what=what)
    missing = missing_words(path.hangs_on, version, language)
    if found.state == "undetermined":
        return say[f"undetermined.{found.change}"].format(day=day, what=what, missing=missing)
    said = say[found.change].format(day=day, what=what) + _condition(path, version, language)
    if otherwise is None:
        said += say["never"]
    elif earliest is not None and otherwise > earliest:
        said += say["otherwise"].format(day=long_date(otherwise, language))
    told = [f"{said}."]
    if found.until is not None:
        told.append(say["refrained"].format(day=long_date(found.until, language)))
    told.append(
        say["counted"].format(counted=path.counted, needed=path.needed, days=counted_days(path.calendar, language))
    )
    told.extend(other_ways(found, regulation, language))
    if path.hangs_on:
        sure = [way.certain.effect for way in found.ways if way.certain is not None]
        then = say["hangs_else"].format(day=long_date(min(sure), language)) if sure else say["hangs_never"]
        told.append(say["hangs"].format(missing=missing) + then)
    return " ".join(told)


def _condition(path: Path, version: Version, language: Language) -> str:
    remaining = path.remaining
    if not remaining:
        return ""
    days = _SAY[language]["one_day" if len(remaining) == 1 else "each_of"].format(
        n=len(remaining), listed=days_words([box.day for box in remaining], language)
    )
    return _SAY[language]["if"].format(days=days, needs=needs_words(remaining[0].needs, version, language))


def other_ways(found: Prospect, regulation: Regulation, language: Language) -> Iterable[str]:
    """The other ways under the same rule, with when each could bring it."""
    for way in found.ways[1:]:
        version = regulation.named(way.earliest.version)
        if version is None:
            continue
        names = listed([text(version.indicators[name].title, language) for name in way.earliest.indicators], language)
        yield _SAY[language]["or_way"].format(way=names, day=long_date(way.earliest.effect, language))


def _other_rules(found: StepOutlook, deciding: Prospect, regulation: Regulation, language: Language) -> Iterable[str]:
    """The other rules: a level can begin under any of them, and must end under each by which it holds."""
    order = found.along if found.change == "raise" else tuple(reversed(found.along))
    told: dict[str, Prospect] = {}
    for prospect in order:
        if prospect.rule != deciding.rule and prospect.earliest is not None:
            if found.change == "raise":
                told.setdefault(prospect.rule, prospect)
            else:
                told[prospect.rule] = prospect
    template = _SAY[language]["or_rule" if found.change == "raise" else "also"]
    for rule, prospect in told.items():
        assert prospect.earliest is not None  # noqa: S101 (chosen so)
        title = next((text(v.rules[rule].title, language) for v in regulation.versions if rule in v.rules), rule)
        yield template.format(rule=title, day=long_date(prospect.earliest, language))


def _settled_title(found: Settled, regulation: Regulation, language: Language) -> str:
    for version in reversed(regulation.versions):
        rule = version.rules.get(found.rule)
        if rule is not None and rule.consequence is not None and rule.consequence.name == found.step:
            return text(rule.consequence.title, language)
        if found.step.isdigit() and int(found.step) in version.levels:
            return level_title(found.step, version.levels[int(found.step)], language)
    return found.step


def _tiny(day: date, language: Language) -> str:
    """A day in short: "Fr 10.12."."""
    if language == "de":
        return f"{WEEKDAYS['de'][day.weekday()][:2]} {day.day}.{day.month}."
    return f"{WEEKDAYS['en'][day.weekday()][:3]} {day.day} {MONTHS['en'][day.month - 1][:3]}"
