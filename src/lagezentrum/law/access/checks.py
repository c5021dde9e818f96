"""Whether the rules at a door fit together: no gap, no contradiction, no level that allows more than a lower one.

A row that lets more people in on a higher step is refused, except where it names the decision of a court that
made it so.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from lagezentrum.law.access.cells import check_cells, check_order, check_settings
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.model import Version
from lagezentrum.law.problems import fault, known_ones, unknown
from lagezentrum.law.source_text import KeyPath, SourceText
from lagezentrum.law.text import Text

_PROVISION = Text(de="Vorschrift", en="provision")
_TEST = Text(de="Test", en="test")
_PROOF = Text(de="Nachweis", en="proof")
_PLACE = Text(de="Art von Ort", en="kind of place")
_STEP = Text(de="Stufe", en="step")
_COURT = Text(de="Gerichtsentscheidung", en="court decision")
_LEADS_NOWHERE = Text(
    de="Ein Verweis ins Leere lässt sich weder befolgen noch erklären.",
    en="A reference into nothing can not be followed or explained.",
)


def check_access(rules: AccessRules, source: SourceText, version: Version, anchors: tuple[str, ...]) -> None:
    """Note in `source` every fault in the access rules of a version."""
    _check_belonging(rules, source, version)
    for path, kind, name, known in _named(rules, anchors):
        if name not in known:
            source.problem(path, unknown(kind, name, known), _LEADS_NOWHERE, known_ones(known))
    for place, of_place in rules.places.items():
        for setting in of_place.settings:
            for day in _days(of_place.rows, version):
                check_cells(rules, place, setting, day, source)
                check_order(rules, place, setting, day, source)
        check_settings(rules, place, source)
    for name, proof in rules.proofs.items():
        for day in _days(proof.windows, version):
            fitting = [window for window in proof.windows if window.on(day)]
            if len(fitting) != 1:
                source.problem(
                    ("proofs", name, "windows"),
                    *fault(
                        de=(
                            f"am {day} gelten {len(fitting)} Lesarten von {name!r}",
                            "Ob ein Nachweis gilt, muss an jedem Tag eine einzige Antwort haben.",
                            "Die Zeiträume müssen sich berühren: `to` des einen ist der Tag vor `from` des nächsten.",
                        ),
                        en=(
                            f"{len(fitting)} readings of {name!r} hold on {day}",
                            "Whether a proof counts must have one answer on every day.",
                            "Let the periods meet: `to` of one is the day before `from` of the next.",
                        ),
                    ),
                )
    for name in rules.courts:
        if not any(row.court == name for of_place in rules.places.values() for row in of_place.rows):
            source.problem(
                ("courts", name),
                *fault(
                    de=(
                        f"Gerichtsentscheidung {name!r} ändert keine Zeile",
                        "Sie sieht wie Recht aus und bewirkt nichts.",
                        "Nennen Sie sie mit `court:` in den Zeilen, die auf ihr beruhen, oder nehmen Sie sie heraus.",
                    ),
                    en=(
                        f"court decision {name!r} changes no row",
                        "It looks like law and changes nothing.",
                        "Name it by `court:` in the rows that it made what they are, or take it out.",
                    ),
                ),
            )


def _check_belonging(rules: AccessRules, source: SourceText, version: Version) -> None:
    for key, here, there in (
        ("regulation", rules.regulation, version.regulation),
        ("version", rules.version, version.version),
    ):
        if here != there:
            source.problem(
                (key,),
                *fault(
                    de=(
                        f"{key} ist {here!r}, aber die regulation.yaml daneben nennt {there!r}",
                        "Die Regeln an der Tür würden für die einer anderen Fassung gehalten.",
                        f"Schreiben Sie `{key}: {there}`, oder verschieben Sie die Datei.",
                    ),
                    en=(
                        f"{key} is {here!r}, but the regulation.yaml beside it says {there!r}",
                        "The rules at the door would be taken for those of another version.",
                        f"Write `{key}: {there}`, or move the file.",
                    ),
                ),
            )
    possible = ["0", *(name for rule in version.rules for name in version.steps(rule))]
    possible += [str(fixed.level) for fixed in version.fixed_levels] + [str(level) for level in version.levels]
    for position, step in enumerate(rules.steps):
        if step not in possible:
            source.problem(
                ("steps", position),
                *fault(
                    de=(
                        f"Stufe {step!r} kann in dieser Fassung nicht gelten",
                        "Regeln für sie würden nie angewandt.",
                        f"Stufen dieser Fassung: {', '.join(dict.fromkeys(possible))}.",
                    ),
                    en=(
                        f"step {step!r} can not hold under this version",
                        "Rules for it would never apply.",
                        f"Steps of this version: {', '.join(dict.fromkeys(possible))}.",
                    ),
                ),
            )
    for path, dated in _dated(rules):
        for day in filter(None, (dated.from_, dated.to)):
            if not version.in_force.covers(day):
                source.problem(
                    path,
                    *fault(
                        de=(
                            f"reicht bis zum {day}, an dem diese Fassung nicht gilt",
                            "Eine Fassung kann nichts außerhalb ihrer eigenen Zeit anordnen.",
                            "`from` und `to` müssen in `in_force` der regulation.yaml liegen oder ganz fehlen.",
                        ),
                        en=(
                            f"touches {day}, when this version is not in force",
                            "A version can not order anything outside its own time.",
                            "Keep `from` and `to` inside `in_force` of the regulation.yaml, or leave them out.",
                        ),
                    ),
                )


def _dated(rules: AccessRules) -> Iterator[tuple[KeyPath, Any]]:
    for name, proof in rules.proofs.items():
        yield from ((("proofs", name, "windows", n), window) for n, window in enumerate(proof.windows))
    yield from ((((name,)), relief) for name in ("booster", "capacity") if (relief := getattr(rules, name)))
    for place, of_place in rules.places.items():
        yield from ((("places", place, "rows", n), row) for n, row in enumerate(of_place.rows))


def _named(rules: AccessRules, anchors: tuple[str, ...]) -> Iterator[tuple[KeyPath, Text, str, tuple[str, ...]]]:
    """Every name that must lead somewhere: path, kind, name, known names."""
    yield from ((path, _PROVISION, anchor, anchors) for path, anchor in _cited(rules, ()))
    tests, proofs, steps = tuple(rules.tests), tuple(rules.proofs), tuple(rules.steps)
    for name, exemption in rules.exemptions.items():
        here: KeyPath = ("exemptions", name)
        yield from ((((*here, "tests", n)), _TEST, test, tests) for n, test in enumerate(exemption.tests))
        for n, place in enumerate(exemption.except_places):
            yield (*here, "except_places", n), _PLACE, place, tuple(rules.places)
    if rules.staff is not None:
        for n, test in enumerate(rules.staff.otherwise_tests):
            yield ("staff", "otherwise_tests", n), _TEST, test, tests
        for n, proof in enumerate(rules.staff.proofs):
            yield ("staff", "proofs", n), _PROOF, proof, proofs
    for place, of_place in rules.places.items():
        for number, row in enumerate(of_place.rows):
            here = ("places", place, "rows", number)
            yield from (((*here, "steps", n), _STEP, step, steps) for n, step in enumerate(row.steps))
            yield from (((*here, "tests", n), _TEST, test, tests) for n, test in enumerate(row.tests))
            if row.court is not None:
                yield (*here, "court"), _COURT, row.court, tuple(rules.courts)


def _cited(part: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            value, here = getattr(part, name), (*path, field.alias or name)
            if name == "cite":
                yield from (((*here, n), anchor) for n, anchor in enumerate(value))
            else:
                yield from _cited(value, here)
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _cited(value, (*path, key))
    elif isinstance(part, tuple):
        for position, value in enumerate(part):
            yield from _cited(value, (*path, position))


def _days(parts: Iterable[Any], version: Version) -> list[date]:
    """A day from each stretch of the version's time in which the same parts hold."""
    days = {version.in_force.from_}
    for part in parts:
        days |= {part.from_} if part.from_ else set()
        days |= {part.to + timedelta(days=1)} if part.to else set()
    return sorted(day for day in days if version.in_force.covers(day))
