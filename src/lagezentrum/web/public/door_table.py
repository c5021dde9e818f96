"""What doors demand, as tables for pages: by kind of place, and one door on two days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lagezentrum.access import Door, DoorRule, LevelUsed, Statement, level_statement
from lagezentrum.access.wording import sentence
from lagezentrum.engine.wording.phrases import WORDS, listed, number, text
from lagezentrum.law.access.limits import Limit
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.words import Setting
from lagezentrum.law.norm import Provision
from lagezentrum.web import doors
from lagezentrum.web.public import language
from lagezentrum.web.public.entry_answer import Told
from lagezentrum.web.public.proofs import norms
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class Demand:
    """What is demanded from a number of people on, in words.

    Attributes:
        people: from what number on; empty from the first person.
        sign: such as "2G+"; empty where no proof is needed or nothing is on record.
        says: the demand in words.
        besides: mask, contact data, further tests.
        cite: the provisions.
        known: whether the demand is on record.
        doubt: why it is uncertain, or not known; empty where it is neither.
    """

    people: str
    sign: str
    says: str
    besides: tuple[str, ...]
    cite: tuple[Provision, ...]
    known: bool
    doubt: str


@dataclass(frozen=True)
class Besides:
    """What else has to be known at a door: a heading, and sentences with their provisions."""

    head: str
    sentences: tuple[Told, ...]


@dataclass(frozen=True)
class DoorRow:
    """One door in a table: kind of place, indoors or outdoors, what it demands."""

    kind: str
    title: str
    setting: Setting
    where: str
    demands: tuple[Demand, ...]


def level_says(level: LevelUsed) -> str:
    """Which level was used, and how firmly it stands."""
    nothing = Statement("not_encoded.regulation", {"day": level.day})
    said = nothing if level.version is None else level_statement(level)
    return sentence(said, language.current(), language.names())


def why_nothing(seen: Situation, level: LevelUsed) -> str:
    """Why no door can be told of on a day; empty where some can."""
    of_version = doors.rules(seen.regulation.id).get(level.version or "")
    if level.version is None:
        return ""
    if of_version is None:
        return _("Welche Regel an welchem Ort gilt, ist für diese Fassung der Verordnung nicht hinterlegt.")
    return text(of_version.not_encoded, language.current()) if of_version.not_encoded else ""


def table(seen: Situation, area: str, day: date) -> tuple[LevelUsed, tuple[DoorRow, ...]]:
    """Every door of a district on a day; `seen` as `doors.seen_for` gives it."""
    level = doors.level_on(seen, area, day)
    of_version = doors.rules(seen.regulation.id).get(level.version or "")
    if of_version is None:
        return level, ()
    return level, tuple(
        row(of_version, kind, setting, door, seen.regulation.id) for kind, setting, door in doors.doors_at(seen, level)
    )


def row(rules: AccessRules, kind: str, setting: Setting, door: Door, regulation: str) -> DoorRow:
    """One door in words; `regulation` is the id, for the titles of its provisions."""
    of_place = rules.places[kind]
    provisions = norms(regulation).get(rules.version, {})
    return DoorRow(
        kind=kind,
        title=text(of_place.title, language.current()),
        setting=setting,
        where=(_("drinnen") if setting == "indoors" else _("draußen")) if len(of_place.settings) > 1 else "",
        demands=tuple(_differing(_demand(rule, rules, provisions) for rule in door.rules)),
    )


def _demand(rule: DoorRule, rules: AccessRules, provisions: Mapping[str, Provision]) -> Demand:
    return Demand(
        people=_people(rule.people),
        sign=rule.requirement if rule.requirement and "G" in rule.requirement else "",
        says=_says(rule),
        besides=tuple(_besides(rule, rules)) if rule.requirement not in (None, "closed") else (),
        cite=tuple(provisions[anchor] for anchor in rule.cite if anchor in provisions),
        known=rule.requirement is not None,
        doubt=_doubt(rule),
    )


def besides(rules: AccessRules, door: Door, regulation: str) -> tuple[Besides, ...]:
    """What else has to be known at a door, in words; `regulation` is the id, for the titles of its provisions."""
    provisions = norms(regulation).get(rules.version, {})
    heads = {
        _("So alt darf der Nachweis sein"): ("show.proof", "show.test"),
        _("Ausnahmen"): ("exempt", "exempt.tested", "exempt.with_test", "exempt.not_here"),
        _("Erleichterungen"): ("relief.booster", "relief.capacity_open"),
        _("Beschäftigte"): ("staff.without_proof",),
    }
    found = []
    for head, kinds in heads.items():
        told = tuple(
            Told(
                sentence(said, language.current(), language.names()),
                tuple(provisions[anchor] for anchor in said.cite if anchor in provisions),
            )
            for said in door.besides
            if said.kind in kinds
        )
        if told:
            found.append(Besides(head, told))
    return tuple(found)


def _doubt(rule: DoorRule) -> str:
    spoken = language.current()
    if rule.not_encoded is not None:
        return text(rule.not_encoded, spoken)
    if rule.uncertain is None:
        return ""
    facts = {"why": rule.uncertain, "source_class": rule.source_class}
    return sentence(Statement("uncertain", facts), spoken, {})


def _says(rule: DoorRule) -> str:
    return {
        None: _("nicht bekannt"),
        "none": _("kein Nachweis"),
        "3G": _("geimpft, genesen oder getestet"),
        "2G": _("geimpft oder genesen"),
        "2G+": _("geimpft oder genesen, und dazu getestet"),
        "closed": _("geschlossen"),
    }[rule.requirement]


def _besides(rule: DoorRule, rules: AccessRules) -> Iterable[str]:
    spoken = language.current()
    if rule.requirement in ("3G", "2G+") and rule.tests and set(rule.tests) != set(rules.tests):
        titles = [text(rules.tests[kind].title, spoken) for kind in rule.tests]
        yield _("als Test zählt nur: %(tests)s") % {"tests": listed(titles, spoken, "or")}
    if rule.repeats_test:
        yield _("Test bei Ankunft und danach regelmäßig")
    masks = {"any": _("Maske"), "medical": _("medizinische Maske"), "ffp2": _("Maske FFP2, KN95 oder gleichwertig")}
    if rule.mask in masks:
        yield masks[rule.mask]
    if rule.contact_data is not None:
        yield _("Kontaktdaten nur elektronisch") if rule.contact_data == "electronic_only" else _("Kontaktdaten")


def _people(limit: Limit | None) -> str:
    if limit is None:
        return ""
    spoken = language.current()
    word = _("mehr als") if limit.word == "above" else WORDS[spoken][limit.word]
    count = int(limit.number)
    said = {"word": word, "number": number(limit.number, spoken)}
    return ngettext("%(word)s %(number)s Mensch", "%(word)s %(number)s Menschen", count) % said


def _differing(demands: Iterable[Demand]) -> list[Demand]:
    """The demands without those that only repeat the one for fewer people."""
    kept: list[Demand] = []
    for demand in demands:
        same = (demand.says, demand.besides, demand.doubt)
        if not kept or same != (kept[-1].says, kept[-1].besides, kept[-1].doubt):
            kept.append(demand)
    return kept
