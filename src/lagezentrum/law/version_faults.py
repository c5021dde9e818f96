"""What `checks` says about a version whose parts do not fit together, and about versions that contradict each other."""

from collections.abc import Collection, Sequence
from datetime import date

from lagezentrum.law.model import FixedLevel, Scope, Version
from lagezentrum.law.problems import Fault, fault, known_ones, unknown
from lagezentrum.law.text import Text

PROVISION = Text(de="Vorschrift", en="provision")
CALENDAR = Text(de="Kalender", en="calendar")
SECTION = Text(de="Abschnitt", en="section")
RULE = Text(de="Regel", en="rule")
INDICATOR = Text(de="Indikator", en="indicator")

_SCOPES: dict[Scope, str] = {"state": "das Land", "district": "Landkreise"}


def unknown_name(kind: Text, name: str, known: Collection[str]) -> Fault:
    """A reference into nothing."""
    remedy = known_ones(known)
    if kind == PROVISION:
        remedy = Text(
            de=f"{remedy.de} Vorschriften stehen in norm.md neben dieser Datei.",
            en=f"{remedy.en} Provisions are declared in norm.md beside this file.",
        )
    why = Text(
        de="Was ins Leere verweist, lässt sich weder befolgen noch erklären.",
        en="A reference into nothing can not be followed or explained.",
    )
    return Fault(unknown(kind, name, known), why, remedy)


def levels_with_holes(declared: Sequence[int]) -> Fault:
    """Levels whose numbers leave a hole."""
    return fault(
        de=(
            f"die Stufen haben die Nummern {declared}",
            "Eine Stufe heißt nach ihrer Nummer, 1 für die niedrigste Schwelle; eine Lücke sähe aus wie eine "
            "fehlende Stufe.",
            "Nummerieren Sie die Stufen 1, 2, 3 … ohne Lücke.",
        ),
        en=(
            f"levels are numbered {declared}",
            "A level is named by its number from 1 for the lowest threshold; a hole would look like a missing level.",
            "Number the levels 1, 2, 3 … without a hole.",
        ),
    )


def without_range(rule: str, indicator: str, table: str) -> Fault:
    """A rule looks at an indicator that has no range in `table`."""
    return fault(
        de=(
            f"Regel {rule!r} sieht auf {indicator!r}, wofür es keinen Wertebereich gibt",
            "Ohne Wertebereich weiß niemand, ob er erreicht ist.",
            f"Ergänzen Sie {indicator!r} unter `{table}`, oder lassen Sie es aus dem Weg heraus.",
        ),
        en=(
            f"rule {rule!r} looks at {indicator!r}, which has no range",
            "Without a range nobody can tell whether it is reached.",
            f"Add {indicator!r} to `{table}`, or leave it out of the route.",
        ),
    )


def statewide_by_district(rule: str, indicator: str) -> Fault:
    """A rule for the Land looks at figures of districts."""
    return fault(
        de=(
            f"die landesweite Regel {rule!r} sieht auf {indicator!r}, das je Landkreis veröffentlicht wird",
            "Ein Land hat keinen Wert eines Landkreises.",
            "Setzen Sie `scope` der Regel auf `district`, oder nehmen Sie einen landesweiten Indikator.",
        ),
        en=(
            f"statewide rule {rule!r} looks at {indicator!r}, which is published by district",
            "A state has no district figure.",
            "Make the rule's scope `district`, or use a statewide indicator.",
        ),
    )


def other_levels(indicator: str, given: Sequence[int], declared: Sequence[int]) -> Fault:
    """Ranges for other levels than the version has."""
    return fault(
        de=(
            f"Wertebereiche von {indicator!r} gibt es für die Stufen {given}, die Fassung hat {declared}",
            "Jede Stufe braucht einen Wertebereich, und jeder Wertebereich eine Stufe.",
            "Geben Sie je Stufe unter `levels` einen Wertebereich an.",
        ),
        en=(
            f"ranges of {indicator!r} are given for levels {given}, declared are {declared}",
            "Every level needs a range, and every range a level.",
            "Give one range per level declared under `levels`.",
        ),
    )


def seam(indicator: str, description: Text) -> Fault:
    """A gap or an overlap between two ranges."""
    return fault(
        de=(
            f"Wertebereiche von {indicator!r}: {description.de}",
            "Ein Wert in einer Lücke hätte keine Stufe, einer in einer Überschneidung zwei.",
            "Lassen Sie jeden Wertebereich dort beginnen, wo der darunter endet: `at_most: X`, dann `above: X`.",
        ),
        en=(
            f"ranges of {indicator!r}: {description.en}",
            "A value in a gap or an overlap would have no level or two.",
            "Let each range begin where the one below ends: `at_most: X`, then `above: X`.",
        ),
    )


def fixed_at_no_level(level: int, declared: Sequence[int]) -> Fault:
    """A fixed level that the version does not have."""
    return fault(
        de=(
            f"die festgesetzte Stufe {level} steht nicht unter `levels`",
            "Eine Stufe ohne Namen und Wertebereiche sagt niemandem etwas.",
            f"Es gibt: {declared}.",
        ),
        en=(
            f"fixed level {level} is not declared under `levels`",
            "A level without a name and ranges means nothing to anybody.",
            f"Declared: {declared}.",
        ),
    )


