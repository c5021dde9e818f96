"""The certain outlook of a step as a card has it: the day as a heading, then one short line for each thing to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lagezentrum.engine.wording.phrases import Language, counted_days, listed, long_date, text
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.earliest.model import Path, Prospect, StepOutlook
from lagezentrum.outlook.earliest.wording import days_words, missing_words, needs_words, other_ways, sentence

_SAY: dict[Language, dict[str, str]] = {
    "de": {
        "running": "Frühestens ab {day}",
        "undetermined": "Offen, frühestens ab {day}",
        "needs": "Nötig an {n} Zähltagen ({listed}): {needs}",
        "needs_one": "Nötig an einem Zähltag ({listed}): {needs}",
        "counted": "{counted} von {needed} {days} sind gezählt.",
        "otherwise": "Sonst nicht vor {day}.",
        "never": "Sonst unter dieser Fassung nicht mehr.",
        "break": "Noch am {day}, kann ein einziger Wert das verhindern.",
        "break_then": "Noch am {day}, kann ein einziger Wert das verhindern; auf diesem Weg dann nicht vor {then}.",
        "hangs": "Es fehlt: {missing} Hier ist angenommen, dass das genügt.",
        "hangs_else": "Fehlt es weiter: frühestens ab {day}.",
        "hangs_never": "Fehlt es weiter, kommt es unter dieser Fassung nicht dazu.",
        "open": "Es hängt an Werten, die fehlen: {missing}",
        "refrained": "Die Behörde hat davon abgesehen, bis {day}.",
        "also": "Dafür muss auch enden: {rule}, frühestens ab {day}.",
        "or_rule": "Auch möglich: {rule}, frühestens ab {day}.",
        "way": "{rule} ({way}): frühestens ab {day}",
        "way_needs": ", wenn an {listed} gilt: {needs}",
        "way_counted": " ({counted} von {needed} gezählt)",
        "way_break": " ({counted} von {needed} gezählt; bis {last} kann ein einziger Wert es verhindern)",
    },
    "en": {
        "running": "From {day} at the earliest",
        "undetermined": "Open, from {day} at the earliest",
        "needs": "Needed on {n} counting days ({listed}): {needs}",
        "needs_one": "Needed on one counting day ({listed}): {needs}",
        "counted": "{counted} of {needed} {days} are counted.",
        "otherwise": "Otherwise not before {day}.",
        "never": "Otherwise no more under this version.",
        "break": "As late as {day}, a single value can prevent it.",
        "break_then": "As late as {day}, a single value can prevent it; in this way then not before {then}.",
        "hangs": "Missing: {missing} Here it is taken as enough.",
        "hangs_else": "If it stays missing: from {day} at the earliest.",
        "hangs_never": "If it stays missing, it does not come about under this version.",
        "open": "It hangs on missing values: {missing}",
        "refrained": "The authority has refrained from it until {day}.",
        "also": "This must end for it, too: {rule}, from {day} at the earliest.",
        "or_rule": "Also possible: {rule}, from {day} at the earliest.",
        "way": "{rule} ({way}): from {day} at the earliest",
        "way_needs": ", if on {listed}: {needs}",
        "way_counted": " ({counted} of {needed} counted)",
        "way_break": " ({counted} of {needed} counted; until {last} a single value can prevent it)",
    },
}


@dataclass(frozen=True, slots=True)
class Lines:
    """What a card says of a step.

    Attributes:
        when: the day, as a heading; empty where a sentence without conditions says it all.
        lines: whole sentences, the nearest thing to know first.
        ways: every rule and way with what it asks for; empty where there is only one.
    """

    when: str
    lines: tuple[str, ...]
    ways: tuple[str, ...]


def lines_of(found: StepOutlook, regulation: Regulation, language: Language) -> Lines:
    """A step of the outlook of an area in short lines.

    Args:
        found: the step.
        regulation: the versions it was looked for under.
        language: of the words.
    """
    deciding = found.deciding
    path = None if deciding is None else deciding.nearest
    if deciding is None or path is None or found.earliest is None:
        return Lines("", (sentence(found, regulation, language),), ())
    say = _SAY[language]
    state = "undetermined" if found.state == "undetermined" else "running"
    told = [*_open(path, regulation, language)] if state == "undetermined" else []
    if state == "running":
        told += [_needed(path, regulation, language), _otherwise(found, language), _break(path, language)]
        told += other_ways(deciding, regulation, language)
        told += _hangs(deciding, path, regulation, language)
        told.append(
            say["counted"].format(counted=path.counted, needed=path.needed, days=counted_days(path.calendar, language))
        )
    if deciding.until is not None:
        told.append(say["refrained"].format(day=long_date(deciding.until, language)))
    told += _other_rules(found, deciding, regulation, language)
    ways = tuple(_ways(found, regulation, language))
    return Lines(
        say[state].format(day=long_date(found.earliest, language)),
        tuple(line for line in told if line),
        ways if len(ways) > 1 else (),
    )


def _needed(path: Path, regulation: Regulation, language: Language) -> str:
    version, ahead = regulation.named(path.version), path.remaining
    if version is None or not ahead:
        return ""
    return _SAY[language]["needs_one" if len(ahead) == 1 else "needs"].format(
        n=len(ahead),
        listed=days_words([box.day for box in ahead], language),
        needs=needs_words(ahead[0].needs, version, language) + ".",
    )


def _ended(said: str) -> str:
    """With a full stop; short German dates have one already."""
    return said if said.endswith(".") else said + "."


def _otherwise(found: StepOutlook, language: Language) -> str:
    if found.otherwise is None:
        return _SAY[language]["never"]
    if found.earliest is not None and found.otherwise <= found.earliest:
        return ""
    return _SAY[language]["otherwise"].format(day=long_date(found.otherwise, language))


def _break(path: Path, language: Language) -> str:
    last = path.last_break
    if last is None:
        return ""
    day = long_date(last.day, language)
    if last.then is None:
        return _SAY[language]["break"].format(day=day)
    return _SAY[language]["break_then"].format(day=day, then=long_date(last.then, language))


def _hangs(found: Prospect, path: Path, regulation: Regulation, language: Language) -> Iterable[str]:
    version = regulation.named(path.version)
    if not path.hangs_on or version is None:
        return
    sure = [way.certain.effect for way in found.ways if way.certain is not None]
    then = _SAY[language]["hangs_never"]
    if sure:
        then = _SAY[language]["hangs_else"].format(day=long_date(min(sure), language))
    missing = _ended(missing_words(path.hangs_on, version, language))
    yield _SAY[language]["hangs"].format(missing=missing) + " " + then


def _open(path: Path, regulation: Regulation, language: Language) -> Iterable[str]:
    version = regulation.named(path.version)
    if version is not None:
        yield _SAY[language]["open"].format(missing=_ended(missing_words(path.hangs_on, version, language)))


def _other_rules(found: StepOutlook, deciding: Prospect, regulation: Regulation, language: Language) -> Iterable[str]:
    """The other rules: a level can begin under any of them, and must end under each by which it holds."""
    told: dict[str, date] = {}
    for prospect in found.along:
        if prospect.rule == deciding.rule or prospect.earliest is None:
            continue
        known = told.get(prospect.rule)
        later = max if found.change == "lower" else min
        told[prospect.rule] = prospect.earliest if known is None else later(known, prospect.earliest)
    template = _SAY[language]["or_rule" if found.change == "raise" else "also"]
    for rule, day in told.items():
        yield template.format(rule=_rule_title(rule, regulation, language), day=long_date(day, language))


def _ways(found: StepOutlook, regulation: Regulation, language: Language) -> Iterable[str]:
    say = _SAY[language]
    for prospect in found.along:
        for way in prospect.ways if prospect.step == found.step else ():
            path = way.earliest
            version = regulation.named(path.version)
            if version is None:
                continue
            names = listed([text(version.indicators[name].title, language) for name in path.indicators], language)
            rule = _rule_title(prospect.rule, regulation, language)
            # What only missing values leave open is over already, and can still not begin before the prospect can.
            day = path.effect if path.breaks else max(path.effect, prospect.earliest or path.effect)
            said = say["way"].format(rule=rule, way=names, day=long_date(day, language))
            if path.remaining:
                days = days_words([box.day for box in path.remaining], language)
                needs = needs_words(path.remaining[0].needs, version, language)
                said += say["way_needs"].format(listed=days, needs=needs)
            last = days_words([path.last_break.day], language) if path.last_break is not None else ""
            end = say["way_break" if last else "way_counted"]
            yield said + end.format(counted=path.counted, needed=path.needed, last=last) + "."


def _rule_title(rule: str, regulation: Regulation, language: Language) -> str:
    return next((text(v.rules[rule].title, language) for v in regulation.versions if rule in v.rules), rule)
