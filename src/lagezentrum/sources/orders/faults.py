"""What the readers of orders say about a row that can not be an order, or contradicts another."""

from collections.abc import Collection
from datetime import date

from lagezentrum.law.problems import Fault, fault, nearest
from lagezentrum.law.text import Text
from lagezentrum.sources.areas import AmbiguousArea, UnknownArea
from lagezentrum.sources.orders.order import OrderKind

_WHAT_HOLDS = Text(
    de="Aus dem Eintrag ginge nicht hervor, was gilt, wo oder ab wann.",
    en="The record would not say what holds, where, or from when.",
)
_COMPLETE = Text(de="Ergänzen oder berichtigen Sie die Zeile.", en="Complete or correct the row.")


def incomplete(what: Text) -> Fault:
    """A row that lacks something, or says too much."""
    return Fault(what, _WHAT_HOLDS, _COMPLETE)


def without_step(kind: OrderKind) -> Text:
    """No level where one is needed."""
    return Text(de=f"eine Zeile der Art {kind} ohne Stufe", en=f"a row of kind {kind} without a step")


def without_effective_day(kind: OrderKind) -> Text:
    """No first day where one is needed."""
    return Text(
        de=f"eine Zeile der Art {kind} ohne den Tag, ab dem sie gilt",
        en=f"a row of kind {kind} without the day on which it takes effect",
    )


REFRAINING_WITHOUT_DAY = Text(
    de="Absehen ohne den Tag der Entscheidung", en="refraining without the day of the decision"
)
REFRAINING_WITH_EFFECT = Text(
    de="Absehen hat keinen ersten Geltungstag: verwenden Sie `until`",
    en="refraining takes no effective day: use until",
)
DECIDED_AFTER_EFFECT = Text(de="erst nach dem ersten Geltungstag entschieden", en="decided after it took effect")
ENDS_BEFORE_IT_BEGINS = Text(de="endet, bevor es beginnt", en="it ends before it begins")


def with_until(kind: OrderKind) -> Text:
    """An end where there is none."""
    return Text(de=f"eine Zeile der Art {kind} mit `until`", en=f"a row of kind {kind} with until")


def wrong_scope(rule: str, area: str) -> Text:
    """A rule for the Land with a district, or the other way round."""
    return Text(
        de=f"die Regel {rule!r} passt nicht zum Gebiet {area}: die landesweite Regel ist für das Land, die anderen "
        "sind für Landkreise",
        en=f"rule {rule!r} does not go with area {area}: the statewide rule is for the Land, the others for districts",
    )


def no_area(error: UnknownArea | AmbiguousArea) -> Fault:
    """A name or key of no area, or of several."""
    return fault(
        de=(
            error.in_language("de").removesuffix("."),
            "Eine Anordnung gilt nur für ein Gebiet; für welches, muss feststehen.",
            "Schreiben Sie den Schlüssel des Gebiets (AGS), oder 03 für Niedersachsen.",
        ),
        en=(
            error.in_language("en").removesuffix("."),
            "An order holds for one area only; for which must be certain.",
            "Write the key of the area (AGS), or 03 for Lower Saxony.",
        ),
    )


def unknown_word(column: Text, word: str, known: Collection[str]) -> Fault:
    """A word that means nothing in its column."""
    meant = nearest(word, known)
    names = ", ".join(known)
    return fault(
        de=(
            f"{column.de}: {word!r} ist nicht bekannt",
            "Was es für die Stufen bedeutet, steht nicht fest.",
            (f"Meinten Sie {meant!r}? " if meant else "") + f"Bekannt: {names or 'nichts'}.",
        ),
        en=(
            f"unknown {column.en} {word!r}",
            "What it means for the levels is not known.",
            (f"Did you mean {meant!r}? " if meant else "") + f"Known: {names or 'nothing'}.",
        ),
    )


KIND = Text(de="Art der Anordnung (kind)", en="kind")
RULE = Text(de="Regel (rule)", en="rule")
AREA = Text(de="Gebiet (area)", en="area")