def fixed_outside_territory(fixed: FixedLevel) -> Fault:
    """A fixed level where the version does not hold."""
    return fault(
        de=(
            f"die festgesetzte Stufe {fixed.level} ist für das Gebiet {fixed.area!r}, außerhalb des Geltungsbereichs",
            "Eine Regelung kann keine Stufen festsetzen, wo sie nicht gilt.",
            "Nennen Sie den Schlüssel eines Landes aus `territory` oder den AGS eines Landkreises darin.",
        ),
        en=(
            f"fixed level {fixed.level} is set for area {fixed.area!r}, outside the territory",
            "A regulation can not fix levels where it does not hold.",
            "Name a Land key of `territory`, or the AGS of a district in it.",
        ),
    )


def fixed_outside_time(level: int, day: date) -> Fault:
    """A fixed level when the version does not hold."""
    return fault(
        de=(
            f"die festgesetzte Stufe {level} berührt den {day}, an dem diese Fassung nicht in Kraft ist",
            "Eine Regelung kann außerhalb ihrer Geltungszeit keine Stufen festsetzen.",
            "Halten Sie `from` und `to` innerhalb von `in_force`.",
        ),
        en=(
            f"fixed level {level} touches {day}, when this version is not in force",
            "A regulation can not fix levels outside its own time.",
            "Keep `from` and `to` inside `in_force`.",
        ),
    )


def folder_of_another_version(version: str, folder: str) -> Fault:
    """Folder and version differ in name."""
    return fault(
        de=(
            f"Fassung {version!r} liegt in einem Ordner namens {folder!r}",
            "Ordner und Fassung benennen dasselbe; zwei Namen dafür führen in die Irre.",
            "Benennen Sie den Ordner um, oder berichtigen Sie `version`.",
        ),
        en=(
            f"version {version!r} lies in a folder called {folder!r}",
            "Folder and version name the same thing; two names for it mislead.",
            "Rename the folder, or correct `version`.",
        ),
    )


def folder_of_another_regulation(regulation: str, folder: str) -> Fault:
    """The path is not the id of the regulation."""
    return fault(
        de=(
            f"Regelung {regulation!r} liegt unter {folder!r}",
            "Die Kennung einer Regelung ist der Pfad ihres Ordners.",
            "Verschieben Sie den Ordner, oder berichtigen Sie `regulation`.",
        ),
        en=(
            f"regulation {regulation!r} lies below {folder!r}",
            "The id of a regulation is the path of its folder.",
            "Move the folder, or correct `regulation`.",
        ),
    )


def named_by_another_day(version: Version) -> Fault:
    """A version is not named by its first day in force."""
    return fault(
        de=(
            f"Fassung {version.version!r} ist ab {version.in_force.from_} in Kraft",
            "Eine Fassung heißt nach dem Tag ihres Inkrafttretens (mit einem Zusatz für ein eigenes Gebiet).",
            "Berichtigen Sie den Namen oder das Datum.",
        ),
        en=(
            f"version {version.version!r} is in force from {version.in_force.from_}",
            "A version is named by the day it came into force (with a suffix for a territory of its own).",
            "Correct the name or the date.",
        ),
    )


def two_in_force(earlier: Version, later: Version) -> Fault:
    """Two versions hold on one day in one place."""
    until = earlier.in_force.to
    return fault(
        de=(
            f"Fassung {later.version} beginnt, während Fassung {earlier.version} in Kraft ist"
            + (f" (bis {until})" if until else " (ohne Ende)"),
            "An einem solchen Tag gälten am selben Ort zwei verschiedene Regeln.",
            f"Lassen Sie Fassung {earlier.version} am Tag davor enden, oder trennen Sie die Geltungsbereiche.",
        ),
        en=(
            f"version {later.version} begins while version {earlier.version} is in force"
            + (f" (until {until})" if until else " (without an end)"),
            "On such a day two different rules would hold in the same place.",
            f"End version {earlier.version} the day before, or separate their territories.",
        ),
    )


def changed_scope(name: str, scope: Scope, before: Scope, version: str) -> Fault:
    """A rule is for the Land in one version and for districts in another."""
    return fault(
        de=(
            f"Regel {name!r} ist hier für {_SCOPES[scope]}, in Fassung {version} aber für {_SCOPES[before]}",
            "Was gilt, läuft unter dem Namen seiner Regel von Fassung zu Fassung weiter.",
            "Berichtigen Sie `scope`, oder geben Sie der Regel einen anderen Namen.",
        ),
        en=(
            f"rule {name!r} is for the {scope} here, but for the {before} in version {version}",
            "What holds goes on from version to version under the name of its rule.",
            "Correct `scope`, or give the rule another name.",
        ),
    )


def carried_from_nowhere(name: str) -> Fault:
    """A count is to go on from a version that is not there."""
    return fault(
        de=(
            f"Abschnitt {name!r} zählt weiter, aber am Tag davor war keine Fassung in Kraft",
            "Es gibt keine laufende Zählung, die weitergehen könnte.",
            "Schreiben Sie `starts: anew`, oder berichtigen Sie `in_force.to` der Fassung davor.",
        ),
        en=(
            f"section {name!r} carries over, but no version was in force on the day before",
            "There is no running count that could go on.",
            "Use `starts: anew`, or correct `in_force.to` of the version before.",
        ),
    )