def step_under(rule: str) -> Text:
    """The column of levels, for one rule."""
    return Text(de=f"Stufe unter der Regel {rule!r}", en=f"step under rule {rule!r}:")


def second_row(rule: str, area: str, day: date | None, first: int) -> Fault:
    """Two orders that can not both hold; `first` is the line of the other."""
    return fault(
        de=(
            f"zweite Zeile für die Regel {rule!r} in {area}"
            + (f" am {day}" if day else " ohne Tag")
            + f" (zuerst in Zeile {first})",
            "Es ist nicht klar, welches von beiden angeordnet wurde.",
            "Behalten Sie eine davon.",
        ),
        en=(
            f"second row for rule {rule!r} in {area}"
            + (f" on {day}" if day else " without a day")
            + f" (first in line {first})",
            "It is not clear which of the two was ordered.",
            "Keep one of them.",
        ),
    )


def no_district(scope: str) -> Fault:
    """A list of declared levels names something that is no district of the Land."""
    return fault(
        de=(
            f"ags_or_scope: {scope!r} ist kein Landkreis in Niedersachsen",
            "Es muss feststehen, für welchen Landkreis eine Anordnung gilt.",
            'Schreiben Sie einen Schlüssel mit fünf Ziffern, "statewide" oder "all other N districts".',
        ),
        en=(
            f"ags_or_scope: {scope!r} is no district of Lower Saxony",
            "It must be certain for which district an order holds.",
            'Write a key of five digits, "statewide", or "all other N districts".',
        ),
    )


def other_number(scope: str, number: int, day: str) -> Fault:
    """Not so many districts are left over as a row says."""
    return fault(
        de=(
            f"{scope!r}, aber {number} Landkreise sind für {day} nicht einzeln aufgeführt",
            "Die Zeile würde eine Stufe für zu viele oder zu wenige Landkreise anordnen.",
            "Berichtigen Sie die Anzahl, oder die Zeilen einzelner Landkreise für diesen Tag.",
        ),
        en=(
            f"{scope!r}, but {number} districts are not listed singly for {day}",
            "The row would order a level for too many districts or too few.",
            "Correct the number, or the rows of single districts for that day.",
        ),
    )


def no_level(level: str) -> Fault:
    """A level that is none."""
    return fault(
        de=(
            f"level: {level!r} ist keine Stufe",
            "Eine Stufe ist eine einzelne Ziffer.",
            "Schreiben Sie die Ziffer; leer, wo nichts entschieden wurde, 0, wo abgelehnt wurde.",
        ),
        en=(
            f"level: {level!r} is no level",
            "A level is one digit.",
            "Write the digit; leave it empty where nothing was decided, 0 where it was declined.",
        ),
    )


def level_without_day(level: str) -> Fault:
    """A level from nobody knows when."""
    return fault(
        de=(
            f"Stufe {level} ohne effective_date",
            "Ohne den ersten Tag weiß niemand, wann die Stufe galt.",
            "Ergänzen Sie den Tag; lassen Sie die Stufe leer, wenn nichts entschieden wurde.",
        ),
        en=(
            f"level {level} without effective_date",
            "Without its first day nobody knows when the level held.",
            "Add the day; leave the level empty if nothing was decided.",
        ),
    )


def other_author(given: str, scope: str, expected: str) -> Fault:
    """A level declared by an authority that has no say in it."""
    return fault(
        de=(
            f"declared_by: {given!r} bei {scope!r}",
            "Landesweite Stufen erklärt das Land, andere der Landkreis: Die Zeile kann verschoben sein.",
            f"Schreiben Sie {expected!r}, oder berichtigen Sie das Gebiet.",
        ),
        en=(
            f"declared_by: {given!r} for {scope!r}",
            "Statewide levels are declared by the state, others by the district: the row may be shifted.",
            f"Write {expected!r}, or correct the scope.",
        ),
    )
